r"""Where the weights of a layer start.

Each function takes the layer's numbers of inputs `n_in` and outputs `n_out` and a NumPy
random generator `rng`, and returns the weights, shape (n_in, n_out).  Biases start at 0.
The spread decides whether signals and gradients keep their size from layer to layer.
"""

import numpy as np

from gdkit.validation import require


def zeros(n_in, n_out, rng):
    """All zero.  The hidden units of a layer then stay alike forever: a lesson, not a choice."""
    return np.zeros((n_in, n_out))


def small_random(n_in, n_out, rng, scale=0.01):
    """Normal with standard deviation `scale`, whatever the layer's size."""
    return scale * rng.standard_normal((n_in, n_out))


def glorot(n_in, n_out, rng):
    r"""Uniform with variance :math:`2/(n_{in} + n_{out})`, for tanh and sigmoid.

    .. math:: W \sim U(-r, r), \qquad r = \sqrt{6/(n_{in} + n_{out})}

    Also called Xavier initialisation.  Glorot and Bengio (2010).
    """
    limit = (6 / (n_in + n_out)) ** 0.5
    return rng.uniform(-limit, limit, (n_in, n_out))


def he(n_in, n_out, rng):
    r"""Normal with variance :math:`2/n_{in}`, for ReLU, which silences half of its inputs.

    He, Zhang, Ren and Sun (2015).
    """
    return (2 / n_in) ** 0.5 * rng.standard_normal((n_in, n_out))


INITIALISATIONS = {f.__name__: f for f in (zeros, small_random, glorot, he)}


def as_initialisation(initialisation):
    """Return a function unchanged, or the one that a name stands for."""
    if callable(initialisation):
        return initialisation
    name = require(
        lambda n: n in INITIALISATIONS,
        "initialisation",
        initialisation,
        f"a function (n_in, n_out, rng) or one of {', '.join(INITIALISATIONS)}",
    )
    return INITIALISATIONS[name]
