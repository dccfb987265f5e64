"""Runs in a page's worker: from the stops of a figure's controls to what its `update` returns."""

from browser import self as worker

from gdkit.vector import Vector

TYPES = {"float": float, "int": int, "str": str, "bool": lambda text: text == "True"}


def plain(x):
    """Lists, numbers and texts for all that an `update` may return."""
    if isinstance(x, (float, int, str)):
        return x
    if isinstance(x, dict):
        return {str(k): plain(v) for k, v in x.items()}
    # Points are most of what is sent, and a tuple is a point already: no call for either.
    return [
        [part.x, part.y]
        if isinstance(part, Vector)
        else part
        if isinstance(part, (float, int, tuple))
        else plain(part)
        for part in x
    ]


def answering(module, update, gids, names, types):
    """Return a function of the stops, as texts: it runs `update`, and checks what comes of it.

    A name that stands twice in `names` is a point, with a stop for each coordinate.
    """
    update = getattr(module, update)

    def answer(*stops):
        values = {}
        for name, type_, stop in zip(names, types, stops, strict=True):
            value = TYPES[type_](stop)
            values[name] = (values[name], value) if name in values else value
        result = {"goals": {}, **update(**values)}
        missing = [gid for gid in [*gids, "caption"] if gid not in result]
        if missing:
            raise ValueError(f"update returned nothing for {missing}")
        return plain(result)

    return answer


worker.answering = answering
