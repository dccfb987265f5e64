"""A student's place in a folder of submissions, as a person or a learning platform left it."""

import hashlib
import os
import re
from pathlib import Path

from coursework.submission import LARGEST

#: How learning platforms call what a student handed in.
MOODLE = re.compile(r"^(?P<name>.+)_(?P<id>\d+)_assignsubmission_")
CANVAS = re.compile(r"^(?P<name>[^_]+)_(?:LATE_)?(?P<id>\d+)_\d+_")
#: The most bytes of a key, which names files, so that there is room for an ending.
LONGEST = 200


class Entry:
    """One student's place in a folder of submissions.

    `key` is its own name there, `student` and `id` what a platform put into it, `path` the
    notebook, or None, and `note` what is to be said of the choice.
    """

    def __init__(self, place, assignment):
        name = printable(place.name if place.is_dir() else place.stem)
        found = MOODLE.match(name) or CANVAS.match(name)
        self.key = shortened(name)
        self.student, self.id = (found["name"], found["id"]) if found else (name, "")
        try:
            self.path, self.note = _notebook(place, assignment)
        except OSError as error:
            self.path, self.note = None, f"it cannot be read: {error.strerror}"

    def content(self):
        """What changes with the notebook; one that is too large is not read."""
        if self.path is None:
            return b""
        try:
            about = self.path.stat()
            if about.st_size > LARGEST:
                return f"{about.st_size} {about.st_mtime_ns}".encode()
            return self.path.read_bytes()
        except OSError as error:  # grading it will say the same
            return str(error.strerror).encode()


def entries(folder, assignment):
    """Return an `Entry` for each sub-folder and for each notebook that lies in `folder` itself."""
    folder = Path(folder)
    if not folder.is_dir():
        raise ValueError(f"submissions must be a folder; got {str(folder)!r}")
    places = [p for p in sorted(folder.iterdir()) if not p.name.startswith((".", "__"))]
    places = [p for p in places if p.is_dir() or p.is_symlink() or p.suffix == ".ipynb"]
    if not places:
        raise ValueError(f"{folder} holds no submission: no folder and no .ipynb file")
    found = [Entry(place, assignment) for place in places]
    keys = [entry.key for entry in found]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"{folder}: a folder and a file of the same name: {', '.join(twice)}")
    _note_doubles(found)
    return found


def printable(name):
    """A name from the file system as text that can be written, whatever its bytes are."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def shortened(name):
    """The name itself, or of a very long one the start, told apart by a digest."""
    start = name.encode()
    if len(start) <= LONGEST:
        return name
    return f"{start[:LONGEST].decode(errors='ignore')}~{hashlib.sha256(start).hexdigest()[:8]}"


def _note_doubles(found):
    """Say of each submission which others bear the same id: a platform would import the last."""
    for entry in found:
        others = [e.key for e in found if e.id and e.id == entry.id and e is not entry]
        if others:
            words = f"of the same student: {', '.join(others)}"
            entry.note = f"{entry.note}; {words}" if entry.note else words


def _notebook(place, assignment):
    """The notebook to grade in a student's place, and a note where there was a choice.

    No link is followed: it may lead to a neighbour's notebook.
    """
    if place.is_symlink():
        return None, "it is a link, which is not followed"
    if place.is_file():
        return place, None
    inside = [p for p in place.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts]
    here = sorted(p for p in inside if p.is_file() and not p.is_symlink())
    if not here:
        links = [p.name for p in inside if p.is_symlink()]
        return None, (
            f"{printable(links[0])} is a link, which is not followed"
            if links
            else "there is no .ipynb file"
        )
    named = [p for p in here if p.name == f"{assignment}.ipynb"]
    if len(here) == 1:
        note = None if named else f"the file is called {printable(here[0].name)}"
        return here[0], note
    newest = max(named or here, key=lambda p: (p.stat().st_mtime, p.name))
    chosen = printable(newest.relative_to(place))
    return newest, f"of {len(here)} notebooks, {chosen} was graded"
