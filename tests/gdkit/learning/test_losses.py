"""The losses against hand values, exact limits, and finite differences."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdkit.learning.gradcheck import check_gradient
from gdkit.learning.losses import (
    BinaryCrossEntropy,
    Hinge,
    Loss,
    MeanSquaredError,
    SoftmaxCrossEntropy,
)

seeds = st.integers(0, 10**6)


def example(loss, rng, m=4, k=3):
    """Random outputs and targets that `loss` takes."""
    if isinstance(loss, SoftmaxCrossEntropy):
        return 3 * rng.standard_normal((m, k)), rng.integers(k, size=m)
    z = 3 * rng.standard_normal(m)
    if isinstance(loss, MeanSquaredError):
        return z, rng.standard_normal(m)
    return z, rng.integers(2, size=m)


every_loss = pytest.mark.parametrize(
    "loss", [MeanSquaredError(), BinaryCrossEntropy(), SoftmaxCrossEntropy(), Hinge()], ids=repr
)


@every_loss
@given(seed=seeds, m=st.integers(1, 5))
@settings(max_examples=30, deadline=None)
def test_the_gradient_is_that_of_the_value(loss, seed, m):
    z, y = example(loss, np.random.default_rng(seed), m)
    if isinstance(loss, Hinge):  # away from the kinks
        z = np.where(abs(abs(z) - 1) < 1e-3, 0.0, z)
    check = check_gradient(lambda z: loss.value(z, y), lambda z: loss.gradient(z, y), z)
    assert check.relative_error < 1e-5


@every_loss
def test_value_and_gradient_are_both_at_once_and_change_nothing(loss):
    z, y = example(loss, np.random.default_rng(0))
    z_before, y_before = z.copy(), y.copy()
    value, gradient = loss.value_and_gradient(z, y)
    assert value == loss.value(z, y)
    assert (gradient == loss.gradient(z, y)).all()
    assert gradient.shape == z.shape
    assert isinstance(value, float)
    assert (z == z_before).all()
    assert (y == y_before).all()


def test_a_loss_is_shown_as_it_is_made():
    assert repr(SoftmaxCrossEntropy()) == "SoftmaxCrossEntropy()"


@every_loss
def test_single_precision_outputs_are_computed_in_double(loss):
    z, y = example(loss, np.random.default_rng(0))
    assert loss.gradient(z.astype(np.float32), y).dtype == np.float64
    assert loss.value(z.astype(np.float32), y) == loss.value(z.astype(np.float32).astype(float), y)


@every_loss
def test_labels_are_decided_on_as_whole_numbers(loss):
    z, _ = example(loss, np.random.default_rng(0))
    assert loss.predict(z.tolist() if loss.classifies else z).dtype == (
        np.int64 if loss.classifies else np.float64
    )


@every_loss
def test_the_loss_and_its_gradient_are_averages_over_the_examples(loss):
    """Twice the same examples: the same loss, and half the gradient in each copy."""
    z, y = example(loss, np.random.default_rng(0))
    twice = np.concatenate([z, z]), np.concatenate([y, y])
    assert loss.value(*twice) == pytest.approx(loss.value(z, y), rel=1e-14)
    assert loss.gradient(*twice)[: len(z)] == pytest.approx(loss.gradient(z, y) / 2, rel=1e-14)


def test_mean_squared_error_by_hand():
    loss = MeanSquaredError()
    assert loss.value([1.0, 4.0], [0.0, 2.0]) == (1 + 4) / 2
    assert loss.gradient([1.0, 4.0], [0.0, 2.0]).tolist() == [1, 2]
    assert loss.value([[1.0, 2.0]], [[0.0, 0.0]]) == 5  # two outputs of one example add up
    assert loss.predict(np.array([1.5])).tolist() == [1.5]
    assert not loss.classifies


def test_binary_cross_entropy_by_hand():
    loss = BinaryCrossEntropy()
    assert loss.value([0.0], [1]) == pytest.approx(math.log(2), rel=1e-15)
    # σ(ln 3) = 3/4
    z = [math.log(3)]
    assert loss.value(z, [1]) == pytest.approx(math.log(4 / 3), rel=1e-15)
    assert loss.value(z, [0]) == pytest.approx(math.log(4), rel=1e-15)
    assert loss.gradient(z, [1]) == pytest.approx([-1 / 4], rel=1e-15)
    assert loss.gradient(z, [0]) == pytest.approx([3 / 4], rel=1e-15)
    assert loss.probabilities(z) == pytest.approx([3 / 4], rel=1e-15)
    assert loss.predict([-0.1, 0.0, 0.1]).tolist() == [0, 1, 1]


def test_softmax_cross_entropy_by_hand():
    loss = SoftmaxCrossEntropy()
    z = np.log([[1.0, 2.0, 5.0]])  # probabilities 1/8, 2/8, 5/8
    assert loss.probabilities(z)[0] == pytest.approx([1 / 8, 2 / 8, 5 / 8], rel=1e-14)
    assert loss.value(z, [1]) == pytest.approx(math.log(4), rel=1e-14)
    assert loss.gradient(z, [1])[0] == pytest.approx([1 / 8, -6 / 8, 5 / 8], rel=1e-14)
    assert loss.predict(z).tolist() == [2]


@pytest.mark.parametrize("k", [2, 10, 1000])
def test_equal_logits_cost_the_logarithm_of_the_number_of_classes(k):
    loss = SoftmaxCrossEntropy()
    assert loss.value(np.full((3, k), 7.0), [0, 1, k - 1]) == pytest.approx(math.log(k), rel=1e-14)


def test_hinge_by_hand():
    loss = Hinge()
    # sides −1, +1, +1, −1; margins sz = −2, 0.5, 3, 1 (the kink)
    z, y = [2.0, 0.5, 3.0, -1.0], [0, 1, 1, 0]
    assert loss.value(z, y) == (3 + 0.5 + 0 + 0) / 4
    assert loss.gradient(z, y).tolist() == [1 / 4, -1 / 4, 0, 0]
    assert loss.predict(z).tolist() == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("z", "y", "value", "slope"),
    [(1000.0, 1, 0, 0), (1000.0, 0, 1000, 1), (-1000.0, 0, 0, 0), (-1000.0, 1, 1000, -1)],
)
def test_logits_of_1000_give_the_exact_limits(z, y, value, slope):
    binary, softmax = BinaryCrossEntropy(), SoftmaxCrossEntropy()
    assert binary.value([z], [y]) == value
    assert binary.gradient([z], [y]).tolist() == [slope]
    assert softmax.value([[0.0, z]], [y]) == value
    assert softmax.gradient([[0.0, z]], [y]).tolist() == [[-slope, slope]]
    # The hinge keeps the same sides: 1 − sz.
    assert Hinge().value([z], [y]) == (0 if value == 0 else 1001)


def test_opposite_logits_of_1000_differ_by_2000():
    softmax = SoftmaxCrossEntropy()
    assert softmax.value([[1000.0, -1000.0]], [1]) == 2000
    assert softmax.probabilities([[1000.0, -1000.0]]).tolist() == [[1, 0]]


def test_each_example_is_shielded_from_overflow_by_its_own_largest_logit():
    """In the second row z₀ − z₁ = 1, whatever stands in the first."""
    logits, labels = [[1000.0, 0.0], [-1000.0, -1001.0]], [0, 0]
    expected = (0 + math.log(1 + math.exp(-1))) / 2
    assert SoftmaxCrossEntropy().value(logits, labels) == pytest.approx(expected, rel=1e-12)


def test_a_confident_right_answer_keeps_its_digits():
    """log(1 + e⁻⁴⁰) ≈ e⁻⁴⁰, not 0."""
    value = BinaryCrossEntropy().value([40.0], [1])
    assert value == pytest.approx(math.exp(-40), rel=1e-14, abs=0)


@given(z=st.lists(st.floats(-500, 500), min_size=1, max_size=6), shift=st.floats(-500, 500))
@settings(max_examples=50, deadline=None)
def test_two_classes_of_softmax_are_the_binary_loss(z, shift):
    """p₁ = σ(z₁ − z₀), whatever number is added to both logits."""
    y = [i % 2 for i in range(len(z))]
    pairs = [[shift, shift + value] for value in z]
    expected = BinaryCrossEntropy().value(z, y)
    assert SoftmaxCrossEntropy().value(pairs, y) == pytest.approx(expected, rel=1e-10, abs=1e-10)


def test_a_broken_output_is_never_a_good_loss():
    with np.errstate(invalid="ignore"):
        for loss in (MeanSquaredError(), BinaryCrossEntropy(), Hinge()):
            assert math.isnan(loss.value([math.nan, 5.0], [1, 1]))
        assert math.isnan(SoftmaxCrossEntropy().value([[math.nan, 5.0]], [1]))


def test_labels_may_be_whole_numbers_of_any_type():
    for y in ([1, 0], [1.0, 0.0], np.array([1, 0], dtype=np.uint8), [True, False]):
        assert BinaryCrossEntropy().value([5.0, -5.0], y) < 0.01
        assert SoftmaxCrossEntropy().value([[0.0, 5.0], [5.0, 0.0]], y) < 0.01


@pytest.mark.parametrize(
    ("loss", "outputs", "targets", "message"),
    [
        (MeanSquaredError(), [1.0, 2.0], [1.0], r"targets .* shape \(2,\)"),
        (MeanSquaredError(), [1.0, 2.0], [[1.0], [2.0]], "targets"),
        (MeanSquaredError(), [1.0], [math.nan], "targets must be finite"),
        (MeanSquaredError(), [1.0], ["a"], "targets must be numbers"),
        (MeanSquaredError(), 1.0, 1.0, "targets"),
        (BinaryCrossEntropy(), [1.0, 2.0], [1, 2], "2 labels, each 0 or 1; got .* from 1 to 2"),
        (BinaryCrossEntropy(), [1.0, 2.0], [-1, 1], "each 0 or 1"),
        (BinaryCrossEntropy(), [1.0, 2.0], [1], "2 labels"),
        (BinaryCrossEntropy(), [[1.0, 2.0]], [1], r"outputs must have shape \(examples,\)"),
        (BinaryCrossEntropy(), [], [], "outputs must have shape"),
        (Hinge(), [1.0], [-1], "each 0 or 1"),
        (Hinge(), [1.0], [math.nan], "each 0 or 1"),
        (SoftmaxCrossEntropy(), [[1.0, 2.0]], [2], "whole numbers 0 to 1; got .* from 2 to 2"),
        (SoftmaxCrossEntropy(), [[1.0, 2.0]], [-1], "whole numbers 0 to 1"),
        (SoftmaxCrossEntropy(), [[1.0, 2.0]], [0.5], "whole numbers 0 to 1"),
        (SoftmaxCrossEntropy(), [[1.0, 2.0]], [math.nan], "whole numbers 0 to 1"),
        (SoftmaxCrossEntropy(), [[1.0, 2.0]], [[0, 1]], "1 labels"),
        (SoftmaxCrossEntropy(), [1.0, 2.0], [0, 1], r"outputs must have shape \(examples, cl"),
        (SoftmaxCrossEntropy(), [[1.0, 2.0]], [], "1 labels.*got none"),
    ],
)
def test_targets_that_do_not_fit_are_refused(loss, outputs, targets, message):
    with pytest.raises(ValueError, match=message):
        loss.value(outputs, targets)
    with pytest.raises(ValueError, match=message):
        loss.gradient(outputs, targets)


def test_a_loss_without_a_formula_says_so():
    with pytest.raises(NotImplementedError, match="Loss has no value_and_gradient"):
        Loss().value([1.0], [1.0])
