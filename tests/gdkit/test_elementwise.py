"""The functions that mean the same on a number, an array and a `Vector`."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdkit.elementwise import cos, exp, largest, maximum, norm, overflowing_quietly, sin
from gdkit.vector import Vector

NUMBERS = st.floats(-1e3, 1e3)


@pytest.mark.parametrize("function", [cos, sin, exp])
@given(x=st.floats(-20, 20))
def test_of_a_number_and_of_an_array(function, x):
    true = getattr(math, function.__name__)(x)
    assert function(x) == true
    for dtype, rtol in [(np.float64, 1e-14), (np.float32, 1e-5)]:
        array = function(np.full((2, 1), x, dtype))
        assert array.shape == (2, 1) and array.dtype == dtype
        np.testing.assert_allclose(array, true, rtol=rtol, atol=1e-5 if rtol > 1e-6 else 0)


@given(a=NUMBERS, b=NUMBERS, c=NUMBERS, d=NUMBERS)
def test_maximum_largest_and_norm(a, b, c, d):
    assert maximum(a, b) == max(a, b) and largest(a) == abs(a)
    assert maximum(Vector(a, b), Vector(c, d)) == Vector(max(a, c), max(b, d))
    assert maximum(0, Vector(c, d)) == Vector(max(0, c), max(0, d))
    assert maximum(np.array([a, b]), np.array([c, d])).tolist() == [max(a, c), max(b, d)]
    assert largest(Vector(a, b)) == largest(np.array([[a], [b]])) == max(abs(a), abs(b))
    for pair in (Vector(a, b), np.array([[a], [b]])):
        assert norm(pair) == pytest.approx(math.hypot(a, b), rel=1e-14)
    assert norm(a) == pytest.approx(abs(a), rel=1e-14)


@pytest.mark.parametrize("kind", [lambda *xy: Vector(*xy), lambda *xy: np.array(xy)])
def test_not_a_number_wins_wherever_it_stands(kind):
    for pair in (kind(math.nan, 1.0), kind(1.0, math.nan)):
        assert math.isnan(largest(pair)) and math.isnan(norm(pair))
    assert norm(kind(math.inf, 1.0)) == math.inf and norm(kind(0.0, 0.0)) == 0


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_norm_neither_overflows_nor_vanishes(scale):
    for pair in (Vector(3 * scale, 4 * scale), np.array([3 * scale, 4 * scale])):
        assert norm(pair) == pytest.approx(5 * scale, rel=1e-14, abs=0)


def test_overflow_is_quiet_inside_and_a_warning_again_outside():
    huge = np.array([1e300])
    with overflowing_quietly(huge):
        assert huge * huge == math.inf
        assert math.isnan((huge * huge - huge * huge).item())
    with pytest.warns(RuntimeWarning, match="overflow"):
        huge * huge
    with pytest.raises(OverflowError), overflowing_quietly(1.0):
        math.exp(1000)
