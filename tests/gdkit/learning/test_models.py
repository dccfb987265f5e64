"""The linear models against closed-form solutions and finite differences."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdkit.learning.data import load_penguin_mass
from gdkit.learning.gradcheck import check_gradient
from gdkit.learning.losses import MeanSquaredError
from gdkit.learning.models import (
    Linear,
    LinearRegression,
    LinearSVM,
    LogisticRegression,
    Model,
    SoftmaxRegression,
)
from gdkit.learning.training import train
from gdkit.optimizers import Adam

MODELS = [
    LinearRegression(3),
    LogisticRegression(3),
    SoftmaxRegression(3, classes=4),
    LinearSVM(3, penalty=0.5),
]
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: type(model).__name__)


def examples(model, rng, m=6):
    """Random examples that `model` takes."""
    X = rng.standard_normal((m, model.features))
    if isinstance(model, LinearRegression):
        return X, rng.standard_normal(m)
    return X, rng.integers(4 if isinstance(model, SoftmaxRegression) else 2, size=m)


@pytest.fixture
def known_regression():
    """m = 100, X = 2·rand, y = 4 + 3X + randn with NumPy's legacy seed 42."""
    legacy = np.random.RandomState(42)
    X = 2 * legacy.rand(100, 1)
    y = 4 + 3 * X[:, 0] + legacy.randn(100)
    return X, y


@every_model
@given(seed=st.integers(0, 10**6), m=st.integers(1, 6))
@settings(max_examples=30, deadline=None)
def test_the_gradient_is_that_of_the_loss(model, seed, m):
    rng = np.random.default_rng(seed)
    X, y = examples(model, rng, m)
    theta = rng.standard_normal(model.size)
    if isinstance(model, LinearSVM):  # away from the kinks
        z = model.forward(theta, X)
        theta = theta * (1.01 if (abs(abs(z) - 1) < 1e-3).any() else 1)
    check = check_gradient(
        lambda theta: model.loss(theta, X, y), lambda theta: model.gradient(theta, X, y), theta
    )
    assert check.relative_error < 1e-4


@every_model
def test_the_gradient_is_the_mean_of_the_examples_gradients(model):
    rng = np.random.default_rng(3)
    X, y = examples(model, rng, 8)
    theta = rng.standard_normal(model.size)
    each = [model.gradient(theta, X[i : i + 1], y[i : i + 1]) for i in range(8)]
    assert model.gradient(theta, X, y) == pytest.approx(np.mean(each, axis=0), rel=1e-12)


@every_model
def test_loss_and_gradient_are_both_at_once_and_change_nothing(model):
    X, y = examples(model, np.random.default_rng(0))
    theta = model.initialise(seed=1, scale=0.5)
    before = theta.copy(), X.copy(), y.copy()
    loss, gradient = model.loss_and_gradient(theta, X, y)
    assert loss == model.loss(theta, X, y)
    assert (gradient == model.gradient(theta, X, y)).all()
    assert (gradient.shape, gradient.dtype) == ((model.size,), np.float64)
    assert isinstance(loss, float)
    for now, then in zip((theta, X, y), before, strict=True):
        assert (now == then).all()


@every_model
def test_views_name_the_parts_and_share_their_memory(model):
    theta = np.arange(float(model.size))
    parts = model.views(theta)
    assert list(parts) == ["W", "b"]
    assert np.concatenate([parts["W"].ravel(), parts["b"].ravel()]).tolist() == theta.tolist()
    parts["W"][...] = -1
    parts["b"][...] = -2
    assert set(theta) == {-1, -2}


@pytest.mark.parametrize(
    ("model", "shape_of_W", "shape_of_b"),
    [
        (LinearRegression(2), (2,), ()),
        (LogisticRegression(2), (2,), ()),
        (LinearSVM(2), (2,), ()),
        (SoftmaxRegression(2, 3), (2, 3), (3,)),
    ],
)
def test_shapes(model, shape_of_W, shape_of_b):
    theta = model.initialise()
    parts = model.views(theta)
    assert (parts["W"].shape, parts["b"].shape) == (shape_of_W, shape_of_b)
    assert model.forward(theta, np.ones((5, 2))).shape == (5, *shape_of_b)
    assert model.predict(theta, np.ones((5, 2))).shape == (5,)
    assert repr(model) == f"<{type(model).__name__}: {model.size} parameters>"


