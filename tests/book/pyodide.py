"""Pyodide, as far as npm and PyPI have it: Python and what a kernel needs, no compiled package."""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile

FILES = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]


def download(version, folder):
    """Fill a folder with Pyodide of this version."""
    npm = shutil.which("npm")
    assert npm, "npm, which brings Pyodide to this test, was not found: install Node.js"
    pack = [npm, "pack", "--silent", f"pyodide@{version}"]
    archive = subprocess.run(pack, cwd=folder, capture_output=True, text=True, check=True).stdout
    with tarfile.open(folder / archive.strip()) as package:
        for name in [*FILES, "pyodide-lock.json"]:
            (folder / name).write_bytes(package.extractfile(f"package/{name}").read())
    lock = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))
    known = {_normal(name): package for name, package in lock["packages"].items()}
    wanted = _with_dependencies(["micropip", "ipython", "jedi"], known)
    wheels = [f"{name}=={known[name]['version']}" for name in wanted]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder]
    target = ["--only-binary", ":all:", "--python-version", lock["info"]["python"]]
    subprocess.run([*pip, *target, *wheels], check=True)
    for name in wanted:  # Pyodide has built its own: same files, another archive
        wheel = folder / known[name]["file_name"]
        known[name]["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")


def _normal(name):
    return name.lower().replace("_", "-").replace(".", "-")


def _with_dependencies(names, known):
    found = set()
    waiting = list(names)
    while waiting:
        name = _normal(waiting.pop())
        if name not in found:
            found.add(name)
            waiting += known[name]["depends"]
    return sorted(found)
