"""Numbers from the literature, found again by running gdkit."""

import math
from fractions import Fraction

import numpy as np
import pytest

from gdkit.descent import descend
from gdkit.optimizers import Adam, AMSGrad, GradientDescent, Momentum, Nesterov
from gdkit.schedules import inverse_time
from gdkit.vector import Vector

# κ = 100, with the eigenvalues 0.01 and 1.
SMALL, LARGE = 0.01, 1.0


def ill_conditioned(theta):
    return Vector(SMALL * theta.x, LARGE * theta.y)


def rate(optimizer, power=0, k=1000):
    """The factor a step on κ = 100 wins in the long run: error ~ tᵖ rateᵗ, with p `power`."""
    path = descend(ill_conditioned, (1.0, 1.0), optimizer, 2 * k).path
    early, late = (max(abs(path[t])) for t in (k, 2 * k))
    return (late / early / 2**power) ** (1 / k)


def test_rate_of_gradient_descent():
    best = 2 / (SMALL + LARGE)
    assert rate(GradientDescent(best)) == pytest.approx(0.98020, abs=5e-6)
    assert math.log(1e-6) / math.log(rate(GradientDescent(best))) == pytest.approx(690.8, abs=0.05)
    for other in (0.99 * best, 1.005 * best):
        assert rate(GradientDescent(other)) > 0.98020


def test_rate_of_momentum():
    """Goh, Why Momentum Really Works (2017); both roots double, hence the power 1."""
    alpha, beta = (2 / (0.1 + 1)) ** 2, ((1 - 0.1) / (1 + 0.1)) ** 2
    assert (alpha, beta) == pytest.approx((3.3058, 0.66942), abs=5e-5)
    best = rate(Momentum(alpha, beta), power=1)
    assert best == pytest.approx(0.81818, abs=5e-6)
    assert math.log(1e-6) / math.log(best) == pytest.approx(68.8, abs=0.05)
    for other in [(1.01 * alpha, beta), (0.99 * alpha, beta), (alpha, 0.68), (alpha, 0.66)]:
        assert rate(Momentum(*other)) > best + 1e-3


def test_rate_of_nesterov():
    """Lessard, Recht and Packard (2016): the best rate on quadratics; a double root again."""
    root = math.sqrt(3 * 100 + 1)
    alpha, beta = 4 / (3 * LARGE + SMALL), (root - 2) / (root + 2)
    best = rate(Nesterov(alpha, beta), power=1)
    assert best == pytest.approx(0.88472, abs=5e-6)
    for other in [(1.01 * alpha, beta), (0.99 * alpha, beta), (alpha, 0.80), (alpha, 0.78)]:
        assert rate(Nesterov(*other)) > best + 1e-4


def test_the_product_of_momentums_roots_is_beta_exactly():
    """So complex roots have modulus √β: x_{k+1}x_{k−1} − x_k² shrinks by β a step."""
    beta = Fraction(4, 5)
    x = descend(lambda x: x, Fraction(1), Momentum(Fraction(1, 3), beta), 12).path
    wronskians = [x[k + 1] * x[k - 1] - x[k] ** 2 for k in range(1, 12)]
    assert wronskians[0] != 0
    for k in range(1, 11):
        assert wronskians[k] == beta * wronskians[k - 1]


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_momentum_is_stable_up_to_two_plus_two_beta(beta):
    def run(alpha):
        return descend(lambda x: x, 1.0, Momentum(alpha, beta), 60_000)

    assert abs(run(0.999 * (2 + 2 * beta)).end) < 1e-9
    assert run(1.001 * (2 + 2 * beta)).diverged


def test_momentum_beyond_critical_damping_overshoots():
    """β = (1 − √(αλ))²: at αλ = 0.04, β = 0.64."""
    for beta, overshoots in [(0.60, False), (0.64, False), (0.68, True)]:
        path = descend(lambda x: x, 1.0, Momentum(0.04, beta), 300).path
        assert (min(path) < 0) == overshoots


def lessards_slope(x):
    return 25 * x if x < 1 else x + 24 if x < 2 else 25 * x - 24


