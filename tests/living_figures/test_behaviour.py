"""What a reader can do with a living figure on a page, in a real browser."""

import gzip
import re
from pathlib import Path

import pytest
from reader import Reader

from living_figures import page
from living_figures.assets import SCRIPTS, STYLE


def test_python_is_not_loaded_before_a_reader_shows_intent(reader):
    assert not any("/python" in url for url in reader.requests)
    reader.figure.hover()
    reader.page.wait_for_function("livingFigures.python !== undefined")
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
    reader.expect_caption(r"After 100 steps from \(1, 0\): \d")
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


def test_a_guess_comes_before_the_run(reader):
    path = reader.guessed.locator('[id$="-path"]')
    assert path.evaluate("g => getComputedStyle(g).visibility") == "hidden"
    reader.slide("your guess", 75, reader.guessed)
    line = reader.guessed.locator('[id$="-guess"] path')
    guessed = line.get_attribute("d")
    left, right = reader.page.evaluate(
        "id => livingFigures.figures.get(id).spec.axes[0].x.svg", reader.guessed.get_attribute("id")
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


def test_without_scripts_there_is_the_picture_and_a_sentence(browser, address):
    reader = Reader(browser, address, java_script_enabled=False)
    assert reader.figure.locator("svg").is_visible()
    assert reader.caption().startswith("After 10 steps")
    assert reader.page.locator("input, select, button, textarea").count() == 0
    reader.context.close()


def test_once_loaded_the_page_works_offline(browser, folder, serve):
    reader = Reader(browser, serve(folder) + "index.html")
    reader.figure.hover()
    reader.page.wait_for_function("livingFigures.python !== undefined")
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
    assert {path.name for path in web.iterdir()} == {
        *SCRIPTS, STYLE, "page.css", "worker.js", "answer.py",
    }  # fmt: skip
