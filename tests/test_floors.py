"""A module imports only from its own floor or a lower one; the lowest needs only `math`."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "gdkit"

FLOORS = {
    0: "clipping descent elementwise landscapes optimizers random_numbers sampling schedules "
    "validation vector",
    1: "activations data datasets gradcheck history initialisation losses models network training",
    2: "palette plots",
    3: "live site",
}
FLOOR_OF = {module: floor for floor, modules in FLOORS.items() for module in modules.split()}

#: The lowest floor that may import each package from elsewhere.
OUTSIDE = {
    **dict.fromkeys(["numpy", "tqdm"], 1),
    # Matplotlib and what comes with it; a notebook shows its figures by matplotlib_inline.
    **dict.fromkeys(["matplotlib", "contourpy", "cycler", "PIL", "matplotlib_inline"], 2),
    **dict.fromkeys(["brython", "ipywidgets", "IPython", "sphinx", "docutils"], 3),
    **dict.fromkeys(["myst_nb", "jupyter_cache", "pydata_sphinx_theme", "fontTools", "yaml"], 3),
    # V8, which compiles for the page, and what Brython offers there.
    **dict.fromkeys(["py_mini_racer", "browser"], 3),
}

FILES = sorted(file for file in PACKAGE.rglob("*.py") if file != PACKAGE / "__init__.py")


def module_of(file):
    """The name right below gdkit: `live` for gdkit/live/page.py."""
    return file.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(file):
    """The dotted names that a file imports, at its top or in a function."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name}: write gdkit.… for a relative import"
            # `from gdkit import plots` imports gdkit.plots.
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_every_module_has_its_floor():
    assert {module_of(file) for file in FILES} == set(FLOOR_OF)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_go_down(file):
    floor = FLOOR_OF[module_of(file)]
    for name in imports(file):
        top, *rest = name.split(".")
        if top == "gdkit":
            for module in rest[:1]:  # none for `import gdkit`, which imports nothing
                assert FLOOR_OF[module] <= floor, f"{name} stands above floor {floor}"
        elif floor == 0:
            assert top == "math", f"floor 0 imports {name}, which a browser may not have"
        elif top not in sys.stdlib_module_names:
            assert OUTSIDE.get(top, 4) <= floor, f"{name} has no place on floor {floor}"


def test_the_package_itself_imports_nothing():
    assert not list(imports(PACKAGE / "__init__.py"))
