"""Functions that mean the same on a number, a NumPy array and a `Vector`.

An array brings its own cosine (``__array_namespace__``, the Python array API
standard); a number takes the one of `math`.  So the same line of an algorithm runs in
a notebook and in a reader's browser.
"""

import math

from gdkit.vector import Vector


def _namespace(x):
    """The functions of an array's own library; None for a number or a `Vector`."""
    if type(x) is float or isinstance(x, Vector):
        return None  # told apart first: an attribute that is not there costs a browser 20 µs
    return x.__array_namespace__() if hasattr(x, "__array_namespace__") else None


def _apply(name, x):
    return getattr(_namespace(x) or math, name)(x)


def cos(x):
    """Cosine of a number or, element by element, of an array; `x` in radians."""
    return _apply("cos", x)


def sin(x):
    """Sine of a number or, element by element, of an array; `x` in radians."""
    return _apply("sin", x)


def exp(x):
    """Exponential of a number or, element by element, of an array."""
    return _apply("exp", x)


def maximum(a, b):
    """The larger of `a` and `b`, coordinate by coordinate."""
    if isinstance(b, Vector):
        a_x, a_y = a if isinstance(a, Vector) else (a, a)
        return Vector(max(a_x, b.x), max(a_y, b.y))
    arrays = _namespace(b)
    return arrays.maximum(a, b) if arrays else max(a, b)


def largest(x):
    """The largest absolute coordinate, ‖x‖∞: a number, NaN if a coordinate is."""
    if isinstance(x, Vector):
        a = abs(x.x)
        b = abs(x.y)
        return a if a > b or a != a else b
    if type(x) is float:
        return abs(x)
    size = abs(x)
    return size.max() if hasattr(size, "max") else size


def norm(x):
    """The Euclidean length, ‖x‖₂ = √(Σ xᵢ²), safe against overflow."""
    scale = largest(x)
    if not 0 < scale < math.inf:
        return scale
    ratio = x / scale
    squares = ratio * ratio
    return scale * (squares.sum() if hasattr(squares, "sum") else sum(as_tuple(squares))) ** 0.5


def overflowing_quietly(x, function):
    """`function`, in which arrays like `x` overflow to infinity without a warning."""
    arrays = _namespace(x)
    return arrays.errstate(over="ignore", invalid="ignore")(function) if arrays else function


def as_tuple(x):
    """The coordinates of a `Vector`, or of a number, as a tuple."""
    return tuple(x) if isinstance(x, Vector) else (x,)
