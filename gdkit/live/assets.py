"""What a page of living figures loads: our scripts and style, and, at a touch, Python itself."""

import json
from importlib.resources import files

from gdkit.live.source import PORTABLE

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
    (folder / "python.js").write_text(python_js(), encoding="utf-8")


def python_js():
    """Return a classic script that registers the text of the worker, all in one.

    A page opened from disk may load no module and no worker by its address; it may load a
    script, and make a worker from the text that this one leaves.
    """
    brython = (files("brython") / "data" / "brython.js").read_text(encoding="utf-8")
    worker = (files("gdkit.live") / "web" / "worker.js").read_text(encoding="utf-8")
    modules = json.dumps({**_standard_library("math"), **_portable_floor()})
    text = (
        f"{brython}\n__BRYTHON__.use_VFS = true;\n__BRYTHON__.update_VFS({modules});\n"
        f"brython({{indexedDB: false}});\n{worker}"
    )
    return f"gdkit.pythonText = {json.dumps(text, ensure_ascii=False)};\n"


def _standard_library(*names):
    text = (files("brython") / "data" / "brython_stdlib.js").read_text(encoding="utf-8")
    modules, _ = json.JSONDecoder().raw_decode(text[text.index("{") :])
    return {name: modules[name] for name in names}


def _portable_floor():
    floor = {"gdkit": [".py", "", [], 1], "gdkit.validation": _module("gdkit.validation")}
    return floor | {name: _module(name) for name in PORTABLE if name.startswith("gdkit.")}


def _module(name):
    path = files("gdkit") / f"{name.removeprefix('gdkit.')}.py"
    return [".py", path.read_text(encoding="utf-8"), []]
