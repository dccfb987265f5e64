"""Print the built book as one PDF: `python make.py pdf`.

All pages are joined into one document, so that what Chromium prints has links from chapter to
chapter, one outline and one tree of tags.  It is printed twice: the first time tells on which
page each chapter begins, and the second has these numbers in its table of contents.
"""

import asyncio
import io
import logging
from html import escape
from pathlib import Path

import yaml
from bs4 import BeautifulSoup
from playwright.async_api import async_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from book.browser import FLAGS, find

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"
PDF = ROOT / "_build" / "gradient-descent.pdf"
HOST = "http://book.invalid/"  # the browser asks it for the site's files, and gets them from disk
SETTINGS = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))

#: Of no use on paper: marks that link to a heading or to a module's source, code that is folded
#: away as scenery, and what a script would need to move a figure.
UNPRINTED = "a.headerlink, a:has(> .viewcode-link), details.hide, script"

#: Seconds that the browser may take for one thing; the whole book takes it about one minute.
LIMIT = 600

COVER = f"""
<section class="cover">
  <h1>{escape(SETTINGS["title"])}</h1>
  <p>{escape(SETTINGS["author"])}, {SETTINGS["copyright"]}</p>
  <img src="../_static/paths.svg" alt="Paths of five optimizers on the contours of a landscape.">
  <p>Text and figures: CC BY 4.0. Code: MIT licence.</p>
</section>"""

NUMBER = """numbers => {
    for (const line of document.querySelectorAll(".toc a"))
        line.nextElementSibling.textContent = numbers[line.hash.slice(1)];
}"""


def contents():
    """The parts of the book, in order: a caption each, and the paths of its pages."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    parts = [(part["caption"], [c["file"] for c in part["chapters"]]) for part in toc["parts"]]
    return [("", [toc["root"]]), *parts]


def join(site, parts):
    """Return the pages of all parts as one document: cover, table of contents, chapters."""
    names = {Path(page).name for _, pages in parts for page in pages}
    styles, heads, lines, articles = {}, [], [], []  # a style sheet once, whatever its ?v=…
    for caption, pages in parts:
        lines.append(f"<p>{escape(caption)}</p>")
        for page in pages:
            name = Path(page).name
            soup = BeautifulSoup((site / f"{page}.html").read_text("utf-8"), "html.parser")
            for tag in soup.select("link[rel=stylesheet]"):
                styles[tag["href"].partition("?")[0]] = str(tag)
            article = chapter(soup, name, names)
            title = article.h1.get_text()
            articles.append(str(article))
            lines.append(f'<p><a href="#{name}">{escape(title)}</a> <span>000</span></p>')
            heads.append(f"#{name} {{ page: {name} }}")
            heads.append(f'@page {name} {{ @top-center {{ content: "{title}" }} }}')
    return "\n".join(
        [
            '<!DOCTYPE html><html lang="en" data-theme="light"><head><meta charset="utf-8">',
            f"<title>{escape(SETTINGS['title'])}</title>",
            *styles.values(),
            '<link rel="stylesheet" href="../_static/paper.css">',
            "<style>",
            *heads,
            "</style></head><body><main>",
            COVER,
            '<nav class="toc"><h1>Contents</h1>',
            *lines,
            "</nav>",
            *articles,
            "</main></body></html>",
        ]
    )


def chapter(soup, name, names):
    """Return a page's article, made fit for a book of the pages `names`."""
    article = soup.select_one("article.bd-article")
    for part in article.select(UNPRINTED):
        part.decompose()
    for details in article.select("details"):
        details["open"] = ""
    for tag in article.find_all(id=True):
        tag["id"] = anchor(name, tag["id"])
    for link in article.select("a[href]"):
        page, _, target = link["href"].partition("#")
        page = page.removesuffix(".html") or name
        if page in names:
            link["href"] = "#" + anchor(page, target)
        elif ":" not in page:  # to a part of the site that is not printed
            del link["href"]
    article["id"] = name
    solutions = article.select(".solution")
    if solutions:  # out of sight of the exercises
        last = soup.new_tag("section")
        last.append(soup.new_tag("h2", string="Solutions"))
        last.extend(solution.extract() for solution in solutions)
        article.section.append(last)
    return article


def anchor(name, target):
    """An id that no other page has; those of living figures are such already."""
    return target if target.startswith("figure-") else f"{name}/{target}" if target else name


async def print_book(site, parts):
    """Return the PDF of a built site's pages, as bytes; say on the way how far it is."""
    document = join(site, parts)

    async def answer(route):
        path = route.request.url.removeprefix(HOST).partition("?")[0]
        if path == "chapters/":
            await route.fulfill(body=document, content_type="text/html")
        elif (site / path).is_file():
            await route.fulfill(path=site / path)
        else:
            await route.abort()

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find(), args=FLAGS)
        page = await browser.new_page()
        page.set_default_timeout(1000 * LIMIT)
        await page.route(f"{HOST}**", answer)
        await within("read the book", page.goto(f"{HOST}chapters/"))
        await within("load the fonts", page.evaluate("document.fonts.ready.then(() => {})"))
        sheet = {"prefer_css_page_size": True, "print_background": True}
        first = await within("print it for the first time", page.pdf(**sheet))
        await page.evaluate(NUMBER, first_pages(first))
        second = page.pdf(**sheet, outline=True, tagged=True)
        second = await within("print it with the numbers of its pages", second)
        titles = await page.locator("h1, h2, h3, h4, h5, h6").all_text_contents()
        await browser.close()
    writer = PdfWriter(clone_from=io.BytesIO(second))
    correct_outline(writer, titles)
    writer.add_metadata({"/Author": SETTINGS["author"]})
    writer.page_mode = "/UseOutlines"
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


async def within(what, wait):
    """Let the browser do `what` it is to do, and return its answer.

    Raises `RuntimeError` if it takes longer than `LIMIT`.
    """
    print(f"The browser is to {what} …", flush=True)
    try:
        async with asyncio.timeout(LIMIT):
            return await wait
    except TimeoutError as error:
        raise RuntimeError(f"the browser took more than {LIMIT} seconds to {what}") from error


def first_pages(pdf):
    """On which page of a PDF each anchor that a link leads to lies, counted from one."""
    reader = PdfReader(io.BytesIO(pdf))
    targets = reader.named_destinations.items()
    return {name.lstrip("/"): reader.get_destination_page_number(t) + 1 for name, t in targets}


def correct_outline(writer, titles):
    """Give the outline the headings' own words: Chromium says some twice, and loses spaces."""

    def entries(entry):
        while entry:
            yield entry.get_object()
            yield from entries(entry.get("/First"))
            entry = entry.get("/Next")

    outline = entries(writer.root_object["/Outlines"].get("/First"))
    for entry, title in zip(outline, titles, strict=True):
        entry[NameObject("/Title")] = TextStringObject(title)


def main():
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it mends what it warns of
    PDF.write_bytes(asyncio.run(print_book(SITE, contents())))
    print(f"\nThe book as a PDF:\n\n    {PDF.as_uri()}\n")


if __name__ == "__main__":
    main()
