"""How long the book takes to build from nothing, notebook by notebook.

    python benchmarks/build.py

Builds a copy of the repository without its caches, in a temporary folder.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jupyter_cache import get_cache

ROOT = Path(__file__).resolve().parent.parent


def build(folder):
    """Build the book in `folder` and return the seconds that it took."""
    program = Path(sys.executable).parent / "jupyter-book"
    begin = time.perf_counter()
    subprocess.run(
        [program, "build", ".", "-W", "-n", "--keep-going"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - begin


def notebook_seconds(folder):
    """How long each notebook ran, from the execution cache."""
    (path,) = (folder / "_build" / ".jupyter_cache").iterdir()
    return {
        Path(record.uri).stem: record.data["execution_seconds"]
        for record in get_cache(path).list_cache_records()
    }


def main():
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "book"
        folder.mkdir()
        for name in ("_config.yml", "_toc.yml"):
            shutil.copy(ROOT / name, folder)
        shutil.copytree(ROOT / "chapters", folder / "chapters")
        cold = build(folder)
        seconds = notebook_seconds(folder)
        again = build(folder)
        rows = [(f"notebook {name}", value) for name, value in sorted(seconds.items())]
        rows += [
            ("all notebooks", sum(seconds.values())),
            ("everything else", cold - sum(seconds.values())),
            ("cold build", cold),
            ("build with nothing changed", again),
        ]
        for name, value in rows:
            print(f"{name:28} {value:7.1f} s")


if __name__ == "__main__":
    main()
