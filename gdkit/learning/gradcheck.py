r"""The gradient check: is a gradient the derivative of its loss?

Compares it with the centred difference, coordinate by coordinate:

.. math:: g_i \approx \frac{L(\theta + h e_i) - L(\theta - h e_i)}{2h}

>>> from gdkit.learning.gradcheck import check_gradient
>>> check_gradient(lambda x: (x**4).sum(), lambda x: 4 * x**3, [1.0, 2.0]).verdict
'good'
"""

import numpy as np

from gdkit.learning.arrays import as_numbers
from gdkit.validation import positive

#: The largest relative error for each verdict, after the notes of Stanford's CS231n.
VERDICTS = {"good": 1e-7, "acceptable at kinks": 1e-4, "suspicious": 1e-2, "wrong": np.inf}

#: The step h for losses in double and in single precision: about the third root of their rounding.
STEP, SINGLE_STEP = 1e-5, 5e-3

#: Parameters beyond this are moved by as much more.
LARGE = 1000.0


class GradientCheck:
    """The result of `check_gradient`.

    - `numerical`, `analytic`: the two gradients, of the shape of theta.
    - `relative_errors`: how far they are apart in each coordinate, ``|n − a| / max(|n|, |a|)``.
    - `relative_error`: the largest of these.
    - `rounding`: the largest error that rounding alone can explain, relative to the largest
      coordinate of the gradient.
    - `verdict`: "good" (up to 1e-7), "acceptable at kinks" (up to 1e-4: fine where the loss
      has kinks, as with ReLU or the hinge), "suspicious" (up to 1e-2) or "wrong"; "undecided"
      where nothing is found, but rounding could hide an error of more than 1e-2.
    """

    def __init__(self, numerical, analytic, relative_errors, rounding=0.0):
        self.numerical = numerical
        self.analytic = analytic
        self.relative_errors = relative_errors
        self.relative_error = float(relative_errors.max())
        self.rounding = float(rounding)
        within = [verdict for verdict, bound in VERDICTS.items() if self.relative_error <= bound]
        self.verdict = within[0] if within else "wrong"  # a NaN is within nothing
        if self.verdict == "good" and self.rounding > VERDICTS["suspicious"]:
            self.verdict = "undecided"

    def __repr__(self):
        if self.verdict == "undecided":
            return (
                f"<GradientCheck: undecided, as rounding may hide errors of {self.rounding:.2g}; "
                "take a constant off the loss, compute it in float64, or choose a larger h>"
            )
        hidden = f", up to rounding of {self.rounding:.2g}" if self.rounding > 1e-7 else ""
        error = f"largest relative error {self.relative_error:.2g}"
        return f"<GradientCheck: {self.verdict}, {error}{hidden}>"


def check_gradient(loss, gradient, theta, h=None):
    """Compare ``gradient(theta)`` with centred differences of ``loss(theta)``.

    `theta` is a number or an array of any shape; it is never changed.  `h` > 0 is the step, by
    default 1e-5, or 5e-3 if all losses are numbers of single precision; a coordinate beyond 1000
    is moved by ``h·|θᵢ|/1000``.  An error counts as 1e-7 at most if rounding alone can explain it:
    of losses of this size, at this theta, and of a gradient in its own precision.  Costs two
    losses a coordinate, or four in single precision.

    Returns a `GradientCheck`; raises `ValueError` if the gradient does not have theta's shape.
    Thresholds: Stanford's CS231n notes, "Gradient checks".
    """
    h = None if h is None else positive("h", h)
    theta = as_numbers("theta", theta).copy()
    if not theta.size or not np.isfinite(theta).all():
        raise ValueError(f"theta must be one or more finite numbers; got {theta!r}")
    returned = gradient(theta.copy())
    coarse = _spacing(getattr(returned, "dtype", None))
    analytic = as_numbers("gradient", returned).copy()
    if analytic.shape != theta.shape:
        raise ValueError(f"gradient must have theta's shape {theta.shape}; got {analytic.shape}")
    numerical, rounding, single = _differences(loss, theta, STEP if h is None else h)
    if single and h is None:
        numerical, rounding, _ = _differences(loss, theta, SINGLE_STEP)
    gap = np.abs(numerical - analytic)
    size = np.maximum(np.abs(numerical), np.abs(analytic))
    largest = size.max()
    rounding += 10 * coarse * np.abs(analytic).max()
    relative = gap / np.where(size == 0, 1.0, size)
    by_rounding = np.where(gap <= rounding, VERDICTS["good"], np.inf)
    hidden = rounding.max() / largest if largest else 0.0
    return GradientCheck(numerical, analytic, np.minimum(relative, by_rounding), hidden)


def _differences(loss, theta, h):
    """The centred differences, what rounding may add to each, and whether it is single."""
    numerical, size, width = (np.empty_like(theta) for _ in range(3))
    single = True
    for i in np.ndindex(theta.shape):
        ahead, behind = theta.copy(), theta.copy()
        step = h * max(1.0, abs(theta[i]) / LARGE)
        ahead[i] += step
        behind[i] -= step
        width[i] = ahead[i] - behind[i]  # not quite 2h, in floating point
        high, low = float(loss(ahead)), float(loss(behind))
        numerical[i] = (high - low) / width[i]
        size[i] = max(abs(high), abs(low))
        single = single and _is_single(high) and _is_single(low)
    return numerical, 10 * _spacing("f4" if single else "f8") * size / width, single


def _is_single(number):
    """Whether a number is one of single precision: one of double hardly ever is."""
    with np.errstate(over="ignore"):
        return float(np.float32(number)) == number


def _spacing(dtype):
    """The relative spacing of the floats of a kind; of anything else, of doubles."""
    kind = np.dtype(dtype if dtype is not None else float)
    return float(np.finfo(kind if kind.kind == "f" else float).eps)
