"""The site's JupyterLite: notebooks, packages, the address of Pyodide, and a reader who is told."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from course import NOTEBOOKS
from packaging.requirements import Requirement
from pyodide import download

import gdkit
from book.copies import first_cell
from book.lite import VARIABLE, WHEELS, pyodide
from book.wheels import write_wheel

PUBLIC = pyodide()
ADDRESS = "https://github.com/someone/gradient-descent"
#: What the kernel itself brings, from Pyodide or with JupyterLite.
OF_THE_KERNEL = set(["ipython", "matplotlib", "numpy", "tqdm", "traitlets", "widgetsnbextension"])


@pytest.fixture(scope="module")
def lite(book):
    return book.html / "lite"


# The notebooks.


def run_first_cell(monkeypatch, address, platform="linux", modules=()):
    """Run the first cell where `sys` looks like this; return what it asks pip for."""
    from IPython.core.inputtransformer2 import TransformerManager

    asked = []
    magic = SimpleNamespace(run_line_magic=lambda name, line: asked.append(f"{name} {line}"))
    monkeypatch.setattr(sys, "platform", platform)
    for name in modules:
        monkeypatch.setitem(sys.modules, name, SimpleNamespace())
    source = "".join(first_cell(address)["source"])
    exec(TransformerManager().transform_cell(source), {"get_ipython": lambda: magic})
    return asked


def test_in_colab_the_first_cell_installs_gdkit_from_the_repository(monkeypatch):
    asked = run_first_cell(monkeypatch, ADDRESS, modules=["google.colab"])
    figures = f"living_figures@git+{ADDRESS}#subdirectory=living_figures"
    assert asked == [f"pip install --quiet git+{ADDRESS} {figures}"]


def test_in_jupyterlite_the_first_cell_installs_gdkit_from_the_site(monkeypatch):
    for address in (ADDRESS, None):
        asked = run_first_cell(monkeypatch, address, platform="emscripten")
        assert asked == ["pip install --quiet gdkit living_figures"]


def test_elsewhere_the_first_cell_installs_nothing(monkeypatch):
    for address in (ADDRESS, None):
        assert run_first_cell(monkeypatch, address) == []
    assert run_first_cell(monkeypatch, None, modules=["google.colab"]) == []


def test_jupyterlite_has_the_notebooks_and_no_other_file(lite):
    contents = json.loads((lite / "api" / "contents" / "all.json").read_text("utf-8"))["content"]
    expected = {path.name for path in NOTEBOOKS}
    assert {entry["path"] for entry in contents} == expected
    assert {path.name for path in (lite / "files").rglob("*")} == expected


# The packages.


def test_the_wheel_of_gdkit_is_gdkit(tmp_path):
    wheel = write_wheel("gdkit", tmp_path)
    first = wheel.read_bytes()
    assert write_wheel("gdkit", tmp_path).read_bytes() == first
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", tmp_path / "there", wheel], check=True)
    assert not [path for path in (tmp_path / "there").rglob("*") if "book" in path.parts]
    package = Path(gdkit.__file__).parent
    files = [path for path in package.rglob("*") if path.is_file()]
    for path in files:
        if "__pycache__" not in path.parts:
            there = tmp_path / "there" / "gdkit" / path.relative_to(package)
            assert there.read_bytes() == path.read_bytes()


def test_what_the_wheels_need_is_a_wheel_or_the_kernels_own(lite):
    index = json.loads((lite / "pypi" / "all.json").read_text("utf-8"))
    assert set(index) == {name.replace("_", "-") for name in WHEELS}
    for wheel in (lite / "pypi").glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            (notes,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
            lines = archive.read(notes).decode().splitlines()
        needed = [Requirement(line[15:]) for line in lines if line.startswith("Requires-Dist: ")]
        there = set(index) | OF_THE_KERNEL
        plain = {need.name for need in needed if not need.marker}
        assert {name.replace("_", "-") for name in plain} <= there
    assert metadata.version("gdkit") in index["gdkit"]["releases"]


def test_jupyterlite_is_lean(lite):
    files = [path for path in lite.rglob("*") if path.is_file()]
    assert not [path for path in files if path.suffix == ".map"]
    assert sum(path.stat().st_size for path in files) < 25e6


# Pyodide's address.


def test_pyodide_comes_from_the_variable_else_from_its_public_address(monkeypatch):
    assert re.fullmatch(r"https://[\w.]+/pyodide/v[\d.]+/full", PUBLIC)
    monkeypatch.setenv(VARIABLE, "https://example.org/pyodide/")
    assert pyodide() == "https://example.org/pyodide"
    monkeypatch.setenv(VARIABLE, "here")
    with pytest.raises(ValueError, match=f"{VARIABLE} must be like https://.*; got 'here'"):
        pyodide()


def test_the_settings_name_pyodide_and_no_package_index(lite):
    settings = json.loads((lite / "jupyter-lite.json").read_text("utf-8"))
    (kernel,) = settings["jupyter-config-data"]["litePluginSettings"].values()
    assert kernel["pyodideUrl"] == f"{PUBLIC}/pyodide.mjs"
    assert kernel["disablePyPIFallback"] is True
    assert all(url.startswith("./") for url in kernel["pipliteUrls"])


# The reader.

RUN = Path(__file__).parents[2] / "chapters" / "run.md"
SETTINGS = f"""
import sys
sys.path.append({str(Path(__file__).parents[2])!r})
extensions = ["myst_nb", "book.lite"]
myst_enable_extensions = ["substitution"]
"""


@pytest.mark.parametrize("address", [ADDRESS, None])
def test_the_page_offers_binder_and_colab_where_there_is_a_repository(tmp_path, address):
    shutil.copy(RUN, tmp_path / "index.md")
    (tmp_path / "conf.py").write_text(SETTINGS)
    build = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "text", ".", "out"]
    environment = os.environ | {"COURSE_REPOSITORY": address or "", VARIABLE: "https://py.example"}
    subprocess.run(build, cwd=tmp_path, env=environment, check=True)
    text = " ".join((tmp_path / "out" / "index.txt").read_text("utf-8").split())
    assert ("Colab** needs" in text) == (address is not None)
    assert ("knows of none" in text) == (address is None)
    assert (
        'loads Pyodide, a Python for browsers, with NumPy and Matplotlib, from "py.example"' in text
    )


@pytest.fixture
def visitor(browser):
    """A browser that lists in `foreign` what it asks of hosts elsewhere; it gets nothing there."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(300_000)  # a busy machine takes its time
    context.foreign = []
    own = ("http://127.0.0.1:", "data:", "blob:")

    def refuse(route):
        context.foreign.append(route.request.url)
        route.abort()

    context.route(lambda url: not url.startswith(own), refuse)
    yield context
    context.close()


