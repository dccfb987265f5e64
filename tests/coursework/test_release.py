"""What students get: no solution, no hidden test, nothing of another variant."""

import nbformat
import pytest
import toy

from coursework import assignment as assignments
from coursework.release import release, write


def test_solutions_and_hidden_tests_are_cut_out(assignment):
    text = nbformat.writes(release(assignment))
    for secret in ("return 2 * x", "HIDDEN", "SOLUTION", "VARIANT", "Arrays, too"):
        assert secret not in text
    assert "Two times 2 is 4." in text
    assert text.count("raise NotImplementedError()") == 2


def test_given_cells_cannot_be_edited_and_tasks_cannot_be_deleted(assignment):
    cells = {c.id: c.metadata for c in release(assignment).cells}
    assert cells["setup"].editable is cells["test-path"].editable is False
    assert cells["double"].deletable is False
    assert "editable" not in cells["double"]


def test_a_solution_outside_a_task_is_refused(overlay, tmp_path):
    source = toy.notebook(toy.cell("free", "x = 1\n### BEGIN SOLUTION\ny = 2\n### END SOLUTION"))
    nbformat.write(source, tmp_path / "leaky.ipynb")
    with pytest.raises(RuntimeError, match="solution"):
        release(assignments.Assignment("leaky", 0, str(tmp_path)))


def test_hidden_tests_outside_a_test_are_refused(tmp_path):
    source = toy.notebook(toy.cell("text", "### BEGIN HIDDEN TESTS\nx\n### END HIDDEN TESTS"))
    nbformat.write(source, tmp_path / "leaky.ipynb")
    with pytest.raises((RuntimeError, ValueError)):
        release(assignments.Assignment("leaky", 0, str(tmp_path)))


def test_a_release_twice_is_the_same_and_nothing_is_overwritten(assignment, tmp_path):
    path = write(assignment, tmp_path / "out")
    before = path.read_bytes()
    assert write(assignment, tmp_path / "out").read_bytes() == before
    path.write_text("a student's work")
    with pytest.raises(FileExistsError, match="is there already"):
        write(assignment, tmp_path / "out")
    assert path.read_text() == "a student's work"
