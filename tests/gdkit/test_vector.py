"""A `Vector` computes what a NumPy array of two coordinates does."""

import operator
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdkit.vector import Vector, as_point, like

NUMBERS = st.floats(0.01, 100) | st.floats(-100, -0.01)
ARITHMETIC = [operator.add, operator.sub, operator.mul, operator.truediv]


@pytest.mark.parametrize("operation", ARITHMETIC)
@given(a=NUMBERS, b=NUMBERS, c=NUMBERS, d=NUMBERS)
def test_arithmetic_is_numpys(operation, a, b, c, d):
    for left, right in [(Vector(a, b), Vector(c, d)), (Vector(a, b), c), (a, Vector(c, d))]:
        arrays = [np.array(s) if isinstance(s, Vector) else s for s in (left, right)]
        result = operation(left, right)
        assert isinstance(result, Vector)
        assert list(result) == operation(*arrays).tolist()


@given(a=NUMBERS, b=NUMBERS)
def test_sign_size_and_power_are_numpys(a, b):
    vector, array = Vector(a, b), np.array([a, b])
    assert list(-vector) == (-array).tolist() and list(abs(vector)) == abs(array).tolist()
    assert list(vector**2) == pytest.approx((array**2).tolist(), rel=1e-15)
    assert list(abs(vector) ** 0.5) == pytest.approx(np.sqrt(abs(array)).tolist(), rel=1e-15)


def test_exact_fractions_stay_exact():
    third = Vector(Fraction(1, 3), Fraction(1))
    assert third / 3 + third * 2 == Vector(Fraction(7, 9), Fraction(7, 3))


def test_it_is_a_sequence_of_two():
    vector = Vector(1.0, 2.0)
    x, y = vector
    assert (x, y) == (vector[0], vector[1]) == (vector[-2], vector[-1]) == (vector.x, vector.y)
    assert len(vector) == 2 and np.array([vector, vector]).shape == (2, 2)
    with pytest.raises(IndexError):
        vector[2]


def test_arithmetic_returns_a_new_vector():
    vector = original = Vector(1.0, 2.0)
    vector += 1
    vector *= 3
    assert vector == Vector(6, 9) and original == Vector(1, 2)


def test_equality_hash_and_repr():
    assert Vector(1, 2) == Vector(1.0, 2.0) != Vector(2, 1)
    assert hash(Vector(1, 2)) == hash(Vector(1.0, 2.0)) != hash(Vector(2, 1))
    assert Vector(1, 2) != (1, 2)
    assert eval(repr(Vector(0.1, -2))) == Vector(0.1, -2)


def test_as_point_and_like():
    assert as_point((1, 2)) == as_point([1, 2]) == as_point(Vector(1, 2)) == Vector(1, 2)
    array = np.ones((2, 3), np.float32)
    assert as_point(array) is array and as_point(3.0) == 3.0 and as_point((1, 2, 3)) == (1, 2, 3)
    assert like((0, 0), 1, 2) == like(Vector(0, 0), 1, 2) == Vector(1, 2)
    grid = like(array, array[0], array[1])
    assert grid.shape == (2, 3) and grid.dtype == np.float32


@pytest.mark.parametrize("operation", ARITHMETIC)
def test_what_numpy_returns_acts_on_a_vector_as_a_number_or_a_vector(operation):
    vector = Vector(3.0, 5.0)
    for number in (np.float64(2), np.float32(2), np.int32(2), np.array(2.0), 2, Fraction(2)):
        assert operation(vector, number) == operation(vector, 2.0)
        assert operation(number, vector) == operation(2.0, vector)
        assert isinstance(operation(number, vector).x, float)
    for pair in (np.array([2.0, 4.0]), np.array([2, 4])):
        assert operation(vector, pair) == operation(vector, Vector(2.0, 4.0))
        assert operation(pair, vector) == operation(Vector(2.0, 4.0), vector)


def test_an_array_of_another_shape_does_not_act_on_a_vector():
    for wrong in (np.ones(3), np.ones((2, 2))):
        with pytest.raises(ValueError, match="in place of a real number"):
            Vector(1.0, 2.0) + wrong
