"""An experiment in a notebook: ipywidgets drive ``update`` in the kernel."""

import html
import io
import traceback
from functools import singledispatch

import ipywidgets as widgets
import numpy as np
import PIL.Image
from matplotlib.backends.backend_agg import FigureCanvasAgg

from gdkit.live.controls import Choice, Control, IntSlider, StartPoint, Steps, Switch

LAYOUT = {"width": "32em", "max_width": "100%"}
STYLE = {"description_width": "12em"}
CSS_PIXELS_PER_INCH = 96
DOTS_PER_INCH = 1.5 * CSS_PIXELS_PER_INCH


class Knob:
    """A control's widgets: what to show, which to listen to, and how to read and set them."""

    def __init__(self, shown, sources):
        self.shown = shown
        self.sources = sources

    @property
    def value(self):
        values = tuple(source.value for source in self.sources)
        return values if len(values) > 1 else values[0]

    @value.setter
    def value(self, value):
        values = value if len(self.sources) > 1 else (value,)
        for source, new in zip(self.sources, values, strict=True):
            source.value = new


@singledispatch
def knob(control: Control, label):
    """Return the `Knob` for a control; here for one with stops."""
    options = [(control.text(stop), stop) for stop in control.stops]
    slider = widgets.SelectionSlider(
        options=options, value=control.value, description=label, layout=LAYOUT, style=STYLE
    )
    return Knob(slider, [slider])


@knob.register
def _(control: IntSlider, label):
    slider = _int_slider(control, label)
    return Knob(slider, [slider])


@knob.register
def _(control: Steps, label):
    slider = _int_slider(control, label)
    play = widgets.Play(min=slider.min, max=slider.max, value=slider.value, interval=100)
    widgets.jslink((play, "value"), (slider, "value"))
    return Knob(widgets.HBox([slider, play]), [slider])


@knob.register
def _(control: Choice, label):
    menu = widgets.Dropdown(
        options=control.stops, value=control.value, description=label, layout=LAYOUT, style=STYLE
    )
    return Knob(menu, [menu])


@knob.register
def _(control: Switch, label):
    box = widgets.Checkbox(value=control.value, description=label, layout=LAYOUT, style=STYLE)
    return Knob(box, [box])


@knob.register
def _(control: StartPoint, label):
    x, y = knob(control.x, f"{label}, x"), knob(control.y, f"{label}, y")
    return Knob(widgets.VBox([x.shown, y.shown]), [*x.sources, *y.sources])


def _int_slider(control, label):
    return widgets.IntSlider(
        min=control.stops[0],
        max=control.stops[-1],
        value=control.value,
        description=label,
        layout=LAYOUT,
        style=STYLE,
    )


class NotebookView:
    """The widgets of one experiment: `box` holds all of them.

    The picture is one image whose bytes are replaced, at a size that never changes: the page
    neither flickers nor jumps.
    """

    def __init__(self, experiment):
        self.experiment = experiment
        self.knobs = {
            name: knob(control, control.label) for name, control in experiment.controls.items()
        }
        width, height = experiment.figure.get_size_inches() * CSS_PIXELS_PER_INCH
        self.picture = Picture(experiment)
        self.image = widgets.Image(
            format="png", layout={"width": f"{width:.0f}px", "height": f"{height:.0f}px"}
        )
        self.caption = widgets.HTML()
        self.reset = widgets.Button(description="Reset", tooltip="Back to the first settings")
        self.reset.on_click(lambda _: self.set(**experiment.first_settings))
        self.box = widgets.VBox(
            [*(k.shown for k in self.knobs.values()), self.reset, self.image, self.caption]
        )
        self._listening = True
        for k in self.knobs.values():
            for source in k.sources:
                source.observe(self._redraw, names="value")
        self._redraw()

    @property
    def settings(self):
        """What the widgets are set to, by the controls' names."""
        return {name: k.value for name, k in self.knobs.items()}

    def set(self, **settings):
        """Set several controls, and draw once."""
        self._listening = False
        try:
            for name, value in settings.items():
                self.knobs[name].value = value
        finally:
            self._listening = True
        self._redraw()

    def _redraw(self, _change=None):
        if not self._listening:
            return
        try:
            result = self.experiment.draw(**self.settings)
        except Exception:  # a callback's error would vanish into the log
            self.caption.value = f"<pre>{html.escape(traceback.format_exc())}</pre>"
            return
        self.image.value = self.picture.png()
        self.caption.value = caption_html(result)


class Picture:
    """A figure drawn in two layers: the background once, the moving artists at every change."""

    def __init__(self, experiment):
        self.figure = experiment.figure
        moving = [a for artists in experiment.artists.values() for a in artists]
        self.moving = sorted(moving, key=lambda artist: artist.zorder)
        for artist in self.moving:
            artist.set_animated(True)  # left out when the canvas draws the background
        self.figure.set_dpi(DOTS_PER_INCH)
        self.canvas = FigureCanvasAgg(self.figure)
        self.canvas.draw()
        self.background = self.canvas.copy_from_bbox(self.figure.bbox)

    def png(self):
        """Return the figure as it is now, as the bytes of a PNG file."""
        self.canvas.restore_region(self.background)
        for artist in self.moving:
            self.figure.draw_artist(artist)
        buffer = io.BytesIO()
        image = PIL.Image.fromarray(np.asarray(self.canvas.buffer_rgba()))
        image.save(buffer, format="png", compress_level=1)
        return buffer.getvalue()


def caption_html(result):
    """Return the caption and the goals, ticked or open, as HTML."""
    goals = "".join(
        f"<li>{'✓' if met else '○'} {html.escape(goal)}</li>"
        for goal, met in result["goals"].items()
    )
    style = "list-style: none; padding-left: 0"
    tasks = f'<ul style="{style}">{goals}</ul>' if goals else ""
    return f"<p>{html.escape(result['caption'])}</p>{tasks}"
