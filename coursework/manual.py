"""Points that a person gives for answers that no test can grade: ``manual.csv``.

The file is made with empty places, and then belongs to whoever fills it in: it is read, and only
lines for new submissions are added.
"""

from coursework.files import read_table, write_table

COLUMNS = ("submission", "answer", "points", "of", "comment")


def given_by_hand(path, results):
    """Return {(submission, answer): (points, comment)}, points None where none are given yet.

    Raises `ValueError` if points are not a number within what the answer is worth.
    """
    worth = {(r["key"], name): of for r in results for name, of in r["manual"].items()}
    lines = read_table(path, COLUMNS) if path.exists() else []
    given = {(line["submission"], line["answer"]): line for line in lines}
    new = [[*at, "", of, ""] for at, of in worth.items() if at not in given]
    if new:
        write_table(path, [COLUMNS, *([line[c] for c in COLUMNS] for line in lines), *new])
    empty = {"points": "", "comment": ""}
    return {at: _mark(path, at, given.get(at, empty), of) for at, of in worth.items()}


def _mark(path, at, line, of):
    text = line["points"].strip().replace(",", ".")
    if not text:
        return None, line["comment"]
    try:
        points = float(text)
    except ValueError:
        points = -1
    if not 0 <= points <= of:
        raise ValueError(
            f"{path}: {at[0]}, {at[1]}: points must be empty or a number from 0 to {of}; "
            f"got {line['points']!r}"
        )
    return int(points) if points == int(points) else points, line["comment"]
