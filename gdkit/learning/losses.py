r"""Loss functions: how far the outputs of a model are from the targets, as one number.

Outputs are what the model computes before any squashing: predictions, logits or scores z,
of shape (m,) or (m, k) for m examples.  Each loss is an average over the examples, so a
mini-batch's gradient is an unbiased estimate of the whole data set's.

A loss has ``value(outputs, targets)``, ``gradient(outputs, targets)`` (the derivative with
respect to the outputs, of their shape), ``value_and_gradient`` (both at once), and
``predict(outputs)``: the prediction that the outputs stand for.  Targets that do not fit
raise `ValueError`.

>>> from gdkit.learning.losses import MeanSquaredError
>>> MeanSquaredError().value_and_gradient([1.0, 4.0], [0.0, 2.0])
(2.5, array([1., 2.]))
"""

import numpy as np

from gdkit.learning.activations import sigmoid
from gdkit.learning.arrays import as_numbers


class Loss:
    """What the losses share.  A loss of your own defines `value_and_gradient`."""

    #: Whether the targets are class labels.
    classifies = True

    def value_and_gradient(self, outputs, targets):
        """The loss, a float, and its gradient with respect to `outputs`."""
        raise NotImplementedError(f"{type(self).__name__} has no value_and_gradient")

    def value(self, outputs, targets):
        """The loss, a float."""
        return self.value_and_gradient(outputs, targets)[0]

    def gradient(self, outputs, targets):
        """The gradient with respect to `outputs`, of their shape."""
        return self.value_and_gradient(outputs, targets)[1]

    def labels(self, outputs, targets):
        """The targets as an array; `ValueError` unless they are labels that fit the outputs."""
        self.value(outputs, targets)
        return np.asarray(targets)

    def predict(self, outputs):
        """The prediction: for two classes, 1 where the output is at least 0, otherwise 0."""
        return (np.asarray(outputs) >= 0).astype(np.int64)

    def __repr__(self):
        return f"{type(self).__name__}()"


class MeanSquaredError(Loss):
    r"""The mean squared error, for quantities.

    .. math:: L = \frac1m \sum_{i=1}^m (z_i - y_i)^2, \qquad
              \frac{\partial L}{\partial z_i} = \frac2m (z_i - y_i)

    `targets` have the shape of `outputs`.  Its unit is that of the targets, squared.
    Some texts write 1/(2m), which halves the gradient.  Of k outputs, shape (m, k), the squares
    of an example add up; PyTorch and scikit-learn average them, too, and give 1/k of this.
    """

    classifies = False

    def value_and_gradient(self, outputs, targets):
        z, y = _floats(outputs), _numbers(targets)
        if z.shape != y.shape or z.ndim == 0 or not np.isfinite(y).all():
            raise ValueError(
                f"targets must be finite numbers of the outputs' shape {z.shape}; got {_summary(y)}"
            )
        error, m = z - y, len(z)
        return float((error * error).sum() / m), error * (2 / m)

    def predict(self, outputs):
        """The prediction: the outputs themselves."""
        return outputs


class BinaryCrossEntropy(Loss):
    r"""The cross-entropy of two classes, for logits z; the probability of class 1 is σ(z).

    .. math:: L = \frac1m \sum_{i=1}^m \log(1 + e^{z_i}) - y_i z_i, \qquad
              \frac{\partial L}{\partial z_i} = \frac1m (\sigma(z_i) - y_i)

    `outputs` have shape (m,), `targets` are 0 or 1.  Computed without overflow, in nats.
    """

    def value_and_gradient(self, outputs, targets):
        z, y = _binary(outputs, targets)
        # log(1 + e^z) − yz, written so that no large numbers cancel: y = 1 turns z around.
        losses = np.logaddexp(0, np.where(y == 1, -z, z))
        return float(losses.mean()), (sigmoid(z) - y) / len(z)

    def probabilities(self, outputs):
        """The probability of class 1, shape (m,)."""
        return sigmoid(outputs)


class SoftmaxCrossEntropy(Loss):
    r"""The cross-entropy of k classes, for logits z of shape (m, k).

    .. math:: p_{ij} = \frac{e^{z_{ij}}}{\sum_l e^{z_{il}}}, \qquad
              L = -\frac1m \sum_{i=1}^m \log p_{i y_i}, \qquad
              \frac{\partial L}{\partial z_{ij}} = \frac1m (p_{ij} - [j = y_i])

    `targets` are labels 0 … k − 1, shape (m,).  Computed without overflow, in nats: the same
    number is taken from all logits of an example first, which leaves p as it is.
    """

    def value_and_gradient(self, outputs, targets):
        z, y = _labelled(outputs, targets)
        m = len(z)
        log_p = _log_softmax(z)
        true_class = np.arange(m), y
        gradient = np.exp(log_p)
        gradient[true_class] -= 1
        gradient /= m
        return float(-log_p[true_class].sum() / m), gradient

    def probabilities(self, outputs):
        """The probabilities p, shape (m, k); each row sums to 1."""
        return np.exp(_log_softmax(_floats(outputs)))

    def predict(self, outputs):
        """The prediction: the class of the largest logit."""
        return np.asarray(outputs).argmax(axis=1)


class Hinge(Loss):
    r"""The hinge loss of two classes, for scores z: no loss beyond a margin of 1.

    .. math:: L = \frac1m \sum_{i=1}^m \max(0, 1 - s_i z_i), \qquad
              \frac{\partial L}{\partial z_i} = -\frac{s_i}{m} [s_i z_i < 1]

    `outputs` have shape (m,), `targets` are 0 or 1 and stand for the sides
    s = 2y − 1 = −1 and +1.  At the kink, sz = 1, the derivative is taken as 0.
    Cortes and Vapnik (1995).
    """

    def value_and_gradient(self, outputs, targets):
        z, y = _binary(outputs, targets)
        side = 2.0 * y - 1
        slack = 1 - side * z
        # Not slack > 0: a score that is NaN must not pass for a loss of 0.
        inside = ~(slack <= 0)
        return float(np.where(inside, slack, 0.0).mean()), -side * inside / len(z)


def _log_softmax(z):
    shifted = z - z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def _floats(outputs):
    return as_numbers("outputs", outputs)


def _numbers(targets):
    usual = type(targets) is np.ndarray and targets.dtype.kind in "iuf"
    return targets if usual else as_numbers("targets", targets)


def _binary(outputs, targets):
    z, y = _floats(outputs), _numbers(targets)
    if z.ndim != 1 or not z.size:
        raise ValueError(f"outputs must have shape (examples,); got {z.shape}")
    if y.shape != z.shape or not ((y == 0) | (y == 1)).all():
        raise ValueError(f"targets must be {len(z)} labels, each 0 or 1; got {_summary(y)}")
    return z, y


def _labelled(outputs, targets):
    z, y = _floats(outputs), _numbers(targets)
    if z.ndim != 2 or not z.size:
        raise ValueError(f"outputs must have shape (examples, classes); got {z.shape}")
    m, k = z.shape
    if y.dtype.kind == "f" and (y == np.floor(y)).all() and np.isfinite(y).all():
        y = y.astype(np.int64)
    if y.shape != (m,) or y.dtype.kind == "f" or y.min() < 0 or y.max() >= k:
        raise ValueError(
            f"targets must be {m} labels, whole numbers 0 to {k - 1}; got {_summary(y)}"
        )
    return z, y


def _summary(y):
    if not y.size:
        return "none"
    return f"shape {y.shape}, values from {y.min():g} to {y.max():g}"
