"""What each page is about, in a sentence: for search engines, and for readers who are sent a link.

The chapters' sentences are written by hand, in ``chapters/descriptions.yml``.
"""

from pathlib import Path

import yaml

#: The pages of the source of a module have this before the module's name.
SOURCES = "_modules/"


def read_descriptions(folder):
    """Return the descriptions by hand: a dictionary from a page's name to its sentence."""
    return yaml.safe_load(Path(folder, "chapters", "descriptions.yml").read_text("utf-8"))


def description(page, written):
    """Return the description of `page`, or "" if none was `written` and none can be made."""
    if page in written:
        return written[page]
    if page.startswith((f"{SOURCES}gdkit/", f"{SOURCES}living_figures/")):
        module = page.removeprefix(SOURCES).replace("/", ".")
        return f"The source of {module}, a module of the package that every chapter imports."
    return ""
