"""The copies of the notebooks: plain Markdown, links that lead somewhere, untouched code."""

import json
import re
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from course import NOTEBOOKS, ROOT
from frontend import TOKEN, Server
from markdown_it import MarkdownIt
from myst_parser.config.main import MdParserConfig
from playwright.sync_api import expect
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from book.address import site
from book.copies import FORM, copies
from book.plain import Plain, directive, parser
from book.targets import Targets
from living_figures.execution import run

EXTENSIONS = {"amsmath", "colon_fence", "deflist", "dollarmath", "linkify", "substitution"}
MYST = parser(MdParserConfig(enable_extensions=EXTENSIONS))
COMMON = MarkdownIt("commonmark").enable("table")  # what every program reads

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def texts(notebook):
    return [
        "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"
    ]


def only_in_myst(text):
    """The roles, directives and other marks in a text that only MyST reads."""
    found = re.findall(r"\{[\w:+-]+\}`|^[ >]*(?:`{3,}|:{3,})\{.*", text, re.MULTILINE)
    for token in MYST.parse(text):
        parts = [token, *(token.children or ())]
        found += [part.type for part in parts if part.type.startswith(("myst_", "footnote_"))]
        found += [token.type] * (token.type in ("math_block_label", "colon_fence"))
        found += filter(None, [directive(token)])
    return found


def links(text):
    """The addresses to which a text leads where only CommonMark and tables are read."""
    tokens = [part for token in COMMON.parse(text) for part in token.children or ()]
    return [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]


# A book of one notebook, which has everything that can be said plainly, and a page.

