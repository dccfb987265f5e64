"""`Experiment`: a figure, a function of its controls, and one object that joins them."""

import inspect
import os

import matplotlib.pyplot as plt

from gdkit.live import page
from gdkit.live.artists import GUESS, moving_artists, set_data
from gdkit.live.controls import Control
from gdkit.validation import require

#: Set while the book is being built: an experiment then shows its page, not its widgets.
BUILDING = "GDKIT_BUILDING_BOOK"


class Guess:
    """A question that a figure asks before it shows what happens.

    - `question`: what to guess, in words.
    - `control`: how to answer: a slider for a number, a `Choice`, a `StartPoint` for a point.

    ``update`` returns under ``"outcome"`` what a right guess would have been.  An artist with
    the gid ``"guess"``, if there is one, stands where the guess is.
    """

    def __init__(self, question, control):
        self.question = require(lambda q: q.strip(), "question", question, "a question in words")
        self.control = require(
            lambda c: isinstance(c, Control), "control", control, "a control such as Slider"
        )
        self.control.label = control.label or "your guess"


class Experiment:
    """A figure that follows its controls.

    - `figure`: a Matplotlib figure.  What moves is an artist with a ``gid`` (see
      `gdkit.live.artists`); all else is background.
    - `update`: a function of the controls' values that returns a dict: new data for each
      ``gid``; ``"caption"``, one sentence with the numbers that matter; and, if the figure
      sets the reader tasks, ``"goals"``, a dict from task to whether it is met.  It is
      written in portable Python (no NumPy), so that it can run in a page.
    - `alt`: what the picture shows, for who cannot see it.
    - `tabulated`: True if `update` needs NumPy; a page then carries its results at all stops.
    - `guess`: a `Guess` that the reader makes first; the result then has the ``"outcome"``.
    - `controls`: one for each parameter of `update`, by its name.

    Raises `ValueError` where figure, function and controls do not fit each other.
    """

    def __init__(self, figure, update, *, alt, tabulated=False, guess=None, **controls):
        self.figure = figure
        self.update = update
        self.alt = alt
        self.tabulated = tabulated
        self.guess = guess
        self.controls = controls
        self.artists = moving_artists(figure)
        self.result = None
        self._view = None
        self._check()
        self.draw(**self.first_settings)
        if guess:
            self.place_guess(guess.control.value)
        figure.draw_without_rendering()
        figure.set_layout_engine("none")  # what moves must not push the axes about
        plt.close(figure)  # or the notebook shows the bare figure as well

    @property
    def first_settings(self):
        """The controls' values at the start, by name."""
        return {name: control.value for name, control in self.controls.items()}

    def evaluate(self, **settings):
        """Return what `update` says at these settings, checked; the figure stays as it is."""
        result = self.update(**settings)
        if not isinstance(result, dict):
            raise ValueError(f"update must return a dict; it returned {result!r}")
        result = {"goals": {}, **result}
        wanted = {*self.artists, "caption", "goals"} - {GUESS}
        if self.guess:
            wanted.add("outcome")
        missing, unknown = sorted(wanted - result.keys()), sorted(result.keys() - wanted)
        if missing or unknown:
            raise ValueError(
                f"update must return data for each gid, and a caption; "
                f"missing {missing}, unknown {unknown}"
            )
        if not isinstance(result["caption"], str) or not result["caption"]:
            raise ValueError(f"caption must be a sentence; got {result['caption']!r}")
        if self.result and result["goals"].keys() != self.result["goals"].keys():
            raise ValueError(f"goals must be the same at every setting; got {result['goals']!r}")
        return result

    def draw(self, **settings):
        """Move the figure's artists to these settings and return what `update` said."""
        self.result = self.evaluate(**settings)
        for gid, artists in self.artists.items():
            if gid != GUESS:
                set_data(gid, artists, self.result[gid])
        return self.result

    def place_guess(self, value):
        """Move the artist that stands for the reader's guess, if there is one."""
        if GUESS in self.artists:
            data = [value] if isinstance(value, tuple) else value
            set_data(GUESS, self.artists[GUESS], data)

    def _check(self):
        parameters = list(inspect.signature(self.update).parameters)
        if sorted(parameters) != sorted(self.controls):
            raise ValueError(
                f"each parameter of update needs a control: update takes {parameters}, "
                f"the controls are {list(self.controls)}"
            )
        if not isinstance(self.guess, (Guess, type(None))):
            raise ValueError(f"guess must be a Guess or None; got {self.guess!r}")
        for name, control in self.controls.items():
            if not isinstance(control, Control):
                raise ValueError(f"{name} must be a control such as Slider; got {control!r}")
            control.label = control.label or name.replace("_", " ")
        if not isinstance(self.alt, str) or not self.alt.strip():
            raise ValueError(f"alt must say in words what the picture shows; got {self.alt!r}")
        if not self.artists:
            raise ValueError(
                "figure must have an artist with a gid, such as ax.plot([], [], gid='path')"
            )

    def __repr__(self):
        return f"<Experiment: {', '.join(c.label for c in self.controls.values())}>"

    def _repr_mimebundle_(self, include=None, exclude=None):
        if os.environ.get(BUILDING):
            return {"text/plain": repr(self), "text/html": page.html(self)}
        from gdkit.live.notebook import NotebookView  # widgets need a running kernel

        self._view = self._view or NotebookView(self)
        view = {"model_id": self._view.box.model_id, "version_major": 2, "version_minor": 0}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": view}
