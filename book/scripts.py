"""Fewer scripts: the theme's that our pages do without, and none that holds up the first sight."""

import re

#: Icons come from a font of a few kilobytes (`book.icons`), not from 1.5 MB of JavaScript;
#: and only the search page, which loads them itself, needs the search and its index.
UNNEEDED = ("fontawesome.js", "searchtools.js", "language_data.js", "searchindex.js")

#: The page's own short scripts, which run at once, set more of these options.
AT_ONCE = "documentation_options.js"

SCRIPT = re.compile(r'\s*<script\b[^>]*\bsrc="[^"?]*?(?P<name>[^"/?]+)(?:\?[^"]*)?"[^>]*></script>')


def without_unneeded(head):
    """Return the HTML `head` without the scripts in `UNNEEDED`."""
    return SCRIPT.sub(lambda tag: "" if tag["name"] in UNNEEDED else tag[0], head)


def deferred(head):
    """Return the HTML `head` with its scripts run, in the same order, when the page is read."""

    def wait(tag):
        if tag["name"] == AT_ONCE or " defer" in tag[0]:
            return tag[0]
        return tag[0].replace("<script", "<script defer", 1)

    return SCRIPT.sub(wait, head)
