"""A class: everyone is graded as if alone, once, and again only if something has changed."""

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
import toy

from coursework import assignment as assignments
from coursework.entry import entries
from coursework.gradebook import Gradebook

ROOT = Path(__file__).parents[2]
RIGHT = {}
HALF = {"double": "def double(x): return 3 * x"}
ENDLESS = {"double": "while True: pass"}
EXIT = {"path": "import os; os._exit(1)"}
PLACES = f"import pathlib, shutil\nplaces = {str(ROOT)!r}, '/tmp', pathlib.Path.home(), '.'\n"
THIEF = {
    "double": PLACES
    + "found = [path for place in places for path in pathlib.Path(place).rglob('toy.ipynb')]\n"
    "assert not found, found\ndef double(x): return 2 * x"
}
VANDAL = {
    "double": PLACES + "for place in places: shutil.rmtree(place, ignore_errors=True)\n"
    "def double(x): return 2 * x"
}

#: Of each kind of submission: its contents, and the status and points that it must get.
KINDS = {
    "right": (RIGHT, "ok", 8),
    "half": (HALF, "ok", 5),
    "open": ({"double": "def double(x):\n    raise NotImplementedError()"}, "ok", 5),
    "untested": ({"test_double": "pass", "test_path": None, **HALF}, "ok", 5),
    "endless": (ENDLESS, "timeout", 5),
    "exit": (EXIT, "crashed", 3),
    "hungry": ({"double": "hoard = bytearray(10**10)"}, "ok", 5),
    "thief": (THIEF, "ok", 8),
    "vandal": (VANDAL, "ok", 8),
    "missing": ({"path": None}, "damaged", 3),
    "empty": (b"", "unreadable", 0),
    "broken": (b'{"cells": [', "unreadable", 0),
}


