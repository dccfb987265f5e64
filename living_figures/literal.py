"""Data written as Python."""


def literal(thing):
    """Plain data as Python source, NumPy's own numbers as plain ones; None for all else."""
    if type(thing).__module__ == "numpy" and getattr(thing, "shape", None) == ():
        thing = thing.item()
    if type(thing) is float:
        return repr(thing) if abs(thing) < float("inf") else f'float("{thing}")'
    if thing is None or type(thing) in (bool, int, str):
        return repr(thing)
    if type(thing) in (list, tuple, set):
        parts = [literal(x) for x in thing]
        if None in parts:
            return None
        left, right = {list: "[]", tuple: "()", set: "{}"}[type(thing)]
        comma = "," if type(thing) is tuple and len(parts) == 1 else ""
        return f"{left}{', '.join(parts)}{comma}{right}" if parts else f"{type(thing).__name__}()"
    if type(thing) is dict:
        parts = [(literal(key), literal(value)) for key, value in thing.items()]
        if any(None in pair for pair in parts):
            return None
        if any(type(key) is float for key in thing):  # Brython loses such keys of a display
            return f"dict([{', '.join(f'({key}, {value})' for key, value in parts)}])"
        return "{" + ", ".join(f"{key}: {value}" for key, value in parts) + "}"
    return None