@every_model
def test_the_start_is_zero_or_small_random_with_zero_biases(model):
    assert not model.initialise().any()
    theta = model.initialise(seed=4, scale=0.01)
    assert model.views(theta)["W"].all()
    assert not model.views(theta)["b"].any()
    assert (theta == model.initialise(seed=4, scale=0.01)).all()
    assert (theta != model.initialise(seed=5, scale=0.01)).any()


def test_the_start_spreads_as_told_and_is_that_of_seed_0_unless_told():
    model = LinearRegression(10_000)
    theta = model.initialise(scale=0.01)
    assert model.views(theta)["W"].std() == pytest.approx(0.01, rel=0.03)
    assert theta.tolist() == model.initialise(seed=0, scale=0.01).tolist()


def test_settings_left_out_are_those_of_the_reference():
    assert LinearRegression().features == LogisticRegression().features == 1
    assert LinearRegression().shapes == {"W": (1,), "b": ()}
    assert (LinearSVM().features, LinearSVM().penalty) == (2, 0.01)


def test_an_svm_may_have_no_penalty():
    assert LinearSVM(1, penalty=0).loss([2.0, 0.0], np.array([[1.0]]), np.array([1])) == 0


def test_the_known_regression_has_zero_gradient_at_its_known_solution(known_regression):
    model = LinearRegression(1)
    theta = np.array([2.77011339, 4.21509616])
    assert abs(model.gradient(theta, *known_regression)).max() < 1e-7


def test_the_known_regressions_curvature(known_regression):
    """The gradient is linear in θ, so its differences are the columns of the Hessian."""
    model = LinearRegression(1)
    at_zero = model.gradient(np.zeros(2), *known_regression)
    hessian = [model.gradient(e, *known_regression) - at_zero for e in np.eye(2)]
    smallest, largest = np.linalg.eigvalsh(hessian)
    assert largest == pytest.approx(4.13006, abs=5e-6)
    assert largest / smallest == pytest.approx(12.168, abs=5e-4)
    assert 2 / largest == pytest.approx(0.48426, abs=5e-6)


def test_penguin_mass_by_the_normal_equations():
    """At the least-squares solution the residuals are orthogonal to every column."""
    data = load_penguin_mass(("bill_length_mm", "bill_depth_mm", "flipper_length_mm"))
    model = LinearRegression(3)
    columns = np.column_stack([data.X, np.ones(len(data))])
    solution = np.linalg.solve(columns.T @ columns, columns.T @ data.y)
    scale = abs(model.gradient(np.zeros(4), data.X, data.y)).max()
    assert abs(model.gradient(solution, data.X, data.y)).max() < 1e-8 * scale
    residuals = data.y - model.forward(solution, data.X)
    assert model.loss(solution, data.X, data.y) == pytest.approx(np.var(residuals), rel=1e-9)


def test_logistic_regression_on_two_groups_gives_their_log_odds():
    """Group 0: 1 of 4 is positive; group 1: 4 of 5.  b = ln(1/3), W = ln 4 − ln(1/3)."""
    X = np.array([[0.0]] * 4 + [[1.0]] * 5)
    y = np.array([1, 0, 0, 0, 1, 1, 1, 1, 0])
    model = LogisticRegression(1)
    theta = np.array([np.log(4) - np.log(1 / 3), np.log(1 / 3)])
    assert abs(model.gradient(theta, X, y)).max() < 1e-16
    p = model.probabilities(theta, X)
    assert p[0] == pytest.approx(1 / 4, rel=1e-14)
    assert p[-1] == pytest.approx(4 / 5, rel=1e-14)
    assert p.mean() == pytest.approx(y.mean(), rel=1e-14)
    assert model.predict(theta, X).tolist() == [0] * 4 + [1] * 5
    assert model.accuracy(theta, X, y) == 7 / 9


