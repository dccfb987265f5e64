"""`descend` against the closed forms and the bounds of gradient descent's theory."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdkit.descent import LIMIT, descend
from gdkit.landscapes import parabola, plateau, quadratic, rastrigin, rosenbrock, saddle
from gdkit.optimizers import Adam, GradientDescent, Momentum, Optimizer
from gdkit.vector import Vector

FRACTIONS = st.fractions(-5, 5, max_denominator=50)


@given(
    x0=FRACTIONS,
    alpha=st.fractions(Fraction(1, 100), 2, max_denominator=100),
    curvature=st.fractions(Fraction(1, 10), 5, max_denominator=10),
)
def test_each_step_on_a_parabola_multiplies_by_one_minus_alpha_lambda(x0, alpha, curvature):
    path = descend(parabola(curvature).gradient, x0, GradientDescent(alpha), 8).path
    assert path == [(1 - alpha * curvature) ** k * x0 for k in range(9)]


def test_loss_on_a_quadratic_in_exact_fractions():
    """½ Σ λᵢ (1 − αλᵢ)²ᵏ xᵢ²."""
    alpha, kappa, bowl = Fraction(1, 8), Fraction(10), quadratic(Fraction(10))
    run = descend(bowl.gradient, (Fraction(3), Fraction(-2)), GradientDescent(alpha), 12)
    for k, theta in enumerate(run.path):
        slow, fast = (1 - alpha) ** (2 * k) * 9, kappa * (1 - alpha * kappa) ** (2 * k) * 4
        assert bowl(theta) == (slow + fast) / 2


def test_the_best_rate_shrinks_both_directions_alike_in_exact_fractions():
    """At α = 2/(λ₁ + λₙ) every step multiplies by ±(κ − 1)/(κ + 1)."""
    kappa = Fraction(10)
    rate = (kappa - 1) / (kappa + 1)
    start = (Fraction(3), Fraction(-2))
    run = descend(quadratic(kappa).gradient, start, GradientDescent(2 / (1 + kappa)), 20)
    assert run.end == Vector(3 * rate**20, -2 * (-rate) ** 20)


@pytest.mark.parametrize("smoothness", [0.5, 1, 30])
def test_stable_just_below_two_over_the_smoothness_and_not_just_above(smoothness):
    def run(alpha):
        return descend(parabola(smoothness).gradient, 1.0, GradientDescent(alpha), 30_000)

    bound = 2 / smoothness
    assert abs(run(0.999 * bound).end) < 1e-20
    assert run(1.001 * bound).diverged


def test_exactly_at_two_over_the_smoothness_it_oscillates_for_ever():
    alpha = Fraction(2, 7)
    path = descend(parabola(7).gradient, Fraction(3), GradientDescent(alpha), 100).path
    assert path == [Fraction(3 * (-1) ** k) for k in range(101)]


def convex(theta):
    """√(1 + x²): convex, smoothness 1, minimum 1 at 0, and nearly straight far away."""
    return (1 + theta * theta) ** 0.5


@pytest.mark.parametrize(
    ("f", "slope", "smoothness", "start"),
    [
        (convex, lambda x: x / convex(x), 1, 50.0),
        (parabola(3), parabola(3).gradient, 3, -4.0),
        (quadratic(100), quadratic(100).gradient, 100, (-4.0, 2.5)),
    ],
)
def test_the_loss_of_a_convex_function_falls_at_least_like_one_over_the_steps(
    f, slope, smoothness, start
):
    """f_k − f* ≤ L‖x₀ − x*‖²/(2k) at α = 1/L."""
    distance = math.hypot(*start) if isinstance(start, tuple) else abs(start)
    path = descend(slope, start, GradientDescent(1 / smoothness), 200).path
    lowest = f(0.0 * path[0])
    for k, theta in enumerate(path[1:], start=1):
        assert f(theta) - lowest <= smoothness * distance**2 / (2 * k)


@pytest.mark.parametrize(("f", "smoothness"), [(plateau, 1), (rastrigin, 2 + 40 * math.pi**2)])
def test_descent_lemma_holds_without_convexity(f, smoothness):
    """Each step at α = 1/L lowers the loss by ‖∇f‖²/(2L), so min ‖∇f‖² ≤ 2L(f₀ − f*)/K."""
    path = descend(f.gradient, f.start, GradientDescent(1 / smoothness), 50).path
    squares = [float(np.sum(np.square(list_of(f.gradient(theta))))) for theta in path]
    for k in range(50):
        assert f(path[k + 1]) <= f(path[k]) - squares[k] / (2 * smoothness) + 1e-12
        assert min(squares[: k + 1]) <= 2 * smoothness * (f(path[0]) - f.minimum) / (k + 1)


def list_of(gradient):
    return list(gradient) if isinstance(gradient, Vector) else [gradient]


@pytest.mark.parametrize("y0", [1e-3, -1e-6, 1e-12])
def test_time_to_escape_a_saddle_grows_with_the_logarithm_of_the_distance(y0):
    """y_t = (1 + α)ᵗ y₀ reaches ±1 after ln(1/|y₀|)/ln(1 + α) steps; from y₀ = 0, never."""
    alpha = 0.1
    path = descend(saddle.gradient, (1.0, y0), GradientDescent(alpha), 500).path
    escape = next(t for t, theta in enumerate(path) if abs(theta.y) >= 1)
    assert escape == math.ceil(math.log(1 / abs(y0)) / math.log(1 + alpha))
    assert path[escape].y == pytest.approx(1.1**escape * y0, rel=1e-12)
    assert descend(saddle.gradient, (1.0, 0.0), GradientDescent(alpha), 500).end.y == 0


def test_gradient_tolerance_stops_at_the_first_point_that_meets_it():
    run = descend(parabola().gradient, 1.0, GradientDescent(0.5), 100, gradient_tolerance=0.0625)
    assert run.path == [1.0, 0.5, 0.25, 0.125, 0.0625]
    assert run.converged and run.reason == "gradient 0.0625 ≤ tolerance 0.0625"


def test_fractions_too_converge_and_diverge():
    half, slope = GradientDescent(Fraction(1, 2)), parabola(1).gradient
    tolerance = Fraction(1, 10)
    for criterion in ("gradient_tolerance", "step_tolerance"):
        assert descend(slope, Fraction(1), half, 100, **{criterion: tolerance}).converged
    assert descend(slope, Fraction(1), GradientDescent(Fraction(9)), 100).diverged


def test_step_tolerance_stops_after_the_first_step_that_meets_it():
    run = descend(parabola().gradient, 1.0, GradientDescent(0.5), 100, step_tolerance=0.125)
    assert run.path == [1.0, 0.5, 0.25, 0.125]
    assert run.converged and run.reason == "step 0.125 ≤ tolerance 0.125"


def test_without_tolerances_all_steps_are_taken_even_at_the_minimum():
    run = descend(parabola().gradient, 0.0, GradientDescent(0.5), 7)
    assert run.path == [0.0] * 8 and run.status == "out of steps" and run.steps == 7
    assert run.reason == "7 steps taken"
    assert descend(parabola().gradient, 3.0, GradientDescent(0.5), 0).path == [3.0]


def test_a_tolerance_of_0_is_met_where_nothing_moves_any_more():
    at_minimum = parabola().gradient, 0.0, GradientDescent(0.5), 7
    assert descend(*at_minimum, gradient_tolerance=0).path == [0.0]
    assert descend(*at_minimum, step_tolerance=0).path == [0.0, 0.0]


def test_a_start_at_the_very_limit_is_still_within_it():
    assert descend(parabola().gradient, LIMIT, GradientDescent(0.5), 1).path == [LIMIT, LIMIT / 2]


def test_an_overflow_is_a_divergence_of_plain_numbers_and_of_arrays_alike():
    for start in (1e9, np.array([1e9]), np.float32([1e9])):
        run = descend(lambda theta: theta**40, start, GradientDescent(0.1), 5)
        assert run.diverged and run.steps == 0 and "inf" in run.reason


def test_a_run_that_blows_up_returns_the_finite_path_that_led_there():
    run = descend(parabola().gradient, 1.0, GradientDescent(11), 100)
    assert run.path == [(-10.0) ** k for k in range(11)]
    assert run.diverged and not run.converged and "1e+11" in run.reason
    assert max(map(abs, run.path)) == LIMIT


@pytest.mark.parametrize("start", [(2.0, 2.0), np.array([2.0, 2.0]), np.float32([2.0, 2.0])])
def test_even_a_wild_divergence_is_quiet(start):
    for optimizer in (GradientDescent(1e6), Adam(1e12)):
        assert descend(rosenbrock.gradient, start, optimizer, 100).diverged


def test_a_gradient_that_is_not_a_number_is_a_divergence():
    for start in (1.0, (1.0, 1.0), np.ones((2, 2))):
        run = descend(lambda theta: theta * math.nan, start, GradientDescent(0.1), 5)
        assert run.diverged and run.steps == 0 and "nan" in run.reason


def test_any_shape_of_array_descends_element_by_element():
    start = np.arange(12.0).reshape(2, 3, 2)
    run = descend(parabola().gradient, start, GradientDescent(0.5), 3)
    np.testing.assert_array_equal(run.end, np.arange(12.0).reshape(2, 3, 2) / 8)


def test_the_path_does_not_follow_later_changes_of_the_start():
    start = np.array([1.0, 2.0])
    run = descend(parabola().gradient, start, GradientDescent(0.5), 1)
    start += 10
    assert run.path[0].tolist() == [1, 2]


def test_a_pair_becomes_a_vector_and_a_gradient_may_be_a_pair():
    run = descend(lambda theta: (2 * theta.x, 4.0), [1.0, 1.0], GradientDescent(0.25), 1)
    assert run.path == [Vector(1.0, 1.0), Vector(0.5, 0.0)]


@pytest.mark.parametrize(
    ("start", "gradient"), [(1.0, np.ones(2)), (np.ones(2), 1.0), ((1.0, 1.0), 1.0)]
)
def test_a_gradient_of_another_shape_is_an_error(start, gradient):
    with pytest.raises(ValueError, match="gradient must have the shape of theta"):
        descend(lambda theta: gradient, start, GradientDescent(0.1), 5)


# Whatever a user hands over


def test_whole_number_starts_descend_as_floats():
    """The square of Rosenbrock's slope at (200, 0) does not fit in 64 bits; 400·200³ not in 32."""
    for dtype in (np.int64, np.int32):
        run = descend(rosenbrock.gradient, np.array([200, 0], dtype), Adam(0.1), 1)
        assert run.end.tolist() == pytest.approx([199.9, 0.1])
    run = descend(rosenbrock.gradient, tuple(np.array([200, 0], np.int32)), Adam(0.1), 1)
    assert list(run.end) == pytest.approx([199.9, 0.1])


