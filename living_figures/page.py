"""An experiment on a static page: a picture, and all that a script needs to bring it to life."""

import hashlib
import html as markup
import json

from living_figures.controls import Choice, StartPoint, Steps, Switch
from living_figures.picture import Picture
from living_figures.source import portable_source
from living_figures.table import table
from living_figures.words import minus


def html(experiment):
    """Return the experiment as a self-contained ``<figure>``."""
    name = "figure-" + hashlib.sha256(experiment.alt.encode()).hexdigest()[:6]
    picture = Picture(experiment, prefix=f"{name}-")
    tasks = "".join(
        f'<li data-met="{str(met).lower()}">{markup.escape(minus(task))}</li>'
        for task, met in experiment.frame.goals.items()
    )
    caption, settings = minus(experiment.frame.caption), settings_text(experiment)
    return (
        f'<figure class="experiment" id="{name}">'
        f'<div class="experiment-picture" style="--least-width: {0.84 * picture.width:.0f}px">'
        f"{picture.svg}</div>"
        f'<figcaption><p class="experiment-caption">{markup.escape(caption)}</p>'
        + (f'<ul class="experiment-goals">{tasks}</ul>' if tasks else "")
        + f'<p class="experiment-settings">{markup.escape(settings)}</p></figcaption>'
        f'<script type="application/json">{_script_safe(data(experiment, picture))}</script>'
        "</figure>"
    )


def settings_text(experiment):
    """The first settings in words: what the picture shows where no script runs."""
    controls = experiment.controls.items()
    return "; ".join(f"{experiment.labels[n]}: {c.text(c.value)}" for n, c in controls)


def data(experiment, picture):
    """What the script gets: the source to run, the controls, and how to draw."""
    if experiment.tabulated:
        program = {"table": table(experiment)}
    else:
        program = portable_source(experiment.update, experiment.words)
    axes = experiment.figure.axes
    controls = experiment.controls.items()
    specs = [
        spec
        for name, control in controls
        for spec in control_specs(name, control, experiment.labels[name], axes)
    ]
    if experiment.guess:
        guess = experiment.guess
        inputs = control_specs("guess", guess.control, guess.label, axes)
        program["guess"] = {"question": guess.question, "controls": inputs}
        program["guess"]["unit"] = guess.control.unit
    return program | {"controls": specs, "axes": picture.axes, "artists": picture.artists}


def control_specs(name, control, label, axes):
    """What makes the inputs of a control: two for a point, one for all else."""
    if isinstance(control, StartPoint):
        place = {"axes": axes.index(control.ax)}
        return [
            _spec(name, part, f"{label}, {along}") | place | {"along": along}
            for along, part in (("x", control.x), ("y", control.y))
        ]
    return [_spec(name, control, label)]


#: The types of settings that a page can hand to Python; `answer.py` reads them.
TYPES = {"float", "int", "str", "bool", "NoneType"}


def _spec(name, control, label):
    types = [type(stop).__name__ for stop in control.stops]
    if strange := set(types) - TYPES:
        raise ValueError(
            f"control {name!r} has a setting of type {strange.pop()}; a page knows texts, numbers, "
            "True, False and None"
        )
    stops = [str(stop) for stop in control.stops]
    is_mixed = len(set(types)) > 1
    kinds = {Choice: "choice", Switch: "switch", Steps: "steps"}
    return {
        "name": name,
        "kind": kinds.get(type(control), "slider"),
        "label": label,
        "first": control.stops.index(control.value),
        "type": "mixed" if is_mixed else types[0],
        # exact, for Python to read
        "stops": [f"{t}:{s}" for t, s in zip(types, stops, strict=True)] if is_mixed else stops,
        "texts": [control.text(stop) for stop in control.stops],  # as a reader sees them
    }


def _script_safe(value):
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).replace("</", "<\\/")
