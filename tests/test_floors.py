"""A folder is a floor: a module imports only from its own floor or a lower one."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: Folders from the lowest floor up, each with the packages from elsewhere that it may import.
#: The floors below are open to all of gdkit; nothing of ours is open to the living figures.
GDKIT = {
    "gdkit": set(),
    "gdkit/learning": {"numpy", "tqdm"},
    # Matplotlib and what comes with it; a notebook shows its figures by matplotlib_inline.
    "gdkit/plots": {"numpy", "matplotlib", "contourpy", "cycler", "matplotlib_inline"},
}
PORTABLE = {"math"}  # of the standard library, what a browser has at hand


def modules(folder):
    """The modules right in a folder."""
    return sorted((ROOT / folder).glob("*.py"))


def imports(file):
    """The dotted names that a file imports, at its top or in a function."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name}: write the whole name for a relative import"
            # `from gdkit import plots` imports gdkit.plots.
            yield from (f"{node.module}.{name.name}" for name in node.names)


def folder_of(name):
    """The folder of the module that a dotted name of ours is, or is in."""
    path = ROOT.joinpath(*name.split("."))
    while not path.is_dir() and not path.with_suffix(".py").is_file():
        path = path.parent
    return (path if path.is_dir() else path.parent).relative_to(ROOT).as_posix()


def test_every_folder_of_gdkit_is_a_floor():
    folders = {f.parent.relative_to(ROOT).as_posix() for f in (ROOT / "gdkit").rglob("*.py")}
    assert folders - {"gdkit/learning/datasets"} == set(GDKIT)


@pytest.mark.parametrize(
    ("folder", "file"),
    [(folder, file) for folder in GDKIT for file in modules(folder)],
    ids=lambda value: value if isinstance(value, str) else value.stem,
)
def test_imports_go_down(folder, file):
    floors = list(GDKIT)
    open_to_it = floors[: floors.index(folder) + 1]
    for name in imports(file):
        top = name.partition(".")[0]
        if top == "gdkit":
            assert folder_of(name) in open_to_it, f"{name} stands above {folder}"
        elif folder == "gdkit":
            assert name in PORTABLE, f"{name} is nothing that a browser has"
        elif top not in sys.stdlib_module_names:
            assert top in GDKIT[folder], f"{name} has no place in {folder}"


def test_the_package_itself_imports_nothing():
    assert not list(imports(ROOT / "gdkit" / "__init__.py"))


@pytest.mark.parametrize(
    "file", sorted((ROOT / "living_figures").rglob("*.*")), ids=lambda file: file.name
)
def test_living_figures_know_nothing_of_this_book(file):
    if file.suffix in (".py", ".js", ".css", ".md", ".toml"):
        text = file.read_text("utf-8")
        assert "gdkit" not in text
        if file.suffix == ".py":
            assert not {"book", "coursework"} & {name.partition(".")[0] for name in imports(file)}


@pytest.mark.parametrize("folder", ["gdkit", "living_figures", "coursework"])
def test_nothing_imports_the_book(folder):
    for file in (ROOT / folder).rglob("*.py"):
        assert "book" not in {name.partition(".")[0] for name in imports(file)}, file
