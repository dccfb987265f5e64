"""The picture that a shared link shows: the page's title, and five optimizers on their way."""

import textwrap

import matplotlib as mpl
from matplotlib.figure import Figure

from book.paths import draw
from gdkit.plots.palette import INK, use_style

#: In pixels, what the networks ask for.
SIZE = (1200, 630)


class Card:
    """Draws cards; they differ in their title, so the rest is drawn up once."""

    def __init__(self):
        with mpl.rc_context():
            use_style()
            self.figure = Figure(figsize=(SIZE[0] / 100, SIZE[1] / 100), dpi=100)
            self.figure.set_facecolor("white")
            ax = self.figure.add_axes((0.46, 0, 0.54, 1))
            draw(ax)
            ax.legend().remove()
            ax.set_ylim(-2.3, 2.3)
            ax.set_axis_off()
            title = {"fontsize": 34, "weight": "bold", "color": "black", "linespacing": 1.3}
            self.title = self.figure.text(0.05, 0.55, "", va="center", **title)
            self.figure.text(0.05, 0.1, "Gradient Descent", fontsize=24, color=INK)

    def draw(self, title, path):
        """Write the card of the page called `title` to `path`, a PNG file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.title.set_text(textwrap.fill(title, 16))
        with mpl.rc_context({"savefig.transparent": False}):
            self.figure.savefig(path, dpi=100, metadata={"Software": None})
