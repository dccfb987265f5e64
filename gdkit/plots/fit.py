"""What a model has learnt: a line through data, or the regions of its classes."""

import numpy as np
from matplotlib.colors import to_rgba

from gdkit.learning.data import with_unit
from gdkit.plots.canvas import axes
from gdkit.plots.palette import ACCENT, CLASS_COLOURS, CLASS_MARKERS, DATA, INK
from gdkit.validation import require

#: Points of the grid, along each axis, on which a model is evaluated.
GRID = 201

MOST = f"at most {len(CLASS_COLOURS)}, the colours there are"


def plot_fit(model, theta, dataset, *, ax=None):
    """The data of `dataset`, and what `model` predicts with the parameters `theta`.

    - Regression on one feature: the predictions as a line through the points.
    - Classes on two features: each class's points, in front of the region where the model
      predicts that class.

    Axes are labelled with the data set's names and units.  Raises `ValueError` for any other
    number of features, or more than five classes.
    """
    classes = dataset.class_names
    wanted = 1 if classes is None else 2
    found = dataset.X.shape[1]
    if found != wanted:
        wanted = "1 feature for a regression" if classes is None else "2 features for classes"
        raise ValueError(f"dataset must have {wanted}; got {found}")
    require(lambda k: k <= len(CLASS_COLOURS), "number of classes", len(classes or ()), MOST)
    ax = axes(ax)
    names = [with_unit(*pair) for pair in zip(dataset.feature_names, dataset.units, strict=True)]
    if classes is None:
        _plot_line(model, theta, dataset, ax)
        ax.set(xlabel=names[0], ylabel=with_unit(dataset.target_name, dataset.target_unit))
    else:
        _plot_regions(model, theta, dataset, ax)
        ax.set(xlabel=names[0], ylabel=names[1])
    return ax


def _plot_line(model, theta, dataset, ax):
    ax.plot(dataset.X[:, 0], dataset.y, "o", color=DATA, alpha=0.55, markersize=4.5)
    x = np.linspace(*_reach(dataset.X[:, 0], 0.03), GRID)
    ax.plot(x, model.predict(theta, x[:, None]), color=ACCENT, linewidth=2.4)


def _plot_regions(model, theta, dataset, ax):
    x, y = (np.linspace(*_reach(column, 0.06), GRID) for column in dataset.X.T)
    grid = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    for k, margin in enumerate(_margins(model.forward(theta, grid))):
        margin = margin.reshape(GRID, GRID)
        colour = CLASS_COLOURS[k]
        if margin.max() > 0:
            ax.contourf(x, y, margin, [0, np.inf], colors=[to_rgba(colour, 0.14)])
        if margin.min() < 0 < margin.max():
            ax.contour(x, y, margin, [0], colors=INK, linewidths=0.8)
        ax.plot(
            *dataset.X[dataset.y == k].T,
            CLASS_MARKERS[k],
            color=colour,
            alpha=0.85,
            markersize=4.5,
            label=dataset.class_names[k],
        )
    ax.set(xlim=x[[0, -1]], ylim=y[[0, -1]])
    ax.legend()


def _margins(scores):
    """How far each class's score is ahead of the best other one's, shape (k, points).

    A single score, a logit, is positive for class 1.
    """
    if scores.ndim == 1:
        return np.array([-scores, scores])
    others = [np.delete(scores, k, axis=1).max(axis=1) for k in range(scores.shape[1])]
    return scores.T - np.array(others)


def _reach(values, margin):
    low, high = values.min(), values.max()
    return low - margin * (high - low), high + margin * (high - low)
