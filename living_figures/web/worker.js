// Runs in the worker, after Brython's own code: a Python module for each figure.
"use strict";

const answers = new Map(); // of each figure: from its controls' stops to what the picture shows
const artists = new Map(); // of each figure: its artists, each as [gid, kind, how many bars]

// What is not on the page is asked for nowhere, where Brython would ask a server.
const Absent = __BRYTHON__.make_builtin_class("Absent");
Absent.tp_funcs = {
  find_spec(_, name) {
    const { builtins, RAISE, VFS } = __BRYTHON__;
    const known = Object.keys(VFS).filter((module) => !module.startsWith("living_figures"));
    const said = `No module named '${name}' on a page, which has ${known.sort().join(", ")}`;
    RAISE(builtins.ModuleNotFoundError, `${said}; in the notebook you have them all`);
  },
};
Absent.classmethods = ["find_spec"];
__BRYTHON__.set_func_names(Absent, "living_figures");
__BRYTHON__.finalize_type(Absent);
Object.assign(__BRYTHON__.finders, { stdlib_static: Absent, path: Absent });

// Brython 3.15 names the last line where one is indented that should not be.
const INDENT = 5; // as in Python's token.py
const { set_syntax_error: setSyntaxError } = __BRYTHON__._PyPegen;
__BRYTHON__._PyPegen.set_syntax_error = (parser, token) => {
  if (token.num_type !== INDENT) return setSyntaxError(parser, token);
  const { builtins, make_error_known_token: make } = __BRYTHON__;
  return make(builtins.IndentationError, parser.filename, token, "unexpected indent");
};

// A worker's stack is full before Brython has counted to its own limit.
const { set_exc: setException } = __BRYTHON__;
__BRYTHON__.set_exc = (error, frame) => {
  if (error.ob_type === undefined && /call stack size|too much recursion/.test(error.message)) {
    error.ob_type = __BRYTHON__.builtins.RecursionError;
    error.args = __BRYTHON__.fast_tuple(["maximum recursion depth exceeded"]);
  }
  setException(error, frame);
};

const MOST = 10_000; // characters that a run can print
const opening = new Map(); // of each figure: what its code printed as it was loaded
let printed = "";
self.print = (text) => {
  if (printed.length < MOST) printed += text;
};

const isNumber = (x) => typeof x === "number" || typeof x === "bigint";
const isPoint = (x) => x?.length === 2 && isNumber(x[0]) && isNumber(x[1]);
const arePoints = (data) => Array.isArray(data) && data.every(isPoint);
const areLengths = (data, count) => data?.length === count && Array.from(data).every(isNumber);

/** Which data an artist can be moved to; what cannot, `shapes.py` says in words. */
const FITS = {
  line: arePoints,
  scatter: arePoints,
  vertical: isNumber,
  horizontal: isNumber,
  "bars-vertical": areLengths,
  "bars-horizontal": areLengths,
  text: (data) => typeof data === "string",
  shown: (data) => typeof data === "boolean",
};

/** A traceback as of a file called "experiment", without the lines between it and the page. */
function traceback(error) {
  return __BRYTHON__.error_trace(error)
    .replace(/ {2}File "[^"]*answer\.py", .*\n(?: {4}.*\n)*/g, "")
    .replace(/File "[^"]*#figure_[^"]*"/g, 'File "experiment"');
}

function load(figure, { source, words, functions, artists: moving, names, types, unit }) {
  printed = "";
  const module = __BRYTHON__.runPythonSource(`${source}\n\n${words}`, figure.replace(/\W/g, "_"));
  opening.set(figure, printed);
  const parts = Object.entries(functions).map(([part, [name, taken]]) => [part, name, taken]);
  answers.set(figure, self.answering(module, parts, moving, names, types, unit));
  artists.set(figure, moving);
}

function answer(figure, stops) {
  const result = answers.get(figure)(...stops);
  for (const [gid, kind, count] of artists.get(figure)) {
    if (!FITS[kind](result.data[gid], count)) self.refuse(gid, kind, count);
  }
  return result;
}

self.onmessage = ({ data }) => {
  const { figure, run, stops } = data;
  __BRYTHON__.frame_obj = null; // an overflow leaves its frames there
  try {
    if (data.source !== undefined) {
      load(figure, data);
      self.postMessage({ loaded: true });
    }
    printed = opening.get(figure); // it stays: the code is loaded once, perhaps unseen
    self.postMessage({ figure, run, result: answer(figure, stops), printed });
  } catch (error) {
    self.postMessage({ figure, run, error: traceback(error), printed });
  }
};
console.error = console.log = () => {}; // Brython prints every mistake there; the page shows it
