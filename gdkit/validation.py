"""Checks of what a user typed: each error names the setting, its value and what would do."""

import math


def require(holds, name, value, wanted):
    """Raise `ValueError` "`name` must be `wanted`; got `value`" unless `holds(value)`.

    Returns the value, a NumPy scalar as the plain number it holds: otherwise a float64
    learning rate would silently turn float32 parameters into float64.
    """
    try:
        scalar = type(value) not in (int, float) and hasattr(value, "item")
        plain = value.item() if scalar else value
        if holds(plain):
            return plain
    except (TypeError, ValueError, OverflowError):  # a text, None, an array, a whole infinity
        pass
    raise ValueError(f"{name} must be {wanted}; got {value!r}")


def positive(name, value):
    """Check a finite number above 0."""
    return require(lambda x: 0 < x < math.inf, name, value, "a number above 0")


def decay_rate(name, value):
    """Check a number in [0, 1), such as a momentum."""
    return require(lambda x: 0 <= x < 1, name, value, "a number in [0, 1)")


def whole(name, value, at_least=0, at_most=math.inf):
    """Check a whole number between two bounds, both included."""
    upper = "" if at_most == math.inf else f" and at most {at_most}"
    number = require(
        lambda x: x == int(x) and at_least <= x <= at_most and not isinstance(x, (bool, str)),
        name,
        value,
        f"a whole number, at least {at_least}{upper}",
    )
    return int(number)  # `range` takes no 2.0
