"""A Sphinx extension: the site's JupyterLite, a Jupyter that runs in the reader's browser.

It holds all notebooks and all packages that they need, but for Pyodide: the Python that a browser
runs, with NumPy and Matplotlib, is tens of megabytes, and comes from the address that the
environment variable ``COURSE_PYODIDE`` names, else from its public one.  A reader is told so on the
page ``chapters/run``, to which the launch button of each notebook leads.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.errors import ExtensionError

from book.copies import copies, notebooks
from book.placeholder import add_placeholder
from book.repository import repository
from book.wheels import write_wheel

VARIABLE = "COURSE_PYODIDE"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
LAB_EXTENSIONS = (
    KERNEL,
    "@jupyter-widgets/jupyterlab-manager",  # sliders
    "jupyterlab_pygments",  # colours of code
)
#: What a notebook needs and Pyodide has not.
WHEELS = ("gdkit", "living_figures", "ipywidgets", "jupyterlab_widgets", "comm")

INSTALLED = Path(sys.prefix, "share", "jupyter", "labextensions")
RUN = "chapters/run"


def pyodide():
    """Return the address of Pyodide's folder.

    Raises `ValueError` if the environment variable is set and is no address.
    """
    given = os.environ.get(VARIABLE, "").strip()
    if given and not given.startswith(("https://", "http://")):
        raise ValueError(f"{VARIABLE} must be like https://example.org/pyodide; got {given!r}")
    schema = INSTALLED / KERNEL / "static" / "schema" / "kernel.v0.schema.json"
    public = json.loads(schema.read_text("utf-8"))["properties"]["pyodideUrl"]["default"]
    return given.removesuffix("/") or public.removesuffix("/pyodide.mjs")


def tell_pages(app, config):
    """Let a page say where Pyodide comes from, and which ways to run there are."""
    config.myst_substitutions["pyodide_host"] = f"`{urlsplit(pyodide()).netloc}`"
    address = repository(app.srcdir)
    app.tags.add("repository" if address else "no_repository")


def listed(app, docname):
    """Each notebook's title, linked from the page `docname` to JupyterLite."""
    lab = app.builder.get_relative_uri(docname, "lite/lab/index")
    items = []
    for page in notebooks(app.env):
        name = Path(page).name
        address = f"{lab}?path={name}.ipynb"
        link = nodes.reference("", app.env.titles[page].astext(), refuri=address, internal=True)
        items.append(nodes.list_item("", nodes.paragraph("", "", link), ids=[f"run-{name}"]))
    return [nodes.bullet_list("", *items, classes=["notebooks"])]


def add_launch_button(app, pagename, templatename, context, doctree):
    """Let the launch menu of each notebook lead to the page that says how to run it."""
    if pagename not in notebooks(app.env):
        return
    menus = [menu for menu in context["header_buttons"] if menu["label"] == "launch-buttons"]
    if not menus:
        menu = {"type": "group", "label": "launch-buttons", "icon": "fas fa-rocket", "buttons": []}
        menus = [menu | {"tooltip": "Run this notebook"}]
        context["header_buttons"].append(menus[0])
    entry = {
        "type": "link",
        "text": "Run this notebook",
        "tooltip": "In your browser, on your computer, or elsewhere",
        "icon": "fas fa-play",
        "url": f"{app.builder.get_relative_uri(pagename, RUN)}#run-{Path(pagename).name}",
    }
    menus[0]["buttons"].insert(0, entry)


def write_lite(app, exception):
    """Give the site its copies of the notebooks and JupyterLite, unless nothing has changed."""
    if exception or app.builder.format != "html":
        return
    for page, text in copies(app, beside=False).items():  # what a page's download button offers
        Path(app.outdir, "_sources", f"{page}.ipynb").write_text(text, "utf-8")
    texts = copies(app, beside=True)
    source, output = Path(app.doctreedir).parent / ".jupyterlite", Path(app.outdir, "lite")
    stamp = source / "stamp"
    earlier = stamp.read_text() if stamp.exists() and output.exists() else None
    shutil.rmtree(source, ignore_errors=True)
    digest = write_sources(source, texts, app.config.project)
    if digest != earlier:
        shutil.rmtree(output, ignore_errors=True)
        command = [sys.executable, "-m", "jupyterlite_core", "build", "--output-dir", output]
        done = subprocess.run(command, cwd=source, capture_output=True, encoding="utf-8")
        if done.returncode:
            raise ExtensionError(f"jupyter lite build failed:\n{done.stdout}{done.stderr}")
    stamp.write_text(digest)


def write_sources(folder, texts, title):
    """Write what JupyterLite is built of, and return a digest of all of it."""
    for part in ("files", "pypi"):
        (folder / part).mkdir(parents=True)
    for page, text in texts.items():
        (folder / "files" / f"{Path(page).name}.ipynb").write_text(text, "utf-8")
    for name in WHEELS:
        write_wheel(name, folder / "pypi")
    kernel = {"pyodideUrl": f"{pyodide()}/pyodide.mjs", "disablePyPIFallback": True}
    page = {"appName": title, "litePluginSettings": {f"{KERNEL}:kernel": kernel}}
    settings = {"jupyter-lite-schema-version": 0, "jupyter-config-data": page}
    (folder / "jupyter-lite.json").write_text(json.dumps(settings), "utf-8")
    build = {
        "apps": ["lab"],
        "federated_extensions": [str(INSTALLED / name) for name in LAB_EXTENSIONS],
        "ignore_sys_prefix": True,  # no extension that happens to be installed, too
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "no_libarchive": True,
    }
    config = json.dumps({"LiteBuildConfig": build})
    (folder / "jupyter_lite_config.json").write_text(config, "utf-8")
    manifests = [INSTALLED / name / "package.json" for name in LAB_EXTENSIONS]
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    contents = [hashlib.sha256(path.read_bytes()).hexdigest() for path in [*files, *manifests]]
    return hashlib.sha256("".join(contents).encode()).hexdigest()


def setup(app):
    """Connect the extension; called by Sphinx."""
    app.connect("config-inited", tell_pages)
    app.connect("html-page-context", add_launch_button, priority=600)  # after the theme's own
    app.connect("build-finished", write_lite)
    add_placeholder(app, "notebooks", listed)  # the directive {notebooks}
    return {"parallel_read_safe": True, "parallel_write_safe": True}
