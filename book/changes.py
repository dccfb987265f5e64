"""When a page last changed: the date of the newest commit that touched its source."""

import datetime
import functools
import subprocess


def last_changed(path):
    """Return the date on which git last saw `path` change, or None.

    None also where git cannot know: outside a repository, for a file that is not committed, in
    a clone without its history.
    """
    if _git(path.parent, "rev-parse", "--is-shallow-repository") != "false":
        return None
    text = _git(path.parent, "log", "-1", "--format=%as", "--", path.name)
    return datetime.date.fromisoformat(text) if text else None


def in_words(date):
    """Return `date` as "26 November 2026", in any locale."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


MONTHS = ("January", "February", "March", "April", "May", "June")
MONTHS += ("July", "August", "September", "October", "November", "December")


@functools.cache
def _git(folder, *arguments):
    try:
        command = ["git", "-C", str(folder), *arguments]
        return subprocess.run(command, capture_output=True, encoding="utf-8").stdout.strip()
    except FileNotFoundError:  # no git here
        return ""
