"""Landscapes of two parameters: the contours, and paths across them."""

import numpy as np
from contourpy import contour_generator
from matplotlib.colors import LinearSegmentedColormap

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
from gdkit.plots.palette import ACCENT, MUTED
from gdkit.validation import whole

#: Points of the grid, along each axis, on which contours are found.
GRID = 201

#: The opacity of the lowest ground.
DEEPEST = 0.4


def plot_contours(landscape, *, ax=None, levels=12):
    """Contours of a landscape of two parameters over its window, minima marked by stars.

    There are `levels` of them, spaced evenly in the logarithm of the height above the
    minimum, so that a flat valley shows as well as its steep walls; without a minimum, evenly
    in height.  The lower, the deeper the tone.  Where the landscape is infinite or NaN, the picture
    is blank; a constant has no contours.

    Raises `ValueError` if the landscape has one parameter or is finite nowhere in its window, or
    if `levels` is below 2.
    """
    levels = whole("levels", levels, at_least=2)
    of_dimension(landscape, 2, "plot_curve")
    x, y = (np.linspace(low, high, GRID) for low, high in landscape.window)
    height = landscape(np.array(np.meshgrid(x, y)))
    height = np.ma.masked_invalid(finite(landscape, np.broadcast_to(height, (GRID, GRID))))
    ax = axes(ax)
    heights = _levels(landscape, height, levels)
    _shade(ax, landscape, height, heights)
    contours = contour_generator(x, y, height)
    for level in heights:
        # Unlike Matplotlib's contours, a Line2D drops points too close together to be seen.
        ax.plot(*_joined(contours.lines(level)), color=MUTED, lw=0.8, alpha=0.6)
    if len(landscape.minima):
        ax.plot(*np.transpose(landscape.minima), "*", color=ACCENT, markersize=12)
    ax.set(xlim=landscape.window[0], ylim=landscape.window[1])
    symbols(ax, "θ₁", "θ₂")
    return ax


def _levels(landscape, height, count):
    """The heights of the contours; the lowest encloses about a two-hundredth of the window."""
    if height.min() == height.max():
        return height.compressed()[:1]
    if not len(landscape.minima):
        return np.linspace(height.min(), height.max(), count + 2)[1:-1]
    base = np.fmin(landscape.minimum, height.min())
    above = (height - base).compressed()
    lowest = np.quantile(above[above > 0], 0.005)
    return base + np.geomspace(lowest, above.max(), count + 1)[:-1]


def _shade(ax, landscape, height, heights):
    """A tone that deepens from contour to contour downhill; see-through, to suit any page."""
    rank = np.interp(height, heights, np.linspace(0, 1, len(heights)))
    rank = np.ma.masked_array(rank, height.mask)
    # As many tones as the eye tells apart, on interpolated data: a tenth of the bytes in an SVG.
    tones = LinearSegmentedColormap.from_list("depth", [(MUTED, DEEPEST), (MUTED, 0)], N=32)
    ax.imshow(
        rank,
        tones,
        extent=[edge for side in landscape.window for edge in side],
        origin="lower",
        aspect="auto",
        interpolation="bilinear",
        interpolation_stage="data",
    )


def _joined(lines):
    """The x and y of several lines as one, with a gap (NaN) after each."""
    gap = np.full((1, 2), np.nan)
    return np.concatenate([part for line in lines for part in (line, gap)] or [gap]).T


def plot_path(path, *, ax=None, optimizer=None, label=None, color=None):
    """A path across the plane, its start ringed; a path of few steps has a dot at each.

    - `optimizer`: the rule that made it (itself, its class or its name), for the look.
    - `label`, `color`: the path's name in a legend and its colour, in place of the optimizer's.

    What leaves the axes' limits is cut off.  Raises `ValueError` if the path is empty or its
    points are not pairs.
    """
    xy = points(path, 2)
    style = look(optimizer, color)
    ax = axes(ax)
    ax.plot(*xy.T, **style, **dots(optimizer, len(xy)), label=named(label, optimizer))
    ax.plot(*xy[:1].T, **start_style(style))
    return ax
