"""The command line, as a person types it."""

import subprocess
import sys
from pathlib import Path

import pytest

from coursework.__main__ import main

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("command", [[], ["release"], ["check"], ["grade"], ["report"]])
def test_each_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as done:
        main([*command, "--help"])
    assert done.value.code == 0
    assert "usage: python -m coursework" in capsys.readouterr().out


def test_from_the_release_to_the_report(overlay, tmp_path, capsys):
    students = tmp_path / "students.txt"
    students.write_text("ada\n\nben \n")
    out = tmp_path / "released"
    given = ["toy", "--overlay", overlay]
    assert main(["release", *given, "--out", str(out), "--students", str(students)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["ada", "ben"]
    assert main(["check", str(out / "ada" / "toy.ipynb")]) == 1
    assert "not answered yet" in capsys.readouterr().out
    grades = tmp_path / "grades"
    assert main(["grade", *given, str(out), "--out", str(grades), "--variants", "--jobs", "1"]) == 0
    before = (grades / "grades.csv").read_bytes()
    (grades / "grades.csv").unlink()
    assert main(["report", "--out", str(grades)]) == 0
    assert (grades / "grades.csv").read_bytes() == before
    assert b"ada,ada,,ok,0,8" in before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["release", "nothing", "--out", "x"], "no assignment 'nothing'; there are"),
        (["grade", "nothing", ".", "--out", "x"], "no assignment 'nothing'"),
        (
            ["grade", "toy", "/nowhere", "--out", "x"],
            "submissions must be a folder; got '/nowhere'",
        ),
        (["report", "--out", "/nowhere"], "holds no results"),
        (["check", "/nowhere.ipynb"], "No such file or directory: '/nowhere.ipynb'"),
        (["release", "toy", "--out", "x", "--students", "/nowhere"], "No such file"),
    ],
)
def test_wrong_input_is_named(arguments, words, overlay, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if "toy" in arguments:
        arguments = [*arguments, "--overlay", overlay]
    assert main(arguments) == 2
    assert words in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("option", ["--jobs=0", "--seconds=-1", "--memory=much"])
def test_wrong_limits_are_named(option, capsys):
    with pytest.raises(SystemExit):
        main(["grade", "six_steps", ".", "--out", "x", option])
    assert "must be a whole number, at least 1; got" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../outside", "a/b", "/root"])
def test_a_students_name_stays_in_the_folder(name, overlay, tmp_path, capsys):
    students = tmp_path / "students.txt"
    students.write_text(name)
    command = ["release", "toy", "--overlay", overlay, "--students", str(students)]
    assert main([*command, "--out", str(tmp_path / "out")]) == 2
    assert "must do as a folder's name" in capsys.readouterr().err


def test_it_starts_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "coursework", "check", "nothing.ipynb"],
        cwd=ROOT,
        capture_output=True,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"coursework: ")
