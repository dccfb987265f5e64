"""What a reader can do with a living figure on a page, in a real browser."""

import re
import textwrap
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest
from playwright.sync_api import expect

from living_figures import page
from living_figures.assets import SCRIPTS, STYLE, write_assets

NOTEBOOK = '''
import matplotlib.pyplot as plt
from gdkit.descent import descend
from gdkit.landscapes import double_well, himmelblau
from living_figures import *
from gdkit.optimizers import GradientDescent

figure, (plane, losses) = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
plane.set(xlim=(-5, 5), ylim=(-5, 5))
plane.plot([], [], "o-", gid="path")
losses.set(xlim=(0, 100), ylim=(1e-12, 1e3), yscale="log")
losses.plot([], [], gid="losses")
def run(learning_rate, start, steps):
    return descend(himmelblau.gradient, start, GradientDescent(learning_rate), steps).path
def update(learning_rate, steps, start, shown):
    path = run(learning_rate, start, steps)
    values = [himmelblau(point) for point in path]
    return {
        "path": path if shown else [],
        "losses": list(enumerate(values)),
        "caption": f"After {steps} steps from ({start[0]:g}, {start[1]:g}): {values[-1]:.6g}.",
        "goals": {"a loss below 1e-6": values[-1] < 1e-6},
    }
plain = Experiment(
    figure, update, alt="a descent on Himmelblau's function",
    learning_rate=LogSlider(0.001, 0.1, 0.01), steps=Steps(0, 100, 10),
    start=StartPoint(plane, (0.0, 0.0)), shown=Switch(True),
)
figure, ax = plt.subplots()
ax.set(xlim=(-2, 2), ylim=(-2, 2))
ax.plot([], [], "o-", gid="path")
ax.axvline(0, gid="guess")
def update(start):
    path = descend(double_well.gradient, start, GradientDescent(0.05), 100).path
    return {
        "path": [(x, double_well(x)) for x in path],
        "outcome": path[-1],
        "caption": f"From {start:g} the run ends at {path[-1]:.3f}.",
    }
guessed = Experiment(
    figure, update, alt="a descent in one of two wells", start=Slider(-1.9, 1.9, 0.5),
    guess=Guess("Where does the run end?", Slider(-2, 2, 0)),
)
figure, ax = plt.subplots()
ax.set(xlim=(-1, 3), ylim=(0, 9))
ax.bar([0, 1, 2], [1, 1, 1], gid="bars")
def update(k, kind):
    return {"bars": [k, 2 * k, 3.0 * k], "caption": f"{kind} bars of {k}, {2 * k} and {3 * k}."}
tabulated = Experiment(
    figure, update, alt="three bars", tabulated=True,
    k=IntSlider(1, 3, 2), kind=Choice(["tall", "small"]),
)
'''  # fmt: skip

GO = "el => {{ el.value = {}; el.dispatchEvent(new Event('input')); }}"


def write_page(folder):
    """Write a page with three living figures into `folder`."""
    names = {"__name__": "__main__", "In": ["", NOTEBOOK]}
    with matplotlib.rc_context():
        exec(NOTEBOOK, names)
        figures = [page.html(names[name]) for name in ("plain", "guessed", "tabulated")]
    plt.close("all")
    write_assets(folder)
    head = "".join(f'<script defer src="{name}"></script>' for name in SCRIPTS)
    head += f'<link rel="stylesheet" href="{STYLE}"><link rel="icon" href="data:,">'
    body = (
        f"<!doctype html><html lang=en><title>t</title><meta charset=utf-8>{head}{''.join(figures)}"
    )
    (folder / "index.html").write_text(body, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The page in a folder of its own."""
    folder = tmp_path_factory.mktemp("living page ä")
    write_page(folder)
    return folder


class Reader:
    """A reader's browser tab, with all that it asked for and complained of."""

    def __init__(self, browser, address, **options):
        self.context = browser.new_context(viewport={"width": 1000, "height": 800}, **options)
        self.page = self.context.new_page()
        self.requests, self.errors = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda m: m.type == "error" and self.errors.append(m.text))
        self.page.goto(address)
        self.figure, self.guessed, self.tabulated = self.page.locator("figure.experiment").all()

    def caption(self, figure=None):
        return (figure or self.figure).locator(".experiment-caption").inner_text()

    def expect_caption(self, pattern, figure=None):
        caption = (figure or self.figure).locator(".experiment-caption")
        expect(caption).to_have_text(re.compile(pattern), timeout=10_000)

    def slide(self, label, place, figure=None):
        (figure or self.figure).get_by_label(label, exact=True).evaluate(GO.format(place))


@pytest.fixture(params=["served", "from disk"])
def address(request, folder, serve):
    return (
        serve(folder) + "index.html"
        if request.param == "served"
        else (folder / "index.html").as_uri()
    )


@pytest.fixture
def reader(browser, address):
    reader = Reader(browser, address)
    yield reader
    assert reader.errors == []
    reader.context.close()


