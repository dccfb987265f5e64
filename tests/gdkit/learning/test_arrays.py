"""What a user hands over as numbers: read as they are, or refused with the place and the value."""

from datetime import datetime
from fractions import Fraction

import numpy as np
import pytest

from gdkit.learning.arrays import as_numbers
from gdkit.learning.data import Dataset, as_examples
from gdkit.learning.losses import BinaryCrossEntropy, MeanSquaredError
from gdkit.learning.models import LinearRegression
from gdkit.learning.training import train
from gdkit.optimizers import GradientDescent


class Table:
    """The part of a pandas DataFrame that NumPy and an error message need."""

    def __init__(self, **columns):
        self.columns = list(columns)
        self.rows = list(zip(*columns.values(), strict=True))

    def __array__(self, dtype=None, copy=None):
        return np.array(self.rows, dtype=dtype or object)


@pytest.mark.parametrize(
    "values",
    [
        [[1, 2.5], [True, np.int8(3)]],
        np.array([[1, 2.5], [1, 3]], object),
        np.float32([[1, 2.5], [1, 3]]),
        Table(a=[1, True], b=[2.5, Fraction(3)]),
    ],
    ids=type,
)
def test_numbers_of_every_kind_become_doubles(values):
    array = as_numbers("X", values)
    assert array.dtype == np.float64 and array.tolist() == [[1, 2.5], [1, 3]]


DAYS = np.array(["2026-11-29", "2026-11-30"], "M8[ns]")
NO_NUMBERS = [
    (np.ma.masked_array([1.0, 2.0], [False, True]), r"must not be masked.*filled\(…\)"),
    ([np.ma.masked_array([1.0], [True]), [2.0]], "must not be masked"),
    (DAYS, r"must be numbers; got \d+ in place 0: turn dates into numbers first"),
    (DAYS - DAYS[0], "must be numbers; .* turn dates into numbers"),
    (
        [datetime(2026, 11, 30), datetime(2026, 11, 29)],
        r"must be numbers; got datetime.*in place 0",
    ),
    (np.array([1 + 2j, 3]), r"must be numbers; got \(1\+2j\) in place 0: take its real part"),
    ([1.0, 2j], r"must be numbers; got \(1\+0j\) in place 0: take its real part"),
    (np.array([1.0, 2j], object), "must be numbers; got 2j in place 1"),
    (["1", "0"], "must be numbers; got '1' in place 0: turn texts into numbers first"),
    (np.array([1.0, "0"], object), "must be numbers; got '0' in place 1: turn texts"),
    ([1.0, None], "must be numbers; got None in place 1"),
    ([[1.0], [1.0, 2.0]], "must be numbers in rows of the same length"),
]


@pytest.mark.parametrize(("values", "message"), NO_NUMBERS)
def test_what_is_no_number_is_refused_wherever_numbers_are_taken(values, message):
    X, y = np.ones((2, 1)), np.ones(2)
    for name, use in [
        ("X", lambda: as_examples(np.ma.atleast_2d(values) if hasattr(values, "mask") else values)),
        ("y", lambda: Dataset(X, values)),
        ("y", lambda: train(LinearRegression(1), X, values, GradientDescent(0.1), 1)),
        ("start", lambda: train(LinearRegression(1), X, y, GradientDescent(0.1), 1, start=values)),
        ("targets", lambda: MeanSquaredError().value(y, values)),
        ("targets", lambda: BinaryCrossEntropy().value(y, values)),
        ("outputs", lambda: MeanSquaredError().value(values, y)),
    ]:
        with pytest.raises(ValueError, match=f"{name} {message}"):
            use()


def test_the_column_the_row_and_the_value_are_named():
    table = Table(age=[39.0, 50.0], sex=["male", "female"])
    with pytest.raises(ValueError, match="got 'male' in column 'sex', row 0: turn texts into"):
        as_examples(table)
    with pytest.raises(ValueError, match="got 'x' in row 1, column 0"):
        as_examples(np.array([[1.0, 2.0], ["x", 3.0]], object))


def test_whole_numbers_of_object_dtype_are_targets_as_they_are_features():
    column = np.array([39343, 46205], object)
    data = Dataset(column[:, None], column)
    assert data.y.tolist() == data.X[:, 0].tolist() == [39343, 46205]


@pytest.mark.parametrize("names", [np.array(["a", "b"]), ("a", "b"), np.array(["a", "b"], object)])
def test_names_may_be_an_array(names):
    data = Dataset([[1.0, 2.0]], [1.0], feature_names=names, units=names)
    assert data.feature_names == data.units == ("a", "b")
    assert Dataset([[1.0]], [1.0], feature_names="age").feature_names == ("age",)


@pytest.mark.parametrize(
    ("X", "features", "hint"),
    [
        ([1.0, 2.0, 3.0], None, r"np.asarray\(X\).reshape\(-1, 1\) .*reshape\(1, -1\)"),
        ([1.0, 2.0, 3.0], 3, r"got \(3,\); np.asarray\(X\).reshape\(1, -1\) makes a row"),
        ([1.0, 2.0, 3.0], 1, r"got \(3,\); np.asarray\(X\).reshape\(-1, 1\) makes a column"),
        ([1.0, 2.0, 3.0], 2, r"got \(3,\)$"),
        (1.0, None, r"got \(\)$"),
    ],
)
def test_the_hint_fits_what_was_given(X, features, hint):
    with pytest.raises(ValueError, match=hint):
        as_examples(X, features)
