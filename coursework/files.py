"""Files that are there as a whole or not at all, and tables that run nothing in a spreadsheet."""

import csv
import io
import os

#: How a text starts that a spreadsheet would compute.
FORMULA = ("=", "+", "-", "@")


def write_whole(path, text):
    """Write a text file so that nobody ever reads half of it; returns its path.

    A character that UTF-8 does not have, half of a surrogate pair, is written as its number.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".unfinished-{os.getpid()}")
    unfinished.write_text(text, encoding="utf-8", errors="backslashreplace")
    unfinished.replace(path)
    return path


def write_table(path, rows):
    """Write rows as CSV; returns the path.  A student chooses the text of some cells, so a text
    that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_harmless(x) for x in row] for row in rows)
    return write_whole(path, text.getvalue())


def read_table(path, columns):
    """Return the rows of a table as dicts of texts, as they were given to `write_table`.

    Raises `ValueError` if one of the `columns` is missing.
    """
    reader = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
    missing = [name for name in columns if name not in (reader.fieldnames or [])]
    if missing:
        raise ValueError(f"{path}: its first line must name the columns {', '.join(columns)}")
    return [{name: _as_it_was(row[name] or "") for name in columns} for row in reader]


def _harmless(cell):
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def _as_it_was(text):
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
