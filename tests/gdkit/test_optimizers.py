"""Each rule against the closed forms that its formula implies."""

import pickle
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import RULES

from gdkit.optimizers import (
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    Momentum,
    Nesterov,
    Optimizer,
    RMSProp,
)
from gdkit.schedules import cosine, linear_warmup
from gdkit.vector import Vector

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
SIZES = st.floats(-6, 6).map(lambda exponent: 10**exponent)


def walk(optimizer, gradients, start=0.0):
    """The points that `optimizer` visits along these gradients, the start first."""
    path = [start]
    for gradient in gradients:
        path.append(optimizer.step(path[-1], gradient))
    return path


def test_momentum_of_a_constant_gradient_is_a_geometric_series_in_exact_fractions():
    alpha, beta, g = Fraction(1, 10), Fraction(9, 10), Fraction(3)
    path = walk(Momentum(alpha, beta), [g] * 30, Fraction(0))
    for k in range(30):
        assert path[k] - path[k + 1] == alpha * g * (1 - beta ** (k + 1)) / (1 - beta)


def test_momentum_and_nesterov_approach_the_terminal_step():
    for rule in (Momentum, Nesterov):
        path = walk(rule(0.01, beta=0.9), [2.0] * 400)
        assert path[-2] - path[-1] == pytest.approx(0.01 * 2.0 / (1 - 0.9), rel=1e-12)


def test_nesterovs_look_ahead_form_and_ours_agree_in_exact_fractions():
    """Sutskever's form keeps x and takes the gradient at x − αβv; ours keeps that point."""
    alpha, beta = Fraction(1, 7), Fraction(4, 5)

    def slope(x):
        return 3 * x - 1

    x, v = Fraction(2), Fraction(0)
    ours, theta = Nesterov(alpha, beta), Fraction(2)
    for _ in range(15):
        v = beta * v + slope(x - alpha * beta * v)
        x = x - alpha * v
        theta = ours.step(theta, slope(theta))
        assert theta == x - alpha * beta * v


def test_nesterovs_extrapolated_form_and_ours_agree_in_exact_fractions():
    """Nesterov (1983): y ← x₊ + β(x₊ − x) with x₊ = y − α∇f(y); ours keeps y."""
    alpha, beta = Fraction(1, 7), Fraction(4, 5)
    x = y = theta = Fraction(2)
    ours = Nesterov(alpha, beta)
    for _ in range(15):
        x, previous = y - alpha * (3 * y - 1), x
        y = x + beta * (x - previous)
        theta = ours.step(theta, 3 * theta - 1)
        assert theta == y


@pytest.mark.parametrize("rule", [Momentum, Nesterov])
def test_without_momentum_it_is_gradient_descent_exactly(rule):
    gradients = [Fraction(n, 7) for n in (3, -5, 8, 1)]
    plain = walk(GradientDescent(Fraction(1, 3)), gradients, Fraction(1))
    assert walk(rule(Fraction(1, 3), beta=0), gradients, Fraction(1)) == plain


def test_adagrad_of_a_constant_gradient_moves_by_one_over_the_root_of_time():
    """Σ 1/√t over 10⁴ steps is 198.545, and 2√T − 1.4604 to four places."""
    end = walk(AdaGrad(learning_rate=1.0), [5.0] * 10_000)[-1]
    assert -end == pytest.approx(198.545, abs=5e-4)
    assert -end == pytest.approx(2 * 10_000**0.5 - 1.4604, abs=6e-3)


@pytest.mark.parametrize(("beta", "first_step"), [(0.9, 3.1623), (0.99, 10.0), (0.0, 1.0)])
def test_rmsprops_first_step_is_the_learning_rate_over_the_root_of_one_minus_beta(beta, first_step):
    assert -RMSProp(1.0, beta).step(0.0, 7.0) == pytest.approx(first_step, abs=1e-4)


@given(size=SIZES, sign=st.sampled_from([-1, 1]))
def test_adams_first_step_is_the_learning_rate_whatever_the_gradient(size, sign):
    g = sign * size
    for rule in (Adam, AMSGrad):
        step = -rule(learning_rate=0.001).step(0.0, g)
        assert step == pytest.approx(sign * 0.001 * size / (size + 1e-8), rel=1e-12)


def test_adam_repeats_its_first_step_while_the_gradient_stays():
    """The bias corrections make m̂ = g and v̂ = g² at every step."""
    path = walk(Adam(learning_rate=0.1), [4.0] * 50)
    assert path[-1] == pytest.approx(-5.0, rel=1e-7)


