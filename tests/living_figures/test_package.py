"""The package stands alone: its wheel holds its own files, and its README's example runs."""

import os
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from reader import Reader

import living_figures

FOLDER = Path(living_figures.__file__).parent


@pytest.fixture(scope="module")
def readme():
    """The script that draws the README's picture, as a module's names."""
    return runpy.run_path(str(FOLDER / "readme" / "picture.py"))


@pytest.fixture
def copy(tmp_path):
    """The folder as somebody gets it, so that a build leaves nothing behind in ours."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=FOLDER, check=True, capture_output=True, encoding="utf-8",
    ).stdout.splitlines()  # fmt: skip
    for name in listed:
        (tmp_path / "copy" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "copy" / name).write_bytes((FOLDER / name).read_bytes())
    return tmp_path / "copy"


def test_the_wheel_holds_the_packages_own_files(copy, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", tmp_path, copy],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    own = [*FOLDER.glob("*.py"), *(FOLDER / "web").glob("*.*")]
    assert names == {f"living_figures/{file.relative_to(FOLDER).as_posix()}" for file in own}


def test_nothing_that_it_needs_at_first_is_an_extra():
    """A notebook's figures, with what only pages need out of reach."""
    code = (
        "import sys\n"
        "for name in ('py_mini_racer', 'sphinx', 'myst_nb', 'nbclient', 'math_core'):\n"
        "    sys.modules[name] = None\n"
        "import living_figures, living_figures.notebook, living_figures.assets\n"
    )
    environment = os.environ | {"PYTHONPATH": str(FOLDER.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr


def test_an_export_without_its_extra_names_it():
    code = (
        "import sys\nsys.modules['myst_nb'] = sys.modules['nbclient'] = None\n"
        "sys.argv = ['living_figures', 'export', 'a.ipynb', 'a.html']\n"
        "from living_figures.__main__ import main\nmain()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert "pip install 'living_figures[export]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_readmes_example_lives_on_a_page(browser, readme, tmp_path):
    reader = Reader(browser, readme["write_page"](tmp_path).as_uri())
    assert reader.caption().startswith("After 15 s the pendulum of 2 m still swings by 0.1")
    reader.slide("damping", 0)
    reader.expect_caption(r"still swings by 0\.[89]\d radians")  # nothing is lost
    assert reader.errors == []
    reader.context.close()


def test_the_readmes_picture_is_light():
    assert (FOLDER / "readme" / "pendulum.png").stat().st_size < 300_000
