"""Linear models, each with a forward pass, a loss, and a backward pass written out.

All parameters of a model are one flat vector `theta`, so that every optimizer, `descend`
and the gradient check work on it as it is.  Named views give its parts their shapes:

>>> from gdkit.learning.models import LinearRegression
>>> model = LinearRegression(features=2)
>>> theta = model.initialise()
>>> model.views(theta)["W"][...] = 3.0   # a view: theta itself changes
>>> theta
array([3., 3., 0.])

Shapes: m examples, n features, k classes.  `theta` is (model.size,), `X` is (m, n), and
`y` is (m,).  What does not fit raises `ValueError`.
"""

import numpy as np

from gdkit.learning.arrays import as_numbers
from gdkit.learning.data import as_examples
from gdkit.learning.losses import BinaryCrossEntropy, Hinge, MeanSquaredError, SoftmaxCrossEntropy
from gdkit.validation import non_negative, require, whole


def _are_shapes(shapes):
    parts = [tuple(shape) for shape in shapes.values()] if isinstance(shapes, dict) else []
    return bool(parts) and len(parts[0]) > 0


class Model:
    """What all models share.  A model of your own defines two methods.

    - ``forward_pass(theta, X)``: the list of all that the backward pass needs, layer by
      layer, from X to the outputs.
    - ``backward_pass(theta, activations, output_gradient)``: the gradient with respect to theta.

    `shapes` names the parts of theta in order, with the shape of each; the number of
    features is the length of the first part.  `loss_function` is one of `gdkit.learning.losses`.

    Losses and gradients are computed in double precision; the gradient has the precision of
    theta, so that a step leaves float32 parameters float32.
    """

    def __init__(self, shapes, loss_function):
        require(
            _are_shapes,
            "shapes",
            shapes,
            'a dictionary of shapes, the first (features, …), such as {"W": (3,), "b": ()}',
        )
        self.shapes = shapes
        self.loss_function = loss_function
        self.features = next(iter(shapes.values()))[0]
        ends = np.cumsum([np.prod(shape, dtype=int) for shape in shapes.values()]).tolist()
        starts = [0, *ends[:-1]]
        self.size = ends[-1]
        self._places = {
            name: (slice(a, z), shape)
            for (name, shape), a, z in zip(shapes.items(), starts, ends, strict=True)
        }

    def views(self, theta):
        """The parts of `theta` by name, each in its own shape, sharing its memory."""
        if type(theta) is not np.ndarray or theta.dtype.kind not in "biuf":
            theta = as_numbers("theta", theta)
        if theta.shape != (self.size,):
            raise ValueError(f"theta must have the shape ({self.size},); got {theta.shape}")
        return {name: theta[place].reshape(shape) for name, (place, shape) in self._places.items()}

    def initialise(self, seed=0, scale=0.0):
        """A start: normal random weights with standard deviation `scale`, and biases 0.

        Biases are the parts of theta whose name begins with b.  By default all is 0, which is as
        good as any start for a convex loss.
        """
        scale = non_negative("scale", scale)
        rng = np.random.default_rng(whole("seed", seed))
        theta = np.zeros(self.size)
        for name, part in self.views(theta).items():
            if not name.startswith("b"):
                part[...] = scale * rng.standard_normal(part.shape)
        return theta

    def empty_gradient(self, theta):
        """An array for a gradient, to be filled: of theta's shape and precision."""
        return np.empty(self.size, np.result_type(np.asarray(theta), np.float32))

    def forward_pass(self, theta, X):
        """[X, …, outputs]: the input and what each layer makes of it."""
        raise NotImplementedError(f"{type(self).__name__} has no forward_pass(theta, X)")

    def backward_pass(self, theta, activations, output_gradient):
        """The gradient of the loss with respect to `theta`, from that to the outputs."""
        raise NotImplementedError(f"{type(self).__name__} has no backward_pass")

    def forward(self, theta, X):
        """The outputs, shape (m,) or (m, k): predictions, logits or scores."""
        return self.forward_pass(theta, X)[-1]

    def loss(self, theta, X, y):
        """The loss, averaged over the examples: a float."""
        return self.loss_function.value(self.forward(theta, X), y)

    def gradient(self, theta, X, y):
        """The gradient of the loss, of the shape of `theta`."""
        return self.loss_and_gradient(theta, X, y)[1]

    def loss_and_gradient(self, theta, X, y):
        """The loss and its gradient, from one forward and one backward pass."""
        activations = self.forward_pass(theta, X)
        loss, output_gradient = self.loss_function.value_and_gradient(activations[-1], y)
        return loss, self.backward_pass(theta, activations, output_gradient)

    def predict(self, theta, X):
        """The predicted values, or class labels, shape (m,)."""
        return self.loss_function.predict(self.forward(theta, X))

    def probabilities(self, theta, X):
        """The probability of class 1, shape (m,), or of every class, shape (m, k)."""
        if not hasattr(self.loss_function, "probabilities"):
            raise ValueError(f"probabilities need a cross-entropy loss; got {self.loss_function}")
        return self.loss_function.probabilities(self.forward(theta, X))

    def accuracy(self, theta, X, y):
        """The share of examples whose predicted label is right, in [0, 1]; classifiers only.

        `y` holds labels as in training: 0 … k − 1.
        """
        if not self.loss_function.classifies:
            raise ValueError(f"accuracy needs a model of classes; got one of {self.loss_function}")
        outputs = self.forward(theta, X)
        y = self.loss_function.labels(outputs, y)
        return float((self.loss_function.predict(outputs) == y).mean())

    def __repr__(self):
        return f"<{type(self).__name__}: {self.size} parameters>"


