"""What an instructor and the students read: tables, a page for each student, and a summary."""

import io
import statistics
from collections import Counter
from pathlib import Path

import jinja2
import matplotlib
from markupsafe import Markup
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from coursework.files import write_table, write_whole
from coursework.manual import given_by_hand
from coursework.sandbox import isolation

TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
)


def write_reports(assignment, results, folder):
    """Write all reports on an assignment into `folder`; return their paths.

    `results` are those of `Gradebook.grade`; points given by hand stand in ``manual.csv``.
    """
    folder = Path(folder)
    marks = given_by_hand(folder / "manual.csv", results)
    students = [Student(result, marks) for result in results]
    return [
        write_table(folder / "grades.csv", grades(students)),
        write_table(folder / "canvas.csv", canvas(assignment, students)),
        write_table(folder / "moodle.csv", moodle(students)),
        *(
            write_whole(folder / "feedback" / f"{s.result['key']}.html", feedback(assignment, s))
            for s in students
        ),
        write_whole(folder / "summary.html", summary(assignment, students)),
    ]


class Student:
    """One student's result with what a person has given: `total`, `status`, `manual`, `open`."""

    def __init__(self, result, marks):
        self.result = result
        self.manual = {name: marks[result["key"], name] for name in result["manual"]}
        given = [points for points, _ in self.manual.values() if points is not None]
        self.total = result["points"] + sum(given)
        self.open = sum(
            result["manual"][name] for name, (points, _) in self.manual.items() if points is None
        )
        done = result["status"] == "needs_manual" and not self.open
        self.status = "ok" if done else result["status"]


def grades(students):
    """The table of everything: a row for each submission, a column for each test and answer."""
    tests, answers = students[0].result["tests"], students[0].manual
    yield [
        "submission",
        "student",
        "id",
        "status",
        "total",
        "of",
        *tests,
        *answers,
        "reason",
        "mended",
    ]
    for s in students:
        r = s.result
        yield [
            *(r["key"], r["student"], r["id"], s.status, s.total, r["of"]),
            *(test["points"] for test in r["tests"].values()),
            *("" if points is None else points for points, _ in s.manual.values()),
            r["reason"],
            "; ".join(r["mended"]),
        ]


def canvas(assignment, students):
    """The table that Canvas imports: one column named by the assignment."""
    yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", assignment]
    yield ["    Points Possible", "", "", "", "", students[0].result["of"]]
    for s in students:
        yield [s.result["student"], s.result["id"], "", "", "", s.total]


def moodle(students):
    """The table that Moodle imports as a grading worksheet."""
    columns = ["Identifier", "Full name", "Grade", "Maximum Grade", "Last modified (grade)"]
    yield [*columns, "Feedback comments"]
    for s in students:
        r = s.result
        identifier = f"Participant {r['id']}" if r["id"] else r["student"]
        yield [identifier, r["student"], s.total, r["of"], "-", r["reason"]]


def feedback(assignment, student):
    """A student's page: of each test its points, and in words what is wrong."""
    template = TEMPLATES.get_template("feedback.html")
    return template.render(assignment=assignment, student=student, result=student.result)


def summary(assignment, students):
    """The instructor's page: how many have how many points, and what goes wrong most often."""
    first = students[0].result
    tests = []
    for name, test in first["tests"].items():
        messages = [s.result["tests"][name]["message"] for s in students]
        failures = Counter(message for message in messages if message).most_common(3)
        passed = messages.count(None)
        tests.append({"name": name, "of": test["of"], "passed": passed, "failures": failures})
    totals = [s.total for s in students]
    return TEMPLATES.get_template("summary.html").render(
        assignment=assignment,
        students=students,
        of=first["of"],
        mean=statistics.mean(totals),
        median=statistics.median(totals),
        isolation=isolation()[1],
        histogram=_histogram(totals, first["of"]),
        statuses=Counter(s.status for s in students),
        tests=tests,
    )


def _histogram(totals, of):
    figure = Figure(figsize=(7, 2.4), layout="constrained")
    axes = figure.subplots()
    axes.hist(totals, bins=range(0, int(of) + 2), align="left", rwidth=0.9, color="#0072b2")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    axes.set(xlabel="points", ylabel="submissions", xlim=(-0.6, of + 0.6))
    axes.spines[["top", "right"]].set_visible(False)
    text = io.StringIO()
    metadata = {"Date": None, "Title": "How many submissions have how many points"}
    with matplotlib.rc_context({"svg.hashsalt": "histogram"}):  # the same picture, the same text
        figure.savefig(text, format="svg", metadata=metadata)
    return Markup(text.getvalue()[text.getvalue().index("<svg") :])