def test_softmax_of_two_classes_is_logistic_regression():
    rng = np.random.default_rng(2)
    X, y = rng.standard_normal((20, 3)), rng.integers(2, size=20)
    logistic, softmax = LogisticRegression(3), SoftmaxRegression(3, classes=2)
    theta = rng.standard_normal(4)
    pair = rng.standard_normal(8)
    parts = softmax.views(pair)  # only the difference of the two columns matters
    parts["W"][:, 1] = parts["W"][:, 0] + theta[:3]
    parts["b"][1] = parts["b"][0] + theta[3]
    assert softmax.loss(pair, X, y) == pytest.approx(logistic.loss(theta, X, y), rel=1e-13)
    assert (softmax.predict(pair, X) == logistic.predict(theta, X)).all()
    assert softmax.probabilities(pair, X)[:, 1] == pytest.approx(logistic.probabilities(theta, X))
    gradient = softmax.views(softmax.gradient(pair, X, y))
    assert gradient["W"][:, 1] == pytest.approx(logistic.gradient(theta, X, y)[:3], rel=1e-12)


def test_softmax_regression_starts_at_the_logarithm_of_ten():
    rng = np.random.default_rng(0)
    model = SoftmaxRegression(64, classes=10)
    X, y = rng.random((30, 64)), rng.integers(10, size=30)
    assert model.loss(model.initialise(), X, y) == pytest.approx(2.302585, abs=5e-7)


def test_the_svm_on_two_points_by_hand():
    """Points ∓1: max(0, 1 − w) + λw²/2 has its minimum at w = 1/λ, here 1/2."""
    X, y = np.array([[-1.0], [1.0]]), np.array([0, 1])
    model = LinearSVM(1, penalty=2.0)
    best = np.array([0.5, 0.0])
    assert model.loss(best, X, y) == 0.5 + 0.25
    assert model.gradient(best, X, y).tolist() == [0, 0]
    assert model.loss([2.0, 0.0], X, y) == 4  # beyond the margin only the penalty is left
    assert model.predict(best, X).tolist() == [0, 1]


def test_the_penalty_leaves_the_bias_alone():
    X, y = np.array([[1.0]]), np.array([1])
    theta = np.array([0.0, 5.0])
    assert LinearSVM(1, penalty=100.0).loss(theta, X, y) == 0
    assert LinearSVM(1, penalty=100.0).gradient(theta, X, y).tolist() == [0, 0]


@every_model
def test_wrong_shapes_and_broken_data_are_refused(model):
    X, y = examples(model, np.random.default_rng(0))
    theta = model.initialise()
    broken = X.copy()
    broken[2, 1] = np.nan
    for call, message in [
        (lambda: model.loss(theta[:-1], X, y), rf"theta must have the shape \({model.size},\)"),
        (lambda: model.views(theta.reshape(1, -1)), "theta must have the shape"),
        (lambda: model.loss(theta * 1j, X, y), "theta must be numbers"),
        (lambda: model.loss(np.ma.array(theta), X, y), "theta must not be masked"),
        (lambda: model.loss(theta, X[:, :2], y), r"X must have the shape \(examples, 3\)"),
        (lambda: model.forward(theta, X[0]), r"got \(3,\)"),
        (lambda: model.gradient(theta, broken, y), "NaN or infinity"),
        (lambda: model.loss(theta, X, y[:-1]), "targets must"),
        (lambda: model.initialise(scale=-1), "scale must be a number, at least 0"),
        (lambda: model.initialise(scale=np.inf), "scale must be a number, at least 0"),
        (lambda: model.initialise(seed=0.5), "seed must be a whole number"),
    ]:
        with pytest.raises(ValueError, match=message):
            call()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: LinearRegression(0), "features must be a whole number, at least 1"),
        (lambda: LogisticRegression(1.5), "features must be"),
        (lambda: LinearSVM("two"), "features must be"),
        (lambda: SoftmaxRegression(2, 1), "classes must be a whole number, at least 2"),
        (lambda: LinearSVM(2, penalty=-1), "penalty must be a number, at least 0"),
        (lambda: LinearSVM(2, penalty=np.inf), "penalty must be a number, at least 0"),
        (lambda: LogisticRegression(1).loss(np.zeros(2), [[1.0]], [2]), "0 or 1"),
        (lambda: SoftmaxRegression(1, 3).loss(np.zeros(6), [[1.0]], [3]), "0 to 2"),
        (lambda: LinearRegression(1).accuracy(np.zeros(2), [[1.0]], [0]), "accuracy needs"),
        (lambda: LinearSVM(1).probabilities(np.zeros(2), [[1.0]]), "cross-entropy"),
        (
            lambda: LogisticRegression(1).accuracy(np.zeros(2), [[1.0]], [[0]]),
            "targets must be 1 labels",
        ),
    ],
)
def test_wrong_settings_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_an_unfinished_model_says_what_it_lacks():
    model = Model({"W": (2,)}, Linear(2, None).loss_function)
    with pytest.raises(NotImplementedError, match="forward_pass"):
        model.forward(np.zeros(2), np.zeros((1, 2)))
    with pytest.raises(NotImplementedError, match="backward_pass"):
        model.backward_pass(np.zeros(2), [], None)


