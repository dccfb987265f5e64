"""The gradient check on gradients that are right, slightly wrong, and wrong."""

import numpy as np
import pytest

from gdkit.learning.gradcheck import GradientCheck, check_gradient

START = np.array([0.7, -1.3, 2.0])


def loss(x):
    return float((x**4).sum())


def right(x):
    return 4 * x**3


def test_a_right_gradient_is_good():
    check = check_gradient(loss, right, START)
    assert check.verdict == "good"
    assert 0 < check.relative_error <= 1e-7
    assert check.analytic.tolist() == (4 * START**3).tolist()
    assert check.numerical == pytest.approx(4 * START**3, rel=1e-8)
    assert "good" in repr(check)


@pytest.mark.parametrize(
    ("share", "verdict"),
    [(1e-6, "acceptable at kinks"), (1e-3, "suspicious"), (0.1, "wrong"), (2.0, "wrong")],
)
def test_one_coordinate_off_by_a_share_decides_the_verdict(share, verdict):
    def off(x):
        return right(x) * np.array([1, 1 + share, 1])

    check = check_gradient(loss, off, START)
    assert check.verdict == verdict
    assert check.relative_error == pytest.approx(share / (1 + share), rel=0.02)
    assert check.relative_errors.argmax() == 1


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (0.0, "good"),
        (1e-7, "good"),
        (1.01e-7, "acceptable at kinks"),
        (1e-4, "acceptable at kinks"),
        (1.01e-4, "suspicious"),
        (1e-2, "suspicious"),
        (1.01e-2, "wrong"),
        (np.nan, "wrong"),
    ],
)
def test_the_bounds_are_those_of_cs231n(error, verdict):
    assert GradientCheck(START, START, np.array([0.0, error])).verdict == verdict


def test_typical_mistakes_are_wrong():
    for mistake in (lambda x: -right(x), lambda x: 2 * right(x), lambda x: 4 * x**2, np.zeros_like):
        assert check_gradient(loss, mistake, START).verdict == "wrong"


def test_a_small_missing_coordinate_is_wrong():
    check = check_gradient(lambda x: float(x[0] + 1e-6 * x[1]), lambda x: [1.0, 0.0], [1.0, 1.0])
    assert check.verdict == "wrong"


def test_at_a_kink_no_gradient_is_right():
    """max(0, x) at 0: the centred difference says 1/2, every subgradient rule 0 or 1."""
    check = check_gradient(lambda x: max(x, 0.0), lambda x: 0.0, 0.0)
    assert check.numerical == 0.5
    assert check.verdict == "wrong"


def test_a_step_across_a_kink_shows_and_a_smaller_one_does_not():
    """Half of the difference's width lies beyond a kink at distance h/2."""

    def bent(x):
        return float(x + 1e-4 * max(x - 0.5e-5, 0.0))

    assert check_gradient(bent, lambda x: 1.0, 0.0).verdict == "acceptable at kinks"
    assert check_gradient(bent, lambda x: 1.0, 0.0, h=1e-6).verdict == "good"


def test_zero_against_zero_is_good():
    check = check_gradient(lambda x: 5.0, np.zeros_like, START)
    assert (check.relative_error, check.verdict) == (0, "good")


def test_a_gradient_below_the_rounding_of_a_large_loss_is_not_called_wrong():
    check = check_gradient(lambda x: 1e9 + float(x[0]), lambda x: np.ones(1), [0.3])
    assert check.verdict == "undecided"
    assert check.rounding == pytest.approx(10 * 2**-52 * 1e9 / 2e-5, rel=1e-3)
    assert "rounding may hide errors of 0.11; take a constant off" in repr(check)
    check = check_gradient(lambda x: 1e6 + float(x[0]), lambda x: np.ones(1), [0.3])
    assert check.verdict == "good" and "up to rounding of 0.00011" in repr(check)


def test_large_parameters_lose_no_digits_to_the_step():
    """10⁶ + 10⁻⁵ is not a floating-point number; the difference of the two points is."""
    check = check_gradient(lambda x: float(x[0] - 1e6), lambda x: np.ones(1), [1e6 + 0.3])
    assert check.relative_error < 1e-10


