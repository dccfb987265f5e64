"""The training loop: its paths against closed forms, its record against hand counts."""

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import RULES

from gdkit.clipping import clip_by_norm
from gdkit.descent import descend
from gdkit.learning.data import load_digits, load_penguin_mass, load_penguin_species
from gdkit.learning.history import History
from gdkit.learning.models import LinearRegression, LinearSVM, LogisticRegression
from gdkit.learning.network import MultilayerPerceptron
from gdkit.learning.training import train
from gdkit.optimizers import Adam, GradientDescent, Momentum
from gdkit.schedules import inverse_time


class Mean:
    """½ mean (θ − y)²: its minimum is the mean of y.  It keeps the batches it is shown."""

    def __init__(self):
        self.batches = []

    def initialise(self, seed=0):
        return np.zeros(1)

    def loss(self, theta, X, y):
        return float(((theta - y) ** 2).mean() / 2)

    def loss_and_gradient(self, theta, X, y):
        self.batches.append(y.tolist())
        return self.loss(theta, X, y), np.array([(theta - y).mean()])


class Walker(Mean):
    """A slope of −1 everywhere, so that a step of 1 walks on by 1; the loss is |θ − y|."""

    def loss(self, theta, X, y):
        return float(abs(theta - y).mean())

    def loss_and_gradient(self, theta, X, y):
        return self.loss(theta, X, y), np.array([-1.0])


def column(m):
    return np.zeros((m, 1))


@pytest.fixture
def known_regression():
    legacy = np.random.RandomState(42)
    X = 2 * legacy.rand(100, 1)
    return X, 4 + 3 * X[:, 0] + legacy.randn(100)


@pytest.fixture
def penguins():
    """Two species that overlap in these two measures, so that the optimum is finite."""
    data = load_penguin_species(
        ("bill_depth_mm", "flipper_length_mm"), ("Adelie", "Chinstrap")
    ).standardised()
    return data.X, data.y


def test_the_known_regression_is_learnt_to_all_its_published_digits(known_regression):
    run = train(LinearRegression(1), *known_regression, GradientDescent(0.4), epochs=300)
    assert run.status == "finished"
    assert run.theta == pytest.approx([2.77011339, 4.21509616], abs=5e-9)


def test_the_known_regression_is_stable_below_two_over_l_and_not_above(known_regression):
    """2/L = 0.48426: on either side of it the loss gap shrinks or grows."""
    model = LinearRegression(1)
    lowest = model.loss(np.array([2.77011339, 4.21509616]), *known_regression)

    def gaps(learning_rate):
        run = train(model, *known_regression, GradientDescent(learning_rate), epochs=2000)
        return np.array(run.epoch_losses) - lowest

    below, above = gaps(0.4840), gaps(0.4845)
    assert below[-1] < below[0] / 50
    assert above[-1] > above[1000] > above[500]


def test_well_above_two_over_l_it_diverges_and_keeps_what_it_had(known_regression):
    """Each step multiplies the steepest coordinate by 1 − αL; 1e10 stops it."""
    run = train(LinearRegression(1), *known_regression, GradientDescent(1.0), epochs=500)
    assert run.diverged
    assert "a parameter reached" in run.reason
    assert run.steps == pytest.approx(math.log(1e10 / 5) / math.log(3.13006), abs=2)
    assert len(run.losses) == len(run.gradient_norms) == len(run.update_ratios) == run.steps
    assert np.isfinite(run.losses).all()
    assert np.isfinite(run.epoch_losses).all()
    assert abs(run.theta).max() <= 1e10
    assert run.best_theta.tolist() == [0, 0]
    assert run.epoch_losses[-1] > 1e15


def test_full_batch_training_is_descend_on_the_models_gradient(known_regression):
    model = LinearRegression(1)
    run = train(model, *known_regression, Momentum(0.05), epochs=40)
    path = descend(
        lambda theta: model.gradient(theta, *known_regression), np.zeros(2), Momentum(0.05), 40
    ).path
    assert run.theta.tolist() == path[-1].tolist()
    assert run.losses == [model.loss(theta, *known_regression) for theta in path[:-1]]
    assert run.epoch_losses == [model.loss(theta, *known_regression) for theta in path]


