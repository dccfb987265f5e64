"""The stops that a reader may set, and the first setting among them."""

import matplotlib.pyplot as plt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_figures.controls import (
    Choice,
    IntSlider,
    LogSlider,
    Slider,
    StartPoint,
    Steps,
    Switch,
)
from living_figures.words import minus


def test_linear_stops_are_free_of_rounding_dust():
    assert Slider(0, 1, 0.3, step=0.1).stops == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    assert 0 in Slider(-1.9, 1.9, 1.0, step=0.05).stops  # not 2.2e-16


def test_logarithmic_stops_keep_a_constant_ratio_to_three_digits():
    assert LogSlider(0.01, 1, 0.1, per_decade=3).stops == [
        0.01, 0.0215, 0.0464, 0.1, 0.215, 0.464, 1.0,
    ]  # fmt: skip


finite = st.floats(-1e6, 1e6)


@given(finite, st.floats(1e-3, 1e6), st.floats(0, 1))
def test_every_slider_reaches_its_ends_and_its_first_setting(low, width, share):
    high = low + width
    value = min(high, low + share * width)
    stops = Slider(low, high, value).stops
    assert value in stops
    assert stops == sorted(set(stops))
    assert (stops[0], stops[-1]) == (low, high)


@given(st.floats(1e-9, 1e3), st.floats(1.5, 1e6), st.floats(0, 1))
def test_every_log_slider_reaches_its_ends_and_its_first_setting(low, ratio, share):
    value = min(low * ratio, low * ratio**share)
    stops = LogSlider(low, low * ratio, value).stops
    assert (stops[0], stops[-1]) == (low, low * ratio)
    assert value in stops
    assert stops == sorted(set(stops))


def test_a_first_setting_between_the_stops_becomes_one():
    assert Slider(0, 1, 0.33, step=0.5).stops == [0.0, 0.33, 0.5, 1.0]


def test_whole_numbers_choices_and_switches_list_their_stops():
    assert IntSlider(-1, 2, 0).stops == [-1, 0, 1, 2]
    assert Steps(1, 3, 2).stops == [1, 2, 3]
    assert Choice(["a", "b"]).stops == ["a", "b"]
    assert Choice(["a", "b"]).value == "a"
    assert Switch().stops == [False, True]


def test_a_start_point_covers_the_limits_of_its_axes():
    _, ax = plt.subplots()
    ax.set(xlim=(-2, 2), ylim=(-1, 3))
    start = StartPoint(ax, (-1.2, 1))
    assert start.value == (-1.2, 1.0)
    assert (start.x.stops[0], start.x.stops[-1]) == (-2, 2)
    assert (start.y.stops[0], start.y.stops[-1]) == (-1, 3)
    assert start.text((0.5, -1.0)) == "(0.5, −1)"
    plt.close()


def test_readers_see_the_value_with_its_unit():
    assert Slider(0, 10, 2.5, unit="mm").text(2.5) == "2.5 mm"
    assert Steps(0, 10, 2).text(2) == "2"
    assert Switch().text(True) == "on"


def test_negative_numbers_have_a_minus_sign_and_words_their_hyphens():
    assert Slider(-2, 2, -1.5).text(-1.5) == "−1.5"
    text = "From (-1, -.5) a mini-batch of 3-5 ends at -2, below x=-1e-06."
    assert minus(text) == "From (−1, −.5) a mini-batch of 3-5 ends at −2, below x=−1e−06."


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: Slider(1, 0, 0.5), "high must be above low, 1; got 0"),
        (lambda: Slider(0, 1, 2), r"value must be a number in \[0, 1\]; got 2"),
        (lambda: Slider(0, 1, float("nan")), "value .* got nan"),
        (lambda: Slider(0, float("inf"), 1), "high must be a finite number; got inf"),
        (lambda: Slider(0, 1, 0.5, step=0), "step .* got 0"),
        (lambda: Slider("a", 1, 0.5), "low must be a finite number; got 'a'"),
        (lambda: LogSlider(0, 1, 0.5), "low must be a number above 0; got 0"),
        (lambda: LogSlider(0.1, 1, 0.5, per_decade=0), "per_decade .* got 0"),
        (lambda: IntSlider(0, 5, 2.5), "value must be a whole number.* got 2.5"),
        (lambda: Steps(0, 5, 6), "value .* at most 5; got 6"),
        (lambda: Choice(["a"]), "options must be at least two"),
        (lambda: Choice(["a", "a"]), "options must be at least two, all different"),
        (lambda: Choice(["a", "b"], "c"), "value must be one of .* got 'c'"),
        (lambda: Switch(1), "value must be True or False; got 1"),
        (lambda: StartPoint(plt.figure().add_subplot(), 3.0), "value must be a pair"),
        (lambda: StartPoint(plt.figure().add_subplot(), (3, 0)), "value .* got 3"),
    ],
)
def test_settings_that_make_no_sense_are_named(make, named):
    with pytest.raises(ValueError, match=named):
        make()
    plt.close("all")


def test_stops_that_differ_are_written_differently():
    slider = Slider(1000, 1010, 1000, step=0.1)
    texts = [slider.text(stop) for stop in slider.stops]
    assert len(texts) == len(set(texts)) == 101
    assert texts[1] == "1000.1"
    assert Slider(0, 1, 0.25).text(0.25) == "0.25"


def test_small_numbers_have_powers_of_ten():
    slider = LogSlider(1e-6, 1e-3, 1e-5, unit="s")
    assert slider.text(slider.stops[0]) == "10⁻⁶ s"
    assert slider.text(4.64e-5) == "4.64·10⁻⁵ s"
    assert slider.text(4.64e-4) == "0.000464 s"
