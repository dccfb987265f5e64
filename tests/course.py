"""The course as it is committed: its pages in their order, its notebooks, and their cells."""

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
