"""The map of momentum: which learning rate and β converge on a parabola, and how."""

import numpy as np
from matplotlib.colors import to_rgba

from gdkit.plots.canvas import axes
from gdkit.plots.palette import COLOURS

MONOTONE, OSCILLATING, DIVERGENT = (
    COLOURS[name] for name in ("RMSProp", "GradientDescent", "Nesterov")
)


def plot_stability(*, ax=None):
    r"""How momentum behaves on a parabola of curvature λ, over αλ in (0, 4) and β in [0, 1).

    The roots of :math:`r^2 - (1 + \beta - \alpha\lambda) r + \beta = 0` decide:

    - monotone: both real and positive, below :math:`\beta = (1 - \sqrt{\alpha\lambda})^2`,
      the critical damping, and αλ < 1;
    - oscillating: a complex pair, of modulus √β, or (right of the curve's minimum and below
      it) two negative roots; it still converges as long as
      :math:`\alpha\lambda < 2 + 2\beta`;
    - divergent: beyond that bound, where a root reaches −1.

    Polyak (1964); Goh, "Why Momentum Really Works", Distill (2017).
    """
    ax = axes(ax)
    root = np.linspace(0, 2, 101)  # of αλ: even steps of it follow the curve at its steepest
    x = root**2
    critical = (1 - root) ** 2
    bound = np.maximum(0, (x - 2) / 2)  # αλ = 2 + 2β, solved for β
    monotone = np.where(x <= 1, critical, 0)
    for low, high, colour in [
        (0, monotone, MONOTONE),
        (np.maximum(monotone, bound), 1, OSCILLATING),
        (0, bound, DIVERGENT),
    ]:
        ax.fill_between(x, low, high, color=to_rgba(colour, 0.14), linewidth=0)
    ax.plot(x, critical, color=MONOTONE)
    ax.plot([2, 4], [0, 1], color=DIVERGENT)
    ax.annotate(
        "monotone",
        (0.12, 0.2),
        (0.3, 0.36),
        color=MONOTONE,
        arrowprops={"arrowstyle": "-", "color": MONOTONE, "relpos": (0, 0)},
    )
    ax.text(1.9, 0.26, "critical damping", color=MONOTONE, ha="right")
    ax.text(1.9, 0.2, "β = (1 − √(αλ))²", color=MONOTONE, ha="right", style="italic")
    ax.text(1.3, 0.65, "oscillating,\nyet converging", color=OSCILLATING, ha="center")
    ax.text(3.1, 0.48, "αλ = 2 + 2β", color=DIVERGENT, style="italic")
    ax.text(3.3, 0.2, "divergent", color=DIVERGENT, ha="center")
    ax.set(xlim=(0, 4), ylim=(0, 1))
    ax.set(xlabel="learning rate × curvature, αλ", ylabel="momentum, β")
    return ax
