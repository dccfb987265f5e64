"""Directives whose content is known only when all pages have been read."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class placeholder(nodes.General, nodes.Element):
    """Stands where the content of the directive called `name` will be."""


class Placeholder(SphinxDirective):
    """Leave a placeholder; each build reads the page anew, as any other may have changed."""

    def run(self):
        self.env.note_reread()
        return [placeholder(name=self.name)]


def add_placeholder(app, name, content):
    """Add the directive `name`, in whose place will be the nodes `content(app, docname)`."""

    def fill(app, doctree, docname):
        for place in list(doctree.findall(placeholder)):
            if place["name"] == name:
                place.replace_self(content(app, docname))

    app.setup_extension(__name__)
    app.add_directive(name, Placeholder)
    app.connect("doctree-resolved", fill)


def setup(app):
    """Connect the extension; called by Sphinx."""
    app.add_node(placeholder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
