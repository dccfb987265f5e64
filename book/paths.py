"""Five rules on one landscape, from one start: the picture on the PDF's cover and on shared links.

`python -m book.paths` draws the cover's anew.
"""

from pathlib import Path

import matplotlib.pyplot as plt

from gdkit.descent import descend
from gdkit.landscapes import beale
from gdkit.optimizers import Adam, GradientDescent, Momentum, Nesterov, RMSProp
from gdkit.plots import plot_contours, plot_path
from gdkit.plots.palette import use_style

STEPS = 200
RULES = (
    GradientDescent(0.01),
    Momentum(0.004, beta=0.9),
    Nesterov(0.005, beta=0.9),
    RMSProp(0.03),
    Adam(0.1),
)
PICTURE = Path(__file__).resolve().parent.parent / "chapters" / "_static" / "paths.svg"


def draw(ax):
    """Draw the contours and the five paths on `ax`."""
    plot_contours(beale, ax=ax)
    for rule in RULES:
        path = descend(beale.gradient, beale.start, rule, STEPS).path
        plot_path(path, ax=ax, optimizer=rule)
    ax.set_xlim(-0.6, 4.4)


def main(file=PICTURE):
    """Write the picture of the cover to `file`."""
    use_style()
    figure, ax = plt.subplots(figsize=(8, 4.2))
    draw(ax)
    ax.set_ylim(-2, 2)
    ax.legend(loc="lower right")
    figure.savefig(file, metadata={"Date": None})


if __name__ == "__main__":
    main()
