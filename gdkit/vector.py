"""A point of the plane that adds and scales like a NumPy array, without NumPy.

Experiments also run in the reader's browser, where there is no NumPy.  A point is a
`Vector` there.  All arithmetic is coordinate by coordinate, as in NumPy.
"""

from gdkit.validation import plain


class Vector:
    """The point (x, y).

    ``Vector(1, 2) * Vector(3, 4) == Vector(3, 8)``; a number acts on both
    coordinates.  A `Vector` is never changed: arithmetic returns a new one.

    >>> from gdkit.vector import Vector
    >>> Vector(3.0, 1.0) - 0.5 * Vector(2.0, 4.0)
    Vector(2.0, -1.0)
    """

    __slots__ = ("x", "y")
    __array_priority__ = 1.0  # NumPy leaves `number * vector` to us: the result is a Vector

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"Vector({self.x!r}, {self.y!r})"

    # A sequence of two coordinates: `x, y = point`, `point[0]`, `numpy.array(path)`.
    def __len__(self):
        return 2

    def __iter__(self):
        return iter((self.x, self.y))  # in a browser, a generator takes ten times as long

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __eq__(self, other):
        return isinstance(other, Vector) and self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))

    def __add__(self, other):
        if isinstance(other, Vector):
            return Vector(self.x + other.x, self.y + other.y)
        if isinstance(other, float):
            return Vector(self.x + other, self.y + other)
        return self + _operand(other)

    def __sub__(self, other):
        if isinstance(other, Vector):
            return Vector(self.x - other.x, self.y - other.y)
        if isinstance(other, float):
            return Vector(self.x - other, self.y - other)
        return self - _operand(other)

    def __mul__(self, other):
        if isinstance(other, Vector):
            return Vector(self.x * other.x, self.y * other.y)
        if isinstance(other, float):
            return Vector(self.x * other, self.y * other)
        return self * _operand(other)

    def __truediv__(self, other):
        if isinstance(other, Vector):
            return Vector(self.x / other.x, self.y / other.y)
        if isinstance(other, float):
            return Vector(self.x / other, self.y / other)
        return self / _operand(other)

    def __radd__(self, other):
        if isinstance(other, float):
            return Vector(other + self.x, other + self.y)
        return _operand(other) + self

    def __rsub__(self, other):
        if isinstance(other, float):
            return Vector(other - self.x, other - self.y)
        return _operand(other) - self

    def __rmul__(self, other):
        if isinstance(other, float):
            return Vector(other * self.x, other * self.y)
        return _operand(other) * self

    def __rtruediv__(self, other):
        if isinstance(other, float):
            return Vector(other / self.x, other / self.y)
        return _operand(other) / self

    def __rmatmul__(self, matrix):
        return matrix @ matrix.__array_namespace__().asarray([self.x, self.y])

    def __pow__(self, exponent):
        return Vector(self.x**exponent, self.y**exponent)

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __abs__(self):
        return Vector(abs(self.x), abs(self.y))


def _operand(other):
    """What acts on a `Vector`, a number on both coordinates, as a `Vector`."""
    if getattr(other, "shape", None) == (2,):
        return Vector(*other.tolist())
    number = plain(other)
    return Vector(number, number)


def as_point(value):
    """Return a pair of numbers (tuple or list) as a `Vector`, anything else as it is.

    What NumPy returns for a number becomes that number, in a pair, too.
    """
    if type(value) is float or isinstance(value, Vector):
        return value
    if isinstance(value, (tuple, list)) and len(value) == 2:
        return Vector(plain(value[0]), plain(value[1]))
    scalar = getattr(value, "shape", None) == () and not hasattr(value, "__setitem__")
    return plain(value) if scalar else value


def like(point, x, y):
    """Return the coordinates (x, y) as the kind of thing that `point` is.

    A NumPy array gives an array of the same dtype, whose first axis is the
    coordinate; a pair or a `Vector` gives a `Vector`.
    """
    if isinstance(point, (Vector, tuple, list)):
        return Vector(x, y)
    return point.__array_namespace__().asarray([x, y])
