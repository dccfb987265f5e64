"""A small site with and without an address: previews, map, dates, links, the page for no page."""

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

CONFIGURATION = f"""
import sys
sys.path.append({str(Path(__file__).parents[2])!r})
extensions = ["myst_parser", "sphinx_book_theme", "book.site"]
project = "Small"
html_title = "Small"
html_theme = "sphinx_book_theme"
html_theme_options = {{}}
root_doc = "chapters/index"
exclude_patterns = ["_build"]
"""

PAGES = {"index": "The first", "momentum": "Momentum & `friends`", "errata": "Errata"}

DESCRIPTIONS = "".join(
    f'{page}: "What stands on {page}, with \\"quotes\\"."\n'
    for page in (*(f"chapters/{page}" for page in PAGES), "genindex", "search", "'404'")
)


def build(folder, **environment):
    """Build the small site; return what the build said."""
    (folder / "chapters").mkdir(exist_ok=True)
    for page, title in PAGES.items():
        contents = "\n```{toctree}\nmomentum\nerrata\n```\n" if page == "index" else ""
        (folder / "chapters" / f"{page}.md").write_text(f"# {title}\n\nText.\n{contents}")
    (folder / "conf.py").write_text(CONFIGURATION)
    names = ("COURSE_SITE", "COURSE_REPOSITORY")
    clean = {name: value for name, value in os.environ.items() if name not in names}
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", ".", "_build"],
        cwd=folder,
        env=clean | environment,
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


def built(folder, **environment):
    (folder / "chapters").mkdir()
    (folder / "chapters" / "descriptions.yml").write_text(DESCRIPTIONS)
    assert build(folder, **environment) == (0, "")
    return folder / "_build"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A site that knows its address and its repository, and whose first page is committed."""
    folder = tmp_path_factory.mktemp("published")
    build(folder)  # writes the sources, no more
    date = {name: "2024-02-29T12:00:00Z" for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE")}
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "chapters/index.md"], [*who, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=folder, env=os.environ | date, check=True)
    for path in (folder / "chapters").glob("*.md"):
        path.unlink()
    (folder / "chapters").rmdir()
    return built(
        folder,
        COURSE_SITE="https://example.org/some/course",
        COURSE_REPOSITORY="https://github.com/someone/course",
    )


@pytest.fixture(scope="module")
def unpublished(tmp_path_factory):
    """A site that knows neither, outside of git."""
    return built(tmp_path_factory.mktemp("unpublished"), GIT_CEILING_DIRECTORIES="/")


def tags(page):
    """The tags of a page's head, from their name to their content."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page.read_text())
    return dict(found)


def test_a_shared_link_has_a_preview_with_a_picture(published):
    found = tags(published / "chapters" / "momentum.html")
    assert found["description"] == "What stands on chapters/momentum, with &quot;quotes&quot;."
    assert found["og:description"] == found["description"]
    assert found["og:title"] == "Momentum &amp; friends"
    assert found["og:url"] == "https://example.org/some/course/chapters/momentum.html"
    base, name = found["og:image"].split("/some/course/")
    assert base == "https://example.org"
    with Image.open(published / name) as picture:
        assert picture.size == (int(found["og:image:width"]), int(found["og:image:height"]))
        assert len(picture.getcolors(2**20)) > 100  # something is drawn


def test_the_sites_own_address_leads_to_the_first_page_and_previews_it(published):
    page = published / "index.html"
    assert 'http-equiv="refresh" content="0; url=chapters/index.html"' in page.read_text()
    assert tags(page)["og:url"] == "https://example.org/some/course/chapters/index.html"


def test_the_map_has_every_page_of_the_book_and_no_other(published):
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    urls = ElementTree.parse(published / "sitemap.xml").findall(f"{space}url")
    dates = {url.findtext(f"{space}loc"): url.findtext(f"{space}lastmod") for url in urls}
    base = "https://example.org/some/course/chapters"
    assert dates == {
        f"{base}/index.html": "2024-02-29",
        f"{base}/momentum.html": None,
        f"{base}/errata.html": None,
    }


def test_a_page_says_when_git_last_saw_it_change(published):
    page = (published / "chapters" / "index.html").read_text()
    assert 'Last changed on <time datetime="2024-02-29">29 February 2024</time>' in page
    assert "Last changed" not in (published / "chapters" / "momentum.html").read_text()


def test_a_page_links_to_an_issue_about_it(published):
    page = (published / "chapters" / "momentum.html").read_text()
    (address,) = re.findall(r'href="([^"]+)">Open an issue about this page', page)
    assert address.startswith(
        "https://github.com/someone/course/issues/new?template=error.yml&amp;"
    )
    assert "page=chapters%2Fmomentum" in address


def test_the_page_for_no_page_works_at_any_depth(published):
    page = (published / "404.html").read_text()
    assert "Page not found" in page
    addresses = re.findall(r'(?:href|src)="([^"#]+)', page)
    own = [a for a in addresses if not a.startswith(("https://", "data:"))]
    assert len(own) > 10
    assert [a for a in own if not a.startswith("/some/course/")] == []
    for address in own:
        path = address.removeprefix("/some/course/").split("?")[0]
        assert (published / path).exists(), address


def test_without_an_address_nothing_is_absolute_and_nothing_dead(unpublished):
    assert not (unpublished / "sitemap.xml").exists()
    pages = [page for page in unpublished.rglob("*.html") if "_static" not in page.parts]
    assert len(pages) == len(PAGES) + 4  # the index, the search, 404, the way in
    for page in pages:
        assert "description" in tags(page)
        text = page.read_text()
        assert "og:" not in text and "canonical" not in text and "Last changed" not in text
    page = (unpublished / "chapters" / "momentum.html").read_text()
    assert '<a href="errata.html">How to report a mistake on this page</a>' in page


@pytest.mark.parametrize("page", ["chapters/momentum", "chapters/index", "genindex"])
def test_a_page_without_a_description_is_named_and_nothing_else_goes_wrong(tmp_path, page):
    (tmp_path / "chapters").mkdir()
    rest = DESCRIPTIONS.replace(f"{page}:", "chapters/other:")
    (tmp_path / "chapters" / "descriptions.yml").write_text(rest)
    status, said = build(tmp_path)
    assert status == 1
    warned = [line for line in said.splitlines() if "WARNING" in line]
    assert len(warned) == 1
    assert page in warned[0]
    assert "no description of this page in chapters/descriptions.yml" in warned[0]
    assert "Traceback" not in said
    assert "error" not in said.lower()
