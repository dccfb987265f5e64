"""Plain data cross as they are; nothing else does."""

import math
import os
from collections import defaultdict, namedtuple

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from coursework.inside.wire import Channel, Closed, decode, encode
from gdkit.vector import Vector

numbers = (
    st.integers() | st.floats(allow_nan=False) | st.booleans() | st.complex_numbers(allow_nan=False)
)
plain = st.recursive(
    st.none() | numbers | st.text(),
    lambda part: (
        st.lists(part)
        | st.lists(part).map(tuple)
        | st.dictionaries(st.text() | st.integers(), part)
        | st.sets(st.text())
    ),
    max_leaves=10,
)


def refuse(x):
    raise TypeError(x)


@given(plain)
def test_plain_data_come_back_equal_and_of_the_same_type(x):
    back = decode(encode(x, refuse), refuse)
    assert back == x
    assert type(back) is type(x)


@pytest.mark.parametrize(
    "dtype", ["float64", "float32", "int64", "uint8", "bool", "complex128", "U3"]
)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3)])
def test_arrays_come_back_with_their_type_and_shape(dtype, shape):
    x = np.arange(math.prod(shape)).reshape(shape).astype(dtype)
    back = decode(encode(x, refuse), refuse)
    assert type(back) is np.ndarray
    assert (back.dtype, back.shape) == (x.dtype, x.shape)
    assert np.array_equal(back, x)
    back[...] = 0  # it can be written to


def test_the_views_of_an_array_come_back_in_order():
    x = np.arange(6.0).reshape(2, 3).T[::-1]
    assert np.array_equal(decode(encode(x, refuse), refuse), x)


def test_not_a_number_and_the_infinities_come_back():
    back = decode(encode([math.nan, math.inf, -math.inf, -0.0], refuse), refuse)
    assert math.isnan(back[0])
    assert back[1:3] == [math.inf, -math.inf]
    assert math.copysign(1, back[3]) == -1


def test_numpy_scalars_and_vectors_come_back():
    x = np.float32(0.1)
    back = decode(encode([x, Vector(1.0, 2.0)], refuse), refuse)
    assert back == [x, Vector(1.0, 2.0)]
    assert type(back[0]) is np.float32


class EqualArray(np.ndarray):
    def __eq__(self, other):
        return True

    def __array__(self, *_, **__):
        return np.ones(2)

    def tobytes(self):
        return b"forged"

    __hash__ = None


@pytest.mark.parametrize(
    "x",
    [
        np.array([[1.0, 2.0]]).view(EqualArray),
        np.ma.array([[1.0, 2.0]]),
        np.array([[1.0, 2.0]]).view(np.matrix),
    ],
)
def test_kinds_of_arrays_come_back_as_plain_ones(x):
    back = decode(encode(x, refuse), refuse)
    assert type(back) is np.ndarray
    assert back.tolist() == [[1.0, 2.0]]


class EqualToEverything(list):
    def __eq__(self, other):
        return True

    __hash__ = None


@pytest.mark.parametrize(
    ("x", "plain"),
    [
        (range(2, 8, 3), [2, 5]),
        (namedtuple("Rates", "bound best")(2.0, 1.0), (2.0, 1.0)),
        (defaultdict(list, {"A": "ravine"}), {"A": "ravine"}),
        (EqualToEverything([1]), [1]),
    ],
)
def test_kinds_of_containers_come_back_as_plain_ones(x, plain):
    back = decode(encode(x, refuse), refuse)
    assert back == plain
    assert type(back) is type(plain)


class EqualToAll(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


@pytest.mark.parametrize(
    "x", [object(), len, EqualToAll(1), np.array([None]), type("S", (str,), {})("")]
)
def test_what_only_looks_like_plain_data_does_not_cross_as_such(x):
    with pytest.raises(TypeError):
        encode(x, refuse)


@pytest.mark.parametrize(
    "sent",
    [{"array": ["O", [1], "AAAA"]}, {"array": ["<f8", [2], "AAAA"]}, {"set": [{"dict": []}]}],
)
def test_a_forged_message_is_an_error(sent):
    with pytest.raises((ValueError, TypeError)):
        decode(sent, refuse)


@pytest.mark.parametrize(
    "sent", [b"\0" * 8, b"\xff" * 8, b"\0" * 7 + b"\x02[]", b"\0" * 7 + b"\x02{]", b"\0\0"]
)
def test_bytes_that_are_no_message_close_the_channel(sent):
    reading, writing = os.pipe()
    os.write(writing, sent)
    os.close(writing)
    with pytest.raises(Closed):
        Channel(reading, -1).receive()
    os.close(reading)


def test_a_message_that_does_not_come_is_a_timeout():
    reading, writing = os.pipe()
    with pytest.raises(TimeoutError):
        Channel(reading, -1).receive(end=0)
    os.close(reading)
    os.close(writing)
