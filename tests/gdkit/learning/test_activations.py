"""The activations against their defining identities and limits."""

import math
import pickle

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gdkit.learning.activations import ACTIVATIONS, as_activation, relu, sigmoid, tanh

every_activation = pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=str)


@every_activation
@given(z=st.floats(-15, 15))
@settings(deadline=None)
def test_the_derivative_is_the_centred_difference(activation, z):
    assume(abs(z) > 1e-4)  # ReLU's kink
    h = 1e-5
    difference = (activation(z + h) - activation(z - h)) / (2 * h)
    assert activation.derivative(np.array(z)) == pytest.approx(difference, rel=1e-6, abs=1e-9)


@every_activation
@given(z=st.floats(-50, 50))
@settings(deadline=None)
def test_the_slope_from_the_value_is_the_derivative(activation, z):
    assert activation.slope(activation(z)) == activation.derivative(z)


@given(z=st.floats(-700, 700))
@settings(deadline=None)
def test_sigmoid_and_tanh_are_one_function_scaled(z):
    """σ(z) = (1 + tanh(z/2))/2, and σ(−z) = 1 − σ(z)."""
    assert sigmoid(z) == pytest.approx((1 + tanh(z / 2)) / 2, abs=1e-15)
    assert sigmoid(-z) + sigmoid(z) == pytest.approx(1, abs=1e-15)


def test_known_values():
    assert sigmoid(0.0) == 0.5
    assert sigmoid.derivative(0.0) == 0.25
    assert sigmoid(math.log(3)) == pytest.approx(3 / 4, rel=1e-15)
    assert tanh.derivative(4.0) == pytest.approx(0.001341, abs=5e-7)
    assert tanh.derivative(0.0) == 1
    assert relu(np.array([-2.0, 0.0, 3.0])).tolist() == [0, 0, 3]
    assert relu.derivative(np.array([-2.0, 0.0, 3.0])).tolist() == [0, 0, 1]


@pytest.mark.parametrize("z", [-1000.0, 1000.0])
def test_the_far_ends_are_the_exact_limits_without_a_warning(z):
    sign = math.copysign(1, z)
    assert sigmoid(z) == (sign + 1) / 2
    assert tanh(z) == sign
    assert sigmoid.derivative(z) == tanh.derivative(z) == 0


def test_the_tail_of_the_sigmoid_keeps_its_digits():
    assert sigmoid(-40.0) == pytest.approx(math.exp(-40), rel=1e-15, abs=0)


def test_the_sigmoid_is_computed_in_double_precision():
    assert sigmoid(np.float32([-40.0])).dtype == sigmoid(np.array([3])).dtype == np.float64
    assert sigmoid(np.float32([-40.0]))[0] == sigmoid(-40.0)


def test_no_sigmoid_is_steeper_than_a_quarter():
    z = np.linspace(-20, 20, 40001)
    assert sigmoid.derivative(z).max() == 0.25


@every_activation
def test_any_shape_comes_back(activation):
    for shape in ((), (3,), (2, 3), (2, 3, 4)):
        assert activation(np.ones(shape)).shape == shape
        assert activation.derivative(np.ones(shape)).shape == shape


@every_activation
def test_not_a_number_is_not_hidden(activation):
    for broken in (activation(math.nan), activation.derivative(math.nan)):
        assert math.isnan(broken)


@every_activation
def test_an_activation_can_be_pickled(activation):
    again = pickle.loads(pickle.dumps(activation))
    z = np.linspace(-2, 2, 9)
    assert again(z).tolist() == activation(z).tolist()
    assert again.derivative(z).tolist() == activation.derivative(z).tolist()


def test_activations_are_found_by_name():
    assert as_activation("relu") is relu
    assert as_activation(tanh) is tanh


@pytest.mark.parametrize("unknown", ["softplus", None, 3, ["tanh"], math.tanh])
def test_an_unknown_activation_is_refused(unknown):
    with pytest.raises(ValueError, match="activation must be one of sigmoid, tanh, relu"):
        as_activation(unknown)
