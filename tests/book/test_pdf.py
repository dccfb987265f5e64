"""The book on paper: as one PDF, and as a page printed from the browser."""

import asyncio
import io
import itertools
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from course import PAGES
from pypdf import PdfReader
from pypdf.generic import Destination

from book import pdf
from book.pdf import contents, print_book

CHAPTERS = ["chapters/definition", "chapters/notation"]
PRINTABLE = 642  # CSS pixels: the width of A4 less its margins
DARK_ON_WHITE = 4.5  # the least contrast, by WCAG


@pytest.fixture(scope="module")
def paper(book):
    """Two chapters as a PDF: its `reader`, the pages' `texts`, the `headings` of its outline with
    their pages, and the `places` across the page where text begins.
    """
    with ThreadPoolExecutor() as pool:  # this thread has Playwright's own event loop
        printing = print_book(book.html, [("The course", CHAPTERS)])
        data = pool.submit(asyncio.run, printing).result()
    reader = PdfReader(io.BytesIO(data))
    places = []

    def note(text, matrix, text_matrix, font, size):
        if text.strip():
            x, y = text_matrix[4:]
            places.append(matrix[0] * x + matrix[2] * y + matrix[4])

    texts = [readable(page.extract_text(visitor_text=note)) for page in reader.pages]
    headings = {}
    for entry in flat(reader.outline):
        headings.setdefault(entry.title, reader.get_destination_page_number(entry) + 1)
    return SimpleNamespace(reader=reader, texts=texts, headings=headings, places=places)


def readable(text):
    """The text without ligatures and line ends."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def flat(outline):
    for entry in outline:
        yield from [entry] if isinstance(entry, Destination) else flat(entry)


def links(reader):
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            yield annotation.get_object()


def test_all_pages_of_the_book_are_printed_in_order():
    assert list(itertools.chain(*(pages for _, pages in contents()))) == PAGES


def test_pdf_has_title_language_tags_and_a_plausible_length(paper):
    root = paper.reader.trailer["/Root"]
    assert (paper.reader.metadata.title, root["/Lang"]) == ("Gradient Descent", "en")
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert 20 <= len(paper.texts) <= 40


def test_outline_leads_to_the_headings(paper):
    wanted = ["Contents", "What gradient descent is", "One step by hand", "Exercises", "Solutions"]
    assert [title for title in paper.headings if title in wanted] == wanted
    for title, page in paper.headings.items():
        assert title in paper.texts[page - 1]


def test_contents_have_the_numbers_of_the_pages(paper):
    table = paper.texts[paper.headings["Contents"] - 1]
    for title in ("What gradient descent is", "Notation"):
        assert f"{title} {paper.headings[title]}" in table


def test_every_page_but_the_cover_has_its_number(paper):
    assert "1" not in paper.texts[0].split()
    for number, text in enumerate(paper.texts[1:], 2):
        assert str(number) in text.split()


def test_text_and_code_and_answers_can_be_read(paper):
    whole = " ".join(paper.texts)
    for words in (
        "In the picture of these five steps",
        "x = x - 0.2 * (2 * x)",
        "Level ground may also be a terrace",  # said of an answer of the quiz
        "The lowest probe is at",  # the caption of a living figure
        "so the first step leads to",  # a solution, folded on a screen
    ):
        assert words in whole
    assert "L(x+d)≈L(x)+L′(x)d" in whole.replace(" ", "")
    assert whole.index("Exercise 8 (By hand)") < whole.index("Solution to Exercise 8 (By hand)")


def test_controls_and_scenery_are_left_out(paper):
    whole = " ".join(paper.texts)
    for words in ("Show the code", "Reset", "Edit this experiment", "[source]"):
        assert words not in whole


def test_links_stay_in_the_document_or_lead_to_the_web(paper):
    known = paper.reader.named_destinations
    inside = [link["/Dest"] for link in links(paper.reader) if "/Dest" in link]
    outside = [link["/A"]["/URI"] for link in links(paper.reader) if "/A" in link]
    assert len(inside) > 20
    assert [name for name in inside if name not in known] == []
    assert "https://doi.org/10.1038/323533a0" in outside
    assert [url for url in outside if not url.startswith("https://")] == []


def test_no_text_leaves_its_page(paper):
    assert len(paper.places) > 1000
    assert min(paper.places) > 0
    assert max(paper.places) < paper.reader.pages[0].mediabox.width


CONTROLS = """() => [...document.querySelectorAll(
    "button, input, textarea, nav, details:not([open]), .bd-sidebar, .toggle-hidden")]
    .filter(e => e.getClientRects().length)
    .map(e => e.outerHTML.slice(0, 200))"""

CUT_OFF = """() => [...document.querySelectorAll("article math[display=block], article table")]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
    .map(e => e.outerHTML.slice(0, 200))"""

PALE = """least => {
    const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const contrast = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map(v => linear(v / 255));
        return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
    };
    return [...document.querySelectorAll("article :is(h1, h2, h3, p, li, a, td, summary, pre)")]
        .filter(e => e.getClientRects().length && contrast(getComputedStyle(e).color) < least)
        .map(e => e.outerHTML.slice(0, 200));
}"""


@pytest.mark.parametrize("theme, path", [("light", PAGES[0]), *(("dark", p) for p in PAGES)])
def test_page_can_be_printed_from_the_browser(browser, site, theme, path):
    size = {"width": PRINTABLE, "height": 900}
    page = browser.new_page(viewport=size, color_scheme=theme)
    page.goto(f"{site}{path}.html")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(CONTROLS) == []
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(PALE, DARK_ON_WHITE) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth") <= PRINTABLE
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("html").get_attribute("data-theme") == theme
    page.close()


def test_a_browser_that_takes_too_long_is_an_error_that_says_at_what(monkeypatch):
    monkeypatch.setattr(pdf, "LIMIT", 0.1)
    with (
        ThreadPoolExecutor() as pool,
        pytest.raises(RuntimeError, match=r"more than 0\.1 seconds to read the book"),
    ):
        pool.submit(asyncio.run, pdf.within("read the book", asyncio.sleep(5))).result()