CONF = """
extensions = ["myst_nb", "sphinx_design", "sphinx_exercise", "sphinxcontrib.bibtex"]
myst_heading_anchors = 2
myst_enable_extensions = ["colon_fence", "dollarmath"]
nb_execution_mode = "off"
myst_footnote_transition = False
bibtex_bibfiles = ["works.bib"]
bibtex_reference_style = "author_year"
suppress_warnings = ["myst.domains", "myst.footnote"]
"""
PAGE = """\
# Words

(place)=
## A place

```{glossary}
ball of gold
  It rolls.
```

```{bibliography}
:all:
```

```{toctree}
start
folder/other
```
"""
WORKS = """\
@book{ann2001, author = {Ann Able}, title = {On {\\_} and *}, publisher = {P}, year = 2001}
@book{bob2002, author = {Bob Best and Cy Cole}, title = {Balls}, publisher = {P}, year = 2002}
"""
SITE = "https://example.org/course/"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A function: builds a small book whose notebook `start` has these cells; returns Sphinx."""
    folder = tmp_path_factory.mktemp("small") / "source"
    folder.mkdir()
    (folder / "conf.py").write_text(CONF)
    (folder / "index.md").write_text(PAGE)
    (folder / "works.bib").write_text(WORKS)
    (folder / "folder").mkdir()
    other = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Other", id="one")])
    nbformat.write(other, folder / "folder" / "other.ipynb")

    def build(*sources, address=SITE):
        cells = [
            nbformat.v4.new_markdown_cell(source, id=f"cell-{n}")
            if isinstance(source, str)
            else nbformat.v4.new_code_cell(**source, id=f"cell-{n}")
            for n, source in enumerate(sources)
        ]
        language = {"language_info": {"name": "python", "pygments_lexer": "python"}}
        notebook = nbformat.v4.new_notebook(cells=cells, metadata=language)
        nbformat.write(notebook, folder / "start.ipynb")
        parts = [folder, folder, folder.parent / "out", folder.parent / "doctrees"]
        settings = {"html_baseurl": address}
        with docutils_namespace():  # for each build its own
            app = Sphinx(*parts, "html", settings, status=None, warningiserror=True)
            app.build()
        return app

    return build


def said(small, source, address=SITE, beside=True):
    """What becomes of a text, below the title of its notebook."""
    app = small(f"# Start\n\n{source}", address=address)
    notebook = json.loads(copies(app, beside)["start"])
    assert not only_in_myst("\n\n".join(texts(notebook)))
    return "\n".join(texts(notebook)).removeprefix("# Start").strip()


def test_a_box_becomes_a_quote_with_its_title(small):
    source = ":::{admonition} A *box*\n:class: tip\n- One $a +\n  b$.\n\n  $$\n  c\n  $$\n:::"
    assert said(small, source) == "> **A *box***\n>\n> - One $a + b$.\n>\n>   $$ c $$"
    assert said(small, "- x\n\n  ```{note}\n  y\n  ```") == "- x\n\n  > **Note**\n  >\n  > y"


@pytest.mark.parametrize(
    "head", ["{dropdown} Is 1 < $x$?", "{admonition} Is 1 < $x$?\n:class: dropdown"]
)
def test_what_folds_on_the_page_folds(small, head):
    folded = "<details>\n<summary>Is 1 &lt; $x$?</summary>\n\n> **Tip**\n>\n> No.\n\n</details>"
    assert said(small, f"````{head}\n```{{tip}}\nNo.\n```\n````") == folded


def test_terms_and_sections_are_links_where_the_site_is_known(small):
    source = "A {term}`b <ball of gold>`, {ref}`place`, {ref}`there <place>`, {doc}`folder/other`."
    page = f"{SITE}index.html"
    assert said(small, source) == (
        f"A [b]({page}#term-ball-of-gold), [A place]({page}#place), [there]({page}#place), "
        "[Other](folder/other.ipynb)."
    )
    assert said(small, source, address="") == "A b, A place, there, [Other](folder/other.ipynb)."


def test_links_lead_to_copies_that_lie_beside_else_to_the_site(small):
    source = (
        "[*O* $x$](folder/other.ipynb) [w](index.md#a-place) [e](https://example.com) <https://a.b>"
    )
    rest = f"[w]({SITE}index.html#a-place) [e](https://example.com) <https://a.b>"
    assert said(small, source) == f"[*O* $x$](folder/other.ipynb) {rest}"
    assert said(small, source, beside=False) == f"[*O* $x$]({SITE}folder/other.html) {rest}"
    for beside in (True, False):
        unknown = said(small, source, address="", beside=beside)
        assert unknown == "[*O* $x$](folder/other.ipynb) w [e](https://example.com) <https://a.b>"


def test_works_are_cited_by_author_and_year_and_listed(small):
    source = "{footcite:t}`bob2002` {footcite:p}`ann2001,bob2002`\n\n```{footbibliography}\n```"
    listed = "- Bob Best and Cy Cole. *Balls*. P, 2002.\n- Ann Able. *On \\_ and \\**. P, 2001."
    plain = f"Best and Cole [2002] [Able, 2001, Best and Cole, 2002]\n\n{listed}"
    assert said(small, source, address="").replace("\N{NO-BREAK SPACE}", " ") == plain
    text = said(small, source).replace("\N{NO-BREAK SPACE}", " ")
    assert re.sub(rf"\[([^][]*)\]\({SITE}index.html#id\d+\)", r"\1", text) == plain
    assert text.count(SITE) == 3


def test_equations_keep_their_numbers(small):
    source = "$$\na\n= b\n$$ (one)\n\nSee {eq}`one`."
    assert said(small, source) == "$$ a = b \\tag{1} $$\n\nSee (1)."
    there = f"[(1)]({SITE}start.html#equation-one)"
    assert said(small, source, beside=False) == f"$$ a = b \\tag{{1}} $$\n\nSee {there}."


def test_what_speaks_to_sphinx_alone_is_left_out(small):
    assert said(small, "(here)=\n## Here\n\n% A comment.\n\n+++\n\nText.") == "## Here\n\n\n\nText."


EXERCISE = """\
```{{exercise}} {0}
:label: {0}
Do {0}.
```
```{{solution-start}} {0}
:class: dropdown
```
It is done: {0}."""
CODE = {"source": "1 + 1\n2", "metadata": {"jupyter": {"source_hidden": True}}}


def test_solutions_fold_with_their_code(small):
    end = "```{solution-end}\n```"
    first = f"# Start\n\n{EXERCISE.format('this')}"
    app = small(first, CODE, f"{end}\n\n{EXERCISE.format('that')}\n\n{end}", "# End")
    notebook = json.loads(copies(app, beside=True)["start"])
    cells = notebook["cells"][1:]
    assert ["".join(cell["source"]) for cell in cells] == [
        "# Start\n\n### Exercise 1: this\n\nDo this.", "#### Solution", "It is done: this.",
        "1 + 1\n2", "### Exercise 2: that\n\nDo that.", "#### Solution", "It is done: that.",
        "# End",
    ]  # fmt: skip
    closed = [cells[place]["id"] for place in (1, 5)]
    assert closed == notebook["metadata"]["colab"]["collapsed_sections"]
    for cell in cells:  # under the heading, nothing has to be opened once more
        folded = {"id": cell["id"], "jp-MarkdownHeadingCollapsed": True}
        assert cell["metadata"] == (folded if cell["id"] in closed else {})


@pytest.mark.parametrize(
    "source, words",
    [
        ("{download}`x`", "must be a citation or a cross reference, .*; got 'download'"),
        ("```{mermaid}\nx\n```", "must be one of admonition, .*; got 'mermaid'"),
        ("[here](#here)", "must link to pages of the book; got '#here'"),
        ("Much[^1].\n\n[^1]: More.", "must not have a footnote_ref"),
    ],
)
def test_what_cannot_be_said_plainly_is_an_error(small, source, words):
    plain = Plain(MYST, Targets(small("# Start"), "start", beside=True))
    with pytest.raises(ValueError, match=f"start.* {words}"):
        plain.text(source)


# This book.


def test_the_notebooks_say_what_only_myst_reads_and_it_is_found(small):
    found = [
        mark for path in NOTEBOOKS for text in texts(read(path)) for mark in only_in_myst(text)
    ]
    assert len(found) > 500


@pytest.fixture(scope="module")
def given(book):
    """The folders of the copies: those for JupyterLite, and those for the download button."""
    return [book.html / "lite" / "files", book.html / "_sources" / "chapters"]


def read(path):
    return json.loads(path.read_text("utf-8"))


@every_notebook
def test_copies_are_plain(given, path):
    for folder in given:
        notebook = read(folder / path.name)
        nbformat.validate(notebook)
        for text in texts(notebook):
            assert not only_in_myst(text), text
        closed = [cell for cell in notebook["cells"] if "jupyter" in cell["metadata"]]
        assert all(cell["cell_type"] == "code" for cell in closed)


@every_notebook
def test_links_of_copies_lead_somewhere(book, given, path):
    address = site(ROOT)
    for folder in given:
        for link in (link for text in texts(read(folder / path.name)) for link in links(text)):
            if address and link.startswith(address):
                parts = urlsplit(link.removeprefix(address))
                page = (book.html / parts.path).read_text("utf-8")
                assert not parts.fragment or f'id="{unquote(parts.fragment)}"' in page, link
            elif not urlsplit(link).scheme:
                assert (folder / link).is_file(), link


@every_notebook
def test_code_of_copies_is_that_of_the_notebooks(given, path):
    own = [cell for cell in read(path)["cells"] if cell["cell_type"] == "code"]
    for folder in given:
        first, *others = [cell for cell in read(folder / path.name)["cells"] if "outputs" in cell]
        assert first["id"] == "install-packages"
        for cell, copy in zip(own, others, strict=True):
            scenery = "hide-input" in cell["metadata"].get("tags", ())
            source = FORM * scenery + "".join(cell["source"])
            assert copy | {"metadata": {}} == cell | {"metadata": {}, "source": copy["source"]}
            assert "".join(copy["source"]) == source
            assert (copy["metadata"].get("cellView") == "form") == scenery


@every_notebook
def test_solutions_of_copies_are_closed_and_nothing_else_is(given, path):
    """What a closed heading hides: all cells to the next heading as high."""
    inside = re.compile(r"`{3,}\{solution-start\}.*?`{3,}\{solution-end\}", re.DOTALL)
    whole = "\n".join("".join(cell["source"]) for cell in read(path)["cells"])
    solutions = inside.findall(whole)
    for folder in given:
        hidden = []
        for cell in read(folder / path.name)["cells"]:
            source = "".join(cell["source"])
            if "jp-MarkdownHeadingCollapsed" in cell["metadata"]:
                hidden.append("")
            elif cell["cell_type"] == "markdown" and re.search(r"^#{1,4} ", source, re.MULTILINE):
                hidden.append(None)
            elif hidden and hidden[-1] is not None:
                hidden[-1] += source + "\n"
        hidden = [text for text in hidden if text is not None]
        assert len(hidden) == len(solutions)
        for pair in zip(hidden, solutions, strict=True):
            # The same code and formulas: what stands outside of words that a role changes.
            shown, own = (re.findall(r"\$[^$]+\$", "".join(text.split())) for text in pair)
            assert shown == own


def test_a_copy_computes_what_the_notebook_computes(given):
    """Its figures, too, with the source that they take to a page from their cells."""
    found = []
    for path in (ROOT / "chapters" / "prerequisites.ipynb", given[0] / "prerequisites.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        run(notebook, path.parent, packages=["gdkit"])
        codes = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert len(codes) > 20
        found.append([cell.outputs for cell in codes if cell.id != "install-packages"])
    assert "experiment" in str(found[0])
    assert [[o.get("data", o.get("text")) for o in cell] for cell in found[1]] == [
        [o.get("data", o.get("text")) for o in cell] for cell in found[0]
    ]


# In a real JupyterLab.


@pytest.fixture(scope="module", params=["with MyST", "plain"])
def lab(request, small, tmp_path_factory):
    """A JupyterLab with two copies, where the extension that reads MyST is on or off."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "labconfig").mkdir()
    off = {"disabledExtensions": {"jupyterlab-myst": request.param == "plain"}}
    (folder / "labconfig" / "page_config.json").write_text(json.dumps(off))
    solution = EXERCISE.format("this"), {"source": "1 + 1"}, "```{solution-end}\n```"
    question = ":::{dropdown} Is $x^2$ so?\n**Right.**\n:::"
    links = "{term}`ball of gold` [Other](folder/other.ipynb) {footcite:p}`ann2001`"
    box = ":::{admonition} A box\n$a$ and\n\n$$\nb\n$$\n:::"
    app = small(f"# Start\n\n{box}\n\n{links}", question, *solution, "# End")
    (folder / "copies").mkdir()
    for page, text in copies(app, beside=True).items():
        path = folder / "copies" / f"{page}.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_CONFIG_DIR", str(folder))
        server = Server(Path(sys.executable).parent / "jupyter", folder / "copies")
    yield server
    server.close()


