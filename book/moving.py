"""The README's moving picture: the first page's living figure, with its start dragged about.

`python make.py book`, then `python -m book.moving` with .venv's Python: it drags the start on the
built page in a real browser, and keeps what it sees.
"""

import io
import math
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from book.browser import FLAGS, find

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "_build" / "html" / "chapters" / "index.html"
PICTURE = Path(__file__).with_suffix(".gif")

#: Seconds from one frame to the next, how many there are, and the colours of all of them.
PAUSE, FRAMES, COLOURS = 0.14, 44, 256
#: Half of the width and of the height of the curve that is drawn by the start, as shares of the
#: picture's.
REACH = (0.24, 0.22)

#: A hand for the eye: the browser's own pointer is on no screenshot.
HAND = """() => {
    const hand = document.createElement("div");
    hand.style = "position: fixed; width: 26px; height: 26px; margin: -13px; border-radius: 50%;"
        + "background: #b5870566; pointer-events: none; z-index: 9999";
    addEventListener("pointermove", event => {
        hand.style.left = event.clientX + "px";
        hand.style.top = event.clientY + "px";
    }, true);
    document.body.append(hand);
}"""


def places(box):
    """Where the pointer is in each frame: along a lying eight, which ends where it begins."""
    x, y = box["x"] + 0.52 * box["width"], box["y"] + 0.47 * box["height"]
    for frame in range(FRAMES):
        angle = 2 * math.pi * frame / FRAMES
        yield (
            x - REACH[0] * box["width"] * math.sin(angle),
            y + REACH[1] * box["height"] * math.sin(2 * angle),
        )


def photographs(browser):
    """Drag the start of the page's first figure about; return a picture of each moment."""
    tab = browser.new_page(viewport={"width": 700, "height": 900})
    tab.goto(PAGE.as_uri())
    figure = tab.locator("figure.experiment").first
    figure.scroll_into_view_if_needed()
    tab.evaluate(HAND)
    picture, words = figure.locator("svg").first, figure.locator(".experiment-caption")
    box = figure.bounding_box()
    below = words.bounding_box()
    clip = box | {"height": below["y"] + below["height"] - box["y"] + 8}
    taken = []
    for number, place in enumerate([*places(picture.bounding_box())]):
        tab.mouse.move(*place)
        if number == 0:
            tab.mouse.down()
            tab.mouse.move(*place)
        tab.wait_for_timeout(300)  # long enough for the figure to follow
        taken.append(Image.open(io.BytesIO(tab.screenshot(clip=clip))).convert("RGB"))
    tab.mouse.up()
    return taken


def main():
    """Write the picture, from the page as it was built last."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        taken = photographs(browser)
        browser.close()
    # One palette for all, so that what stands still stays as it is; and by MAXCOVERAGE, as the
    # usual choice of colours forgets the few that a path has.
    palette = taken[0].quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE)
    frames = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in taken]
    pause = round(1000 * PAUSE)
    frames[0].save(PICTURE, save_all=True, append_images=frames[1:], duration=pause, loop=0)


if __name__ == "__main__":
    main()
