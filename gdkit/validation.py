"""Checks of what a user typed: each error names the setting, its value and what is accepted."""

import math


def plain(value):
    """Return a NumPy scalar as the plain number it holds, and what has no `item` as it is.

    Otherwise a float64 learning rate would silently turn float32 parameters into float64.
    Raises `ValueError` on an array with axes, on dates, and on masked and complex numbers.
    """
    if type(value) in (float, int) or not hasattr(value, "item"):
        return value
    if value.shape != () or getattr(value.dtype, "kind", "f") not in "biuf":
        raise ValueError(f"got {value!r} in place of a real number")
    if hasattr(value, "filled"):
        raise ValueError(f"got {value!r}, a masked number")
    return value.item()


def require(holds, name, value, wanted):
    """Raise `ValueError` "`name` must be `wanted`; got `value`" unless `holds(value)`.

    Returns the value, a NumPy scalar as the plain number it holds.
    """
    try:
        number = plain(value)
        if holds(number):
            return number
    except (TypeError, ValueError, OverflowError):  # a text, None, an array, a whole infinity
        pass
    raise ValueError(f"{name} must be {wanted}; got {value!r}")


def positive(name, value):
    """Check a finite number above 0."""
    return require(lambda x: 0 < x < math.inf, name, value, "a number above 0")


def non_negative(name, value):
    """Check a finite number, at least 0."""
    return require(lambda x: 0 <= x < math.inf, name, value, "a number, at least 0")


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
