"""Runs in a page's worker: from the stops of a figure's controls to what it shows and says."""

from browser import self as worker

from living_figures.words import in_words, minus

TYPES = {"float": float, "int": int, "str": str, "bool": lambda text: text == "True"}


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


def answering(module, functions, gids, names, types, unit):
    """Return a function of the stops, as texts: it runs `update` and says what came of it.

    `functions` are triples: which part of the experiment, the name in the module, and the names
    of the parameters.  A name that stands twice in `names` is a point, a stop a coordinate.
    """
    parts = {part: (getattr(module, name), taken) for part, name, taken in functions}
    update, _ = parts["update"]

    def answer(*stops):
        values = {}
        for name, type_, stop in zip(names, types, stops, strict=True):
            value = TYPES[type_](stop)
            values[name] = (values[name], value) if name in values else value
        result = update(**values)
        missing = [gid for gid in gids if gid not in result]
        if missing:
            raise ValueError(f"update returned nothing for {missing}")
        known = {**values, **result}
        said = {"goals": {}}  # no None, which JavaScript does not know
        for part, (function, taken) in parts.items():
            if part != "update":
                said[part] = function(**{name: known[name] for name in taken})
        said["caption"] = minus(said["caption"])
        if "outcome" in said:
            said["outcome"] = in_words(said["outcome"], unit)
        return {"data": {gid: plain(result[gid]) for gid in gids}, **said}

    return answer


worker.answering = answering
