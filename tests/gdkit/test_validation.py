"""Wrong input of every kind: a `ValueError` with the setting, its value and what is accepted."""

import inspect
import math
import re

import numpy as np
import pytest
from tables import RULES

from gdkit.clipping import clip_by_norm, clip_by_value
from gdkit.descent import descend
from gdkit.landscapes import parabola, quadratic
from gdkit.optimizers import AdamW, GradientDescent
from gdkit.random_numbers import RandomNumbers
from gdkit.sampling import FullBatch, MiniBatches, SingleExamples, WithReplacement
from gdkit.schedules import (
    constant,
    cosine,
    exponential_decay,
    inverse_time,
    linear_warmup,
    step_decay,
)
from gdkit.validation import decay_rate, non_negative, positive, require, whole

NO_NUMBERS = [math.nan, "0.1", None, [0.1], 1j, np.ones(2)]
NOT_POSITIVE = [0, -0.1, math.inf, -math.inf, np.float32(-1), *NO_NUMBERS]
NEGATIVE = [-0.1, math.inf, *NO_NUMBERS]
NO_DECAY_RATE = [-0.1, 1, 1.5, math.inf, *NO_NUMBERS]
NOT_WHOLE = [-1, 0.5, math.inf, True, "3", *NO_NUMBERS]
NOT_COUNTED = [0, *NOT_WHOLE]


def run(start=1.0, steps=5, **tolerances):
    return descend(lambda theta: theta, start, GradientDescent(0.1), steps, **tolerances)


SETTINGS = [
    ("learning_rate", constant, NOT_POSITIVE),
    ("initial", lambda bad: step_decay(bad, 0.5, 10), NOT_POSITIVE),
    ("factor", lambda bad: step_decay(0.1, bad, 10), [*NOT_POSITIVE, 1.5]),
    ("every", lambda bad: step_decay(0.1, 0.5, bad), NOT_COUNTED),
    ("initial", lambda bad: exponential_decay(bad, 0.1), NOT_POSITIVE),
    ("decay", lambda bad: exponential_decay(0.1, bad), NEGATIVE),
    ("initial", lambda bad: inverse_time(bad, 0.1), NOT_POSITIVE),
    ("decay", lambda bad: inverse_time(0.1, bad), NEGATIVE),
    ("initial", lambda bad: cosine(bad, 10), NOT_POSITIVE),
    ("steps", lambda bad: cosine(0.1, bad), NOT_COUNTED),
    ("final", lambda bad: cosine(0.1, 10, bad), [*NEGATIVE, 0.2]),
    ("steps", lambda bad: linear_warmup(bad, 0.1), NOT_COUNTED),
    ("learning_rate", lambda bad: linear_warmup(5, bad), NOT_POSITIVE),
    ("limit", lambda bad: clip_by_value(1.0, bad), NOT_POSITIVE),
    ("limit", lambda bad: clip_by_norm(1.0, bad), NOT_POSITIVE),
    ("curvature", parabola, NOT_POSITIVE),
    ("condition_number", quadratic, [0, 0.99, -1, math.inf, *NO_NUMBERS]),
    ("seed", RandomNumbers, NOT_WHOLE),
    ("seed", lambda bad: MiniBatches(10, 2, bad), NOT_WHOLE),
    ("examples", FullBatch, NOT_COUNTED),
    ("examples", SingleExamples, NOT_COUNTED),
    ("batch_size", lambda bad: MiniBatches(10, bad), [*NOT_COUNTED, 11]),
    ("batch_size", lambda bad: WithReplacement(10, bad), [*NOT_COUNTED, 11]),
    ("steps", lambda bad: run(steps=bad), NOT_WHOLE),
    ("gradient_tolerance", lambda bad: run(gradient_tolerance=bad), [*NEGATIVE[:4], [1]]),
    ("step_tolerance", lambda bad: run(step_tolerance=bad), [*NEGATIVE[:4], [1]]),
    ("start", lambda bad: run(start=bad), [math.nan, math.inf, -1e31, "here", None, (1, math.nan)]),
    ("start", lambda bad: run(start=bad), [(1.0, "y"), [1.0, 2.0, 3.0], np.ones(0), {}]),
    ("start", lambda bad: run(start=bad), [np.array([1.0, math.nan]), np.array(["a", "b"])]),
    *(
        (name, lambda bad, rule=rule, name=name: rule(**{"learning_rate": 0.1, name: bad}), values)
        for rule in RULES
        for name in inspect.signature(rule).parameters
        for values in [NO_DECAY_RATE if name.startswith("beta") else NOT_POSITIVE]
        if name != "weight_decay"
    ),
    ("weight_decay", lambda bad: AdamW(weight_decay=bad), NEGATIVE),
]


@pytest.mark.parametrize(
    ("name", "use", "bad"),
    [(name, use, bad) for name, use, values in SETTINGS for bad in values],
)
def test_wrong_input_gets_its_error(name, use, bad):
    expected = rf"^{name} must be (?!None;)[\s\S]+; got {re.escape(repr(bad))}$"
    with pytest.raises(ValueError, match=expected):
        use(bad)


def test_the_message_tells_what_is_accepted():
    for check, message in [
        (lambda: positive("limit", -1), "limit must be a number above 0; got -1"),
        (lambda: decay_rate("beta", 1.0), "beta must be a number in [0, 1); got 1.0"),
        (lambda: whole("steps", 1.5), "steps must be a whole number, at least 0; got 1.5"),
        (
            lambda: whole("batch_size", 11, at_least=1, at_most=10),
            "batch_size must be a whole number, at least 1 and at most 10; got 11",
        ),
    ]:
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            check()


def test_what_is_accepted_is_returned_as_a_plain_number():
    for value in (0.5, np.float64(0.5), np.float32(0.5), np.array(0.5)):
        assert positive("x", value) == 0.5 and type(positive("x", value)) is float
    for value in (3, 3.0, np.int64(3), np.float32(3)):
        assert whole("n", value) == 3 and type(whole("n", value)) is int
    assert decay_rate("beta", 0) == 0 and whole("n", 4, at_least=4, at_most=4) == 4
    assert require(lambda x: x == "a", "x", "a", "the letter a") == "a"


@pytest.mark.parametrize(
    "bad",
    [
        np.ma.masked,
        np.ma.masked_array(0.5),
        np.timedelta64(1, "s"),
        np.array([0.5]),
        np.complex64(1),
    ],
    ids=repr,
)
def test_what_hides_a_number_is_none(bad):
    for check in (positive, decay_rate, non_negative, whole):
        with pytest.raises(ValueError, match="x must be"):
            check("x", bad)


def test_a_numpy_learning_rate_leaves_float32_parameters_float32():
    theta = np.ones(3, np.float32)
    for rule in RULES:
        assert rule(learning_rate=np.float64(0.1)).step(theta, theta).dtype == np.float32
