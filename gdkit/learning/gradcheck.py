r"""The gradient check: is a gradient the derivative of its loss?

Compares it with the centred difference, coordinate by coordinate:

.. math:: g_i \approx \frac{L(\theta + h e_i) - L(\theta - h e_i)}{2h}

>>> check_gradient(lambda x: (x**4).sum(), lambda x: 4 * x**3, [1.0, 2.0]).verdict
'good'
"""

import numpy as np

from gdkit.validation import positive

#: The largest relative error for each verdict, after the notes of Stanford's CS231n.
VERDICTS = {"good": 1e-7, "acceptable at kinks": 1e-4, "suspicious": 1e-2, "wrong": np.inf}


class GradientCheck:
    """What came of `check_gradient`.

    - `numerical`, `analytic`: the two gradients, of the shape of theta.
    - `relative_errors`: how far they are apart in each coordinate, ``|n − a| / max(|n|, |a|)``.
    - `relative_error`: the largest of these.
    - `verdict`: "good" (up to 1e-7), "acceptable at kinks" (up to 1e-4: fine where the loss
      has kinks, as with ReLU or the hinge), "suspicious" (up to 1e-2) or "wrong".
    """

    def __init__(self, numerical, analytic, relative_errors):
        self.numerical = numerical
        self.analytic = analytic
        self.relative_errors = relative_errors
        self.relative_error = float(relative_errors.max())
        within = [verdict for verdict, bound in VERDICTS.items() if self.relative_error <= bound]
        self.verdict = within[0] if within else "wrong"  # a NaN is within nothing

    def __repr__(self):
        return f"<GradientCheck: {self.verdict}, largest relative error {self.relative_error:.2g}>"


def check_gradient(loss, gradient, theta, h=1e-5):
    """Compare ``gradient(theta)`` with centred differences of ``loss(theta)``, step `h` > 0.

    `theta` is a number or an array of any shape; it is never changed.  An error that
    the rounding of the loss alone can explain counts as 1e-7 at most.  Costs two losses a
    coordinate.  Returns a `GradientCheck`; raises `ValueError` if the gradient has not
    theta's shape.
    Thresholds: Stanford's CS231n notes, "Gradient checks".
    """
    h = positive("h", h)
    theta = np.array(theta, dtype=np.float64)
    if not theta.size or not np.isfinite(theta).all():
        raise ValueError(f"theta must be one or more finite numbers; got {theta!r}")
    analytic = np.array(gradient(theta.copy()), dtype=np.float64)
    if analytic.shape != theta.shape:
        raise ValueError(f"gradient must have theta's shape {theta.shape}; got {analytic.shape}")
    numerical, rounding = np.empty_like(theta), np.empty_like(theta)
    for i in np.ndindex(theta.shape):
        ahead, behind = theta.copy(), theta.copy()
        ahead[i] += h
        behind[i] -= h
        width = ahead[i] - behind[i]  # not quite 2h, in floating point
        high, low = float(loss(ahead)), float(loss(behind))
        numerical[i] = (high - low) / width
        rounding[i] = 10 * np.finfo(float).eps * max(abs(high), abs(low)) / width
    gap = np.abs(numerical - analytic)
    size = np.maximum(np.abs(numerical), np.abs(analytic))
    relative = gap / np.where(size == 0, 1.0, size)
    by_rounding = np.where(gap <= rounding, VERDICTS["good"], np.inf)
    return GradientCheck(numerical, analytic, np.minimum(relative, by_rounding))
