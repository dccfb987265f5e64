"""How values are written: in plain Python without imports, as a page runs it, too."""


def minus(text):
    """Write a text's negative numbers with the minus sign of the pictures, not a hyphen."""
    written, *pieces = text.split("-")
    for piece in pieces:
        number = piece[:1].isdigit() or (piece[:1] == "." and piece[1:2].isdigit())
        before = written[-1:]
        begins = before == "" or before in " \t\n(=,;:"
        exponent = before == "e" and written[-2:-1].isdigit()
        written += ("−" if number and (begins or exponent) else "-") + piece
    return written


def powers(number):
    """Write a number's exponent as the pictures do: 4.64e-05 as 4.64·10⁻⁵, and 1e-06 as 10⁻⁶."""
    mantissa, e, exponent = number.partition("e")
    if not e:
        return number
    raised = "".join("⁻" if c == "-" else "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(c)] for c in str(int(exponent)))
    factor = {"1": "", "-1": "-"}.get(mantissa, f"{mantissa}·")
    return f"{factor}10{raised}"


def in_words(value, unit="", digits=4):
    """A setting or an outcome as the reader sees it: a number, a text, on or off, a point."""
    if isinstance(value, bool):
        shown = "on" if value else "off"
    elif isinstance(value, float):
        shown = powers(f"{value:.{digits}g}")
    elif isinstance(value, (tuple, list)):
        shown = f"({', '.join(in_words(part) for part in value)})"
    else:
        shown = str(value)
    return minus(f"{shown} {unit}".rstrip())
