"""The site's parts by themselves: its address, its scripts, its issues, its icons."""

import subprocess

import pytest
from docutils import nodes
from docutils.utils import new_document
from fontTools.ttLib import TTFont
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.errors import ExtensionError

from book.access import ease_access
from book.address import VARIABLE, pages_address, site
from book.changes import last_changed
from book.icons import ORIGINALS, icons
from book.issue import issue_address
from book.repository import VARIABLE as REPOSITORY
from book.scripts import deferred, without


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/Someone/course", "https://someone.github.io/course/"),
        ("https://github.com/someone/Someone.github.io", "https://someone.github.io/"),
        ("https://gitlab.com/someone/course", None),
        (None, None),
    ],
)
def test_the_address_of_github_pages(repository, address):
    assert pages_address(repository) == address


@pytest.mark.parametrize("given", ["https://example.org/a/b", "https://example.org/a/b/"])
def test_the_variable_comes_first(tmp_path, monkeypatch, given):
    monkeypatch.setenv(REPOSITORY, "https://github.com/someone/course")
    assert site(tmp_path) == "https://someone.github.io/course/"
    monkeypatch.setenv(VARIABLE, given)
    assert site(tmp_path) == "https://example.org/a/b/"


def test_a_wrong_variable_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "example.org/course")
    with pytest.raises(ValueError, match=f"{VARIABLE} must be like .* got 'example.org/course'"):
        site(tmp_path)


def test_an_issue_carries_the_page_on_every_host():
    at = {
        host: issue_address(f"https://{host}/a/b", "chapters/adam")
        for host in ("github.com", "gitlab.com", "codeberg.org")
    }
    assert all("chapters%2Fadam" in address for address in at.values())
    assert at["github.com"].startswith("https://github.com/a/b/issues/new?template=error.yml&")
    assert at["gitlab.com"].startswith("https://gitlab.com/a/b/-/issues/new?issue%5Btitle%5D=")
    assert at["codeberg.org"].startswith("https://codeberg.org/a/b/issues/new?title=")


def test_without_history_there_is_no_date(tmp_path, monkeypatch):
    full, shallow = tmp_path / "full", tmp_path / "shallow"
    full.mkdir()
    for word in ("first", "second"):
        (full / "page.md").write_text(word)
        for command in (["init", "-q"], ["add", "."], ["commit", "-qm", word]):
            who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
            subprocess.run(["git", *who, *command], cwd=full, check=True)
    subprocess.run(["git", "clone", "-q", "--depth=1", full.as_uri(), shallow], check=True)
    (full / "new.md").write_text("not committed")
    assert last_changed(full / "page.md") is not None
    assert last_changed(full / "new.md") is None
    assert last_changed(shallow / "page.md") is None
    monkeypatch.setenv("PATH", "")
    assert last_changed(tmp_path / "page.md") is None


HEAD = """
<script defer src="../_static/scripts/fontawesome.js?digest=5"></script>
<script src="../_static/documentation_options.js?v=1"></script>
<script>let inline = 1;</script>
<script src="../_static/doctools.js?v=2"></script>
<script src="../searchindex.js"></script>
<script defer="defer" src="../_static/living_figures/runtime.js?v=3"></script>"""


def test_scripts_that_are_not_needed_go_and_the_others_wait():
    assert deferred(without(HEAD, "fontawesome.js", "searchindex.js")) == (
        '\n<script src="../_static/documentation_options.js?v=1"></script>'
        "\n<script>let inline = 1;</script>"
        '\n<script defer src="../_static/doctools.js?v=2"></script>'
        '\n<script defer="defer" src="../_static/living_figures/runtime.js?v=3"></script>'
    )


def test_a_script_that_the_theme_has_renamed_is_named():
    with pytest.raises(ValueError, match=r"no longer loads icons\.js here, but fontawesome\.js, "):
        without(HEAD, "fontawesome.js", "icons.js")
    with pytest.raises(ValueError, match=r"no longer loads documentation_options\.js here"):
        deferred(HEAD.replace("documentation_options", "options"))


@pytest.mark.parametrize(
    ("node", "html"),
    [
        (nodes.math_block("x", "x"), '<div class="math notranslate">x</div>'),
        (nodes.citation(), '<div role="list" class="citation-list"></div>'),
        (HideCodeCellNode(), '<summary aria-label="Toggle hidden content">Show</summary>'),
    ],
)
def test_html_that_can_no_longer_be_bettered_stops_the_build(node, html):
    page = new_document("page")
    page += node
    context = {"body": html}
    ease_access(None, "page", "page.html", context, page)
    assert context["body"] != html
    for changed in (html.replace("<div ", "<section "), html.replace("<summary ", "<button ")):
        if changed != html:
            with pytest.raises(ExtensionError, match=r"page has a .* correct BETTER"):
                ease_access(None, "page", "page.html", {"body": changed}, page)


def test_icons_are_found_by_any_of_their_names_and_in_either_spelling():
    style = (
        '.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}.fa-sun:before{content:"\uf185"}'
        '.fa-moon:before{content:"\\f186"}:root{--pst-icon-bell:"\uf0f3"}'
    )
    assert icons(style, {"fa-navicon", "fa-sun"}) == [0xF0C9, 0xF0F3, 0xF185]
    assert icons(style, {"fa-ba"}) == [0xF0F3]


@pytest.mark.parametrize("style", ["", '.fa-bars::before{content:"\\f0c9"}', "--pst-icon-bell:x"])
def test_a_style_sheet_without_the_icons_that_are_looked_for_is_an_error(style):
    with pytest.raises(ValueError, match=r"names no icon in the way that book\.icons reads"):
        icons(style, {"fa-bars"})


def test_the_theme_ships_the_fonts_that_are_cut_down():
    fonts = {path.name: TTFont(path) for path in ORIGINALS.glob("*.woff2")}
    assert len(fonts) == 3
    assert all(len(font.getBestCmap()) > 100 for font in fonts.values())
