"""The commands: one at a time, whole after an interruption, clear where they cannot work."""

import importlib.util
import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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


def bounds():
    """What requirements.txt and both pyproject.toml say of each package's version."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    for folder in (ROOT, ROOT / "living_figures"):
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
        lines += project["dependencies"]
        lines += [line for part in project["optional-dependencies"].values() for line in part]
    lines = [line.partition("#")[0].strip() for line in lines]
    return [Requirement(line) for line in lines if line and not line.startswith("-e")]


def pins():
    """The versions of constraints.txt, by the packages' names."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pinned}


def test_the_exact_versions_are_within_the_bounds_and_complete():
    exact = pins()
    for requirement in bounds():
        name = canonicalize_name(requirement.name)
        if name not in ("gdkit", "living-figures"):
            assert requirement.specifier.contains(exact[name]), requirement


def test_exact_hands_the_versions_to_pip(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("make", ROOT / "make.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    monkeypatch.setattr(make, "VENV", tmp_path)
    monkeypatch.delenv("PIP_CONSTRAINT", raising=False)
    monkeypatch.setattr(make, "PYTHON", tmp_path / "python")
    (tmp_path / "python").touch()
    given = []

    def run(*command):
        given.append((command[1:], os.environ.get("PIP_CONSTRAINT")))
        return 0

    monkeypatch.setattr(make, "run", run)
    for options in ([], [], ["--exact"], ["--exact"], []):
        monkeypatch.setattr(sys, "argv", ["make.py", *options, "links"])
        monkeypatch.delenv("PIP_CONSTRAINT", raising=False)
        with pytest.raises(SystemExit):
            make.main()
    installs = [constraint for command, constraint in given if "install" in command]
    assert installs == [None, "constraints.txt", None]