def longest_step_after_silence(gradients):
    """In units of α, with Adam's default settings."""
    path = walk(Adam(learning_rate=1.0), [0.0] * 20_000 + gradients)
    return max(abs(b - a) for a, b in pairwise(path))


def test_adams_step_after_a_single_gradient_is_the_published_one():
    """α(1 − β₁)/√(1 − β₂), Kingma and Ba (2015), 2.1: the sparsest case."""
    published = (1 - 0.9) / (1 - 0.999) ** 0.5
    assert published == pytest.approx(3.162, abs=3e-4)
    assert longest_step_after_silence([5.0] + [0.0] * 10) == pytest.approx(published, rel=1e-6)


def test_adams_longest_step_is_that_of_growing_gradients():
    """|step| ≤ α(1 − β₁)/√((1 − β₂)(1 − β₁²/β₂)) = 7.27α by the Cauchy–Schwarz inequality.

    It is attained by gradients that grow by β₂/β₁ a step; one that stays comes to 6.57α.
    """
    bound = (1 - 0.9) / ((1 - 0.999) * (1 - 0.9**2 / 0.999)) ** 0.5
    assert bound == pytest.approx(7.27, abs=5e-4)
    growing = [(0.999 / 0.9) ** k for k in range(100)]
    assert 0.9999 * bound < longest_step_after_silence(growing) <= bound
    assert longest_step_after_silence([5.0] * 100) == pytest.approx(6.5685, abs=1e-4)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50))
def test_adams_step_stays_within_its_bound(gradients):
    path = walk(Adam(learning_rate=1.0), gradients)
    assert max(abs(b - a) for a, b in pairwise(path)) < 7.271


def test_adamw_without_decay_is_adam_exactly():
    gradients = [3.0, -1.0, 0.5, 2.0, -4.0]
    plain = walk(Adam(0.1), gradients, start=1.0)
    assert walk(AdamW(0.1, weight_decay=0), gradients, start=1.0) == plain


def test_adamw_without_gradient_decays_geometrically():
    """θ_k = (1 − αω)ᵏ θ₀, to the bit for powers of two: nothing is rounded in 20 steps."""
    path = walk(AdamW(learning_rate=0.5, weight_decay=0.5), [0.0] * 20, start=8.0)
    assert path == [8.0 * 0.75**k for k in range(21)]


@given(size=SIZES)
def test_adamws_decay_does_not_notice_the_gradients_scale(size):
    """The difference to Adam's first step is αωθ, whatever the gradient."""
    difference = Adam(0.1).step(5.0, size) - AdamW(0.1, weight_decay=0.2).step(5.0, size)
    assert difference == pytest.approx(0.1 * 0.2 * 5.0, rel=1e-12)


@pytest.mark.parametrize("rule", [AdaGrad, RMSProp, Adam, AMSGrad])
def test_adaptive_rules_do_not_notice_the_gradients_scale(rule):
    """To the bit: multiplying by a power of two rounds nothing."""
    gradients = [3.0, -1.0, 0.5, 2.0, -4.0]
    path = walk(rule(0.1, epsilon=1e-300), gradients)
    assert walk(rule(0.1, epsilon=1e-300), [1024 * g for g in gradients]) == path
    descent = walk(GradientDescent(0.1), gradients)
    assert walk(GradientDescent(0.1), [1024 * g for g in gradients])[-1] == 1024 * descent[-1]


def test_amsgrad_is_adam_until_the_second_moment_shrinks():
    growing, shrinking = [1.0, 2.0, 4.0], [0.01] * 5
    # The same product in another order: equal but for rounding.
    adam, amsgrad = (walk(rule(0.1), growing + shrinking) for rule in (Adam, AMSGrad))
    np.testing.assert_allclose(amsgrad[:4], adam[:4], rtol=1e-14)
    steps, shorter_steps = -np.diff(adam)[3:], -np.diff(amsgrad)[3:]
    assert (shorter_steps < steps).all()


@every_rule
def test_integer_parameters_are_not_truncated(rule):
    optimizer = rule(learning_rate=0.25)
    theta, gradient = np.array([1, 2]), np.array([1, -1])
    np.testing.assert_allclose(
        optimizer.step(theta, gradient), rule(0.25).step(theta * 1.0, gradient * 1.0), rtol=1e-15
    )
    assert theta.tolist() == [1, 2] and gradient.tolist() == [1, -1]


