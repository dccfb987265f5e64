r"""The update rules: each turns parameters and their gradient into better parameters.

Every rule has one method to call, ``optimizer.step(theta, gradient)``, which returns the new
parameters.  In the formulas, θ is ``theta``, the parameters; g the ``gradient`` of the loss there;
α is ``alpha``, the learning rate of this step; t is ``self.t``, its number: 1, 2, 3, …

``theta`` is a number, a NumPy array of any shape, a `Vector`, or (where the rule takes no
root) an exact `fractions.Fraction`; ``gradient`` is of the same kind and shape.  Neither is
ever changed.  All arithmetic is coordinate by coordinate.  ``learning_rate`` is a number above
0 or a schedule (see `gdkit.schedules`).  A setting outside its range raises a `ValueError`.
"""

from gdkit.elementwise import matching, maximum
from gdkit.validation import decay_rate, non_negative, positive
from gdkit.vector import Vector


class Optimizer:
    """What the rules share: the learning rate, the count of steps, and a fresh start.

    A rule of your own derives from it, names in `state` what it remembers, and defines `rule`.
    """

    state = ()

    def __init__(self, learning_rate):
        self.learning_rate = learning_rate
        self.reset()

    @property
    def learning_rate(self):
        """The learning rate α, a number above 0 or a schedule.  It may be set between steps."""
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, learning_rate):
        fixed = not callable(learning_rate)
        self._alpha = positive("learning_rate", learning_rate) if fixed else None
        self._learning_rate = self._alpha if fixed else learning_rate

    def reset(self):
        """Forget all earlier steps.  Each quantity in `state` is the scalar 0 again."""
        self.t = 0
        self._dtype = None  # that of arrays of gradients; False where any float will do
        for name in self.state:
            setattr(self, name, 0)

    def step(self, theta, gradient):
        """Return the parameters after one step; the arguments stay as they are.

        Raises `ValueError` if `gradient` does not have the shape of `theta`, or if either is not
        made of real numbers.
        """
        # Every step of every experiment comes by here: what is usual needs no call.
        t, alpha = self.t, self._alpha
        if alpha is None:
            alpha = self._learning_rate(t)
            if type(alpha) is not float or not alpha >= 0:
                alpha = non_negative(f"learning_rate at step {t}", alpha)
        dtype = self._dtype
        try:
            if dtype is False:
                if gradient.shape != theta.shape:
                    gradient = self._checked(theta, gradient)
            elif dtype is None:
                kind = Vector if isinstance(gradient, Vector) else float
                if not isinstance(theta, kind) or not isinstance(gradient, kind):
                    gradient = self._checked(theta, gradient)
            elif gradient.dtype is not dtype or gradient.shape != theta.shape:
                gradient = self._checked(theta, gradient)
        except AttributeError:  # a number after arrays
            gradient = self._checked(theta, gradient)
        self.t = t + 1
        return self.rule(theta, gradient, alpha)

    def _checked(self, theta, gradient):
        """The gradient as this rule can use it, or a `ValueError`."""
        gradient = matching(gradient, theta)
        dtype = getattr(gradient, "dtype", None)
        scaled = hasattr(self, "epsilon")
        self._dtype = False if dtype is not None and not scaled else dtype
        if scaled and getattr(dtype, "itemsize", 4) < 4:
            raise ValueError(
                f"gradient must be float32 or finer; got {dtype}, in which squares above "
                f"65504 are infinite and an epsilon of {self.epsilon:g} is 0 or almost"
            )
        return gradient

    def rule(self, theta, gradient, alpha):
        """The formula of one step."""
        raise NotImplementedError(f"{type(self).__name__} has no rule(theta, gradient, alpha)")

    def __repr__(self):
        names = ["learning_rate", *(k for k in vars(self) if not k.startswith("_"))]
        hidden = {"t", *self.state}
        settings = ", ".join(f"{k}={getattr(self, k)!r}" for k in names if k not in hidden)
        return f"{type(self).__name__}({settings})"


class GradientDescent(Optimizer):
    r"""Gradient descent: a step against the gradient.

    .. math:: \theta \leftarrow \theta - \alpha g

    Cauchy (1847).  With the gradient of one example or a mini-batch it is stochastic.

    >>> from gdkit.optimizers import GradientDescent
    >>> GradientDescent(learning_rate=0.5).step(4.0, gradient=2.0)
    3.0
    """

    def rule(self, theta, gradient, alpha):
        return theta - alpha * gradient


class Momentum(Optimizer):
    r"""Momentum, or the heavy ball: the velocity v remembers earlier gradients.

    .. math:: v \leftarrow \beta v + g, \qquad \theta \leftarrow \theta - \alpha v

    where β is `beta`, in [0, 1).  Polyak (1964).  The learning rate stands outside v, as
    in PyTorch.  In the damped form, v ← βv + (1 − β)g, the same path has α/(1 − β).
    """

    state = ("v",)

    def __init__(self, learning_rate, beta=0.9):
        super().__init__(learning_rate)
        self.beta = decay_rate("beta", beta)

    def rule(self, theta, gradient, alpha):
        self.v = self.beta * self.v + gradient
        return theta - alpha * self.v


