"""Backpropagation against finite differences, and networks with known answers."""

import pickle

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gdkit.learning.activations import ACTIVATIONS, relu, tanh
from gdkit.learning.data import load_digits
from gdkit.learning.gradcheck import check_gradient
from gdkit.learning.initialisation import INITIALISATIONS, glorot
from gdkit.learning.losses import BinaryCrossEntropy, Hinge, MeanSquaredError, SoftmaxCrossEntropy
from gdkit.learning.models import LinearRegression, SoftmaxRegression
from gdkit.learning.network import MultilayerPerceptron
from gdkit.learning.training import train
from gdkit.optimizers import Adam, GradientDescent

LOSSES = {
    loss.__name__: loss()
    for loss in (MeanSquaredError, BinaryCrossEntropy, Hinge, SoftmaxCrossEntropy)
}


def pre_activations(network, theta, X):
    """Every z of the network, in one flat array."""
    part, layers = network.views(theta), network.forward_pass(theta, X)
    return np.concatenate(
        [(a @ part[f"W{i + 1}"] + part[f"b{i + 1}"]).ravel() for i, a in enumerate(layers[:-1])]
    )


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@given(
    hidden=st.lists(st.integers(1, 4), max_size=3),
    initialisation=st.sampled_from(sorted(INITIALISATIONS)),
    seed=st.integers(0, 10**6),
    m=st.integers(1, 5),
)
@settings(max_examples=15, deadline=None)
def test_backpropagation_is_the_gradient(loss, activation, hidden, initialisation, seed, m):
    rng = np.random.default_rng(seed)
    outputs = 3 if loss == "SoftmaxCrossEntropy" else 1
    network = MultilayerPerceptron(
        (2, *hidden, outputs), activation, initialisation, loss=LOSSES[loss]
    )
    X, y = rng.standard_normal((m, 2)), rng.integers(max(outputs, 2), size=m)
    theta = network.initialise(seed) + 0.3 * rng.standard_normal(network.size)
    z = pre_activations(network, theta, X)
    assume(abs(z).min() > 1e-3)  # ReLU's kink
    assume(abs(abs(z) - 1).min() > 1e-3)  # the hinge's
    check = check_gradient(
        lambda theta: network.loss(theta, X, y),
        lambda theta: network.gradient(theta, X, y),
        theta,
    )
    assert check.relative_error < 1e-4


def test_several_outputs_of_a_regression_are_differentiated_too():
    rng = np.random.default_rng(1)
    network = MultilayerPerceptron((3, 4, 2), loss=MeanSquaredError())
    X, y = rng.standard_normal((5, 3)), rng.standard_normal((5, 2))
    check = check_gradient(
        lambda theta: network.loss(theta, X, y),
        lambda theta: network.gradient(theta, X, y),
        network.initialise(),
    )
    assert check.verdict == "good"


def test_a_hand_made_network_computes_exclusive_or():
    """The weights of Goodfellow, Bengio and Courville (2016), section 6.1."""
    network = MultilayerPerceptron((2, 2, 1), activation="relu")
    theta = np.zeros(network.size)
    part = network.views(theta)
    part["W1"][...] = [[1, 1], [1, 1]]
    part["b1"][...] = [0, -1]
    part["W2"][...] = [[1], [-2]]
    X, y = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]
    assert network.forward(theta, X).tolist() == y
    assert network.loss(theta, X, y) == 0
    assert not network.gradient(theta, X, y).any()


def test_without_hidden_layers_it_is_the_linear_model():
    rng = np.random.default_rng(5)
    X = rng.standard_normal((7, 3))
    for network, model, y in [
        (MultilayerPerceptron((3, 4)), SoftmaxRegression(3, 4), rng.integers(4, size=7)),
        (MultilayerPerceptron((3, 1)), LinearRegression(3), rng.standard_normal(7)),
    ]:
        theta = rng.standard_normal(model.size)
        assert network.size == model.size
        assert network.loss(theta, X, y) == pytest.approx(model.loss(theta, X, y), rel=1e-13)
        expected = model.gradient(theta, X, y)
        assert network.gradient(theta, X, y) == pytest.approx(expected, rel=1e-12)


