"""Every optimizer on every landscape, from random starts with random settings."""

import inspect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import LANDSCAPES, RULES

from gdkit.descent import descend
from gdkit.vector import Vector

RATES = st.floats(-4, 1).map(lambda exponent: 10**exponent)
DECAYS = st.floats(0, 0.9999)
EPSILONS = st.floats(-12, -2).map(lambda exponent: 10**exponent)
COORDINATES = st.floats(-100, 100, width=32)

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
every_landscape = pytest.mark.parametrize("landscape", LANDSCAPES, ids=lambda f: f.name)


def random_optimizers(rule):
    """The rule with any of the settings that its signature names."""
    kinds = {"learning_rate": RATES, "epsilon": EPSILONS}
    names = inspect.signature(rule).parameters
    return st.builds(rule, **{name: kinds.get(name, DECAYS) for name in names})


def frozen(point):
    """A copy that raises when it is written to."""
    copy = np.array(point)
    copy.flags.writeable = False
    return copy


@every_landscape
@every_rule
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_run_never_raises_never_mutates_and_repeats(rule, landscape, data):
    optimizer = data.draw(random_optimizers(rule))
    dtype = data.draw(st.sampled_from([np.float32, np.float64]))
    shape = (2,) if landscape.dimension == 2 else data.draw(st.sampled_from([(), (3,), (2, 2)]))
    size = int(np.prod(shape))
    coordinates = data.draw(st.lists(COORDINATES, min_size=size, max_size=size))
    start = frozen(np.array(coordinates, dtype).reshape(shape))

    first, second = (
        descend(lambda theta: frozen(landscape.gradient(frozen(theta))), start, optimizer, 30)
        for _ in range(2)
    )

    assert np.array_equal(start, np.reshape(coordinates, shape))
    assert np.array_equal(first.path, second.path) and first.reason == second.reason
    assert np.isfinite(first.path).all()
    assert first.steps == 30 or first.diverged
    assert all(theta.dtype == dtype and theta.shape == shape for theta in first.path)


@every_landscape
@every_rule
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_a_run_of_plain_numbers_never_raises_and_repeats(rule, landscape, data):
    optimizer = data.draw(random_optimizers(rule))
    point = st.tuples(COORDINATES, COORDINATES) if landscape.dimension == 2 else COORDINATES
    start = data.draw(point)
    first, second = (descend(landscape.gradient, start, optimizer, 30) for _ in range(2))
    assert first.path == second.path and first.reason == second.reason
    assert np.isfinite(np.array(first.path)).all()
    assert isinstance(first.end, Vector if landscape.dimension == 2 else float)


@every_rule
@settings(max_examples=25)
@given(data=st.data())
def test_number_vector_and_array_take_the_same_steps(rule, data):
    optimizer = data.draw(random_optimizers(rule))
    pairs = st.tuples(COORDINATES, COORDINATES)
    start, gradients = data.draw(pairs), data.draw(st.lists(pairs, min_size=1, max_size=10))

    def end(theta, kind):
        optimizer.reset()
        for gradient in gradients:
            theta = optimizer.step(theta, kind(gradient))
        return theta

    numbers = [end(start[i], lambda gradient, i=i: gradient[i]) for i in range(2)]
    vector = end(Vector(*start), lambda gradient: Vector(*gradient))
    array = end(np.array(start), np.array)
    assert isinstance(vector, Vector) and isinstance(array, np.ndarray)
    assert list(vector) == numbers
    np.testing.assert_allclose(array, numbers, rtol=1e-12, atol=1e-12)


@every_landscape
@every_rule
def test_descends_from_the_start_that_the_landscape_suggests(rule, landscape):
    run = descend(landscape.gradient, landscape.start, rule(learning_rate=1e-4), 50)
    assert run.status == "out of steps"
    assert landscape(run.end) < landscape(landscape.start)