class Nesterov(Momentum):
    r"""Nesterov's accelerated gradient: a step along where the velocity will be.

    .. math:: v \leftarrow \beta v + g, \qquad \theta \leftarrow \theta - \alpha (g + \beta v)

    where β is `beta`, in [0, 1).  Nesterov (1983), in the form of Sutskever et al. (2013) and
    PyTorch: ``theta`` is the look-ahead point, at which the gradient is taken.
    """

    def rule(self, theta, gradient, alpha):
        self.v = self.beta * self.v + gradient
        return theta - alpha * (gradient + self.beta * self.v)


class AdaGrad(Optimizer):
    r"""AdaGrad: each coordinate's step shrinks with all the gradients it has seen.

    .. math:: s \leftarrow s + g^2, \quad \theta \leftarrow \theta - \alpha g / (\sqrt s + \epsilon)

    where ε is `epsilon` > 0, outside the root.  Duchi, Hazan and Singer (2011).
    """

    state = ("s",)

    def __init__(self, learning_rate=0.01, epsilon=1e-10):
        super().__init__(learning_rate)
        self.epsilon = positive("epsilon", epsilon)

    def rule(self, theta, gradient, alpha):
        self.s = self.s + gradient**2
        return theta - alpha * gradient / (self.s**0.5 + self.epsilon)


class RMSProp(Optimizer):
    r"""RMSProp: AdaGrad with a memory that fades.

    .. math:: v \leftarrow \beta v + (1 - \beta) g^2, \qquad
              \theta \leftarrow \theta - \alpha \frac{g}{\sqrt{v} + \epsilon}

    where β is `beta`, in [0, 1), often written ρ, and ε is `epsilon` > 0, outside the
    root as in PyTorch (TensorFlow has it inside).  Tieleman and Hinton (2012).
    """

    state = ("v",)

    def __init__(self, learning_rate=0.01, beta=0.9, epsilon=1e-8):
        super().__init__(learning_rate)
        self.beta = decay_rate("beta", beta)
        self.epsilon = positive("epsilon", epsilon)

    def rule(self, theta, gradient, alpha):
        self.v = self.beta * self.v + (1 - self.beta) * gradient**2
        return theta - alpha * gradient / (self.v**0.5 + self.epsilon)


class Adam(Optimizer):
    r"""Adam: momentum, scaled as in RMSProp, both corrected for their start at zero.

    .. math::
        m &\leftarrow \beta_1 m + (1 - \beta_1) g, & \hat m &= m / (1 - \beta_1^t) \\
        v &\leftarrow \beta_2 v + (1 - \beta_2) g^2, & \hat v &= v / (1 - \beta_2^t) \\
        \theta &\leftarrow \theta - \alpha\, \hat m / (\sqrt{\hat v} + \epsilon)

    where β₁ and β₂ are `beta1` and `beta2`, in [0, 1), and ε is `epsilon` > 0, outside the
    root.  Kingma and Ba (2015), Algorithm 1.

    >>> from gdkit.optimizers import Adam
    >>> Adam(learning_rate=0.1).step(1.0, gradient=500.0)
    0.900000000002
    """

    state = ("m", "v")

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        super().__init__(learning_rate)
        self.beta1 = decay_rate("beta1", beta1)
        self.beta2 = decay_rate("beta2", beta2)
        self.epsilon = positive("epsilon", epsilon)

    def rule(self, theta, gradient, alpha):
        self.m = self.beta1 * self.m + (1 - self.beta1) * gradient
        self.v = self.beta2 * self.v + (1 - self.beta2) * gradient**2
        m_hat = self.m / (1 - self.beta1**self.t)
        v_hat = self.v / (1 - self.beta2**self.t)
        return theta - alpha * m_hat / (v_hat**0.5 + self.epsilon)


class AMSGrad(Adam):
    r"""AMSGrad: Adam whose second moment never shrinks.

    As `Adam`, with :math:`v_{\max} \leftarrow \max(v_{\max}, v)` and
    :math:`\hat v = v_{\max} / (1 - \beta_2^t)`.  Reddi, Kale and Kumar (2018); bias
    correction as in PyTorch.
    """

    state = ("m", "v", "v_max")

    def rule(self, theta, gradient, alpha):
        self.m = self.beta1 * self.m + (1 - self.beta1) * gradient
        self.v = self.beta2 * self.v + (1 - self.beta2) * gradient**2
        self.v_max = maximum(self.v_max, self.v)
        # The corrections go in unnamed: three moments and two named copies would make nine arrays.
        root = (self.v_max / (1 - self.beta2**self.t)) ** 0.5 + self.epsilon
        return theta - alpha / (1 - self.beta1**self.t) * self.m / root


class AdamW(Adam):
    r"""AdamW: Adam, with a weight decay that bypasses the moments.

    .. math:: \theta \leftarrow (1 - \alpha\omega)\theta - \alpha \hat m/(\sqrt{\hat v} + \epsilon)

    with m̂ and v̂ as in `Adam`, where ω is `weight_decay`, at least 0.  Loshchilov and Hutter
    (2019), in the form of PyTorch: α multiplies ω, too.
    """

    def __init__(
        self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.01
    ):
        super().__init__(learning_rate, beta1, beta2, epsilon)
        self.weight_decay = non_negative("weight_decay", weight_decay)

    def rule(self, theta, gradient, alpha):
        return super().rule(theta - alpha * self.weight_decay * theta, gradient, alpha)
