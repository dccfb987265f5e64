"""A tabulated experiment: its results at every stop of its controls, computed by the build."""

import gzip
import itertools
import json
import math
import sys

from tqdm import tqdm

from living_figures.words import in_words, minus

LIMIT_KILOBYTES = 150
DIGITS = 5  # half a pixel of a screen's width needs four


def table(experiment):
    """Return the results at all combinations of stops, the last control's changing fastest.

    Prints how large they are; raises `ValueError` above `LIMIT_KILOBYTES` when compressed.
    """
    settings = list(all_settings(experiment.controls))
    bar = tqdm(settings, "tabulating", delay=2, unit="setting", leave=False)
    unit = experiment.guess.control.unit if experiment.guess else ""
    results = [_compact(shown(experiment.evaluate(**setting), unit)) for setting in bar]
    size = len(gzip.compress(json.dumps(results).encode(), mtime=0)) / 1000
    if size > LIMIT_KILOBYTES:
        raise ValueError(
            f"a tabulated experiment may take {LIMIT_KILOBYTES} kB compressed; {len(settings)} "
            f"settings take {size:.0f} kB: give its controls fewer stops, or return fewer points"
        )
    said = f"tabulated {len(settings)} settings: {size:.0f} of {LIMIT_KILOBYTES} kB"
    tqdm.write(said, file=sys.stderr)
    return results


def shown(frame, unit):
    """What a page gets of a frame: its data, and its words as a reader sees them."""
    outcome = None if frame.outcome is None else in_words(frame.outcome, unit)
    caption = minus(frame.caption)
    goals = {minus(task): met for task, met in frame.goals.items()}
    return {"data": frame.data, "caption": caption, "goals": goals, "outcome": outcome}


def all_settings(controls):
    """Yield every combination of the controls' stops as a dict, in the order of `table`."""
    values = [control.all_values() for control in controls.values()]
    for combination in itertools.product(*values):
        yield dict(zip(controls, combination, strict=True))


def _compact(x):
    """Plain data with floats of `DIGITS` significant digits; None for what is not finite."""
    if isinstance(x, dict):
        return {str(key): _compact(value) for key, value in x.items()}
    if isinstance(x, (str, bool)) or x is None:
        return x
    if hasattr(x, "__iter__"):
        return [_compact(part) for part in x]
    x = float(x)
    return float(f"{x:.{DIGITS}g}") if math.isfinite(x) else None
