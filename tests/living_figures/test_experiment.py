"""An experiment is checked when it is made, and draws what its function says."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from orbits.spot import Spot

from living_figures import Experiment, Guess, IntSlider, Slider, page


def figure_with_one_of_each():
    figure, ax = plt.subplots(layout="constrained")
    ax.set(xlim=(0, 10), ylim=(0, 10))
    ax.plot([], [], gid="line")
    ax.axvline(0, gid="vertical")
    ax.axhline(0, gid="horizontal")
    ax.scatter([], [], gid="dots")
    ax.bar([1, 2, 3], [0, 0, 0], gid="bars")
    ax.barh([1, 2], [0, 0], gid="rows")
    ax.text(1, 1, "", gid="note")
    ax.set_title("", gid="title")
    ax.fill([0, 1, 1], [0, 0, 1], gid="patch")
    return figure


def everything(x, n):
    return {
        "line": [Spot(0.0, 0.0), (x, n)],
        "vertical": x,
        "horizontal": n,
        "dots": [(x, n), (1, 1)],
        "bars": [x, n, 3],
        "rows": (x, 2 * x),
        "note": f"x is {x}",
        "title": "A title",
        "patch": x > 1,
        "above": x > 1,
    }


def caption(x, n):
    return f"At n = {n}, x is {x}."


def goals(above):
    return {"x above 1": above}


CONTROLS = {"x": Slider(0, 2, 0.5), "n": IntSlider(0, 5, 2)}


WORDS = {"caption": caption, "goals": goals}


def experiment(figure=None, update=everything, alt="all kinds of artist", words=WORDS, **controls):
    return Experiment(
        figure or figure_with_one_of_each(), update, alt=alt, **words, **(controls or CONTROLS)
    )


def small(figure, update):
    """An experiment of one control on a figure with few artists."""
    return experiment(figure, update, words={"caption": lambda: "Small."}, x=Slider(0, 1, 0))


def test_each_kind_of_artist_takes_its_data():
    e = experiment()
    e.draw(x=1.5, n=4)
    artist = {gid: artists[0] for gid, artists in e.artists.items()}
    assert artist["line"].get_xydata().tolist() == [[0, 0], [1.5, 4]]
    assert artist["vertical"].get_xdata() == [1.5, 1.5]
    assert list(artist["vertical"].get_ydata()) == [0, 1]
    assert artist["horizontal"].get_ydata() == [4, 4]
    assert np.asarray(artist["dots"].get_offsets()).tolist() == [[1.5, 4], [1, 1]]
    assert [bar.get_height() for bar in e.artists["bars"]] == [1.5, 4, 3]
    assert [bar.get_width() for bar in e.artists["rows"]] == [1.5, 3]
    assert artist["note"].get_text() == "x is 1.5"
    assert artist["title"].get_text() == "A title"
    assert artist["patch"].get_visible()
    assert e.frame.goals == {"x above 1": True}


def test_lines_and_dots_can_be_emptied():
    figure, ax = plt.subplots()
    ax.plot([1, 2], [1, 2], gid="line")
    ax.scatter([1, 2], [1, 2], gid="dots")
    e = small(figure, lambda x: {"line": [], "dots": []})
    assert len(e.artists["line"][0].get_xydata()) == 0
    assert len(e.artists["dots"][0].get_offsets()) == 0


def test_the_first_settings_are_drawn_at_once_and_nothing_pushes_the_axes_about():
    figure = figure_with_one_of_each()
    e = experiment(figure)
    assert e.frame.caption == "At n = 2, x is 0.5."
    before = figure.axes[0].get_position().bounds
    e.draw(x=2.0, n=5)
    figure.draw_without_rendering()
    assert figure.axes[0].get_position().bounds == before
    assert not plt.get_fignums()


def test_evaluating_leaves_the_figure_alone():
    e = experiment()
    e.evaluate(x=2.0, n=5)
    assert e.artists["note"][0].get_text() == "x is 0.5"


def changed(**changes):
    return lambda x, n: {**everything(x, n), **changes}


def without(key):
    return lambda x, n: {k: v for k, v in everything(x, n).items() if k != key}


@pytest.mark.parametrize(
    ("update", "named"),
    [
        (lambda x: {}, r"update takes \['x'\], the controls are \['x', 'n'\]"),
        (lambda x, n: [1, 2], r"update must return a dict; it returned \[1, 2\]"),
        (without("line"), r"missing for artists: \['line'\]"),
        (without("above"), r"missing for the words: \['above'\]"),
        (changed(lime=3), r"used by no artist and no words: \['lime'\]"),
        (changed(n=3), r"the name of a control, too: \['n'\]"),
        (changed(line=[1, 2]), "the data for gid 'line' do not fit"),
        (changed(vertical=[1, 2]), "the data for gid 'vertical' do not fit"),
        (changed(bars=[1, 2]), "gid 'bars' do not fit its artist: 3 bars, 2 lengths"),
        (changed(patch=1), "gid 'patch' do not fit its artist: True or False is wanted, got 1"),
        (changed(note=3), "gid 'note' do not fit its artist: a text is wanted, got 3"),
    ],
)
def test_a_function_that_does_not_fit_the_figure_is_named(update, named):
    with pytest.raises(ValueError, match=named):
        experiment(update=update)
    plt.close("all")


def test_a_line_of_steps_is_refused_because_a_page_would_draw_slopes():
    figure, ax = plt.subplots()
    ax.plot([], [], drawstyle="steps-mid", gid="steps")
    with pytest.raises(ValueError, match=r"gid 'steps' has drawstyle 'steps-mid'.*corners"):
        small(figure, lambda x: {"steps": []})
    plt.close("all")


def test_goals_stay_the_same_from_setting_to_setting():
    words = {"caption": caption, "goals": lambda n, above: {f"goal {n}": above}}
    e = experiment(words=words)
    with pytest.raises(ValueError, match=r"the same tasks at every setting.*goal 3"):
        e.draw(x=0.5, n=3)


def ends(above):
    return above


WHERE = Guess("Where does it end?", Slider(0, 1, 0))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ({"goals": goals}, "caption must be a function, defined with def; got None"),
        ({**WORDS, "caption": "A sentence."}, "caption must be a function.*got 'A sentence.'"),
        ({**WORDS, "caption": lambda: ""}, "caption must return a sentence; it returned ''"),
        ({**WORDS, "goals": {"a": True}}, r"goals must be a function.*got {'a': True}"),
        ({**WORDS, "goals": lambda above: [above]}, r"the same tasks.*returned \[False\]"),
        ({**WORDS, "outcome": ends}, "guess and outcome belong together.*guess=None"),
        ({**WORDS, "guess": WHERE}, "guess and outcome belong together.*outcome=None"),
        ({**WORDS, "guess": "Where?", "outcome": ends}, "guess must be a Guess or None.*'Where"),
        ({**WORDS, "guess": WHERE, "outcome": 3}, "outcome must be a function.*got 3"),
        ({"caption": lambda ex: ex, "goals": goals}, r"missing for the words: \['ex'\]"),
        ({"caption": caption}, r"used by no artist and no words: \['above'\]"),
    ],
)
def test_words_that_are_missing_or_do_not_fit_are_named(words, named):
    with pytest.raises(ValueError, match=named):
        experiment(words=words)


@pytest.mark.parametrize("update", [None, "update", 3])
def test_an_experiment_without_a_function_is_named(update):
    with pytest.raises(ValueError, match=f"update must be a function.*got {update!r}"):
        experiment(update=update)


def test_an_experiment_that_says_nothing_of_its_picture_is_named():
    with pytest.raises(ValueError, match="alt must say in words what the picture shows; got None"):
        Experiment(figure_with_one_of_each(), everything, **WORDS, **CONTROLS)


def test_a_frame_holds_the_data_the_words_and_the_outcome():
    e = experiment(words={**WORDS, "guess": WHERE, "outcome": ends})
    frame = e.evaluate(x=2.0, n=5)
    assert frame.data.keys() == e.artists.keys()
    assert (frame.caption, frame.goals) == ("At n = 5, x is 2.0.", {"x above 1": True})
    assert frame.outcome is True


def test_a_control_that_two_figures_share_keeps_no_label_of_either():
    shared = Slider(0, 1, 0)

    def line(**controls):
        figure, ax = plt.subplots()
        ax.plot([], [], gid="line")
        (name,) = controls
        exec(f"def update({name}): return {{'line': []}}", scope := {})
        return experiment(figure, scope["update"], words={"caption": lambda: "Ok."}, **controls)

    first, second = line(spring_constant=shared), line(mass=shared)
    assert first.labels == {"spring_constant": "spring constant"}
    assert second.labels == {"mass": "mass"}
    assert shared.label is None
    assert "spring constant: 0" in page.settings_text(first)
    assert "mass: 0" in page.settings_text(second)


def filled_figure(**gids):
    figure, ax = plt.subplots()
    for gid, draw in gids.items():
        draw(ax).set_gid(gid)
    return figure


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: experiment(alt=" "), "alt must say in words"),
        (lambda: experiment(x=3, n=IntSlider(0, 5, 2)), "x must be a control.*got 3"),
        (lambda: experiment(plt.figure()), "figure must have an artist with a gid"),
        (
            lambda: experiment(filled_figure(span=lambda ax: ax.axvspan(0, 1))),
            "gid 'span' is on a rectangle that no ax.bar or ax.barh drew",
        ),
        (
            lambda: experiment(
                filled_figure(
                    a=lambda ax: ax.plot([], [], gid="a") and ax.plot([], [])[0],
                )
            ),
            "gid 'a' must belong to one artist",
        ),
    ],
)
def test_a_figure_that_cannot_live_is_named(make, named):
    with pytest.raises(ValueError, match=named):
        make()
    plt.close("all")
