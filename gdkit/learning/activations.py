r"""Activation functions: what makes a network more than one linear map.

Each is called on the pre-activation z, an array of any shape, and works element by element.
``relu.derivative(z)`` is its derivative.  The backward pass has the value a = φ(z) at hand
already, so ``relu.slope(a)`` gives the same derivative from a, without computing φ again.
"""

import numpy as np

from gdkit.validation import require


class Activation:
    """An activation function φ and its derivative.

    `name` is its name; `value` the function z → φ(z); `slope` the function φ(z) → φ′(z).
    """

    def __init__(self, name, value, slope):
        self.name = name
        self._value = value
        self.slope = slope

    def __call__(self, z):
        """φ(z), of the shape of `z`."""
        return self._value(z)

    def derivative(self, z):
        """φ′(z), of the shape of `z`."""
        return self.slope(self._value(z))

    def __repr__(self):
        return self.name


def _sigmoid(z):
    with np.errstate(over="ignore"):  # e^1000 = ∞ leads to the right limit, 0
        return 1 / (1 + np.exp(-np.asarray(z, dtype=np.float64)))


# Functions with a name, unlike lambdas, can be pickled, and with them a network.
def _sigmoid_slope(a):
    return a * (1 - a)


def _tanh_slope(a):
    return 1 - a * a


def _relu(z):
    return np.maximum(z, 0.0)


#: :math:`\sigma(z) = 1/(1 + e^{-z})`, in (0, 1); :math:`\sigma' = \sigma(1 - \sigma) \le 1/4`.
sigmoid = Activation("sigmoid", _sigmoid, _sigmoid_slope)

#: The hyperbolic tangent, in (−1, 1); :math:`\tanh' = 1 - \tanh^2 \le 1`.
tanh = Activation("tanh", np.tanh, _tanh_slope)

#: The rectified linear unit, :math:`\max(0, z)`; its derivative is 1 for z > 0 and 0
#: elsewhere, also at the kink z = 0, as in PyTorch.  Where z is NaN, so are both.
relu = Activation("relu", _relu, np.sign)  # φ(z) is never below 0

ACTIVATIONS = {f.name: f for f in (sigmoid, tanh, relu)}


def as_activation(activation):
    """Return an `Activation` unchanged, or the one that a name stands for."""
    if isinstance(activation, Activation):
        return activation
    name = require(
        lambda n: n in ACTIVATIONS, "activation", activation, f"one of {', '.join(ACTIVATIONS)}"
    )
    return ACTIVATIONS[name]
