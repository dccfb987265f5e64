"""The notebooks as the site gives them away: their first cell brings the packages they import.

The repository's own notebooks need no such cell: ``requirements.txt`` installs both packages.
"""

import json

from book.experiments import in_order
from book.repository import repository

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


def copies(app):
    """Return the text of each of the book's notebooks with that cell, by the page's name."""
    cell = first_cell(repository(app.srcdir))
    return {page: _with(cell, app.env.doc2path(page)) for page in notebooks(app.env)}


def notebooks(env):
    """The pages that are notebooks, in the order of the table of contents."""
    pages = in_order(env, env.config.root_doc)
    return [page for page in pages if str(env.doc2path(page)).endswith(".ipynb")]


def _with(cell, path):
    with open(path, encoding="utf-8") as file:
        notebook = json.load(file)
    notebook["cells"].insert(0, cell)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
