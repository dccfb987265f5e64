"""Data sets: examples and what their columns mean; two real ones and a text are included.

>>> from gdkit.learning.data import load_penguin_mass
>>> penguins = load_penguin_mass()
>>> penguins
<Dataset: 333 examples, flipper length (mm) → body mass (g)>
>>> train, test = penguins.split(test_fraction=0.25, seed=0)
>>> train = train.standardised()
"""

import csv
import gzip
from importlib.resources import files

import numpy as np

from gdkit.learning.arrays import as_numbers
from gdkit.random_numbers import RandomNumbers
from gdkit.validation import require

PENGUIN_FEATURES = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm")
PENGUIN_SPECIES = ("Adelie", "Chinstrap", "Gentoo")


def as_examples(X, features=None):
    """Return `X` as a float64 array of shape (examples, features), or raise `ValueError`.

    `X` is anything NumPy can read as numbers, none of them NaN or infinite, with at least
    one row, and with `features` columns if that is given.
    """
    array = as_numbers("X", X)
    if array.ndim != 2 or 0 in array.shape or features not in (None, array.shape[1]):
        columns = "features" if features is None else features
        raise ValueError(
            f"X must have the shape (examples, {columns}); got {array.shape}"
            f"{_hint(array, features)}"
        )
    if not np.isfinite(array).all():
        raise ValueError("X must be finite; it holds NaN or infinity: drop or fill those rows")
    return array


def _hint(array, features):
    """How to give a row of numbers two axes: as one example, or as one feature of many."""
    if array.ndim != 1 or not array.size:
        return ""
    column = "np.asarray(X).reshape(-1, 1) makes a column of it, one feature of many examples"
    row = "np.asarray(X).reshape(1, -1) makes a row of it, one example"
    if features is None:
        return f"; {column}; {row}"
    return f"; {row}" if features == array.size > 1 else f"; {column}" if features == 1 else ""


class Dataset:
    """Examples to learn from.

    - `X`: the features, float64, shape (m, n): a row an example, a column a feature.
    - `y`: the targets, shape (m,): float64 values, or whole numbers 0 … k − 1 for k classes.
    - `feature_names`, `units`: one text per column of `X` (a list, an array, a table's columns);
      the unit is "" where there is none.
    - `target_name`, `target_unit`: the same for `y`.
    - `class_names`: the names of the classes 0 … k − 1, or None where `y` is a quantity.
    - `source`, `licence`: where the data come from, and on what terms.

    Raises `ValueError` if `X` and `y` do not fit together, or hold NaN.
    """

    def __init__(
        self,
        X,
        y,
        feature_names=None,
        units=None,
        target_name="y",
        target_unit="",
        class_names=None,
        source="",
        licence="",
    ):
        self.X = as_examples(X)
        n = self.X.shape[1]
        self.y = as_numbers("y", y)
        if self.y.shape != (len(self.X),) or not np.isfinite(self.y).all():
            raise ValueError(
                f"y must be {len(self.X)} finite numbers, one for each row of X; "
                f"got shape {self.y.shape}"
            )
        if class_names is not None:
            class_names = tuple(class_names)
            if not np.isin(self.y, range(len(class_names))).all():
                raise ValueError(
                    f"y must hold labels 0 to {len(class_names) - 1}, one for each of class_names; "
                    f"got values from {self.y.min():g} to {self.y.max():g}"
                )
            self.y = self.y.astype(np.int64)
        names = [f"x{i + 1}" for i in range(n)] if feature_names is None else feature_names
        self.feature_names = _texts("feature_names", names, n)
        self.units = _texts("units", [""] * n if units is None else units, n)
        self.target_name = target_name
        self.target_unit = target_unit
        self.class_names = class_names
        self.source = source
        self.licence = licence

    def __len__(self):
        return len(self.X)

    def __repr__(self):
        columns = [with_unit(n, u) for n, u in zip(self.feature_names, self.units, strict=True)]
        features = ", ".join(columns) if len(columns) <= 4 else f"{len(columns)} features"
        return (
            f"<Dataset: {len(self)} examples, {features} → "
            f"{with_unit(self.target_name, self.target_unit)}>"
        )

    def split(self, test_fraction=0.25, seed=0):
        """Shuffle the examples and part them into two data sets, (train, test).

        The test set gets `test_fraction` of them, in (0, 1), rounded, and at least one; so
        does the training set.  The same `seed` gives the same split on every machine.
        """
        require(lambda f: 0 < f < 1, "test_fraction", test_fraction, "a number between 0 and 1")
        require(lambda m: m >= 2, "the number of examples to split", len(self), "at least 2")
        cut = min(max(round(test_fraction * len(self)), 1), len(self) - 1)
        order = RandomNumbers(seed).permutation(len(self))
        return self._with(order[cut:]), self._with(order[:cut])

    def standardised(self, by=None):
        r"""The data set with each column shifted and scaled to mean 0 and standard deviation 1.

        .. math:: x \leftarrow (x - \mu) / \sigma

        μ and σ (divided by m, not m − 1) are those of the data set `by`; by default its own.
        Test data are standardised ``by=train``.  A column that is constant in `by` becomes 0.
        The columns have no units afterwards; `y` is left as it is.
        """
        by = self if by is None else by
        if by.X.shape[1] != self.X.shape[1]:
            raise ValueError(f"by must have {self.X.shape[1]} columns; got {by.X.shape[1]}")
        mean, std = by.X.mean(axis=0), by.X.std(axis=0)
        # A constant column's mean may be off by a rounding error, so its std is not quite 0.
        constant = np.ptp(by.X, axis=0) == 0
        X = np.where(constant, 0.0, (self.X - mean) / np.where(constant, 1.0, std))
        return self._with(slice(None), X=X, units=("",) * X.shape[1])

    def _with(self, rows, **changes):
        return Dataset(**{**vars(self), "X": self.X[rows], "y": self.y[rows], **changes})


