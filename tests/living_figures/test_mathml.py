"""Formulas as MathML: what is set, and what is refused in time."""

import re
from xml.etree import ElementTree

import pytest
from docutils import nodes

from living_figures.mathml import mathml


def texts(formula):
    """What a formula shows, element by element."""
    shown = re.sub("<annotation.*?</annotation>", "", formula)
    return [e.text for e in ElementTree.fromstring(shown).iter() if e.text and e.text.strip()]


def set_formula(tex, display=True):
    return mathml(tex, nodes.math_block(), display)


def test_the_tex_is_kept_to_be_copied():
    assert r'<annotation encoding="application/x-tex">\frac{1}{2}' in set_formula(r"\frac{1}{2}")


def test_lines_are_set_below_each_other():
    formula = set_formula(r"a &= b \\ c &= d")
    assert formula.count("<mtr>") == 2
    assert "&amp;" not in re.sub("<annotation.*?</annotation>", "", formula)


@pytest.mark.parametrize("space", ["[2ex]", " [0.5 em]", "[-3pt]"])
def test_the_space_below_a_line_is_not_printed(space):
    formula = set_formula(rf"\begin{{pmatrix}} 1 & 2 \\{space} 3 & 4 \end{{pmatrix}}")
    assert texts(formula) == ["(", "1", "2", "3", "4", ")"]


@pytest.mark.parametrize("script", ["^2", "_1", "_1^2"])
def test_a_large_bracket_with_an_exponent_has_a_row_of_its_own(script):
    formula = set_formula(rf"\bigl(x\bigr){script}")
    assert re.search(r"<msu[bp]\w*><mrow><mo minsize[^>]*>\)</mo></mrow>", formula)


@pytest.mark.parametrize(
    ("tex", "why"), [(r"\overline{x}", r"write \\bar"), (r"\nonsense{x}", "nonsense")]
)
def test_what_cannot_be_set_is_a_warning_with_the_formula(monkeypatch, tex, why):
    warnings = []  # not from Sphinx's logger, which keeps what an earlier build has set it to
    monkeypatch.setattr(
        "living_figures.mathml.logger.warning",
        lambda said, *values, location: warnings.append(said % values),
    )
    assert set_formula(tex) is None
    (warning,) = warnings
    assert tex in warning
    assert re.search(why, warning)
