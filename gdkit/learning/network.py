"""The multi-layer perceptron: layers of linear maps, with an activation between them.

The backward pass is backpropagation, the chain rule applied layer by layer from the end
(Rumelhart, Hinton and Williams, 1986), written out with the shape of every array.
"""

import numpy as np

from gdkit.learning.activations import as_activation
from gdkit.learning.data import as_examples
from gdkit.learning.initialisation import as_initialisation
from gdkit.learning.losses import Loss, MeanSquaredError, SoftmaxCrossEntropy
from gdkit.learning.models import Model
from gdkit.validation import require, whole


class MultilayerPerceptron(Model):
    r"""A network of fully connected layers.

    .. math:: a_0 = X, \qquad a_l = \varphi(a_{l-1} W_l + b_l), \qquad
              z = a_{L-1} W_L + b_L

    - `sizes`: n₀, n₁, …, n_L: the features, the hidden layers, the outputs.
    - `activation`: φ, "tanh", "sigmoid", "relu", or an `Activation`.
    - `initialisation`: "glorot", "he", "small_random", "zeros", or a function
      (n_in, n_out, rng) that returns the weights.
    - `loss`: one of `gdkit.learning.losses`; by default `SoftmaxCrossEntropy`, for as many
      classes as there are outputs, or `MeanSquaredError` if there is one output.

    Parts of theta: W1 (n₀, n₁), b1 (n₁,), W2, b2, …  The outputs z have shape (m, n_L), or
    (m,) if there is one.
    """

    def __init__(self, sizes, activation="tanh", initialisation="glorot", loss=None):
        try:
            self.sizes = tuple(whole("each of sizes", n, at_least=1) for n in sizes)
        except TypeError:
            self.sizes = ()
        if len(self.sizes) < 2:
            raise ValueError(f"sizes must be two or more, such as (64, 32, 10); got {sizes!r}")
        self.activation = as_activation(activation)
        self.initialisation = as_initialisation(initialisation)
        if loss is None:
            loss = SoftmaxCrossEntropy() if self.sizes[-1] > 1 else MeanSquaredError()
        require(lambda x: isinstance(x, Loss), "loss", loss, "a loss, such as MeanSquaredError()")
        self.depth = len(self.sizes) - 1
        shapes = {}
        for layer, n_in, n_out in zip(self._numbers(), self.sizes, self.sizes[1:], strict=False):
            shapes |= {f"W{layer}": (n_in, n_out), f"b{layer}": (n_out,)}
        super().__init__(shapes, loss)

    def _numbers(self):
        """The numbers of the layers of weights: 1, 2, …, L."""
        return range(1, self.depth + 1)

    def initialise(self, seed=0):
        """A start: weights by the network's `initialisation`, biases 0."""
        rng = np.random.default_rng(whole("seed", seed))
        theta = np.zeros(self.size)
        part = self.views(theta)
        for layer in self._numbers():
            W = part[f"W{layer}"]
            W[...] = self.initialisation(*W.shape, rng)
        return theta

    def forward_pass(self, theta, X):
        """[a₀, a₁, …, a_{L−1}, z]: the activations that the backward pass needs."""
        part = self.views(theta)
        a = as_examples(X, self.features)
        activations = [a]
        for layer in self._numbers():
            z = a @ part[f"W{layer}"]  # (m, n_in) @ (n_in, n_out)
            z += part[f"b{layer}"]  # (n_out,), to every row; in place, as z may be large
            a = self.activation(z) if layer < self.depth else z
            activations.append(a)
        if self.sizes[-1] == 1:
            activations[-1] = z[:, 0]
        return activations

    def backward_pass(self, theta, activations, output_gradient):
        gradient = self.empty_gradient(theta)
        weights, gradients = self.views(theta), self.views(gradient)
        delta = output_gradient.reshape(-1, self.sizes[-1])  # ∂L/∂z of the last layer, (m, n_L)
        for layer in reversed(self._numbers()):
            a = activations[layer - 1]  # what came into this layer, (m, n_in)
            gradients[f"W{layer}"][...] = a.T @ delta  # (n_in, m) @ (m, n_out)
            gradients[f"b{layer}"][...] = delta.sum(axis=0)  # (n_out,)
            if layer > 1:
                arriving = delta @ weights[f"W{layer}"].T  # ∂L/∂a, (m, n_out) @ (n_out, n_in)
                delta = arriving * self.activation.slope(a)  # ∂L/∂z of the layer below, (m, n_in)
        return gradient

    def gradient_norms(self, theta, X, y):
        """The Euclidean norm of each layer's weight gradient, first layer first: a list."""
        part = self.views(self.gradient(theta, X, y))
        return [float(np.linalg.norm(part[f"W{layer}"])) for layer in self._numbers()]
