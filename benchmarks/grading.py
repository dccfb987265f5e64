"""Time the grading of a class beside plain nbgrader, on the same submissions.

    python -m benchmarks.grading [--students 12] [--assignment six_steps]

Every third submission is the reference, every third the release with nothing answered, every
third the reference with a first task that is wrong.  Printed are seconds a submission.
"""

import argparse
import copy
import inspect
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from coursework import assignment as assignments
from coursework.release import release

ROOT = Path(__file__).resolve().parent.parent


def write_class(folder, assignment, students):
    """Write a class's submissions, a folder for each, as nbgrader wants them."""
    open_ = release(assignment)
    right = copy.deepcopy(open_)
    for cell in right.cells:
        if cell.id in assignment.of_kind("task"):
            cell.source = assignment.cells[cell.id].source
    wrong = copy.deepcopy(right)
    first = next(cell for cell in wrong.cells if cell.id in assignment.of_kind("task"))
    first.source = "1 / 0"
    for i in range(students):
        path = folder / f"student{i:03}" / assignment.name / f"{assignment.name}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write((right, open_, wrong)[i % 3], path)


def timed(*command, cwd):
    """The seconds that a command takes; it must succeed."""
    began = time.perf_counter()
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{command} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return time.perf_counter() - began


def ours(submitted, name, jobs, out):
    command = [sys.executable, "-m", "coursework", "grade", name, submitted, "--out", out]
    return timed(*command, "--jobs", jobs, cwd=ROOT)


def nbgraders(course, assignment):
    """The seconds of ``nbgrader autograde``, without those of making the assignment."""
    source = course / "source" / assignment.name
    source.mkdir(parents=True)
    nbformat.write(assignment.notebook, source / f"{assignment.name}.ipynb")
    (course / "nbgrader_config.py").write_text(
        'c = get_config()\nc.CourseDirectory.course_id = "c"\n'
    )
    timed("nbgrader", "generate_assignment", assignment.name, cwd=course)
    return timed("nbgrader", "autograde", assignment.name, cwd=course)


def main():
    parser = argparse.ArgumentParser(
        description=inspect.getdoc(sys.modules[__name__]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--students", type=int, default=12)
    parser.add_argument("--assignment", default="six_steps", choices=assignments.names())
    settings = parser.parse_args()
    assignment = assignments.load(settings.assignment)
    with tempfile.TemporaryDirectory() as temporary:
        course = Path(temporary, "course")
        write_class(course / "submitted", assignment, settings.students)
        rows = [
            (
                "ours, one job",
                ours(course / "submitted", assignment.name, 1, Path(temporary, "one")),
            ),
            (
                "ours, two jobs",
                ours(course / "submitted", assignment.name, 2, Path(temporary, "two")),
            ),
            ("nbgrader autograde", nbgraders(course, assignment)),
        ]
        shutil.rmtree(course)
    theirs = rows[-1][1]
    print(f"{settings.students} submissions of {assignment.name}; load {os.getloadavg()[0]:.1f}")
    print(f"{'':22}{'s each':>8}{'ratio':>8}{'to reach':>10}")
    for (name, seconds), wanted in zip(rows, ("≤ 1", "≤ 0.5", ""), strict=True):
        print(f"{name:22}{seconds / settings.students:8.2f}{seconds / theirs:8.2f}{wanted:>10}")


if __name__ == "__main__":
    main()
