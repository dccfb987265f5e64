"""Students' notebooks, made from the assignments: without solutions and without hidden tests."""

import copy
from pathlib import Path

import nbformat
from nbgrader.preprocessors import ClearHiddenTests, ClearOutput, ClearSolutions, LockCells

from coursework.assignment import VARIANT, digest, grade_id, kind

STUB = "raise NotImplementedError()"
#: What must never be found in a student's notebook.
MARKS = ("BEGIN SOLUTION", "END SOLUTION", "HIDDEN TESTS", "BEGIN VARIANT", "END VARIANT")


def release(assignment):
    """Return the students' notebook of an `Assignment`."""
    notebook, resources = copy.deepcopy(assignment.notebook), {}
    clear = ClearSolutions(code_stub={"python": STUB}, text_stub="*Your answer here.*")
    for step in (clear, ClearHiddenTests(), ClearOutput(), LockCells()):
        notebook, resources = step.preprocess(notebook, resources)
    known = [cell for cell in notebook.cells if kind(cell) != "free"]
    notebook.metadata["coursework"] = {
        "assignment": assignment.name,
        "seed": assignment.seed,
        "cells": {grade_id(cell): digest(cell.source) for cell in known},
    }
    text = nbformat.writes(notebook)
    left = [mark for mark in MARKS if mark in text]
    if left or VARIANT.search(text):
        raise ValueError(f"{assignment.name}: would be released with {left}")
    nbformat.validate(notebook)
    return notebook


def write(assignment, folder):
    """Write the students' notebook into `folder`, made if need be; return its path.

    A file that is there already and differs is left as it is: raises `FileExistsError`.
    """
    path = Path(folder, f"{assignment.name}.ipynb")
    text = nbformat.writes(release(assignment)) + "\n"
    if path.exists() and path.read_text("utf-8") != text:
        raise FileExistsError(
            f"{path} is there already, and differs: move it, or release elsewhere"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