def test_parts_and_their_order():
    network = MultilayerPerceptron((64, 32, 16, 10))
    parts = network.views(np.arange(float(network.size)))
    assert {name: part.shape for name, part in parts.items()} == {
        "W1": (64, 32),
        "b1": (32,),
        "W2": (32, 16),
        "b2": (16,),
        "W3": (16, 10),
        "b3": (10,),
    }
    assert list(parts) == ["W1", "b1", "W2", "b2", "W3", "b3"]
    assert network.size == 64 * 32 + 32 + 32 * 16 + 16 + 16 * 10 + 10
    assert np.concatenate([part.ravel() for part in parts.values()]).tolist() == list(
        range(network.size)
    )


def test_the_forward_pass_keeps_every_activation():
    network = MultilayerPerceptron((2, 5, 3, 4), activation="relu")
    X = np.random.default_rng(0).standard_normal((6, 2))
    layers = network.forward_pass(network.initialise(), X)
    assert [layer.shape for layer in layers] == [(6, 2), (6, 5), (6, 3), (6, 4)]
    assert (layers[0] == X).all()
    assert (layers[1] >= 0).all()
    assert (layers[2] >= 0).all()
    assert (layers[3] < 0).any()  # the last layer has no activation


@pytest.mark.parametrize("initialisation", ["small_random", "zeros"])
def test_ten_classes_start_at_the_logarithm_of_ten(initialisation):
    digits = load_digits()
    network = MultilayerPerceptron((64, 32, 10), initialisation=initialisation)
    loss = network.loss(network.initialise(), digits.X, digits.y)
    assert loss == pytest.approx(2.302585, abs=1e-3 if initialisation == "small_random" else 5e-7)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_zero_weights_keep_the_hidden_units_of_a_layer_alike(activation):
    digits = load_digits()
    network = MultilayerPerceptron((64, 8, 10), activation, initialisation="zeros")
    run = train(network, digits.X, digits.y, GradientDescent(0.5), epochs=2, batch_size=200)
    part = network.views(run.theta)
    # Not ==: a matrix product may round its columns differently.
    assert np.ptp(part["W1"], axis=1).max() < 1e-13
    assert np.ptp(part["W2"], axis=0).max() < 1e-13
    assert run.theta.any()  # something was learnt all the same


def test_random_weights_break_the_symmetry():
    digits = load_digits()
    network = MultilayerPerceptron((64, 8, 10), initialisation="small_random")
    run = train(network, digits.X, digits.y, Adam(0.01), epochs=2, batch_size=200)
    W = network.views(run.theta)["W1"]
    assert np.unique(W.sum(axis=0)).size == 8


@pytest.mark.parametrize("depth", [2, 5, 9])
def test_a_chain_of_sigmoids_shrinks_the_gradient_by_four_at_each_layer(depth):
    """Layers of one unit and weight 1: ∂L/∂b₁ = ∂L/∂b_L · Π σ′(z), each σ′ at most ¼."""
    network = MultilayerPerceptron([1] * (depth + 1), activation="sigmoid")
    theta = np.zeros(network.size)
    for name, part in network.views(theta).items():
        part[...] = name.startswith("W")
    slopes = network.views(network.gradient(theta, [[0.3]], [2.0]))
    ratio = abs(slopes["b1"][0] / slopes[f"b{depth}"][0])
    assert 0 < ratio <= 0.25 ** (depth - 1)
    # a(1 − a) at each hidden activation is the very factor
    a = np.array(network.forward_pass(theta, [[0.3]])[1:-1]).ravel()
    assert ratio == pytest.approx(np.prod(a * (1 - a)), rel=1e-12)


def test_gradient_norms_are_those_of_each_layers_weights():
    rng = np.random.default_rng(0)
    network = MultilayerPerceptron((3, 4, 2))
    X, y, theta = rng.standard_normal((5, 3)), rng.integers(2, size=5), network.initialise()
    numerical = check_gradient(
        lambda theta: network.loss(theta, X, y), lambda theta: network.gradient(theta, X, y), theta
    ).numerical
    W1, W2 = numerical[:12], numerical[16:24]
    expected = [np.sqrt((W1**2).sum()), np.sqrt((W2**2).sum())]
    assert network.gradient_norms(theta, X, y) == pytest.approx(expected, rel=1e-6)


