#!/usr/bin/env python3
"""Build the book or run the tests, with nothing installed but Python 3.11 or newer.

    python make.py book    make .venv, install requirements.txt, build the site
    python make.py pdf     build the site, and print it all as one PDF
    python make.py test    make .venv, install also what the tests need, run all tests
    python make.py links   ask every address that the book cites whether it still answers
    python make.py setup   make .venv with all that a contributor needs, and the commit hooks

On Windows, `py` may take the place of `python`; on Linux and macOS, `python3`.  What comes
after `test` goes to pytest: `python make.py test tests/gdkit/test_descent.py -x`.

`python make.py --exact book` installs exactly the versions in constraints.txt, with which all
tests have passed, in place of the newest ones within the bounds; so with every other command.
"""

import argparse
import contextlib
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
REQUIREMENTS = ("requirements.txt", "pyproject.toml", "living_figures/pyproject.toml")
EXACT = "constraints.txt"
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def main():
    if sys.version_info < OLDEST:
        sys.exit(
            f"This needs Python {OLDEST[0]}.{OLDEST[1]} or newer; "
            f"{sys.executable} is Python {sys.version.split()[0]}."
        )
    if not os.access(ROOT, os.W_OK):
        sys.exit(f"Cannot write in {ROOT}, where .venv and _build go; copy the folder first.")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--exact", action="store_true", help=f"the versions in {EXACT}")
    commands = {"book": book, "pdf": pdf, "test": test, "links": links, "setup": setup}
    parser.add_argument("command", choices=commands)
    given, rest = parser.parse_known_args()
    if rest and given.command != "test":
        parser.error(f"{given.command} takes nothing more; got {' '.join(rest)}")
    if given.exact:
        os.environ["PIP_CONSTRAINT"] = EXACT  # pip reads it
    sys.exit(commands[given.command](*([rest] if given.command == "test" else [])))


def book():
    """Build the site; a warning is an error."""
    unfinished = ROOT / "_build" / "unfinished"
    with alone():
        install("requirements", "-r", "requirements.txt")
        # What was interrupted, or warned, is built whole: else half of it would pass for done.
        whole = ["--all"] if unfinished.exists() else []
        unfinished.touch()
        status = run(BIN / "jupyter-book", "build", "-W", "-n", "--keep-going", *whole, ".")
        if status == 0:
            unfinished.unlink()
    if status == 0:
        page = ROOT / "_build" / "html" / "index.html"
        print(f"\nOpen the book in a browser:\n\n    {page.as_uri()}\n")
    return status


def pdf():
    """Print the book as one PDF, by the browser that the tests use."""
    with alone():
        install("requirements", "-r", "requirements.txt")
        install("pdf", "-e", ".[pdf]")
    return run(PYTHON, "book/browser.py") or book() or run(PYTHON, "-m", "book.pdf")


def links():
    """Check the book's links to other hosts; this alone asks them."""
    with alone():
        install("requirements", "-r", "requirements.txt")
    output = ("--path-output", "_build/links")  # it would mix with the built site
    return run(BIN / "jupyter-book", "build", "--builder", "linkcheck", *output, ".")


def test(arguments):
    """Run all tests, or those that the arguments name."""
    with alone():
        install("requirements", "-r", "requirements.txt")
        install("test", "-e", ".[test]")
    if not arguments:  # better to hear of a missing browser now than after the other tests
        status = run(PYTHON, "book/browser.py")
        if status:
            return status
        arguments = ["-n", "auto", "--dist", "loadfile"]  # a notebook's cells stay together
    return run(PYTHON, "-m", "pytest", *arguments)


def setup():
    """Install all that a contributor needs, and the hooks that tidy what is committed."""
    with alone():
        install("requirements", "-r", "requirements.txt")
        install("test", "-e", ".[test]")
    activate = BIN / "activate"
    print(f"\nReady.  Activate it:\n\n    {activate if os.name == 'nt' else f'. {activate}'}\n")
    return run(BIN / "pre-commit", "install")


@contextlib.contextmanager
def alone():
    """Wait until no other command installs or builds here; a lock ends with its process."""
    folder = ROOT / "_build"
    folder.mkdir(exist_ok=True)
    with open(folder / "lock", "w") as file:
        if not locked(file):
            print("Another command is at work in this folder; waiting for its end …", flush=True)
            while not locked(file):
                time.sleep(0.5)
        yield


def locked(file):
    """Lock a file for this process, and say whether that was possible."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def install(what, *packages):
    """Install packages into .venv, unless it has been done and nothing has changed since."""
    python = f"{sys.version} {ROOT}"  # a .venv of another Python, or moved, will not do
    exact = [EXACT] if os.environ.get("PIP_CONSTRAINT") == EXACT else []
    files = [(ROOT / name).read_text("utf-8") for name in (*REQUIREMENTS, *exact)]
    if not (PYTHON.exists() and stamped("python", python)):
        if run(sys.executable, "-m", "venv", "--clear", VENV):
            sys.exit("Could not make .venv.  On Debian and Ubuntu: apt install python3-venv")
        stamp("python", python)
    if not stamped(what, *files):
        print(f"Installing {what} into {VENV}; a minute or two …", flush=True)
        if run(PYTHON, "-m", "pip", "install", "--quiet", *packages):
            sys.exit("Could not install; pip says why above.")
        stamp(what, *files)


def stamped(what, *contents):
    """Say whether `stamp` was called with these contents."""
    path = VENV / f"{what}.stamp"
    return path.exists() and path.read_text() == _digest(contents)


def stamp(what, *contents):
    """Note in .venv that `what` is done for these contents."""
    (VENV / f"{what}.stamp").write_text(_digest(contents))


def _digest(contents):
    return hashlib.sha256(repr(contents).encode()).hexdigest()


def run(*command):
    """Run a command in the repository's folder, with .venv's programs first."""
    environment = os.environ | {
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
        "JUPYTER_PREFER_ENV_PATH": "1",  # .venv's kernel, not one of the user's own
        "PYTHONUTF8": "1",  # pages are UTF-8 whatever the system's own encoding
        "OPENBLAS_NUM_THREADS": "1",  # the matrices are small: threads would wait for one another
    }
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    main()
