"""Two lines in its configuration bring a site's figures to life."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from example import write_notebook
from reader import Reader

TESTS = Path(__file__).parent
PROGRAMS = Path(sys.executable).parent

SPHINX = """
extensions = ["myst_nb", "living_figures.sphinx"]
living_figures_packages = ["orbits"]
"""
BOOK = """
title: Pendulums
sphinx:
  extra_extensions: [living_figures.sphinx]
  config:
    living_figures_packages: [orbits]
"""


def build(program, *arguments):
    done = subprocess.run(
        [PROGRAMS / program, *arguments],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr


def sphinx_site(folder):
    (folder / "conf.py").write_text(SPHINX, encoding="utf-8")
    build("sphinx-build", "-b", "html", folder, folder / "the site")
    return folder / "the site"


def jupyter_book(folder):
    (folder / "_config.yml").write_text(BOOK, encoding="utf-8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
    build("jupyter-book", "build", folder)
    return folder / "_build" / "html"


@pytest.fixture(scope="module", params=[sphinx_site, jupyter_book], ids=lambda f: f.__name__)
def site(request, tmp_path_factory):
    """A tiny site in a folder with a space and a letter that is not ASCII."""
    folder = tmp_path_factory.mktemp("a site ä")
    write_notebook(folder / "index.ipynb")
    return request.param(folder)


@pytest.mark.parametrize("how", ["served", "from disk"])
def test_the_sliders_of_a_site_work(browser, serve, site, how):
    address = serve(site) if how == "served" else site.as_uri() + "/"
    reader = Reader(browser, f"{address}index.html")
    assert len(reader.figures) == 3
    before = reader.figure.locator("svg").inner_html()
    reader.slide("steps", 100)
    reader.expect_caption(r"After 100 steps from \(1, 0\): \d")
    assert reader.figure.locator("svg").inner_html() != before
    reader.slide("k", 2, reader.tabulated)
    reader.expect_caption("tall bars of 3, 6 and 9", reader.tabulated)
    reader.context.close()
