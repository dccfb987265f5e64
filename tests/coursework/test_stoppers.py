"""Whatever one submission does, it gets its status and reason, and all the others their grade."""

import copy
import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
import toy

from coursework import assignment as assignments
from coursework.__main__ import main
from coursework.gradebook import Gradebook

ROOT = Path(__file__).parents[2]
SEND = """\
import json, os, struct, time
def send(message):
    body = json.dumps(message).encode()
    for descriptor in range(3, 30):
        try:
            os.write(descriptor, struct.pack("!Q", len(body)) + body)
        except OSError:
            pass
"""
DONE = {"result": {"dict": [["error", None], ["output", ""]]}}
FLOOD = f"{SEND}while True: send({{'callback': [0, [], {{}}]}})"
ASLEEP = f"{SEND}send({DONE})\ntime.sleep(10**6)"
LONG = f"def path(*_): return {'x' * 200_000!r}"


def answer(source):
    return f"def double(x):\n    {source}"


#: Of each submission the replaced cells, and the status and points that it must get.
PROGRAMS = {
    "flood": ({"double": FLOOD}, "timeout", 5),
    "asleep": ({"double": ASLEEP, "path": LONG}, "timeout", 0),
    "surrogate": ({"double": answer("raise ValueError('\\udc80')")}, "ok", 5),
    "surrogate-class": ({"double": "class E(Exception): pass\nE.__name__ = '\\ud800'"}, "ok", 5),
    "surrogate-source": ({"double": "# \ud800"}, "ok", 5),
    "many-dicts": ({"double": answer("return [{} for _ in range(10**6)]")}, "ok or timeout", 5),
    "colliding": (
        {"double": answer("return {k * (2**61 - 1): 0 for k in range(1, 10**5)}")},
        "ok or timeout",
        5,
    ),
}


def no_type(notebook):
    del notebook["cells"][2]["cell_type"]


def label(content):
    def change(notebook):
        notebook["cells"][2]["metadata"]["nbgrader"] = content

    return change


def of_cell(content):
    return lambda notebook: notebook["cells"][2].update(content)


def of_notebook(content):
    return lambda notebook: notebook.update(metadata=content)


#: Of each submission the change of its notebook's JSON, its status and its points.
NOTEBOOKS = {
    "no-type": (no_type, "unreadable", 0),
    "odd-type": (of_cell({"cell_type": 5}), "unreadable", 0),
    "label-list": (label(["double"]), "ok", 8),
    "label-number": (label({"grade_id": {}}), "ok", 8),
    "cell-metadata": (of_cell({"metadata": 3}), "unreadable", 0),
    "cell-text": (lambda notebook: notebook["cells"].append("text"), "unreadable", 0),
    "no-source": (lambda notebook: notebook["cells"][2].pop("source"), "ok", 5),
    "metadata": (of_notebook([]), "unreadable", 0),
    "released": (of_notebook({"coursework": {"assignment": "\ud800"}}), "unreadable", 0),
    "seed": (
        of_notebook({"coursework": {"assignment": "toy", "seed": "9" * 10**6}}),
        "damaged",
        8,
    ),
}


@pytest.fixture
def right(assignment):
    return json.dumps(toy.submission(assignment.notebook))


@pytest.fixture
def folder(tmp_path, right):
    """A folder with one right submission, ada's."""
    (tmp_path / "drop" / "ada").mkdir(parents=True)
    (tmp_path / "drop" / "ada" / "toy.ipynb").write_text(right)
    return tmp_path / "drop"


@pytest.fixture
def rows(folder, overlay, tmp_path):
    """A function that grades the folder, and returns the rows of the table of grades."""

    def run(name="toy", overlay=overlay, seconds=3):
        out = tmp_path / "out"
        given = [f"--out={out}", f"--overlay={overlay}", f"--seconds={seconds}", "--jobs=2"]
        assert main(["grade", name, str(folder), *given]) == 0
        found = list(csv.DictReader(io.StringIO((out / "grades.csv").read_text("utf-8"))))
        assert {f"{row['submission']}.html" for row in found} == {
            path.name for path in (out / "feedback").iterdir()
        }
        return {row["submission"]: row for row in found}

    return run


def test_programs(folder, rows, assignment):
    for name, (replaced, _, _) in PROGRAMS.items():
        (folder / name).mkdir()
        made = json.dumps(toy.submission(assignment.notebook, **replaced))
        (folder / name / "toy.ipynb").write_text(made)
    found = rows()
    for name, (_, status, points) in {**PROGRAMS, "ada": (0, "ok", 8)}.items():
        assert found[name]["status"] in status.split(" or "), found[name]
        assert found[name]["total"] == str(points), found[name]


