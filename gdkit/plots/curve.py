"""Landscapes of one parameter: the curve, and a descent on it."""

import numpy as np

from gdkit.plots.canvas import (
    axes,
    dots,
    finite,
    look,
    named,
    of_dimension,
    points,
    start_style,
    symbols,
)
from gdkit.plots.palette import ACCENT, LOSS
from gdkit.validation import whole


def plot_curve(landscape, *, ax=None):
    """The loss L(θ) of a landscape of one parameter over its window, minima marked by stars.

    Where the loss is infinite or NaN, the curve has a gap.  Raises `ValueError` if it is finite
    nowhere, or if the landscape has two parameters.
    """
    ((low, high),) = of_dimension(landscape, 1, "plot_contours").window
    theta = np.linspace(low, high, 301)
    loss = finite(landscape, landscape(theta))
    ax = axes(ax)
    ax.plot(theta, loss, color=LOSS)
    minima = np.asarray(landscape.minima, float)
    ax.plot(minima, landscape(minima), "*", color=ACCENT, markersize=11)
    bottom, top = np.nanmin(loss), np.nanmax(loss)
    margin = 0.06 * (top - bottom) or 1.0  # a constant has no height
    ax.set(xlim=(low, high), ylim=(bottom - margin, top + margin))
    symbols(ax, "θ", "L(θ)")
    return ax


def plot_descent(
    landscape, path, *, ax=None, optimizer="GradientDescent", label=None, color=None, tangents=0
):
    """A descent on the curve of a landscape of one parameter: the points (θ, L(θ)).

    - `tangents`: at this many of the first points, the tangent as a short segment, and the
      step that it leads to: an arrow along θ, then down or up to the curve.  Without them, a
      line joins the points.
    - `optimizer`: the rule that made the path (itself, its class or its name), for the look.
    - `label`, `color`: the path's name in a legend and its colour, in place of the optimizer's.

    Points outside the landscape's window are cut off.  Raises `ValueError` if the landscape
    has two parameters, the path is empty, or `tangents` is no whole number from 0.
    """
    of_dimension(landscape, 1, "plot_path")
    theta = points(path, 1)
    tangents = whole("tangents", tangents)
    style = look(optimizer, color)
    ax = plot_curve(landscape, ax=ax)
    loss = landscape(theta)
    for k in range(min(tangents, len(theta))):
        _tangent(ax, theta[k], loss[k], landscape.gradient(theta[k]))
    for k in range(min(tangents, len(theta) - 1)):
        _step(ax, theta[k : k + 2], loss[k : k + 2], style["color"])
    line = dots(optimizer, len(theta)) | ({"linewidth": 0, "marker": "o"} if tangents else {})
    ax.plot(theta, loss, **style, **line, label=named(label, optimizer))
    ax.plot(theta[:1], loss[:1], **start_style(style))
    return ax


def _tangent(ax, theta, loss, slope):
    """The tangent at (theta, loss): a segment of the same length on paper whatever its slope."""
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    width, height = ax.get_window_extent().size
    half = 0.12 * width / np.hypot(width / (right - left), slope * height / (top - bottom))
    x = np.array([theta - half, theta + half])
    ax.plot(x, loss + slope * (x - theta), color=ACCENT, linewidth=2)


def _step(ax, theta, loss, colour):
    """A step: along θ as an arrow, to the window's edge at most, then dotted to the loss there."""
    end = np.clip(theta[1], *ax.get_xlim())
    arrow = {"arrowstyle": "-|>", "color": colour, "shrinkA": 0, "shrinkB": 0, "linewidth": 1.4}
    ax.annotate("", (end, loss[0]), (theta[0], loss[0]), arrowprops=arrow, annotation_clip=True)
    ax.plot(theta[[1, 1]], loss, color=colour, linestyle=":", linewidth=1.2)
