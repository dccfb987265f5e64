"""On a page, an experiment is Matplotlib's own picture, whole before any script runs."""

import json
import re
import xml.etree.ElementTree as ET

import matplotlib.pyplot as plt
import pytest
from example import run

from living_figures import Experiment, Slider, page
from living_figures.experiment import ON_A_PAGE

UPDATE = """
def update(slope):
    return {"line": [(0, 0), (1, slope)], "steepest": slope == 1}
"""
WORDS = """
SAID = 'The slope is'


def caption(slope):
    return f"{SAID} {slope} < 1."


def goals(steepest):
    return {"as steep as can be, not -1": steepest}
"""


def make(alt="a line through the origin"):
    notebook = run(UPDATE, WORDS)
    figure, ax = plt.subplots(figsize=(4, 3))
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.plot([], [], "o-", gid="line")
    ax.set_title("</script>")
    parts = {name: notebook[name] for name in ("update", "caption", "goals")}
    return Experiment(figure, **parts, alt=alt, slope=Slider(0, 1, 0.25, unit="m"))


@pytest.fixture(scope="module")
def html():
    return page.html(make())


@pytest.fixture(scope="module")
def tree(html):
    return ET.fromstring(re.sub("<script.*</script>", "", html))


@pytest.fixture(scope="module")
def data(html):
    return json.loads(re.search('<script type="application/json">(.*)</script>', html)[1])


def test_the_figure_is_one_well_formed_element(tree):
    assert tree.tag == "figure"
    assert [child.tag.split("}")[-1] for child in tree] == ["div", "figcaption"]


def test_the_picture_has_its_alternative_text(tree):
    assert tree[0][0].get("aria-label") == "a line through the origin"
    assert tree[0][0].get("role") == "img"


def test_caption_settings_and_goals_are_text(tree):
    text = " ".join(" ".join(tree[1].itertext()).split())
    assert "The slope is 0.25 < 1." in text
    assert "slope: 0.25 m" in text
    assert "as steep as can be, not −1" in text


def test_the_page_carries_the_very_source(data):
    assert data["source"].strip() == UPDATE.strip()
    assert data["words"] == WORDS.lstrip()
    assert data["functions"] == {
        "update": ["update", ["slope"]],
        "caption": ["caption", ["slope"]],
        "goals": ["goals", ["steepest"]],
    }


def test_the_page_carries_every_stop_as_python_and_as_words(data):
    (control,) = data["controls"]
    assert control["name"] == "slope"
    assert control["stops"][control["first"]] == "0.25"
    assert control["texts"][-1] == "1 m"
    assert len(control["stops"]) == len(control["texts"]) == 101


def test_the_page_carries_how_to_draw(data):
    assert data["axes"][0]["x"]["data"] == [0, 1]
    left, right = data["axes"][0]["x"]["svg"]
    assert 0 < left < right < 4 * 72
    assert data["artists"]["line"]["kind"] == "line"
    assert "<use" in data["artists"]["line"]["template"]


def ids(html):
    tree = ET.fromstring(re.sub("<script.*</script>", "", html))
    return {element.get("id") for element in tree.iter() if element.get("id")}


def test_two_figures_share_no_id(html):
    other = page.html(make("another line"))
    assert not ids(html) & ids(other)
    assert any(name.endswith("-line") for name in ids(html))


def test_every_reference_inside_the_picture_is_met(html):
    known = ids(html)
    used = set(re.findall(r"url\(#([^)]*)\)", html)) | set(re.findall(r'href=\\?"#([^"\\]*)', html))
    assert used
    assert used <= known


def test_the_same_experiment_gives_the_same_page(html):
    assert page.html(make()) == html


def test_the_page_shows_the_first_settings_whatever_was_drawn_before():
    experiment = make()
    experiment.draw(slope=1.0)
    assert "The slope is 0.25 &lt; 1." in page.html(experiment)


def test_a_book_gets_the_page_and_no_widgets(monkeypatch):
    monkeypatch.setenv(ON_A_PAGE, "1")
    assert make()._repr_mimebundle_().keys() == {"text/plain", "text/html"}
