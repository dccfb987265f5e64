"""An experiment on a static page: Matplotlib's own picture at the first settings, as SVG."""

import hashlib
import html as markup
import io
import re

import matplotlib


def html(experiment):
    """Return the experiment as a self-contained ``<figure>``."""
    settings = experiment.first_settings
    experiment.draw(**settings)
    chosen = "; ".join(
        f"{control.label} {control.text(settings[name])}"
        for name, control in experiment.controls.items()
    )
    tasks = "".join(
        f'<li class="{"met" if met else "open"}">{markup.escape(task)}</li>'
        for task, met in experiment.result["goals"].items()
    )
    return (
        f'<figure class="experiment">{svg(experiment)}'
        f'<figcaption><p class="caption">{markup.escape(experiment.result["caption"])}</p>'
        f'<p class="settings">{markup.escape(chosen)}</p>'
        + (f'<ul class="goals">{tasks}</ul>' if tasks else "")
        + "</figcaption></figure>"
    )


def svg(experiment):
    """Return the figure as an ``<svg>`` element that shares no id with another one's."""
    buffer = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": "gdkit"}):  # the same ids at every build
        experiment.figure.savefig(buffer, format="svg", metadata={"Date": None})
    text = buffer.getvalue()
    text = text[text.index("<svg") :]  # without the XML prologue, which HTML does not know
    own = "e" + hashlib.sha256((text + experiment.alt).encode()).hexdigest()[:8]
    text = re.sub(r'(\bid="|url\(#|href="#)', rf"\1{own}-", text)
    label = markup.escape(experiment.alt, quote=True)
    return text.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
