"""The data that each kind of artist takes: in plain Python, as a page runs it, too."""

POINTS = ("line", "scatter")
NUMBERS = ("vertical", "horizontal")


def misfit(kind, data, count):
    """Return in words why data do not fit an artist, one of `count` bars; None if they do."""
    if kind in POINTS:
        wrong = wrong_points(data)
    elif kind in NUMBERS:
        wrong = None if is_number(data) else f"a number is wanted, got {short(data)}"
    elif kind == "text":
        wrong = None if isinstance(data, str) else f"a text is wanted, got {short(data)}"
    elif kind == "shown":
        wrong = None if isinstance(data, bool) else f"True or False is wanted, got {short(data)}"
    else:
        wrong = wrong_lengths(data, count)
    return wrong


def wrong_points(data):
    """Why data are not points; None if they are."""
    if isinstance(data, str) or not hasattr(data, "__iter__"):
        return f"points (x, y) are wanted, got {short(data)}"
    for point in data:
        if isinstance(point, str) or not hasattr(point, "__iter__"):
            return f"points (x, y) are wanted, got {short(point)} among them"
        pair = list(point)
        if len(pair) != 2 or not (is_number(pair[0]) and is_number(pair[1])):
            return f"points (x, y) are wanted, got {short(point)} among them"
    return None


def wrong_lengths(data, count):
    """Why data are not the lengths of `count` bars; None if they are."""
    if isinstance(data, str) or not hasattr(data, "__len__"):
        return f"{count} lengths are wanted, got {short(data)}"
    if len(data) != count:
        return f"{count} bars, {len(data)} lengths"
    for length in data:
        if not is_number(length):
            return f"a number is wanted, got {short(length)} among the lengths"
    return None


def is_number(x):
    """Whether a value is a number: not a text that reads like one, and not True or False."""
    if isinstance(x, (str, bool)):
        return False
    try:
        float(x)
    except OverflowError:
        return True
    except (TypeError, ValueError):
        return False
    return True


def short(value):
    """The value as Python writes it, cut off where it is long."""
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + "…"
