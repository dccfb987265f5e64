"""The controls of an experiment: what a reader may set, and every stop it may be set to.

A control with stops takes only those values, in a notebook and on a page alike, so the
number that a reader sees is exactly the number that ``update`` gets.
"""

import math

from living_figures.validation import require, whole
from living_figures.words import in_words


def _finite(name, value):
    return require(math.isfinite, name, value, "a finite number")


def _interval(low, high):
    low, high = _finite("low", low), _finite("high", high)
    return low, require(lambda h: h > low, "high", high, f"above low, {low!r}")


def _within(low, high, value):
    return require(lambda v: low <= v <= high, "value", value, f"a number in [{low}, {high}]")


def _tidy(x, size):
    """The number with the rounding dust of a sum about as large as `size` removed:
    0.1 + 0.2 becomes 0.3, and 1 - 20 * 0.05 becomes 0.
    """
    return float(f"{x:.12g}") if abs(x) > 1e-12 * size else 0.0


def _stops(grid, low, value, high):
    """The grid between `low` and `high`, with these and `value` among it to the last digit."""
    exact = {float(low), float(value), float(high)}
    near = 1e-9 * (high - low)
    inside = {x for x in grid if low < x < high and all(abs(x - e) > near for e in exact)}
    return sorted(exact | inside)


def _digits(stops):
    """How many digits tell the stops apart: four or more."""
    numbers = [stop for stop in stops or () if isinstance(stop, float)]
    enough = (d for d in range(4, 17) if len({f"{x:.{d}g}" for x in numbers}) == len(numbers))
    return next(enough, 17)


class Control:
    """What the controls share.

    - `value`: the first setting.
    - `stops`: all settings, in order; the first setting is one of them.
    - `label`: what the reader sees beside it; by default the parameter's name in words.
    - `unit`: shown after the value.
    """

    def __init__(self, value, stops, label=None, unit=""):
        self.value = value
        self.stops = stops
        self.label = label
        self.unit = unit
        self.digits = _digits(stops)

    def all_values(self):
        """Every setting, in order."""
        return list(self.stops)

    def text(self, value):
        """The setting as the reader sees it, with its unit."""
        return in_words(value, self.unit, self.digits)


class Slider(Control):
    """A number from `low` to `high`; by default in a hundred steps of equal size."""

    def __init__(self, low, high, value, step=None, label=None, unit=""):
        low, high = _interval(low, high)
        value = _within(low, high, value)
        step = (high - low) / 100 if step is None else step
        step = require(lambda s: 0 < s <= high - low, "step", step, f"in (0, {high - low:g}]")
        count = math.floor((high - low) / step) + 1
        grid = [_tidy(low + i * step, high - low) for i in range(count)]
        super().__init__(float(value), _stops(grid, low, value, high), label, unit)


class LogSlider(Control):
    """A number from `low` > 0 to `high`, in steps of equal ratio, `per_decade` to a factor of 10.

    The stops are rounded to three digits, so that a reader can type what is shown.
    """

    def __init__(self, low, high, value, per_decade=20, label=None, unit=""):
        low, high = _interval(low, high)
        low = require(lambda x: x > 0, "low", low, "a number above 0")
        value = _within(low, high, value)
        per_decade = whole("per_decade", per_decade, at_least=1)
        count = math.floor(per_decade * math.log10(high / low) + 1e-9) + 1
        grid = [float(f"{low * 10 ** (i / per_decade):.3g}") for i in range(count)]
        super().__init__(float(value), _stops(grid, low, value, high), label, unit)


class IntSlider(Control):
    """A whole number from `low` to `high`."""

    def __init__(self, low, high, value, label=None, unit=""):
        low, high = whole("low", low, -math.inf), whole("high", high, -math.inf)
        low, high = _interval(low, high)
        value = whole("value", value, at_least=low, at_most=high)
        super().__init__(int(value), list(range(int(low), int(high) + 1)), label, unit)


class Steps(IntSlider):
    """A number of steps, with buttons to play, pause and step through them."""


class Choice(Control):
    """One of several texts, numbers, True, False or None."""

    def __init__(self, options, value=None, label=None):
        options = list(options)
        require(
            lambda o: len(set(o)) == len(o) >= 2, "options", options, "at least two, all different"
        )
        value = options[0] if value is None else value
        require(lambda v: v in options, "value", value, f"one of {options}")
        super().__init__(value, options, label)


class Switch(Control):
    """On or off."""

    def __init__(self, value=False, label=None):
        require(lambda v: isinstance(v, bool), "value", value, "True or False")
        super().__init__(value, [False, True], label)


class StartPoint(Control):
    """A point of the plane of `ax`, within its limits: ``update`` gets a pair (x, y).

    It is set by two sliders, `x` and `y`; on a page, by dragging it on the picture as well.
    """

    def __init__(self, ax, value, label=None):
        x, y = require(lambda v: len(v) == 2, "value", value, "a pair (x, y)")
        self.ax = ax
        self.x = Slider(*ax.get_xlim(), x)
        self.y = Slider(*ax.get_ylim(), y)
        super().__init__((self.x.value, self.y.value), None, label)

    def all_values(self):
        """Every point of the grid, y changing fastest."""
        return [(x, y) for x in self.x.stops for y in self.y.stops]
