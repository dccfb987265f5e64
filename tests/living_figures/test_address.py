"""A link leads to a figure as it was set; a tab keeps the settings of all its figures."""

import re

import pytest
from playwright.sync_api import expect
from reader import Reader

SEEN = """id => {
  const { top } = document.getElementById(id).getBoundingClientRect();
  return top >= -1 && top < innerHeight / 2;
}"""
PASTED = "address => { location.href = address; }"  # as in the address bar: no load


@pytest.fixture
def link(reader):
    """The address of the first figure after 42 steps, on a page that has been moved."""
    reader.slide("steps", 42)
    reader.expect_caption("After 42 steps")
    reader.page.wait_for_url(re.compile(r"#figure-\w+=\d+,42,"))
    return reader.page.url


def far_down(tab):
    """Push the figures down, as the words of a chapter do."""
    tab.add_init_script("""document.addEventListener("DOMContentLoaded", () => {
      const words = document.createElement("div");
      words.style.height = "9000px";
      document.body.prepend(words);
    })""")


def arrived(page, figure):
    page.wait_for_function(SEEN, arg=figure.get_attribute("id"))


@pytest.mark.parametrize("comma", [",", "%2C"])
def test_a_link_opens_at_its_figure_set_as_it_was(browser, reader, link, comma):
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    far_down(context)
    page = context.new_page()
    page.goto(link.replace(",", comma))
    figure = page.locator("figure.experiment").first
    expect(figure.locator(".experiment-caption")).to_contain_text("After 42 steps", timeout=10_000)
    assert page.evaluate("scrollY") > 8000
    arrived(page, figure)
    context.close()


def test_a_link_pasted_into_the_page_itself_arrives_as_well(reader, link):
    reader.slide("steps", 7)
    reader.expect_caption("After 7 steps")
    reader.page.wait_for_url(re.compile(r"=\d+,7,"))
    reader.page.evaluate("scrollTo(0, 9e9)")
    reader.page.evaluate(PASTED, link)
    reader.expect_caption("After 42 steps")
    arrived(reader.page, reader.figure)


def test_a_link_into_a_fold_opens_it(browser, reader, link):
    context = browser.new_context()
    context.add_init_script("""document.addEventListener("DOMContentLoaded", () => {
      const fold = document.createElement("details");
      const figure = document.querySelector("figure.experiment");
      figure.replaceWith(fold);
      fold.append(figure);
    })""")
    page = context.new_page()
    page.goto(link)
    expect(page.locator("figure.experiment").first).to_be_visible()
    context.close()


def leave_settings(reader):
    """Set every figure of the page."""
    reader.slide("steps", 42)
    reader.slide("start, x", 70)
    reader.slide("your guess", 75, reader.guessed)
    reader.guessed.get_by_role("button", name="Show what happens").click()
    reader.expect_caption("comes to rest at 1.000", reader.guessed)
    reader.slide("k", 2, reader.tabulated)
    reader.expect_caption("After 42 steps", reader.figure)
    reader.page.evaluate("scrollTo(0, 300)")


def settings_are_there(page):
    plain, guessed, tabulated = page.locator("figure.experiment").all()
    expect(plain.locator(".experiment-caption")).to_contain_text("After 42 steps from (2, 0)")
    assert plain.get_by_label("steps", exact=True).input_value() == "42"
    assert plain.locator("output").nth(1).inner_text() == "42"
    verdict = guessed.locator(".experiment-verdict")
    expect(verdict).to_have_text("Your guess: 1. The outcome: 1.", timeout=10_000)
    expect(tabulated.locator(".experiment-caption")).to_have_text("tall bars of 3, 6 and 9.")


def test_all_figures_stay_as_they_are_through_reload(reader):
    leave_settings(reader)
    reader.page.reload()
    settings_are_there(reader.page)
    assert reader.page.evaluate("scrollY") == 300


def test_all_figures_are_there_again_on_the_way_back(reader):
    leave_settings(reader)
    # a page that has listened to this is not kept alive
    reader.page.evaluate("addEventListener('unload', () => {})")
    reader.page.goto("data:text/html,elsewhere")
    reader.page.go_back()
    settings_are_there(reader.page)


def test_a_page_opened_anew_begins_anew(reader, address):
    leave_settings(reader)
    reader.page.goto("data:text/html,elsewhere")
    reader.page.goto(address)
    expect(reader.figure.locator(".experiment-caption")).to_contain_text("After 10 steps")
    reader.page.reload()
    assert reader.caption().startswith("After 10 steps")
    assert reader.figure.get_by_label("steps", exact=True).input_value() == "10"


def test_a_button_copies_the_link(reader):
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.slide("steps", 42)
    reader.figure.get_by_role("button", name="Copy link").click()
    expect(reader.figure.locator("span[role=status]")).to_contain_text("Copied")
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"\.html#figure-\w+=\d+,42,", copied)


def test_where_nothing_can_be_copied_the_address_is_the_link(reader):
    reader.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    reader.figure.get_by_role("button", name="Copy link").click()
    expect(reader.figure.locator("span[role=status]")).to_contain_text("its address now")
    assert re.search(r"#figure-\w+=\d+,10,", reader.page.url)


def test_where_nothing_may_be_kept_the_page_works(browser, address):
    context = browser.new_context()
    context.add_init_script("""for (const area of ["sessionStorage", "localStorage"])
      Object.defineProperty(window, area, { get() { throw new Error("forbidden"); } });""")
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    figure = page.locator("figure.experiment").first
    figure.get_by_role("button", name="Step", exact=True).click()
    caption = figure.locator(".experiment-caption")
    expect(caption).to_contain_text("After 11 steps", timeout=10_000)
    page.reload()
    expect(caption).to_contain_text("After 1")
    assert errors == []
    context.close()


@pytest.mark.parametrize(
    "fragment",
    ["=1e9", "=1,2", "=-1,0,0,0,0", "=9999,9999,9999,9999,9999", "=<script>alert(1)</script>",
     "=1,2,3,4,5,6", "=NaN,0,0,0,0", "=%E0%A4%A", ""],
)  # fmt: skip
def test_a_hostile_address_is_ignored_or_clamped(browser, address, fragment):
    name = Reader(browser, address)
    identity = name.figure.get_attribute("id")
    name.context.close()
    reader = Reader(browser, f"{address}#{identity}{fragment}")
    places = reader.page.evaluate("id => livingFigures.figures.get(id).places", identity)
    first = [20, 10, 60, 50, 1]
    assert places == ([40, 100, 100, 100, 1] if fragment.startswith("=9999") else first)
    assert reader.errors == []
    reader.context.close()
