r"""Loss landscapes: functions of one or two parameters with their gradient and minima.

A landscape is called like the function it is; ``landscape.gradient(theta)`` is its
gradient, ready for `gdkit.descent.descend`.

>>> from gdkit.landscapes import rosenbrock
>>> rosenbrock((-1.2, 1.0))
24.199999999999996
>>> rosenbrock.gradient((1.0, 1.0))
Vector(-0.0, 0.0)
"""

import math

from gdkit.elementwise import as_floats, cos, exp, sin
from gdkit.validation import positive, require
from gdkit.vector import Vector, like


class Landscape:
    """A function to descend, and what a figure or a test needs to know about it.

    - `name`: for titles and legends.
    - `minima`: known local minima, the lowest first; empty if there is none.
    - `window`: the part worth drawing, a pair (low, high) for each parameter.
    - `start`: a good place to start from.
    - `dimension`: 1 or 2, the number of parameters.

    `made_by` is a pair, the function that returned the landscape and its arguments, by which it is
    pickled; without it, `value` and `gradient` must be functions that can be pickled.
    """

    def __init__(self, name, value, gradient, minima, window, start, made_by=None):
        self.name = name
        self._value = value
        self._gradient = gradient
        self.minima = minima
        self.window = window
        self.start = start
        self.dimension = len(window)
        self._made_by = made_by or (
            type(self),
            (name, value, gradient, minima, window, start),
        )

    def __reduce__(self):
        """Pickled as its name in this module, or as the call that makes it again.

        Its functions may be lambdas, which cannot be pickled.
        """
        names = [name for name, value in globals().items() if value is self]
        return names[0] if names else self._made_by

    def __repr__(self):
        return f"<{type(self).__name__} {self.name}>"

    @property
    def minimum(self):
        """The lowest value, at ``minima[0]``; minus infinity if there is no minimum."""
        return self(self.minima[0]) if len(self.minima) else -math.inf


class Curve(Landscape):
    """A landscape of one parameter: a number, or an array of any shape, element by element."""

    def __call__(self, theta):
        """The value at `theta`, of the same shape."""
        return self._value(as_floats(theta))

    def gradient(self, theta):
        """The derivative at `theta`, of the same shape."""
        return self._gradient(as_floats(theta))


class Surface(Landscape):
    """A landscape of two parameters: a pair, a `Vector`, or an array with first axis 2.

    An array of shape (2, …) is a whole grid of points at once.
    """

    def __call__(self, theta):
        """The value at `theta` = (x, y)."""
        if isinstance(theta, Vector):  # the short way first: a browser is slow
            return self._value(theta.x, theta.y)
        return self._value(*self._coordinates(theta))

    def gradient(self, theta):
        """The gradient at `theta`: an array for an array, otherwise a `Vector`."""
        if isinstance(theta, Vector):
            slope_x, slope_y = self._gradient(theta.x, theta.y)
            return Vector(slope_x, slope_y)
        return like(theta, *self._gradient(*self._coordinates(theta)))

    def _coordinates(self, theta):
        try:
            x, y = theta
        except (TypeError, ValueError):
            raise ValueError(f"{self.name} takes a pair (x, y); got {theta!r}") from None
        if isinstance(x, float) and isinstance(y, float):
            return x, y
        return as_floats(x), as_floats(y)


def parabola(curvature=1.0):
    r"""The parabola :math:`\tfrac12 \lambda x^2`, `curvature` λ > 0.

    Its derivative is λx, its minimum 0 at 0.  Gradient descent gives
    :math:`x_k = (1 - \alpha\lambda)^k x_0` exactly.
    """
    curvature = positive("curvature", curvature)
    return Curve(
        "parabola",
        lambda x: curvature * x * x / 2,
        lambda x: curvature * x,
        minima=[0.0],
        window=((-4.0, 4.0),),
        start=3.0,
        made_by=(parabola, (curvature,)),
    )


def quadratic(condition_number=10.0):
    r"""The bowl :math:`\tfrac12 (x^2 + \kappa y^2)`, `condition_number` κ ≥ 1.

    The eigenvalues of its Hessian are 1 and κ; its minimum is 0 at the origin.
    """
    kappa = require(
        lambda k: 1 <= k < math.inf, "condition_number", condition_number, "a number, at least 1"
    )
    return Surface(
        f"quadratic, κ = {float(kappa):g}",
        lambda x, y: (x * x + kappa * y * y) / 2,
        lambda x, y: (x, kappa * y),
        minima=[(0.0, 0.0)],
        window=((-4.0, 4.0), (-2.5, 2.5)),
        start=(-3.5, 1.5),
        made_by=(quadratic, (kappa,)),
    )


