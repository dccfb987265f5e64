"""Numbers in the captions of figures, written as a person would write them."""

import math

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def numeral(number):
    """Return a number as a text, without the e of a computer's notation.

    Three digits count; from 100 on, all that stand before the point.  What is below a
    millionth, or from a million on, is given as the power of ten next to it.

    >>> from gdkit.numerals import numeral
    >>> numeral(0.875), numeral(5870.4), numeral(-0.0000312)
    ('0.875', '5,870', '−0.0000312')
    >>> numeral(2.4e-11), numeral(8e12), numeral(0.0)
    ('about 10⁻¹¹', 'about 10¹³', '0')
    """
    size = abs(number)
    sign = "−" if number < 0 else ""
    if size == 0:
        return "0"
    if not math.isfinite(size):
        return f"{sign}{size}"
    if size < 1e-6 or size >= 999_999.5:
        return f"about {sign}{_power(round(math.log10(size)))}"
    if size >= 99.95:
        return f"{sign}{size:,.0f}"
    places = 2 - math.floor(math.log10(size))
    text = f"{size:.{places}f}"
    return sign + (text.rstrip("0").rstrip(".") if "." in text else text)


def _power(exponent):
    """Ten to the power `exponent`, as a text."""
    digits = "".join([SUPERSCRIPTS[int(digit)] for digit in str(abs(exponent))])
    return f"10{'⁻' if exponent < 0 else ''}{digits}"
