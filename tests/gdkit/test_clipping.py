"""Clipping: too large a gradient is cut, any other is left alone."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdkit.clipping import clip_by_norm, clip_by_value
from gdkit.vector import Vector

COORDINATES = st.floats(-1e6, 1e6)


def test_by_value_cuts_each_coordinate():
    assert [clip_by_value(g, 2) for g in (-5.0, -2.0, 0.5, 3.0)] == [-2, -2, 0.5, 2]
    assert clip_by_value(Vector(-5.0, 0.5), 2) == Vector(-2, 0.5)
    np.testing.assert_array_equal(clip_by_value(np.array([[-5.0, 0.5]]), 2), [[-2, 0.5]])
    assert clip_by_value(Fraction(7, 2), Fraction(1, 3)) == Fraction(1, 3)


def test_by_norm_shortens_and_keeps_the_direction():
    """A gradient of 3, 4, and so of length 5."""
    assert list(clip_by_norm(Vector(3.0, -4.0), 1)) == pytest.approx([0.6, -0.8], rel=1e-15)
    np.testing.assert_allclose(clip_by_norm(np.array([[3.0], [4.0]]), 10 / 3), [[2], [8 / 3]])
    assert clip_by_norm(-8.0, 2) == -2.0


@given(x=COORDINATES, y=COORDINATES, limit=st.floats(1e-3, 1e3))
def test_what_comes_out_is_within_the_limit_and_what_was_within_is_unchanged(x, y, limit):
    gradient = Vector(x, y)
    by_value, by_norm = clip_by_value(gradient, limit), clip_by_norm(gradient, limit)
    assert max(abs(by_value)) <= limit
    assert math.hypot(*by_norm) <= limit * (1 + 1e-15)
    if math.hypot(x, y) <= limit:
        assert by_value == by_norm == gradient
    assert by_norm.x * y == pytest.approx(by_norm.y * x, rel=1e-9)
    array = np.array([x, y])
    np.testing.assert_allclose(clip_by_value(array, limit), list(by_value), rtol=1e-15)
    np.testing.assert_allclose(clip_by_norm(array, limit), list(by_norm), rtol=1e-12)


@pytest.mark.parametrize("clip", [clip_by_value, clip_by_norm])
def test_the_gradient_itself_and_its_dtype_stay(clip):
    gradient = np.array([30.0, 40.0], dtype=np.float32)
    gradient.flags.writeable = False
    assert clip(gradient, 0.5).dtype == np.float32
    assert gradient.tolist() == [30, 40]


@pytest.mark.parametrize("clip", [clip_by_value, clip_by_norm])
def test_not_a_number_is_not_hidden(clip):
    assert math.isnan(clip(math.nan, 1.0))
    for broken in (clip(Vector(math.nan, 5.0), 1.0), clip(np.array([math.nan, 5.0]), 1.0)):
        assert math.isnan(broken[0])


def test_a_length_whose_square_overflows_is_clipped_all_the_same():
    np.testing.assert_allclose(clip_by_norm(np.array([3e200, 4e200]), 5.0), [3, 4])
    assert list(clip_by_norm(Vector(3e200, 4e200), 5.0)) == pytest.approx([3, 4])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_what_is_clipped_is_within_the_limit_whoever_measures_it(dtype):
    random = np.random.default_rng(0)
    for _ in range(2000):
        gradient = random.standard_normal(random.integers(2, 50)).astype(dtype)
        limit = float(dtype(random.uniform(0.01, 1) * np.linalg.norm(gradient)))
        clipped = clip_by_norm(gradient, limit)
        assert np.linalg.norm(clipped) <= limit
        assert math.hypot(*clipped.astype(float)) <= limit
        assert np.linalg.norm(clipped) == pytest.approx(limit, rel=20 * float(np.finfo(dtype).eps))


def test_one_coordinate_that_is_not_a_number_leaves_no_other_unclipped():
    """No length can be told: all become NaN, as in PyTorch; of an infinite one, the others 0."""
    for kind in (np.array, lambda pair: Vector(*pair)):
        assert all(map(math.isnan, clip_by_norm(kind([math.nan, 1e9]), 1.0)))
    with np.errstate(invalid="ignore"):
        clipped = clip_by_norm(np.array([math.inf, 1e9]), 1.0)
    assert math.isnan(clipped[0]) and clipped[1] == 0


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int32])
def test_whole_numbers_are_clipped_as_their_floats(dtype):
    gradient = np.array([100, 0, 100], dtype)
    assert clip_by_value(gradient, 2).tolist() == [2, 0, 2]
    assert clip_by_norm(gradient, 5).tolist() == clip_by_norm(gradient * 1.0, 5).tolist()
    assert clip_by_norm(np.array([-128], np.int8), 1)[0] == pytest.approx(-1)


def test_a_pair_is_clipped_as_a_vector_and_what_is_no_number_is_refused():
    assert clip_by_value((3.0, 0.5), 1) == Vector(1, 0.5)
    for clip in (clip_by_value, clip_by_norm):
        for bad in ("steep", None, 1j, [1.0, 2.0, 3.0], np.ma.ones(2)):
            with pytest.raises(ValueError, match="gradient must be a number, a pair, a Vector or"):
                clip(bad, 1.0)