class InPlace(Optimizer):
    def rule(self, theta, gradient, alpha):
        theta -= alpha * gradient
        return theta


class DecayInPlace(Optimizer):
    def rule(self, theta, gradient, alpha):
        theta *= 0.5
        return theta - alpha * gradient


class OneBuffer(Optimizer):
    def rule(self, theta, gradient, alpha):
        if self.t == 1:
            self.buffer = np.empty_like(theta)
        self.buffer[...] = theta - alpha * gradient
        return self.buffer


@pytest.mark.parametrize("rule", [InPlace, DecayInPlace, OneBuffer])
def test_the_path_is_true_whatever_a_rule_does_with_its_arrays(rule):
    shrink = 0.25 if rule is DecayInPlace else 0.5
    start = np.array([4.0, 8.0])
    if rule is DecayInPlace:
        gradient, alpha = (lambda theta: theta / 2), 0.5  # ½θ − ½·½θ
    else:
        gradient, alpha = (lambda theta: 2 * theta), 0.25
    run = descend(gradient, start, rule(alpha), 3, step_tolerance=1e-9)
    assert run.status == "out of steps" and start.tolist() == [4, 8]
    assert [p.tolist() for p in run.path] == [[4 * shrink**k, 8 * shrink**k] for k in range(4)]


