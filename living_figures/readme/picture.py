"""Draw the picture of the README: its own example, as a reader sees it on a page.

python living_figures/readme/picture.py CHROMIUM
"""

import re
import sys
import tempfile
from pathlib import Path

from living_figures import page
from living_figures.assets import SCRIPTS, STYLE, write_assets

README = Path(__file__).parents[1] / "README.md"
PICTURE = Path(__file__).with_name("pendulum.png")


def example(text):
    """The experiment of a README's first Python block, which is the block's last value."""
    source = re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]
    names = {"__name__": "__main__", "In": ["", source]}
    exec(source.replace("\nExperiment(", "\nlast = Experiment("), names)
    return names["last"]


def write_page(folder):
    """Write a page with the example into a folder, and return the file."""
    write_assets(folder)
    head = "".join(f'<script defer src="{name}"></script>' for name in SCRIPTS)
    style = (
        f'<link rel="stylesheet" href="{STYLE}"><style>body {{ font-family: sans-serif }}</style>'
    )
    figure = page.html(example(README.read_text(encoding="utf-8")))
    file = folder / "index.html"
    text = f"<!doctype html><meta charset=utf-8><title>t</title>{head}{style}{figure}"
    file.write_text(text, encoding="utf-8")
    return file


def main(chromium):
    """Photograph the page, once a slider has been moved."""
    from playwright.sync_api import sync_playwright  # the page itself needs no browser

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 720, "height": 700}, device_scale_factor=1.5)
        tab.goto(write_page(Path(folder)).as_uri())
        figure = tab.locator("figure.experiment")
        slider = figure.get_by_label("damping")
        slider.evaluate("s => { s.value = 5; s.dispatchEvent(new Event('input')); }")
        tab.locator("[data-state=live]").wait_for()
        figure.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
