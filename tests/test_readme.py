"""The README: its example's result, its links, its hours, and its picture; the cover's picture."""

import doctest
import re
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from course import COURSE, minutes
from PIL import Image, ImageSequence

from book import paths
from gdkit.plots.palette import COLOURS, colour_of

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md")]
README = DOCUMENTS[0].read_text("utf-8")


def test_example_prints_what_it_says():
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    example = doctest.DocTestParser().get_doctest(code, {}, "README", "README.md", 0)
    assert doctest.DocTestRunner().run(example) == doctest.TestResults(failed=0, attempted=4)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_are_named_exist(document):
    text = document.read_text("utf-8")
    linked = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    named = re.findall(
        r"`((?:chapters|gdkit|tests|benchmarks|book|living_figures|coursework)/[\w./-]*)`", text
    )
    assert [name for name in linked + named if not (ROOT / name).exists()] == []


def test_the_hours_are_those_of_the_chapters():
    (chapters, hours) = re.search(r"Its (\d+) chapters take about (\d+) hours", README).groups()
    assert int(chapters) == len(COURSE)
    assert int(hours) == pytest.approx(sum(map(minutes, COURSE)) / 60, rel=0.1)


def test_the_first_picture_moves_and_is_light():
    (name,) = re.findall(r"^!\[.*\]\((.+)\)$", README, re.MULTILINE)
    assert (ROOT / name).stat().st_size < 1_000_000
    with Image.open(ROOT / name) as picture:
        frames = [frame.convert("RGB").tobytes() for frame in ImageSequence.Iterator(picture)]
    assert len(set(frames)) >= 20


def lines(file):
    """The first and the last corner of each path of an SVG that is drawn in a rule's colour."""
    found = {}
    for path in ElementTree.parse(file).iter("{http://www.w3.org/2000/svg}path"):
        colour = re.search(r"stroke: (#\w{6})", path.get("style", ""))
        corners = re.findall(r"[ML] ([\d.-]+) ([\d.-]+)", path.get("d", ""))
        if colour and colour[1] in COLOURS.values() and len(corners) > 10:
            found[colour[1]] = [[float(x) for x in corners[end]] for end in (0, -1)]
    return found


def test_the_covers_picture_is_what_its_script_draws(tmp_path):
    with matplotlib.rc_context():
        paths.main(tmp_path / "paths.svg")
    plt.close("all")
    drawn, kept = lines(tmp_path / "paths.svg"), lines(paths.PICTURE)
    assert set(drawn) == set(kept) == {colour_of(rule) for rule in paths.RULES}
    assert len(drawn) == 5
    for colour, ends in drawn.items():
        assert np.allclose(ends, kept[colour], atol=0.5), colour  # versions of Matplotlib differ
    assert paths.PICTURE.stat().st_size < 150_000
