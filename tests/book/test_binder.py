"""What Binder makes of this repository: repo2docker's rules, in a fresh clone and environment.

Without its container: the Python that ``runtime.txt`` names if this machine has it, else the one
that runs the test; ``pip install -r requirements.txt`` in the clone; and JupyterLab, started there.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from frontend import TOKEN, Kernel, Server
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
RUNTIME = (ROOT / "runtime.txt").read_text("utf-8").strip()
#: The versions for which repo2docker has an environment.
KNOWN = [f"3.{minor}" for minor in range(7, 15)]
#: What it would follow in place of requirements.txt and runtime.txt.
FIRST = "binder .binder Dockerfile environment.yml Pipfile Pipfile.lock Project.toml flake.nix"


def version(text):
    return tuple(map(int, text.split(".")))


def test_the_runtime_is_one_that_binder_has_and_gdkit_takes():
    named = re.fullmatch(r"python-(\d+\.\d+)", RUNTIME)[1]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert named in KNOWN
    assert version(named) >= version(project["requires-python"].removeprefix(">="))


def test_binder_follows_the_requirements_and_nothing_else():
    assert not [name for name in FIRST.split() if (ROOT / name).exists()]
    assert "-e . " in (ROOT / "requirements.txt").read_text("utf-8")  # installed in the clone


def python_of(runtime):
    """The Python that `runtime` names, if it is there and works, else this one."""
    program = shutil.which(runtime.replace("-", ""))
    if program and not subprocess.run([program, "-c", ""], capture_output=True).returncode:
        return program
    print(f"{runtime} is not on this machine; {sys.executable} takes its place")
    return sys.executable


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """JupyterLab as Binder starts it: an environment's own, in a fresh clone."""
    if not (ROOT / ".git").exists():
        pytest.skip("this copy of the repository has no git to clone")
    folder = tmp_path_factory.mktemp("binder")
    clone, environment = folder / "clone", folder / "environment"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    subprocess.run([python_of(RUNTIME), "-m", "venv", environment], check=True)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    install = [programs / "python", "-m", "pip", "install", "-r", "requirements.txt"]
    done = subprocess.run(install, cwd=clone, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    server = Server(programs / "jupyter", clone)
    yield server
    server.close()
    shutil.rmtree(folder, ignore_errors=True)  # half a gigabyte


def test_a_chapter_runs_and_its_slider_moves_the_picture(server):
    path = "chapters/steps.ipynb"
    notebook = server.ask(f"api/contents/{path}")["content"]
    kernel = Kernel(server, path)
    codes = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    free = [i for i, code in enumerate(codes) if "Experiment(" in code and "guess=" not in code]
    for code in codes[: free[0]]:
        kernel.run(code)
    kernel.widgets.clear()  # those of other experiments
    shown = kernel.run(codes[free[0]])
    assert "application/vnd.jupyter.widget-view+json" in shown[-1]
    of_kind = {state.get("_model_name"): model for model, state in kernel.widgets.items()}
    slider, image, caption = (
        of_kind[kind] for kind in ("SelectionSliderModel", "ImageModel", "HTMLModel")
    )
    picture, words = (kernel.widgets[model]["value"] for model in (image, caption))
    assert bytes(picture).startswith(b"\x89PNG")
    kernel.set(slider, index=kernel.widgets[slider]["index"] + 5)
    moved = kernel.widgets[image]["value"]
    assert bytes(moved).startswith(b"\x89PNG") and bytes(moved) != bytes(picture)
    assert kernel.widgets[caption]["value"] != words
    kernel.close()


def test_jupyterlab_shows_what_a_chapter_says_in_myst(server, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(300_000)
    page = context.new_page()
    page.goto(f"{server.address}lab/tree/chapters/adam.ipynb?token={TOKEN}&reset")
    notebook = page.locator(".jp-NotebookPanel")
    notebook.locator("aside", has_text="You will be able to").wait_for()  # an admonition
    formulas = notebook.locator("aside .katex, aside mjx-container")
    formulas.nth(1).wait_for(state="attached")  # set after the text around them
    for raw in ("```", "{admonition}", "{doc}", "$\\beta"):  # the cells render one by one
        expect(notebook).not_to_contain_text(raw, use_inner_text=True, timeout=300_000)
    context.close()
