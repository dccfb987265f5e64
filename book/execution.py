"""A Sphinx extension: notebooks run when they must, side by side, and ship no dead widget.

- *Fresh figures.*  Jupyter Book's execution cache runs a notebook again when the notebook's
  own code changes, and would publish stale figures after an edit of a package that it imports.
  Here the cache is kept under a digest of our packages: editing one runs every notebook again,
  editing prose runs none.
- *Notebooks side by side.*  What has changed runs on all cores, not one after the other.
- *No dead widgets.*  The state of widgets, of use to a kernel only, stays out of the pages.
"""

import hashlib
import shutil
import sys
from importlib import metadata
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor
from myst_nb.sphinx_ import NbMetadataCollector

from book.packages import folder, own_files

#: Our own packages that a notebook imports.
PACKAGES = ("gdkit", "living_figures")
#: Packages whose version shows in the notebooks' outputs.
DEPENDENCIES = ("brython", "numpy", "matplotlib", "ipywidgets")


def digest(packages):
    """A short name for the contents of every file of some packages, given by their folders, and
    for the versions of Python and of `DEPENDENCIES`: it changes when any of them does.
    """
    total = hashlib.sha256(sys.version.encode())
    for name in DEPENDENCIES:
        total.update(f"{name}={metadata.version(name)}".encode())
    for package in packages:
        for path in own_files(package):
            total.update(path.relative_to(package.parent).as_posix().encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def key_execution_cache(app, config):
    """Give these packages their own execution cache, and drop those of earlier ones.

    The setting's new value also makes Sphinx read every page again.
    """
    caches = Path(app.srcdir, "_build", ".jupyter_cache")
    current = caches / digest([folder(name) for name in PACKAGES])
    for path in caches.glob("*/"):
        if path != current:
            shutil.rmtree(path, ignore_errors=True)
    config.nb_execution_cache_path = str(current)


def run_notebooks(app, env, pages):
    """Run the notebooks among `pages` whose code has changed, as many at once as there are cores.

    What succeeds goes into the cache, where myst-nb looks for it.  What fails does not: myst-nb
    runs it again, and says why.
    """
    cache = get_cache(app.config.nb_execution_cache_path)
    notebooks = [path for path in map(env.doc2path, pages) if path.endswith(".ipynb")]
    for path in notebooks:
        cache.add_nb_to_project(path)
    executor = load_executor("local-parallel", cache)
    executor.run_and_cache(filter_uris=notebooks, timeout=app.config.nb_execution_timeout)


def drop_widget_state(app, doctree):
    """Take the widgets' state out of what myst-nb puts on the page just read."""
    NbMetadataCollector.get_js_files(app.env, app.env.docname).pop("ipywidgets_state", None)


def setup(app):
    """Connect the extension; called by Sphinx."""
    app.connect("config-inited", key_execution_cache)
    app.connect("env-before-read-docs", run_notebooks)
    app.connect("doctree-read", drop_widget_state)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
