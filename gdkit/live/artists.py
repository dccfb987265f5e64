"""The moving parts of a figure: its artists with a ``gid``, and how each takes new data.

==============================  ====================================================
artist                          its data
==============================  ====================================================
``ax.plot``                     points (x, y); ``[]`` for none
``ax.axvline``, ``ax.axhline``  one number, the line's x or y
``ax.scatter``                  points (x, y); ``[]`` for none
``ax.bar``, ``ax.barh``         one length a bar
``ax.text``, a title            a text
==============================  ====================================================
"""

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

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
        if kinds == {Rectangle}:
            orientation(artists[0])
    return moving


def set_data(gid, artists, data):
    """Give the artists that share `gid` their new data; `ValueError` if it does not fit."""
    try:
        setter(artists[0])(artists, data)
    except (TypeError, ValueError) as error:
        raise ValueError(f"the data for gid {gid!r} do not fit its artist: {error}") from None


def setter(artist):
    """Return the function that sets the data of artists of this kind."""
    return next((set_ for kind, set_ in SETTERS.items() if isinstance(artist, kind)), _show)


def _set_line(artists, data):
    (line,) = artists
    x_is_data, y_is_data = line.get_transform().contains_branch_seperately(line.axes.transData)
    if x_is_data and y_is_data:
        points = _points(data)
        line.set_data([x for x, _ in points], [y for _, y in points])
    elif x_is_data:  # from axvline, which spans the axes' height
        line.set_xdata([float(data)] * 2)
    else:
        line.set_ydata([float(data)] * 2)


def _set_scatter(artists, data):
    (scatter,) = artists
    scatter.set_offsets(_points(data) or np.empty((0, 2)))


def _set_bars(artists, data):
    if len(data) != len(artists):
        raise ValueError(f"{len(artists)} bars, {len(data)} lengths")
    for bar, length in zip(artists, data, strict=True):
        (bar.set_width if orientation(bar) == "horizontal" else bar.set_height)(float(length))


def orientation(bar):
    """Whether a bar was drawn by ``ax.bar`` ("vertical") or ``ax.barh`` ("horizontal")."""
    for container in bar.axes.containers:
        if bar in container:
            return container.orientation
    raise ValueError(f"gid {bar.get_gid()!r} is on a rectangle that no ax.bar or ax.barh drew")


def _set_text(artists, data):
    (text,) = artists
    if not isinstance(data, str):
        raise TypeError(f"a text is wanted, got {data!r}")
    text.set_text(data)


def _show(artists, data):
    (artist,) = artists
    if not isinstance(data, bool):
        raise TypeError(f"True or False is wanted, got {data!r}")
    artist.set_visible(data)


def _points(data):
    return [(float(x), float(y)) for x, y in data]


SETTERS = {Line2D: _set_line, PathCollection: _set_scatter, Rectangle: _set_bars, Text: _set_text}
