"""The look of every figure: one colour for each optimizer, and a style for both themes.

Every colour has a contrast of at least 3 : 1 against the white page and against the dark one
(`PAGES`), as WCAG 2.2 asks of graphics.  That leaves only middle tones, so hues do the work;
two rules of one family, whose hues are close, differ in line style too.
"""

import matplotlib as mpl
from cycler import cycler

#: The pages that a figure may stand on: the light theme's and the dark theme's.
PAGES = ("#ffffff", "#14181e")

#: Text and axes: the grey as legible on one page as on the other (4.2 : 1).
INK = "#7a7b7d"
#: Contours and whatever else should stay behind.
MUTED = "#6d7f95"
#: A loss, as a landscape or over the steps, that belongs to no optimizer.
LOSS = MUTED
#: Measured data.
DATA = MUTED
#: What to look at: a minimum, a fitted model, a rule of the reader's own.
ACCENT = "#b58705"

#: The colour of each optimizer, by the name of its class.
COLOURS = {
    "GradientDescent": "#1891ec",
    "Momentum": "#bb500e",
    "Nesterov": "#ed1d68",
    "AdaGrad": "#2c7d57",
    "RMSProp": "#218d93",
    "Adam": "#a748b7",
    "AMSGrad": "#7d53fc",
    "AdamW": "#dc5abe",
}

#: Line styles and markers other than a solid line with discs, for readers who cannot tell the
#: colours apart: variants look like the rules they vary, and without red or green RMSProp's teal
#: looks like the grey of `LOSS`.
LINE_STYLES = {"Nesterov": "--", "AMSGrad": "--", "AdamW": ":", "RMSProp": "-."}
MARKERS = {"Nesterov": "s", "AMSGrad": "s", "AdamW": "^", "RMSProp": "D"}

#: Colours and markers of the classes of a data set, in their order.
CLASS_COLOURS = (
    *(COLOURS[name] for name in ("GradientDescent", "Momentum", "AdaGrad", "Adam")),
    ACCENT,
)
CLASS_MARKERS = ("o", "s", "^", "D", "v")


def name_of(optimizer):
    """The name of an optimizer's class, given an optimizer, its class or that name."""
    if isinstance(optimizer, str):
        return optimizer
    return (optimizer if isinstance(optimizer, type) else type(optimizer)).__name__


def colour_of(optimizer):
    """The colour of `optimizer`: an optimizer, its class, or the name of its class.

    A rule of the reader's own gets `ACCENT`.  Raises `ValueError` on any other name.
    """
    name = name_of(optimizer)
    if isinstance(optimizer, str) and name not in COLOURS:
        raise ValueError(f"optimizer must be one of {', '.join(COLOURS)}; got {optimizer!r}")
    return COLOURS.get(name, ACCENT)


def line_style_of(optimizer):
    """The line style of `optimizer`, given as for `colour_of`: solid unless in `LINE_STYLES`."""
    return LINE_STYLES.get(name_of(optimizer), "-")


def marker_of(optimizer):
    """The marker of `optimizer`, given as for `colour_of`: a disc unless in `MARKERS`."""
    return MARKERS.get(name_of(optimizer), "o")


#: Matplotlib's settings (rcParams).  Text in an SVG is outlines (`svg.fonttype`): a page shows
#: a figure as an image, which sees only the fonts of the reader's own machine, and in others
#: Matplotlib's formulas fall apart.  It costs about 4 KB a figure, gzipped.  Set it to "none" for
#: text that a script can rewrite, shown in the first font of the list that the reader has.
STYLE = {
    "figure.figsize": (6.4, 4.0),
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "savefig.bbox": "tight",
    "axes.facecolor": "none",
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.titlesize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.8,
    "axes.axisbelow": True,
    "axes.prop_cycle": cycler(color=list(COLOURS.values())),
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": INK,
    "grid.alpha": 0.25,
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "legend.handlelength": 2.6,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Segoe UI", "Helvetica", "Arial", "sans-serif"],
    "font.size": 10,
    "mathtext.fontset": "dejavusans",
    "svg.fonttype": "path",
    "svg.hashsalt": "gdkit",
}


def use_style():
    """Give all figures from now on the look of the course.

    In a notebook figures become SVG, the same bytes at every run.
    """
    mpl.rcParams.update(STYLE)
    if "inline" in mpl.get_backend().lower():
        from matplotlib_inline.backend_inline import set_matplotlib_formats

        set_matplotlib_formats("svg", bbox_inches="tight", metadata={"Date": None})