@pytest.mark.parametrize(
    ("rule", "defaults"),
    [
        (Adam, {"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}),
        (AMSGrad, {"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}),
        (
            AdamW,
            {
                **{"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
                "weight_decay": 0.01,
            },
        ),
        (AdaGrad, {"learning_rate": 0.01, "epsilon": 1e-10}),
        (RMSProp, {"learning_rate": 0.01, "beta": 0.9, "epsilon": 1e-8}),
    ],
)
def test_the_defaults_are_the_published_ones(rule, defaults):
    """Kingma and Ba (2015); PyTorch for the others; Hinton's memory of 0.9 for RMSProp."""
    optimizer = rule()
    assert {name: getattr(optimizer, name) for name in defaults} == defaults


@every_rule
def test_a_schedule_sets_the_rate_of_each_step(rule):
    """Rates 0.5, 0, 0.25: the second step stays where it is."""
    rates = [0.5, 0.0, 0.25]
    path = walk(rule(lambda t: rates[t]), [1.0] * 3)
    assert path[0] > path[1] == path[2] > path[3]
    assert walk(rule(lambda t: 0.5), [1.0] * 3) == walk(rule(0.5), [1.0] * 3)


@every_rule
def test_a_negative_or_undefined_rate_of_a_schedule_is_an_error_that_names_the_step(rule):
    for bad in (-0.5, float("nan")):
        optimizer = rule(lambda t, bad=bad: 0.1 if t == 0 else bad)
        optimizer.step(1.0, 1.0)
        with pytest.raises(ValueError, match=f"learning_rate at step 1 must be .*; got {bad}"):
            optimizer.step(1.0, 1.0)


@every_rule
def test_reset_forgets_everything(rule):
    optimizer = rule(0.1)
    first = walk(optimizer, [3.0, -1.0])
    assert walk(optimizer, [3.0, -1.0]) != first or not rule.state
    optimizer.reset()
    assert optimizer.t == 0
    assert walk(optimizer, [3.0, -1.0]) == first


@every_rule
def test_repr_makes_the_same_rule_again(rule):
    optimizer = rule(0.125)
    optimizer.step(1.0, 1.0)
    again = eval(repr(optimizer), {rule.__name__: rule})
    assert vars(again).keys() == vars(optimizer).keys() and repr(again) == repr(optimizer)


def test_a_rule_without_a_formula_says_what_is_missing():
    with pytest.raises(NotImplementedError, match=r"Optimizer has no rule\(theta"):
        Optimizer(0.1).step(1.0, 1.0)


# Whatever a user hands to a step


@every_rule
@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int32, np.int64, bool])
def test_whole_number_gradients_step_as_their_floats_do(rule, dtype):
    """The square of 100 does not fit in 8 bits, that of 100000 not in 32, 4·10⁹ not in 64."""
    largest = {"int32": 10**5, "int64": 4 * 10**9, "bool": 1}.get(np.dtype(dtype).name, 100)
    gradient = np.array([largest, 0, 1], dtype)
    whole, floats = rule(0.1), rule(0.1)
    theta = same = np.zeros(3)
    for _ in range(3):
        theta, same = whole.step(theta, gradient), floats.step(same, gradient.astype(float))
        assert theta.tolist() == same.tolist()
    assert rule(0.1).step(np.float32([0]), np.array([largest], dtype)).dtype == np.float32
    scalar = gradient[0]
    assert rule(0.1).step(0.0, scalar) == rule(0.1).step(0.0, float(scalar))


def test_the_reported_whole_numbers():
    step = Adam(0.1).step(np.zeros(1), np.array([100_000], np.int32))
    assert step.tolist() == pytest.approx([-0.1], rel=1e-12)


@every_rule
@pytest.mark.parametrize(
    ("theta", "gradient"),
    [
        (np.zeros((3, 1)), np.ones(3)),
        (np.zeros(3), np.ones((3, 1))),
        (np.zeros(3), 1.0),
        (np.zeros(3), np.ones(1)),
        (np.zeros(3), np.array(1.0)),
        (0.0, np.ones(1)),
        (0.0, Vector(1.0, 1.0)),
        (Vector(0.0, 0.0), 1.0),
        (Vector(0.0, 0.0), np.ones(3)),
    ],
)
def test_a_gradient_of_another_shape_is_an_error_at_any_step(rule, theta, gradient):
    optimizer = rule(0.1)
    for steps_before in range(2):
        with pytest.raises(ValueError, match="gradient must have the shape of theta"):
            optimizer.step(theta, gradient)
        assert optimizer.t == steps_before
        optimizer.step(theta, theta * 1.0)


@every_rule
def test_an_optimizer_that_has_stepped_arrays_steps_numbers_and_vectors_too(rule):
    optimizer = rule(0.1)
    optimizer.step(np.zeros(2), np.ones(2))
    for theta in (1.0, Vector(1.0, 2.0), Fraction(1, 2), np.float32([1])):
        optimizer.reset()
        stepped = optimizer.step(theta, theta) if not isinstance(theta, Fraction) else theta
        assert type(stepped) is type(theta)


@every_rule
@pytest.mark.parametrize(
    "bad",
    [
        1j,
        np.array([1j]),
        np.ma.masked_array([1.0], [True]),
        np.array(["2026-11-30"], "M8[s]"),
        np.array(["a"]),
        "a",
        None,
    ],
    ids=repr,
)
def test_what_is_no_real_number_is_refused(rule, bad):
    theta = np.zeros(1) if hasattr(bad, "shape") else 0.0
    with pytest.raises(ValueError, match="real number"):
        rule(0.1).step(theta, bad)
    with pytest.raises(ValueError, match="real number"):
        rule(0.1).step(bad, bad)


def test_a_list_is_a_gradient_where_theta_is_an_array_and_a_pair_where_it_is_a_vector():
    assert GradientDescent(0.5).step(np.zeros(3), [1, 2, 3]).tolist() == [-0.5, -1, -1.5]
    for pair in ((1, 2), [1.0, 2.0], np.array([1, 2]), np.float32([1, 2])):
        assert GradientDescent(0.5).step(Vector(0.0, 0.0), pair) == Vector(-0.5, -1)


@every_rule
def test_what_numpy_returns_acts_as_the_plain_number_it_holds(rule):
    def rate(t):
        return 0.01 * np.exp(-t / 50)

    single, point = np.ones(3, np.float32), Vector(1.0, 2.0)
    optimizer, plain = rule(rate), rule(lambda t: float(rate(t)))
    for _ in range(2):
        single = optimizer.step(single, single)
    assert single.dtype == np.float32
    optimizer.reset()
    assert optimizer.step(point, point) == plain.step(point, point)
    assert type(optimizer.step(point, point).x) is float
    assert type(rule(0.1).step(1.0, np.float32(2.0))) is float


@pytest.mark.parametrize("bad", ["fast", None, np.ones(2), 1j], ids=repr)
def test_a_schedule_returns_a_number(bad):
    with pytest.raises(ValueError, match="learning_rate at step 0 must be a number, at least 0"):
        GradientDescent(lambda t: bad).step(1.0, 1.0)


@every_rule
def test_half_precision_is_right_or_refused(rule):
    theta, gradient = np.ones(2, np.float16), np.float16([0, 1])
    if not hasattr(rule(0.1), "epsilon"):
        stepped = rule(0.25).step(theta, gradient)
        assert stepped.dtype == np.float16 and stepped[0] == 1
        return
    with pytest.raises(ValueError, match="gradient must be float32 or finer; got float16"):
        rule(0.1).step(theta, gradient)


@every_rule
def test_the_learning_rate_may_be_set_between_steps(rule):
    optimizer, other = rule(0.1), rule(0.1)
    optimizer.step(1.0, 1.0), other.step(1.0, 1.0)
    optimizer.learning_rate = 0.05
    assert optimizer.learning_rate == 0.05 and "learning_rate=0.05" in repr(optimizer)
    half, whole = 1.0 - optimizer.step(1.0, 1.0), 1.0 - other.step(1.0, 1.0)
    assert half == pytest.approx(whole / 2, rel=1e-12)
    optimizer.learning_rate = lambda t: 0.0 if t == 2 else 1.0
    assert optimizer.step(1.0, 1.0) == 1.0
    for bad in (-1, 0, "fast", None, np.ones(2)):
        with pytest.raises(ValueError, match="learning_rate must be a number above 0"):
            optimizer.learning_rate = bad


@every_rule
@pytest.mark.parametrize("rate", [0.1, linear_warmup(2, cosine(0.1, 10))], ids=repr)
def test_a_pickled_rule_goes_on_where_it_was(rule, rate):
    optimizer = rule(rate)
    theta = optimizer.step(np.ones(3), np.arange(3.0))
    again = pickle.loads(pickle.dumps(optimizer))
    assert repr(again) == repr(optimizer) and again.t == 1
    assert again.step(theta, theta).tolist() == optimizer.step(theta, theta).tolist()