def test_the_path_is_true_although_the_gradient_writes_into_its_argument():
    def destructive(theta):
        gradient = theta.copy()
        theta[...] = 0
        return gradient

    path = descend(destructive, np.array([4.0]), GradientDescent(0.5), 2).path
    assert [p.tolist() for p in path] == [[4], [-2], [1]]


def test_a_rule_that_moves_a_vector_in_place_is_told_what_to_write():
    class Moving(Optimizer):
        def rule(self, theta, gradient, alpha):
            theta.x -= alpha * gradient.x
            return theta

    with pytest.raises(ValueError, match="Write theta = theta - …"):
        descend(saddle.gradient, (1.0, 1.0), Moving(0.1), 3)


@pytest.mark.parametrize(
    "bad",
    [1j, (1j, 0.0), np.array([1j]), np.ma.ones(2), np.array(["2026-11-30"], "M8[ns]"), "1", "12"],
    ids=repr,
)
def test_a_start_that_is_no_real_number_is_refused(bad):
    with pytest.raises(ValueError, match="start must be a number, a pair or"):
        descend(lambda theta: theta, bad, GradientDescent(0.1), 1)


def test_a_pair_as_start_goes_with_a_gradient_of_numpys():
    matrix = np.array([[2.0, 0.0], [0.0, 4.0]])
    run = descend(lambda theta: matrix @ theta, (1.0, 1.0), GradientDescent(0.25), 1)
    assert run.path == [Vector(1.0, 1.0), Vector(0.5, 0.0)]
    assert type(run.end.x) is float


def test_what_numpy_returns_for_a_number_is_a_number_on_the_path():
    for start in (2.0, np.float64(2.0), np.float32(2.0)):
        run = descend(lambda x: np.float64(2) * x, start, GradientDescent(np.float64(0.25)), 2)
        assert run.path == [2.0, 1.0, 0.5] and {type(x) for x in run.path} == {float}


@pytest.mark.parametrize("kind", [float, lambda x: (x, x), lambda x: np.array([x])])
@pytest.mark.parametrize("rule", [GradientDescent, Momentum])
def test_a_minimum_far_away_is_reached_and_growth_without_end_is_not(kind, rule):
    """A country's GDP: the minimum of (θ − 2·10¹³)² is as good as any other."""
    far = kind(2e13)
    far = Vector(*far) if isinstance(far, tuple) else far
    run = descend(lambda theta: 2 * (theta - far), kind(0.0), rule(0.05), 500)
    assert not run.diverged
    assert list_of(run.end)[0] == pytest.approx(2e13, rel=1e-6)
    assert descend(lambda theta: 2 * (theta - far), kind(2e13), rule(0.05), 5).steps == 5
    run = descend(lambda theta: 2 * (theta - far), kind(0.0), rule(5), 500)
    assert run.diverged and run.steps < 20


def test_it_takes_an_optimizer_not_its_class():
    with pytest.raises(ValueError, match=r"optimizer must be an optimizer, such as Adam\(0.01\)"):
        descend(lambda x: x, 1.0, Adam, 5)
