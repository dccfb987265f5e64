"""A notebook runs again when gdkit changes, not when its prose does, and ships no widget."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

import gdkit
from book.execution import PACKAGES, digest
from book.packages import folder

CONFIGURATION = """
extensions = ["myst_nb", "living_figures.sphinx", "book.execution"]
nb_execution_mode = "cache"
nb_ipywidgets_js = {}
nb_mime_priority_overrides = [["html", "application/vnd.jupyter.widget-view+json", None]]
exclude_patterns = ["_build", "gdkit"]
"""
ROOT = Path(__file__).resolve().parents[2]


class SmallBook:
    """A book of one notebook, with a gdkit of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.executions = folder / "executions.txt"
        package = Path(gdkit.__file__).parent
        shutil.copytree(package, folder / "gdkit", ignore=shutil.ignore_patterns("__pycache__"))
        settings = f"import sys\nsys.path.append({str(ROOT)!r})\n{CONFIGURATION}"
        (folder / "conf.py").write_text(settings)

    def write(self, prose, more_code=""):
        code = (
            "import ipywidgets, gdkit\n"
            f"print(gdkit.__file__, file=open({json.dumps(str(self.executions))}, 'a'))\n"
            f"{more_code}\n"
            "ipywidgets.FloatSlider()"
        )
        cells = [
            nbformat.v4.new_markdown_cell(f"# Title\n\n{prose}"),
            nbformat.v4.new_code_cell(code),
        ]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), self.folder / "index.ipynb")

    def build(self):
        """Return the built page and how often the notebook has run so far."""
        subprocess.run(
            [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", ".", "_build/html"],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(self.folder)},
            check=True,
            capture_output=True,
        )
        runs = self.executions.read_text().splitlines()
        assert all(run.startswith(str(self.folder)) for run in runs)
        return (self.folder / "_build" / "html" / "index.html").read_text("utf-8"), len(runs)


@pytest.fixture(scope="module")
def small_book(tmp_path_factory):
    return SmallBook(tmp_path_factory.mktemp("small").resolve())


def test_notebooks_run_again_exactly_when_gdkit_changes(small_book):
    small_book.write("The first prose.")
    page, runs = small_book.build()
    assert (runs, "The first prose." in page) == (1, True)
    assert "FloatSlider(" in page  # the text that stands in for the widget
    assert "widget-state" not in page and "widget-view" not in page

    small_book.write("The second prose.")
    page, runs = small_book.build()
    assert (runs, "The second prose." in page) == (1, True)

    edit(small_book.folder / "gdkit" / "vector.py")
    assert small_book.build()[1] == 2
    caches = small_book.folder / "_build" / ".jupyter_cache"
    assert len(list(caches.iterdir())) == 1, "the caches of earlier gdkits are dropped"


def test_a_notebook_that_fails_stops_the_build_which_says_why(small_book):
    small_book.write("The third prose.", more_code="1 / 0")
    with pytest.raises(subprocess.CalledProcessError) as failure:
        small_book.build()
    assert "Executing notebook failed: CellExecutionError" in failure.value.stderr.decode()


@pytest.mark.parametrize("name", ["descent.py", "plots/curve.py", "learning/datasets/penguins.csv"])
def test_digest_changes_with_any_file(tmp_path, name):
    shutil.copytree(Path(gdkit.__file__).parent, tmp_path / "gdkit")
    before = digest([tmp_path / "gdkit"])
    assert before == digest([tmp_path / "gdkit"])
    edit(tmp_path / "gdkit" / name)
    assert digest([tmp_path / "gdkit"]) != before


def test_digest_knows_the_living_figures_too(tmp_path):
    assert PACKAGES == ("gdkit", "living_figures")
    package = tmp_path / "living_figures"
    shutil.copytree(folder("living_figures"), package)
    before = digest([package])
    edit(package / "README.md")
    assert digest([package]) == before
    edit(package / "web" / "artists.js")
    assert digest([package]) != before


def edit(path):
    path.write_bytes(path.read_bytes() + b"\n")