def test_logistic_regression_ends_where_probabilities_match_the_labels(penguins):
    """At the optimum the gradient in b, mean(p) − mean(y), is zero, and so is that in W."""
    model = LogisticRegression(2)
    run = train(model, *penguins, GradientDescent(3.0), epochs=300)
    assert abs(model.gradient(run.theta, *penguins)).max() < 1e-8
    X, y = penguins
    assert model.probabilities(run.theta, X).mean() == pytest.approx(y.mean(), abs=1e-8)


def test_single_examples_at_one_over_t_give_the_running_mean():
    """Robbins and Monro: α = 1/t on ½(θ − ξ)² makes θ the mean of all ξ so far."""
    y = np.array([3.0, -1.0, 7.0, 4.0, 12.0])
    model = Mean()
    run = train(
        model, column(5), y, GradientDescent(inverse_time(1.0, 1.0)), epochs=3, batch_size=1
    )
    assert run.theta[0] == pytest.approx(5.0, rel=1e-14)
    seen = np.ravel(model.batches)
    assert run.losses[1] == pytest.approx((seen[0] - seen[1]) ** 2 / 2, rel=1e-14)


def test_the_schedule_counts_steps_through_all_epochs():
    asked = []

    def schedule(t):
        asked.append(t)
        return 0.1

    train(Mean(), column(10), np.ones(10), GradientDescent(schedule), epochs=3, batch_size=4)
    assert asked == list(range(9))  # ⌈10/4⌉ = 3 steps an epoch


@pytest.mark.parametrize("batch_size", [1, 3, 5, 10])
def test_each_epoch_shows_every_example_once_in_a_new_order(batch_size):
    model, y = Mean(), np.arange(10.0)
    run = train(model, column(10), y, GradientDescent(0.1), 2, batch_size=batch_size)
    steps = math.ceil(10 / batch_size)
    assert run.steps == len(model.batches) == 2 * steps
    first = np.concatenate(model.batches[:steps]).tolist()
    second = np.concatenate(model.batches[steps:]).tolist()
    assert sorted(first) == sorted(second) == y.tolist()
    assert first != second
    assert {len(batch) for batch in model.batches[: steps - 1]} <= {batch_size}
    assert batch_size == 10 or first != y.tolist()


def test_without_a_batch_size_every_step_takes_all_examples_in_order():
    model, y = Mean(), np.arange(10.0)
    assert train(model, column(10), y, GradientDescent(0.1), epochs=3).steps == 3
    assert model.batches == [y.tolist()] * 3


def test_the_record_of_a_run_by_hand():
    """y = 4, α = ½ from 0: θ = 0, 2, 3; gradients −4, −2; losses 8, 2, ½."""
    run = train(Mean(), column(1), [4.0], GradientDescent(0.5), epochs=2)
    assert run.losses == [8, 2]
    assert run.gradient_norms == [4, 2]
    assert run.epoch_losses == [8, 2, 0.5]
    assert math.isnan(run.update_ratios[0])  # from 0 there is no ratio
    assert run.update_ratios[1] == 1 / 2
    assert run.theta.tolist() == run.best_theta.tolist() == [3]
    assert (run.steps, run.epochs, len(run.seconds)) == (2, 2, 2)
    assert all(0 <= seconds < 60 for seconds in run.seconds)
    assert run.validation_losses == []
    assert (run.status, run.reason) == ("finished", "2 epochs, lowest loss 0.5")
    assert "finished after 2 steps" in repr(run)


def test_the_loss_of_an_epoch_is_that_on_all_data_however_many():
    """1797 examples are added up in pieces, the last one smaller."""
    digits = load_digits()
    network = MultilayerPerceptron((64, 8, 10))
    half = digits.X[:900], digits.y[:900]
    run = train(network, digits.X, digits.y, Adam(), epochs=1, batch_size=200, validation=half)
    everything = network.loss(run.theta, digits.X, digits.y)
    assert run.epoch_losses[-1] == pytest.approx(everything, rel=1e-13)
    assert run.validation_losses[-1] == pytest.approx(network.loss(run.theta, *half), rel=1e-13)


def test_no_epochs_leave_the_start_as_it_is():
    run = train(Mean(), column(1), [4.0], GradientDescent(0.5), epochs=0, start=[1.0])
    assert (run.theta.tolist(), run.steps, run.epoch_losses) == ([1], 0, [4.5])


