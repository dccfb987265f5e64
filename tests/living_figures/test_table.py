"""A tabulated experiment ships its results at every stop, and no more than a page can bear."""

import matplotlib.pyplot as plt
import pytest

from living_figures import Choice, Experiment, Guess, IntSlider, Slider, StartPoint, Switch
from living_figures.table import all_settings, table


def make(points=1, **controls):
    figure, ax = plt.subplots()
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.plot([], [], gid="line")
    controls = {name: make_control(ax) for name, make_control in controls.items()}

    def update(k):
        return {"line": [(i, (i * 7919 + k * 104729) % 99991 / 3) for i in range(points)]}

    # Experiment reads the names of the parameters.
    exec(f"def named({', '.join(controls)}): return update(k)", scope := {"update": update})
    return Experiment(
        figure,
        scope["named"],
        caption=lambda k: f"k is {k}, from -1.",
        goals=lambda k: {"two": k == 2},
        alt="a line",
        tabulated=True,
        **controls,
    )


def test_every_combination_is_there_the_last_control_fastest():
    e = make(
        k=lambda _: IntSlider(1, 2, 1), kind=lambda _: Choice(["a", "b"]), on=lambda _: Switch()
    )
    assert [tuple(s.values()) for s in all_settings(e.controls)] == [
        (1, "a", False), (1, "a", True), (1, "b", False), (1, "b", True),
        (2, "a", False), (2, "a", True), (2, "b", False), (2, "b", True),
    ]  # fmt: skip
    results = table(e)
    assert [r["goals"]["two"] for r in results] == [False] * 4 + [True] * 4


def test_a_point_counts_its_grid_y_fastest():
    e = make(k=lambda _: IntSlider(1, 2, 1), start=lambda ax: StartPoint(ax, (0.5, 0.5)))
    points = [s["start"] for s in all_settings(e.controls)]
    assert points[:2] == [(0.0, 0.0), (0.0, 0.01)]
    assert len(points) == 2 * 101 * 101


def test_numbers_keep_five_digits_and_broken_ones_become_none():
    e = make(k=lambda _: IntSlider(1, 2, 1))
    e.update = lambda k: {"line": [(1 / 3, float("inf")), (123456789, float("nan"))]}
    assert table(e)[0]["data"]["line"] == [[0.33333, None], [123460000.0, None]]


def test_what_is_said_is_written_as_a_reader_sees_it():
    figure, ax = plt.subplots()
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.plot([], [], gid="line")
    e = Experiment(
        figure,
        lambda k: {"line": [], "end": -k / 3},
        caption=lambda k: f"k is {k}, from -1.",
        guess=Guess("Where does it end?", Slider(-1, 1, 0, unit="m")),
        outcome=lambda end: end,
        alt="a line",
        tabulated=True,
        k=IntSlider(1, 2, 1),
    )
    first, second = table(e)
    assert first == {
        "data": {"line": []}, "caption": "k is 1, from −1.", "goals": {}, "outcome": "−0.3333 m",
    }  # fmt: skip
    assert second["outcome"] == "−0.6667 m"


def test_the_author_is_told_the_size(capsys):
    table(make(k=lambda _: IntSlider(1, 5, 1)))
    assert "tabulated 5 settings: 0 of 150 kB" in capsys.readouterr().err


def test_the_author_is_stopped_over_the_limit():
    e = make(points=2000, k=lambda _: IntSlider(1, 40, 1))
    with pytest.raises(ValueError, match=r"may take 150 kB.*40 settings take \d+ kB"):
        table(e)
