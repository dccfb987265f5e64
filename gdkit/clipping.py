"""Gradient clipping: a gradient that is too large is cut down before it makes a step.

Both functions work on a number, an array of any shape and a `Vector` (or a pair, which becomes
one), and return a new gradient.  A coordinate that is NaN stays NaN: clipping hides no broken
gradient.

>>> from gdkit.clipping import clip_by_value
>>> clip_by_value((-7.0, 0.5), limit=2.0)
Vector(-2.0, 0.5)
"""

from gdkit.elementwise import as_floats, epsilon_of, is_real, norm
from gdkit.validation import positive
from gdkit.vector import Vector, as_point


def clip_by_value(gradient, limit):
    """Cut each coordinate to [−limit, limit].  The direction may change.  `limit` > 0."""
    limit = positive("limit", limit)
    gradient = _checked(gradient)
    if isinstance(gradient, Vector):
        return Vector(clip_by_value(gradient.x, limit), clip_by_value(gradient.y, limit))
    if hasattr(gradient, "clip"):
        return gradient.clip(-limit, limit)
    return limit if gradient > limit else -limit if gradient < -limit else gradient


def clip_by_norm(gradient, limit):
    r"""Shorten a gradient longer than `limit` to that length, keeping its direction.

    .. math:: g \leftarrow g \cdot \min(1, c / \lVert g \rVert_2)

    `limit` is c > 0.  What is clipped is shorter than c by a few roundings, so that it is within
    the limit whoever measures it.  A gradient with a coordinate that is NaN has no length and
    becomes NaN in all of them, as in PyTorch; next to an infinite one, all others become 0.
    Pascanu, Mikolov and Bengio (2013).
    """
    limit = positive("limit", limit)
    gradient = _checked(gradient)
    if not isinstance(gradient, Vector) and not hasattr(gradient, "clip"):
        return clip_by_value(gradient, limit)
    length = norm(gradient)
    if length <= limit:
        return gradient
    return gradient * (limit / length * (1 - 4 * epsilon_of(gradient)))


def _checked(gradient):
    if type(gradient) is float or type(gradient) is Vector:
        return gradient
    gradient = as_floats(as_point(gradient))
    if not is_real(gradient):
        raise ValueError(
            f"gradient must be a number, a pair, a Vector or an array without a mask; "
            f"got {gradient!r}"
        )
    return gradient
