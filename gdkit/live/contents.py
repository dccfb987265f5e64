"""The directive ``{experiments}``: a list of all living figures of the book, by chapter."""

import html
import re

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

FIGURE = re.compile(
    r'<figure class="experiment" id="(?P<id>[^"]+)">.*?aria-label="(?P<alt>[^"]+)"'
    r".*?<figcaption>(?P<caption>.*?)</figcaption>",
    re.DOTALL,
)
TASK = re.compile("<li[^>]*>(.*?)</li>")


class experiments(nodes.General, nodes.Element):
    """Stands where the list will be: the other pages may not have been read yet."""


class Experiments(SphinxDirective):
    """Put the list of experiments here."""

    def run(self):
        """Leave the placeholder, and note the page."""
        noted = getattr(self.env, "pages_with_experiments_list", set())
        self.env.pages_with_experiments_list = noted | {self.env.docname}
        return [experiments()]


def write_again(app, env):
    """Name the pages with a list: whichever page has changed, its experiments may have."""
    return getattr(env, "pages_with_experiments_list", set()) & env.found_docs


def fill(app, doctree, docname):
    """Put the lists in place of the placeholders."""
    for placeholder in list(doctree.findall(experiments)):
        sections = [part for page in _in_order(app.env) for part in _listed(app, docname, page)]
        placeholder.replace_self(sections)


def _in_order(env):
    """The pages in the order of the table of contents."""
    return [env.config.root_doc, *(page for page in _below(env, env.config.root_doc))]


def _below(env, page):
    for child in env.toctree_includes.get(page, ()):
        yield child
        yield from _below(env, child)


def _listed(app, docname, page):
    """A chapter's title and the list of its experiments, or nothing."""
    raw = (node.astext() for node in app.env.get_doctree(page).findall(nodes.raw))
    found = [match for text in raw for match in FIGURE.finditer(text)]
    if not found:
        return []
    address = app.builder.get_relative_uri(docname, page)
    items = nodes.bullet_list("", *(_item(f"{address}#{m['id']}", m) for m in found))
    return [nodes.rubric("", app.env.titles[page].astext()), items]


def _item(address, match):
    """One experiment: what its picture shows, linked, and the tasks it sets."""
    what = html.unescape(match["alt"]).split(". ")[0].rstrip(".") + "."
    link = nodes.reference("", what, refuri=address, internal=True)
    paragraph = nodes.paragraph("", "", link)
    tasks = [html.unescape(task) for task in TASK.findall(match["caption"])]
    if tasks:
        paragraph += nodes.Text(f" To win: {'; '.join(tasks)}.")
    return nodes.list_item("", paragraph)