def test_the_start_is_seeded_with_zero_biases_and_an_initialisation_of_ones_own():
    network = MultilayerPerceptron((3, 4, 2), initialisation=lambda i, o, rng: np.full((i, o), 7.0))
    part = network.views(network.initialise())
    assert (part["W1"] == 7).all()
    assert not part["b1"].any()
    random = MultilayerPerceptron((3, 4, 2))
    assert (random.initialise(3) == random.initialise(3)).all()
    assert (random.initialise(3) != random.initialise(4)).any()


def test_settings_left_out_are_those_of_the_reference():
    network = MultilayerPerceptron((3, 4, 1))
    assert (network.activation, network.initialisation) == (tanh, glorot)
    assert isinstance(network.loss_function, MeanSquaredError)
    assert isinstance(MultilayerPerceptron((3, 2)).loss_function, SoftmaxCrossEntropy)
    assert network.initialise().tolist() == network.initialise(seed=0).tolist()


def test_an_activation_may_be_given_as_an_object():
    assert MultilayerPerceptron((2, 2), activation=relu).activation is relu


def test_a_network_learns_exclusive_or_which_no_line_can():
    X, y = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    network = MultilayerPerceptron((2, 8, 1), loss=BinaryCrossEntropy())
    run = train(network, X, y, Adam(0.1), epochs=200)
    assert network.accuracy(run.theta, X, y) == 1
    assert run.epoch_losses[-1] < 0.05


def test_a_network_reads_digits():
    train_set, test_set = load_digits().split(seed=0)
    network = MultilayerPerceptron((64, 32, 10), activation="relu", initialisation="he")
    run = train(network, train_set.X, train_set.y, Adam(0.005), epochs=20, batch_size=32)
    assert network.accuracy(run.theta, test_set.X, test_set.y) > 0.95
    assert network.probabilities(run.theta, test_set.X).sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"sizes": (64,)}, r"sizes must be two or more, such as \(64, 32, 10\)"),
        ({"sizes": 64}, "sizes must be two or more"),
        ({"sizes": None}, "sizes must be two or more"),
        ({"sizes": ()}, "sizes must be two or more"),
        ({"sizes": (64, 0, 10)}, "each of sizes must be a whole number, at least 1; got 0"),
        ({"sizes": (64, 2.5, 10)}, "each of sizes"),
        ({"sizes": "64"}, "each of sizes"),
        ({"sizes": (2, 1), "activation": "softplus"}, "one of sigmoid, tanh, relu"),
        ({"sizes": (2, 1), "initialisation": "lecun"}, "one of zeros, small_random, glorot, he"),
        ({"sizes": (2, 1), "loss": "mse"}, "loss must be a loss"),
        ({"sizes": (2, 1), "loss": MeanSquaredError}, "loss must be a loss"),
    ],
)
def test_wrong_settings_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        MultilayerPerceptron(**settings)


def test_wrong_data_are_refused():
    network = MultilayerPerceptron((3, 4, 2))
    theta = network.initialise()
    for call, message in [
        (lambda: network.loss(theta, np.zeros((2, 4)), [0, 1]), r"\(examples, 3\)"),
        (lambda: network.loss(theta, np.zeros((2, 3)), [0, 2]), "whole numbers 0 to 1"),
        (lambda: network.loss(theta, np.full((2, 3), np.nan), [0, 1]), "NaN"),
        (lambda: network.loss(theta[1:], np.zeros((2, 3)), [0, 1]), "theta must have"),
    ]:
        with pytest.raises(ValueError, match=message):
            call()


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_network_can_be_pickled(activation):
    network = MultilayerPerceptron((3, 4, 2), activation)
    X, y, theta = np.ones((5, 3)), [0, 1, 0, 1, 1], network.initialise()
    again = pickle.loads(pickle.dumps(network))
    assert again.initialise().tolist() == theta.tolist()
    assert again.gradient(theta, X, y).tolist() == network.gradient(theta, X, y).tolist()


def test_the_gradient_has_the_precision_of_theta():
    network = MultilayerPerceptron((3, 4, 2))
    theta = network.initialise().astype(np.float32)
    gradient = network.gradient(theta, np.ones((5, 3)), [0, 1, 0, 1, 1])
    assert gradient.dtype == np.float32
    assert Adam(0.1).step(theta, gradient).dtype == np.float32
