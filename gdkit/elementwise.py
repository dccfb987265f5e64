"""Functions that mean the same on a number, a NumPy array and a `Vector`.

An array brings its own cosine (``__array_namespace__``, the Python array API
standard); a number takes the one of `math`.  So the same line of an algorithm runs in
a notebook and in a reader's browser.
"""

import math

from gdkit.validation import plain
from gdkit.vector import Vector, as_point


def _namespace(x):
    """The functions of an array's own library; None for a number or a `Vector`."""
    if type(x) is float or isinstance(x, Vector):
        return (
            None  # asked first: in a browser, looking for an attribute that is missing takes 20 µs
        )
    return x.__array_namespace__() if hasattr(x, "__array_namespace__") else None


def is_real(x):
    """Whether `x` is a real number, a `Vector` of two, or an array of them without a mask."""
    if isinstance(x, Vector):
        return is_real(x.x) and is_real(x.y)
    if isinstance(x, (float, int)):
        return True
    if hasattr(x, "dtype"):
        return getattr(x.dtype, "kind", "f") in "biufO" and not hasattr(x, "filled")
    return hasattr(x, "numerator")  # a fraction


def as_floats(x):
    """An array of whole numbers as one of floats, anything else as it is.

    The square of a whole number in an array may wrap around: 100000 ** 2 < 0 in 32 bits.
    """
    if isinstance(x, float) or not hasattr(x, "dtype"):
        return x
    return x * 1.0 if getattr(x.dtype, "kind", "f") in "biu" else x


def matching(gradient, theta):
    """Return `gradient` as the kind of thing that `theta` is, and whole numbers as floats.

    Where `theta` is a `Vector`, a pair or an array of two becomes one; where it is an array, so
    does a list.  Raises `ValueError` if the shapes differ, or if either is not made of real
    numbers.
    """
    kind = type(theta)
    if type(gradient) is kind:
        if kind is float or kind is Vector:
            return gradient
        dtype = getattr(gradient, "dtype", None)
        usual = getattr(dtype, "kind", "") == "f" and dtype is theta.dtype
        if usual and gradient.shape == theta.shape and not hasattr(theta, "filled"):
            return gradient
    shape = getattr(theta, "shape", ())
    found = as_point(gradient)
    if kind is Vector and getattr(found, "shape", None) == (2,):
        found = as_point(found.tolist())
    elif shape and isinstance(found, (list, tuple, Vector)):
        found = theta.__array_namespace__().asarray(gradient)
    found = as_floats(found)
    if not hasattr(theta, "dtype") and getattr(found, "shape", None) == ():
        found = plain(found)
    if not is_real(theta) or not is_real(found):
        raise ValueError(
            "theta and its gradient must each be a real number, a Vector or an array, without a "
            f"mask; got {theta!r} and {gradient!r}"
        )
    if (kind is Vector) != (type(found) is Vector) or getattr(found, "shape", ()) != shape:
        raise ValueError(f"gradient must have the shape of theta, {theta!r}; got {gradient!r}")
    if found is not gradient and shape and getattr(theta.dtype, "kind", "") == "f":
        found = found.astype(theta.dtype)  # whole numbers do not turn float32 into float64
    return found


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


def epsilon_of(x):
    """The relative spacing of the floats in `x`: 2⁻⁵² of doubles, 2⁻²³ in single precision."""
    arrays = _namespace(x)
    return float(arrays.finfo(x.dtype).eps) if arrays else 2.0**-52


def norm(x):
    """The Euclidean length, ‖x‖₂ = √(Σ xᵢ²), safe against overflow."""
    scale = largest(x)
    if not 0 < scale < math.inf:
        return scale
    ratio = x / scale
    squares = ratio * ratio
    if isinstance(squares, Vector):
        return scale * (squares.x + squares.y) ** 0.5
    return scale * (squares.sum() if hasattr(squares, "sum") else squares) ** 0.5


class _AsItIs:
    """A context that changes nothing; the one of `contextlib` is not at hand in a browser."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


def overflowing_quietly(x):
    """A context in which arrays like `x` overflow to infinity without a warning."""
    arrays = _namespace(x)
    return arrays.errstate(over="ignore", invalid="ignore") if arrays else _AsItIs()
