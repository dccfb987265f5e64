"""The figure as SVG: a picture that is whole without a script, and what a script needs to move it.

A figure's moving artists have, in the SVG, a group with their own id.  A script redraws such a
group from a template, Matplotlib's own drawing of the artist with sample data, and from
the map of its axes, so that it draws what Matplotlib would.
"""

import io
import re
import xml.etree.ElementTree as ET

import matplotlib

from living_figures.artists import kind_of, set_data

POINTS_PER_INCH = 72  # the unit of Matplotlib's SVG
SVG = "{http://www.w3.org/2000/svg}"
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
MANY = 20  # scatter points from which on Matplotlib draws copies of one marker


class Picture:
    """An experiment's figure at its first settings.

    - `width`: its own width, in points.
    - `svg`: the ``<svg>`` element, as text; all its ids begin with `prefix`.
    - `axes`: for each axes, how data become SVG coordinates.
    - `artists`: for each gid, the kind of artist, its ids, its axes and its template.
    """

    def __init__(self, experiment, prefix):
        self.experiment = experiment
        self.prefix = prefix
        self.width = experiment.figure.get_size_inches()[0] * POINTS_PER_INCH
        self.axes = [axes_map(ax) for ax in experiment.figure.axes]
        self.artists = {gid: self._artist(gid) for gid in experiment.artists}
        experiment.draw(**experiment.first_settings)
        first = self._tree()
        self._draw_samples()
        self.svg = self._fill(self._tree(), groups(first))
        experiment.draw(**experiment.first_settings)

    def _tree(self):
        """The figure as it is now; its ids prefixed, those of bars, which share one, numbered."""
        text = re.sub(r'(\bid="|url\(#|href="#)', rf"\1{self.prefix}", draw(self.experiment.figure))
        for gid, artists in self.experiment.artists.items():
            for i in range(len(artists)) if len(artists) > 1 else ():
                text = text.replace(f'id="{self.prefix}{gid}"', f'id="{self.prefix}{gid}-{i}"', 1)
        return ET.fromstring(text)

    def _artist(self, gid):
        artists = self.experiment.artists[gid]
        first = artists[0]
        name = self.prefix + gid
        axes = self.experiment.figure.axes
        spec = {
            "kind": kind_of(first),
            "ids": [f"{name}-{i}" for i in range(len(artists))] if len(artists) > 1 else [name],
            "axes": axes.index(first.axes) if first.axes else None,
        }
        if spec["kind"].startswith("bars"):
            spec["bars"] = [_bar(bar, spec["kind"]) for bar in artists]
        return spec

    def _draw_samples(self):
        """Give every artist data to be seen with: an empty one leaves no group in the SVG."""
        for gid, spec in self.artists.items():
            artists = self.experiment.artists[gid]
            if "bars" not in spec:
                set_data(gid, artists, _sample(spec["kind"], artists[0]))

    def _fill(self, tree, first):
        """Keep each group's content as its template; put in its place what stood there first."""
        for gid, spec in self.artists.items():
            if "bars" in spec:
                continue
            (name,) = spec["ids"]
            group = groups(tree)[name]
            if spec["kind"] == "shown":
                group.set("style", "" if name in first else "display: none")
                continue
            spec["template"] = "".join(_text(child) for child in group)
            if spec["kind"] == "scatter" and "<use" not in spec["template"]:
                raise ValueError(
                    f"the marker of gid {gid!r} is too simple for a scatter to be copied; "
                    "use ax.plot with a marker and no line"
                )
            if spec["kind"] == "text" and group.find(f"{SVG}text") is None:
                raise ValueError(f"the text of gid {gid!r} must be one line without $…$")
            group[:] = list(first.get(name, ()))
        tree.set("role", "img")
        tree.set("aria-label", self.experiment.alt)
        return _text(tree)


def groups(tree):
    """The groups of an SVG by their ids."""
    return {group.get("id"): group for group in tree.iter(f"{SVG}g")}


def axes_map(ax):
    """How data become SVG coordinates: on each axis, the scale and two fixed points."""
    width, height = ax.figure.get_size_inches() * POINTS_PER_INCH
    box = ax.get_position()
    return {
        "x": {
            "scale": _scale(ax.get_xscale()),
            "data": [float(v) for v in ax.get_xlim()],
            "svg": [box.x0 * width, box.x1 * width],
        },
        "y": {
            "scale": _scale(ax.get_yscale()),
            "data": [float(v) for v in ax.get_ylim()],
            "svg": [(1 - box.y0) * height, (1 - box.y1) * height],
        },
    }


def _scale(name):
    if name not in ("linear", "log"):
        raise ValueError(f"an axis of a living figure must be linear or log; got {name!r}")
    return name


def draw(figure):
    """Return the figure as the text of an ``<svg>`` element."""
    buffer = io.StringIO()
    settings = {"svg.hashsalt": "living figures", "svg.fonttype": "none", "savefig.bbox": None}
    with matplotlib.rc_context(settings):  # the same ids at every build, and text as text
        figure.savefig(buffer, format="svg", metadata=NO_METADATA)
    text = buffer.getvalue()
    return text[text.index("<svg") :]  # without the XML prologue, which HTML does not know


def _bar(bar, kind):
    """A bar's fixed sides and base, in data coordinates."""
    if kind == "bars-horizontal":
        corner, thickness, base = bar.get_y(), bar.get_height(), bar.get_x()
    else:
        corner, thickness, base = bar.get_x(), bar.get_width(), bar.get_y()
    return [float(corner), float(corner + thickness), float(base)]


def _sample(kind, artist):
    """Data that make Matplotlib draw the artist in full: somewhere inside its axes."""
    if kind == "shown":
        return True
    if kind == "text":
        return artist.get_text() or "sample"
    x, y = (
        _middle(artist.axes.get_xlim(), artist.axes.get_xscale()),
        _middle(artist.axes.get_ylim(), artist.axes.get_yscale()),
    )
    return {"line": [(x, y)] * 2, "scatter": [(x, y)] * MANY, "vertical": x, "horizontal": y}[kind]


def _middle(limits, scale):
    low, high = limits
    return (low * high) ** 0.5 if scale == "log" else (low + high) / 2


def _text(element):
    """An element as HTML reads it: without namespaces, and with closing tags throughout."""
    text = ET.tostring(element, encoding="unicode", short_empty_elements=False)
    return re.sub(r' xmlns(:\w+)?="[^"]*"|(?<=[</ ])ns\d+:', "", text).replace("xlink:href", "href")
