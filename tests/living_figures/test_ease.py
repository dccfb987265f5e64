"""What a figure says while it works, and what of it is heard."""

import re

from playwright.sync_api import expect
from reader import Reader

BEFORE = "e => getComputedStyle(e, '::before').content"


def test_a_figure_says_that_python_is_at_work(browser, folder, serve):
    reader = Reader(browser, serve(folder) + "index.html")
    held = []
    reader.page.route("**/python.js", lambda route: held.append(route))
    reader.slide("steps", 5)
    expect(reader.figure).to_have_attribute("data-state", "busy")
    assert "at work" in reader.figure.locator(".experiment-caption").evaluate(BEFORE)
    held[0].continue_()
    reader.expect_caption("After 5 steps")
    expect(reader.figure).to_have_attribute("data-state", "live")
    assert reader.figure.locator(".experiment-caption").evaluate(BEFORE) == "none"
    reader.context.close()


def test_a_page_that_may_start_no_worker_says_so(browser, folder, serve):
    context = browser.new_context()
    page = context.new_page()
    policy = {"Content-Security-Policy": "worker-src 'none'"}
    page.route("**/index.html", lambda route: route.fulfill(response=route.fetch(), headers=policy))
    page.goto(serve(folder) + "index.html")
    figure = page.locator("figure.experiment").first
    figure.get_by_role("button", name="Step", exact=True).click()
    caption = figure.locator(".experiment-caption")
    expect(caption).to_contain_text("workers are forbidden here", timeout=10_000)
    context.close()


def test_playing_is_silent_until_it_ends(reader):
    caption = reader.figure.locator(".experiment-caption")
    reader.slide("steps", 90)
    reader.expect_caption("After 90 steps")
    reader.figure.get_by_role("button", name="Play").click()
    expect(caption).to_have_attribute("aria-live", "off")
    reader.expect_caption("After 100 steps")
    expect(caption).to_have_attribute("aria-live", "polite")


def test_a_value_is_spoken_once(reader):
    outputs = reader.figure.locator("output")
    assert outputs.count() == 5
    for output in outputs.all():
        assert output.get_attribute("aria-live") == "off"


def test_a_task_that_is_met_is_announced_once(reader):
    said = reader.figure.locator(".experiment-said")
    assert said.inner_text() == ""
    reader.slide("steps", 100)
    expect(said).to_have_text("Done: half of the energy is lost")
    assert said.get_attribute("role") == "status"


def test_the_alternative_text_follows_the_picture(reader):
    picture = reader.figure.locator("svg").first
    reader.slide("steps", 42)
    expect(picture).to_have_attribute(
        "aria-label", re.compile("^the swings of a damped pendulum After 42 steps"), timeout=10_000
    )
