"""What a page can import: `math`, and the packages of the author's own that a site names."""

import importlib
import os
from importlib import util
from pathlib import Path

#: The environment variable that names these packages, separated by spaces, to a notebook's kernel.
PACKAGES = "LIVING_FIGURES_PACKAGES"


def named_packages():
    """The packages that the environment names."""
    return os.environ.get(PACKAGES, "").split()


def modules(package):
    """The dotted names of the modules right in a package's folder.

    Raises `ValueError` if there is no such package.
    """
    spec = util.find_spec(package) if package.isidentifier() else None
    if spec is None or not spec.submodule_search_locations:
        raise ValueError(f"{package!r} must be an installed package")
    files = sorted(Path(spec.submodule_search_locations[0]).glob("*.py"))
    return [f"{package}.{file.stem}" for file in files if not file.stem.startswith("__")]


def importable():
    """The modules that a page of this notebook can import, by name."""
    names = [name for package in named_packages() for name in modules(package)]
    return {name: importlib.import_module(name) for name in ("math", *names)}