@pytest.mark.parametrize("model", [LogisticRegression(1), LinearSVM(1), SoftmaxRegression(1, 2)])
@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (["0", "1"], "targets must be numbers; got '0'"),
        (["Adelie", "Gentoo"], "targets must be numbers; got 'Adelie'"),
        ([0.0, np.nan], "targets must be 2 labels"),
        ([1, 2], "targets must be 2 labels"),
        ([0, 1, 1], "targets must be 2 labels"),
        ([0.5, 1], "targets must be 2 labels"),
        (np.ma.masked_array([0, 1], [True, False]), "targets must not be masked"),
    ],
)
def test_accuracy_takes_the_labels_that_the_loss_takes(model, labels, message):
    X = np.array([[-1.0], [1.0]])
    theta = model.initialise(seed=0, scale=1.0)
    for use in (model.accuracy, model.loss):
        with pytest.raises(ValueError, match=message):
            use(theta, X, labels)
    for same in ([0, 1], [0.0, 1.0], [False, True], np.array([0, 1], object)):
        assert model.accuracy(theta, X, same) == model.accuracy(theta, X, np.array([0, 1]))


@every_model
def test_the_gradient_has_the_precision_of_theta(model):
    X, y = examples(model, np.random.default_rng(0))
    theta = model.initialise(seed=1, scale=0.5)
    single = model.gradient(theta.astype(np.float32), X, y)
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, model.gradient(theta, X, y), rtol=1e-5, atol=1e-6)
    assert model.gradient(np.zeros(model.size, int), X, y).dtype == np.float64


class Exponential(Model):
    """ŷ = a·eᵏˣ, a model of one's own: two methods, and parts by any name."""

    def __init__(self):
        super().__init__({"rate": (1,), "amplitude": (), "base": ()}, MeanSquaredError())

    def forward_pass(self, theta, X):
        part = self.views(theta)
        growth = np.exp(X @ part["rate"])
        return [X, growth, part["amplitude"] * growth + part["base"]]

    def backward_pass(self, theta, activations, output_gradient):
        X, growth, _ = activations
        amplitude = self.views(theta)["amplitude"]
        gradient = self.empty_gradient(theta)
        part = self.views(gradient)
        part["rate"][...] = X.T @ (output_gradient * amplitude * growth)
        part["amplitude"][...] = output_gradient @ growth
        part["base"][...] = output_gradient.sum()
        return gradient


def test_a_model_of_ones_own_needs_two_methods_and_no_part_of_a_given_name():
    model, X = Exponential(), np.linspace(0, 1, 20)[:, None]
    start = model.initialise(seed=3, scale=0.5)
    parts = model.views(start)
    assert parts["rate"][0] != 0 != parts["amplitude"] and parts["base"] == 0
    y = 2 * np.exp(X[:, 0]) + 1
    check = check_gradient(lambda t: model.loss(t, X, y), lambda t: model.gradient(t, X, y), start)
    assert check.verdict == "good"
    run = train(model, X, y, Adam(0.05), epochs=2000, start=start, progress=False)
    assert run.epoch_losses[-1] < 0.01 and model.predict(run.theta, X).shape == (20,)
    assert not train(model, X, y, Adam(0.05), epochs=1).diverged


@pytest.mark.parametrize("shapes", [{}, {"W": ()}, {"W": 3}, [("W", (3,))], None])
def test_shapes_that_are_none_are_refused(shapes):
    with pytest.raises(ValueError, match="shapes must be a dictionary of shapes, the first"):
        Model(shapes, MeanSquaredError())


@every_model
def test_a_model_can_be_pickled(model):
    X, y = examples(model, np.random.default_rng(0))
    theta = model.initialise(seed=1, scale=0.5)
    again = pickle.loads(pickle.dumps(model))
    assert again.gradient(theta, X, y).tolist() == model.gradient(theta, X, y).tolist()
