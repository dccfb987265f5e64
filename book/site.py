"""A Sphinx extension: what the site needs beyond its pages.

- *Descriptions and previews*: each page says in a sentence what it is about, and, where the
  site's address is known, what a shared link shows.  A page without a sentence is a warning.
- *A map of the site* for search engines, where the address is known.
- *Buttons* that open the repository, where it is known which one that is.
- *Last changed*, and where to report a mistake, at the end of each page.
- *A page for addresses that lead nowhere*, ``404.html``.
- *Light pages*: small fonts, for icons and for formulas; no script that is not needed, none
  that holds up.
- *Offline*: what has been visited opens without a network.
"""

from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from sphinx.util import logging

from book.address import site
from book.card import Card
from book.changes import in_words, last_changed
from book.description import description, read_descriptions
from book.icons import write_fonts
from book.issue import issue_address
from book.mathfont import write_font
from book.preview import plain, preview
from book.repository import add_buttons, repository
from book.scripts import deferred, without
from book.sitemap import sitemap

CARDS = "_images/cards"
NOT_FOUND = "404"
NOT_FOUND_TEXT = """<h1>Page not found</h1>
<p>There is no page at this address. It may have moved: start at <a href="{0}index.html">the
first page</a>, or <a href="{0}search.html">search the book</a>.</p>
"""

#: The page to which all these lead that have nowhere better to go.
ERRATA = "chapters/errata"

logger = logging.getLogger(__name__)


def configure(app, config):
    """Set what hangs on the site's address, and offer our templates to the theme."""
    config.html_baseurl = site(app.srcdir) or ""
    config.templates_path.append(str(files("book") / "templates"))
    root = config.notfound_urls_prefix = urlsplit(config.html_baseurl).path or "/"
    config.notfound_context = {"title": "Page not found", "body": NOT_FOUND_TEXT.format(root)}
    config.html_theme_options["article_footer_items"] = ["this-page.html"]


def prepare(app):
    """Read the descriptions, and teach the templates what they use."""
    if app.builder.format != "html":
        return
    app.site_descriptions = read_descriptions(app.srcdir)
    filters = (without, deferred, in_words)
    app.builder.templates.environment.filters.update({f.__name__: f for f in filters})
    web = files("book") / "web"
    Path(app.outdir, "_static").mkdir(parents=True, exist_ok=True)
    for name, folder in (("sw.js", "."), ("offline.js", "_static")):
        Path(app.outdir, folder, name).write_bytes((web / name).read_bytes())
    app.add_js_file("offline.js", loading_method="defer")


def describe(app, page, template, context, doctree):
    """Give a page its description, its preview, and what stands at its end."""
    sentence = description(page, app.site_descriptions)
    if not sentence:
        logger.warning("no description of this page in chapters/descriptions.yml", location=page)
    title = plain(context.get("title") or app.config.html_title)
    picture = card(app, page, title) if doctree else None
    tags = preview(title, sentence, context.get("pageurl"), picture)
    context["metatags"] = f"{context.get('metatags', '')}\n{tags}"
    address = repository(app.srcdir)
    context["issue_address"] = issue_address(address, page) if address else None
    context["errata_page"] = ERRATA
    context["last_changed"] = last_changed(Path(app.env.doc2path(page))) if doctree else None


def finish(app, failure):
    """Write what is not a page, when the pages are written."""
    if failure or app.builder.format != "html":
        return
    folder = Path(app.outdir)
    write_fonts(folder)
    write_font(folder)
    (folder / "index.html").write_text(front_door(app), encoding="utf-8")
    if app.config.html_baseurl:
        (folder / "sitemap.xml").write_text(sitemap(addresses(app)), encoding="utf-8")


def card(app, page, title):
    """Draw the picture of a page, and return its address; None if the site's is not known."""
    if not app.config.html_baseurl:
        return None
    if not hasattr(app, "site_card"):
        app.site_card = Card()
    name = f"{CARDS}/{page.replace('/', '-')}.png"
    app.site_card.draw(title, Path(app.outdir, name))
    return app.config.html_baseurl + name


def front_door(app):
    """Return the page at the site's own address: it leads to the first one, and previews it."""
    root, base = app.config.root_doc, app.config.html_baseurl
    first, title = app.builder.get_target_uri(root), app.config.html_title
    picture = card(app, root, plain(app.env.titles[root].astext()))
    tags = preview(title, description(root, app.site_descriptions), base and base + first, picture)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8" />\n<title>{title}</title>\n'
        f'{tags}\n<meta http-equiv="refresh" content="0; url={first}" />\n'
        f'<p><a href="{first}">{title}</a></p>\n'
    )


def addresses(app):
    """Yield the address and the last change of each page that has a source."""
    for page in sorted(app.env.found_docs):
        target = app.builder.get_target_uri(page)
        yield app.config.html_baseurl + target, last_changed(Path(app.env.doc2path(page)))


def setup(app):
    """Connect the extension; called by Sphinx."""
    app.setup_extension("notfound.extension")
    for settings in add_buttons, configure:
        app.connect("config-inited", settings, priority=100)  # before others read them
    app.connect("builder-inited", prepare)
    app.connect("html-page-context", describe)
    app.connect("build-finished", finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
