"""Pictures: each function draws on `ax`, or on a new figure's if there is none, and returns it.

A path is a list of points, each a number, a `Vector`, a pair or an array, as in
``descend(…).path``.  Wrong input raises a `ValueError`.
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
