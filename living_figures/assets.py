"""What a page of living figures loads: our scripts and style, and, at a touch, Python itself."""

import functools
import json
from importlib.resources import files

from living_figures.compiler import brython, compiled, importable

#: In the order in which a page loads them.
SCRIPTS = (
    "store.js",
    "runtime.js",
    "artists.js",
    "controls.js",
    "address.js",
    "drag.js",
    "guess.js",
    "codearea.js",
    "editor.js",
    "experiment.js",
)
STYLE = "experiment.css"


def write_assets(folder, packages=()):
    """Write the scripts, the style and Python into `folder`, which is made if need be.

    A page can import the modules right in the folders of `packages`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*SCRIPTS, STYLE):
        (folder / name).write_bytes((files("living_figures") / "web" / name).read_bytes())
    python = worker(tuple(packages))
    (folder / "python.js").write_text(python, encoding="utf-8")
    (folder / "python-from-disk.js").write_text(from_disk(python), encoding="utf-8")


def from_disk(python):
    """The worker's script as one that a page can load where it may fetch nothing: from disk."""
    return f"livingFigures.python = {json.dumps(python, ensure_ascii=False)};\n"


@functools.cache
def worker(packages):
    """Return the script of the worker, all in one: Brython, what a page can import, and what
    answers the page.
    """
    vfs = importable(packages)
    answers = (files("living_figures") / "web" / "worker.js").read_text(encoding="utf-8")
    # Importing all of it now keeps it out of the first run's time.
    warm_up = json.dumps(f"import {', '.join(vfs)}")
    return (
        # Brython looks for its folder in its own address, and a worker made from text has none.
        f'self.__BRYTHON__ = {{brython_path: "http://localhost/"}};\n{brython()}\n'
        f"__BRYTHON__.use_VFS = true;\n__BRYTHON__.update_VFS({json.dumps(vfs)});\n"
        f"__BRYTHON__.precompiled = {json.dumps(compiled(vfs))};\n"
        f"brython({{indexedDB: false}});\n{answers}"
        f'__BRYTHON__.runPythonSource({warm_up}, "warm_up");\n'
        "self.postMessage({ ready: true });\n"
    )
