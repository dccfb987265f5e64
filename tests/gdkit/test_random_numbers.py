"""The random numbers: the published check value, and the moments of each distribution."""

from collections import Counter
from itertools import pairwise
from statistics import fmean

import pytest

from gdkit.random_numbers import RandomNumbers


def test_park_and_millers_check_value():
    """From state 1, the state after 10 000 steps is 1043618065 (Park and Miller, 1988)."""
    random = RandomNumbers()
    random.state = 1
    for _ in range(10_000):
        random.uniform()
    assert random.state == 1043618065


def test_the_seed_decides():
    def stream(seed):
        random = RandomNumbers(seed)
        return [random.uniform() for _ in range(5)]

    assert stream(7) == stream(7)
    assert RandomNumbers().state == RandomNumbers(0).state
    assert len({tuple(stream(seed)) for seed in range(1000)}) == 1000


def test_seed_0_gives_the_numbers_that_the_authors_saw():
    """1000003³ mod (2³¹ − 1), and what follows: no release may change them."""
    random = RandomNumbers(0)
    assert random.state == 1000009000027000027 % 2147483647 == 1049561761
    assert [round(random.normal(), 4) for _ in range(3)] == [-1.5246, 0.6385, 0.1687]


def test_the_one_seed_whose_cube_vanishes_gives_numbers_all_the_same():
    """A state of 0 would stay 0 for ever."""
    random = RandomNumbers(2**31 - 1 - 1_000_003)
    assert all(0 < random.uniform() < 1 for _ in range(5))


def test_neighbouring_seeds_are_unrelated():
    """The correlation of the first numbers of seeds s and s + 1; 0.045 is four sigma."""
    first = [RandomNumbers(seed).uniform() - 0.5 for seed in range(8001)]
    correlation = fmean(a * b for a, b in pairwise(first)) * 12
    assert abs(correlation) < 0.045
    assert fmean(first) == pytest.approx(0, abs=0.013)


@pytest.mark.parametrize("seed", [0, 1, 123_456])
def test_moments(seed):
    random = RandomNumbers(seed)
    uniform = [random.uniform() for _ in range(40_000)]
    assert min(uniform) > 0 and max(uniform) < 1
    for power in (1, 2, 3):  # E uᵖ = 1/(p + 1)
        assert fmean(u**power for u in uniform) == pytest.approx(1 / (power + 1), abs=0.007)
    normal = [random.normal() for _ in range(40_000)]
    for power, moment, slack in [(1, 0, 0.02), (2, 1, 0.03), (3, 0, 0.08), (4, 3, 0.2)]:
        assert fmean(z**power for z in normal) == pytest.approx(moment, abs=slack)
    assert fmean(abs(z) < 1.959964 for z in normal) == pytest.approx(0.95, abs=0.005)


def test_below_and_permutation_are_uniform():
    """Chi-squared stays below its 99.99 % quantile: 29.9 at 7, 57.1 at 23 degrees of freedom."""
    random = RandomNumbers(5)
    for draw, outcomes, quantile in [
        (lambda: random.below(8), 8, 29.9),
        (lambda: tuple(random.permutation(4)), 24, 57.1),
    ]:
        counts = Counter(draw() for _ in range(12_000))
        expected = 12_000 / outcomes
        assert len(counts) == outcomes
        assert sum((n - expected) ** 2 / expected for n in counts.values()) < quantile
    assert random.permutation(0) == [] and random.permutation(1) == [0]
