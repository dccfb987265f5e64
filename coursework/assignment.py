"""An assignment: one notebook with its solutions and hidden tests, in nbgrader's format."""

import ast
import copy
import functools
import hashlib
import re
import types
from pathlib import Path
from random import Random

import nbformat

FOLDER = Path(__file__).parent / "assignments"
HIDDEN = re.compile(r"^### BEGIN HIDDEN TESTS\n(.*?)^### END HIDDEN TESTS\n?", re.M | re.S)
VARIANT = re.compile(
    r"^[ \t]*### BEGIN VARIANT (\w+) (\w+)[ \t]*\n(.*?)^[ \t]*### END VARIANT[ \t]*(?:\n|\Z)",
    re.M | re.S,
)
#: What nbgrader's metadata say of a cell: (grade, solution, locked).
KINDS = {
    (False, False, True): "setup",
    (False, True, False): "task",
    (True, False, True): "test",
    (True, True, True): "manual",
    (True, True, False): "manual",
}


def names():
    """The names of all assignments."""
    return sorted(path.stem for path in FOLDER.glob("*.ipynb"))


@functools.lru_cache(maxsize=32)
def load(name, seed=0, overlay=None):
    """Return the `Assignment` called `name`, in the variant of `seed`.

    `overlay` is a folder of the instructor's own: ``NAME.ipynb`` there takes the place of ours,
    ``NAME/TEST.py`` is added to the hidden tests of the cell TEST.  Raises `ValueError` if there
    is no such assignment.
    """
    return Assignment(name, seed, overlay)


class Assignment:
    """The cells of an assignment, each with its `kind` and its `grade_id`.

    - `notebook`: the source, in one variant, with all solutions and tests.
    - `points`: of each test and each manually graded answer, by its id.
    """

    def __init__(self, name, seed=0, overlay=None):
        self.name = name
        self.seed = seed
        self.notebook = variant(read(name, overlay), seed)
        self.cells = {grade_id(cell): cell for cell in self.notebook.cells if kind(cell) != "free"}
        self.points = {
            i: cell.metadata.nbgrader.points
            for i, cell in self.cells.items()
            if kind(cell) in ("test", "manual")
        }
        for test, more in _more_hidden_tests(name, overlay).items():
            if test not in self.of_kind("test"):
                raise ValueError(f"{overlay}: {name} has no test {test!r}")
            cell = self.cells[test]
            cell.source += f"\n### BEGIN HIDDEN TESTS\n{more.rstrip()}\n### END HIDDEN TESTS\n"

    def of_kind(self, wanted):
        """The ids of all cells of a kind, in order."""
        return [i for i, cell in self.cells.items() if kind(cell) == wanted]

    @functools.cached_property
    def digest(self):
        """Changes with anything in the assignment."""
        return hashlib.sha256(nbformat.writes(self.notebook).encode()).hexdigest()

    @functools.cached_property
    def students_names(self):
        """What the task cells define, and a test therefore fetches from the submission."""
        return {name for i in self.of_kind("task") for name in defined(self.cells[i].source)}

    def setup(self):
        """Return the names that the setup cells define, apart from all that tests did to them."""
        return {name: _apart(value) for name, value in self._setup.items()}

    @functools.cached_property
    def _setup(self):
        module = types.ModuleType("setup")
        for i in self.of_kind("setup"):
            try:
                exec(compile(self.cells[i].source, i, "exec"), vars(module))
            except Exception as error:
                said = f"{type(error).__name__}: {error}"
                raise ValueError(f"{self.name}: its cell {i} ends with {said}") from error
        return vars(module)


def kind(cell):
    """Return "setup", "task", "test", "manual", or "free" for all that nbgrader does not know."""
    meta = cell.metadata.get("nbgrader")
    if not meta or "grade_id" not in meta:
        return "free"
    return KINDS[meta.get("grade", False), meta.get("solution", False), meta.get("locked", False)]


def grade_id(cell):
    """What nbgrader calls the cell; None for a free one."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def digest(source):
    """A short name for a cell's text, whatever the ends of its lines."""
    text = "\n".join(line.rstrip() for line in source.strip().splitlines())
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def visible(source):
    """A test without its hidden part."""
    return HIDDEN.sub("", source)


def hidden(source):
    """The hidden part of a test."""
    return "".join(HIDDEN.findall(source))


def variant(notebook, seed):
    """Return the notebook with one alternative of each group kept, and the seed set."""
    groups = {}
    for cell in notebook.cells:
        for group, alternative, _ in VARIANT.findall(cell.source):
            groups.setdefault(group, {})[alternative] = True
    kept = {
        group: list(alternatives)[Random(f"{seed} {group}").randrange(len(alternatives))]
        for group, alternatives in groups.items()
    }
    for cell in notebook.cells:
        cell.source = VARIANT.sub(lambda m: m[3] if kept[m[1]] == m[2] else "", cell.source)
        if kind(cell) == "setup":
            cell.source = re.sub(r"^SEED = \d+", f"SEED = {seed}", cell.source, flags=re.M)
    return notebook


def seed_of(student):
    """The seed of a student's own variant: the same on every machine, from 1 to 9999."""
    return int(hashlib.sha256(student.encode()).hexdigest(), 16) % 9999 + 1


def defined(source):
    """The names that code defines at its top level."""
    found = set()
    for statement in ast.parse(source).body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            found.add(statement.name)
        elif isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            targets = getattr(statement, "targets", None) or [statement.target]
            found |= {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
    return found


def used(source):
    """The names that code reads."""
    return {n.id for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Name)}


def read(name, overlay=None):
    """Return the source notebook, with all its variants."""
    places = [Path(overlay)] if overlay else []
    for folder in [*places, FOLDER]:
        path = folder / f"{name}.ipynb"
        if path.is_file():
            return nbformat.read(path, as_version=4)
    raise ValueError(f"no assignment {name!r}; there are: {', '.join(names())}")


def _more_hidden_tests(name, overlay):
    if not overlay:
        return {}
    if not Path(overlay).is_dir():
        raise ValueError(f"overlay must be a folder; got {str(overlay)!r}")
    return {path.stem: path.read_text("utf-8") for path in sorted(Path(overlay, name).glob("*.py"))}


def _apart(value):
    """A copy of data; functions, classes and modules as they are."""
    if isinstance(value, (types.FunctionType, types.ModuleType, type)):
        return value
    try:
        return copy.deepcopy(value)
    except Exception:  # what cannot be copied is no data
        return value
