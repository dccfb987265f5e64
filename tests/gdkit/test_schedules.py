"""The schedules against their closed forms, their ends and where they join."""

import math
import pickle
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdkit.optimizers import GradientDescent
from gdkit.schedules import (
    constant,
    cosine,
    exponential_decay,
    inverse_time,
    linear_warmup,
    step_decay,
)


@pytest.mark.parametrize(
    ("schedule", "rates"),
    [
        (constant(0.25), {0: 0.25, 1: 0.25, 10**9: 0.25}),
        (step_decay(0.8, 0.5, every=10), {0: 0.8, 9: 0.8, 10: 0.4, 19: 0.4, 20: 0.2, 35: 0.1}),
        (exponential_decay(0.8, math.log(2) / 5), {0: 0.8, 5: 0.4, 10: 0.2, 15: 0.1}),
        (exponential_decay(0.8, 0), {0: 0.8, 7: 0.8}),
        (inverse_time(0.6, 0.5), {0: 0.6, 2: 0.3, 4: 0.2, 10: 0.1}),
        (cosine(0.8, 12), {0: 0.8, 4: 0.6, 6: 0.4, 8: 0.2, 12: 0.0, 13: 0.0, 99: 0.0}),
        (cosine(0.8, 12, final=0.2), {0: 0.8, 4: 0.65, 6: 0.5, 8: 0.35, 12: 0.2, 99: 0.2}),
        (linear_warmup(4, 0.8), {0: 0.2, 1: 0.4, 2: 0.6, 3: 0.8, 4: 0.8, 99: 0.8}),
        (linear_warmup(2, cosine(0.8, 2)), {0: 0.4, 1: 0.8, 2: 0.8, 3: 0.4, 4: 0.0}),
    ],
)
def test_rates_worked_out_by_hand(schedule, rates):
    assert {t: schedule(t) for t in rates} == pytest.approx(rates, abs=1e-15)


def test_a_decay_by_nothing_stays_at_the_initial_rate():
    for schedule in (step_decay(0.8, 1, every=10), cosine(0.8, 12, final=0.8)):
        assert [schedule(t) for t in (0, 6, 99)] == [0.8] * 3


@given(initial=st.floats(1e-6, 10), steps=st.integers(1, 200), share=st.floats(0, 1))
def test_every_decay_starts_at_the_initial_rate_and_never_rises(initial, steps, share):
    for schedule in (
        step_decay(initial, 0.5, steps),
        exponential_decay(initial, share),
        inverse_time(initial, share),
        cosine(initial, steps, final=share * initial),
    ):
        rates = [schedule(t) for t in range(2 * steps)]
        assert rates[0] == pytest.approx(initial, rel=1e-15)
        assert all(b <= a * (1 + 1e-12) for a, b in pairwise(rates))
        assert min(rates) >= 0


@given(steps=st.integers(1, 100), t=st.integers(0, 100))
def test_warm_up_rises_evenly_to_the_rate_at_which_its_schedule_starts(steps, t):
    then = exponential_decay(0.5, 0.1)
    schedule = linear_warmup(steps, then)
    assert schedule(steps - 1) == schedule(steps) == then(0)
    assert schedule(steps + t) == then(t)
    differences = [schedule(i + 1) - schedule(i) for i in range(steps - 1)]
    assert differences == pytest.approx([0.5 / steps] * (steps - 1), rel=1e-9)


def test_inverse_time_meets_the_conditions_of_robbins_and_monro_at_its_harmonic_rate():
    """α_t = 1/(1 + t): the sum grows like ln T for ever, the squares add up to π²/6."""
    schedule = inverse_time(1.0, 1.0)
    rates = [schedule(t) for t in range(100_000)]
    assert sum(rates) == pytest.approx(math.log(100_000) + 0.5772157, abs=1e-5)
    assert sum(rate**2 for rate in rates) == pytest.approx(math.pi**2 / 6, abs=2e-5)


def test_fractions_stay_exact_where_no_root_or_wave_is_taken():
    half = Fraction(1, 2)
    assert step_decay(half, half, 2)(5) == Fraction(1, 8)
    assert inverse_time(half, half)(3) == Fraction(1, 5)
    assert linear_warmup(3, half)(1) == Fraction(1, 3)


def test_an_optimizer_asks_its_schedule_from_step_0_and_again_after_a_reset():
    asked = []
    optimizer = GradientDescent(lambda t: asked.append(t) or 0.1)
    for _ in range(3):
        optimizer.step(1.0, 1.0)
    optimizer.reset()
    optimizer.step(1.0, 1.0)
    assert asked == [0, 1, 2, 0]


@pytest.mark.parametrize(
    "schedule",
    [
        constant(0.25),
        step_decay(0.8, 0.5, every=10),
        exponential_decay(0.8, 0.1),
        inverse_time(0.6, 0.5),
        cosine(0.8, 12, final=0.2),
        linear_warmup(4, cosine(0.8, 12)),
    ],
    ids=repr,
)
def test_a_schedule_is_shown_as_it_is_made_and_can_be_pickled(schedule):
    for again in (eval(repr(schedule)), pickle.loads(pickle.dumps(schedule))):
        assert [again(t) for t in range(20)] == [schedule(t) for t in range(20)]
