"""The palette is held to numbers: WCAG contrast, and colour distances as colour-blind eyes see.

That rules which are drawn together differ is looked for where they are drawn, in
``tests/chapters/test_colours.py``.
"""

import matplotlib as mpl
import nbformat
import numpy as np
import pytest
from colours import EYES, WORST_OF_OKABE_ITO, closest, contrast, distance, linear, oklab
from nbclient import NotebookClient
from tables import RULES

from gdkit.optimizers import Adam, Optimizer
from gdkit.plots import palette
from gdkit.plots.palette import ACCENT, CLASS_COLOURS, CLASS_MARKERS, COLOURS, PAGES, colour_of

NEUTRAL = {"INK": palette.INK, "LOSS": palette.LOSS, "DATA": palette.DATA, "MUTED": palette.MUTED}
LINES = {**COLOURS, **NEUTRAL, "ACCENT": ACCENT}


def test_the_yardsticks_are_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # WebAIM's checker
    assert oklab(linear("#ffffff")) == pytest.approx([1, 0, 0], abs=1e-6)
    assert oklab(linear("#ff0000")) == pytest.approx([0.62796, 0.22486, 0.12585], abs=1e-4)
    for eye, seen in EYES.items():
        assert seen @ np.ones(3) == pytest.approx(np.ones(3), abs=1e-5), f"grey stays grey: {eye}"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", LINES)
def test_lines_stand_out_from_both_pages(name, page):
    assert contrast(LINES[name], page) >= 3


def test_text_is_as_legible_as_one_grey_can_be_on_both_pages():
    best = contrast(*PAGES) ** 0.5
    assert min(contrast(palette.INK, page) for page in PAGES) == pytest.approx(best, rel=0.01)
    assert best > 4


def test_every_optimizer_has_a_colour():
    assert set(COLOURS) == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", COLOURS)
def test_optimizers_differ_from_the_accent(name, eye):
    assert distance(COLOURS[name], ACCENT, eye) > 0.065


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", COLOURS)
def test_optimizers_differ_from_the_grey_loss(name, eye):
    same_style = palette.line_style_of(name) == palette.line_style_of("a loss")
    assert not same_style or distance(COLOURS[name], palette.LOSS, eye) > 0.06


def test_a_line_style_comes_with_a_marker():
    assert set(palette.LINE_STYLES) == set(palette.MARKERS) < set(COLOURS)


@pytest.mark.parametrize("eye", EYES)
def test_classes_differ_for_every_reader(eye):
    assert closest(CLASS_COLOURS, eye) > WORST_OF_OKABE_ITO
    assert len(set(CLASS_MARKERS)) == len(CLASS_COLOURS) == len(CLASS_MARKERS)


def test_an_optimizer_is_given_by_itself_its_class_or_its_name():
    assert colour_of(Adam(0.1)) == colour_of(Adam) == colour_of("Adam") == COLOURS["Adam"]
    assert palette.marker_of(Adam(0.1)) == "o"
    assert palette.line_style_of("AMSGrad") == "--"


def test_a_rule_of_the_readers_own_gets_the_accent():
    class Lion(Adam):
        pass

    assert colour_of(Lion) == colour_of(Lion(0.1)) == colour_of(Optimizer) == ACCENT


@pytest.mark.parametrize("name", ["adam", "SGD", ""])
def test_an_unknown_name_is_an_error(name):
    with pytest.raises(ValueError, match=r"one of GradientDescent, .*AdamW; got"):
        colour_of(name)


def test_the_style_is_seen_through_and_needs_no_font():
    with mpl.rc_context():
        palette.use_style()
        for setting in ("figure.facecolor", "axes.facecolor", "savefig.facecolor"):
            assert mpl.rcParams[setting] == "none"
        assert mpl.rcParams["svg.fonttype"] == "path"
        assert mpl.rcParams["font.sans-serif"][0] == "DejaVu Sans"


def test_a_notebook_shows_the_same_svg_at_every_run():
    cells = [
        "import matplotlib.pyplot as plt\nfrom gdkit.plots.palette import use_style\nuse_style()",
        "plt.plot([1, 2], [3, 4]);",
    ]

    def picture():
        notebook = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_code_cell, cells)))
        NotebookClient(notebook, timeout=60).execute()
        (output,) = notebook.cells[1].outputs
        assert set(output.data) == {"image/svg+xml", "text/plain"}
        return output.data["image/svg+xml"]

    first = picture()
    assert first == picture()
    assert "<dc:date>" not in first and "<text" not in first
