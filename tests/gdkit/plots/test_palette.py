"""The palette is held to numbers: WCAG contrast, and colour distances as colour-blind eyes see."""

from functools import cache
from itertools import combinations, product

import matplotlib as mpl
import nbformat
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb
from nbclient import NotebookClient
from tables import RULES

from gdkit.optimizers import Adam, Optimizer
from gdkit.plots import palette
from gdkit.plots.palette import ACCENT, CLASS_COLOURS, CLASS_MARKERS, COLOURS, PAGES, colour_of

NEUTRAL = {"INK": palette.INK, "LOSS": palette.LOSS, "DATA": palette.DATA, "MUTED": palette.MUTED}
LINES = {**COLOURS, **NEUTRAL, "ACCENT": ACCENT}

#: What remains of linear RGB without one kind of cone: Machado, Oliveira and Fernandes (2009),
#: severity 1.
EYES = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

#: Okabe and Ito (2008), the usual palette for colour-blind readers, black included.
OKABE_ITO = ["#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"]


def linear(colour):
    """Linear RGB, from sRGB."""
    c = np.array(to_rgb(colour))
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(a, b):
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted(linear(c) @ [0.2126, 0.7152, 0.0722] for c in (a, b))
    return (light + 0.05) / (dark + 0.05)


def oklab(rgb):
    """Linear RGB in Ottosson's Oklab (2020), where a difference looks as large as it is long."""
    cones = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
    opponents = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return opponents @ np.cbrt(cones @ np.clip(rgb, 0, 1))


def distance(a, b, eye):
    return np.linalg.norm(oklab(EYES[eye] @ linear(a)) - oklab(EYES[eye] @ linear(b)))


@cache
def advice(name):
    """Where the colour that both pages bear has most room between the other optimizers'."""
    grid = (to_hex(np.array(levels) / 255) for levels in product(range(0, 256, 15), repeat=3))
    borne = [colour for colour in grid if min(contrast(colour, page) for page in PAGES) >= 3]
    others = [LINES[other] for other in [*COLOURS, "ACCENT"] if other != name]
    room = {c: min(distance(c, other, eye) for other in others for eye in EYES) for c in borne}
    best = max(room, key=room.get)
    return f"Most room for {name} is at {best}, {room[best]:.4f} from the next."


def closest(colours, eye):
    return min(distance(a, b, eye) for a, b in combinations(colours, 2))


WORST_OF_OKABE_ITO = min(closest(OKABE_ITO, eye) for eye in EYES)


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


def test_every_optimizer_has_a_colour_of_its_own():
    assert set(COLOURS) == {rule.__name__ for rule in RULES}
    assert len({*COLOURS.values(), *NEUTRAL.values(), ACCENT}) == len(COLOURS) + 3


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("pair", list(combinations([*COLOURS, "ACCENT"], 2)), ids="-".join)
def test_optimizers_differ_for_every_reader(pair, eye):
    a, b = pair
    apart = distance(LINES[a], LINES[b], eye)
    assert apart > 0.065, f"{apart:.4f} is too near.\n{advice(a)}\n{advice(b)}"
    if palette.line_style_of(a) == palette.line_style_of(b):
        assert apart > WORST_OF_OKABE_ITO, (
            f"{apart:.4f} is too near for one line style: "
            f"give {a} or {b} another in LINE_STYLES, and a marker in MARKERS."
        )


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