@pytest.mark.parametrize("theta", [1.5, [1.5], np.ones((2, 3)), np.array([1, 2])])
def test_any_shape_is_checked_and_left_alone(theta):
    before = np.array(theta)
    check = check_gradient(lambda x: float(np.sum(x**2)), lambda x: 2 * x, theta)
    assert check.verdict == "good"
    assert check.numerical.shape == before.shape
    assert (np.array(theta) == before).all()


def test_a_gradient_that_writes_into_its_argument_does_no_harm():
    def destructive(x):
        x *= 2
        return x

    theta = np.array([1.0, 2.0])
    assert check_gradient(lambda x: float(x @ x), destructive, theta).verdict == "good"
    assert theta.tolist() == [1, 2]


def test_a_broken_gradient_is_wrong():
    assert check_gradient(loss, lambda x: x * np.nan, START).verdict == "wrong"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((loss, lambda x: x[:2], START), r"theta's shape \(3,\); got \(2,\)"),
        ((loss, right, []), "theta must be one or more finite numbers"),
        ((loss, right, [1.0, np.nan]), "theta must be one or more finite numbers"),
        ((loss, right, START, 0), "h must be a number above 0"),
        ((loss, right, START, -1e-5), "h must be"),
    ],
)
def test_wrong_settings_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        check_gradient(*arguments)


def test_a_sign_error_under_a_large_constant_is_never_good():
    for slope in (0.05, 1.0, 100.0):
        check = check_gradient(
            lambda x, slope=slope: 1e9 + slope * float(x[0]), lambda x, slope=slope: [-slope], [0.3]
        )
        assert check.verdict in ("undecided", "wrong") and (slope < 1 or check.verdict == "wrong")


def test_one_coordinate_that_vanishes_beside_others_decides_nothing():
    check = check_gradient(lambda x: float(x[0] + 1e-13 * x[1]), lambda x: [1.0, 1e-13], [1.0, 1.0])
    assert check.verdict == "good"


@pytest.mark.parametrize("returned", [np.float32, float])
def test_single_precision_is_judged_by_its_own_rounding(returned):
    def coarse_loss(x):
        return returned(np.sum(np.float32(x) ** 2))

    def coarse(x):
        return 2 * np.float32(x)

    theta = [0.3, 1.7, -0.2]
    assert check_gradient(coarse_loss, coarse, theta).verdict == "good"
    assert check_gradient(coarse_loss, lambda x: -coarse(x), theta).verdict == "wrong"
    assert check_gradient(coarse_loss, lambda x: 1.1 * coarse(x), theta).verdict == "wrong"
    assert check_gradient(coarse_loss, coarse, theta, h=1e-5).verdict == "undecided"
    double = check_gradient(lambda x: float(x @ x), coarse, theta)
    assert double.verdict == "good" and double.rounding == pytest.approx(1.2e-6, rel=0.05)


@pytest.mark.parametrize("size", [1e6, 2e11, 1e15, -1e20])
def test_large_parameters_are_moved_by_enough(size):
    check = check_gradient(lambda x: float(x @ x), lambda x: 2 * x, [size])
    assert check.verdict == "good" and check.relative_error < 1e-7
    assert check_gradient(lambda x: float(x @ x), lambda x: -2 * x, [size]).verdict == "wrong"


@pytest.mark.parametrize(
    ("theta", "gradient", "message"),
    [
        (np.ma.ones(2), np.ones(2), "theta must not be masked"),
        (["a"], [1.0], "theta must be numbers"),
        ([1j], [1.0], "theta must be numbers"),
        ([1.0], [1j], "gradient must be numbers"),
        ([1.0], np.ma.ones(1), "gradient must not be masked"),
    ],
)
def test_what_is_no_number_is_refused(theta, gradient, message):
    with pytest.raises(ValueError, match=message):
        check_gradient(lambda x: 1.0, lambda x: gradient, theta)
