"""Gradient clipping: a gradient that is too large is cut down before it makes a step.

Both functions work on a number, an array of any shape and a `Vector`, and return a new
gradient.  A coordinate that is NaN stays NaN: clipping hides no broken gradient.
"""

from gdkit.elementwise import norm
from gdkit.validation import positive
from gdkit.vector import Vector


def clip_by_value(gradient, limit):
    """Cut each coordinate to [−limit, limit].  The direction may change.  `limit` > 0."""
    limit = positive("limit", limit)
    if isinstance(gradient, Vector):
        return Vector(clip_by_value(gradient.x, limit), clip_by_value(gradient.y, limit))
    if hasattr(gradient, "clip"):
        return gradient.clip(-limit, limit)
    return limit if gradient > limit else -limit if gradient < -limit else gradient


def clip_by_norm(gradient, limit):
    r"""Shorten a gradient longer than `limit` to that length, keeping its direction.

    .. math:: g \leftarrow g \cdot \min(1, c / \lVert g \rVert_2)

    `limit` is c > 0.  Pascanu, Mikolov and Bengio (2013).
    """
    limit = positive("limit", limit)
    length = norm(gradient)
    return gradient * (limit / length) if length > limit else gradient
