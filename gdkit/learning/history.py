"""`History`: the record of a training run."""

import numpy as np


class History:
    """The record of a run of `gdkit.learning.training.train`.  Every recorded loss is finite.

    Per step, in order:

    - `losses`: the loss on the step's examples, before the step.
    - `gradient_norms`: ‖g‖, before clipping.
    - `update_ratios`: ‖Δθ‖/‖θ‖, the step's length relative to the parameters'; about 1e-3 is
      healthy (CS231n).  NaN for a step from θ = 0.

    Per epoch:

    - `epoch_losses`: the loss on all training data; the first entry is before training.
    - `validation_losses`: the same on the validation data; empty if there are none.
    - `seconds`: the time its steps took.

    At the end:

    - `start`, `theta`: the first parameters and the last, each coordinate finite.
    - `best_theta`: those of lowest validation loss (or, without validation data, of lowest
      training loss) among the start and the epochs' ends.
    - `status`: "finished", "stopped early" or "diverged".
    - `reason`: a sentence with the numbers.
    """

    def __init__(self, theta):
        self.theta = self.best_theta = self.start = theta
        self.losses = []
        self.gradient_norms = []
        self.update_ratios = []
        self.epoch_losses = []
        self.validation_losses = []
        self.seconds = []
        self.status = "running"
        self.reason = ""

    @property
    def steps(self):
        """The number of steps taken."""
        return len(self.losses)

    @property
    def epochs(self):
        """The number of epochs completed."""
        return len(self.seconds)

    @property
    def diverged(self):
        """Whether the run blew up."""
        return self.status == "diverged"

    def record_step(self, loss, gradient, theta):
        """Add a step: the loss and the gradient before it, and the parameters after it."""
        length = _norm(self.theta)
        self.losses.append(loss)
        self.gradient_norms.append(_norm(gradient))
        self.update_ratios.append(_norm(theta - self.theta) / length if length else np.nan)
        self.theta = theta

    def finish(self, status, reason):
        """Record how the run ended, and return the record."""
        self.status = status
        self.reason = reason
        return self

    def __repr__(self):
        return f"<History: {self.status} after {self.steps} steps: {self.reason}>"


def _norm(vector):
    return float(vector @ vector) ** 0.5
