"""Each example in a docstring runs as it stands, pasted into a fresh interpreter.

Nothing is at hand in it: an example imports what it uses, as its reader must.
"""

import doctest
import importlib
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

import gdkit

ROOT = Path(gdkit.__file__).parents[1]
MODULES = [
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for file in sorted(Path(gdkit.__file__).parent.rglob("*.py"))
]
EXAMPLES = [
    pytest.param(example, id=example.name)
    for name in MODULES
    for example in doctest.DocTestFinder(exclude_empty=True).find(
        importlib.import_module(name), globs={"__name__": "__main__"}
    )
    if example.examples
]


def failures(example):
    """What an example prints that it does not say."""
    said = []
    doctest.DocTestRunner(verbose=False).run(example, out=said.append)
    plt.close("all")
    return "".join(said)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs_as_it_stands(example):
    assert not failures(example)


def test_every_floor_has_examples():
    floors = {example.values[0].name.split(".")[1] for example in EXAMPLES}
    assert {"descent", "optimizers", "learning", "plots"} <= floors


@pytest.mark.parametrize("text", [">>> 1 + 1\n3", ">>> descend", ">>> Path"])
def test_a_false_example_is_found(text):
    parser = doctest.DocTestParser()
    assert failures(parser.get_doctest(text, {}, "false", None, 0))
