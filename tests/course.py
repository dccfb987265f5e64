"""The course as it is committed: its pages in their order, its notebooks, and their cells."""

import re
from pathlib import Path

import nbformat
import yaml

ROOT = Path(__file__).resolve().parent.parent
CONTENTS = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
PAGES = [CONTENTS["root"]] + [
    chapter["file"] for part in CONTENTS["parts"] for chapter in part["chapters"]
]
NOTEBOOKS = sorted((ROOT / "chapters").glob("*.ipynb"))
COURSE = [
    ROOT / f"{chapter['file']}.ipynb"
    for part in CONTENTS["parts"]
    if part["caption"] == "The course"
    for chapter in part["chapters"]
]


def cells(path, kind):
    """The cells of a notebook that are of one kind, "code" or "markdown"."""
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


#: A box that is folded until a reader opens it.
FOLDED = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{(?:admonition|dropdown)\}.*\n(?::.*\n)*?:class:.*\bdropdown\b.*\n"
    r"(?:.*\n)*?(?P=fence)$",
    re.MULTILINE,
)


def minutes(path):
    """How long a chapter takes to read, without its exercises and what is folded: by its words,
    formulas, code, pictures and experiments, each at the pace of a student who wants to
    understand it.

    130 words a minute; 6 seconds for a formula in a line and a minute for one on a line of its
    own; 10 seconds for a visible line of code; a minute for a picture; 4 for an experiment.
    """
    total = 0.0
    for cell in nbformat.read(path, as_version=4).cells:
        text, _, exercises = cell.source.partition("## Exercises")
        if cell.cell_type == "markdown":
            text = FOLDED.sub("", text)
            total += len(re.findall(r"\$\$.+?\$\$", text, re.DOTALL))
            text = re.sub(r"\$\$.+?\$\$", "", text, flags=re.DOTALL)
            total += len(re.findall(r"\$[^$]+\$", text)) / 10
            total += len(re.findall(r"\w+", re.sub(r"\$[^$]+\$", "", text))) / 130
        elif "Experiment(" in text:
            total += 4
        else:
            total += "mystnb" in cell.metadata
            if "hide-input" not in cell.metadata.get("tags", ()):
                total += len([line for line in text.splitlines() if line.strip()]) / 6
        if exercises:
            break
    return total


def stated_minutes(path):
    """How many minutes a chapter says that it takes."""
    text = "\n".join(cell.source for cell in cells(path, "markdown"))
    return int(re.search(r"\*\*It takes\*\* .*?about (\d+) minutes", text, re.DOTALL)[1])
