"""`descend`: follow a gradient downhill and keep every point on the way."""

from gdkit.elementwise import largest, overflowing_quietly
from gdkit.validation import require, whole
from gdkit.vector import Vector, as_point

#: A run with a coordinate beyond this, or not a number, has diverged.  Small enough that no
#: power in a landscape or a rule overflows before the run is stopped.
LIMIT = 1e10


class Descent:
    """What came of a run of `descend`.

    - `path`: every point, the start first; each finite.
    - `status`: "converged", "out of steps" or "diverged".
    - `reason`: a sentence with the criterion that ended the run and its number.
    """

    def __init__(self, path, status, reason):
        self.path = path
        self.status = status
        self.reason = reason

    @property
    def steps(self):
        """The number of steps taken: one less than there are points."""
        return len(self.path) - 1

    @property
    def end(self):
        """The last point of the path."""
        return self.path[-1]

    @property
    def converged(self):
        """Whether a tolerance was met."""
        return self.status == "converged"

    @property
    def diverged(self):
        """Whether the run blew up."""
        return self.status == "diverged"

    def __repr__(self):
        return f"<Descent: {self.status} after {self.steps} steps: {self.reason}>"


def descend(gradient, start, optimizer, steps, gradient_tolerance=None, step_tolerance=None):
    """Take up to `steps` steps of `optimizer` from `start` along ``gradient(theta)``.

    - `gradient`: a function from a point to the gradient there, of the same shape.
    - `start`: a number, a pair of numbers (the path is then of `Vector`), a `Vector`, or an
      array.  It is never changed.
    - `optimizer`: any rule of `gdkit.optimizers`.  It is reset first, so a second run is
      the same as the first.
    - `steps`: the most steps to take, a whole number.
    - `gradient_tolerance`: converged once the largest coordinate of the gradient is at
      most this in absolute value.
    - `step_tolerance`: converged once a step moves no coordinate by more than this.

    Returns a `Descent`.  A run that blows up is no error: it returns the path so far,
    marked as diverged.  Raises `ValueError` on a setting that makes no sense.

    >>> descend(lambda x: 2 * x, 1.0, GradientDescent(0.25), steps=3).path
    [1.0, 0.5, 0.25, 0.125]
    """
    theta = _checked_start(start)
    steps = whole("steps", steps)
    gradient_tolerance = _checked_tolerance("gradient_tolerance", gradient_tolerance)
    step_tolerance = _checked_tolerance("step_tolerance", step_tolerance)
    run = overflowing_quietly(theta, _run)  # single precision overflows even within the limit
    return run(gradient, theta, optimizer, steps, gradient_tolerance, step_tolerance)


def _run(gradient, theta, optimizer, steps, gradient_tolerance, step_tolerance):
    optimizer.reset()
    path = [theta]
    for _ in range(steps):
        try:
            g = _same_kind(gradient(theta), theta)
            if gradient_tolerance >= 0:
                slope = largest(g)
                if slope <= gradient_tolerance:
                    return Descent(path, "converged", _met("gradient", slope, gradient_tolerance))
            previous, theta = theta, optimizer.step(theta, g)
            size = largest(theta)
        except OverflowError:  # plain floats raise where arrays turn to infinity
            size = float("inf")
        if not size <= LIMIT:
            reason = f"a coordinate reached {float(size):.3g}, beyond {LIMIT:g}"
            return Descent(path, "diverged", reason)
        path.append(theta)
        if step_tolerance >= 0:
            move = largest(theta - previous)
            if move <= step_tolerance:
                return Descent(path, "converged", _met("step", move, step_tolerance))
    return Descent(path, "out of steps", f"{steps} steps taken")


def _met(what, size, tolerance):
    # Python 3.11 cannot format a Fraction.
    return f"{what} {float(size):.3g} ≤ tolerance {float(tolerance):g}"


def _checked_start(start):
    theta = as_point(start)
    if not isinstance(theta, (float, Vector)) and hasattr(theta, "copy"):
        theta = theta.copy()  # an array that its owner changes later must not change the path
    try:
        size = largest(theta)
        usable = size <= LIMIT
    except (TypeError, ValueError):
        usable = False
    if not usable:
        raise ValueError(
            f"start must be a number, a pair or a non-empty array, with every coordinate "
            f"within ±{LIMIT:g}; got {start!r}"
        )
    return theta


def _checked_tolerance(name, tolerance):
    """No tolerance becomes −1, which no size falls below."""
    if tolerance is None:
        return -1
    return require(lambda x: x >= 0, name, tolerance, "None or a number, at least 0")


def _same_kind(g, theta):
    """The gradient as a `Vector` where `theta` is one; an error if the shapes differ."""
    if isinstance(theta, Vector):
        if not isinstance(g, Vector):
            g = as_point(g)
        matches = isinstance(g, Vector)
    else:
        matches = getattr(g, "shape", ()) == getattr(theta, "shape", ())
    if not matches:
        raise ValueError(f"gradient must have the shape of start, {theta!r}; it returned {g!r}")
    return g
