// Python on the page: a worker that starts at the reader's first touch.
"use strict";
var gdkit = window.gdkit || {};
window.gdkit = gdkit;

gdkit.LIMIT = 2000; // milliseconds until a run that does not end is cut off

gdkit.runtime = (() => {
  const base = new URL(".", document.currentScript.src).href;
  let starting = null; // a promise of the worker
  let worker = null;
  let busy = null; // the request the worker is at: {figure, run, timer, settle}
  const waiting = new Map(); // the newest request of each figure
  const known = new Map(); // which source the worker has of each figure
  let runs = 0;

  /** Python's own code comes as a classic script: the only kind a file from disk may load. */
  function fetchPython() {
    if (gdkit.pythonText) return Promise.resolve();
    return new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = base + "python.js";
      script.onload = done;
      script.onerror = () => fail(new Error(`${script.src} could not be loaded`));
      document.head.append(script);
    });
  }

  function start() {
    starting ??= fetchPython().then(
      () =>
        new Promise((ready) => {
          const path = `self.__BRYTHON__ = {brython_path: "http://localhost/"};`;
          const blob = new Blob([path, gdkit.pythonText], { type: "text/javascript" });
          const address = URL.createObjectURL(blob);
          worker = new Worker(address);
          worker.onmessage = ({ data }) => {
            if (data.ready) {
              URL.revokeObjectURL(address);
              ready();
            } else answered(data);
          };
        }),
      (error) => {
        starting = null;
        throw error;
      },
    );
    return starting;
  }

  function answered(data) {
    if (!busy || data.run !== busy.run) return;
    if (data.error) known.delete(data.figure); // what did not load is sent again
    clearTimeout(busy.timer);
    const { settle } = busy;
    busy = null;
    settle(data);
    next();
  }

  function cutOff() {
    worker.terminate();
    starting = worker = null;
    known.clear();
    const { settle } = busy;
    busy = null;
    settle({ error: `TimeoutError: no result within ${gdkit.LIMIT / 1000} s; stopped` });
    if (waiting.size) start().then(next);
  }

  function next() {
    if (busy || !worker || !waiting.size) return;
    const [figure, { program, places, settle }] = waiting.entries().next().value;
    waiting.delete(figure);
    const message = { figure, places, run: ++runs };
    if (known.get(figure) !== program.source) Object.assign(message, program);
    known.set(figure, program.source);
    busy = { run: message.run, settle, timer: setTimeout(cutOff, gdkit.LIMIT) };
    worker.postMessage(message);
  }

  /** Run a figure's source at its controls' stops; null if a newer request took its place. */
  async function run(figure) {
    await start();
    const { controls, update, artists } = figure.spec;
    const gids = Object.keys(artists).filter((gid) => gid !== "guess");
    const program = { source: figure.source, controls, update, gids };
    return new Promise((settle) => {
      waiting.get(figure.element.id)?.settle(null);
      waiting.set(figure.element.id, { program, places: figure.places, settle });
      next();
    });
  }

  return { start, run };
})();
