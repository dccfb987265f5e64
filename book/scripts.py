"""Fewer scripts: the theme's that our pages do without, and none that holds up the first sight."""

import re

#: The page's own short scripts, which run at once, set more of these options.
AT_ONCE = "documentation_options.js"

SCRIPT = re.compile(r'\s*<script\b[^>]*\bsrc="[^"?]*?(?P<name>[^"/?]+)(?:\?[^"]*)?"[^>]*></script>')


def without(head, *names):
    """Return the HTML `head` without the scripts of these file names.

    Raises `ValueError` if one of them is not there: the theme must have given it another name.
    """
    _require(head, *names)
    return SCRIPT.sub(lambda tag: "" if tag["name"] in names else tag[0], head)


def deferred(head):
    """Return the HTML `head` with its scripts run, in the same order, when the page is read.

    Raises `ValueError` if `AT_ONCE`, which alone must not wait, is not there.
    """
    _require(head, AT_ONCE)

    def wait(tag):
        if tag["name"] == AT_ONCE or " defer" in tag[0]:
            return tag[0]
        return tag[0].replace("<script", "<script defer", 1)

    return SCRIPT.sub(wait, head)


def _require(head, *names):
    there = [tag["name"] for tag in SCRIPT.finditer(head)]
    missing = [name for name in names if name not in there]
    if missing:
        raise ValueError(
            f"the theme no longer loads {', '.join(missing)} here, but {', '.join(there)}:"
            " correct book/templates/layout.html and book/scripts.py"
        )