@given(seed=st.integers(0, 10**6), batch_size=st.integers(1, 30), rule=st.sampled_from(RULES))
@settings(max_examples=15, deadline=None)
def test_the_same_seed_trains_the_same_and_a_used_optimizer_starts_afresh(seed, batch_size, rule):
    rng = np.random.default_rng(seed)
    X, y = rng.standard_normal((30, 2)), rng.integers(2, size=30)
    network, optimizer = MultilayerPerceptron((2, 3, 2)), rule(0.01)
    first, second = (
        train(network, X, y, optimizer, epochs=2, batch_size=batch_size, seed=seed)
        for _ in range(2)
    )
    assert first.theta.tolist() == second.theta.tolist()
    assert first.losses == second.losses


def test_another_seed_trains_otherwise_and_none_is_seed_0(penguins):
    def end(**seed):
        return train(
            LogisticRegression(2), *penguins, GradientDescent(0.1), 1, batch_size=16, **seed
        ).theta.tolist()

    assert end() == end(seed=0) != end(seed=1)


def test_the_seed_is_that_of_the_start_too():
    network = MultilayerPerceptron((1, 3, 1))
    run = train(network, column(1), [4.0], Adam(), epochs=0, seed=5)
    assert run.theta.tolist() == network.initialise(5).tolist()


def test_a_record_that_has_just_begun_says_so():
    history = History(np.zeros(1))
    assert (history.status, history.reason, history.steps) == ("running", "", 0)
    assert history.epochs == 0
    assert not history.diverged
    assert repr(history.finish("finished", "no steps")) == (
        "<History: finished after 0 steps: no steps>"
    )


def test_the_start_and_the_data_are_never_changed(penguins):
    X, y = penguins
    theta = np.array([0.5, -0.5, 0.1])
    kept = theta.copy(), X.copy(), y.copy()
    run = train(LogisticRegression(2), X, y, Adam(0.1), epochs=3, batch_size=10, start=theta)
    for now, then in zip((theta, X, y), kept, strict=True):
        assert (now == then).all()
    assert run.epoch_losses[0] == LogisticRegression(2).loss(theta, X, y)
    assert run.theta.tolist() != theta.tolist()


def test_a_whole_number_start_is_not_truncated():
    start = np.array([1])
    assert train(Mean(), column(1), [4.0], GradientDescent(0.5), 1, start=start).theta[0] == 2.5
    untrained = train(Mean(), column(1), [4.0], GradientDescent(0.5), epochs=0, start=start)
    assert untrained.theta.dtype == np.float64


def test_the_record_keeps_its_own_copy_of_the_start():
    start = np.array([1.0])
    run = train(Mean(), column(1), [4.0], GradientDescent(0.5), epochs=0, start=start)
    start[0] = 7.0
    assert run.theta.tolist() == run.best_theta.tolist() == [1]


def test_clipping_shortens_the_step_and_the_record_keeps_the_true_norm():
    run = train(
        Mean(), column(1), [100.0], GradientDescent(1.0), 3, clip=lambda g: clip_by_norm(g, 2.0)
    )
    assert run.theta.tolist() == pytest.approx([6], rel=1e-14)
    assert run.gradient_norms == pytest.approx([100, 98, 96], rel=1e-14)


def test_early_stopping_keeps_the_best_parameters():
    """The walk 0, 1, 2, … passes the validation target 3; two epochs later it stops."""
    run = train(
        Walker(),
        column(1),
        [100.0],
        GradientDescent(1.0),
        epochs=50,
        validation=(column(1), [3.0]),
        patience=2,
    )
    assert run.validation_losses == [3, 2, 1, 0, 1, 2]
    assert run.best_theta.tolist() == [3]
    assert run.theta.tolist() == [5]
    assert run.status == "stopped early"
    assert run.reason == "no loss below 0 for 2 epochs"
    assert run.epoch_losses == [100, 99, 98, 97, 96, 95]


def test_without_validation_data_patience_watches_the_training_loss():
    run = train(Walker(), column(1), [3.0], GradientDescent(1.0), epochs=50, patience=4)
    assert run.epoch_losses == [3, 2, 1, 0, 1, 2, 3, 4]
    assert run.best_theta.tolist() == [3]
    assert run.status == "stopped early"


def test_the_first_epoch_is_the_lowest_so_far_where_nothing_gets_better():
    """As Keras counts: epoch 1 has nothing to be compared with, and three more do not beat it."""
    run = train(Mean(), column(2), [0.0, 0.0], GradientDescent(1.0), epochs=50, patience=3)
    assert (run.status, run.epochs) == ("stopped early", 4)


