"""Runs in a page's worker: from the stops of a figure's controls to what it shows and says."""

import builtins

import _sys
from browser import self as worker

from living_figures.frame import checked_caption
from living_figures.shapes import misfit
from living_figures.words import in_words, minus

TYPES = {
    "float": float,
    "int": int,
    "str": str,
    "bool": lambda text: text == "True",
    "NoneType": lambda text: None,
    "mixed": lambda text: TYPES[text.partition(":")[0]](text.partition(":")[2]),
}


def plain(x):
    """Lists, numbers and texts for all that moves an artist."""
    if isinstance(x, (float, int, str)):
        return x
    # Points are most of what is sent, and a tuple is a point already: no call for most of them.
    return [
        part
        if isinstance(part, (float, int, tuple))
        else [part.x, part.y]
        if hasattr(part, "x")
        else plain(part)
        for part in x
    ]


#: The last result of an update, by name: what of it fits no artist is found in JavaScript, faster.
latest = {}


def answering(module, functions, artists, names, types, unit):
    """Return a function of the stops, as texts: it runs `update` and says what came of it.

    `functions` are triples: which part of the experiment, the name in the module, and the names
    of the parameters; `artists` are triples: gid, kind, and how many share it.  A name that stands
    twice in `names` is a point, a stop a coordinate.
    """
    parts = {part: (getattr(module, name), taken) for part, name, taken in functions}
    update, _ = parts["update"]

    def answer(*stops):
        values = {}
        for name, type_, stop in zip(names, types, stops, strict=True):
            value = TYPES[type_](stop)
            values[name] = (values[name], value) if name in values else value
        result = update(**values)
        if not isinstance(result, dict):
            raise ValueError(f"update must return a dict; it returned {result!r}")
        missing = [gid for gid, _, _ in artists if gid not in result]
        if missing:
            raise ValueError(f"update returned nothing for {missing}")
        known = {**values, **result}
        said = {"goals": {}}  # no None, which JavaScript does not know
        for part, (function, taken) in parts.items():
            if part != "update":
                said[part] = function(**{name: known[name] for name in taken})
        said["goals"] = {minus(task): bool(met) for task, met in said["goals"].items()}
        said["caption"] = minus(checked_caption(said["caption"]))
        if "outcome" in said:
            said["outcome"] = in_words(said["outcome"], unit)
        data = {}
        for gid, kind, count in artists:
            try:
                data[gid] = plain(result[gid])
            except TypeError:
                refuse(gid, kind, count, result[gid])
        latest.update(result)
        return {"data": data, **said}

    return answer


def refuse(gid, kind, count, *data):
    """Say what is wrong with the data for a gid, as a notebook does; by default with the latest."""
    wrong = misfit(kind, data[0] if data else latest[gid], count)
    raise ValueError(f"the data for gid {gid!r} do not fit its artist: {wrong}")


def absent(name, instead):
    """A function in place of a builtin one that a page cannot have."""

    def refuse_call(*args, **kwargs):
        raise NotImplementedError(f"a page has no {name}: {instead}")

    return refuse_call


class Printed:
    """Where `print` writes: the page shows it under the figure."""

    def write(self, text):
        worker.print(text)

    def flush(self):
        pass


_sys.stdout = Printed()
builtins.input = absent("input", "write the value into the code, or give the figure a slider")
builtins.open = absent("open", "there are no files; write the data into the code")
builtins.help = absent("help", "read the documentation of the package instead")
worker.answering = answering
worker.refuse = refuse
