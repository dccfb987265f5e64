"""The files of a package that is installed from its own folder: those that it consists of."""

from importlib import util
from pathlib import Path

#: What may lie in a package's folder, and is no part of what is installed.
BESIDE = {"build", "readme", "README.md", "LICENSE", "pyproject.toml"}


def folder(name):
    """The folder of an installed package."""
    return Path(util.find_spec(name).origin).parent


def own_files(folder):
    """Yield the paths of a package's own files in its folder, in a fixed order."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        beside = parts[0] in BESIDE or parts[0].endswith(".egg-info")
        if path.is_file() and not beside and "__pycache__" not in parts:
            yield path
