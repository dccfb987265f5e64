"""The landscapes: published values, minima and curvature; gradients against differences."""

import math
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import LANDSCAPE_NAMES, LANDSCAPES, make_landscape

from gdkit import landscapes
from gdkit.descent import descend
from gdkit.optimizers import GradientDescent
from gdkit.vector import Vector


@pytest.fixture(scope="module", params=LANDSCAPE_NAMES)
def landscape(request):
    return make_landscape(request.param)


def array(point):
    """A point of a landscape as a float64 array, of shape () or (2,)."""
    return np.array(point, dtype=float)


def slopes(function, theta, h=1e-5):
    """Centred differences of `function` in each coordinate of `theta`, along the last axis."""
    steps = h * np.eye(theta.size).reshape(theta.size, *theta.shape)
    return np.stack([(function(theta + e) - function(theta - e)) / (2 * h) for e in steps], -1)


def hessian(landscape, theta):
    """From the gradient's differences, as a square matrix."""
    size = landscape.dimension
    return slopes(landscape.gradient, array(theta)).reshape(size, size)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_gradient_against_finite_differences(landscape, data):
    theta = array([data.draw(st.floats(low, high)) for low, high in landscape.window])
    theta = theta if landscape.dimension == 2 else theta[0]
    numerical = slopes(landscape, array(theta)).reshape(np.shape(theta))
    analytic = landscape.gradient(theta)
    # Differences cancel all but the last digits of a large value.
    np.testing.assert_allclose(analytic, numerical, rtol=1e-6, atol=1e-6 + 1e-9 * landscape(theta))


def test_minima_are_flat_and_curve_upward(landscape):
    for minimum in landscape.minima:
        assert np.abs(array(landscape.gradient(minimum))).max() < 1e-11
        assert (np.linalg.eigvalsh(hessian(landscape, minimum)) > 0.01).all()
    values = [landscape(minimum) for minimum in landscape.minima]
    assert all(values[0] <= value + 1e-24 for value in values)
    assert landscape.minimum == (values[0] if values else -math.inf)


def test_nothing_in_the_window_lies_below_the_minimum(landscape):
    axes = [np.linspace(low, high, 101) for low, high in landscape.window]
    grid = np.array(np.meshgrid(*axes)) if landscape.dimension == 2 else axes[0]
    assert (landscape(grid) >= landscape.minimum - 1e-12).all()


def test_start_and_minima_lie_in_the_window(landscape):
    for point in (landscape.start, *landscape.minima):
        for coordinate, (low, high) in zip(np.ravel(point), landscape.window, strict=True):
            assert low < coordinate < high
    assert np.abs(array(landscape.gradient(landscape.start))).max() > 0.001


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_grid_is_its_points_and_keeps_its_dtype(landscape, dtype):
    shape = (2, 3, 4) if landscape.dimension == 2 else (3, 4)
    grid = np.random.default_rng(0).uniform(-2, 2, shape).astype(dtype)
    values, gradients = landscape(grid), landscape.gradient(grid)
    assert values.dtype == gradients.dtype == dtype
    assert values.shape == (3, 4) and gradients.shape == shape
    rtol = 100 * np.finfo(dtype).eps
    for i in np.ndindex(3, 4):
        point = tuple(map(float, grid[:, *i])) if landscape.dimension == 2 else float(grid[i])
        np.testing.assert_allclose(values[i], landscape(point), rtol, atol=10 * rtol)
        here = gradients[:, *i] if landscape.dimension == 2 else gradients[i]
        np.testing.assert_allclose(here, landscape.gradient(point), rtol, atol=30 * rtol)


def test_pair_list_vector_and_array_give_the_same(landscape):
    if landscape.dimension == 2:
        x, y = landscape.start
        same = [(x, y), [x, y], Vector(x, y), np.array([x, y])]
        kinds = [Vector, Vector, Vector, np.ndarray]
    else:
        same, kinds = [landscape.start, np.array(landscape.start)], [float, np.float64]
    for point, kind in zip(same, kinds, strict=True):
        assert landscape(point) == pytest.approx(landscape(same[0]), rel=1e-14)
        assert isinstance(landscape.gradient(point), kind)
        assert list(np.ravel(landscape.gradient(point))) == pytest.approx(
            list(np.ravel(landscape.gradient(same[0]))), rel=1e-14
        )


def test_names_tell_them_apart():
    assert len({landscape.name for landscape in LANDSCAPES}) == len(LANDSCAPES) >= 9


@pytest.mark.parametrize("name", LANDSCAPE_NAMES)
def test_a_landscape_is_called_what_it_is_called_in_code(name):
    shown = make_landscape(name).name.split(",")[0]
    assert shown in (name.replace("_", " "), name.capitalize())


def test_rosenbrocks_curvature_and_the_largest_stable_learning_rate():
    rosenbrock = landscapes.rosenbrock
    assert rosenbrock((-1.2, 1.0)) == pytest.approx(24.2, rel=1e-14)
    at_minimum = hessian(rosenbrock, (1.0, 1.0))
    np.testing.assert_allclose(at_minimum, [[802, -400], [-400, 200]], atol=1e-5)
    (small, large), directions = np.linalg.eigh(at_minimum)
    assert small == pytest.approx(0.39936, abs=5e-6) and large == pytest.approx(1001.60, abs=5e-3)
    assert large / small == pytest.approx(2508.01, abs=0.05)
    nudge = 1e-7 * directions[:, 1]
    for alpha, settles in [(0.99 * 0.0019968, True), (1.01 * 0.0019968, False)]:
        end = descend(rosenbrock.gradient, 1 + nudge, GradientDescent(alpha), 100).end
        assert (np.linalg.norm(end - 1) < 1e-7) == settles


