// Runs in the worker, after Brython's own code: one Python namespace for each figure.
"use strict";

/** Python that stands behind a figure's source: from stops to a plain, complete result. */
const EPILOGUE = `

from gdkit.vector import Vector as _Vector

def _plain(x):  # Vectors and numbers are most of what is sent: they come first
    if isinstance(x, _Vector):
        return [x.x, x.y]
    if isinstance(x, (float, int, str)):
        return x
    if isinstance(x, dict):
        return {str(k): _plain(v) for k, v in x.items()}
    return [part if isinstance(part, (float, int)) else _plain(part) for part in x]

def _answer(*places):
    values = {}
    for (name, stops), place in zip(_CONTROLS, places):
        value = stops[place]
        values[name] = (values[name], value) if name in values else value
    result = {"goals": {}, **_UPDATE(**values)}
    missing = [gid for gid in [*_GIDS, "caption"] if gid not in result]
    if missing:
        raise ValueError(f"update returned nothing for {missing}")
    return _plain(result)

from browser import self as _scope
_scope.gdkitAnswer = _answer
`;

const loaded = new Map();

/** A traceback as of a file called "experiment", without the lines of the epilogue. */
function traceback(error) {
  return __BRYTHON__.error_trace(error)
    .replace(/ {2}File ".*", line \d+, in _answer\n(?: {4}.*\n)*/g, "")
    .replace(/File "[^"]*#figure_[^"]*"/g, 'File "experiment"');
}

function load(figure, { source, controls, update, gids }) {
  const stops = controls.map((c) => `(${JSON.stringify(c.name)}, [${c.stops.join(", ")}])`);
  const names = `_UPDATE = ${update}\n_CONTROLS = [${stops.join(", ")}]\n_GIDS = ${JSON.stringify(gids)}`;
  __BRYTHON__.runPythonSource(`${source}\n${names}\n${EPILOGUE}`, figure.replace(/\W/g, "_"));
  loaded.set(figure, self.gdkitAnswer);
}

self.onmessage = ({ data }) => {
  const { figure, run, places } = data;
  try {
    if (data.source !== undefined) load(figure, data);
    self.postMessage({ figure, run, result: loaded.get(figure)(...places) });
  } catch (error) {
    self.postMessage({ figure, run, error: traceback(error) });
  }
};
console.error = () => {}; // Brython prints every mistake there; the page shows it
// Loading gdkit now keeps it out of the first run's time.
__BRYTHON__.runPythonSource("import gdkit.descent, gdkit.landscapes, gdkit.optimizers", "warm_up");
self.postMessage({ ready: true });
