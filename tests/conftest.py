"""What several tests share: the book, built once, served, and a browser to read it with.

What only some folders' tests need is imported where it is asked for.
"""

import http.server
import os
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from make import alone

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def book(tmp_path_factory, testrun_uid):
    """The book, built afresh: `html` (a folder), `log`, and the build's `status`.

    The notebooks' outputs come from the execution cache, if our packages are what they were.
    Workers that run side by side share one build: the first that asks makes it.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / f"the book ä {testrun_uid}"  # any folder will do
    log, status = folder / "log", folder / "status"
    with alone():  # a build beside another would drop the other's execution cache
        if not status.exists():
            folder.mkdir()
            build = build_book(folder)
            log.write_text(build.stdout + build.stderr, encoding="utf-8")
            status.write_text(str(build.returncode))
    return SimpleNamespace(
        html=folder / "_build" / "html",
        log=log.read_text(encoding="utf-8"),
        status=int(status.read_text()),
    )


def build_book(folder):
    """Run Jupyter Book as `make.py book` does, but for where the book goes."""
    program = Path(sys.executable).parent / "jupyter-book"
    return subprocess.run(
        [program, "build", ".", "--path-output", folder, "-W", "-n", "--keep-going"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="session")
def serve():
    """A function that serves a folder on this machine and returns its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

    servers = []

    def start(folder):
        handler = partial(Quiet, directory=folder)
        servers.append(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(book, serve):
    """The address at which the built book is served: in a sub-folder, as it may well be."""
    return serve(book.html.parent) + f"{book.html.name}/"


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; the tests that ask for it fail where there is none."""
    from playwright.sync_api import sync_playwright

    from book.browser import FLAGS, find

    path = find()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
