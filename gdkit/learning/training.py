"""`train`: fit a model to data, step by step, and keep a record of every step."""

from time import perf_counter

import numpy as np
from tqdm import tqdm

from gdkit.descent import FAR, FARTHEST, GROWTH, LIMIT
from gdkit.learning.arrays import as_numbers
from gdkit.learning.data import as_examples
from gdkit.learning.history import History
from gdkit.sampling import MiniBatches
from gdkit.validation import require, whole

#: The loss on all data is computed in pieces of this many examples: larger arrays do not fit
#: into the processor's cache and take twice as long.
PIECE = 512

#: By default, seconds after which a run shows its progress bar.
PATIENCE_OF_READER = 2


def train(
    model,
    X,
    y,
    optimizer,
    epochs,
    batch_size=None,
    seed=0,
    clip=None,
    start=None,
    validation=None,
    patience=None,
    progress=None,
):
    """Fit `model` to the examples `X`, `y` with `optimizer` and return the `History`.

    - `model`: one of `gdkit.learning.models` or `gdkit.learning.network`, or anything with their
      ``initialise(seed)``, ``loss(theta, X, y)`` and ``loss_and_gradient(theta, X, y)``.
    - `optimizer`: any rule of `gdkit.optimizers`.  It is reset first, so a second run is the
      same as the first; its schedule counts steps, through all epochs.
    - `epochs`: how often to pass through all examples, a whole number.
    - `batch_size`: examples in a step, shuffled anew each epoch; None takes all, unshuffled.
    - `seed`: a whole number, for the shuffling and for the start.
    - `clip`: a function from the gradient to the one to use, such as
      ``lambda g: clip_by_norm(g, 1.0)``.
    - `start`: the first parameters, never changed; by default ``model.initialise(seed)``.
    - `validation`: a pair (X, y) whose loss is recorded.
    - `patience`: stop after this many epochs in a row without a new lowest loss on the
      validation data or, if there are none, the training data.  Epochs are compared with epochs,
      as in Keras: the first one counts as the lowest so far, whatever the loss before training.
    - `progress`: whether to show a progress bar; by default, once a run has taken 2 s.

    A run that blows up is no error: it returns what it had, marked as diverged, without a warning.
    It has blown up once a loss or a parameter is infinite or not a number, or a parameter is
    beyond 1e10 and 1e6 times the start while the loss is 1000 times that before training.  Raises
    `ValueError` on an invalid setting.

    >>> from gdkit.learning.data import load_penguin_mass
    >>> from gdkit.learning.models import LinearRegression
    >>> from gdkit.learning.training import train
    >>> from gdkit.optimizers import GradientDescent
    >>> data = load_penguin_mass().standardised()
    >>> train(LinearRegression(), data.X, data.y, GradientDescent(0.1), epochs=50)
    <History: finished after 50 steps: 50 epochs, lowest loss 1.538e+05>
    """
    _check_parts(model, optimizer, clip)
    X, y = _examples("y", X, y)
    if validation is not None:
        validation = _checked_validation(validation)
    epochs = whole("epochs", epochs)
    if patience is not None:
        patience = whole("patience", patience, at_least=1)
    # A slice rather than a list of all numbers: it spares a copy of the data at each step.
    batches = [slice(None)] if batch_size is None else MiniBatches(len(X), batch_size, seed)
    history = History(_checked_start(start, model.initialise(whole("seed", seed))))
    optimizer.reset()

    quiet = np.errstate(all="ignore")
    delay = 0 if progress else PATIENCE_OF_READER
    bar = tqdm(total=epochs, unit="epoch", delay=delay, disable=progress is False, leave=False)
    with quiet, bar:
        failure = _record_losses(history, model, X, y, validation)
        watched = history.epoch_losses if validation is None else history.validation_losses
        least, lowest, waited = min(watched, default=None), np.inf, 0
        while not failure and history.epochs < epochs and (patience is None or waited < patience):
            failure = _one_epoch(history, model, X, y, batches, optimizer, clip)
            failure = failure or _record_losses(history, model, X, y, validation)
            if failure:
                break
            waited += 1
            if watched[-1] < lowest:
                lowest, waited = watched[-1], 0
            if watched[-1] < least:  # the start counts here
                least, history.best_theta = watched[-1], history.theta
            bar.set_postfix(loss=f"{watched[-1]:.4g}", refresh=False)
            bar.update()
    if failure:
        return history.finish("diverged", failure)
    if waited == patience:
        return history.finish("stopped early", f"no loss below {lowest:.4g} for {patience} epochs")
    return history.finish("finished", f"{epochs} epochs, lowest loss {least:.4g}")


