"""The address at which the built site stands: one setting, or GitHub Pages'.

It is the environment variable ``COURSE_SITE``, else, of a repository on GitHub, the address that
GitHub Pages gives it.  Where neither is known the site has no sitemap and no social previews,
which need it; everything else works, in any folder of any host.
"""

import os
import re

from book.repository import repository

VARIABLE = "COURSE_SITE"
ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~-]+)*")
GITHUB = re.compile(r"https://github\.com/(?P<owner>[\w-]+)/(?P<name>[\w.-]+)")


def site(folder):
    """Return the address of the site of the book in `folder`, with a slash at its end, or None.

    Raises `ValueError` if the environment variable is set and is no address.
    """
    given = os.environ.get(VARIABLE, "").strip().removesuffix("/")
    if given:
        if not ADDRESS.fullmatch(given):
            raise ValueError(f"{VARIABLE} must be like https://example.org/course/; got {given!r}")
        return f"{given}/"
    return pages_address(repository(folder))


def pages_address(repository):
    """Return where GitHub Pages publishes `repository`, or None if it is not on GitHub."""
    found = GITHUB.fullmatch(repository or "")
    if not found:
        return None
    host = f"{found['owner'].lower()}.github.io"
    if found["name"].lower() == host:  # an owner's own site stands at the root
        return f"https://{host}/"
    return f"https://{host}/{found['name']}/"
