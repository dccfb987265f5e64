"""`Experiment`: a figure, a function that moves it, what is said of it, and its controls."""

import os

import matplotlib.pyplot as plt

from living_figures import page
from living_figures.artists import GUESS, moving_artists, set_data
from living_figures.controls import Control
from living_figures.frame import Frame, checked_caption, checked_goals
from living_figures.source import parameters
from living_figures.validation import require

#: Set while a site is being built: an experiment then shows its page, not its widgets.
ON_A_PAGE = "LIVING_FIGURES_ON_A_PAGE"


class Guess:
    """A question that a figure asks before it shows what happens.

    - `question`: what to guess, in words.
    - `control`: how to answer: a slider for a number, a `Choice`, a `StartPoint` for a point.

    The experiment's `outcome` says what a right guess would have been.  An artist with the gid
    ``"guess"``, if there is one, stands where the guess is.
    """

    def __init__(self, question, control):
        self.question = require(lambda q: q.strip(), "question", question, "a question in words")
        self.control = require(
            lambda c: isinstance(c, Control), "control", control, "a control such as Slider"
        )
        self.label = control.label or "your guess"


class Experiment:
    """A figure that follows its controls.

    - `figure`: a Matplotlib figure.  What moves is an artist with a ``gid`` (see
      `living_figures.artists`); all else is background.
    - `update`: a function of the controls' values that returns a dict: new data for each
      ``gid``, and under names of its own whatever the words need.  It computes and says nothing.
    - `caption`: a function that returns one sentence with the numbers that matter.
    - `alt`: what the picture shows, for readers who cannot see it.
    - `goals`: a function that returns a dict from each task to whether it is met, if the figure
      sets the reader tasks.
    - `guess`: a `Guess` that the reader makes first, and `outcome`, a function that returns
      what a right one would have been.
    - `tabulated`: True if `update` needs NumPy; a page then carries its results at all stops.
    - `controls`: one for each parameter of `update`, by its name.

    `caption`, `goals` and `outcome` name as their parameters what they need: the controls'
    names, and the names in what `update` returned.  All four are written in portable Python (no
    NumPy), so that they can run in a page.

    Raises `ValueError` where the parts do not fit each other, and says which one is missing.
    """

    def __init__(
        self,
        figure,
        update,
        *,
        caption=None,
        alt=None,
        goals=None,
        guess=None,
        outcome=None,
        tabulated=False,
        **controls,
    ):
        self.figure = figure
        self.update = update
        self.words = {"caption": caption, "goals": goals, "outcome": outcome}
        self.alt = alt
        self.tabulated = tabulated
        self.guess = guess
        self.controls = controls
        self.labels = {n: getattr(c, "label", None) or _spaced(n) for n, c in controls.items()}
        self.artists = moving_artists(figure)
        self._check()
        self.words = {name: function for name, function in self.words.items() if function}
        self._taken = {name: parameters(function) for name, function in self.words.items()}
        self.frame = None
        self._view = None
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
        """Return the `Frame` at these settings; the figure stays as it is."""
        result = self.update(**settings)
        if not isinstance(result, dict):
            raise ValueError(f"update must return a dict; it returned {result!r}")
        known = self._named(settings, result)
        said = {}
        for name, function in self.words.items():
            said[name] = function(**{p: known[p] for p in self._taken[name]})
        tasks = self.frame.goals if self.frame else None
        return Frame(
            {gid: result[gid] for gid in self.artists if gid != GUESS},
            checked_caption(said["caption"]),
            checked_goals(said.get("goals", {}), tasks),
            said.get("outcome"),
        )

    def draw(self, **settings):
        """Move the figure's artists to these settings, and return the `Frame`."""
        self.frame = self.evaluate(**settings)
        for gid, data in self.frame.data.items():
            set_data(gid, self.artists[gid], data)
        return self.frame

    def place_guess(self, value):
        """Move the artist that stands for the reader's guess, if there is one."""
        if GUESS in self.artists:
            data = [value] if isinstance(value, tuple) else value
            set_data(GUESS, self.artists[GUESS], data)

    def _named(self, settings, result):
        """The settings and the results by name, once it is clear that all fit together."""
        wanted = {name for taken in self._taken.values() for name in taken}
        gids = self.artists.keys() - {GUESS}
        problems = {
            "missing for artists": gids - result.keys(),
            "missing for the words": wanted - gids - result.keys() - settings.keys(),
            "used by no artist and no words": result.keys() - gids - wanted,
            "the name of a control, too": result.keys() & settings.keys(),
        }
        found = "; ".join(f"{what}: {sorted(names)}" for what, names in problems.items() if names)
        if found:
            raise ValueError(
                f"update must return data for each gid, and what the words need: {found}"
            )
        return settings | result

    def _check(self):
        for name, function in {"update": self.update, **self.words}.items():
            if not callable(function) and (function is not None or name in ("update", "caption")):
                raise ValueError(f"{name} must be a function, defined with def; got {function!r}")
        taken = parameters(self.update)
        if sorted(taken) != sorted(self.controls):
            raise ValueError(
                f"each parameter of update needs a control: update takes {taken}, "
                f"the controls are {list(self.controls)}"
            )
        for name, control in self.controls.items():
            if not isinstance(control, Control):
                raise ValueError(f"{name} must be a control such as Slider; got {control!r}")
        if not isinstance(self.guess, (Guess, type(None))):
            raise ValueError(f"guess must be a Guess or None; got {self.guess!r}")
        if bool(self.guess) != bool(self.words["outcome"]):
            raise ValueError(
                "guess and outcome belong together: the question, and a function that answers it; "
                f"got guess={self.guess!r}, outcome={self.words['outcome']!r}"
            )
        if not isinstance(self.alt, str) or not self.alt.strip():
            raise ValueError(f"alt must say in words what the picture shows; got {self.alt!r}")
        if not self.artists:
            raise ValueError(
                "figure must have an artist with a gid, such as ax.plot([], [], gid='path')"
            )

    def __repr__(self):
        return f"<Experiment: {', '.join(self.labels.values())}>"

    def _repr_mimebundle_(self, include=None, exclude=None):
        if os.environ.get(ON_A_PAGE):
            return {"text/plain": repr(self), "text/html": page.html(self)}
        from living_figures.notebook import NotebookView  # widgets need a running kernel

        self._view = self._view or NotebookView(self)
        view = {"model_id": self._view.box.model_id, "version_major": 2, "version_minor": 0}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": view}


def _spaced(name):
    return name.replace("_", " ")
