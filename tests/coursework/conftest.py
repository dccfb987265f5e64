"""The toy assignment, in an overlay as an instructor would keep it, and a place to grade in."""

import json

import nbformat
import pytest
import toy

from coursework import assignment as assignments
from coursework.grading import grade


@pytest.fixture(scope="session")
def overlay(tmp_path_factory):
    """A folder with the assignments `toy` and `toy_manual`, which has an answer graded by hand."""
    folder = tmp_path_factory.mktemp("overlay")
    nbformat.write(toy.notebook(), folder / "toy.ipynb")
    nbformat.write(toy.notebook(answer=True), folder / "toy_manual.ipynb")
    return str(folder)


@pytest.fixture
def assignment(overlay):
    return assignments.load("toy", 0, overlay)


@pytest.fixture
def graded(assignment, tmp_path):
    """A function that grades the assignment's own notebook with some cells replaced."""

    def run(changed=None, seconds=20, memory=2000, **replaced):
        made = toy.submission(assignment.notebook, **replaced)
        made = changed(made) or made if changed else made
        (tmp_path / "toy.ipynb").write_text(json.dumps(made))  # nbformat would mend it
        return grade(tmp_path / "toy.ipynb", assignment, seconds, memory)

    return run
