"""Grade one submission: run its cells in a process of its own, and the tests in this one."""

import time
import warnings

import numpy as np

from coursework.assignment import defined, hidden, used, visible
from coursework.failure import LATE, FromSubmission, Lost
from coursework.limits import within
from coursework.remote import Remote
from coursework.submission import Submission, Unreadable

#: From the worst to the best; a submission's status is the worst that applies.
STATUSES = ("unreadable", "damaged", "timeout", "crashed", "needs_manual", "ok")


def grade(path, assignment, seconds=60, memory=2000):
    """Grade the submission at `path`; it is only read.

    - `seconds`: the most for one cell or one test; ten times as much for all together.
    - `memory`: the most megabytes of the submission's process.

    Returns a dict of plain data: `status`, `reason`, `mended`, `points`, `of`, and `tests`, of
    each its `points`, `of`, and what to tell the student: `message`, None where all is right.
    """
    try:
        submission = Submission(path, assignment)
    except Unreadable as unreadable:
        return nothing(assignment, "unreadable", str(unreadable))
    run = Run(assignment, seconds, memory)
    run.all(submission.cells)
    status, reasons = "needs_manual" if assignment.of_kind("manual") else "ok", []
    if run.losses:
        status = min((loss.status for loss in run.losses.values()), key=STATUSES.index)
        reasons = [f"{where(submission.cells, n)}: {lost.reason}" for n, lost in run.losses.items()]
    if submission.damage:
        status, reasons = "damaged", [*submission.damage, *reasons]
    return run.result(status, reasons, submission.mended)


def nothing(assignment, status, reason):
    """The result of a submission of which nothing could be run."""
    return Run(assignment, 0, 0).result(status, [reason])


def where(cells, place):
    """Which cell it is, in words: one of the student's own is told by the one before it."""
    if place < 0:
        return "before the first cell"
    if cells[place].id:
        return f"the cell {cells[place].id}"
    before = [cell.id for cell in cells[:place] if cell.id]
    return f"a cell of their own after {before[-1]}" if before else "a cell of their own at the top"


class Run:
    """All the cells of one submission, as often as it takes to get past those that never end."""

    def __init__(self, assignment, seconds, memory):
        self.assignment = assignment
        self.seconds = seconds
        self.memory = memory
        self.losses = {}  # by the cell's place: what stopped the process there
        self.errors = {}  # by the task: the error that its cell ended with
        self.messages = {}  # by the test: what is wrong; None if nothing is

    def all(self, cells):
        """Run the cells in order.  Where the process is lost, start again without that cell."""
        end = time.monotonic() + 10 * self.seconds
        while time.monotonic() < end and not self._attempt(cells, end):
            pass

    def _attempt(self, cells, end):
        """Run what has not been settled; return whether the process lasted to the last cell."""
        place = -1
        try:
            with Remote(self.memory) as remote:
                for place, cell in enumerate(cells):
                    if place in self.losses or cell.id in self.messages or cell.kind == "manual":
                        continue
                    remote.end = min(time.monotonic() + self.seconds, end)
                    self._one(remote, cell)
            return True
        except Lost as loss:
            self.losses[place] = loss
            if place >= 0 and cells[place].kind == "test":
                self.messages[cells[place].id] = f"The test did not come to an end: {loss.reason}."
            elif place >= 0 and cells[place].kind == "task":
                self.errors[cells[place].id] = f"its cell was stopped: {loss.reason}"
            return place < 0  # where no process starts there is nothing to gain

    def _one(self, remote, cell):
        if cell.kind == "test":
            with within(remote.end, Lost("timeout", LATE)):
                self.messages[cell.id] = run_test(remote, self.assignment, cell, self.errors)
            return
        error = remote.run(cell.source)["error"]
        if error and cell.kind == "task":
            where = f" in line {error['line']}" if error["line"] else ""
            self.errors[cell.id] = f"its cell ended with {error['type']}{where}: {error['words']}"

    def result(self, status, reasons, mended=()):
        """The outcome as plain data."""
        tests = {}
        for i in self.assignment.of_kind("test"):
            of = self.assignment.points[i]
            message = self.messages.get(i, "The test could not be run.")
            tests[i] = {"points": 0 if message else of, "of": of, "message": message}
        return {
            "status": status,
            "reason": "; ".join(reasons),
            "mended": [*mended],
            "points": sum(test["points"] for test in tests.values()),
            "of": sum(self.assignment.points.values()),
            "manual": {i: self.assignment.points[i] for i in self.assignment.of_kind("manual")},
            "tests": tests,
        }


def run_test(remote, assignment, cell, errors):
    """Run a test cell in this process; return what is wrong in words, None if nothing is.

    Where a function changed its arguments in place, the test must also pass when it computes what
    it expects from arguments that are as they were.
    """
    remote.writes_back, remote.changed = True, False
    wrong = _run_test(remote, assignment, cell, errors)
    if wrong is None and remote.changed:
        remote.writes_back = False
        wrong = _run_test(remote, assignment, cell, errors)
        if wrong:
            return f"Your code changes its arguments in place. Without that: {wrong}"
    return wrong


def _run_test(remote, assignment, cell, errors):
    """Run a test cell once.

    The names that tasks define come from the submission's process, all others from the setup.
    """
    names = assignment.setup()
    for name in sorted(used(cell.source) & assignment.students_names):
        try:
            names[name] = remote.get(name)
        except NameError:
            return f"{name} is not defined{_why(assignment, name, errors)}."
    for part, source in ("visible", visible(cell.source)), ("hidden", hidden(cell.source)):
        try:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                exec(compile(source, cell.id, "exec"), names)
        except AssertionError as wrong:
            if not isinstance(wrong, FromSubmission):
                return str(wrong) or "The result is not right."
            return f"Your code ended with an AssertionError: {wrong}"
        except Exception as error:
            return _in_words(error, part)
    return None


def _in_words(error, part):
    if isinstance(error, NotImplementedError):
        return "Not answered yet."
    if isinstance(error, FromSubmission):
        return f"Your code ended with {type(error).__name__}: {error}"
    if part == "hidden":  # its words could tell what the hidden test does
        return f"A result is of the wrong kind or shape ({type(error).__name__} in the test)."
    return f"A result is of the wrong kind or shape: {type(error).__name__}: {error}"


def _why(assignment, name, errors):
    """Which task should have defined the name, and what became of its cell."""
    for task in assignment.of_kind("task"):
        if name in defined(assignment.cells[task].source) and task in errors:
            return f": {errors[task]}"
    return ""
