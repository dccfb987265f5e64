"""A Sphinx extension: pages that a screen reader and a keyboard can use."""

import re
from importlib.resources import files
from pathlib import Path

SCRIPT = "scroll.js"

#: What the theme and Sphinx write, and what is written in its place.
BETTER = (
    ('<div role="list" class="citation-list">', '<div class="citation-list">'),  # has no items
    ('<summary aria-label="Toggle hidden content">', "<summary>"),  # it reads "Show the code"
    # The theme makes what it scrolls a tab stop, but knows of tables only.
    ('<div class="math ', '<div class="pst-scrollable-table-container math '),
)


def ease_access(app, pagename, templatename, context, doctree):
    """Take out what assistive technology rejects, and let keys scroll what is too wide."""
    body = context.get("body", "")
    body = re.sub(r' role="doc-(?:biblioentry|backlink)"', "", body)  # ARIA has given them up
    for found, better in BETTER:
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
