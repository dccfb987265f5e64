"""What a search engine and a shared link show of a page, as tags of its head."""

import html
import re

SITE_NAME = "Gradient Descent"


def preview(title, description, address=None, card=None):
    """Return the tags of a page: its description and, if it has an `address`, its social preview.

    `card` is the address of its picture, which `book.card` draws.
    """
    tags = [_tag("name", "description", description)]
    if address:
        tags += [
            _tag("property", "og:title", title),
            _tag("property", "og:description", description),
            _tag("property", "og:type", "article"),
            _tag("property", "og:url", address),
            _tag("property", "og:site_name", SITE_NAME),
        ]
    if card:
        tags += [
            _tag("property", "og:image", card),
            _tag("property", "og:image:alt", f"{title}: paths of five optimizers on contours"),
            _tag("property", "og:image:width", "1200"),
            _tag("property", "og:image:height", "630"),
            _tag("name", "twitter:card", "summary_large_image"),
        ]
    return "\n".join(tags)


def plain(title):
    """Return a title without the HTML that Sphinx gives it."""
    return html.unescape(re.sub("<[^>]+>", "", title))


def _tag(kind, name, content):
    return f'<meta {kind}="{name}" content="{html.escape(content)}" />'
