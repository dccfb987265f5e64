"""Paths that leave the picture are cut at its edge at the right slope, however far they go."""

import re

import numpy as np
import pytest
from example import run, write_page
from matplotlib.backends.backend_agg import FigureCanvasAgg
from reader import Reader

from living_figures.picture import draw

NOTEBOOK = """
import matplotlib.pyplot as plt
from living_figures import *

def make(update, scale="linear"):
    figure, ax = plt.subplots(figsize=(4, 4))
    limits = (0.01, 100) if scale == "log" else (-1, 1)
    ax.set(xlim=limits, ylim=limits, xscale=scale, yscale=scale)
    ax.plot([], [], gid="line")
    ax.scatter([], [], gid="dots")
    ax.axvline(0.5, gid="wall")
    ax.bar([0.5], [1], gid="bars")
    return Experiment(
        figure, update, caption=caption, alt=update.__name__ + scale, far=Choice(list(FAR))
    )
FAR = {
    "right": [(0, 0), (1e9, 5e8)],
    "left": [(-1e9, 5e8), (0, 0)],
    "across": [(-1e9, -1e9), (1e9, 1e9)],
    "huge": [(0.5, 0.25), (1e300, 1e300)],
    "back": [(1e300, 1e300), (0.5, 0.25)],
    "there and back": [(0, 0), (3e7, 1e7), (-0.5, 0.5)],
    "away": [(1e9, 1e9), (2e9, 5e9)],
    "not finite": [(0, 0), (0.5, 0.5), (float("nan"), 0), (-0.5, 0.5), (0, 0.5),
                   (float("inf"), 1), (0.25, float("-inf")), (0.1, 0.2), (0.3, 0.4)],
    "whole": [(0, 0), (2 * 10**16, 10**16)],
    "lost": [(0, 0), (float("nan"), float("inf"))],
    "beyond floats": [(0, 0), (10**400, 10**400), (0.5, 0.5), (0.5, 0)],
}
def path(far):
    points = FAR[far]
    return {"line": points, "dots": points, "wall": points[-1][0], "bars": [points[-1][1]]}
def caption(far):
    return f"Far to the {far}."
linear = make(path)
logarithmic = make(path, "log")
"""
SHOW = """async ([id, place]) => {
  const figure = livingFigures.figures.get(id);
  figure.controls[0].place = place;
  const error = await figure.show();
  if (error) throw new Error(error);
  const all = (selector) => [...figure.element.querySelectorAll(selector)];
  return {
    line: all("[id$='-line'] > path")[0].getAttribute("d"),
    dots: all("[id$='-dots'] use").map((u) => ["x", "y"].map((a) => Number(u.getAttribute(a)))),
    wall: all("[id$='-wall'] > path")[0].getAttribute("d"),
    bars: all("[id$='-bars'] > path")[0].getAttribute("d"),
  };
}"""
SIZE = 4 * 72
FINITE = ["right", "left", "across", "there and back", "away", "not finite", "whole"]


@pytest.fixture(scope="module")
def experiments():
    return run(NOTEBOOK)


@pytest.fixture(scope="module")
def shown(browser, serve, tmp_path_factory):
    """What the page draws, by the figure's name and the choice."""
    folder = tmp_path_factory.mktemp("far")
    write_page(folder, NOTEBOOK, ["linear", "logarithmic"])
    reader = Reader(browser, serve(folder) + "index.html")
    ids = reader.page.eval_on_selector_all("figure.experiment", "all => all.map(f => f.id)")
    choices = run(NOTEBOOK)["FAR"]
    drawn = {
        (name, far): reader.page.evaluate(SHOW, [identity, place])
        for name, identity in zip(["linear", "logarithmic"], ids, strict=True)
        for place, far in enumerate(choices)
    }
    assert reader.errors == []
    reader.context.close()
    return drawn


def segments(path):
    """The straight pieces of a path, each as x0, y0, x1, y1."""
    pieces, last = [], None
    for command, x, y in re.findall(r"([ML])\s*(-?[\d.e+-]+)\s+(-?[\d.e+-]+)", path or ""):
        point = (float(x), float(y))
        if command == "L":
            pieces.append((*last, *point))
        last = point
    return pieces


def inside(pieces):
    """What of the pieces lies in the picture, to a tenth of a point: cut by brute force."""
    kept = []
    for x0, y0, x1, y1 in pieces:
        share = np.linspace(0, 1, 400_001)
        x, y = x0 + share * (x1 - x0), y0 + share * (y1 - y0)
        within = (x >= 0) & (x <= SIZE) & (y >= 0) & (y <= SIZE)
        if within.sum() > 1:
            kept.append((x[within][0], y[within][0], x[within][-1], y[within][-1]))
    return kept