def test_a_chapter_leads_to_its_notebook_and_says_first_what_that_loads(visitor, site):
    page = visitor.new_page()
    page.goto(f"{site}chapters/adam.html")
    page.locator(".dropdown-launch-buttons button").click()
    with visitor.expect_page() as opened:
        page.locator(".dropdown-launch-buttons a", has_text="Run this notebook").click()
    run = opened.value
    host = run.locator("article code", has_text=urlsplit(PUBLIC).netloc).last
    link = run.locator("li:target a")
    for element in (host, link):  # both are on the screen
        element.wait_for()
        assert 0 < element.bounding_box()["y"] < 900
    assert link.text_content() == "Adam"
    assert visitor.foreign == []
    with run.expect_request(f"{PUBLIC}/pyodide.mjs"):
        link.click()
    run.locator(".jp-NotebookPanel blockquote", has_text="You will be able to").wait_for()
    assert all(url.startswith(f"{PUBLIC}/") for url in visitor.foreign)


@pytest.fixture(scope="module")
def lite_with_python(lite, serve, tmp_path_factory):
    """The address of the site's JupyterLite with a Pyodide beside it, for want of its own host."""
    folder = tmp_path_factory.mktemp("lite")
    shutil.copytree(lite, folder, dirs_exist_ok=True)
    (folder / "pyodide").mkdir()
    download(re.search(r"/v([\d.]+)/", PUBLIC)[1], folder / "pyodide")
    settings = folder / "jupyter-lite.json"
    settings.write_text(settings.read_text("utf-8").replace(PUBLIC, "./pyodide"), "utf-8")
    return serve(folder)


CODE = """\
%pip install --quiet --no-deps gdkit
from gdkit.descent import descend
from gdkit.landscapes import beale
from gdkit.optimizers import Adam
descend(beale.gradient, beale.start, Adam(0.1), steps=1000, gradient_tolerance=1e-6)"""


def test_its_python_installs_gdkit_and_descends(visitor, lite_with_python):
    """Without NumPy and Matplotlib, which only Pyodide's own address has."""
    page = visitor.new_page()
    page.goto(f"{lite_with_python}lab/index.html?path=adam.ipynb")
    cell = page.locator(".jp-NotebookPanel .jp-CodeCell").first
    page.get_by_text("Python (Pyodide) | Idle").wait_for()  # it asks for a kernel until then
    cell.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(CODE)
    page.keyboard.press("Shift+Enter")
    output = cell.locator(".jp-OutputArea-output")
    output.filter(has_text="<Descent: converged after 902 steps").wait_for()
    assert visitor.foreign == []
