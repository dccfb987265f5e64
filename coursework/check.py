"""A student's own check before handing in: the right file, undamaged, and the visible tests."""

from coursework.assignment import digest, grade_id, kind
from coursework.remote import Lost, Remote
from coursework.submission import Unreadable, read


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
    damage = list(_damage(notebook, released["locked"]))
    lines = [f"Assignment {released['assignment']}, variant {released['seed']}."]
    lines += [f"  damaged: {line}" for line in damage] or ["  All given cells are as released."]
    failed, results = _results(notebook)
    return not failed and not damage, lines + results


def _damage(notebook, locked):
    found = {}
    for cell in notebook.cells:
        if kind(cell) != "free":
            found.setdefault(grade_id(cell), []).append(cell)
    for i, cells in found.items():
        if len(cells) > 1:
            yield f"{i} is there {len(cells)} times: delete all but one"
    for i, text in locked.items():
        if i not in found:
            yield f"{i} is missing; copy it from the released notebook"
        elif digest(found[i][0].source) != text:
            yield f"{i} has been changed; it will be graded as released"


def _results(notebook):
    failed, lines = 0, []
    try:
        with Remote() as remote:
            for cell in notebook.cells:
                if cell.cell_type != "code":
                    continue
                error = remote.run(cell.source)["error"]
                if kind(cell) == "test":
                    failed += bool(error)
                    points = cell.metadata.nbgrader.points
                    lines.append(f"  {grade_id(cell):32} {points:3} points: {_verdict(error)}")
    except Lost as lost:
        return 1, [*lines, f"  stopped: {lost.reason}"]
    return failed, lines


def _verdict(error):
    if not error:
        return "visible tests passed"
    if error["type"] == "NotImplementedError":
        return "not answered yet"
    return (
        error["words"]
        if error["type"] == "AssertionError"
        else f"{error['type']}: {error['words']}"
    )
