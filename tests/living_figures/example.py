"""A page with three living figures, as an author's notebook makes them."""

import matplotlib
import matplotlib.pyplot as plt
import nbformat

from living_figures import page
from living_figures.assets import SCRIPTS, STYLE, write_assets

NOTEBOOK = '''
import matplotlib.pyplot as plt
from living_figures import *
from orbits.motion import Leap, energy, pendulum, swing

figure, (plane, energies) = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
plane.set(xlim=(-5, 5), ylim=(-5, 5))
plane.plot([], [], "o-", gid="path")
energies.set(xlim=(0, 100), ylim=(1e-12, 1e3), yscale="log")
energies.plot([], [], gid="energies")
def run(damping, start, steps):
    return swing(pendulum(damping), start[0], start[1], Leap(0.1), steps)
def update(damping, steps, start, shown):
    path = run(damping, start, steps)
    values = [energy(spot) for spot in path]
    return {"path": path if shown else [], "energies": list(enumerate(values)), "values": values}
def place(point):
    return f"({point[0]:g}, {point[1]:g})"
def caption(steps, start, values):
    return f"After {steps} steps from {place(start)}: {values[-1]:.6g}."
def goals(values):
    return {"half of the energy is lost": values[-1] < values[0] / 2}
plain = Experiment(
    figure, update, caption=caption, goals=goals, alt="the swings of a damped pendulum",
    damping=LogSlider(0.01, 1, 0.1), steps=Steps(0, 100, 10),
    start=StartPoint(plane, (1.0, 0.0)), shown=Switch(True),
)
figure, ax = plt.subplots()
ax.set(xlim=(-2, 2), ylim=(-2, 2))
ax.plot([], [], "o-", gid="path")
ax.axvline(0, gid="guess")
def update(start):
    path = swing(lambda x, speed: x - x**3 - speed, start, 0.0, Leap(0.1), 300)
    return {"path": [(spot.x, -0.9 + spot.y) for spot in path], "end": path[-1].x}
def caption(start, end):
    return f"From {start:g} the ball comes to rest at {end:.3f}."
def outcome(end):
    return end
guessed = Experiment(
    figure, update, caption=caption, outcome=outcome, alt="a ball on a track with two hollows",
    guess=Guess("Where does the ball come to rest?", Slider(-2, 2, 0)),
    start=Slider(-1.9, 1.9, 0.5),
)
figure, ax = plt.subplots()
ax.set(xlim=(-1, 3), ylim=(0, 9))
ax.bar([0, 1, 2], [1, 1, 1], gid="bars")
def update(k, kind):
    return {"bars": [k, 2 * k, 3.0 * k]}
def caption(k, kind):
    return f"{kind} bars of {k}, {2 * k} and {3 * k}."
tabulated = Experiment(
    figure, update, caption=caption, alt="three bars", tabulated=True,
    k=IntSlider(1, 3, 2), kind=Choice(["tall", "small"]),
)
'''  # fmt: skip


def write_page(folder, notebook=NOTEBOOK, names=("plain", "guessed", "tabulated")):
    """Write a page with the named living figures of a notebook into `folder`."""
    made = run(notebook)
    write_assets(folder, ["orbits"])
    head = "".join(f'<script defer src="{name}"></script>' for name in SCRIPTS)
    head += f'<link rel="stylesheet" href="{STYLE}"><link rel="icon" href="data:,">'
    body = "".join(page.html(made[name]) for name in names)
    text = f"<!doctype html><html lang=en><title>t</title><meta charset=utf-8>{head}{body}"
    (folder / "index.html").write_text(text, encoding="utf-8")


def run(*cells):
    """The names of a notebook whose cells have run."""
    names = {"__name__": "__main__", "In": [""]}
    with matplotlib.rc_context():
        for cell in cells:
            names["In"].append(cell)
            exec(cell, names)
    plt.close("all")
    return names


PROSE = """# The pendulum

For small angles a pendulum swings with the frequency $\\omega = \\sqrt{g/l}$:

$$
\\ddot\\varphi = -\\omega^2 \\sin\\varphi
$$ (swing)

:::{admonition} A reminder
:class: note
Damping takes energy. See {eq}`swing` and {doc}`track`.
:::
"""
EXERCISE = """```{exercise} How long?
:label: how-long
How long does one swing take?
```

```{solution} how-long
:class: dropdown
$2\\pi/\\omega$, without damping.
```
"""


def write_notebook(path):
    """Write the example as a notebook that shows its three figures, with some words about them."""
    code = nbformat.v4.new_code_cell
    words = nbformat.v4.new_markdown_cell
    hidden = code(NOTEBOOK, metadata={"tags": ["hide-input"]})
    shown = [code(name) for name in ("plain", "guessed", "tabulated")]
    cells = [words(PROSE), hidden, *shown, words(EXERCISE)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