def test_notebooks(folder, rows, right):
    for name, (change, _, _) in NOTEBOOKS.items():
        made = json.loads(right)
        change(made)
        (folder / name).mkdir()
        (folder / name / "toy.ipynb").write_text(json.dumps(made))
    found = rows()
    for name, (_, status, points) in {**NOTEBOOKS, "ada": (0, "ok", 8)}.items():
        assert (found[name]["status"], found[name]["total"]) == (status, str(points)), found[name]
        assert len(found[name]["reason"]) < 400
        assert found[name]["reason"] or status == "ok"


def test_names_and_places(folder, rows, right):
    for name in (b"\xff\xfe", b"n" * 250, "ß".encode() * 120):
        (Path(os.fsdecode(bytes(folder) + b"/" + name))).mkdir()
        Path(os.fsdecode(bytes(folder) + b"/" + name + b"/toy.ipynb")).write_text(right)
    for name in ("inner-folder", "link", "broken", "two"):
        (folder / name).mkdir()
    (folder / "inner-folder" / "toy.ipynb").mkdir()
    (folder / "outer-folder.ipynb").mkdir()
    (folder / "link" / "toy.ipynb").symlink_to(folder / "ada" / "toy.ipynb")
    (folder / "broken" / "toy.ipynb").symlink_to("nowhere")
    (folder / "two" / "toy.ipynb").symlink_to("nowhere")
    (folder / "two" / "mine.ipynb").write_text(right)
    (folder / "broken-file.ipynb").symlink_to("nowhere")
    (folder / "linked-file.ipynb").symlink_to(folder / "ada" / "toy.ipynb")
    (folder / "linked-folder").symlink_to(folder / "ada")
    os.mkfifo(folder / "pipe.ipynb")
    found = rows()
    good = {key for key, row in found.items() if (row["status"], row["total"]) == ("ok", "8")}
    assert {key[:3] for key in good} == {"ada", "\\xf", "nnn", "ßßß", "two"}
    assert {row["status"] for key, row in found.items() if key not in good} == {"unreadable"}
    assert len(found) == 13
    for key in ("link", "broken", "broken-file", "linked-file", "linked-folder"):
        assert "is a link, which is not followed" in found[key]["reason"]


def test_a_test_that_its_answer_keeps_busy(folder, rows, tmp_path):
    """Python code is stopped by itself; one long computation ends the grader's process."""
    source = toy.notebook()
    source.cells[
        3
    ].source = "n = double(2)\nwhile n < 0: pass\nassert sum(range(n)) == 6 and len(bytes(n)) == 4"
    nbformat.write(source, tmp_path / "busy.ipynb")
    right = assignments.load("busy", 0, str(tmp_path)).notebook
    (folder / "ada" / "toy.ipynb").rename(folder / "ada" / "old")
    for name, n in {"ada": 4, "loop": -1, "long": 10**15}.items():
        made = copy.deepcopy(right)
        made.cells[2].source = f"def double(x): return {n}"
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "busy.ipynb").write_text(json.dumps(made))
    found = rows("busy", tmp_path, seconds=1)
    assert [found[name]["total"] for name in ("ada", "loop", "long")] == ["8", "5", "0"]
    assert [found[name]["status"] for name in ("ada", "loop", "long")] == ["ok", *["timeout"] * 2]
    assert "took too long" in found["long"]["reason"]


def test_what_stopped_the_grader_is_tried_again(folder, overlay, tmp_path, monkeypatch):
    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr("coursework.gradebook.grade", die)
    (lost,) = Gradebook(tmp_path / "out").grade(folder, "toy", overlay=overlay)
    assert (lost["status"], lost["points"]) == ("crashed", 0)
    assert "the grader itself was stopped by it (exit code -9)" in lost["reason"]
    monkeypatch.undo()
    (mended,) = Gradebook(tmp_path / "out").grade(folder, "toy", overlay=overlay)
    assert (mended["status"], mended["points"]) == ("ok", 8)


def started(group):
    """The processes of a group that still run."""
    found = subprocess.run(["ps", "-eo", "pid,pgid,stat"], capture_output=True, text=True).stdout
    lines = [line.split() for line in found.splitlines()[1:]]
    return [pid for pid, pgid, stat in lines if pgid == str(group) and stat[0] != "Z"]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_no_process_stays_behind(sent, folder, overlay, tmp_path, assignment):
    made = json.dumps(toy.submission(assignment.notebook, double="while True: pass"))
    for i in range(3):
        (folder / f"endless{i}").mkdir()
        (folder / f"endless{i}" / "toy.ipynb").write_text(made)
    command = [sys.executable, "-m", "coursework", "grade", "toy", folder, "--out", tmp_path / "o"]
    process = subprocess.Popen(
        [*command, "--overlay", overlay, "--seconds=4", "--jobs=2"],
        cwd=ROOT,
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while len(started(process.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(1)
    if sent == signal.SIGINT:  # as a terminal does
        os.killpg(process.pid, sent)
        assert process.communicate()[1].splitlines()[-1].startswith("coursework: stopped")
        assert process.returncode == 130
    else:
        process.kill()
        process.communicate()
    deadline = time.monotonic() + 60
    while started(process.pid) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not started(process.pid)
