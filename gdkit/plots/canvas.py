"""What all pictures share: the axes to draw on, points as arrays, labels beside lines."""

from reprlib import repr as brief

import matplotlib.pyplot as plt
import numpy as np

from gdkit.learning.arrays import as_numbers
from gdkit.plots.palette import LOSS, colour_of, line_style_of, marker_of, name_of

#: A path of at most this many steps shows each of them.
FEW_STEPS = 40

#: The least distance between two labels, in points.
LINE_HEIGHT = 12

#: What `label_end` calls its texts, to find them again.
END = "end of a line"


def axes(ax):
    """`ax`, or the axes of a new figure if `ax` is None."""
    return plt.subplots()[1] if ax is None else ax


def symbols(ax, x, y):
    """Name the axes by symbols, in italics.

    They are plain text rather than Matplotlib's formulas: without Matplotlib's fonts, a page would
    show the glyphs of a formula in other fonts, and misplaced.
    """
    ax.set_xlabel(x, style="italic", size="large")
    ax.set_ylabel(y, style="italic", size="large")


def of_dimension(landscape, dimension, instead):
    """Check that `landscape` has `dimension` parameters; `instead` draws the others."""
    found = getattr(landscape, "dimension", None)
    if found != dimension:
        raise ValueError(
            f"landscape must be of dimension {dimension}, as {instead} draws the other kind; "
            f"got {landscape!r}, of dimension {found}"
        )
    return landscape


def finite(landscape, heights):
    """`heights` with NaN for all that is not finite; `ValueError` if nothing is."""
    heights = np.asarray(heights, float)
    shown = np.isfinite(heights)
    if not shown.any():
        raise ValueError(
            f"landscape must be finite somewhere in its window, {landscape.window}; "
            f"got only NaN and infinity from {landscape!r}"
        )
    return np.where(shown, heights, np.nan)


def points(path, dimension):
    """The points of `path` as an array, of shape (points,) or (points, 2)."""
    kind = "numbers" if dimension == 1 else "pairs (x, y)"
    try:
        array = np.array(
            [
                as_numbers("path", tuple(p) if dimension == 2 and not np.ma.isMA(p) else p)
                for p in path
            ]
        )
    except (TypeError, ValueError):
        raise ValueError(f"path must be a list of {kind}; got {brief(path)}") from None
    shape = array.shape[1:]
    if len(array) == 0 or (shape != (2,) if dimension == 2 else array[0].size != 1):
        raise ValueError(
            f"path must be a list of at least one point, all {kind}; got {brief(path)}"
        )
    return array.reshape(-1) if dimension == 1 else array


def series(name, values):
    """`values` as a row of numbers, at least one."""
    try:
        row = as_numbers(name, list(values))
    except (TypeError, ValueError):
        row = np.empty(0)
    if row.ndim != 1 or row.size == 0:
        raise ValueError(f"{name} must be a list of at least one number; got {brief(values)}")
    return row


def named(label, optimizer):
    """`label`, or the name of `optimizer` if there is none."""
    return name_of(optimizer) if label is None and optimizer is not None else label


def look(optimizer, color):
    """The colour and line style of a line that belongs to `optimizer`, or to none."""
    if optimizer is None:
        return {"color": LOSS if color is None else color, "linestyle": "-"}
    color = colour_of(optimizer) if color is None else color
    return {"color": color, "linestyle": line_style_of(optimizer)}


def dots(optimizer, count):
    """The markers of a path of `count` points: each step while there are few, else none."""
    if count > FEW_STEPS + 1:
        return {"linewidth": 1.4}
    return {"linewidth": 1.4, "marker": marker_of(optimizer), "markersize": 4}


def start_style(style):
    """A ring in the path's colour."""
    return {
        "color": style["color"],
        "linestyle": "none",
        "marker": "o",
        "markersize": 10,
        "markerfacecolor": "none",
        "markeredgewidth": 1.6,
    }


def label_end(ax, line, text):
    """Write `text`, if any, in the line's colour beside its last point, clear of other labels."""
    if text is None:
        return
    line.set_label(text)
    x, y = (c[np.isfinite(line.get_ydata())][-1] for c in line.get_data())
    ax.annotate(
        text,
        (x, y),
        xytext=(6, 0),
        textcoords="offset points",
        color=line.get_color(),
        va="center",
        label=END,
        annotation_clip=False,
    )
    _spread([t for t in ax.texts if t.get_label() == END], ax)


def _spread(labels, ax):
    """Push labels apart vertically, in the order of their points, about where they belong."""
    ax.get_xlim(), ax.get_ylim()  # brings the limits up to date, and with them transData
    scale = 72 / ax.figure.dpi
    home = np.array([ax.transData.transform(label.xy)[1] * scale for label in labels])
    order = np.argsort(home, kind="stable")
    # Pooling neighbours that collide keeps each pile centred on its own points.
    piles = []
    for k in order:
        piles.append([[k], home[k]])
        while len(piles) > 1 and _gap(piles[-2], piles[-1]) < 0:
            members = piles[-2][0] + piles[-1][0]
            piles[-2:] = [[members, home[members].mean()]]
    for members, centre in piles:
        for rank, k in enumerate(members):
            y = centre + (rank - (len(members) - 1) / 2) * LINE_HEIGHT
            labels[k].set_position((6, y - home[k]))


def _gap(below, above):
    """The room between two piles of labels, in points."""
    return above[1] - below[1] - (len(below[0]) + len(above[0])) / 2 * LINE_HEIGHT
