"""A Sphinx extension: what the book needs beyond its configuration file.

- *Fresh figures.*  Jupyter Book's execution cache runs a notebook again when the notebook's
  own code changes, and would publish stale figures after an edit of gdkit.  Here the cache
  is kept under a digest of gdkit: editing gdkit runs every notebook again, editing prose
  runs none.
- *Notebooks side by side.*  What has changed runs on all cores, not one after the other.
- *Living figures.*  An experiment shows its page; the scripts that bring it to life are
  written once, and asked for by the pages that have one.
- *A list of experiments*, where ``{experiments}`` asks for it.
- *Access*: no roles and names that assistive technology rejects or that hide what is written;
  wide formulas that the keyboard can scroll.
- *No dead widgets.*  The state of widgets, of use to a kernel only, stays out of the pages.
"""

import hashlib
import os
import re
import shutil
import sys
from importlib import metadata
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor
from myst_nb.sphinx_ import NbMetadataCollector

import gdkit
from gdkit.live import contents
from gdkit.live.assets import SCRIPTS, STYLE, write_assets
from gdkit.live.experiment import BUILDING

#: Packages whose version shows in the notebooks' outputs.
DEPENDENCIES = ("brython", "numpy", "matplotlib", "ipywidgets")


def digest(package):
    """A short name for the contents of every file of `package`, code and data, and for the
    versions of Python and of `DEPENDENCIES`: it changes when any of them does.

    Left out is ``site``, which no notebook imports.
    """
    total = hashlib.sha256(sys.version.encode())
    for name in DEPENDENCIES:
        total.update(f"{name}={metadata.version(name)}".encode())
    for path in sorted(package.rglob("*")):
        if path.is_file() and not {"__pycache__", "site"} & {*path.relative_to(package).parts}:
            total.update(path.relative_to(package).as_posix().encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def key_execution_cache(app, config):
    """Give this gdkit its own execution cache, and drop those of earlier ones.

    The setting's new value also makes Sphinx read every page again.
    """
    caches = Path(app.srcdir, "_build", ".jupyter_cache")
    current = caches / digest(Path(gdkit.__file__).parent)
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


def write_living_figures(app):
    """Write the scripts of the living figures into the site."""
    if app.builder.format == "html":
        write_assets(Path(app.outdir, "_static", "gdkit"))


def bring_to_life(app, pagename, templatename, context, doctree):
    """Load the scripts on a page that has an experiment."""
    if '<figure class="experiment"' in context.get("body", ""):
        app.add_css_file(f"gdkit/{STYLE}")
        for name in SCRIPTS:
            app.add_js_file(f"gdkit/{name}", loading_method="defer")


def ease_access(app, pagename, templatename, context, doctree):
    """Take out what assistive technology rejects, and let keys scroll what is too wide."""
    body = context.get("body", "")
    body = re.sub(r' role="doc-(?:biblioentry|backlink)"', "", body)  # ARIA has given them up
    for found, better in (
        ('<div role="list" class="citation-list">', '<div class="citation-list">'),  # no items
        ('<summary aria-label="Toggle hidden content">', "<summary>"),  # it reads "Show the code"
        # The theme makes what it scrolls a tab stop, but knows of tables only.
        ('<div class="math ', '<div class="pst-scrollable-table-container math '),
    ):
        body = body.replace(found, better)
    context["body"] = body


def setup(app):
    """Connect the extension; called by Sphinx."""
    os.environ[BUILDING] = "1"  # the notebooks' kernels inherit it
    app.connect("config-inited", key_execution_cache)
    app.connect("env-before-read-docs", run_notebooks)
    app.connect("doctree-read", drop_widget_state)
    app.connect("builder-inited", write_living_figures)
    app.connect("html-page-context", bring_to_life)
    app.connect("html-page-context", ease_access)
    app.add_node(contents.experiments)
    app.add_directive("experiments", contents.Experiments)
    app.connect("doctree-resolved", contents.fill)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