def _one_epoch(history, model, X, y, batches, optimizer, clip):
    """Take the steps of one epoch.  Returns how the run blew up, or None."""
    began = perf_counter()
    limit = max(LIMIT, FAR * abs(history.start).max())
    for batch in batches:
        loss, gradient = model.loss_and_gradient(history.theta, X[batch], y[batch])
        if not np.isfinite(loss):
            return f"the loss before step {history.steps + 1} is {loss}"
        used = gradient if clip is None else clip(gradient)
        if np.shape(used) != history.theta.shape:
            raise ValueError(
                f"the gradient, clipped, must have theta's shape {history.theta.shape}; "
                f"got {np.shape(used)}"
            )
        theta = _step(optimizer, history.theta, used)
        size = abs(theta).max()
        if not size <= limit:  # far out, or on its way to a minimum that is?
            there = model.loss(theta, X[batch], y[batch]) if size < np.inf else np.inf
            if not there <= GROWTH * history.epoch_losses[0]:
                step = history.steps + 1
                return f"a parameter reached {size:.3g} in step {step}, beyond {limit:g}"
        history.record_step(loss, gradient, theta)
    history.seconds.append(perf_counter() - began)
    return None


def _step(optimizer, theta, gradient):
    """A step, in which theta is locked: the record would be wrong if a rule wrote into it."""
    writeable = theta.flags.writeable
    theta.flags.writeable = False
    try:
        return optimizer.step(theta, gradient)
    except ValueError as error:
        if "read-only" not in str(error):
            raise
        raise ValueError(
            f"optimizer must return new parameters; {optimizer!r} changes theta in place.  "
            "Write theta = theta - … in place of theta -= …"
        ) from error
    finally:
        theta.flags.writeable = writeable


def _record_losses(history, model, X, y, validation):
    """Record the losses on all data.  Returns how the run blew up, or None."""
    record = [(history.epoch_losses, X, y)]
    if validation is not None:
        record.append((history.validation_losses, *validation))
    losses = [_whole_loss(model, history.theta, X, y) for _, X, y in record]
    for loss in losses:
        if not np.isfinite(loss):
            return f"the loss after step {history.steps} is {loss}"
    for (kept, _, _), loss in zip(record, losses, strict=True):
        kept.append(loss)
    return None


def _whole_loss(model, theta, X, y):
    """The loss on all examples: the mean over the pieces, each weighed by its size."""
    if len(X) <= PIECE:
        return model.loss(theta, X, y)
    pieces = [slice(i, i + PIECE) for i in range(0, len(X), PIECE)]
    return sum(model.loss(theta, X[p], y[p]) * len(y[p]) for p in pieces) / len(y)


def _check_parts(model, optimizer, clip):
    require(
        lambda m: hasattr(m, "loss_and_gradient") and not isinstance(m, type),
        "model",
        model,
        "a model, such as LinearRegression(features=1)",
    )
    require(
        lambda o: hasattr(o, "step") and not isinstance(o, type),
        "optimizer",
        optimizer,
        "an optimizer, such as Adam(0.01)",
    )
    require(lambda c: c is None or callable(c), "clip", clip, "None or a function of the gradient")


def _examples(name, X, y):
    X = as_examples(X)
    if type(y) is not np.ndarray or y.dtype.kind not in "iuf":  # labels stay whole numbers
        y = as_numbers(name, y)
    if y.ndim == 0 or len(y) != len(X):
        raise ValueError(f"{name} must hold {len(X)} targets, one a row of X; got shape {y.shape}")
    return X, y


def _checked_validation(validation):
    try:
        X, y = validation
    except (TypeError, ValueError):
        raise ValueError(f"validation must be a pair (X, y); got {validation!r:.60}") from None
    return _examples("the y of validation", X, y)


def _checked_start(start, default):
    theta = default if start is None else as_numbers("start", start).copy()
    if theta.shape != default.shape or not abs(theta).max() <= FARTHEST:
        raise ValueError(
            f"start must have shape {default.shape} and no number beyond ±{FARTHEST:g}; "
            f"got {start!r:.200}"
        )
    return theta
