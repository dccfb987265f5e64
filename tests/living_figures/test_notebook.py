"""In a notebook, the widgets drive the figure; their callbacks are called for real."""

import io

import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np
import PIL.Image
import pytest

from living_figures import (
    Choice,
    Experiment,
    Guess,
    IntSlider,
    LogSlider,
    Slider,
    StartPoint,
    Steps,
    Switch,
)
from living_figures.notebook import NotebookView
from living_figures.words import minus


@pytest.fixture
def view():
    figure, ax = plt.subplots(figsize=(4, 3), dpi=100)
    ax.set(xlim=(-1, 1), ylim=(-1, 1))
    ax.plot([], [], gid="line")

    def update(rate, slope, n, steps, kind, noisy, start):
        return {"line": [(0, 0), start]}

    def caption(rate, slope, n, steps, kind, noisy, start):
        return str(sorted(locals().items()))

    return NotebookView(
        Experiment(
            figure,
            update,
            caption=caption,
            goals=lambda steps: {"all the way": steps == 9},
            alt="a line from the origin",
            rate=LogSlider(0.01, 1, 0.1),
            slope=Slider(-1, 1, 0),
            n=IntSlider(1, 5, 2),
            steps=Steps(0, 9, 3),
            kind=Choice(["one", "two"]),
            noisy=Switch(),
            start=StartPoint(ax, (0.5, 0.5)),
        )
    )


def test_the_first_view_shows_the_first_settings(view):
    assert view.settings == view.experiment.first_settings
    assert "(&#x27;rate&#x27;, 0.1)" in view.caption.value
    assert "○ all the way" in view.caption.value


def test_every_control_reaches_the_function_at_both_its_ends(view):
    for name, control in view.experiment.controls.items():
        stops = (control.x.stops, control.y.stops) if name == "start" else (control.stops,)
        for source, its_stops in zip(view.knobs[name].sources, stops, strict=True):
            for end in (its_stops[0], its_stops[-1]):
                source.value = end
                assert minus(str(end)) in view.caption.value
                assert "Traceback" not in view.caption.value


def test_a_change_redraws_the_picture_at_the_same_size(view):
    before = view.image.value
    size = PIL.Image.open(io.BytesIO(before)).size
    view.set(start=(-1.0, -1.0))
    assert view.image.value != before
    assert PIL.Image.open(io.BytesIO(view.image.value)).size == size == (576, 432)
    assert (view.image.layout.width, view.image.layout.height) == ("384px", "288px")


def test_two_layers_show_what_one_drawing_shows(view):
    view.set(start=(-1.0, 0.5))
    layered = np.asarray(PIL.Image.open(io.BytesIO(view.image.value)).convert("RGBA"))
    whole = io.BytesIO()
    view.experiment.figure.savefig(whole, dpi=view.experiment.figure.dpi)
    drawn = np.asarray(PIL.Image.open(whole).convert("RGBA"))
    differs = (np.abs(layered.astype(int) - drawn) > 8).any(axis=2).mean()
    assert differs < 0.005  # only where the line crosses the axes' frame


def test_reset_brings_every_control_back(view):
    view.set(rate=1.0, steps=9, kind="two", noisy=True, start=(-1.0, 1.0))
    assert "✓ all the way" in view.caption.value
    view.reset.click()
    assert view.settings == view.experiment.first_settings


def test_an_error_in_the_function_is_shown_and_the_next_change_recovers(view):
    right = view.experiment.update

    def fails(**settings):
        raise ZeroDivisionError("no <such> number")

    view.experiment.update = fails
    view.knobs["n"].value = 5
    assert "ZeroDivisionError: no &lt;such&gt; number" in view.caption.value
    view.experiment.update = right
    view.knobs["n"].value = 4
    assert "Traceback" not in view.caption.value


def test_the_play_button_moves_the_steps(view):
    slider, play = view.knobs["steps"].shown.children
    assert isinstance(play, widgets.Play)
    assert (play.min, play.max, play.value) == (slider.min, slider.max, slider.value) == (0, 9, 3)


def test_a_notebook_cell_shows_the_widgets(view):
    bundle = view.experiment._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert "application/vnd.jupyter.widget-view+json" in data
    assert view.experiment._view is not None


@pytest.fixture
def asking():
    figure, ax = plt.subplots(figsize=(4, 3))
    ax.set(xlim=(-1, 1), ylim=(-1, 1))
    ax.plot([], [], gid="line")
    ax.axvline(0, gid="guess")

    def update(end):
        return {"line": [(0, 0), (end, end)]}

    return NotebookView(
        Experiment(
            figure,
            update,
            caption=lambda end: f"It ends at {end}.",
            outcome=lambda end: end,
            alt="a line",
            guess=Guess("Where does it end?", Slider(-1, 1, 0)),
            end=Slider(-1, 1, 1),
        )
    )


def test_a_guess_comes_before_the_run(asking):
    assert "Where does it end?" in asking.question.box.children[0].value
    assert asking.caption.value == ""
    hidden = asking.image.value
    asking.question.knob.value = -0.5
    moved = asking.image.value
    assert moved != hidden
    asking.question.button.click()
    assert asking.caption.value == "<p>It ends at 1.0.</p>"
    assert asking.question.verdict.value == "Your guess: −0.5. The outcome: 1."
    assert asking.image.value not in (hidden, moved)


def test_reset_asks_again(asking):
    asking.question.button.click()
    asking.reset.click()
    assert (asking.caption.value, asking.question.verdict.value) == ("", "")


@pytest.mark.parametrize(
    ("question", "control", "named"),
    [(" ", Slider(0, 1, 0), "question must be"), ("Where?", 3, "control must be a control.*got 3")],
)
def test_a_guess_that_makes_no_sense_is_named(question, control, named):
    with pytest.raises(ValueError, match=named):
        Guess(question, control)
