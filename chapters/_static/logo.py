"""Draw the sidebar's logo, logo.svg: gradient descent on a parabola, and the title."""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from gdkit.descent import descend
from gdkit.optimizers import GradientDescent
from gdkit.plots.palette import COLOURS, INK, use_style

STEPS = 2

use_style()
plt.rcParams["svg.fonttype"] = "path"  # an image has only the fonts that it brings
figure = plt.figure(figsize=(3.2, 0.9))
ax = figure.add_axes((0.01, 0.02, 0.3, 0.96))
x = np.linspace(-1.05, 1.05, 41)
ax.plot(x, x**2, color=COLOURS["GradientDescent"], lw=4, solid_capstyle="round")
path = np.array(descend(lambda x: 2 * x, -0.95, GradientDescent(0.3), STEPS).path)
ax.scatter(path, path**2, s=[35, 60, 90], color=COLOURS["Momentum"], zorder=3)
ax.set(xlim=(-1.2, 1.2), ylim=(-0.18, 1.25))
ax.set_axis_off()
words = {"color": INK, "fontsize": 19, "weight": "bold", "va": "center"}
figure.text(0.36, 0.71, "Gradient", **words)
figure.text(0.36, 0.29, "Descent", **words)
figure.savefig(
    Path(__file__).with_suffix(".svg"), transparent=True, metadata={"Date": None, "Creator": None}
)