def test_patience_compares_epochs_with_epochs_and_the_best_theta_may_be_the_start():
    """|θ − y| from y = 0 on: worse at each step than untrained."""
    run = train(Walker(), column(1), [0.0], GradientDescent(1.0), epochs=50, patience=1)
    assert run.epoch_losses == [0, 1, 2]
    assert run.reason == "no loss below 1 for 1 epochs"
    assert run.best_theta.tolist() == [0]
    # From 10 up to 12 by the jump over 3, then 11, 10, …: better than the first epoch each time.
    jump = GradientDescent(lambda t: 15.0 if t == 0 else 1.0)
    run = train(Walker(), column(1), [3.0], jump, epochs=4, patience=1)
    assert run.status == "stopped early" and run.epoch_losses == [3, 12, 13]


def test_patience_lasts_through_shorter_plateaus():
    """Validation targets 2 and 5: the loss falls, is level at 3/2 from 2 to 5, then rises."""
    pair = (column(2), [2.0, 5.0])
    for patience, end in [(3, 5), (6, 8)]:
        run = train(
            Walker(), column(1), [9.0], GradientDescent(1.0), 50, validation=pair, patience=patience
        )
        assert run.theta.tolist() == [end]
        assert run.best_theta.tolist() == [2]


@pytest.mark.parametrize("rate", [1e6, 1e308])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_rule_at_any_rate_floods_the_reader_with_warnings(rule, rate):
    """Warnings are errors in these tests; such rates on raw millimetres and grams blow up."""
    data = load_penguin_mass(("bill_length_mm", "flipper_length_mm"))
    run = train(LinearRegression(2), data.X, data.y, rule(rate), epochs=30, batch_size=50)
    assert run.status in ("finished", "diverged")
    assert np.isfinite(run.losses).all()
    assert np.isfinite(run.theta).all()


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_a_diverging_network_returns_its_record(activation):
    digits = load_digits()
    network = MultilayerPerceptron((64, 16, 10), activation)
    run = train(network, digits.X, digits.y, GradientDescent(1e12), epochs=3, batch_size=100)
    assert run.diverged
    assert np.isfinite(run.epoch_losses).all()
    assert run.best_theta.tolist() == network.initialise().tolist()


def test_a_gradient_that_is_no_number_is_a_divergence():
    class Broken(Mean):
        def loss_and_gradient(self, theta, X, y):
            return 1.0, np.array([math.nan])

    run = train(Broken(), column(1), [1.0], GradientDescent(0.1), epochs=5)
    assert run.diverged
    assert run.reason.startswith("a parameter reached nan in step 1, beyond")
    assert run.theta.tolist() == [0]


@pytest.mark.parametrize(
    "where, reason", [("loss", "nan"), ("loss_and_gradient", "the loss before step 1 is inf")]
)
def test_a_loss_that_is_no_number_is_a_divergence(where, reason):
    class Broken(Mean):
        def loss(self, theta, X, y):
            return math.nan if where == "loss" else 1.0

        def loss_and_gradient(self, theta, X, y):
            return math.inf, np.array([1.0])

    run = train(Broken(), column(1), [1.0], GradientDescent(0.1), epochs=5)
    assert run.diverged
    assert reason in run.reason
    assert run.losses == []


def test_a_short_run_shows_no_progress_bar(capfd):
    train(Mean(), column(1), [1.0], GradientDescent(0.1), epochs=20)
    train(Mean(), column(1), [1.0], GradientDescent(0.1), epochs=20, progress=False)
    assert capfd.readouterr() == ("", "")


def test_a_progress_bar_can_be_asked_for(capfd):
    train(Mean(), column(1), [1.0], GradientDescent(0.1), epochs=20, progress=True)
    out, err = capfd.readouterr()
    assert out == ""
    assert "epoch" in err


def test_a_long_run_shows_a_progress_bar_unasked(capfd, monkeypatch):
    monkeypatch.setattr("gdkit.learning.training.PATIENCE_OF_READER", 0.05)

    class Slow(Mean):
        def loss(self, theta, X, y):
            time.sleep(0.02)
            return super().loss(theta, X, y)

    train(Slow(), column(1), [1.0], GradientDescent(0.1), epochs=10)
    assert "loss=" in capfd.readouterr().err


