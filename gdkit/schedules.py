r"""Learning-rate schedules: the learning rate as a function of the step.

A schedule is any function ``schedule(t)`` that returns the learning rate :math:`\alpha_t`
of step :math:`t = 0, 1, 2, \dots`; an optimizer takes one in place of a number.  A step
here is one update of the parameters, never an epoch.  The functions below return
schedules.  Invalid settings raise `ValueError`.

>>> from gdkit.schedules import cosine, linear_warmup
>>> schedule = linear_warmup(steps=4, then=cosine(0.8, steps=100))
>>> [schedule(t) for t in (0, 3, 4, 54, 104)]
[0.2, 0.8, 0.8, 0.4, 0.0]
"""

import math

from gdkit.validation import non_negative, positive, require, whole


class Schedule:
    """What the functions below return: ``schedule(t)`` is the learning rate of step `t`.

    It remembers the call that made it, so that it can be shown and pickled.
    """

    def __init__(self, rate, maker, *settings):
        self._rate = rate
        self._maker = maker
        self._settings = settings

    def __call__(self, t):
        """The learning rate of step `t`."""
        return self._rate(t)

    def __repr__(self):
        return f"{self._maker.__name__}({', '.join(map(repr, self._settings))})"

    def __reduce__(self):
        return self._maker, self._settings


def as_schedule(learning_rate):
    """Return a schedule unchanged, and a number as the schedule that always returns it."""
    if callable(learning_rate):
        return learning_rate
    return constant(learning_rate)


def constant(learning_rate):
    r"""The same rate forever: :math:`\alpha_t = \alpha`, with `learning_rate` for α."""
    alpha = positive("learning_rate", learning_rate)
    return Schedule(lambda t: alpha, constant, alpha)


def step_decay(initial, factor, every):
    r"""Multiply by `factor` after `every` steps.

    .. math:: \alpha_t = \alpha_0\, q^{\lfloor t/s \rfloor}

    `initial` is α₀, `factor` is q in (0, 1], `every` is s ≥ 1 steps.
    """
    initial = positive("initial", initial)
    factor = require(lambda q: 0 < q <= 1, "factor", factor, "a number in (0, 1]")
    every = whole("every", every, at_least=1)
    return Schedule(lambda t: initial * factor ** (t // every), step_decay, initial, factor, every)


def exponential_decay(initial, decay):
    r"""Shrink by the same share each step: :math:`\alpha_t = \alpha_0\, e^{-kt}`.

    `initial` is α₀, `decay` is k ≥ 0, per step.
    """
    initial = positive("initial", initial)
    decay = non_negative("decay", decay)
    return Schedule(lambda t: initial * math.exp(-decay * t), exponential_decay, initial, decay)


def inverse_time(initial, decay):
    r"""Shrink like one over time: :math:`\alpha_t = \alpha_0 / (1 + kt)`.

    `initial` is α₀, `decay` is k ≥ 0, per step.  For k > 0 it meets the conditions
    Σαₜ = ∞ and Σαₜ² < ∞ of Robbins and Monro (1951).
    """
    initial = positive("initial", initial)
    decay = non_negative("decay", decay)
    return Schedule(lambda t: initial / (1 + decay * t), inverse_time, initial, decay)


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

    def rate(t):
        return final + (initial - final) * (1 + math.cos(math.pi * min(t, steps) / steps)) / 2

    return Schedule(rate, cosine, initial, steps, final)


def linear_warmup(steps, then):
    r"""Rise in a straight line for `steps` steps, then follow `then` from its own start.

    .. math:: \alpha_t = \frac{t + 1}{T}\, \alpha^{\text{then}}_0 \quad (t < T), \qquad
              \alpha_t = \alpha^{\text{then}}_{t - T} \quad (t \ge T)

    `steps` is T ≥ 1; `then` is a number or a schedule.  Goyal et al. (2017).
    """
    steps = whole("steps", steps, at_least=1)
    then = as_schedule(then)

    def rate(t):
        return then(0) * (t + 1) / steps if t < steps else then(t - steps)

    return Schedule(rate, linear_warmup, steps, then)
