"""The examples in the docstrings of the algorithms print what they say.

They read like a notebook's cells, so the public names of floor 0 are at hand in each.
"""

import doctest
import importlib

import pytest
from test_floors import FLOORS

MODULES = [importlib.import_module(f"gdkit.{name}") for name in FLOORS[0].split()]
NAMES = {
    name: value
    for module in MODULES
    for name, value in vars(module).items()
    if not name.startswith("_")
}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples(module):
    assert doctest.testmod(module, extraglobs=NAMES).failed == 0


def test_there_are_examples():
    tried = [doctest.testmod(module, extraglobs=NAMES).attempted for module in MODULES]
    assert sum(tried) >= 6
