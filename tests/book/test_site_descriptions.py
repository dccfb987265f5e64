"""Each page of the book says in a sentence of its own what it is about."""

import html
import re

from course import PAGES, ROOT

from book.description import description, read_descriptions

WRITTEN = read_descriptions(ROOT)


def test_every_page_of_the_contents_has_a_description_and_no_other():
    rest = {"genindex", "py-modindex", "search", "_modules/index", "404"}
    assert set(WRITTEN) == set(PAGES) | rest


def test_every_built_page_has_one_of_its_own(book):
    others = {"_static", "lite"}  # not made from the book's sources
    pages = [page for page in book.html.rglob("*.html") if others.isdisjoint(page.parts)]
    assert len(pages) > len(PAGES) + 20  # with the modules' sources
    found = {}
    for page in pages:
        if page == book.html / "index.html":  # the way to the first page has that one's
            continue
        (text,) = re.findall('<meta name="description" content="([^"]*)"', page.read_text("utf-8"))
        text = html.unescape(text)
        assert 50 <= len(text) <= 200, (page, len(text))
        found.setdefault(text, []).append(page.name)
    assert [names for names in found.values() if len(names) > 1] == []


def test_a_module_is_described_by_its_name():
    assert "gdkit.plots.surface" in description("_modules/gdkit/plots/surface", {})
    assert description("chapters/unknown", {}) == ""
