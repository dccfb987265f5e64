"""A source notebook: its kinds of cells, its variants, an instructor's overlay."""

import hypothesis.strategies as st
import nbformat
import pytest
import toy
from hypothesis import given

from coursework import assignment as assignments


def test_the_kinds_of_cells_and_the_points(assignment):
    assert assignment.of_kind("setup") == ["setup"]
    assert assignment.of_kind("task") == ["double", "path"]
    assert assignment.points == {"test-double": 3, "test-path": 5}
    assert assignment.students_names == {"double", "path"}


def test_a_seed_chooses_the_same_alternative_everywhere(overlay):
    found = {}
    for seed in range(20):
        variant = assignments.load("toy", seed, overlay)
        task, test = variant.cells["path"].source, variant.cells["test-path"].source
        assert ("- rate" in task) == ("SIGN = -1" in test)
        assert ("- rate" in task) != ("+ rate" in task)
        assert f"SEED = {seed}\n" in variant.cells["setup"].source
        assert "VARIANT" not in nbformat.writes(variant.notebook)
        found["- rate" in task] = True
    assert len(found) == 2


@given(st.text(min_size=1))
def test_the_seed_of_a_student_is_always_the_same_and_never_that_of_all(student):
    assert assignments.seed_of(student) == assignments.seed_of(student)
    assert 1 <= assignments.seed_of(student) <= 9999


def test_seeds_differ_between_students():
    seeds = {assignments.seed_of(f"student {i}") for i in range(100)}
    assert len(seeds) > 95


def test_the_parts_of_a_test_are_told_apart(assignment):
    source = assignment.cells["test-double"].source
    assert "HIDDEN_VALUE" in assignments.hidden(source)
    assert "HIDDEN" not in assignments.visible(source)
    assert "Two times 2" in assignments.visible(source)


def test_what_a_test_does_to_the_setup_is_gone_in_the_next(assignment):
    names = assignment.setup()
    names["numbers"][:] = 7
    names["secret_of_setup"].append(3)
    assert list(assignment.setup()["numbers"]) == [0, 1, 2, 3]
    assert assignment.setup()["secret_of_setup"] == [1, 2]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(): x = 1\nclass C: y = 2\na, (b, c) = 1, (2, 3)\nd: int = 4", {*"fCabcd"}),
        ("import math\nmath.pi\nfor i in range(3): pass", set()),
    ],
)
def test_what_a_task_defines(source, names):
    assert assignments.defined(source) == names


def test_an_overlay_adds_hidden_tests_of_its_own(tmp_path, graded):
    nbformat.write(toy.notebook(), tmp_path / "toy.ipynb")
    (tmp_path / "toy").mkdir()
    extra = tmp_path / "toy" / "test-double.py"
    extra.write_text("assert double(-1) == -2, 'Negative, too.'")
    private = assignments.Assignment("toy", 0, str(tmp_path))
    assert "Negative" in assignments.hidden(private.cells["test-double"].source)
    assert "Negative" not in assignments.visible(private.cells["test-double"].source)
    extra.rename(tmp_path / "toy" / "test-nothing.py")
    with pytest.raises(ValueError, match="has no test 'test-nothing'"):
        assignments.Assignment("toy", 0, str(tmp_path))


@pytest.mark.parametrize("overlay", [None, "/nowhere"])
def test_an_unknown_assignment_names_those_that_there_are(overlay):
    with pytest.raises(ValueError, match=r"no assignment 'tay'; there are: .*six_steps"):
        assignments.Assignment("tay", 0, overlay)
