"""The notebooks as the site gives them away, for JupyterLab, Colab, VS Code and JupyterLite.

Their first cell brings the packages they import, their text is plain Markdown, and what the page
folds away is folded.  The repository's own notebooks need none of it: ``requirements.txt`` installs
the packages, and a JupyterLab that reads MyST.
"""

import json

from book.experiments import in_order
from book.plain import Plain, directive, parser
from book.repository import repository
from book.targets import Targets

FIRST = """\
# Bring the book's packages to where requirements.txt has not installed them.
import sys

if sys.platform == "emscripten":  # JupyterLite, which has them from the book's site
    %pip install --quiet gdkit living_figures
"""
COLAB = """\
elif "google.colab" in sys.modules:
    %pip install --quiet git+{address} living_figures@git+{address}#subdirectory=living_figures
"""
#: What Colab shows in place of the code of scenery.
FORM = "# @title Code to run, not to read\n"


def first_cell(address):
    """The cell that installs them in JupyterLite and, from the repository at `address`, in Colab.

    With no address (None) it leaves Colab alone.
    """
    source = FIRST + (COLAB.format(address=address) if address else "")
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": "install-packages",
        "metadata": {},
        "outputs": [],
        "source": source.rstrip().splitlines(keepends=True),
    }


def copies(app, beside):
    """Return the text of the copy of each of the book's notebooks, by the page's name.

    Copies that will lie `beside` each other lead to each other, any other to the site's pages.
    """
    reader, address = parser(app.env.myst_config), repository(app.srcdir)
    found = {}
    for page in notebooks(app.env):
        with open(app.env.doc2path(page), encoding="utf-8") as file:
            notebook = json.load(file)
        writer = Plain(reader, Targets(app, page, beside))
        found[page] = json.dumps(copy(notebook, writer, address), ensure_ascii=False, indent=1)
    return {page: text + "\n" for page, text in found.items()}


def notebooks(env):
    """The pages that are notebooks, in the order of the table of contents."""
    pages = in_order(env, env.config.root_doc)
    return [page for page in pages if str(env.doc2path(page)).endswith(".ipynb")]


def copy(notebook, writer, address=None):
    """The copy of a notebook whose text is `writer`'s; Colab takes the packages from `address`."""
    cells, solution = [first_cell(address)], None
    for cell in notebook["cells"]:
        for part in _parts(cell, writer):
            if part == "solution-start":
                solution = []
            elif part == "solution-end":
                cells += _folded(solution)
                solution = None
            else:
                (cells if solution is None else solution).append(part)
    closed = [cell["id"] for cell in cells if "jp-MarkdownHeadingCollapsed" in cell["metadata"]]
    metadata = notebook["metadata"] | {"colab": {"collapsed_sections": closed}}
    return notebook | {"cells": cells, "metadata": metadata}


def _parts(cell, writer):
    """What a cell comes to: cells, and the names of the directives that enclose a solution."""
    if cell["cell_type"] == "code":
        return [_form(cell) if "hide-input" in cell["metadata"].get("tags", ()) else cell]
    source = "".join(cell["source"])
    lines, parts, begin = source.splitlines(keepends=True), [], 0
    for token in writer.parser.parse(source) if "{solution-" in source else ():
        name = (directive(token) or [None])[0]
        if name in ("solution-start", "solution-end") and token.level == 0:
            parts += ["".join(lines[begin : token.map[0]]), name]
            begin = token.map[1]
    parts.append("".join(lines[begin:]))
    texts = [(n, part) for n, part in enumerate(parts) if part.strip()]
    return [
        part if part.startswith("solution-") else _markdown(cell, n, writer.text(part))
        for n, part in texts
    ]


def _markdown(cell, number, text):
    """A cell with a part of another's text; the first keeps its name."""
    name = f"{cell['id']}-{number}" if number else cell["id"]
    return _shown(cell) | {"id": name, "source": text.strip().splitlines(keepends=True)}


def _form(cell):
    """A cell of scenery, which Colab shows as its title."""
    metadata = cell["metadata"] | {"cellView": "form"}
    return cell | {"metadata": metadata, "source": [FORM, *cell["source"]]}


def _folded(solution):
    """A solution, under a heading that is closed: a click opens it in JupyterLab and Colab.

    ``<details>`` would close in more programs, but cannot hold a cell with code.
    """
    name = f"{solution[0]['id']}-solution"
    metadata = {"id": name, "jp-MarkdownHeadingCollapsed": True}  # Colab's, and JupyterLab's
    heading = {"cell_type": "markdown", "metadata": metadata, "source": ["#### Solution"]}
    return [heading | {"id": name}, *map(_shown, solution)]


def _shown(cell):
    """A cell that does not fold by itself: it is under a heading that does, or plain text."""
    metadata = {key: value for key, value in cell["metadata"].items() if key != "jupyter"}
    return cell | {"metadata": metadata}