def test_python_is_not_loaded_before_a_reader_shows_intent(reader):
    assert not any("/python" in url for url in reader.requests)
    reader.figure.hover()
    reader.page.wait_for_function("gdkit.python !== undefined")
    assert any("/python" in url for url in reader.requests)


def test_pointing_at_a_figure_takes_no_change_out_of_the_queue(reader):
    reader.slide("steps", 2)
    reader.expect_caption("^After 2 steps")
    reader.figure.get_by_label("steps", exact=True).evaluate("""async (input) => {
      for (const steps of [5, 9]) {
        input.value = steps;
        input.dispatchEvent(new Event("input"));
        if (steps === 5) await new Promise((later) => setTimeout(later)); // the worker is at it
      }
      input.dispatchEvent(new Event("pointerover", { bubbles: true }));
    }""")
    reader.expect_caption("^After 9 steps")


def test_a_slider_moves_the_picture_and_the_caption(reader):
    before = reader.figure.locator("svg").inner_html()
    reader.slide("steps", 100)
    reader.expect_caption(r"After 100 steps from \(0, 0\): \d")
    assert reader.figure.locator("svg").inner_html() != before
    assert reader.figure.locator("li").get_attribute("data-met") == "true"


def test_the_start_is_dragged_on_the_picture(reader):
    area = reader.figure.locator(".experiment-drag").bounding_box()
    reader.page.mouse.move(area["x"] + area["width"] * 0.5, area["y"] + area["height"] * 0.5)
    reader.page.mouse.down()
    reader.page.mouse.move(area["x"] + area["width"] * 0.9, area["y"] + area["height"] * 0.2)
    reader.page.mouse.up()
    reader.expect_caption(r"from \(4, 3\)")


def test_everything_works_with_the_keyboard_alone(reader):
    reader.figure.get_by_label("steps", exact=True).focus()
    reader.page.keyboard.press("ArrowRight")
    reader.expect_caption("After 11 steps")
    value = reader.figure.get_by_label("steps", exact=True).get_attribute("aria-valuetext")
    assert value == "11"
    reader.figure.get_by_role("button", name="Step", exact=True).press("Enter")
    reader.expect_caption("After 12 steps")
    reader.figure.get_by_role("button", name="Reset", exact=True).press("Space")
    reader.expect_caption("After 10 steps")


def test_play_runs_to_the_end_and_pause_stops(reader):
    reader.slide("steps", 95)
    play = reader.figure.get_by_role("button", name="Play")
    play.click()
    reader.expect_caption("After 100 steps")
    reader.figure.get_by_role("button", name="Play").click()
    reader.expect_caption("After [1-9] steps")
    reader.figure.get_by_role("button", name="Pause").click()
    reader.figure.get_by_role("button", name="Play").wait_for()


def edit(reader, change):
    reader.figure.get_by_text("Edit this experiment").click()
    area = reader.figure.locator("textarea")
    area.fill(change(area.input_value()))
    area.press("Control+Enter")


def test_an_edit_runs_and_reset_brings_the_code_back(reader):
    edit(reader, lambda source: source.replace("After {steps}", "Well, after {steps}"))
    reader.expect_caption("Well, after 10")
    reader.figure.get_by_role("button", name="Reset the code").click()
    reader.expect_caption("^After 10")


def test_an_optimizer_of_the_readers_own_runs(reader):
    own = textwrap.dedent("""
        from gdkit.optimizers import Optimizer
        class GradientDescent(Optimizer):
            def rule(self, theta, gradient, alpha):
                return theta
        """)
    edit(reader, lambda source: source.replace("\n\n\n", f"\n{own}\n\n\n", 1))
    reader.expect_caption(": 170")  # where nothing moves, the loss stays that of the start


def test_a_mistake_shows_pythons_own_traceback_with_the_readers_line(reader):
    lines = {}

    def broken(source):
        source = source.replace("    values = [", "    nothing_here\n    values = [")
        lines["line"] = source.splitlines().index("    nothing_here") + 1
        return source

    edit(reader, broken)
    error = reader.figure.locator(".experiment-error")
    error.get_by_text("NameError").wait_for(timeout=10_000)
    assert f"line {lines['line']}" in error.inner_text()
    assert "_answer" not in error.inner_text()
    reader.figure.get_by_role("button", name="Reset the code").click()
    expect(error).to_be_empty(timeout=10_000)


def test_an_endless_loop_is_cut_off_and_the_figure_recovers(reader):
    edit(
        reader,
        lambda source: source.replace("    values = [", "    while True: pass\n    values = ["),
    )
    error = reader.figure.locator(".experiment-error")
    error.get_by_text("no result within 2 s").wait_for(timeout=15_000)
    reader.figure.get_by_role("button", name="Reset the code").click()
    expect(error).to_be_empty(timeout=10_000)
    reader.slide("steps", 11)
    reader.expect_caption("^After 11")


def test_the_editor_indents_with_tab_and_escape_leads_out(reader):
    reader.figure.get_by_text("Edit this experiment").click()
    area = reader.figure.locator("textarea")
    area.fill("x")
    area.press("Tab")
    assert area.input_value() == "x    "
    area.press("Escape")
    assert reader.page.evaluate("document.activeElement.textContent") == "Run (Ctrl+Enter)"


