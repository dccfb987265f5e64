"""What a student handed in: read without trust, and mended where the grader knows better."""

import warnings
from pathlib import Path

import nbformat

from coursework.assignment import grade_id, kind, visible

#: The most bytes of a submission; a larger one is not read.
LARGEST = 20_000_000
ACROSS = str.maketrans({"\r": None})


class Unreadable(ValueError):
    """Nothing of the submission can be graded; the text says why."""


class Cell:
    """A cell to run: its `kind` and `id` as in the assignment, and the `source` that runs."""

    def __init__(self, kind, id, source):
        self.kind = kind
        self.id = id
        self.source = source


class Submission:
    """The cells of a submission, in the student's order, with the assignment's own tests and setup.

    - `cells`: all code to run, and the manually graded answers.
    - `mended`: what was put right; grading is as if it had never been wrong.
    - `damage`: what could not be put right.
    """

    def __init__(self, path, assignment):
        self.assignment = assignment
        self.mended = []
        self.damage = []
        self.cells = []
        try:
            notebook = read(path)
        except OSError as error:
            raise Unreadable(f"the file cannot be read: {error.strerror}") from None
        self._compare(notebook.metadata.get("coursework"))
        for cell in notebook.cells:
            self._take(cell)
        if not any(cell.kind == "task" for cell in self.cells):
            raise Unreadable(f"no task of the assignment {assignment.name} is in the file")
        self._restore()

    def _compare(self, released):
        """Look at which assignment, and whose, the notebook says it is."""
        if not isinstance(released, dict):
            return
        name, seed = released.get("assignment"), released.get("seed")
        if name != self.assignment.name:
            raise Unreadable(f"this is the assignment {str(name)[:80]}")
        if seed != self.assignment.seed:
            graded = self.assignment.seed
            self.damage.append(
                f"this is variant {str(seed)[:80]}, which was graded as variant {graded}"
            )

    def _take(self, cell):
        i = self._identity(cell)
        if i is None:
            if cell.cell_type == "code":
                self.cells.append(Cell("free", None, cell.source))
            return
        ours = self.assignment.cells[i]
        again = any(c.id == i for c in self.cells)
        if kind(ours) in ("setup", "test"):
            if again:
                self.mended.append(f"a copy of the cell {i} was left out")
                return
            if cell.source.translate(ACROSS).strip() not in (s.strip() for s in _released(ours)):
                self.mended.append(f"the cell {i} had been changed, and was restored")
            self.cells.append(Cell(kind(ours), i, ours.source))
            return
        if again:
            self.damage.append(f"the cell {i} is there more than once; all of them ran, in order")
        if cell.cell_type != ours.cell_type:
            self.damage.append(f"the cell {i} is no longer a {ours.cell_type} cell")
            if ours.cell_type == "code":
                return
        self.cells.append(Cell(kind(ours), i, cell.source))

    def _identity(self, cell):
        """Which cell of the assignment this is: by its label, else its id, else its text."""
        cells = self.assignment.cells
        for i in (grade_id(cell), cell.get("id")):
            if isinstance(i, str) and i in cells:
                if grade_id(cell) != i:
                    self.mended.append(f"the cell {i} had lost its label")
                return i
        for i, ours in cells.items():
            if (
                kind(ours) in ("setup", "test")
                and cell.source.strip() == visible(ours.source).strip()
            ):
                self.mended.append(f"the cell {i} had lost its label")
                return i
        return None

    def _restore(self):
        """Put the cells of the assignment that are missing where they belong."""
        last = -1
        for i, ours in self.assignment.cells.items():
            at = [n for n, cell in enumerate(self.cells) if cell.id == i]
            if at:
                last = at[-1]
            elif kind(ours) in ("setup", "test"):
                self.mended.append(f"the cell {i} was missing, and was restored")
                last += 1
                self.cells.insert(last, Cell(kind(ours), i, ours.source))
            else:
                self.damage.append(f"the cell {i} is missing")


def _released(cell):
    return visible(cell.source), cell.source


def read(path):
    """Return the notebook at `path`, with all its parts; raise `Unreadable` if it is none."""
    try:
        size = Path(path).stat().st_size
        if size > LARGEST:
            raise Unreadable(f"the file has {size / 1e6:.0f} MB, more than {LARGEST / 1e6:.0f}")
        text = Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Unreadable("the file is not text in UTF-8, so it is no notebook") from None
    if not text:
        raise Unreadable("the file is empty")
    try:
        with warnings.catch_warnings():  # of cells without an id, and the like
            warnings.simplefilter("ignore")
            notebook = nbformat.reads(text, as_version=4)
        for number, cell in enumerate(notebook.cells, 1):
            _complete(cell, number)
        return notebook
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(
            f"the file is no notebook: {type(error).__name__}: {error}"[:300]
        ) from None


def _complete(cell, number):
    """See that a cell has its parts, whatever another program has made of it."""
    if cell.get("cell_type") not in ("code", "markdown", "raw"):
        raise Unreadable(f"cell {number} of the notebook is neither code nor text")
    cell.source = str(cell.get("source", ""))
    if not isinstance(cell.metadata.get("nbgrader", {}), dict):
        del cell.metadata["nbgrader"]
