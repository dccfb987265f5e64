"""The samplers: every example once an epoch, and the variance of a mini-batch's mean."""

import math
from fractions import Fraction
from functools import partial
from itertools import chain, combinations, product
from statistics import fmean, mean, pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdkit.sampling import FullBatch, MiniBatches, SingleExamples, WithReplacement

EXAMPLES = [3.0, -1.0, 4.0, 1.0, -5.0, 9.0, 2.0, -6.0]  # one gradient each


@given(examples=st.integers(1, 60), data=st.data())
def test_every_example_comes_once_an_epoch(examples, data):
    batch_size = data.draw(st.integers(1, examples))
    sampler = MiniBatches(examples, batch_size, seed=data.draw(st.integers(0, 1000)))
    for _ in range(2):
        batches = list(sampler)
        assert sorted(chain(*batches)) == list(range(examples))
        assert len(batches) == len(sampler) == math.ceil(examples / batch_size)
        assert all(len(batch) == batch_size for batch in batches[:-1])


def test_full_batch_is_all_and_single_examples_are_one_each():
    assert list(FullBatch(4)) == [[0, 1, 2, 3]] and len(FullBatch(4)) == 1
    singles = list(SingleExamples(20, seed=1))
    assert sorted(singles) == [[i] for i in range(20)] != singles


@pytest.mark.parametrize("kind", [MiniBatches, WithReplacement])
def test_the_seed_decides_and_each_epoch_is_new(kind):
    def two_epochs(seed):
        sampler = kind(50, 8, seed)
        return [list(sampler), list(sampler)]

    assert two_epochs(3) == two_epochs(3) != two_epochs(4)
    first, second = two_epochs(3)
    assert first != second


@pytest.mark.parametrize(
    "sampler",
    [partial(MiniBatches, 30, 4), partial(WithReplacement, 30, 4), partial(SingleExamples, 30)],
)
def test_without_a_seed_it_is_seed_0(sampler):
    assert list(sampler()) == list(sampler(seed=0)) != list(sampler(seed=1))


def test_each_epoch_shuffles_examples_not_only_the_order_of_batches():
    sampler = MiniBatches(12, 4, seed=0)
    first, second = ({frozenset(batch) for batch in sampler} for _ in range(2))
    assert first != second


def variance_of_the_mean(sampler, epochs):
    """The measured variance of the mean over an epoch's first mini-batch."""
    return pvariance([fmean(EXAMPLES[i] for i in next(iter(sampler))) for _ in range(epochs)])


@pytest.mark.parametrize("b", [1, 2, 4])
def test_variance_of_a_mini_batch_mean(b):
    """σ²/b with replacement; without, (N − b)/(N − 1) times that."""
    n, variance = len(EXAMPLES), pvariance(EXAMPLES)
    with_replacement = variance_of_the_mean(WithReplacement(n, b, seed=b), 10_000)
    assert with_replacement == pytest.approx(variance / b, rel=0.05)
    without = variance_of_the_mean(MiniBatches(n, b, seed=b), 10_000)
    assert without == pytest.approx(variance / b * (n - b) / (n - 1), rel=0.05)
    assert variance_of_the_mean(FullBatch(n), 3) == 0


@pytest.mark.parametrize("b", [1, 2, 3])
def test_both_formulas_over_all_batches_in_exact_fractions(b):
    numbers = [Fraction(x) for x in (3, -1, 4, 1, -5)]
    n, variance = len(numbers), pvariance(numbers)
    assert pvariance(map(mean, product(numbers, repeat=b))) == variance / b
    without = pvariance(map(mean, combinations(numbers, b)))
    assert without == variance / b * Fraction(n - b, n - 1)


def test_an_epoch_with_replacement_misses_an_example_with_probability_one_over_e():
    """(1 − 1/N)ᴺ, which is 1/e for large N."""
    sampler = WithReplacement(5, 5, seed=0)
    missed = fmean(5 - len(set(next(iter(sampler)))) for _ in range(5000)) / 5
    assert missed == pytest.approx((1 - 1 / 5) ** 5, rel=0.02)
    (epoch,) = WithReplacement(100_000, 100_000, seed=0)
    assert 1 - len(set(epoch)) / 100_000 == pytest.approx(1 / math.e, abs=0.005)
