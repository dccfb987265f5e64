"""The two commands: one at a time, whole after an interruption, clear where they cannot work."""

import importlib.util
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: make.py in a folder of its own, with a builder that takes half a second.
SCRIPT = """
import importlib.util, os, pathlib, sys, time
spec = importlib.util.spec_from_file_location("make", {file!r})
make = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make)
make.ROOT = pathlib.Path({folder!r})
make.install = lambda *packages: None

def run(*command):
    with open(make.ROOT / "log", "a") as log:
        print("begin", *command[1:], file=log, flush=True)
        {builder}
        print("end", file=log)
    return 0

make.run = run
sys.exit(make.book())
"""


@pytest.fixture
def start(tmp_path):
    """A function that starts a build in `tmp_path`, whose builder does what it is told."""

    def start(builder):
        script = SCRIPT.format(file=str(ROOT / "make.py"), folder=str(tmp_path), builder=builder)
        return subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, encoding="utf-8"
        )

    return start


def status(build):
    build.communicate()
    return build.returncode


@pytest.fixture
def log(tmp_path):
    return lambda: (tmp_path / "log").read_text().splitlines()


def test_two_builds_take_turns(start, log):
    builds = [start("time.sleep(0.5)") for _ in range(2)]
    said = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    assert [line.split()[0] for line in log()] == ["begin", "end"] * 2
    assert sum("waiting" in text for text in said) == 1


def test_a_build_that_was_killed_is_made_whole_by_the_next(start, log):
    assert status(start("os.kill(os.getpid(), 9)")) == -signal.SIGKILL
    for _ in range(2):
        assert status(start("pass")) == 0
    assert ["--all" in line for line in log() if line != "end"] == [False, True, False]


def test_a_build_that_failed_is_made_whole_by_the_next(start, log):
    assert status(start("return 1")) == 1
    assert status(start("pass")) == 0
    assert ["--all" in line for line in log() if line != "end"] == [False, True]


def test_a_folder_that_cannot_be_written_is_named():
    inside = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev"]
    build = subprocess.run(
        [*inside, sys.executable, ROOT / "make.py", "book"], capture_output=True, encoding="utf-8"
    )
    assert build.returncode == 1
    assert f"Cannot write in {ROOT}" in build.stderr


@pytest.mark.parametrize("arguments", [[], ["bok"], ["book", "fast"]])
def test_a_mistaken_command_says_what_would_do(arguments):
    build = subprocess.run(
        [sys.executable, ROOT / "make.py", *arguments], capture_output=True, encoding="utf-8"
    )
    assert build.returncode == 2
    assert "book" in build.stderr


def test_an_old_python_is_named(monkeypatch):
    spec = importlib.util.spec_from_file_location("make", ROOT / "make.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))
    with pytest.raises(SystemExit, match=r"3\.11 or newer"):
        make.main()
