"""A first visit is light, can be read before any script runs, and stays where it is.

`benchmarks/pages.py` measures the same on a slow network, with the formulas' share of the shifts.
"""

import gzip
import html
import re
from urllib.parse import urlsplit

import pytest
from course import COURSE
from fontTools.ttLib import TTFont
from playwright.sync_api import expect
from test_site import ADDRESSES

#: Bytes, gzipped as static hosts send it, with what is fetched later for reading offline.
MOST = 1_000_000

CHAPTERS = [f"chapters/{path.stem}.html" for path in COURSE]

#: The icons of a page: their names, and the letter, the weight and the font that show them.
ICONS = """() => [...document.querySelectorAll("[class*='fa-']")]
    .map((e) => [e.className, getComputedStyle(e, "::before")])
    .map(([name, style]) => [name, style.content.replaceAll('"', ""), style.fontWeight,
                             style.fontFamily])"""


def packed(path):
    body = path.read_bytes()
    return len(body) if path.suffix in (".woff", ".woff2", ".png") else len(gzip.compress(body))


@pytest.mark.parametrize("address", CHAPTERS)
def test_a_first_visit_is_light(browser, site, book, address):
    context = browser.new_context()
    asked = set()
    context.on("request", lambda request: asked.add(urlsplit(request.url)))
    page = context.new_page()
    page.goto(site + address, wait_until="networkidle")
    page.wait_for_function("navigator.serviceWorker.controller")
    context.close()
    folder = urlsplit(site).path
    files = {book.html / url.path.removeprefix(folder) for url in asked if url.scheme == "http"}
    files |= {book.html / "_static" / "living_figures" / "python.js"}
    assert len(files) > 30
    assert sum(packed(path) for path in files if path.is_file()) < MOST


@pytest.mark.parametrize("address", sorted({*ADDRESSES} - {"search.html"}))  # it needs its scripts
def test_no_script_holds_up_the_first_sight(book, address):
    page = (book.html / address).read_text("utf-8")
    scripts = re.findall("<script[^>]*src=[^>]*>", page)
    (at_once,) = [tag for tag in scripts if " defer" not in tag]
    assert "documentation_options.js" in at_once
    for name in ("fontawesome.js", "searchindex.js"):
        assert not any(name in tag for tag in scripts)


def test_a_chapter_can_be_read_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}chapters/momentum.html")
    assert page.locator("h1").last.is_visible()
    for figure in page.locator("figure.experiment").all():
        assert figure.locator("svg[role=img]").is_visible()
        assert figure.locator(".experiment-caption").is_visible()
    assert page.get_by_role("link", name="Adaptive learning rates").first.is_visible()
    context.close()


@pytest.mark.parametrize("address", ["chapters/momentum.html", "search.html"])
def test_every_icon_is_in_its_font(browser, site, book, address):
    fonts = book.html / "_static" / "vendor" / "fontawesome" / "webfonts"
    have = {
        (family, weight): TTFont(fonts / f"fa-{name}.woff2").getBestCmap()
        for name, family, weight in [
            ("solid-900", "Font Awesome 6 Free", "900"),
            ("regular-400", "Font Awesome 6 Free", "400"),
            ("brands-400", "Font Awesome 6 Brands", "400"),
        ]
    }
    page = browser.new_page()
    page.goto(site + address, wait_until="networkidle")
    shown = page.evaluate(ICONS)
    page.close()
    assert len(shown) > 5
    for name, text, weight, family in shown:
        glyphs = have[family.strip('"'), weight]
        assert len(text) == 1 and ord(text) in glyphs, name
    assert sum(path.stat().st_size for path in fonts.glob("*.woff2")) < 10_000


def test_every_character_of_a_formula_is_in_the_font(browser, site, book):
    font = TTFont(book.html / "_static" / "math.woff2")
    have = font.getBestCmap()
    for path in (book.html / "chapters").glob("*.html"):
        for formula in re.findall("<math.*?</math>", path.read_text("utf-8"), re.DOTALL):
            shown = html.unescape(re.sub("(?s)<annotation.*?</annotation>|<[^>]*>", "", formula))
            unseen = "\n\u2061\u2063\ufe00"  # function application, separator, variation
            assert [c for c in shown if ord(c) not in have and c not in unseen] == [], path.name
    for letter in "𝐿𝜃𝛼∇𝜕√ℎ":  # what browsers make of single letters, and a root
        assert ord(letter) in have
    assert "MATH" in font  # how brackets and roots grow
    assert (book.html / "_static" / "math.woff2").stat().st_size < 40_000


#: What the layout shifts of a page add up to.
SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.mark.parametrize("size", [(412, 823), (1350, 940)], ids=["phone", "desktop"])
@pytest.mark.parametrize("address", CHAPTERS)
def test_nothing_moves_on_its_own(browser, site, address, size):
    context = browser.new_context(viewport=dict(zip(("width", "height"), size, strict=True)))
    page = context.new_page()
    page.add_init_script(SHIFT)
    page.goto(site + address, wait_until="networkidle")
    assert page.evaluate("window.shift") < 0.01  # a tenth of what Lighthouse calls good
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_in_its_readers_colours_before_its_scripts_run(browser, site, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.route("**/pydata-sphinx-theme.js*", lambda route: route.abort())
    page.goto(site + CHAPTERS[0])
    expect(page.locator("html")).to_have_attribute("data-theme", scheme)
    expect(page.locator(".logo__image:visible")).to_have_count(1)
    context.close()
