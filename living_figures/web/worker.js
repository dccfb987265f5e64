// Runs in the worker, after Brython's own code: a Python module for each figure.
"use strict";

const answers = new Map(); // of each figure: from its controls' stops to what the picture shows

/** A traceback as of a file called "experiment", without the lines between it and the page. */
function traceback(error) {
  return __BRYTHON__.error_trace(error)
    .replace(/ {2}File "[^"]*answer\.py", .*\n(?: {4}.*\n)*/g, "")
    .replace(/File "[^"]*#figure_[^"]*"/g, 'File "experiment"');
}

function load(figure, { source, words, functions, gids, names, types, unit }) {
  const module = __BRYTHON__.runPythonSource(`${source}\n\n${words}`, figure.replace(/\W/g, "_"));
  const parts = Object.entries(functions).map(([part, [name, taken]]) => [part, name, taken]);
  answers.set(figure, self.answering(module, parts, gids, names, types, unit));
}

self.onmessage = ({ data }) => {
  const { figure, run, stops } = data;
  try {
    if (data.source !== undefined) {
      load(figure, data);
      self.postMessage({ loaded: true });
    }
    self.postMessage({ figure, run, result: answers.get(figure)(...stops) });
  } catch (error) {
    self.postMessage({ figure, run, error: traceback(error) });
  }
};
console.error = () => {}; // Brython prints every mistake there; the page shows it
