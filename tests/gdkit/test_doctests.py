"""The examples in the docstrings of the algorithms print what they say.

They read like a notebook's cells, so the public names of gdkit's own folder are at hand in each.
"""

import doctest
import importlib
from pathlib import Path

import pytest

import gdkit

MODULES = [
    importlib.import_module(f"gdkit.{file.stem}")
    for file in sorted(Path(gdkit.__file__).parent.glob("*.py"))
    if file.stem != "__init__"
]
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
