"""`train`: fit a model to data, step by step, and keep a record of every step."""

from time import perf_counter

import numpy as np
from tqdm import tqdm

from gdkit.descent import LIMIT
from gdkit.learning.data import as_examples
from gdkit.learning.history import History
from gdkit.sampling import MiniBatches
from gdkit.validation import require, whole

#: The loss on all data is added up from pieces of this many examples: larger arrays outgrow
#: the processor's cache and take twice the time.
PIECE = 512

#: Seconds that a run lasts before it shows its progress bar, unless told to.
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
    - `patience`: stop after this many epochs without a new lowest loss on the validation
      data or, if there are none, the training data.
    - `progress`: whether to show a progress bar; by default, once a run has taken 2 s.

    A run that blows up (a parameter beyond 1e10, or a loss that is infinite or not a number)
    is no error: it returns what it had, marked as diverged, without a warning.  Raises
    `ValueError` on a setting that makes no sense.
    """
    _check_parts(model, optimizer, clip)
    X, y = _examples("y", X, y)
    if validation is not None:
        validation = _checked_validation(validation)
    epochs = whole("epochs", epochs)
    if patience is not None:
        patience = whole("patience", patience, at_least=1)
    # One slice in place of a list of all numbers: the data need no copy at each step.
    batches = [slice(None)] if batch_size is None else MiniBatches(len(X), batch_size, seed)
    history = History(_checked_start(start, model.initialise(whole("seed", seed))))
    optimizer.reset()

    quiet = np.errstate(all="ignore")
    delay = 0 if progress else PATIENCE_OF_READER
    bar = tqdm(total=epochs, unit="epoch", delay=delay, disable=progress is False, leave=False)
    with quiet, bar:
        failure = _record_losses(history, model, X, y, validation)
        watched = history.epoch_losses if validation is None else history.validation_losses
        lowest, waited = min(watched, default=None), 0
        while not failure and history.epochs < epochs and waited != patience:
            failure = _one_epoch(history, model, X, y, batches, optimizer, clip)
            failure = failure or _record_losses(history, model, X, y, validation)
            if failure:
                break
            waited += 1
            if watched[-1] < lowest:
                lowest, waited = watched[-1], 0
                history.best_theta = history.theta
            bar.set_postfix(loss=f"{watched[-1]:.4g}", refresh=False)
            bar.update()
    if failure:
        return history.finish("diverged", failure)
    if waited == patience:
        return history.finish("stopped early", f"no loss below {lowest:.4g} for {patience} epochs")
    return history.finish("finished", f"{epochs} epochs, lowest loss {lowest:.4g}")


def _one_epoch(history, model, X, y, batches, optimizer, clip):
    """Take the steps of one epoch.  Returns how the run blew up, or None."""
    began = perf_counter()
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
        theta = optimizer.step(history.theta, used)
        size = abs(theta).max()
        if not size <= LIMIT:
            return f"a parameter reached {size:.3g} in step {history.steps + 1}, beyond {LIMIT:g}"
        history.record_step(loss, gradient, theta)
    history.seconds.append(perf_counter() - began)
    return None


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
    X, y = as_examples(X), np.asarray(y)
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
    theta = default if start is None else np.array(start, dtype=np.float64)
    if theta.shape != default.shape or not abs(theta).max() <= LIMIT:
        raise ValueError(
            f"start must have shape {default.shape} and no number beyond ±{LIMIT:g}; "
            f"got {start!r:.200}"
        )
    return theta
