"""The command line: `python -m living_figures export NOTEBOOK.ipynb PAGE.html`."""

import argparse
import sys

EXTRA = "exporting needs some packages more: pip install 'living_figures[export]'"


def main():
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(prog="python -m living_figures", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser(
        "export",
        help="make one HTML file of a notebook",
        description="Run a notebook and write it as one HTML file in which every figure is alive.",
    )
    command.add_argument("notebook", metavar="NOTEBOOK.ipynb")
    command.add_argument("page", metavar="PAGE.html")
    command.add_argument(
        "--packages", nargs="+", default=[], metavar="PACKAGE",
        help="installed packages whose modules the figures import",
    )  # fmt: skip
    command.add_argument(
        "--force", action="store_true", help="replace a file that is no earlier export"
    )
    given = parser.parse_args()
    try:
        from living_figures.export import Unfit, export  # what it needs is an extra
    except ModuleNotFoundError as error:
        sys.exit(f"{EXTRA}\n({error})")
    try:
        warnings = export(given.notebook, given.page, given.packages, given.force)
    except (Unfit, ModuleNotFoundError) as error:
        sys.exit(f"error: {error}")
    for warning in warnings:
        print(warning, file=sys.stderr)
    print(f"wrote {given.page}")


if __name__ == "__main__":
    main()
