"""On a page, an experiment is Matplotlib's own picture, whole before any script runs."""

import xml.etree.ElementTree as ET

import matplotlib.pyplot as plt
import pytest

from gdkit.live import Experiment, Slider, page
from gdkit.live.experiment import BUILDING


def make(alt="a line through the origin"):
    figure, ax = plt.subplots(figsize=(4, 3))
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.plot([], [], gid="line")
    return Experiment(
        figure,
        lambda slope: {
            "line": [(0, 0), (1, slope)],
            "caption": f"The slope is {slope} < 1.",
            "goals": {"as steep as can be": slope == 1},
        },
        alt=alt,
        slope=Slider(0, 1, 0.25, unit="m"),
    )


@pytest.fixture
def tree():
    return ET.fromstring(page.html(make()))


def test_the_figure_is_one_well_formed_element(tree):
    assert tree.tag == "figure"
    assert [child.tag.split("}")[-1] for child in tree] == ["svg", "figcaption"]


def test_the_picture_has_its_alternative_text(tree):
    assert tree[0].get("aria-label") == "a line through the origin"
    assert tree[0].get("role") == "img"


def test_caption_settings_and_goals_are_text(tree):
    text = " ".join("".join(tree[1].itertext()).split())
    assert "The slope is 0.25 < 1." in text
    assert "slope 0.25 m" in text
    assert "as steep as can be" in text


def ids(html):
    return {e.get("id") for e in ET.fromstring(html).iter() if e.get("id")}


def test_two_figures_share_no_id():
    one, other = page.html(make()), page.html(make("another line"))
    assert not ids(one) & ids(other)
    assert any(name.endswith("-line") for name in ids(one))


def test_every_reference_inside_the_picture_is_met():
    html = page.html(make())
    known = ids(html)
    used = {part.split(")")[0] for part in html.split("url(#")[1:]}
    used |= {part.split('"')[0] for part in html.split('href="#')[1:]}
    assert used
    assert used <= known


def test_the_same_experiment_gives_the_same_page():
    assert page.html(make()) == page.html(make())


def test_the_page_shows_the_first_settings_whatever_was_drawn_before():
    experiment = make()
    experiment.draw(slope=1.0)
    assert "The slope is 0.25 &lt; 1." in page.html(experiment)


def test_a_book_gets_the_page_and_no_widgets(monkeypatch):
    monkeypatch.setenv(BUILDING, "1")
    assert make()._repr_mimebundle_().keys() == {"text/plain", "text/html"}
