"""Data that do not fit their artist are named, with what is wanted."""

import math

import numpy as np
import pytest

from living_figures.shapes import misfit

FIT = [
    ("line", []),
    ("line", [(1, 2.5), [3, 4], np.array([5, 6])]),
    ("line", np.zeros((3, 2))),
    ("line", [(math.nan, math.inf), (10**400, 0)]),
    ("scatter", [(np.float64(1), np.int64(2))]),
    ("vertical", 2**70),
    ("horizontal", -0.5),
    ("bars-vertical", [1, 2.0, np.float64(3)]),
    ("bars-horizontal", np.zeros(3)),
    ("text", ""),
    ("shown", False),
]
WRONG = [
    ("line", 5, "points (x, y) are wanted, got 5"),
    ("line", "ab", "points (x, y) are wanted, got 'ab'"),
    ("line", ["ab"], "points (x, y) are wanted, got 'ab' among them"),
    ("line", [(0, 0), 1], "points (x, y) are wanted, got 1 among them"),
    ("scatter", [(1, 2, 3)], "points (x, y) are wanted, got (1, 2, 3) among them"),
    ("scatter", [("1", 2)], "points (x, y) are wanted, got ('1', 2) among them"),
    ("scatter", [(True, 2)], "points (x, y) are wanted, got (True, 2) among them"),
    ("scatter", [(None, 2)], "points (x, y) are wanted, got (None, 2) among them"),
    ("vertical", "1", "a number is wanted, got '1'"),
    ("vertical", [1], "a number is wanted, got [1]"),
    ("horizontal", True, "a number is wanted, got True"),
    ("bars-vertical", [1, 2], "3 bars, 2 lengths"),
    ("bars-vertical", 3, "3 lengths are wanted, got 3"),
    ("bars-horizontal", "abc", "3 lengths are wanted, got 'abc'"),
    ("bars-horizontal", [1, "2", 3], "a number is wanted, got '2' among the lengths"),
    ("text", 5, "a text is wanted, got 5"),
    ("text", 2**70, f"a text is wanted, got {2**70}"),
    ("shown", 1, "True or False is wanted, got 1"),
    ("shown", "x" * 90, "True or False is wanted, got '" + "x" * 59 + "…"),
]


@pytest.mark.parametrize(("kind", "data"), FIT)
def test_what_fits_passes(kind, data):
    assert misfit(kind, data, 3) is None


@pytest.mark.parametrize(("kind", "data", "said"), WRONG)
def test_what_does_not_fit_is_named(kind, data, said):
    assert misfit(kind, data, 3) == said
