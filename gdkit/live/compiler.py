"""Python compiled to JavaScript when the book is built, not in its reader's time.

Brython's own compiler runs here, in V8 without a browser.  What it cannot load stops the build.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

from py_mini_racer import MiniRacer

from gdkit.live.source import PORTABLE

#: What Brython asks for as it loads in a worker, and V8 alone does not have.
WORKER = """
class WorkerNavigator { language = "en"; }
class URL { pathname = "/"; search = ""; hash = ""; }
class Event {}
Object.assign(globalThis, {
  self: globalThis, WorkerNavigator, URL, Event, WorkerGlobalScope: class {},
  navigator: new WorkerNavigator(), importScripts() {}, addEventListener() {},
  location: { href: "", pathname: "", origin: "", search: "", hash: "" },
  console: { log() {}, info() {}, debug() {}, error() {} },
});
"""


def brython():
    """The JavaScript of Brython itself."""
    return (files("brython") / "data" / "brython.js").read_text(encoding="utf-8")


def portable_floor():
    """What a page can import, as ``__BRYTHON__.update_VFS`` takes it; "answer" answers the page."""
    names = ["gdkit.validation", *(name for name in PORTABLE if name.startswith("gdkit."))]
    sources = {name: _text(f"{name.removeprefix('gdkit.')}.py") for name in names}
    sources["answer"] = _text("live/web/answer.py")
    library = (files("brython") / "data" / "brython_stdlib.js").read_text(encoding="utf-8")
    modules, _ = json.JSONDecoder().raw_decode(library[library.index("{") :])
    package = {"math": modules["math"], "gdkit": [".py", "", [], 1]}
    return package | {name: [".py", source, []] for name, source in sources.items()}


def compiled(modules):
    """Return the JavaScript of Python modules, {name: text}, given as ``update_VFS`` takes them.

    Each is run once; an error raises a `ValueError` with Python's traceback.
    """
    with ThreadPoolExecutor(1) as thread:  # V8 would wait for ever on a loop of its caller's
        return thread.submit(_compiled, modules).result()


def _compiled(modules):
    with MiniRacer() as engine:
        engine.eval(f"{WORKER}\n{brython()}\n; 0")
        engine.eval(f"__BRYTHON__.use_VFS = true; __BRYTHON__.update_VFS({json.dumps(modules)}); 0")
        engine.eval("brython({indexedDB: false}); 0")
        error = engine.eval(f"""(() => {{
          try {{
            __BRYTHON__.runPythonSource("import {", ".join(modules)}", "compiler");
          }} catch (error) {{
            return __BRYTHON__.error_trace(error);
          }}
        }})()""")
        if error:
            raise ValueError(f"this does not run in a page:\n{error}")
        return json.loads(engine.eval("JSON.stringify(__BRYTHON__.precompiled)"))


def _text(path):
    return (files("gdkit") / path).read_text(encoding="utf-8")