#: Two wells: :math:`x^4 - \tfrac13 x^3 - 2x^2 + x + \tfrac53`, with the global minimum 0
#: at −1, a local minimum 4/3 at 1, and the hilltop between them at 1/4.
double_well = Curve(
    "double well",
    lambda x: (3 * x**4 - x**3 - 6 * x**2 + 3 * x + 5) / 3,
    lambda x: (x + 1) * (x - 1) * (4 * x - 1),
    minima=[-1.0, 1.0],
    window=((-1.9, 1.9),),
    start=1.7,
)

#: A plateau around a hole: :math:`1 - e^{-x^2/2}`.  The minimum is 0 at 0; far from it the
#: derivative :math:`x e^{-x^2/2}` vanishes.
plateau = Curve(
    "plateau",
    lambda x: 1 - exp(-x * x / 2),
    lambda x: x * exp(-x * x / 2),
    minima=[0.0],
    window=((-5.0, 5.0),),
    start=3.0,
)

#: The saddle :math:`\tfrac12 (x^2 - y^2)`, with no minimum: along y it falls forever.
saddle = Surface(
    "saddle",
    lambda x, y: (x * x - y * y) / 2,
    lambda x, y: (x, -y),
    minima=[],
    window=((-2.0, 2.0), (-2.0, 2.0)),
    start=(-1.5, 0.001),
)

#: Rosenbrock's curved valley :math:`(1 - x)^2 + 100 (y - x^2)^2`, with the minimum 0 at
#: (1, 1), where its condition number is 2508.  Rosenbrock (1960).
rosenbrock = Surface(
    "Rosenbrock",
    lambda x, y: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    lambda x, y: (-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
    minima=[(1.0, 1.0)],
    window=((-2.0, 2.0), (-1.0, 3.0)),
    start=(-1.2, 1.0),
)


def _beale_terms(x, y):
    return 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3


def _beale_gradient(x, y):
    a, b, c = _beale_terms(x, y)
    return (
        2 * a * (y - 1) + 2 * b * (y**2 - 1) + 2 * c * (y**3 - 1),
        2 * a * x + 4 * b * x * y + 6 * c * x * y**2,
    )


#: Beale's function, flat with steep corners, the sum of :math:`(1.5 - x + xy)^2`,
#: :math:`(2.25 - x + xy^2)^2` and :math:`(2.625 - x + xy^3)^2`, with the minimum 0 at (3, 1/2).
#: Beale (1958).
beale = Surface(
    "Beale",
    lambda x, y: sum(term**2 for term in _beale_terms(x, y)),
    _beale_gradient,
    minima=[(3.0, 0.5)],
    window=((-4.5, 4.5), (-4.5, 4.5)),
    start=(1.0, 1.5),
)

#: Himmelblau's function :math:`(x^2 + y - 11)^2 + (x + y^2 - 7)^2`, with four minima, all 0.
#: Himmelblau (1972).
himmelblau = Surface(
    "Himmelblau",
    lambda x, y: (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
    lambda x, y: (
        4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
        2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
    ),
    minima=[
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.283185991286170),
        (3.584428340330492, -1.848126526964404),
    ],
    window=((-5.0, 5.0), (-5.0, 5.0)),
    start=(-0.5, -1.0),
)


def _rastrigin_term(x):
    return 10 + x * x - 10 * cos(2 * math.pi * x)


def _rastrigin_slope(x):
    return 2 * x + 20 * math.pi * sin(2 * math.pi * x)


#: Rastrigin's egg box :math:`20 + x^2 - 10\cos 2\pi x + y^2 - 10\cos 2\pi y`: the global
#: minimum 0 at the origin, a local one near every other pair of whole numbers around it.
#: Rastrigin (1974).
rastrigin = Surface(
    "Rastrigin",
    lambda x, y: _rastrigin_term(x) + _rastrigin_term(y),
    lambda x, y: (_rastrigin_slope(x), _rastrigin_slope(y)),
    minima=[(0.0, 0.0)],
    window=((-3.0, 3.0), (-3.0, 3.0)),
    start=(2.3, -1.7),
)
