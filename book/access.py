"""A Sphinx extension: pages that a screen reader and a keyboard can use."""

import re
from importlib.resources import files
from pathlib import Path

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.errors import ExtensionError

SCRIPT = "scroll.js"

#: What Sphinx and MyST-NB write for a kind of node, and what is written in its place.
BETTER = (
    # A list's role, though nothing in it has that of an item.
    (nodes.citation, '<div role="list" class="citation-list">', '<div class="citation-list">'),
    # The button's own words say it better: "Show the code".
    (HideCodeCellNode, '<summary aria-label="Toggle hidden content">', "<summary>"),
    # The theme makes what it scrolls a tab stop, but knows of tables only.
    (nodes.math_block, '<div class="math ', '<div class="pst-scrollable-table-container math '),
)
#: Roles that ARIA has given up.
OUTDATED = re.compile(r' role="doc-(?:biblioentry|backlink)"')


def ease_access(app, pagename, templatename, context, doctree):
    """Replace what assistive technology rejects, and let keys scroll what is too wide."""
    if doctree is None:
        return
    body = OUTDATED.sub("", context["body"])
    for node, found, better in BETTER:
        if found not in body and any(doctree.findall(node)):
            raise ExtensionError(
                f"{pagename} has a {node.__name__}, but not the {found!r} that Sphinx or MyST-NB"
                " used to write for it. Look at what stands there now, and correct BETTER in"
                f" {__name__}."
            )
        body = body.replace(found, better)
    context["body"] = body


def add_script(app):
    """Write the script that lets keys scroll what has just been opened, and load it everywhere."""
    if app.builder.format == "html":
        target = Path(app.outdir, "_static", SCRIPT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((files("book") / "web" / SCRIPT).read_bytes())
        app.add_js_file(SCRIPT, loading_method="defer")


def setup(app):
    """Connect the extension; called by Sphinx."""
    app.connect("builder-inited", add_script)
    app.connect("html-page-context", ease_access)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
