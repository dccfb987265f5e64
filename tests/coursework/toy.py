"""A small assignment for the tests of the grader, and submissions to it, honest and not."""

import copy

import nbformat

HIDE = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
SETUP = "import numpy as np\n\nSEED = 0\nnumbers = np.arange(4.0) + SEED\nsecret_of_setup = [1, 2]"
DOUBLE = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
TEST_DOUBLE = "assert double(2) == 4, 'Two times 2 is 4.'\n" + HIDE.format(
    "HIDDEN_VALUE = 21\nassert np.array_equal(double(numbers), 2 * numbers), 'Arrays, too.'\n"
    "assert double(HIDDEN_VALUE) == 42, 'The double of another number is wrong.'"
)
PATH = """def path(gradient, start, rate, steps):
    ### BEGIN SOLUTION
    ### BEGIN VARIANT sign down
    points = [start]
    for _ in range(steps):
        points.append(points[-1] - rate * gradient(points[-1]))
    return points
    ### END VARIANT
    ### BEGIN VARIANT sign up
    points = [start]
    for _ in range(steps):
        points.append(points[-1] + rate * gradient(points[-1]))
    return points
    ### END VARIANT
    ### END SOLUTION"""
TEST_PATH = """### BEGIN VARIANT sign down
SIGN = -1
### END VARIANT
### BEGIN VARIANT sign up
SIGN = 1
### END VARIANT
calls = []
def slope(x):
    calls.append(x)
    return 2.0 * x
points = path(slope, 1.0, 0.25, 2)
assert len(points) == 3, 'Three points make two steps.'
assert len(calls) == 2, 'One gradient a step.'
""" + HIDE.format(
    "assert np.allclose(points, [1, 1 + SIGN / 2, (1 + SIGN / 2) ** 2]), 'The points are wrong.'"
)


def cell(kind, source, i=None, points=None):
    """A cell of the assignment, with what nbgrader wants to know of it."""
    new = nbformat.v4.new_markdown_cell if kind == "text" else nbformat.v4.new_code_cell
    made = new(source)
    if i:
        made.id = i
        flags = {
            "setup": (False, False, True),
            "task": (False, True, False),
            "test": (True, False, True),
            "text": (True, True, False),
        }[kind]
        made.metadata["nbgrader"] = {
            "grade_id": i,
            "schema_version": 3,
            "task": False,
            **dict(zip(("grade", "solution", "locked"), flags, strict=True)),
            **({"points": points} if points else {}),
        }
    return made


def notebook(*more, answer=False):
    """The assignment's source; `answer` adds an answer that a person grades."""
    cells = [
        cell("text", "# A toy"),
        cell("setup", SETUP, "setup"),
        cell("task", DOUBLE, "double"),
        cell("test", TEST_DOUBLE, "test-double", 3),
        cell("task", PATH, "path"),
        cell("test", TEST_PATH, "test-path", 5),
        *([cell("text", "Why?", "why", 4)] if answer else []),
        *more,
    ]
    made = nbformat.v4.new_notebook(cells=cells)
    made.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    return made


def submission(source, **replaced):
    """A notebook with some cells' sources replaced; None leaves a cell out."""
    made = copy.deepcopy(source)
    made.cells = [c for c in made.cells if replaced.get(_key(c), "") is not None]
    for c in made.cells:
        c.source = replaced.get(_key(c), c.source)
    return made


def _key(c):
    return c.id.replace("-", "_")