def test_a_penalised_model_is_trained_on_its_penalised_loss():
    """Two points at ∓1 and λ = 2: w = ½, as in the tests of the models."""
    run = train(LinearSVM(1, penalty=2.0), [[-1.0], [1.0]], [0, 1], GradientDescent(0.1), 200)
    assert run.theta == pytest.approx([0.5, 0.0], abs=1e-12)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"X": [1.0, 2.0]}, r"X must have the shape \(examples, features\)"),
        ({"X": [[1.0], [math.nan]]}, "X must be finite"),
        ({"X": [[1.0, 2.0], [3.0, 4.0]]}, r"\(examples, 1\)"),
        ({"y": [1.0]}, "y must hold 2 targets"),
        ({"y": 1.0}, "y must hold 2 targets"),
        ({"y": [1.0, math.nan]}, "targets must be finite"),
        ({"y": ["a", "b"]}, "y must be numbers; got 'a'"),
        ({"model": LinearRegression}, "model must be a model, such as"),
        ({"model": None}, "model must be a model"),
        ({"optimizer": 0.1}, "optimizer must be an optimizer, such as"),
        ({"optimizer": GradientDescent}, "optimizer must be an optimizer"),
        ({"epochs": -1}, "epochs must be a whole number"),
        ({"epochs": 1.5}, "epochs must be a whole number"),
        ({"batch_size": 0}, "batch_size must be a whole number, at least 1 and at most 2"),
        ({"batch_size": 3}, "batch_size must be a whole number, at least 1 and at most 2"),
        ({"seed": -1}, "seed must be a whole number"),
        ({"clip": 1.0}, "clip must be None or a function"),
        ({"clip": lambda g: 1.0}, "the gradient, clipped, must have theta's shape"),
        ({"start": [1.0]}, r"start must have shape \(2,\)"),
        ({"start": [1.0, math.nan]}, "start must have shape"),
        ({"start": [1.0, 1e31]}, "no number beyond"),
        ({"patience": 0}, "patience must be a whole number, at least 1"),
        ({"validation": [[1.0]]}, "validation must be a pair"),
        ({"validation": ([[1.0]], [1.0, 2.0])}, "the y of validation must hold 1 targets"),
        ({"validation": ([[1.0, 2.0]], [1.0])}, r"\(examples, 1\)"),
    ],
)
def test_wrong_settings_are_refused(changes, message):
    settings = {
        "model": LinearRegression(1),
        "X": [[1.0], [2.0]],
        "y": [1.0, 2.0],
        "optimizer": GradientDescent(0.1),
        "epochs": 1,
    }
    with pytest.raises(ValueError, match=message):
        train(**settings | changes)


def test_targets_as_large_as_a_gdp_are_learnt_and_growth_is_still_divergence():
    """Bias 2·10¹³ from a start at 0: far, but on the way down."""
    X = np.array([[-1.0], [0.0], [1.0]])
    y = np.array([1e13, 2e13, 3e13])
    for optimizer in (GradientDescent(0.3), Momentum(0.1)):
        run = train(LinearRegression(1), X, y, optimizer, epochs=300)
        assert not run.diverged and run.theta == pytest.approx([1e13, 2e13], rel=1e-6)
    again = train(LinearRegression(1), X, y, GradientDescent(0.3), epochs=5, start=run.theta)
    assert not again.diverged
    assert train(LinearRegression(1), X, y, GradientDescent(2.0), epochs=300).diverged


class WritingRule(GradientDescent):
    def rule(self, theta, gradient, alpha):
        theta -= alpha * gradient
        return theta


class OneBuffer(GradientDescent):
    def rule(self, theta, gradient, alpha):
        if self.t == 1:
            self.buffer = np.empty_like(theta)
        self.buffer[...] = theta - alpha * gradient
        return self.buffer


@pytest.mark.parametrize("rule", [WritingRule, OneBuffer])
def test_a_rule_that_writes_into_theta_is_refused_with_what_to_write(rule):
    start = np.array([1.0])
    with pytest.raises(ValueError, match=r"changes theta in place.  Write theta = theta - …"):
        train(Mean(), column(2), [4.0, 4.0], rule(0.5), epochs=3, start=start)
    start += 1  # still the caller's


def test_the_parameters_of_a_run_may_be_written_to():
    run = train(Mean(), column(1), [4.0], GradientDescent(0.5), epochs=2)
    run.theta[0] = run.best_theta[0] = 7.0
