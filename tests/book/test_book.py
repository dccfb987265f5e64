"""The book's build: no warning, every page and no other, every module in the reference."""

import re
from pathlib import Path

from course import PAGES, ROOT

import gdkit


def test_build_succeeds_without_a_warning(book):
    assert book.status == 0, book.log
    assert "build succeeded." in book.log


def test_no_notebook_left_a_traceback(book):
    assert not list(book.html.rglob("*.err.log"))


def test_every_page_of_the_contents_is_built_and_no_other(book):
    built = {page.stem for page in (book.html / "chapters").glob("*.html")}
    assert built == {Path(page).name for page in PAGES}


def test_every_living_figure_is_in_the_list_of_experiments(book):
    pages = (book.html / "chapters").glob("*.html")
    figures = {
        f"{page.name}#{name}"
        for page in pages
        for name in re.findall('<figure class="experiment" id="([^"]+)"', page.read_text("utf-8"))
    }
    experiments = (book.html / "chapters" / "experiments.html").read_text("utf-8")
    assert figures
    assert set(re.findall('href="([a-z_]+\\.html#figure-[^"]+)"', experiments)) == figures


def test_every_module_is_in_the_reference():
    package = Path(gdkit.__file__).parent
    modules = {
        ".".join(("gdkit", *path.relative_to(package).with_suffix("").parts))
        for path in package.rglob("*.py")
        if path.name != "__init__.py"
    } | {f"living_figures.{name}" for name in ("experiment", "controls", "artists", "sphinx")}
    reference = (ROOT / "chapters" / "api.md").read_text("utf-8")
    assert set(re.findall(r"automodule:: (\S+)", reference)) == modules


def test_every_chapter_is_in_the_contents():
    chapters = {path.stem for path in (ROOT / "chapters").glob("*.ipynb")}
    assert chapters <= {Path(page).name for page in PAGES}
