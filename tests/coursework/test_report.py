"""What comes out: tables that platforms import, pages that tell nothing of the hidden tests."""

import csv
import io
import json

import pytest
import toy

from coursework.gradebook import Gradebook
from coursework.report import write_reports


@pytest.fixture(scope="module")
def results(overlay, tmp_path_factory):
    from coursework import assignment as assignments

    source = assignments.load("toy_manual", 0, overlay).notebook
    folder = tmp_path_factory.mktemp("submissions")
    answers = {
        "Ada Byron_12_assignsubmission_file_": {},
        "=1+2": {"double": "def double(x): return '<b>bold</b>'"},
        "wrong": {"double": "def double(x): return 4", "why": "I do not know."},
        "odd": {"double": "def double(x): raise ValueError('<script>alert(1)</script>')"},
    }
    for name, changed in answers.items():
        (folder / name).mkdir()
        made = toy.submission(source, **changed)
        (folder / name / "toy_manual.ipynb").write_text(json.dumps(made))
    return Gradebook(folder / "out").grade(folder, "toy_manual", overlay=overlay)


@pytest.fixture
def report(results, tmp_path):
    def write():
        write_reports("toy_manual", results, tmp_path)
        return tmp_path

    return write


def table(path):
    return list(csv.DictReader(io.StringIO(path.read_text())))


def test_the_table_of_grades(report):
    rows = {row["submission"]: row for row in table(report() / "grades.csv")}
    ada = rows["Ada Byron_12_assignsubmission_file_"]
    assert (ada["student"], ada["id"], ada["status"]) == ("Ada Byron", "12", "needs_manual")
    assert (ada["total"], ada["of"], ada["test-double"], ada["why"]) == ("8", "12", "3", "")
    assert rows["wrong"]["total"] == "5"


def test_no_cell_is_a_formula(report):
    for name in ("grades.csv", "canvas.csv", "moodle.csv"):
        rows = list(csv.reader(io.StringIO((report() / name).read_text())))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def test_tables_for_the_platforms(report):
    folder = report()
    canvas = list(csv.reader(io.StringIO((folder / "canvas.csv").read_text())))
    assert canvas[0][:2] == ["Student", "ID"]
    assert canvas[1][0].strip() == "Points Possible"
    assert canvas[1][-1] == "12"
    moodle = table(folder / "moodle.csv")
    assert {row["Identifier"] for row in moodle} >= {"Participant 12", "wrong"}


def test_points_given_by_hand_count_and_are_never_lost(report):
    path = report() / "manual.csv"
    lines = path.read_text().replace("wrong,why,,4,", 'wrong,why,3,4,"A start, but why?"')
    path.write_text(lines)
    folder = report()
    rows = {row["submission"]: row for row in table(folder / "grades.csv")}
    assert (rows["wrong"]["total"], rows["wrong"]["status"]) == ("8", "ok")
    assert rows["odd"]["status"] == "needs_manual"
    assert path.read_text() == lines
    page = (folder / "feedback" / "wrong.html").read_text()
    assert "A start, but why?" in page
    assert "still to be graded" not in page


@pytest.mark.parametrize("points", ["5", "-1", "many", "nan"])
def test_wrong_points_are_named(report, points):
    path = report() / "manual.csv"
    path.write_text(path.read_text().replace("wrong,why,,4,", f"wrong,why,{points},4,"))
    with pytest.raises(ValueError, match=rf"wrong, why: .* from 0 to 4; got '{points}'"):
        report()


def test_a_table_without_its_columns_is_named(report):
    path = report() / "manual.csv"
    path.write_text("who,how many\n")
    with pytest.raises(ValueError, match="must name the columns submission, answer, points"):
        report()


def test_pages_tell_nothing_hidden_and_run_nothing(report):
    for path in (report() / "feedback").iterdir():
        text = path.read_text()
        for secret in ("HIDDEN", "42", "array_equal", "<script", "<b>"):
            assert secret not in text, path


def test_the_page_says_what_to_do(report):
    text = (report() / "feedback" / "wrong.html").read_text()
    assert "Arrays, too." in text
    assert "5 of 12 points" in text
    assert "4 of\nthem are still to be graded by hand" in text


def test_the_summary_counts(report):
    text = (report() / "summary.html").read_text()
    assert "4 submissions, 12 points" in text
    assert "<svg" in text
    assert "1 (25 %)" in text  # the only one with a right double
    assert "Arrays, too." in text