def test_published_minima():
    assert landscapes.beale.minima == [(3.0, 0.5)] and landscapes.beale((3.0, 0.5)) == 0
    assert landscapes.rastrigin.minima == [(0.0, 0.0)] and landscapes.rastrigin((0.0, 0.0)) == 0
    published = [(3, 2), (-2.805118, 3.131312), (-3.779310, -3.283186), (3.584428, -1.848126)]
    np.testing.assert_allclose(landscapes.himmelblau.minima, published, atol=1e-6)
    for minimum in landscapes.himmelblau.minima:
        assert landscapes.himmelblau(minimum) < 1e-24


def test_himmelblaus_hilltop():
    hilltop = (-0.270845, -0.923039)
    assert landscapes.himmelblau(hilltop) == pytest.approx(181.617, abs=5e-4)
    assert np.abs(array(landscapes.himmelblau.gradient(hilltop))).max() < 1e-4
    assert (np.linalg.eigvalsh(hessian(landscapes.himmelblau, hilltop)) < 0).all()


def test_the_curves_and_the_saddle_are_what_their_descriptions_say():
    wells = landscapes.double_well
    assert wells(-1.0) == 0 and wells(1.0) == pytest.approx(4 / 3, rel=1e-15)
    assert wells.gradient(0.25) == 0 and hessian(wells, 0.25) < 0
    assert landscapes.plateau(0.0) == 0 and abs(landscapes.plateau.gradient(8.0)) < 1e-12
    assert landscapes.saddle.gradient((0.0, 0.0)) == Vector(0, 0)
    np.testing.assert_allclose(hessian(landscapes.saddle, (0, 0)), np.diag([1, -1]), atol=1e-9)


@pytest.mark.parametrize("amount", [1, 7.5, 100])
def test_chosen_curvature_and_condition_number(amount):
    assert hessian(landscapes.parabola(amount), 1.0) == pytest.approx(amount, rel=1e-8)
    eigenvalues = np.linalg.eigvalsh(hessian(landscapes.quadratic(amount), (1.0, 1.0)))
    assert eigenvalues == pytest.approx([1, amount], rel=1e-8)


def test_the_curvature_and_the_condition_number_left_out():
    assert repr(landscapes.parabola()) == "<Curve parabola>"
    assert hessian(landscapes.parabola(), 1.0) == pytest.approx(1, rel=1e-8)
    assert repr(landscapes.quadratic()) == "<Surface quadratic, κ = 10>"
    assert hessian(landscapes.quadratic(), (1.0, 1.0))[1, 1] == pytest.approx(10, rel=1e-8)


@pytest.mark.parametrize("point", [1.0, (1.0,), (1.0, 2.0, 3.0), np.ones(3), None])
def test_a_surface_asks_for_a_pair(point):
    with pytest.raises(ValueError, match=r"Beale takes a pair \(x, y\); got"):
        landscapes.beale(point)
    with pytest.raises(ValueError, match=r"Beale takes a pair \(x, y\); got"):
        landscapes.beale.gradient(point)


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int32])
def test_whole_numbers_are_taken_for_floats(landscape, dtype):
    """100 · (100 − 100²)² does not fit in 32 bits."""
    grid = np.array([[0, 1, 100], [3, 2, 100]], dtype)
    np.testing.assert_array_equal(landscape(grid), landscape(grid * 1.0))
    np.testing.assert_array_equal(landscape.gradient(grid), landscape.gradient(grid * 1.0))
    if landscape.dimension == 2:
        assert landscape(tuple(grid[:, 2])) == landscape((100.0, 100.0))


def square(x):
    return x * x


def double(x):
    return 2 * x


def test_every_landscape_is_pickled_with_its_functions(landscape):
    again = pickle.loads(pickle.dumps(landscape))
    assert again(landscape.start) == landscape(landscape.start)
    assert again.gradient(landscape.start) == landscape.gradient(landscape.start)
    assert repr(again) == repr(landscape) and again.window == landscape.window


def test_the_ones_with_a_name_are_themselves_again_and_settings_are_kept():
    for name in ("rosenbrock", "double_well"):
        landscape = getattr(landscapes, name)
        assert pickle.loads(pickle.dumps(landscape)) is landscape
    assert pickle.loads(pickle.dumps(landscapes.parabola(7))).gradient(1.0) == 7
    assert pickle.loads(pickle.dumps(landscapes.quadratic(7))).gradient((1.0, 1.0)).y == 7
    own = landscapes.Curve("own", square, double, [0.0], ((-1, 1),), 0.5)
    assert pickle.loads(pickle.dumps(own))(3.0) == 9 and own.minimum == 0
    assert landscapes.Curve("own", square, double, np.array([2.0]), ((-1, 1),), 0.5).minimum == 4
