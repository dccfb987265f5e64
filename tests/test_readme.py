"""The README: its example's result, its links, and its picture."""

import doctest
import re
import runpy
import shutil
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
PICTURE = ROOT / "chapters" / "_static" / "paths.svg"


def test_example_prints_what_it_says():
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENTS[0].read_text("utf-8"), re.DOTALL)
    example = doctest.DocTestParser().get_doctest(code, {}, "README", "README.md", 0)
    assert doctest.DocTestRunner().run(example) == doctest.TestResults(failed=0, attempted=4)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_are_named_exist(document):
    text = document.read_text("utf-8")
    linked = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    named = re.findall(r"`((?:chapters|gdkit|tests|benchmarks)/[\w./-]*)`", text)
    assert [name for name in linked + named if not (ROOT / name).exists()] == []


def test_picture_is_what_its_script_draws(tmp_path):
    shutil.copy(PICTURE.with_suffix(".py"), tmp_path)
    with matplotlib.rc_context():
        runpy.run_path(tmp_path / "paths.py")
    plt.close("all")
    drawn = (tmp_path / "paths.svg").stat().st_size
    assert drawn == pytest.approx(PICTURE.stat().st_size, rel=0.1)  # versions of Matplotlib differ
    assert PICTURE.stat().st_size < 150_000
