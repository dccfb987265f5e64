"""The shipped data against what their publishers say of them, and what is done to data."""

import hashlib
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdkit.learning.data import (
    Dataset,
    as_examples,
    load_alice,
    load_digits,
    load_penguin_mass,
    load_penguin_species,
)

BILL_AND_FLIPPER = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm")
ALL_SPECIES = ("Adelie", "Chinstrap", "Gentoo")


@pytest.mark.parametrize("name", ["penguins.csv", "digits.csv.gz", "alice.txt"])
def test_the_files_are_those_whose_checksum_the_readme_gives(name):
    folder = files("gdkit.learning.datasets")
    checksum = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    assert f"| `{name}` |" in folder.joinpath("README.md").read_text(encoding="utf-8")
    assert checksum in folder.joinpath("README.md").read_text(encoding="utf-8")


def test_penguin_mass_has_the_333_complete_birds():
    penguins = load_penguin_mass(BILL_AND_FLIPPER)
    assert len(penguins) == 333
    assert penguins.X.shape == (333, 3)
    assert penguins.X.dtype == penguins.y.dtype == np.float64
    assert penguins.feature_names == ("bill length", "bill depth", "flipper length")
    assert penguins.units == ("mm", "mm", "mm")
    assert (penguins.target_name, penguins.target_unit) == ("body mass", "g")
    assert penguins.class_names is None
    assert "Gorman" in penguins.source
    assert penguins.licence == "CC0 1.0"
    # The ranges that the R package's documentation shows for these columns.
    assert penguins.X.min(axis=0).tolist() == [32.1, 13.1, 172]
    assert penguins.X.max(axis=0).tolist() == [59.6, 21.5, 231]
    assert (penguins.y.min(), penguins.y.max()) == (2700, 6300)


def test_the_first_penguin_is_the_first_row_of_the_file():
    assert load_penguin_mass("bill_length_mm").X[0].tolist() == [39.1]
    first = load_penguin_mass(("flipper_length_mm", "bill_length_mm"))
    assert first.X[0].tolist() == [181, 39.1]
    assert first.y[0] == 3750


def test_species_are_counted_and_labelled_in_the_order_asked_for():
    every = load_penguin_species(species=ALL_SPECIES)
    assert np.bincount(every.y).tolist() == [146, 68, 119]
    pair = load_penguin_species(species=("Gentoo", "Adelie"))
    assert np.bincount(pair.y).tolist() == [119, 146]
    assert pair.class_names == ("Gentoo", "Adelie")
    assert pair.y.dtype == np.int64
    assert pair.y[0] == 1  # the file opens with the Adelies
    assert pair.feature_names == ("bill length", "bill depth")


def test_digits_are_1797_images_of_64_pixels_in_zero_to_one():
    digits = load_digits()
    assert digits.X.shape == (1797, 64)
    assert (digits.X.min(), digits.X.max()) == (0, 1)
    assert set(np.unique(digits.X * 16)) == set(range(17))
    # The counts of classes 0 to 9 in UCI's description of the test set.
    assert np.bincount(digits.y).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert digits.class_names == tuple("0123456789")
    assert [j for j in range(64) if not digits.X[:, j].any()] == [0, 32, 39]
    assert digits.licence == "CC BY 4.0"


def test_the_first_digit_is_drawn_row_by_row():
    image = load_digits().X[0].reshape(8, 8) * 16
    assert image[0].tolist() == [0, 0, 5, 13, 9, 1, 0, 0]
    assert image[3].tolist() == [0, 4, 12, 0, 0, 8, 8, 0]
    assert load_digits().y[0] == 0


def test_alice_is_the_first_four_chapters():
    text = load_alice()
    assert len(text) == 47_274
    assert text.isascii()
    assert "\r" not in text
    headings = [line.split() for line in text.splitlines() if "CHAPTER" in line]
    assert headings == [["CHAPTER", n] for n in ("I", "II", "III", "IV")]
    words = " ".join(text.split())
    assert words.startswith("CHAPTER I Down the Rabbit-Hole Alice was beginning to get very tired")
    assert words.endswith("taking not the smallest notice of her or of anything else.")
    assert len(words.split()) == 8608


@given(m=st.integers(2, 60), fraction=st.floats(0.01, 0.99), seed=st.integers(0, 2**31))
@settings(deadline=None)
def test_a_split_is_disjoint_complete_and_keeps_rows_together(m, fraction, seed):
    data = Dataset(np.arange(2.0 * m).reshape(m, 2), np.arange(m))
    train, test = data.split(fraction, seed)
    assert sorted([*train.y, *test.y]) == list(range(m))
    assert 1 <= len(test) <= m - 1
    assert abs(len(test) - fraction * m) <= 1
    for part in (train, test):
        assert (part.X[:, 0] == 2 * part.y).all()
    again = data.split(fraction, seed)
    assert (again[0].X == train.X).all()


def test_a_split_shuffles_and_depends_on_the_seed():
    data = load_penguin_species()  # all Adelies first
    train, test = data.split(0.25, seed=1)
    assert len(test) == round(265 / 4)
    assert set(test.y) == set(train.y) == {0, 1}
    assert (data.split(0.25, seed=2)[1].X != test.X).any()
    assert test.class_names == data.class_names
    assert test.units == data.units


def test_a_split_without_settings_is_a_quarter_by_seed_0():
    data = load_penguin_species()
    for part, same in zip(data.split(), data.split(test_fraction=0.25, seed=0), strict=True):
        assert part.X.tolist() == same.X.tolist()
    train, test = Dataset([[1.0], [2.0]], [1.0, 2.0]).split(0.01)
    assert len(train) == len(test) == 1