def by_matplotlib(experiment, far, gid):
    experiment.draw(far=far)
    group = re.search(f'<g id="{gid}">(.*?)</g>', draw(experiment.figure), re.DOTALL)
    path = group and re.search(r'<path d="([^"]*)"', group[1])
    return path[1] if path else ""


@pytest.mark.parametrize("name", ["linear", "logarithmic"])
@pytest.mark.parametrize("far", FINITE)
def test_a_line_is_cut_where_matplotlib_cuts_it(experiments, shown, name, far):
    ours = inside(segments(shown[name, far]["line"]))
    theirs = inside(segments(by_matplotlib(experiments[name], far, "line")))
    assert len(ours) == len(theirs)
    np.testing.assert_allclose(ours, theirs, atol=0.2)


@pytest.mark.parametrize(
    ("far", "slope", "start"),
    [("right", 0.5, (0, 0)), ("left", -0.5, (0, 0)), ("huge", 1, (0.5, 0.25)),
     ("back", 1, (0.5, 0.25)), ("across", 1, (0, 0)), ("whole", 0.5, (0, 0))],
)  # fmt: skip
def test_what_is_left_has_the_slope_of_the_data(experiments, shown, far, slope, start):
    """The truth here is the line itself, through a point that we know."""
    (piece,) = inside(segments(shown["linear", far]["line"]))
    ax = experiments["linear"].figure.axes[0]
    to_data = ax.transData.inverted()
    dots = experiments["linear"].figure.dpi / 72
    ends = [(piece[0], SIZE - piece[1]), (piece[2], SIZE - piece[3])]
    (x0, y0), (x1, y1) = (to_data.transform((x * dots, y * dots)) for x, y in ends)
    assert (y1 - y0) / (x1 - x0) == pytest.approx(slope, rel=1e-3)
    assert y0 == pytest.approx(start[1] + slope * (x0 - start[0]), abs=2e-3)
    assert abs(x1 - x0) > 0.5


def test_a_line_that_never_comes_near_leaves_nothing(shown):
    assert segments(shown["linear", "away"]["line"]) == []


def test_nothing_is_joined_to_a_point_that_is_not_finite(shown):
    assert len(segments(shown["linear", "not finite"]["line"])) == 3
    assert len(segments(shown["linear", "beyond floats"]["line"])) == 1


def test_a_line_and_a_bar_that_are_nowhere_are_not_drawn(shown):
    assert (shown["linear", "lost"]["wall"], shown["linear", "lost"]["bars"]) == ("", "")


def test_only_the_points_in_reach_are_marked(shown):
    assert len(shown["linear", "across"]["dots"]) == 1  # a template, out of sight
    assert shown["linear", "across"]["dots"][0][0] < 0
    assert len(shown["linear", "huge"]["dots"]) == 1
    assert len(shown["linear", "not finite"]["dots"]) == 6


def test_no_number_that_is_drawn_is_too_large_for_a_browser(shown):
    for drawn in shown.values():
        text = " ".join([drawn["line"] or "", drawn["wall"] or "", drawn["bars"] or ""])
        assert "NaN" not in text
        assert "Infinity" not in text
        assert all(abs(float(x)) <= 1.1e4 for x in re.findall(r"-?\d[\d.]*", text))


@pytest.mark.parametrize(
    ("far", "cut"),
    [
        ("right", [(0, 0), (2, 1)]),
        ("across", [(-2, -2), (2, 2)]),
        ("huge", [(0.5, 0.25), (2, 1.75)]),
        ("whole", [(0, 0), (2, 1)]),
        ("beyond floats", [(0, 0), (float("nan"), 0), (0.5, 0.5), (0.5, 0)]),
    ],
)
def test_a_notebook_draws_the_same_as_for_the_line_cut_by_hand(experiments, far, cut):
    experiments["FAR"]["cut"] = cut
    pictures = [pixels(experiments["linear"], choice) for choice in (far, "cut")]
    assert (np.abs(pictures[0] - pictures[1]) > 16).mean() < 1e-4
    experiments["FAR"]["cut"] = [(0, 0), (0.5, 0)]
    assert (np.abs(pictures[0] - pixels(experiments["linear"], "cut")) > 16).mean() > 5e-4


def pixels(experiment, far):
    experiment.draw(far=far)
    canvas = FigureCanvasAgg(experiment.figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba()).astype(int)