def _texts(name, texts, count):
    """A text per column, as a tuple.  One text alone stands for the one column there is."""
    texts = (texts,) if isinstance(texts, str) else tuple(texts)
    wanted = f"{count} texts, one per column"
    return require(lambda t: len(t) == count, name, tuple(map(str, texts)), wanted)


def with_unit(name, unit):
    """The name of a quantity, with its unit, if it has one, in brackets."""
    return f"{name} ({unit})" if unit else name


def load_penguin_mass(features=("flipper_length_mm",)):
    """The Palmer penguins, to predict a bird's body mass (g) from its measures (mm).

    `features` are any of "bill_length_mm", "bill_depth_mm" and "flipper_length_mm".
    333 examples: of the 344 birds, 11 are left out because a value is missing (two lack the
    measures, nine the sex).  Gorman, Williams and Fraser (2014); Horst, Hill and Gorman (2020).
    """
    features = _known("features", features, PENGUIN_FEATURES)
    birds = _complete_penguins()
    X = [[float(bird[name]) for name in features] for bird in birds]
    y = [float(bird["body_mass_g"]) for bird in birds]
    return _penguins(X, y, features, target_name="body mass", target_unit="g")


def load_penguin_species(
    features=("bill_length_mm", "bill_depth_mm"), species=("Adelie", "Gentoo")
):
    """The Palmer penguins, to tell a bird's species from its measures (mm).

    `features` are any of "bill_length_mm", "bill_depth_mm" and "flipper_length_mm".
    `species` are two or three of "Adelie", "Chinstrap" and "Gentoo"; the label of a bird is
    the place of its species in that list, from 0.  Of all 333 complete birds (11 of the 344
    lack a value), 146 are Adelie, 68 Chinstrap and 119 Gentoo.  Sources as in
    `load_penguin_mass`.
    """
    features = _known("features", features, PENGUIN_FEATURES)
    species = _known("species", species, PENGUIN_SPECIES, at_least=2)
    birds = [bird for bird in _complete_penguins() if bird["species"] in species]
    X = [[float(bird[name]) for name in features] for bird in birds]
    y = [species.index(bird["species"]) for bird in birds]
    return _penguins(X, y, features, target_name="species", class_names=species)


def load_digits():
    """Handwritten digits: 1797 images of 8 × 8 pixels, and the digit 0 … 9 that each shows.

    `X` has shape (1797, 64), the rows of each image end to end, from 0 (paper) to 1 (ink):
    the file's 0 … 16 divided by 16.  Columns 0, 32 and 39 are blank in every image.
    Alpaydin and Kaynak (1998).
    """
    with (
        (files("gdkit.learning.datasets") / "digits.csv.gz").open("rb") as packed,
        gzip.open(packed, "rt") as lines,
    ):
        table = np.loadtxt(lines, delimiter=",")
    return Dataset(
        table[:, :-1] / 16,
        table[:, -1],
        feature_names=[f"pixel {row}, {column}" for row in range(8) for column in range(8)],
        target_name="digit",
        class_names=[str(digit) for digit in range(10)],
        source="Alpaydin and Kaynak (1998), UCI Optical Recognition of Handwritten Digits",
        licence="CC BY 4.0",
    )


def load_alice():
    """The opening of "Alice's Adventures in Wonderland": a text of 47,274 characters.

    Chapters I to IV of the novel by Lewis Carroll (1865), in the public domain; one string of
    plain ASCII, with its line breaks.  The Millennium Fulcrum Edition 2.9.
    """
    return (files("gdkit.learning.datasets") / "alice.txt").read_text(encoding="ascii")


def _complete_penguins():
    with (files("gdkit.learning.datasets") / "penguins.csv").open(
        encoding="utf-8", newline=""
    ) as lines:
        return [bird for bird in csv.DictReader(lines) if "NA" not in bird.values()]


def _penguins(X, y, features, **target):
    return Dataset(
        X,
        y,
        feature_names=[name.removesuffix("_mm").replace("_", " ") for name in features],
        units=["mm"] * len(features),
        source="Gorman, Williams and Fraser (2014); Horst, Hill and Gorman (2020), palmerpenguins",
        licence="CC0 1.0",
        **target,
    )


def _known(name, chosen, known, at_least=1):
    chosen = (chosen,) if isinstance(chosen, str) else tuple(chosen)
    return require(
        lambda c: len(c) == len(set(c)) >= at_least and set(c) <= set(known),
        name,
        chosen,
        f"{at_least} or more, each once, of {', '.join(known)}",
    )
