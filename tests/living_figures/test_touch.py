"""On a phone: a finger drags a point, two enlarge the page, and nothing is too small."""

import pytest
from example import write_page
from reader import Reader

NOTEBOOK = '''
import matplotlib.pyplot as plt
from living_figures import *

def update(start):
    return {"path": [start]}
def caption(start):
    return f"The start is ({start[0]:.4g}, {start[1]:.4g})."
def outcome(path):
    return path[0]
def make(name, limits, scale, value, guess=False):
    figure, ax = plt.subplots(figsize=(6.4, 5), layout="constrained")
    ax.set(xlim=limits, ylim=limits, xscale=scale, yscale=scale)
    ax.plot([], [], "o", gid="path")
    asked = {"guess": Guess("Where?", StartPoint(ax, value)), "outcome": outcome} if guess else {}
    start = StartPoint(ax, value)
    return Experiment(figure, update, caption=caption, alt=name, start=start, **asked)
linear = make("linear", (-5, 5), "linear", (0, 0))
logarithmic = make("logarithmic", (40, 100), "log", (50, 50))
guessed = make("guessed", (-5, 5), "linear", (0, 0), guess=True)
figure, axes = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
axes[0].set(xlim=(-5, 5), ylim=(-5, 5))
axes[0].plot([], [], "o", gid="path")
def switched(start, on):
    return {"path": [start] if on else []}
start = StartPoint(axes[0], (0, 0))
wide = Experiment(figure, switched, caption=caption, alt="wide", start=start, on=Switch(True))
'''  # fmt: skip
FIGURES = {"linear": 0, "logarithmic": 1, "guessed": 2, "wide": 3}
DIRECTIONS = {"right": (1, 0), "left": (-1, 0), "up": (0, -1), "down": (0, 1), "aslant": (1, 1)}


@pytest.fixture(scope="module")
def phone_page(serve, tmp_path_factory):
    folder = tmp_path_factory.mktemp("phone")
    write_page(folder, NOTEBOOK, FIGURES)
    path = folder / "index.html"
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    blank = "<p style='height: 100vh'></p>"
    html = path.read_text("utf-8").replace("<title>", f"{viewport}<title>") + blank
    path.write_text(html, "utf-8")
    return serve(folder) + "index.html"


@pytest.fixture
def phone(browser, phone_page):
    size = {"width": 390, "height": 800}
    phone = Reader(browser, phone_page, has_touch=True, is_mobile=True, screen=size)
    phone.page.set_viewport_size(size)
    yield phone
    assert phone.errors == []
    phone.context.close()


class Fingers:
    """Touches of the screen, as Chromium gets them from a phone."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)

    def send(self, kind, *points):
        touched = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        event = {"type": f"touch{kind}", "touchPoints": touched}
        self.session.send("Input.dispatchTouchEvent", event)

    def move(self, *ways):
        """Move a finger along each way, a pair of points, all at once."""
        self.send("Start", *(start for start, _ in ways))
        for step in range(1, 13):
            self.send("Move", *(between(start, end, step / 12) for start, end in ways))
        self.send("End")


def between(start, end, share):
    return tuple(a + share * (b - a) for a, b in zip(start, end, strict=True))


def middle(figure):
    figure.locator(".experiment-drag").last.scroll_into_view_if_needed()
    box = figure.locator(".experiment-drag").last.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def handle(figure):
    box = figure.locator(".experiment-handle").last.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("name", FIGURES)
def test_a_finger_drags_the_point_and_not_the_page(phone, name, direction):
    figure = phone.figures[FIGURES[name]]
    x, y = middle(figure)
    scrolled = phone.page.evaluate("scrollY")
    dx, dy = (90 * part for part in DIRECTIONS[direction])
    Fingers(phone.page).move(((x, y), (x + dx, y + dy)))
    assert handle(figure) == pytest.approx((x + dx, y + dy), abs=4)
    assert phone.page.evaluate("scrollY") == scrolled
    assert figure.locator(".experiment-picture").evaluate("e => e.scrollLeft") == 0


def test_two_fingers_enlarge_the_page(phone):
    x, y = middle(phone.figure)
    apart = ((x - 20, y), (x - 90, y)), ((x + 20, y), (x + 90, y))
    Fingers(phone.page).move(*apart)
    phone.page.wait_for_function("visualViewport.scale > 1.2")


def test_a_finger_beside_the_picture_scrolls_the_page(phone):
    box = phone.figure.locator("figcaption").bounding_box()
    Fingers(phone.page).move(((200, box["y"] + 10), (200, box["y"] - 190)))
    phone.page.wait_for_function("scrollY > 100")


def test_the_handle_follows_the_sliders(phone):
    before = handle(phone.figure)
    phone.slide("start, x", 100)
    phone.expect_caption(r"\(5, 0\)")
    after = handle(phone.figure)
    assert after[0] > before[0] + 100
    assert after[1] == pytest.approx(before[1], abs=1)


def test_after_the_guess_the_finger_drags_the_start(phone):
    guessed = phone.figures[FIGURES["guessed"]]
    guessed.get_by_role("button", name="Show what happens").click()
    phone.expect_caption("The start is", guessed)
    area = guessed.locator(".experiment-drag").first.bounding_box()
    phone.page.touchscreen.tap(area["x"] + area["width"] * 0.9, area["y"] + area["height"] * 0.5)
    phone.expect_caption(r"The start is \(4, 0\)", guessed)


def test_what_a_finger_is_to_hit_is_at_least_24_pixels_high(phone):
    shown = phone.page.locator("input:visible, button:visible, select:visible").all()
    assert len(shown) > 8
    assert all(control.bounding_box()["height"] >= 24 for control in shown)


def test_the_numbers_at_the_ticks_can_be_read(phone):
    heights = phone.page.eval_on_selector_all(
        ".experiment-picture text",
        "all => all.map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().d)",
    )
    plain = [abs(height) for height in heights if height]
    assert len(plain) > 40
    assert min(plain) >= 9


def test_a_picture_wider_than_the_screen_says_so(phone):
    hints = phone.page.eval_on_selector_all(
        "figcaption", "all => all.map(e => getComputedStyle(e, '::before').content)"
    )
    assert [("sideways" in hint) for hint in hints] == [False, False, False, True]
