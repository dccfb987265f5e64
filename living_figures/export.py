"""A notebook as one HTML file in which every figure is alive: no server and no other host."""

import base64
import html
import json
import mimetypes
import re
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from pygments.formatters import HtmlFormatter

from living_figures.assets import SCRIPTS, STYLE, worker
from living_figures.execution import Unfit, read, run
from living_figures.rendering import render

MARK = '<meta name="generator" content="living_figures'
FIGURE = '<figure class="experiment"'
STYLES = {"light": "default", "dark": "github-dark"}


def export(notebook, page, packages=(), force=False):
    """Run a notebook, write it to `page` as one HTML file, and return the warnings.

    Raises `Unfit` if there is no such notebook, a cell fails, or the file cannot be written; a
    file that is not an earlier export is replaced only with `force`.
    """
    notebook, page = Path(notebook).absolute(), Path(page).absolute()
    cells = read(notebook)
    check_target(page, force)
    run(cells, notebook.parent, packages)
    title, body, images, warnings = render(cells, notebook)
    text = whole(title, with_images(body, images), packages)
    for address in re.findall(r'\bsrc="((?:https?:)?//[^"]*)"', body):
        warnings.append(f"the page asks another host for {address}")
    try:
        page.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Unfit(f"cannot write {page}: {error.strerror}") from error
    return warnings


def check_target(page, force):
    """Raise `Unfit`, before any work is done, if the page cannot or should not be written."""
    if not page.parent.is_dir():
        raise Unfit(f"no such folder: {page.parent}")
    if page.is_dir():
        raise Unfit(f"cannot write {page}: it is a folder")
    if page.exists() and not force:
        with page.open(encoding="utf-8", errors="replace") as file:
            if MARK not in file.read(1000):
                raise Unfit(f"{page} is there already and no earlier export; --force replaces it")


def with_images(body, images):
    """The HTML with its images inside."""

    def inside(match):
        kind, _ = mimetypes.guess_type(match[2])
        data = base64.b64encode(images[match[2]]).decode()
        return f'{match[1]}="data:{kind};base64,{data}"'

    return re.sub(r'\b(src|href)="(_images/[^"]*)"', inside, body)


def whole(title, body, packages):
    """The text of the page."""
    web = files("living_figures") / "web"
    style = "\n".join([text_of(web / "page.css"), text_of(web / STYLE), code_colours()])
    alive = ""
    if FIGURE in body:
        python = json.dumps(worker(tuple(packages)), ensure_ascii=False).replace("</", "<\\/")
        scripts = "".join(f"<script>\n{text_of(web / name)}</script>\n" for name in SCRIPTS)
        kept = f'<script type="application/json" id="living-figures-python">{python}</script>\n'
        alive = kept + scripts
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'{MARK} {metadata.version("living_figures")}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(html.unescape(title))}</title>\n"
        f'<link rel="icon" href="data:,">\n<style>\n{style}</style>\n</head>\n'
        f"<body>\n<main>\n{body}\n</main>\n{alive}</body>\n</html>\n"
    )


def text_of(file):
    """The text of one of our own files."""
    return file.read_text(encoding="utf-8")


def code_colours():
    """The colours of code, on both themes."""
    rules = [
        f"@media (prefers-color-scheme: {scheme}) {{\n"
        f"{HtmlFormatter(style=style).get_style_defs('.highlight')}\n}}"
        for scheme, style in STYLES.items()
    ]
    return "\n".join(rules) + "\n"
