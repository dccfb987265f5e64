"""The spread of the weights, measured, and what it does to signals on their way."""

import numpy as np
import pytest

from gdkit.learning.initialisation import as_initialisation, glorot, he, small_random, zeros


@pytest.fixture
def rng():
    return np.random.default_rng(1)


@pytest.mark.parametrize(
    ("initialisation", "variance"),
    [
        (zeros, lambda n_in, n_out: 0),
        (small_random, lambda n_in, n_out: 1e-4),
        (glorot, lambda n_in, n_out: 2 / (n_in + n_out)),
        (he, lambda n_in, n_out: 2 / n_in),
    ],
)
@pytest.mark.parametrize(("n_in", "n_out"), [(300, 200), (40, 1500)])
def test_mean_and_variance_are_those_of_the_papers(initialisation, variance, n_in, n_out, rng):
    W = initialisation(n_in, n_out, rng)
    assert W.shape == (n_in, n_out)
    expected = variance(n_in, n_out)
    # 60,000 draws: the variance's own standard error is 0.6 % for a normal distribution.
    assert W.var() == pytest.approx(expected, rel=0.03)
    assert abs(W.mean()) <= 4 * (expected / W.size) ** 0.5


def test_glorot_is_uniform_up_to_its_bound(rng):
    limit = (6 / 500) ** 0.5
    sizes = np.abs(glorot(300, 200, rng))
    assert sizes.max() <= limit
    assert sizes.max() == pytest.approx(limit, rel=1e-3)
    assert (sizes > limit / 2).mean() == pytest.approx(0.5, abs=0.01)


def test_small_random_takes_another_scale(rng):
    assert small_random(300, 200, rng, scale=3.0).std() == pytest.approx(3, rel=0.02)


@pytest.mark.parametrize(
    ("initialisation", "activation", "low", "high"),
    [
        (he, lambda z: np.maximum(z, 0), 0.5, 2.0),  # keeps the mean square
        (small_random, lambda z: np.maximum(z, 0), 0.0, 1e-10),  # the signal dies
        (glorot, lambda z: z, 0.5, 2.0),
    ],
)
def test_ten_layers_keep_or_lose_the_signal(initialisation, activation, low, high, rng):
    a = rng.standard_normal((200, 256))
    before = (a**2).mean()
    for _ in range(10):
        a = activation(a @ initialisation(256, 256, rng))
    assert low <= (a**2).mean() / before <= high


def test_initialisations_are_found_by_name_or_taken_as_they_are():
    assert as_initialisation("he") is he

    def ones(n_in, n_out, rng):
        return np.ones((n_in, n_out))

    assert as_initialisation(ones) is ones


@pytest.mark.parametrize("unknown", ["xavier-ish", None, 0.01])
def test_an_unknown_initialisation_is_refused(unknown):
    wanted = r"^initialisation must be a .* one of zeros, small_random, glorot, he"
    with pytest.raises(ValueError, match=wanted):
        as_initialisation(unknown)
