"""Release, check and grade the assignments."""

import argparse
import os
import sys
from pathlib import Path

from coursework import assignment as assignments


def main(arguments=None):
    """Run the command line; returns the exit code."""
    settings = parser().parse_args(arguments)
    try:
        return settings.run(settings)
    except (ValueError, OSError) as error:
        print(f"coursework: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("coursework: stopped; the same command goes on from here", file=sys.stderr)
        return 130


def parser():
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m coursework", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("release", help="make the students' notebooks")
    command.set_defaults(run=run_release)
    _named(command, nargs="+")
    command.add_argument("--out", type=Path, required=True, help="the folder to write them into")
    command.add_argument(
        "--students",
        type=Path,
        metavar="FILE",
        help="a text file, one name a line: each student gets a sub-folder with a variant of "
        "their own; the names are those of the submissions' folders",
    )

    command = commands.add_parser("check", help="a student's own check before handing in")
    command.set_defaults(run=run_check)
    command.add_argument("notebook", type=Path)

    command = commands.add_parser("grade", help="grade a folder of submissions, and report")
    command.set_defaults(run=run_grade)
    _named(command)
    command.add_argument("submissions", type=Path, help="a folder or a notebook for each student")
    command.add_argument("--out", type=Path, required=True, help="where results and reports go")
    command.add_argument("--variants", action="store_true", help="each student had their own")
    command.add_argument("--jobs", type=whole, default=os.cpu_count(), help="how many at once")
    command.add_argument("--seconds", type=whole, default=60, help="the most for a cell or a test")
    command.add_argument("--memory", type=whole, default=2000, help="the most megabytes for each")
    command.add_argument(
        "--not-isolated",
        action="store_true",
        help="grade even where a submission can read your files and use the network",
    )

    command = commands.add_parser("report", help="write the reports again, with manual.csv")
    command.set_defaults(run=run_report)
    command.add_argument("--out", type=Path, required=True, help="the folder that grade wrote into")
    return top


def _named(command, nargs=None):
    command.add_argument(
        "assignment", nargs=nargs, help=f"one of: {', '.join(assignments.names())}"
    )
    command.add_argument(
        "--overlay", metavar="FOLDER", help="your own notebooks and hidden tests, in place of ours"
    )


def whole(text):
    """A whole number, at least 1."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number, at least 1; got {text!r}")
    return int(text)


def run_release(settings):
    from coursework.release import write  # nbgrader takes seconds to import, and only this needs it

    for name in settings.assignment:
        if settings.students is None:
            print(write(assignments.load(name, 0, settings.overlay), settings.out))
            continue
        lines = settings.students.read_text("utf-8").splitlines()
        for student in filter(None, map(str.strip, lines)):
            seed = assignments.seed_of(student)
            folder = settings.out / student
            if folder.parent != settings.out:
                raise ValueError(f"a student's name must do as a folder's name; got {student!r}")
            print(write(assignments.load(name, seed, settings.overlay), folder))
    return 0


def run_check(settings):
    from coursework.check import check

    well, lines = check(settings.notebook)
    print("\n".join(lines))
    print("Ready to hand in." if well else "Not all is well yet; see above.")
    return 0 if well else 1


def run_grade(settings):
    from coursework.gradebook import Gradebook
    from coursework.sandbox import isolation

    if os.name != "posix":
        raise ValueError("grade needs Linux or macOS: a submission cannot be stopped safely here")
    isolated, words = isolation()
    print(words, flush=True)
    if not isolated and not settings.not_isolated:
        raise ValueError("nothing was graded; to grade all the same, add --not-isolated")
    results = Gradebook(settings.out).grade(
        settings.submissions,
        settings.assignment,
        jobs=settings.jobs,
        variants=settings.variants,
        overlay=settings.overlay,
        seconds=settings.seconds,
        memory=settings.memory,
    )
    return _report(settings.out, settings.assignment, results)


def run_report(settings):
    from coursework.gradebook import Gradebook

    return _report(settings.out, *Gradebook(settings.out).graded())


def _report(folder, name, results):
    from coursework.report import write_reports

    written = write_reports(name, results, folder)
    print(f"{len(results)} submissions: {written[0]}, {written[-1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
