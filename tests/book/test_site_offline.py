"""What a reader has visited opens without a network, and its experiments run."""

import pytest

FIGURE = "figure.experiment:has(.experiment-editor)"  # its Python runs in the page

KEPT = """async () => {
    const cache = await caches.open("course");
    return (await cache.keys()).map((request) => request.url);
}"""


@pytest.fixture
def context(browser):
    context = browser.new_context()
    context.set_default_timeout(60_000)
    yield context
    context.close()


def visit(context, address):
    """Open a page, and wait until all it is made of has been kept."""
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.wait_for_function("navigator.serviceWorker.controller")
    wanted = page.evaluate("performance.getEntriesByType('resource').map((e) => e.name)")
    if page.locator("figure.experiment").count():
        wanted.append(
            page.evaluate("new URL('../_static/living_figures/python.js', location).href")
        )
    assert len(wanted) > 10
    for _ in range(100):
        missing = {url for url in wanted if url.startswith("http")} - set(page.evaluate(KEPT))
        if not missing:
            return page
        page.wait_for_timeout(100)
    raise AssertionError(f"not kept: {missing}")


def test_a_visited_chapter_lives_without_a_network(context, site):
    page = visit(context, f"{site}chapters/momentum.html")
    errors, failed = [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: failed.append(request.url))
    context.set_offline(True)
    page.reload(wait_until="networkidle")
    assert page.title().startswith("Momentum")
    assert page.evaluate("document.fonts.check('16px STIX Two Math')")
    figure = page.locator(FIGURE).first
    caption = figure.locator(".experiment-caption")
    before = caption.text_content()
    figure.locator("input[type=range]").first.press("End")
    page.wait_for_function(
        "([e, was]) => e.textContent !== was", arg=[caption.element_handle(), before]
    )
    assert "could not be loaded" not in caption.text_content()
    assert (errors, failed) == ([], [])


def test_a_page_not_visited_says_so(context, site):
    page = visit(context, f"{site}chapters/notation.html")
    context.set_offline(True)
    page.goto(f"{site}chapters/race.html")
    assert "only pages that you have visited before" in page.locator("body").text_content()
    page.goto(f"{site}chapters/notation.html?from=elsewhere#descent")
    assert page.title().startswith("Notation")


def test_a_page_that_has_changed_is_shown_as_it_is_now(context, serve, tmp_path, book):
    folder = tmp_path / "host"
    folder.mkdir()
    for name in ("_static", "_images", "sw.js"):
        (folder / name).symlink_to(book.html / name)
    (folder / "chapters").mkdir()
    text = (book.html / "chapters" / "notation.html").read_text("utf-8")
    path = folder / "chapters" / "notation.html"
    path.write_text(text, "utf-8")
    page = visit(context, f"{serve(folder)}chapters/notation.html")
    path.write_text(text.replace("</h1>", " as it is now</h1>"), "utf-8")
    page.reload(wait_until="networkidle")
    assert "as it is now" in page.locator("h1").last.text_content()
    context.set_offline(True)
    page.reload()
    assert "as it is now" in page.locator("h1").last.text_content()


def test_nothing_is_registered_from_disk(context, book):
    page = context.new_page()
    page.goto((book.html / "chapters" / "notation.html").as_uri(), wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker?.controller ?? null") is None
