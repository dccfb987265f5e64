"""Draw the README's picture, paths.svg: five rules on one landscape, from one start."""

from pathlib import Path

import matplotlib.pyplot as plt

from gdkit.descent import descend
from gdkit.landscapes import beale
from gdkit.optimizers import Adam, GradientDescent, Momentum, Nesterov, RMSProp
from gdkit.plots import plot_contours, plot_path
from gdkit.plots.palette import use_style

STEPS = 200
RULES = [
    GradientDescent(0.01),
    Momentum(0.004, beta=0.9),
    Nesterov(0.005, beta=0.9),
    RMSProp(0.03),
    Adam(0.1),
]

use_style()
figure, ax = plt.subplots(figsize=(8, 4.2))
plot_contours(beale, ax=ax)
for rule in RULES:
    plot_path(descend(beale.gradient, beale.start, rule, STEPS).path, ax=ax, optimizer=rule)
ax.set(xlim=(-0.6, 4.4), ylim=(-2, 2))
ax.legend(loc="lower right")
figure.savefig(Path(__file__).with_suffix(".svg"), metadata={"Date": None})
