"""The moving parts of a figure: its artists with a ``gid``, and how each takes new data.

==============================  ====================================================
artist                          its data
==============================  ====================================================
``ax.plot``                     points (x, y); ``[]`` for none
``ax.axvline``, ``ax.axhline``  one number, the line's x or y
``ax.scatter``                  points (x, y); ``[]`` for none
``ax.bar``, ``ax.barh``         one length a bar
``ax.text``, a title            a text
anything else                   whether it is shown, True or False
==============================  ====================================================

What leaves the picture is cut off at its edge, in a notebook and on a page, however far it goes;
a point that is not finite is left out, and with it the line to and from it.
"""

import math
from collections.abc import Iterator

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from living_figures.shapes import POINTS, misfit

#: The gid of the artist that stands where the reader's guess is.
GUESS = "guess"


def moving_artists(figure):
    """Return the artists of `figure` with a gid: a dict from gid to the artists that carry it."""
    moving = {}
    for artist in figure.findobj(lambda a: a.get_gid() is not None):
        moving.setdefault(artist.get_gid(), []).append(artist)
    for gid, artists in moving.items():
        kinds = {type(a) for a in artists}
        if len(artists) > 1 and kinds != {Rectangle}:
            raise ValueError(f"gid {gid!r} must belong to one artist, or to the bars of one ax.bar")
        kind_of(artists[0])
        axes = artists[0].axes
        if axes is not None and axes.name != "rectilinear":
            raise ValueError(f"gid {gid!r} is on axes that are {axes.name}, not plain x and y")
    return moving


def kind_of(artist):
    """The name of an artist's kind: a key of `SETTERS`."""
    if isinstance(artist, Line2D):
        if artist.get_drawstyle() != "default":  # a page joins the points it is given
            raise ValueError(
                f"gid {artist.get_gid()!r} has drawstyle {artist.get_drawstyle()!r}, which a page "
                "cannot draw: give it the corners of the steps as points"
            )
        # axvline and axhline take their other end from the axes
        x_is_data, y_is_data = artist.get_transform().contains_branch_seperately(
            artist.axes.transData
        )
        return "line" if x_is_data and y_is_data else "vertical" if x_is_data else "horizontal"
    if isinstance(artist, Rectangle):
        for container in artist.axes.containers:
            if artist in container:
                return f"bars-{container.orientation}"
        raise ValueError(
            f"gid {artist.get_gid()!r} is on a rectangle that no ax.bar or ax.barh drew"
        )
    kinds = {PathCollection: "scatter", Text: "text"}
    return next((name for kind, name in kinds.items() if isinstance(artist, kind)), "shown")


def set_data(gid, artists, data):
    """Give the artists that share `gid` their new data; `ValueError` if it does not fit."""
    kind = kind_of(artists[0])
    if kind in POINTS and isinstance(data, Iterator):
        data = list(data)  # to be gone through twice
    if wrong := misfit(kind, data, len(artists)):
        raise ValueError(f"the data for gid {gid!r} do not fit its artist: {wrong}")
    if kind.startswith("bars"):
        for bar, length in zip(artists, data, strict=True):
            SETTERS[kind](bar, _number(length))
    else:
        SETTERS[kind](artists[0], data)


def _set_line(line, data):
    points = _points(data)
    line.set_data([x for x, _ in points], [y for _, y in points])


def _set_scatter(scatter, data):
    scatter.set_offsets(_points(data) or np.empty((0, 2)))


def _points(data):
    return [(_number(x), _number(y)) for x, y in data]


def _number(x):
    """A float; NaN, which is left out, for what is not finite or beyond all floats."""
    try:
        number = float(x)
    except OverflowError:
        return math.nan
    return number if math.isfinite(number) else math.nan


SETTERS = {
    "line": _set_line,
    "vertical": lambda line, x: line.set_xdata([_number(x)] * 2),
    "horizontal": lambda line, y: line.set_ydata([_number(y)] * 2),
    "scatter": _set_scatter,
    "bars-vertical": Rectangle.set_height,
    "bars-horizontal": Rectangle.set_width,
    "text": Text.set_text,
    "shown": Artist.set_visible,
}
