"""Every page of the built site in a real browser."""

import re
from types import SimpleNamespace

import pytest
from course import COURSE, PAGES, cells

ADDRESSES = [f"{page}.html" for page in PAGES] + ["search.html", "genindex.html"]
DESKTOP = {"width": 1280, "height": 800}

SEARCH_BOXES = "input[type=search], .search-button__button"

PICTURES = "article img, article svg[role=img]"  # the icons outside are the theme's

UNDESCRIBED = """elements => elements
    .filter(e => {
        const words = e.getAttribute("alt") ?? e.getAttribute("aria-label") ?? "";
        return !words.trim() || words === e.getAttribute("src");  // docutils falls back on src
    })
    .map(e => e.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def visit(browser, site):
    """A function that opens a page and says what the browser made of it."""
    contexts = []

    def open_page(address):
        contexts.append(browser.new_context(viewport=DESKTOP))
        page = contexts[-1].new_page()
        seen = SimpleNamespace(page=page, requests=[], failed=[], errors=[])
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("response", lambda r: r.status >= 400 and seen.failed.append(r.url))
        page.on("requestfailed", lambda request: seen.failed.append(request.url))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("console", lambda m: m.type == "error" and seen.errors.append(m.text))
        page.goto(site + address, wait_until="networkidle")
        return seen

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module", params=ADDRESSES)
def seen(request, visit):
    seen = visit(request.param)
    yield seen
    seen.page.close()


def test_page_asks_no_other_host(seen, site):
    assert len(seen.requests) > 1
    own = (site, "data:", "blob:")
    assert [url for url in seen.requests if not url.startswith(own)] == []


def test_page_has_no_error(seen):
    assert seen.errors == []
    assert seen.failed == []


def test_every_picture_is_described_in_words(seen):
    assert seen.page.eval_on_selector_all(PICTURES, UNDESCRIBED) == []


def test_page_has_one_search_box(seen):
    boxes = seen.page.locator(SEARCH_BOXES)
    assert sum(box.is_visible() for box in boxes.all()) == 1


RAW = r"""() => {
    const text = document.querySelector("article").cloneNode(true);
    text.querySelectorAll("code, pre, annotation, script, style").forEach(e => e.remove());
    return text.textContent.match(/.{0,30}(\\[a-zA-Z]+|\$\$).{0,30}/g) ?? [];
}"""


def test_formulas_are_set(seen):
    blocks = seen.page.locator("div.math")
    assert blocks.count() == seen.page.locator("div.math > math[display=block]").count()
    if seen.page.locator("article").count():
        assert seen.page.evaluate(RAW) == []


def test_page_has_no_widget_remains(seen):
    assert not re.search("jupyter.widget|jupyter-widgets|Slider\\(value", seen.page.content())


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_every_experiment_is_on_its_page(visit, path):
    page = visit(f"chapters/{path.stem}.html").page
    written = sum("Experiment(" in cell.source for cell in cells(path, "code"))
    figures = page.locator("figure.experiment")
    assert figures.count() == written
    for figure in figures.all():
        assert figure.locator("svg[role=img]").bounding_box()["width"] > 300
        assert figure.locator(".experiment-caption").text_content().strip()
    page.close()
