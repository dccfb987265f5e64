"""A student's own check before handing in: the right file, undamaged, and the visible tests."""

import time

from coursework.assignment import digest, grade_id, kind
from coursework.failure import Lost
from coursework.remote import Remote
from coursework.submission import Unreadable, read

#: The most for one cell, as when it is graded.
SECONDS = 60


def check(path):
    """Return (whether all is well, lines to read) for the student's notebook at `path`.

    It is run in a process of its own, from top to bottom, and never changed.  Raises `ValueError`
    if it is no notebook, or none that was released.
    """
    try:
        notebook = read(path)
    except Unreadable as why:
        raise ValueError(f"{path}: {why}") from None
    released = notebook.metadata.get("coursework")
    if not released:
        raise ValueError(f"{path} is not one of the released assignments")
    lines = [f"Assignment {released['assignment']}, variant {released['seed']}."]
    faults = list(_faults(notebook, released["cells"]))
    lines += [f"  {fault}" for fault in faults] or ["  All given cells are as released."]
    failed, results = _results(notebook)
    return not failed and not faults, lines + results


def _faults(notebook, released):
    """What is not as it was released, and what is still to be written."""
    found = {}
    for cell in notebook.cells:
        if kind(cell) != "free":
            found.setdefault(grade_id(cell), []).append(cell)
    for i, cells in found.items():
        if len(cells) > 1:
            yield f"{i} is there {len(cells)} times: delete all but one"
    for i, text in released.items():
        if i not in found:
            yield f"{i} is missing: copy it from the released notebook"
            continue
        cell = found[i][0]
        if kind(cell) in ("setup", "test") and digest(cell.source) != text:
            yield f"{i} has been changed: it will be graded as it was released"
        if kind(cell) == "manual" and digest(cell.source) == text:
            yield f"{i} is not answered yet"


def _results(notebook):
    failed, lines = 0, []
    try:
        with Remote() as remote:
            for cell in notebook.cells:
                if cell.cell_type != "code":
                    continue
                remote.end = time.monotonic() + SECONDS
                error = remote.run(cell.source)["error"]
                if kind(cell) == "test":
                    failed += bool(error)
                    points = cell.metadata.nbgrader.points
                    worth = f"{points} point{'s' if points != 1 else ''}"
                    lines.append(f"  {grade_id(cell):32} {worth:>10}: {_verdict(error)}")
    except Lost as lost:
        return 1, [*lines, f"  stopped after {SECONDS} s or by itself: {lost.reason}"]
    return failed, lines


def _verdict(error):
    if not error:
        return "visible tests passed"
    if error["type"] == "NotImplementedError":
        return "not answered yet"
    words = error["words"]
    return words if error["type"] == "AssertionError" else f"{error['type']}: {words}"
