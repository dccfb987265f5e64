"""The record of a run: its losses, step by step, and its gradients, layer by layer."""

from reprlib import repr as brief

import numpy as np
from matplotlib.ticker import MaxNLocator

from gdkit.plots.canvas import axes, label_end, look, named, series


def plot_losses(losses, *, ax=None, optimizer=None, label=None, color=None, log=False):
    """The loss over the steps 0, 1, 2, …, named at the end of the line.

    - `losses`: one number a step (or an epoch); infinite ones and NaN are left out.
    - `log`: a logarithmic axis for the loss, on which losses of 0 have no place.
    - `optimizer`: the rule that made the run (itself, its class or its name), for the look.
    - `label`, `color`: the line's name and its colour, in place of the optimizer's.

    Raises `ValueError` if there is no finite loss, or on a log axis none above 0.
    """
    loss = series("losses", losses)
    shown = np.isfinite(loss) & (loss > 0 if log else True)
    if not shown.any():
        wanted = "a finite number above 0, for a log axis" if log else "a finite number"
        raise ValueError(f"losses must hold {wanted}; got {brief(losses)}")
    style = look(optimizer, color)
    ax = axes(ax)
    (line,) = ax.plot(np.where(shown, loss, np.nan), **style)
    if log:
        ax.set_yscale("log")
    ax.set(xlabel="step", ylabel="loss")
    ax.margins(x=0)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    label_end(ax, line, named(label, optimizer))
    return ax


def plot_gradient_norms(norms, *, ax=None, label=None, color=None):
    """The norm of the gradient, layer by layer from the input's side, on a log axis.

    `norms` is a list with one number a layer, or a dictionary from a layer's name to its
    number.  A falling line towards the first layers is a vanishing gradient.

    Raises `ValueError` if there is no layer, or none with a norm above 0.
    """
    by_name = isinstance(norms, dict)
    norm = series("norms", norms.values() if by_name else norms)
    shown = np.isfinite(norm) & (norm > 0)
    if not shown.any():
        raise ValueError(f"norms must hold a finite number above 0; got {norms!r}")
    ax = axes(ax)
    layers = np.arange(1, len(norm) + 1)
    (line,) = ax.plot(layers, np.where(shown, norm, np.nan), "o-", color=look(None, color)["color"])
    ax.set_yscale("log")
    ax.set(xlabel="layer", ylabel="norm of the gradient")
    ax.set_xticks(layers, list(norms) if by_name else layers)
    label_end(ax, line, label)
    return ax