class Linear(Model):
    """A model whose outputs are :math:`z = XW + b`; the loss makes it what it is."""

    def __init__(self, features, loss_function, classes=None):
        n = whole("features", features, at_least=1)
        outputs = () if classes is None else (whole("classes", classes, at_least=2),)
        super().__init__({"W": (n, *outputs), "b": outputs}, loss_function)

    def forward_pass(self, theta, X):
        part = self.views(theta)
        X = as_examples(X, self.features)
        return [X, X @ part["W"] + part["b"]]  # (m, n) @ (n, k) + (k,)

    def backward_pass(self, theta, activations, output_gradient):
        X, _ = activations
        gradient = self.empty_gradient(theta)
        part = self.views(gradient)
        # zᵢ = Σⱼ xᵢⱼWⱼ + b: each example hands its share of ∂L/∂z down to W through its xᵢⱼ.
        part["W"][...] = X.T @ output_gradient  # (n, m) @ (m, k)
        part["b"][...] = output_gradient.sum(axis=0)
        return gradient


class LinearRegression(Linear):
    r"""Linear regression: :math:`\hat y = XW + b`, with the mean squared error.

    `features` is n.  Parts: W (n,), b ().
    """

    def __init__(self, features=1):
        super().__init__(features, MeanSquaredError())


class LogisticRegression(Linear):
    r"""Logistic regression: class 1 has probability :math:`\sigma(XW + b)`; cross-entropy.

    `features` is n; labels are 0 and 1.  Parts: W (n,), b ().
    """

    def __init__(self, features=1):
        super().__init__(features, BinaryCrossEntropy())


class SoftmaxRegression(Linear):
    r"""Softmax regression: the classes have probabilities softmax(XW + b); cross-entropy.

    `features` is n, `classes` is k ≥ 2; labels are 0 … k − 1.  Parts: W (n, k), b (k,).
    """

    def __init__(self, features, classes):
        super().__init__(features, SoftmaxCrossEntropy(), classes)


class LinearSVM(Linear):
    r"""The linear support vector machine, with a soft margin.

    .. math:: L = \frac1m \sum_i \max(0, 1 - s_i (x_i W + b)) + \frac{\lambda}{2} \lVert W \rVert^2

    `features` is n; labels are 0 and 1, the sides s = −1 and +1; `penalty` is λ ≥ 0, which
    leaves b alone.  Parts: W (n,), b ().  Cortes and Vapnik (1995).
    """

    def __init__(self, features=2, penalty=0.01):
        self.penalty = non_negative("penalty", penalty)
        super().__init__(features, Hinge())

    def loss(self, theta, X, y):
        W = self.views(theta)["W"]
        return super().loss(theta, X, y) + self.penalty / 2 * float(W @ W)

    def loss_and_gradient(self, theta, X, y):
        loss, gradient = super().loss_and_gradient(theta, X, y)
        W = self.views(theta)["W"]
        self.views(gradient)["W"][...] += self.penalty * W
        return loss + self.penalty / 2 * float(W @ W), gradient