def test_a_guess_comes_before_the_run(reader):
    path = reader.guessed.locator('[id$="-path"]')
    assert path.evaluate("g => getComputedStyle(g).visibility") == "hidden"
    reader.slide("your guess", 75, reader.guessed)
    line = reader.guessed.locator('[id$="-guess"] path')
    guessed = line.get_attribute("d")
    left, right = reader.page.evaluate(
        "id => gdkit.figures.get(id).spec.axes[0].x.svg", reader.guessed.get_attribute("id")
    )
    place = float(re.match(r"M([\d.]+)", guessed)[1])
    assert place == pytest.approx(left + 0.75 * (right - left), abs=0.01)
    reader.guessed.get_by_role("button", name="Show what happens").click()
    verdict = reader.guessed.locator(".experiment-verdict")
    verdict.get_by_text("Your guess: 1. The outcome: 1.").wait_for(timeout=10_000)
    assert path.evaluate("g => getComputedStyle(g).visibility") == "visible"
    assert line.get_attribute("d") == guessed


def test_a_negative_number_has_a_minus_sign(reader):
    reader.slide("start, x", 0)
    reader.expect_caption(r"from \(−5, ")
    output = reader.figure.locator(".experiment-control:has-text('start, x') output")
    assert output.inner_text() == "−5"


def test_a_tabulated_figure_needs_no_python(reader):
    reader.slide("k", 2, reader.tabulated)
    reader.expect_caption("tall bars of 3, 6 and 9", reader.tabulated)
    reader.tabulated.get_by_label("kind").select_option("small")
    reader.expect_caption("small bars of 3, 6 and 9", reader.tabulated)
    assert reader.tabulated.get_by_text("Edit this experiment").count() == 0


def test_a_hundred_changes_in_a_burst_end_at_the_last(reader):
    reader.figure.get_by_label("steps", exact=True).evaluate(
        "el => { for (let i = 0; i <= 100; i++) "
        "{ el.value = i % 98; el.dispatchEvent(new Event('input')); } }"
    )
    reader.expect_caption("After 2 steps")


def test_the_address_keeps_the_settings_and_opens_them_again(browser, reader):
    reader.slide("steps", 42)
    reader.expect_caption("After 42 steps")
    reader.page.wait_for_url(re.compile(r"#figure-\w+=\d+,42,"))
    other = Reader(browser, reader.page.url)
    other.expect_caption("After 42 steps")
    other.context.close()


@pytest.mark.parametrize(
    "fragment",
    ["=1e9", "=1,2", "=-1,0,0,0,0", "=9999,9999,9999,9999,9999", "=<script>alert(1)</script>",
     "=1,2,3,4,5,6", "=NaN,0,0,0,0", ""],
)  # fmt: skip
def test_a_hostile_address_is_ignored_or_clamped(browser, address, fragment):
    name = Reader(browser, address)
    identity = name.figure.get_attribute("id")
    name.context.close()
    reader = Reader(browser, f"{address}#{identity}{fragment}")
    places = reader.page.evaluate("id => gdkit.figures.get(id).places", identity)
    first = [20, 10, 50, 50, 1]
    assert places == ([40, 100, 100, 100, 1] if fragment.startswith("=9999") else first)
    assert reader.errors == []
    reader.context.close()


def test_without_scripts_there_is_the_picture_and_a_sentence(browser, address):
    reader = Reader(browser, address, java_script_enabled=False)
    assert reader.figure.locator("svg").is_visible()
    assert reader.caption().startswith("After 10 steps")
    assert reader.page.locator("input, select, button, textarea").count() == 0
    reader.context.close()


def test_once_loaded_the_page_works_offline(browser, folder, serve):
    reader = Reader(browser, serve(folder) + "index.html")
    reader.figure.hover()
    reader.page.wait_for_function("gdkit.python !== undefined")
    reader.context.set_offline(True)
    reader.slide("steps", 5)
    reader.expect_caption("After 5 steps")
    assert reader.errors == []
    reader.context.close()


def test_a_python_that_cannot_be_loaded_is_said(browser, folder, serve):
    reader = Reader(browser, serve(folder) + "index.html")
    reader.page.route("**/python.js", lambda route: route.abort())
    reader.slide("steps", 5)
    reader.expect_caption("python.js could not be loaded")
    reader.context.close()


def test_ours_weighs_at_most_20_kilobytes(folder):
    import gzip

    assert (
        sum(len(gzip.compress((folder / name).read_bytes())) for name in (*SCRIPTS, STYLE)) < 20_000
    )


def test_no_id_occurs_twice(reader):
    assert (
        reader.page.evaluate(
            "[...document.querySelectorAll('[id]')].map(e => e.id)"
            ".filter((id, i, all) => all.indexOf(id) !== i)"
        )
        == []
    )


def test_the_assets_are_a_few_readable_files():
    web = Path(page.__file__).parent / "web"
    assert {path.name for path in web.iterdir()} == {*SCRIPTS, STYLE, "worker.js", "answer.py"}
