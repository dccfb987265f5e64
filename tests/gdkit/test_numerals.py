"""Numbers as captions write them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdkit.numerals import numeral


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1"),
        (0.5, "0.5"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333"),
        (12.345, "12.3"),
        (99.94, "99.9"),
        (99.95, "100"),
        (100, "100"),
        (1234.5, "1,234"),
        (999_999, "999,999"),
        (1_000_000, "about 10⁶"),
        (0.00123456, "0.00123"),
        (1e-6, "0.000001"),
        (9.9e-7, "about 10⁻⁶"),
        (3e-120, "about 10⁻¹²⁰"),
        (-2.5, "−2.5"),
        (-4e-9, "about −10⁻⁸"),
        (0, "0"),
        (-0.0, "0"),
        (math.inf, "inf"),
        (-math.inf, "−inf"),
        (math.nan, "nan"),
    ],
)
def test_a_number_is_written_as_by_a_person(number, text):
    assert numeral(number) == text


@given(st.floats(min_value=1e-6, max_value=999_999))
def test_the_text_is_within_half_of_its_third_digit(number):
    assert float(numeral(number).replace(",", "")) == pytest.approx(number, rel=0.00501)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_text_has_an_e_or_a_hyphen(number):
    assert not set("e-") & set(numeral(number).replace("about", ""))
