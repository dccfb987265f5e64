"""The ipywidgets of each kind of control."""

from functools import singledispatch

import ipywidgets as widgets

from living_figures.controls import Choice, Control, IntSlider, StartPoint, Steps, Switch

LAYOUT = {"width": "32em", "max_width": "100%"}
STYLE = {"description_width": "12em"}


class Knob:
    """A control's widgets: what to show, which to listen to, and how to read and set them."""

    def __init__(self, shown, sources):
        self.shown = shown
        self.sources = sources

    def observe(self, callback):
        """Call `callback` whenever a reader changes a value."""
        for source in self.sources:
            source.observe(callback, names="value")

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
