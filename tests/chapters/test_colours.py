"""Rules that a chapter draws together can be told apart, by colour-blind readers too."""

import re
from functools import cache
from itertools import combinations, product

import numpy as np
import pytest
from colours import EYES, WORST_OF_OKABE_ITO, contrast, distance
from course import NOTEBOOKS, cells
from matplotlib.colors import to_hex

from gdkit.plots.palette import ACCENT, COLOURS, PAGES, line_style_of


def rules_in(source):
    """The rules that a cell names, but for its imports."""
    lines = [line for line in source.splitlines() if not re.match(r"\s*(from|import) ", line)]
    return {name for name in COLOURS if re.search(rf"\b{name}\b", "\n".join(lines))}


TOGETHER = sorted(
    {
        pair
        for path in NOTEBOOKS
        for cell in cells(path, "code")
        for pair in combinations(sorted(rules_in(cell.source)), 2)
    }
)


@cache
def advice(name):
    """Where the colour that both pages bear has most room between those of the rules beside it."""
    beside = {rule for pair in TOGETHER for rule in pair if name in pair and rule != name}
    others = [ACCENT, *(COLOURS[rule] for rule in beside)]
    grid = (to_hex(np.array(levels) / 255) for levels in product(range(0, 256, 15), repeat=3))
    borne = [colour for colour in grid if min(contrast(colour, page) for page in PAGES) >= 3]
    room = {c: min(distance(c, other, eye) for other in others for eye in EYES) for c in borne}
    best = max(room, key=room.get)
    return f"Most room for {name} is at {best}, {room[best]:.4f} from the next."


def test_the_chapters_draw_rules_together():
    assert ("GradientDescent", "Momentum") in TOGETHER
    assert len(TOGETHER) > 20


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("pair", TOGETHER, ids="-".join)
def test_rules_drawn_together_differ_for_every_reader(pair, eye):
    a, b = pair
    apart = distance(COLOURS[a], COLOURS[b], eye)
    assert apart > 0.065, f"{apart:.4f} is too near.\n{advice(a)}\n{advice(b)}"
    if line_style_of(a) == line_style_of(b):
        assert apart > WORST_OF_OKABE_ITO, (
            f"{apart:.4f} is too near for one line style: "
            f"give {a} or {b} another in LINE_STYLES, and a marker in MARKERS."
        )
