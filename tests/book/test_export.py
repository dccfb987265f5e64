"""Chapters of the course as pages of one file, for a learning platform."""

import re
import subprocess
import sys

import pytest
from course import ROOT
from playwright.sync_api import expect

MOVE = """figure => {
  const input = figure.querySelector(".experiment-controls input[type=range]");
  input.value = input.value === input.max ? input.min : input.max;
  input.dispatchEvent(new Event("input"));
}"""


@pytest.fixture(scope="module", params=["definition", "momentum", "adam"])
def page(request, tmp_path_factory):
    """A chapter, exported as an instructor would."""
    page = tmp_path_factory.mktemp("uploads ä") / f"{request.param}.html"
    done = subprocess.run(
        [sys.executable, "-m", "living_figures", "export",
         f"chapters/{request.param}.ipynb", page, "--packages", "gdkit"],
        cwd=ROOT, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stderr.splitlines() if "IPKernelApp" not in line]
    assert said == []  # no formula, directive or role that the page does not know
    return page


@pytest.fixture
def tab(browser, page):
    """The page in a browser without a network, which has nothing to complain of."""
    context = browser.new_context(offline=True, viewport={"width": 390, "height": 800})
    tab, asked, errors = context.new_page(), [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda message: message.type == "error" and errors.append(message.text))
    tab.goto(page.as_uri())
    yield tab
    assert errors == []
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [page.as_uri()]
    context.close()


def test_every_figure_is_alive(tab):
    figures = tab.locator("figure.experiment").all()
    assert figures
    for figure in figures:
        show = figure.get_by_role("button", name="Show what happens")
        if show.is_visible():
            show.click()
        before = figure.locator("svg").inner_html()
        figure.evaluate(MOVE)
        expect(figure).to_have_attribute("data-state", "live", timeout=15_000)
        expect(figure.locator(".experiment-caption")).not_to_contain_text("Error")
        tab.wait_for_function("([f, b]) => f.querySelector('svg').innerHTML !== b",
                              arg=[figure.element_handle(), before])  # fmt: skip


def test_its_words_and_formulas_are_read(tab, page):
    text = tab.locator("main").inner_text()
    assert len(text.split()) > 1000
    assert not re.search(r"\{(doc|term|eq|ref|math|footcite:.)\}|:::|```|\$\$|\\frac|\\begin", text)
    assert tab.locator("math").count() > 20
    assert tab.locator(".admonition-title", has_text="Exercise").count() > 0
    solutions = tab.locator("details.solution")
    assert solutions.count() > 0
    assert not solutions.first.locator("p, pre").last.is_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    assert page.stat().st_size < 5_000_000
