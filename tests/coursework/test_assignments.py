"""The assignments of the course: each can be solved, is released open, and sees wrong answers."""

import contextlib
import functools
import re
import runpy
import time
from pathlib import Path

import nbformat
import pytest

from coursework import assignment as assignments
from coursework.failure import Lost
from coursework.grading import grade, run_test
from coursework.release import release
from coursework.remote import Remote
from coursework.submission import Cell

WRONG = Path(__file__).parent / "wrong_answers"
RIGHT = Path(__file__).parent / "right_answers"
SEEDS = (0, 2)
SECONDS = 60

EVERYTHING = """
class Everything:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __add__(self, other): return self
    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __abs__ = __array__ = __add__
    def __getitem__(self, i): return self
    def __call__(self, *_, **__): return self
    def __getattr__(self, name): return self
    def __len__(self): return 1
    def __float__(self): return 0.0
    __hash__ = None
"""


def of_all(part):
    """Parametrise over the parts of all assignments that `part(name)` lists."""
    pairs = [(name, x) for name in assignments.names() for x in part(name)]
    return [pytest.param(name, x, id=f"{name}-{x}") for name, x in pairs]


def tasks(name):
    return assignments.load(name).of_kind("task")


@functools.cache
def wrong_answers(name):
    """{task: [(what is wrong, the tests it must lose, the code)]}"""
    return runpy.run_path(str(WRONG / f"{name}.py"))["WRONG"]


@functools.cache
def right_answers(name):
    """{task: [(what is different, the code)]}"""
    return runpy.run_path(str(RIGHT / f"{name}.py"))["RIGHT"]


@pytest.mark.parametrize(("name", "seed"), of_all(lambda name: SEEDS))
def test_the_reference_earns_all_points(name, seed, tmp_path):
    assignment = assignments.load(name, seed)
    nbformat.write(assignment.notebook, tmp_path / f"{name}.ipynb")
    result = grade(tmp_path / f"{name}.ipynb", assignment, seconds=SECONDS)
    assert {i: t["message"] for i, t in result["tests"].items() if t["message"]} == {}
    assert result["status"] == ("needs_manual" if result["manual"] else "ok")
    assert not result["mended"]
    assert result["points"] == result["of"] - sum(result["manual"].values())


@pytest.mark.parametrize(("name", "seed"), of_all(lambda name: SEEDS))
def test_a_release_fails_exactly_where_it_is_open(name, seed, tmp_path):
    assignment = assignments.load(name, seed)
    nbformat.write(release(assignment), tmp_path / f"{name}.ipynb")
    result = grade(tmp_path / f"{name}.ipynb", assignment, seconds=SECONDS)
    assert {t["message"] for t in result["tests"].values()} == {"Not answered yet."}
    assert (result["points"], result["mended"]) == (0, [])


@pytest.mark.parametrize("name", assignments.names())
def test_a_release_gives_nothing_away(name):
    source = assignments.load(name)
    released = "\n".join(cell.source for cell in release(source).cells)
    for i, cell in source.cells.items():
        solutions = "".join(re.findall(r"BEGIN SOLUTION(.*?)### END SOLUTION", cell.source, re.S))
        for line in f"{assignments.hidden(cell.source)}\n{solutions}".splitlines():
            told = line in assignments.visible(cell.source).replace(solutions, "")
            assert len(line.strip()) < 40 or told or line not in released, (i, line)


@pytest.mark.parametrize("name", assignments.names())
def test_the_opening_states_points_and_time(name):
    assignment = assignments.load(name)
    opening = assignment.notebook.cells[0].source
    assert opening.startswith("# ")
    assert "minutes" in opening
    assert str(sum(assignment.points.values())) in opening
    for i in assignment.of_kind("test"):
        assert assignments.hidden(assignment.cells[i].source), f"{i} has no hidden test"
        assert assignments.visible(assignment.cells[i].source).strip(), f"{i} has no visible test"


class Session:
    """A process with the reference's answers, in which single tasks are answered wrongly."""

    def __init__(self, assignment):
        self.assignment = assignment
        self.tests = {
            i: assignments.used(assignment.cells[i].source) for i in assignment.of_kind("test")
        }

    def lost(self, task, code):
        """The tests that are lost with `code` in place of a task's reference."""
        names = assignments.defined(self.assignment.cells[task].source)
        concerned = [i for i, used in self.tests.items() if used & names]
        assert concerned, f"no test uses what {task} defines"
        return {i for i in concerned if self._loses(i, task, code)}

    def _loses(self, test, task, code):
        self._start()
        self.remote.end = time.monotonic() + SECONDS
        try:
            error = self.remote.run(code)["error"]
            errors = {task: f"its cell ended with {error['type']}"} if error else {}
            cell = Cell("test", test, self.assignment.cells[test].source)
            message = run_test(self.remote, self.assignment, cell, errors)
            self.remote.run(self.assignment.cells[task].source)
        except Lost:
            self.stop()
            return True
        return message is not None

    remote = None

    def _start(self):
        if self.remote is None:
            self.stack = contextlib.ExitStack()
            self.remote = self.stack.enter_context(Remote())
            for i in (*self.assignment.of_kind("setup"), *self.assignment.of_kind("task")):
                assert self.remote.run(self.assignment.cells[i].source)["error"] is None

    def stop(self):
        if self.remote is not None:
            self.stack.close()
            self.remote = None


@pytest.fixture(scope="module")
def session():
    """A function that returns the session of an assignment in a variant."""
    sessions = {}

    def of(name, seed):
        if (name, seed) not in sessions:
            for other in sessions.values():
                other.stop()
            sessions[name, seed] = Session(assignments.load(name, seed))
        return sessions[name, seed]

    yield of
    for one in sessions.values():
        one.stop()


def tasks_and_seeds(name):
    """Each task in one variant, and in another one where its code differs."""
    everything = {cell.get("id"): cell.source for cell in assignments.read(name).cells}
    for task in tasks(name):
        yield task, 0
        if assignments.VARIANT.search(everything[task]):
            yield task, 2


@pytest.mark.parametrize(
    ("name", "task", "seed"),
    [
        pytest.param(name, task, seed, id=f"{name}-{task}-{seed}")
        for name in assignments.names()
        for task, seed in tasks_and_seeds(name)
    ],
)
def test_wrong_answers_lose_their_points_and_no_others(name, task, seed, session):
    answers = wrong_answers(name)[task]
    assert len(answers) >= 4
    session = session(name, seed)
    for what, loses, code in answers:
        assert session.lost(task, variant(code, name, seed)) == loses, what


@pytest.mark.parametrize(("name", "task"), of_all(tasks))
def test_right_answers_written_in_another_way_lose_nothing(name, task, session):
    answers = right_answers(name)[task]
    assert len(answers) >= 2
    for what, code in answers:
        assert session(name, 0).lost(task, variant(code, name, 0)) == set(), what


def variant(code, name, seed):
    """The alternative of a wrong answer that fits the assignment's variant."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    everything = assignments.read(name)
    everything.cells += notebook.cells
    return assignments.variant(everything, seed).cells[-1].source


@pytest.mark.parametrize(("name", "task"), of_all(tasks))
def test_an_object_that_equals_everything_earns_nothing(name, task, session):
    defines = assignments.defined(assignments.load(name).cells[task].source)
    pretend = "\n".join(f"{one} = Everything()" for one in defines)
    session = session(name, 0)
    lost = session.lost(task, f"{EVERYTHING}\n{pretend}")
    assert lost == {i for i, used in session.tests.items() if used & defines}
