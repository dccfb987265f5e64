"""The multi-layer perceptron: layers of linear maps, with an activation between them.

The backward pass is backpropagation, the chain rule applied layer by layer from the end
(Rumelhart, Hinton and Williams, 1986), written out with the shape of every array.
"""

import numpy as np

from gdkit.activations import as_activation
from gdkit.data import as_examples
from gdkit.initialisation import as_initialisation
from gdkit.losses import Loss, MeanSquaredError, SoftmaxCrossEntropy
from gdkit.models import Model
from gdkit.validation import require, whole


class MultilayerPerceptron(Model):
    r"""A network of fully connected layers.

    .. math:: a_0 = X, \qquad a_l = \varphi(a_{l-1} W_l + b_l), \qquad
              z = a_{L-1} W_L + b_L

    - `layers`: the sizes n₀, n₁, …, n_L: the features, the hidden layers, the outputs.
    - `activation`: φ, "tanh", "sigmoid", "relu", or an `Activation`.
    - `initialisation`: "glorot", "he", "small_random", "zeros", or a function
      (n_in, n_out, rng) that returns the weights.
    - `loss`: one of `gdkit.losses`; by default `SoftmaxCrossEntropy`, for as many classes as
      there are outputs, or `MeanSquaredError` if there is one output.

    Parts of theta: W1 (n₀, n₁), b1 (n₁,), W2, b2, …  The outputs z have shape (m, n_L), or
    (m,) if there is one.
    """

    def __init__(self, layers, activation="tanh", initialisation="glorot", loss=None):
        try:
            self.layers = tuple(whole("each of layers", n, at_least=1) for n in layers)
        except TypeError:
            self.layers = ()
        if len(self.layers) < 2:
            raise ValueError(
                f"layers must be two or more sizes, such as (64, 32, 10); got {layers!r}"
            )
        self.activation = as_activation(activation)
        self.initialisation = as_initialisation(initialisation)
        if loss is None:
            loss = SoftmaxCrossEntropy() if self.layers[-1] > 1 else MeanSquaredError()
        require(lambda x: isinstance(x, Loss), "loss", loss, "a loss, such as MeanSquaredError()")
        self.depth = len(self.layers) - 1
        shapes = {}
        for layer, n_in, n_out in zip(self._numbers(), self.layers, self.layers[1:], strict=False):
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
        layers = [a]
        for layer in self._numbers():
            z = a @ part[f"W{layer}"]  # (m, n_in) @ (n_in, n_out)
            z += part[f"b{layer}"]  # (n_out,), to every row; in place, as z may be large
            a = self.activation(z) if layer < self.depth else z
            layers.append(a)
        if self.layers[-1] == 1:
            layers[-1] = z[:, 0]
        return layers

    def backward_pass(self, theta, layers, output_gradient):
        gradient = np.empty(self.size)
        weights, gradients = self.views(theta), self.views(gradient)
        delta = output_gradient.reshape(-1, self.layers[-1])  # ∂L/∂z of the last layer, (m, n_L)
        for layer in reversed(self._numbers()):
            a = layers[layer - 1]  # what came into this layer, (m, n_in)
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
