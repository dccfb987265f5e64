"""What the chapters and the page for instructors say of the time they take."""

import re

import pytest
from course import COURSE, ROOT, minutes, stated_minutes

CHAPTERS = [ROOT / "chapters" / "prerequisites.ipynb", *COURSE]
STATED = {path.stem: stated_minutes(path) for path in CHAPTERS}
TEACHING = (ROOT / "chapters" / "teaching.md").read_text("utf-8")

LINK = re.compile(r"\]\((\w+)\.ipynb\)")


def in_minutes(cell):
    """All the times in a table's cell, h:mm, added up."""
    return sum(60 * int(h) + int(m) for h, m in re.findall(r"\b(\d+):(\d\d)\b", cell))


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_takes_as_long_as_it_says(path):
    assert STATED[path.stem] == pytest.approx(minutes(path), rel=0.25)


def syllabi():
    """The tables of the syllabus: for each, its rows, and the row of its sums."""
    text = TEACHING.partition("## Syllabus")[2].partition("\n## ")[0]
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        rows = [line.strip("|").split("|") for line in table.splitlines()[2:]]
        yield rows[:-1], rows[-1]


def test_the_page_for_instructors_adds_up():
    tables = list(syllabi())
    assert len(tables) == 3
    for rows, together in tables:
        for row in rows:
            assert in_minutes(row[2]) == sum(STATED[name] for name in LINK.findall(row[1])), row
        for column in (2, 3, 4):
            assert in_minutes(together[column]) == sum(in_minutes(row[column]) for row in rows)


def test_every_syllabus_goes_through_the_course_in_its_order():
    order = [path.stem for path in COURSE]
    for rows, _ in syllabi():
        read = [name for row in rows for name in LINK.findall(row[1])]
        assert read == [name for name in order if name in read]
    assert read == order  # the last one reads all


def test_each_chapters_time_is_told_to_instructors():
    told = dict(
        re.findall(r"^\[.*\]\((\w+)\.ipynb\), (?:5 or )?(\d+) minutes$", TEACHING, re.MULTILINE)
    )
    assert {name: int(time) for name, time in told.items()} == STATED