def test_jupyterlab_shows_a_copy_with_and_without_myst(lab, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(120_000)  # a busy machine takes its time
    expect.set_options(timeout=60_000)
    page = context.new_page()
    page.goto(f"{lab.address}lab/tree/start.ipynb?token={TOKEN}&reset")
    notebook = page.locator(".jp-NotebookPanel")
    box = notebook.locator("blockquote", has_text="A box")
    box.locator(".katex, mjx-container").nth(1).wait_for()
    notebook.get_by_role("link", name="Able, 2001").wait_for()
    assert notebook.get_by_role("link", name="ball of gold").get_attribute("href").startswith(SITE)
    for raw in ("```", ":::", "{", "$"):
        expect(box).not_to_contain_text(raw, use_inner_text=True)
    answer = notebook.locator("details").get_by_text("Right.")
    expect(answer).to_be_hidden()
    notebook.locator("summary").click()
    expect(answer).to_be_visible()
    solution = notebook.locator(".jp-RenderedMarkdown, .myst").get_by_text("It is done")
    expect(solution).to_be_hidden()
    notebook.get_by_text("2 cells hidden").click()
    expect(solution).to_be_visible()
    notebook.get_by_role("link", name="Other").click()
    page.locator(".lm-DockPanel-tabBar .lm-TabBar-tabLabel", has_text="other.ipynb").wait_for()
    context.close()
