"""Every living figure of the book, in a real browser, against the same figure in CPython."""

import random
import re
import xml.etree.ElementTree as ET

import matplotlib
import numpy as np
import pytest
from matplotlib.collections import PathCollection
from test_experiments import CHAPTERS, anywhere, ends, run_chapter

from living_figures import StartPoint
from living_figures.picture import SVG, draw
from living_figures.table import shown

RANDOM_SETTINGS = 50

# Run the figure's Python at a list of settings, and say also what the picture then shows.
RUN = """async ([id, settings]) => {
  livingFigures.LIMIT = 30000;  // a busy machine may take its time: numbers are compared here
  const figure = livingFigures.figures.get(id);
  const answers = [];
  for (const places of settings) {
    figure.controls.forEach((control, i) => (control.place = places[i]));
    const error = await figure.show();
    const paths = {};
    for (const [gid, artist] of Object.entries(figure.spec.artists)) {
      const group = figure.element.querySelector(`[id="${artist.ids[0]}"]`);
      paths[gid] = {
        path: group.querySelector(":scope > path")?.getAttribute("d") ?? null,
        marks: [...group.querySelectorAll("use")].map((u) =>
          [Number(u.getAttribute("x")), Number(u.getAttribute("y"))]),
        text: group.querySelector("text")?.textContent ?? null,
      };
    }
    answers.push({ error, result: figure.result, paths });
  }
  return answers;
}"""


def places(experiment, setting):
    """The numbers of the stops at which a setting's controls stand, as the page counts them."""
    found = []
    for name, control in experiment.controls.items():
        if isinstance(control, StartPoint):
            x, y = setting[name]
            found += [control.x.stops.index(x), control.y.stops.index(y)]
        else:
            found.append(control.stops.index(setting[name]))
    return found


def plain(x):
    """The data of a frame, with lists for all sequences."""
    if isinstance(x, dict):
        return {str(key): plain(value) for key, value in x.items()}
    if isinstance(x, (str, bool)):
        return x
    return [plain(part) for part in x] if hasattr(x, "__iter__") else float(x)


