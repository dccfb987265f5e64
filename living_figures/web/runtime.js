// Python on the page: a worker that starts at the reader's first touch.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

livingFigures.LIMIT = 2000; // milliseconds until a run that does not end is cut off

livingFigures.runtime = (() => {
  const { src } = document.currentScript; // none on a page that is one file
  const base = src && new URL(".", src).href;
  let starting = null; // a promise of the worker
  let worker = null;
  let busy = null; // the request the worker is at: {figure, run, timer, settle}
  const waiting = new Map(); // the newest request of each figure
  const known = new Map(); // which source the worker has of each figure
  let runs = 0;

  /** The worker's script: in the page itself, fetched, or, where a page may not fetch, loaded. */
  async function fetchPython() {
    const inside = document.getElementById("living-figures-python");
    if (inside) return JSON.parse(inside.textContent);
    if (location.protocol !== "file:") {
      const response = await fetch(base + "python.js").catch(() => null);
      if (!response?.ok) throw new Error(`${base}python.js could not be loaded`);
      return response.blob();
    }
    const script = document.createElement("script");
    script.src = base + "python-from-disk.js";
    await new Promise((done, fail) => {
      script.onload = done;
      script.onerror = () => fail(new Error(`${script.src} could not be loaded`));
      document.head.append(script);
    });
    return livingFigures.python;
  }

  async function startWorker() {
    livingFigures.python ??= await fetchPython(); // kept: a worker that was cut off starts again offline
    const blob = new Blob([livingFigures.python], { type: "text/javascript" });
    const address = URL.createObjectURL(blob);
    worker = new Worker(address);
    await new Promise((ready, fail) => {
      worker.onerror = () => fail(new Error("Python could not be started: workers are forbidden here"));
      worker.onmessage = ({ data }) => {
        if (data.ready) ready();
        else if (data.loaded) limitTime(); // compiling, slow on a slow machine, had its own
        else answered(data);
      };
    });
    URL.revokeObjectURL(address);
  }

  function start() {
    starting ??= startWorker().catch((error) => {
      starting = null;
      throw error;
    });
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

  function limitTime() {
    if (!busy) return; // it was cut off meanwhile
    clearTimeout(busy.timer);
    busy.timer = setTimeout(cutOff, livingFigures.LIMIT);
  }

  function cutOff() {
    worker.terminate();
    starting = worker = null;
    known.clear();
    const { settle } = busy;
    busy = null;
    settle({ error: `TimeoutError: no result within ${livingFigures.LIMIT / 1000} s; stopped` });
    if (waiting.size) start().then(next);
  }

  function next() {
    if (busy || !worker || !waiting.size) return;
    const [figure, { program, stops, settle }] = waiting.entries().next().value;
    waiting.delete(figure);
    const message = { figure, stops, run: ++runs };
    if (known.get(figure) !== program.code) Object.assign(message, program, program.code);
    known.set(figure, program.code);
    busy = { run: message.run, settle };
    limitTime();
    worker.postMessage(message);
  }

  /** Run a figure's source at its controls' stops; null if a newer request took its place. */
  async function run(figure) {
    await start();
    const { controls, functions, guess } = figure.spec;
    const program = {
      code: figure.code,
      functions,
      artists: figure.moving.map(([gid, { kind, ids }]) => [gid, kind, ids.length]),
      names: controls.map((control) => control.name),
      types: controls.map((control) => control.type),
      unit: guess?.unit ?? "",
    };
    const stops = controls.map((control, i) => control.stops[figure.places[i]]);
    return new Promise((settle) => {
      waiting.get(figure.element.id)?.settle(null);
      waiting.set(figure.element.id, { program, stops, settle });
      next();
    });
  }

  return { start, run };
})();
