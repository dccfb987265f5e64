"""Python compiled to JavaScript when a page is built, not in its reader's time.

Brython's own compiler runs here, in V8 without a browser.  What it cannot load stops the build.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from living_figures.portable import modules

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


def importable(packages):
    """What a page can import, as ``__BRYTHON__.update_VFS`` takes it: `math`, the modules right in
    the folders of `packages`, and our own that answer the page.
    """
    library = (files("brython") / "data" / "brython_stdlib.js").read_text(encoding="utf-8")
    standard, _ = json.JSONDecoder().raw_decode(library[library.index("{") :])
    own = files("living_figures")
    sources = {
        "living_figures.frame": own / "frame.py",
        "living_figures.shapes": own / "shapes.py",
        "living_figures.words": own / "words.py",
        "living_figures.answer": own / "web" / "answer.py",
        **{name: Path(find_spec(name).origin) for p in packages for name in modules(p)},
    }
    return (
        {"math": standard["math"]}
        | {package: [".py", "", [], 1] for package in ("living_figures", *packages)}
        | {name: [".py", path.read_text(encoding="utf-8"), []] for name, path in sources.items()}
    )


def compiled(vfs):
    """Return the JavaScript of Python modules, {name: text}, given as ``update_VFS`` takes them.

    Each is run once; an error raises a `ValueError` with Python's traceback.
    """
    with ThreadPoolExecutor(1) as thread:  # V8 would wait for ever on a loop of its caller's
        return thread.submit(_compiled, vfs).result()


def _compiled(vfs):
    try:
        from py_mini_racer import MiniRacer  # only who builds a page needs it
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "making a page of living figures needs one package more: "
            "pip install 'living_figures[site]'"
        ) from error
    with MiniRacer() as engine:
        engine.eval(f"{WORKER}\n{brython()}\n; 0")
        engine.eval(f"__BRYTHON__.use_VFS = true; __BRYTHON__.update_VFS({json.dumps(vfs)}); 0")
        engine.eval("brython({indexedDB: false}); 0")
        error = engine.eval(f"""(() => {{
          try {{
            __BRYTHON__.runPythonSource("import {", ".join(vfs)}", "compiler");
          }} catch (error) {{
            return __BRYTHON__.error_trace(error);
          }}
        }})()""")
        if error:
            raise ValueError(f"this does not run in a page:\n{error}")
        return json.loads(engine.eval("JSON.stringify(__BRYTHON__.precompiled)"))