def write(folder, name, content, assignment):
    path = folder / name / "toy.ipynb"
    path.parent.mkdir(parents=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(json.dumps(toy.submission(assignment.notebook, **content)))
    return path


@pytest.fixture
def submissions(assignment, tmp_path):
    folder = tmp_path / "submissions"
    for i in range(6):
        write(folder, f"student{i}", [RIGHT, HALF][i % 2], assignment)
    return folder


def graded(folder, out, overlay, **settings):
    return Gradebook(out).grade(folder, "toy", overlay=overlay, **settings)


def test_a_class_of_two_hundred(assignment, overlay, tmp_path):
    folder = tmp_path / "submissions"
    source = random.Random(5)
    kinds = [*KINDS, *source.choices(list(KINDS), [12, 8, 6, 4, 1, 2, 2, 2, 2, 2, 2, 2], k=188)]
    source.shuffle(kinds)
    for i, kind in enumerate(kinds):
        write(folder, f"s{i:03}-{kind}", KINDS[kind][0], assignment)
    before = contents(folder)
    results = graded(folder, tmp_path / "out", overlay, jobs=os.cpu_count(), seconds=20)
    assert [r["key"] for r in results] == [f"s{i:03}-{kind}" for i, kind in enumerate(kinds)]
    for kind, result in zip(kinds, results, strict=True):
        assert (result["status"], result["points"]) == KINDS[kind][1:], result
    assert contents(folder) == before


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_only_what_has_changed_is_graded_again(submissions, overlay, tmp_path, assignment):
    out = tmp_path / "out"
    first = graded(submissions, out, overlay)
    times = {path: path.stat().st_mtime_ns for path in (out / "results").iterdir()}
    assert graded(submissions, out, overlay) == first
    assert {path: path.stat().st_mtime_ns for path in (out / "results").iterdir()} == times
    (submissions / "student1" / "toy.ipynb").write_text(json.dumps(assignment.notebook))
    again = graded(submissions, out, overlay)
    changed = [path.name for path, at in times.items() if path.stat().st_mtime_ns != at]
    assert changed == ["student1.json"]
    assert again[1]["points"] == 8


def command(submissions, out, overlay):
    return [
        sys.executable, "-m", "coursework", "grade", "toy", submissions,
        "--out", out, "--overlay", overlay, "--jobs", "2",
    ]  # fmt: skip


def test_a_grader_that_is_killed_goes_on_where_it_was(submissions, overlay, tmp_path):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert subprocess.run(command(submissions, whole, overlay), cwd=ROOT).returncode == 0
    source = random.Random(2)
    for _ in range(4):
        process = subprocess.Popen(
            command(submissions, killed, overlay), cwd=ROOT, start_new_session=True
        )
        time.sleep(source.uniform(0.5, 5))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert subprocess.run(command(submissions, killed, overlay), cwd=ROOT).returncode == 0
    for name in (
        "grades.csv",
        "canvas.csv",
        "moodle.csv",
        "feedback/student1.html",
        "summary.html",
    ):
        assert (killed / name).read_bytes() == (whole / name).read_bytes(), name
    with (whole / "grades.csv").open() as file:
        assert [row["total"] for row in csv.DictReader(file)] == ["8", "5"] * 3


def test_variants_are_graded_by_the_students_own_seed(overlay, tmp_path):
    folder = tmp_path / "submissions"
    for name in ("ada", "ben", "cleo", "dan"):
        own = assignments.load("toy", assignments.seed_of(name), overlay)
        write(folder, name, {}, own)
    results = graded(folder, tmp_path / "out", overlay, variants=True)
    assert {r["points"] for r in results} == {8}
    assert len({r["seed"] for r in results}) == 4
    seen = {"+ rate" in (folder / r["key"] / "toy.ipynb").read_text() for r in results}
    assert len(seen) == 2, "the names should have both variants among them"
    of_all = graded(folder, tmp_path / "other", overlay)
    assert {r["points"] for r in of_all} == {3, 8}, "the other variant's answers are wrong"


def test_file_drops_of_learning_platforms(assignment, tmp_path):
    folder = tmp_path / "drop"
    write(folder, "Ada Byron_1234_assignsubmission_file_", {}, assignment)
    (folder / "benoit_LATE_55_777_toy-1.ipynb").write_text("{}")
    (folder / "cleo.ipynb").write_text("{}")
    (folder / ".DS_Store").write_text("")
    (folder / "note.txt").write_text("")
    found = [(e.student, e.id) for e in entries(folder, "toy")]
    assert found == [("Ada Byron", "1234"), ("benoit", "55"), ("cleo", "")]


def test_of_several_files_the_one_with_the_right_name_is_graded(assignment, overlay, tmp_path):
    folder = tmp_path / "drop"
    write(folder, "ada", {}, assignment)
    (folder / "ada" / "scratch.ipynb").write_text("{}")
    (folder / "ada" / ".ipynb_checkpoints").mkdir()
    (folder / "ada" / ".ipynb_checkpoints" / "toy.ipynb").write_text("{}")
    write(folder, "ben", {}, assignment).rename(folder / "ben" / "toy (1).ipynb")
    (folder / "cleo").mkdir()
    (folder / "cleo" / "toy.pdf").write_text("")
    results = graded(folder, tmp_path / "out", overlay)
    assert [r["status"] for r in results] == ["ok", "ok", "unreadable"]
    assert results[0]["mended"] == ["of 2 notebooks, toy.ipynb was graded"]
    assert results[1]["mended"] == ["the file is called toy (1).ipynb"]
    assert results[2]["reason"] == "there is no .ipynb file"


def test_two_files_of_one_student_are_noted(assignment, tmp_path):
    for name in ("ada_4711_1_toy.ipynb", "ada_4711_2_toy.ipynb", "ben_4712_3_toy.ipynb"):
        (tmp_path / name).write_text("{}")
    notes = [entry.note for entry in entries(tmp_path, "toy")]
    assert notes == [
        "of the same student: ada_4711_2_toy",
        "of the same student: ada_4711_1_toy",
        None,
    ]


def test_the_report_is_on_what_was_graded_last(submissions, overlay, tmp_path):
    out = tmp_path / "out"
    graded(submissions, out, overlay)
    (submissions / "student1" / "toy.ipynb").rename(tmp_path / "withdrawn.ipynb")
    (submissions / "student1").rmdir()
    graded(submissions, out, overlay)
    name, results = Gradebook(out).graded()
    assert (name, len(results)) == ("toy", 5)
    with pytest.raises(ValueError, match="holds results of toy; choose another folder"):
        Gradebook(out).grade(submissions, "toy_manual", overlay=overlay)
    (out / "results" / "student2.json").unlink()
    with pytest.raises(ValueError, match="not all submissions are graded"):
        Gradebook(out).graded()


def test_wrong_folders_are_named(tmp_path):
    with pytest.raises(ValueError, match="must be a folder; got"):
        entries(tmp_path / "nothing", "toy")
    with pytest.raises(ValueError, match="holds no submission"):
        entries(tmp_path, "toy")
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada.ipynb").write_text("{}")
    with pytest.raises(ValueError, match="of the same name: ada"):
        entries(tmp_path, "toy")


def test_a_half_written_result_is_written_again(submissions, overlay, tmp_path):
    out = tmp_path / "out"
    first = graded(submissions, out, overlay)
    (out / "results" / "student2.json").write_text('{"key": "stu')
    assert graded(submissions, out, overlay) == first


def test_the_assignment_is_read_as_nbgrader_reads_it(assignment, tmp_path):
    from nbgrader.preprocessors import CheckCellMetadata
    from nbgrader.utils import determine_grade

    nbformat.validate(assignment.notebook)
    CheckCellMetadata().preprocess(assignment.notebook, {})
    cell = assignment.cells["test-double"]
    assert determine_grade(cell) == (3, 3)
