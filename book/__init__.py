"""What this book needs beyond its configuration file: a Sphinx extension, a module for each thing.

- `execution`: notebooks run again exactly when their code or a package of ours has changed
- `experiments`: the list of all living figures, where ``{experiments}`` asks for it
- `access`: what assistive technology rejects, and what keys could not scroll
- `site`: descriptions, previews, icons, buttons, the page for addresses that lead nowhere
- `lite`: JupyterLite, and the copies of the notebooks that the site gives away

`pdf` prints the built book; `browser` finds the browser that prints and tests it.
"""

PARTS = ("execution", "experiments", "access", "site", "lite")


def setup(app):
    """Connect the extension; called by Sphinx."""
    for part in PARTS:
        app.setup_extension(f"book.{part}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
