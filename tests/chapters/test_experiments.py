"""Every experiment of the book, driven at its sliders' ends and at random settings."""

import inspect
import io
import json
import random
import statistics
import time
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest

import living_figures
from living_figures import Experiment, StartPoint
from living_figures.notebook import NotebookView

CHAPTERS = sorted((Path(__file__).parents[2] / "chapters").glob("*.ipynb"))
RANDOM_SETTINGS = 25


def run_chapter(path):
    """Run a chapter's code in this process; return the experiments that it makes, in order."""
    made = []

    class Recorded(Experiment):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            made.append(self)

    with pytest.MonkeyPatch.context() as patch, matplotlib.rc_context():
        patch.setattr(living_figures, "Experiment", Recorded)
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        exec(compile("\n".join(code), str(path), "exec"), {"__name__": "__main__"})
    plt.close("all")
    return made


@pytest.fixture(scope="module", params=CHAPTERS, ids=lambda path: path.stem)
def views(request):
    """The view of each experiment of a chapter."""
    return [NotebookView(experiment) for experiment in run_chapter(request.param)]


def ends(experiment):
    """Yield the settings with each source of each control at its ends, the others at rest."""
    first = experiment.first_settings
    for name, control in experiment.controls.items():
        if isinstance(control, StartPoint):
            for x in (control.x.stops[0], control.x.stops[-1]):
                for y in (control.y.stops[0], control.y.stops[-1]):
                    yield {**first, name: (x, y)}
        else:
            for stop in (control.stops[0], control.stops[-1]):
                yield {**first, name: stop}


def anywhere(experiment, source):
    """Return settings drawn at random from the stops of every control."""
    return {
        name: (source.choice(control.x.stops), source.choice(control.y.stops))
        if isinstance(control, StartPoint)
        else source.choice(control.stops)
        for name, control in experiment.controls.items()
    }


def test_the_callbacks_work_at_the_ends_and_at_random_settings(views):
    source = random.Random(0)
    for view in views:
        settings = [
            *ends(view.experiment),
            *(anywhere(view.experiment, source) for _ in range(RANDOM_SETTINGS)),
        ]
        for setting in settings:
            view.set(**setting)
            assert view.settings == setting
            assert "Traceback" not in view.caption.value, (setting, view.caption.value)
            assert vars(view.experiment.frame) == vars(view.experiment.evaluate(**setting))


def test_a_change_is_drawn_faster_than_the_whole_figure(views):
    for view in views:
        source = random.Random(1)
        settings = [anywhere(view.experiment, source) for _ in range(7)]
        change = statistics.median(least_time(view.set, **s) for s in settings)
        whole = least_time(view.picture.canvas.print_png, io.BytesIO())
        assert change < whole, view.experiment


def least_time(action, *args, **kwargs):
    """The least processor time of three: what else the machine is busy with hardly counts."""

    def once():
        began = time.process_time()
        action(*args, **kwargs)
        return time.process_time() - began

    return min(once() for _ in range(3))


def test_what_a_page_will_run_needs_no_numpy(views):
    for view in views:
        if not view.experiment.tabulated:
            functions = [view.experiment.update, *view.experiment.words.values()]
            behind = set().union(*map(modules_behind, functions))
            foreign = sorted(behind - {"math", "builtins"})
            assert all(name.startswith("gdkit.") for name in foreign), (view.experiment, foreign)
            assert not [n for n in foreign if n.startswith(("gdkit.plots", "gdkit.learning"))]


def modules_behind(function, seen=None):
    """The modules of everything that a function of a notebook uses, and that this uses."""
    seen = set() if seen is None else seen
    names = set()
    variables = inspect.getclosurevars(function)
    for value in [*variables.globals.values(), *variables.nonlocals.values()]:
        module = value if inspect.ismodule(value) else inspect.getmodule(type(value))
        if inspect.isfunction(value) and value.__module__ == "__main__":
            if id(value) not in seen:
                seen.add(id(value))
                names |= modules_behind(value, seen)
            continue
        if inspect.isfunction(value) or inspect.isclass(value):
            module = inspect.getmodule(value)
        names.add(getattr(module, "__name__", "builtins"))
    return names - {"__main__"}
