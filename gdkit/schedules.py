r"""Learning-rate schedules: the learning rate as a function of the step.

A schedule is any function ``schedule(t)`` that returns the learning rate :math:`\alpha_t`
of step :math:`t = 0, 1, 2, \dots`; an optimizer takes one in place of a number.  A step
here is one update of the parameters, never an epoch.  The functions below return
schedules.  All raise `ValueError` on settings that make no sense.
"""

import math

from gdkit.validation import positive, require, whole


def as_schedule(learning_rate):
    """Return a schedule as it is, and a number as the schedule that stays at it."""
    if callable(learning_rate):
        return learning_rate
    return constant(learning_rate)


def constant(learning_rate):
    r"""The same rate for ever: :math:`\alpha_t = \alpha`, with `learning_rate` for α."""
    alpha = positive("learning_rate", learning_rate)
    return lambda t: alpha


def step_decay(initial, factor, every):
    r"""Multiply by `factor` after `every` steps.

    .. math:: \alpha_t = \alpha_0\, q^{\lfloor t/s \rfloor}

    `initial` is α₀, `factor` is q in (0, 1], `every` is s ≥ 1 steps.
    """
    initial = positive("initial", initial)
    factor = require(lambda q: 0 < q <= 1, "factor", factor, "a number in (0, 1]")
    every = whole("every", every, at_least=1)
    return lambda t: initial * factor ** (t // every)


def exponential_decay(initial, decay):
    r"""Shrink by the same share each step: :math:`\alpha_t = \alpha_0\, e^{-kt}`.

    `initial` is α₀, `decay` is k ≥ 0, per step.
    """
    initial = positive("initial", initial)
    decay = require(lambda k: 0 <= k < math.inf, "decay", decay, "a number, at least 0")
    return lambda t: initial * math.exp(-decay * t)


def inverse_time(initial, decay):
    r"""Shrink like one over time: :math:`\alpha_t = \alpha_0 / (1 + kt)`.

    `initial` is α₀, `decay` is k ≥ 0, per step.  For k > 0 it meets the conditions
    Σαₜ = ∞ and Σαₜ² < ∞ of Robbins and Monro (1951).
    """
    initial = positive("initial", initial)
    decay = require(lambda k: 0 <= k < math.inf, "decay", decay, "a number, at least 0")
    return lambda t: initial / (1 + decay * t)


def cosine(initial, steps, final=0.0):
    r"""Half a cosine wave down from `initial` to `final`, which it keeps after `steps` steps.

    .. math:: \alpha_t = \alpha_T + \tfrac12 (\alpha_0 - \alpha_T)(1 + \cos(\pi t / T)),
              \quad t \le T

    `initial` is α₀, `final` is :math:`\alpha_T \ge 0`, `steps` is T ≥ 1.
    Loshchilov and Hutter (2017), without restarts.
    """
    initial = positive("initial", initial)
    final = require(lambda a: 0 <= a <= initial, "final", final, f"a number in [0, {initial}]")
    steps = whole("steps", steps, at_least=1)
    return lambda t: final + (initial - final) * (1 + math.cos(math.pi * min(t, steps) / steps)) / 2


def linear_warmup(steps, then):
    r"""Rise in a straight line for `steps` steps, then follow `then` from its own start.

    .. math:: \alpha_t = \frac{t + 1}{T}\, \alpha^{\text{then}}_0 \quad (t < T), \qquad
              \alpha_t = \alpha^{\text{then}}_{t - T} \quad (t \ge T)

    `steps` is T ≥ 1; `then` is a number or a schedule.  Goyal et al. (2017).
    """
    steps = whole("steps", steps, at_least=1)
    then = as_schedule(then)
    return lambda t: then(0) * (t + 1) / steps if t < steps else then(t - steps)