def test_every_shipped_set_says_what_it_holds_and_whence():
    species, digits = load_penguin_species(), load_digits()
    assert (species.target_name, species.target_unit) == ("species", "")
    assert species.class_names == ("Adelie", "Gentoo")
    assert "Horst, Hill and Gorman (2020)" in species.source and species.licence == "CC0 1.0"
    assert (digits.target_name, digits.target_unit) == ("digit", "")
    assert digits.feature_names[0] == "pixel 0, 0" and digits.feature_names[15] == "pixel 1, 7"
    assert "Alpaydin and Kaynak (1998)" in digits.source
    assert set(digits.units) == {""}


def test_standardised_columns_have_mean_0_and_standard_deviation_1():
    data = load_penguin_mass(BILL_AND_FLIPPER)
    scaled = data.standardised()
    assert scaled.X.mean(axis=0) == pytest.approx([0, 0, 0], abs=1e-13)
    assert scaled.X.std(axis=0) == pytest.approx([1, 1, 1], rel=1e-13)
    assert scaled.units == ("", "", "")
    assert scaled.feature_names == data.feature_names
    assert (scaled.y == data.y).all()
    assert data.X.max() == 231  # the original stays


def test_test_data_are_standardised_by_the_training_data():
    train = Dataset([[1.0], [3.0]], [0, 0])  # mean 2, standard deviation 1
    test = Dataset([[5.0], [2.0]], [0, 0])
    assert test.standardised(by=train).X.tolist() == [[3], [0]]


def test_a_constant_column_becomes_zero():
    digits = load_digits()
    scaled = digits.standardised().X
    assert not scaled[:, [0, 32, 39]].any()
    assert np.delete(scaled, [0, 32, 39], axis=1).std(axis=0) == pytest.approx(np.ones(61))
    # 0.1 has no exact mean in floating point: the column is constant all the same.
    assert not Dataset([[0.1]] * 7, [0] * 7).standardised().X.any()


def test_a_dataset_of_ones_own_needs_only_x_and_y():
    data = Dataset([[1, 2], [3, 4]], [5, 6])
    assert data.feature_names == ("x1", "x2")
    assert data.X.dtype == data.y.dtype == np.float64
    assert data.units == ("", "")
    assert (data.target_unit, data.class_names, data.source, data.licence) == ("", None, "", "")
    assert repr(data) == "<Dataset: 2 examples, x1, x2 → y>"
    assert "x1, x2, x3, x4 →" in repr(Dataset(np.ones((1, 4)), [0]))
    assert ", 5 features →" in repr(Dataset(np.ones((1, 5)), [0]))
    assert repr(load_penguin_mass()) == (
        "<Dataset: 333 examples, flipper length (mm) → body mass (g)>"
    )


@pytest.mark.parametrize(
    ("X", "message"),
    [
        ([1.0, 2.0], r"shape \(examples, features\); got \(2,\); np.asarray\(X\).reshape\(-1, 1\)"),
        (np.zeros((0, 2)), "shape"),
        (np.zeros((2, 0)), "shape"),
        (np.zeros((2, 2, 2)), "shape"),
        ([[1.0], [float("nan")]], "finite"),
        ([[1.0], [float("inf")]], "finite"),
        ([["a"]], "X must be numbers"),
        ([[1.0], [1.0, 2.0]], "X must be numbers"),
        (None, "X must"),
    ],
)
def test_unusable_examples_are_refused(X, message):
    with pytest.raises(ValueError, match=message):
        as_examples(X)


def test_a_wrong_number_of_columns_is_refused():
    with pytest.raises(ValueError, match=r"X must have the shape \(examples, 3\); got \(5, 2\)"):
        as_examples(np.zeros((5, 2)), features=3)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"y": [1.0]}, "y must be 2 finite numbers"),
        ({"y": [[1.0], [2.0]]}, "y must be 2"),
        ({"y": [1.0, float("nan")]}, "y must be 2 finite"),
        ({"y": [0, 2], "class_names": ("a", "b")}, "labels 0 to 1.*from 0 to 2"),
        ({"y": [0, 0.5], "class_names": ("a", "b")}, "labels 0 to 1"),
        ({"y": [0, 1], "units": ("mm", "g")}, "units must be 1 texts"),
        ({"y": [0, 1], "feature_names": ("a", "b")}, "feature_names must be 1"),
    ],
)
def test_a_dataset_that_does_not_fit_together_is_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        Dataset([[1.0], [2.0]], **settings)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: load_penguin_mass(("wing_mm",)), "features must be 1 or more.*bill_length_mm"),
        (lambda: load_penguin_mass(()), "features must be 1 or more"),
        (lambda: load_penguin_mass(("bill_depth_mm",) * 2), "each once"),
        (lambda: load_penguin_species("wing_mm"), "features must be 1 or more"),
        (lambda: load_penguin_species(species=("Adelie",)), "species must be 2 or more"),
        (lambda: load_penguin_species(species=("Adelie", "Emperor")), "Adelie, Chinstrap, Gentoo"),
        (lambda: load_penguin_mass().split(0), "test_fraction must be a number between 0 and 1"),
        (lambda: load_penguin_mass().split(1.0), "test_fraction"),
        (lambda: load_penguin_mass().split(0.2, seed=-1), "seed must be"),
        (
            lambda: Dataset([[1.0]], [1.0]).split(),
            "the number of examples to split must be at least 2",
        ),
        (lambda: load_digits().standardised(by=load_penguin_mass()), "by must have 64 columns"),
    ],
)
def test_wrong_settings_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