def test_heavy_ball_cycles_on_a_convex_function():
    """Lessard, Recht and Packard (2016); α, β are the best for a quadratic of κ = 25."""
    heavy_ball = Momentum(1 / 9, 4 / 9)
    path = descend(lessards_slope, 3.3, heavy_ball, 303).path
    assert sorted(path[-3:]) == pytest.approx([-1.80245, 0.64653, 2.11592], abs=1e-5)
    assert path[-3:] == pytest.approx(path[-6:-3], abs=1e-12)
    for start in (3.0, 3.5):
        assert abs(descend(lessards_slope, start, heavy_ball, 303).end) < 1e-12


@pytest.mark.parametrize(("rule", "end"), [(Adam, 0.9997), (AMSGrad, -0.9997)])
def test_adam_runs_to_the_wrong_end_and_amsgrad_to_the_right_one(rule, end):
    """Reddi, Kale and Kumar (2018), theorem 1: the mean gradient is positive, so −1 is best.

    C = 4, β₁ = 0, β₂ = 1/(1 + C²), α = 0.5/√t, steps counted from 1, θ kept in [−1, 1].
    With β₂ this small, it comes to the same with and without bias correction.
    """
    optimizer = rule(lambda t: 0.5 / math.sqrt(t + 1), beta1=0.0, beta2=1 / 17)
    theta = 0.0
    for t in range(1, 200_001):
        theta = optimizer.step(theta, 4.0 if t % 3 == 1 else -1.0)
        theta = min(1.0, max(-1.0, theta))
    assert theta == pytest.approx(end, abs=5e-5)


def test_robbins_and_monros_rate_makes_the_running_mean_in_exact_fractions():
    """f = ½(x − ξ)², α_t = 1/t: after t steps x is the mean of ξ₁ … ξ_t, wherever it began."""
    numbers = [Fraction(n * n - 5 * n, 7) for n in range(40)]
    optimizer, x = GradientDescent(inverse_time(Fraction(1), Fraction(1))), Fraction(1000)
    for t, number in enumerate(numbers, start=1):
        x = optimizer.step(x, x - number)
        assert x == sum(numbers[:t]) / t


def noise_floor(alpha, beta, curvature):
    """Variance of θ on ½λθ² under gradient noise of variance 1."""
    stiffness = alpha * curvature
    return alpha * (1 + beta) / (curvature * (1 - beta) * (2 + 2 * beta - stiffness))


@pytest.mark.parametrize(
    ("alpha", "beta", "curvature", "published"),
    [(0.1, 0.0, 1.0, 0.05263), (0.1, 0.9, 1.0, 0.51351), (0.3, 0.5, 2.0, None)],
)
def test_noise_floor_from_the_response_to_one_noisy_gradient(alpha, beta, curvature, published):
    """Independent noises add up, so the variance is the sum of the squared response to one."""
    optimizer, theta, variance = Momentum(alpha, beta), 0.0, 0.0
    for t in range(2000):
        theta = optimizer.step(theta, curvature * theta + (1.0 if t == 0 else 0.0))
        variance += theta * theta
    assert variance == pytest.approx(noise_floor(alpha, beta, curvature), rel=1e-12)
    assert published is None or variance == pytest.approx(published, abs=5e-6)


@pytest.mark.parametrize(("beta", "published"), [(0.0, 0.05263), (0.9, 0.51351)])
def test_noise_floor_simulated(beta, published):
    random = np.random.default_rng(0)
    optimizer, theta = Momentum(0.1, beta), np.zeros(20_000)
    for _ in range(300):
        theta = optimizer.step(theta, theta + random.standard_normal(theta.shape))
    assert theta.var() == pytest.approx(published, rel=0.04)


def test_conventions_of_momentum_agree_at_a_fixed_rate_in_exact_fractions():
    """α inside v (Sutskever); the damped form, whose α is ours divided by 1 − β."""
    alpha, beta, gradients = Fraction(1, 4), Fraction(2, 3), [Fraction(n) for n in (3, -1, 2, 5)]
    ours, theta = Momentum(alpha, beta), Fraction(1)
    inside = damped = theta
    v_inside = v_damped = Fraction(0)
    for g in gradients:
        theta = ours.step(theta, g)
        v_inside = beta * v_inside + alpha * g
        v_damped = beta * v_damped + (1 - beta) * g
        inside, damped = inside - v_inside, damped - alpha / (1 - beta) * v_damped
        assert theta == inside == damped
