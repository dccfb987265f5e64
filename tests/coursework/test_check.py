"""A student's own check: the right file, nothing damaged, the visible tests' results."""

import copy
import json

import pytest

from coursework import assignment as assignments
from coursework.check import check
from coursework.release import release

ANSWERS = {
    "double": "def double(x):\n    return 2 * x",
    "path": "def path(gradient, start, rate, steps):\n"
    "    return [start, *(gradient(start) for _ in range(steps))]",
}


@pytest.fixture
def checked(assignment, tmp_path):
    def run(answers=ANSWERS, change=None):
        notebook = copy.deepcopy(release(assignment))
        for cell in notebook.cells:
            cell.source = answers.get(cell.id, cell.source)
        if change:
            change(notebook)
        path = tmp_path / "toy.ipynb"
        path.write_text(json.dumps(notebook))
        before = path.read_bytes()
        well, lines = check(path)
        assert path.read_bytes() == before
        return well, "\n".join(lines)

    return run


def test_a_notebook_that_is_ready(checked):
    well, text = checked()
    assert well
    assert "Assignment toy, variant 0" in text
    assert text.count("visible tests passed") == 2
    assert "as released" in text


def test_what_is_open_and_what_is_wrong_is_said(checked):
    well, text = checked({"path": "def path(*_): return [0, 1]"})
    assert not well
    assert "not answered yet" in text
    assert "Three points make two steps." in text


def test_damage_is_named(checked):
    def damage(notebook):
        notebook.cells.append(copy.deepcopy(notebook.cells[2]))
        notebook.cells[3].source += "\n# a remark"
        del notebook.cells[5]

    well, text = checked(change=damage)
    assert not well
    for words in (
        "double is there 2 times",
        "test-double has been changed",
        "test-path is missing",
    ):
        assert words in text


def test_an_answer_in_words_and_a_missing_task_are_asked_for(overlay, tmp_path):
    source = assignments.load("toy_manual", 0, overlay)
    notebook = release(source)
    notebook.cells = [cell for cell in notebook.cells if cell.id != "path"]
    (tmp_path / "toy_manual.ipynb").write_text(json.dumps(notebook))
    _, lines = check(tmp_path / "toy_manual.ipynb")
    assert "  why is not answered yet" in lines
    assert "  path is missing: copy it from the released notebook" in lines


def test_a_cell_without_end_is_stopped(checked, monkeypatch):
    monkeypatch.setattr("coursework.check.SECONDS", 2)
    well, text = checked({"double": "while True: pass"})
    assert not well
    assert "stopped after 2 s" in text


def test_the_check_survives_a_notebook_that_does_not(checked):
    well, text = checked({"double": "import os\nos._exit(1)"})
    assert not well
    assert "stopped" in text


@pytest.mark.parametrize(
    "content", ["", "{", '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}']
)
def test_a_wrong_file_is_named(tmp_path, content):
    path = tmp_path / "essay.ipynb"
    path.write_text(content)
    with pytest.raises(ValueError, match=r"essay\.ipynb"):
        check(path)
    with pytest.raises(FileNotFoundError):
        check(tmp_path / "nothing.ipynb")
