"""A notebook is run from its first cell to its last, for a page."""

import os
import re

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from living_figures.experiment import ON_A_PAGE
from living_figures.portable import PACKAGES, modules

COLOURS = re.compile(r"\x1b\[[\d;]*m")


class Unfit(ValueError):
    """The notebook or the page is not what it should be; the message says why."""


def read(path):
    """Return the notebook in a file."""
    if not path.is_file():
        raise Unfit(f"no such file: {path}")
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except (nbformat.ValidationError, ValueError, AttributeError) as error:
        raise Unfit(f"not a Jupyter notebook: {path}") from error
    return notebook


def run(notebook, folder, packages=(), timeout=600):
    """Run all cells of a notebook in a folder, with this Python; their outputs become its own.

    A figure's functions can use the modules right in the folders of `packages`.
    """
    for package in packages:
        try:
            modules(package)
        except ValueError as error:
            raise Unfit(str(error)) from error
    environment = os.environ | {ON_A_PAGE: "1", PACKAGES: " ".join(packages)}
    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",  # whatever the author's was called
        resources={"metadata": {"path": str(folder)}},
    )
    reached = []
    client.on_cell_start = lambda cell, cell_index: reached.append(cell_index + 1)
    try:
        client.execute(env=environment)
    except CellExecutionError as error:
        line = re.search(r"Cell In *\[\d+\], line (\d+)", COLOURS.sub("", error.traceback))
        place = f"cell {reached[-1]}" + (f", line {line[1]}" if line else "")
        raise Unfit(f"{place}: {error.ename}: {error.evalue}") from error
    except CellTimeoutError as error:
        raise Unfit(f"cell {reached[-1]} did not end within {timeout} s") from error
    except DeadKernelError as error:
        raise Unfit(f"cell {reached[-1]} ended the Python that ran it") from error
