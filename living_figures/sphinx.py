"""A Sphinx extension: living figures on the pages of any MyST-NB or Jupyter Book site.

    extensions = ["myst_nb", "living_figures.sphinx"]

That is all.  A figure whose ``update`` imports modules of the author's own names the package:

    living_figures_packages = ["mypackage"]

The modules right in that package's folder, in plain Python, can then be imported on a page.
"""

import os
from pathlib import Path

from living_figures.assets import SCRIPTS, STYLE, write_assets
from living_figures.experiment import ON_A_PAGE
from living_figures.portable import PACKAGES

FOLDER = "living_figures"


def tell_kernels(app, config):
    """Let the notebooks' kernels know, which inherit it, that they run for a page, and for whom."""
    os.environ[ON_A_PAGE] = "1"
    os.environ[PACKAGES] = " ".join(config.living_figures_packages)


def write_scripts(app):
    """Write the scripts of the living figures into the site."""
    if app.builder.format == "html":
        folder = Path(app.outdir, "_static", FOLDER)
        write_assets(folder, app.config.living_figures_packages)


def bring_to_life(app, pagename, templatename, context, doctree):
    """Load the scripts on a page that has an experiment."""
    if '<figure class="experiment"' in context.get("body", ""):
        app.add_css_file(f"{FOLDER}/{STYLE}")
        for name in SCRIPTS:
            app.add_js_file(f"{FOLDER}/{name}", loading_method="defer")


def setup(app):
    """Connect the extension; called by Sphinx."""
    app.add_config_value("living_figures_packages", [], "env", [list, tuple])
    app.connect("config-inited", tell_kernels)
    app.connect("builder-inited", write_scripts)
    app.connect("html-page-context", bring_to_life)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
