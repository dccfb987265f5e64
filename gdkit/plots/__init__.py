"""Pictures: each function draws on `ax`, or on a new figure's if there is none, and returns it.

A path is a list of points, each a number, a `Vector`, a pair or an array, as in
``descend(…).path``.  Wrong input raises a `ValueError`.

>>> from gdkit.descent import descend
>>> from gdkit.landscapes import rosenbrock
>>> from gdkit.optimizers import Adam
>>> from gdkit.plots import plot_contours, plot_path
>>> adam = Adam(0.05)
>>> path = descend(rosenbrock.gradient, rosenbrock.start, adam, steps=200).path
>>> plot_path(path, ax=plot_contours(rosenbrock), optimizer=adam)
<Axes: xlabel='θ₁', ylabel='θ₂'>
"""

from gdkit.plots.curve import plot_curve, plot_descent
from gdkit.plots.fit import plot_fit
from gdkit.plots.losses import plot_gradient_norms, plot_losses
from gdkit.plots.stability import plot_stability
from gdkit.plots.surface import plot_contours, plot_path

__all__ = [
    "plot_contours",
    "plot_curve",
    "plot_descent",
    "plot_fit",
    "plot_gradient_norms",
    "plot_losses",
    "plot_path",
    "plot_stability",
]
