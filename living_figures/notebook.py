"""An experiment in a notebook: ipywidgets drive ``update`` in the kernel."""

import html
import io
import traceback
import zlib

import ipywidgets as widgets
import numpy as np
import PIL.Image
from matplotlib.backends.backend_agg import FigureCanvasAgg

from living_figures.artists import GUESS
from living_figures.knobs import knob
from living_figures.words import in_words, minus

CSS_PIXELS_PER_INCH = 96
DOTS_PER_INCH = 1.5 * CSS_PIXELS_PER_INCH


class NotebookView:
    """The widgets of one experiment: `box` holds all of them.

    The picture is one image whose bytes are replaced, at a size that never changes: the page
    neither flickers nor jumps.
    """

    def __init__(self, experiment):
        self.experiment = experiment
        self.knobs = {
            name: knob(control, experiment.labels[name])
            for name, control in experiment.controls.items()
        }
        width, height = experiment.figure.get_size_inches() * CSS_PIXELS_PER_INCH
        self.picture = LayeredPicture(experiment)
        self.image = widgets.Image(
            format="png", layout={"width": f"{width:.0f}px", "height": f"{height:.0f}px"}
        )
        self.caption = widgets.HTML()
        self.reset = widgets.Button(description="Reset", tooltip="Back to the first settings")
        self.reset.on_click(lambda _: self._start_over())
        self.question = GuessView(experiment.guess, self._redraw) if experiment.guess else None
        shown = [k.shown for k in self.knobs.values()]
        asked = [self.question.box] if self.question else []
        self.box = widgets.VBox([*asked, *shown, self.reset, self.image, self.caption])
        self._listening = True
        for k in self.knobs.values():
            k.observe(self._redraw)
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

    def _start_over(self):
        if self.question:
            self.question.ask()
        self.set(**self.experiment.first_settings)

    def _redraw(self, _change=None):
        if not self._listening:
            return
        try:
            frame = self.experiment.draw(**self.settings)
            revealed = not self.question or self.question.compare(self.experiment, frame)
            self.image.value = self.picture.png(revealed)
            self.caption.value = caption_html(frame) if revealed else ""
        except Exception:  # a callback's error would vanish into the log
            self.caption.value = f"<pre>{html.escape(traceback.format_exc())}</pre>"


class GuessView:
    """The widgets that ask for a guess, and then set it beside the outcome."""

    def __init__(self, guess, redraw):
        self.redraw = redraw
        self.knob = knob(guess.control, guess.label)
        self.control = guess.control
        self.button = widgets.Button(description="Show what happens")
        self.verdict = widgets.HTML()
        question = widgets.HTML(f"<p>{html.escape(guess.question)}</p>")
        self.box = widgets.VBox([question, self.knob.shown, self.button, self.verdict])
        self.revealed = False
        self.knob.observe(redraw)
        self.button.on_click(lambda _: self._reveal())

    def ask(self):
        """Hide the run again."""
        self.revealed = False
        self.verdict.value = ""

    def compare(self, experiment, frame):
        """Place the guess; say what came of it, once revealed.  Returns whether it is."""
        experiment.place_guess(self.knob.value)
        if self.revealed:
            guess = self.control.text(self.knob.value)
            outcome = in_words(frame.outcome, self.control.unit)
            self.verdict.value = html.escape(f"Your guess: {guess}. The outcome: {outcome}.")
        return self.revealed

    def _reveal(self):
        self.revealed = True
        self.redraw()


class LayeredPicture:
    """A figure drawn in two layers: the background once, the moving artists at every change."""

    def __init__(self, experiment):
        self.figure = experiment.figure
        moving = [(gid, a) for gid, artists in experiment.artists.items() for a in artists]
        self.moving = sorted(moving, key=lambda pair: pair[1].zorder)
        for _, artist in self.moving:
            artist.set_animated(True)  # left out when the canvas draws the background
        self.figure.set_dpi(DOTS_PER_INCH)
        self.canvas = FigureCanvasAgg(self.figure)
        self.canvas.draw()
        self.background = self.canvas.copy_from_bbox(self.figure.bbox)

    def png(self, revealed=True):
        """Return the figure as it is now, as the bytes of a PNG file; or, before it is
        revealed, no more than the background and the guess.
        """
        self.canvas.restore_region(self.background)
        for gid, artist in self.moving:
            if revealed or gid == GUESS:
                self.figure.draw_artist(artist)
        buffer = io.BytesIO()
        image = PIL.Image.fromarray(np.asarray(self.canvas.buffer_rgba()))
        image.save(buffer, format="png", compress_type=zlib.Z_RLE)  # quick on flat colours
        return buffer.getvalue()


def caption_html(frame):
    """Return the caption and the goals, ticked or open, as HTML."""
    goals = "".join(
        f"<li>{'✓' if met else '○'} {html.escape(minus(goal))}</li>"
        for goal, met in frame.goals.items()
    )
    style = "list-style: none; padding-left: 0"
    tasks = f'<ul style="{style}">{goals}</ul>' if goals else ""
    return f"<p>{html.escape(minus(frame.caption))}</p>{tasks}"
