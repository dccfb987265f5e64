"""Checks of what an author typed: each error names the setting, its value and what is accepted."""

import math


def require(holds, name, value, wanted):
    """Return `value`, a NumPy number as a plain one, if `holds(value)`.

    Raises `ValueError` "`name` must be `wanted`; got `value`" if not.
    """
    plain = value.item() if type(value).__module__ == "numpy" and value.ndim == 0 else value
    try:
        if holds(plain):
            return plain
    except (TypeError, ValueError, OverflowError):  # a text, None, an array
        pass
    raise ValueError(f"{name} must be {wanted}; got {value!r}")


def whole(name, value, at_least=0, at_most=math.inf):
    """Return a whole number between two bounds, both included, as an `int`."""
    upper = "" if at_most == math.inf else f" and at most {at_most}"
    number = require(
        lambda x: x == int(x) and at_least <= x <= at_most and not isinstance(x, (bool, str)),
        name,
        value,
        f"a whole number, at least {at_least}{upper}",
    )
    return int(number)
