"""A notebook that has been run becomes HTML, by Sphinx and MyST-NB, as on a Jupyter Book's page."""

import io
import re
import tempfile
from importlib.util import find_spec
from pathlib import Path

import nbformat
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from living_figures.execution import COLOURS

#: Extensions whose directives many notebooks use: each is there if it is installed.
OPTIONAL = ("sphinx_exercise", "sphinx_proof", "sphinx_design", "sphinxcontrib.bibtex")
MYST = ["amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath", "substitution"]
SETTINGS = {
    "html_theme": "basic",
    "html_math_renderer": "mathml",
    "html_permalinks": False,
    "nb_execution_mode": "off",
    "nb_merge_streams": True,
    "nb_output_stderr": "remove",
    "nb_code_prompt_show": "Show the code",
    "nb_code_prompt_hide": "Hide the code",
    "numfig": True,
    "myst_footnote_transition": False,
    "myst_enable_extensions": [*MYST, "tasklist"],
    "myst_heading_anchors": 3,
    "bibtex_reference_style": "author_year",
    "bibtex_default_style": "plain",
    # A notebook is one of several as a rule; what stands in the others is named, not linked.
    "suppress_warnings": ["ref", "myst.xref_missing", "myst.domains", "myst.footnote", "toc"],
}


def render(notebook, path):
    """Return what a page shows of a notebook that lies at `path`: (title, HTML, images, warnings).

    `images` is a dict from the addresses in the HTML to the files' bytes.  The notebook's folder
    is read, for its images and bibliographies, and never written to.
    """
    pages, warnings = [], io.StringIO()

    def keep(app, name, template, context, doctree):
        if doctree is not None:
            pages.append((context["title"], context["body"]))

    def replace(app, name, source):
        source[0] = nbformat.writes(notebook)

    settings = SETTINGS | {
        "extensions": extensions(),
        "include_patterns": [re.sub(r"([\[\]*?])", r"[\1]", path.name)],
        "root_doc": path.stem,
        "bibtex_bibfiles": sorted(file.name for file in path.parent.glob("*.bib")),
    }
    with tempfile.TemporaryDirectory() as folder, patch_docutils(), docutils_namespace():
        out = Path(folder, "html")
        app = Sphinx(
            path.parent, None, out, Path(folder, "doctrees"), "html", settings,
            status=None, warning=warnings, freshenv=True,
        )  # fmt: skip
        app.connect("source-read", replace)
        app.connect("missing-reference", name_other_page)
        app.connect("html-page-context", keep)
        app.build()
        files = out.glob("_images/*")
        images = {f"_images/{file.name}": file.read_bytes() for file in files}
    ((title, body),) = pages
    lines = COLOURS.sub("", warnings.getvalue()).splitlines()
    return re.sub("<[^>]*>", "", title), body, images, lines


def extensions():
    """The Sphinx extensions of a page."""
    optional = [name for name in OPTIONAL if _installed(name)]
    return ["myst_nb", "living_figures.mathml", *optional, "living_figures.folds"]


def _installed(name):
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # not even the package that it is in
        return False


def name_other_page(app, environment, node, content):
    """Write a reference to another page as its title: a file on its own cannot link to it."""
    if node.get("reftype") != "doc" or node.get("refexplicit"):
        return content
    title = title_of(Path(app.srcdir, node["reftarget"]))
    return nodes.inline("", title) if title else content


def title_of(page):
    """The first heading of a notebook or a Markdown file, given without its ending."""
    for ending in (".ipynb", ".md"):
        file = page.with_name(page.name + ending)
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            if ending == ".ipynb":
                cells = nbformat.reads(text, as_version=4).cells
                text = "\n".join(c.source for c in cells if c.cell_type == "markdown")
            heading = re.search(r"^# (.+)$", text, re.MULTILINE)
            return heading and heading[1].strip()
    return None
