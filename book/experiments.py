"""The directive ``{experiments}``: a list of all living figures of the book, by chapter."""

import html
import re

from docutils import nodes

from book.placeholder import add_placeholder

FIGURE = re.compile(
    r'<figure class="experiment" id="(?P<id>[^"]+)">.*?aria-label="(?P<alt>[^"]+)"'
    r".*?<figcaption>(?P<caption>.*?)</figcaption>",
    re.DOTALL,
)
TASK = re.compile("<li[^>]*>(.*?)</li>")


def listed(app, docname):
    """The lists of all chapters, linked from the page `docname`."""
    pages = in_order(app.env, app.config.root_doc)
    return [part for page in pages for part in _of_one_chapter(app, docname, page)]


def in_order(env, page):
    """A page and all below it, in the order of the table of contents."""
    yield page
    for child in env.toctree_includes.get(page, ()):
        yield from in_order(env, child)


def _of_one_chapter(app, docname, page):
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


def setup(app):
    """Connect the extension; called by Sphinx."""
    add_placeholder(app, "experiments", listed)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