@pytest.fixture(scope="module", params=CHAPTERS, ids=lambda path: path.stem)
def chapter(request, browser, site):
    """A chapter's page, open in the browser, with its experiments, made anew in CPython."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site}chapters/{request.param.stem}.html", wait_until="networkidle")
    experiments = run_chapter(request.param)
    ids = page.eval_on_selector_all("figure.experiment", "all => all.map(f => f.id)")
    assert len(ids) == len(experiments)
    yield page, list(zip(ids, experiments, strict=True))
    page.close()


def test_the_page_computes_and_draws_what_cpython_does(chapter):
    page, figures = chapter
    source = random.Random(3)
    for identity, experiment in figures:
        first = experiment.first_settings
        at_random = [anywhere(experiment, source) for _ in range(RANDOM_SETTINGS)]
        settings = [first, *ends(experiment), *at_random]
        places_of = [places(experiment, setting) for setting in settings]
        answers = page.evaluate(RUN, [identity, places_of])
        hide_background(experiment)
        for setting, answer in zip(settings, answers, strict=True):
            where = f"{identity} at {setting}"
            assert answer["error"] is None, where
            frame = experiment.draw(**setting)
            unit = experiment.guess.control.unit if experiment.guess else ""
            ours, theirs = shown(frame, unit), answer["result"]
            digits = 2e-5 if experiment.tabulated else 1e-9
            assert_same(plain(ours["data"]), theirs["data"], digits, where)
            assert ours["goals"] == theirs["goals"], where
            for words in ("caption", "outcome"):
                assert_same_words(ours[words] or "", theirs.get(words) or "", f"{where}: {words}")
            assert_drawn(experiment, answer["paths"], where)


def assert_same(ours, theirs, digits, where):
    """The same data: texts equal, numbers to `digits`, not finite in both or in neither."""
    assert ours.keys() == theirs.keys(), where
    for key, value in ours.items():
        other = theirs[key]
        if isinstance(value, str):
            assert_same_words(value, other, f"{where}: {key}")
            continue
        assert np.shape(value) == np.shape(other), f"{where}: {key}"
        other = np.array(other, dtype=float)  # a page has null for what is not finite
        value = np.where(np.isfinite(value), value, np.nan)
        other = np.where(np.isfinite(other), other, np.nan)
        scale = np.nanmax(np.abs(value), initial=1e-300)
        np.testing.assert_allclose(
            other, value, rtol=digits, atol=digits * scale, err_msg=f"{where}: {key}"
        )


def assert_same_words(ours, theirs, where):
    """The same text, its numbers to a unit of their last digit.

    Where a number's next digit is a 5, CPython rounds its exact binary value, Brython the
    shortest decimal that stands for it.
    """
    number = r"\d+(?:\.\d+)?"
    assert re.sub(number, "#", ours) == re.sub(number, "#", theirs), where
    for one, other in zip(re.findall(number, ours), re.findall(number, theirs), strict=True):
        unit = 10.0 ** -len(one.partition(".")[2])
        assert abs(float(one) - float(other)) <= 1.01 * unit, f"{where}: {ours}"


def assert_drawn(experiment, paths, where):
    """The same picture: where Matplotlib draws an artist's points, the page does, too."""
    width, height = experiment.figure.get_size_inches() * 72

    def seen(points):
        return [p for p in points if 0 <= p[0] <= width and 0 <= p[1] <= height]

    bars = {bar for ax in experiment.figure.axes for box in ax.containers for bar in box}
    for gid, drawn in matplotlib_paths(experiment).items():
        shown = paths[gid]
        assert shown["text"] == drawn["text"] or not drawn["text"], f"{where}: {gid}"
        pairs = [(seen(shown["marks"]), seen(drawn["marks"]))]
        page_points = numbers(shown["path"])
        if page_points == seen(page_points):  # Matplotlib cuts a line off at the figure's edge
            outlines = page_points, numbers(drawn["path"])
            is_bar = experiment.artists[gid][0] in bars
            pairs.append(tuple(map(outline, outlines)) if is_bar else outlines)
        for one, other in pairs:
            assert len(one) == len(other), f"{where}: {gid}"
            np.testing.assert_allclose(one, other, atol=0.5, err_msg=f"{where}: {gid}")


def outline(points):
    """The points, without the first again at the end, where a bar's outline may come back to it."""
    return points[:-1] if points and points[0] == points[-1] else points


def hide_background(experiment):
    """Leave only what moves to be drawn, which is much faster; nothing shifts."""
    moving = {artist for artists in experiment.artists.values() for artist in artists}
    for ax in experiment.figure.axes:
        for artist in set(ax.get_children()) - moving:
            artist.set_visible(False)


def matplotlib_paths(experiment):
    """What Matplotlib draws for each gid: the first path, the marks, and the text."""
    found = {}
    groups = groups_of(experiment.figure)
    for gid, artists in experiment.artists.items():
        group = groups.get(gid)
        if group is None:  # nothing to see: an empty text, or a line that was emptied
            continue
        path, text = group.find(f"{SVG}path"), group.find(f".//{SVG}text")
        marks = [(float(u.get("x")), float(u.get("y"))) for u in group.iter(f"{SVG}use")]
        if isinstance(artists[0], PathCollection) and not marks:  # few points are drawn one by one
            marks = [centre(numbers(path.get("d"))) for path in group.findall(f"{SVG}path")]
            path = None
        found[gid] = {
            "path": None if path is None else path.get("d"),
            "marks": marks,
            "text": None if text is None else text.text,
        }
    return found


def centre(points):
    """The middle of the box around some points."""
    return (np.min(points, axis=0) + np.max(points, axis=0)) / 2


def groups_of(figure):
    with matplotlib.rc_context({"path.simplify": False}):
        tree = ET.fromstring(draw(figure))
    groups = reversed(list(tree.iter(f"{SVG}g")))  # of bars, which share an id, the first
    return {group.get("id"): group for group in groups}


def numbers(path):
    """The points of a path's description."""
    values = [float(x) for x in re.findall(r"-?\d[\d.]*(?:e-?\d+)?", path or "")]
    return list(zip(values[::2], values[1::2], strict=True))
