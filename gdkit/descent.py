"""`descend`: follow a gradient downhill and keep every point on the way."""

from gdkit.elementwise import as_floats, is_real, largest, matching, overflowing_quietly
from gdkit.validation import non_negative, require, whole
from gdkit.vector import Vector, as_point

#: A coordinate beyond this, and beyond `FAR` times the start, is suspected of divergence.  Small
#: enough that no power in a landscape or a rule overflows before the run is stopped.
LIMIT = 1e10
FAR = 1e6

#: There, the run has diverged if the gradient (or, in training, the loss) is this many times what
#: it was at the start.  If it is not, the minimum itself is far away, and the run may get there.
GROWTH = 1e3

#: The farthest start.  `FAR` times it is still a number in single precision.
FARTHEST = 1e30

IN_PLACE = (
    "step must return a new Vector; it returned theta itself.  "
    "Write theta = theta - …, which leaves the points of the path as they were"
)


class Descent:
    """The result of a run of `descend`.

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
    marked as diverged.  It has blown up once a coordinate is infinite or not a number, or once
    it is beyond 1e10 and 1e6 times the start while the gradient is 1000 times that at the start.
    Raises `ValueError` on an invalid setting, or a gradient of another shape than `start`.

    >>> from gdkit.descent import descend
    >>> from gdkit.optimizers import GradientDescent
    >>> descend(lambda x: 2 * x, 1.0, GradientDescent(0.25), steps=3).path
    [1.0, 0.5, 0.25, 0.125]
    """
    theta = _checked_start(start)
    require(
        lambda o: hasattr(o, "step") and not isinstance(o, type),
        "optimizer",
        optimizer,
        "an optimizer, such as Adam(0.01)",
    )
    steps = whole("steps", steps)
    if gradient_tolerance is not None:
        gradient_tolerance = non_negative("gradient_tolerance", gradient_tolerance)
    if step_tolerance is not None:
        step_tolerance = non_negative("step_tolerance", step_tolerance)
    with overflowing_quietly(theta):  # single precision overflows even within the limit
        return _run(gradient, theta, optimizer, steps, gradient_tolerance, step_tolerance)


def _run(gradient, theta, optimizer, steps, gradient_tolerance, step_tolerance):
    optimizer.reset()
    limit = max(LIMIT, FAR * largest(theta))
    path = [_kept(theta)]
    # Most runs in pages have points of one of these kinds, and every call is felt there.
    kind = Vector if isinstance(theta, Vector) else float if isinstance(theta, float) else None
    array = kind is None and hasattr(theta, "dtype")
    for _ in range(steps):
        try:
            g = gradient(theta)
            if not (isinstance(g, Vector) if kind is Vector else type(g) is kind):
                g = matching(g, theta)
            if gradient_tolerance is not None:
                slope = largest(g)
                if slope <= gradient_tolerance:
                    return Descent(path, "converged", _met("gradient", slope, gradient_tolerance))
            previous, theta = theta, optimizer.step(theta, g)
            if kind is Vector:
                if theta is previous:
                    raise ValueError(IN_PLACE)
            elif not array and type(theta) is not float:
                theta = as_point(theta)
            size = largest(theta)
            diverged = not size <= limit and _growing(gradient, path[0], theta)
        except OverflowError:  # plain floats raise where arrays turn to infinity
            size, diverged = float("inf"), True
        if diverged:
            reason = f"a coordinate reached {float(size):.3g}, beyond {limit:g}"
            return Descent(path, "diverged", reason)
        path.append(theta if kind else _kept(theta))
        if step_tolerance is not None:
            move = largest(path[-1] - path[-2])
            if move <= step_tolerance:
                return Descent(path, "converged", _met("step", move, step_tolerance))
    return Descent(path, "out of steps", f"{steps} steps taken")


def _kept(theta):
    """The point as the path keeps it: an array that a rule changes in place must not change it."""
    if isinstance(theta, (float, Vector)) or not hasattr(theta, "copy"):
        return theta
    return theta.copy()


def _growing(gradient, start, theta):
    """Whether the gradient at `theta`, far out, is much larger than at the start."""
    if not largest(theta) < float("inf"):
        return True
    first, now = (largest(matching(gradient(_kept(point)), point)) for point in (start, theta))
    return not now <= GROWTH * first


def _met(what, size, tolerance):
    # Python 3.11 cannot format a Fraction.
    return f"{what} {float(size):.3g} ≤ tolerance {float(tolerance):g}"


def _checked_start(start):
    try:
        theta = as_floats(as_point(start))
        usable = is_real(theta) and largest(theta) <= FARTHEST
    except (TypeError, ValueError):
        usable = False
    if not usable:
        raise ValueError(
            f"start must be a number, a pair or a non-empty array without a mask, with every "
            f"coordinate within ±{FARTHEST:g}; got {start!r}"
        )
    return _kept(theta)  # its owner may change it later
