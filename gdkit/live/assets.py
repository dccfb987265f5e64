"""What a page of living figures loads: our scripts and style, and, at a touch, Python itself."""

import functools
import json
from importlib.resources import files

from gdkit.live.compiler import brython, compiled, portable_floor

#: In the order in which a page loads them.
SCRIPTS = (
    "runtime.js",
    "artists.js",
    "controls.js",
    "address.js",
    "drag.js",
    "guess.js",
    "editor.js",
    "experiment.js",
)
STYLE = "experiment.css"


def write_assets(folder):
    """Write the scripts, the style and Python into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*SCRIPTS, STYLE):
        (folder / name).write_bytes((files("gdkit.live") / "web" / name).read_bytes())
    python = worker()
    (folder / "python.js").write_text(python, encoding="utf-8")
    # A page opened from disk may fetch nothing, but it may load a script: this one.
    text = json.dumps(python, ensure_ascii=False)
    (folder / "python-from-disk.js").write_text(f"gdkit.python = {text};\n", encoding="utf-8")


@functools.cache
def worker():
    """Return the script of the worker, all in one: Brython, gdkit, and what answers the page."""
    modules = portable_floor()
    vfs, precompiled = json.dumps(modules), json.dumps(compiled(modules))
    answers = (files("gdkit.live") / "web" / "worker.js").read_text(encoding="utf-8")
    return (
        # Brython looks for its folder in its own address, and a worker made from text has none.
        f'self.__BRYTHON__ = {{brython_path: "http://localhost/"}};\n{brython()}\n'
        f"__BRYTHON__.use_VFS = true;\n__BRYTHON__.update_VFS({vfs});\n"
        f"__BRYTHON__.precompiled = {precompiled};\nbrython({{indexedDB: false}});\n{answers}"
    )
