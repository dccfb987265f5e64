"""The built site for those who use a keyboard or a screen reader: WCAG 2.2, level AA."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from test_site import ADDRESSES, DESKTOP

PHONE = {"width": 360, "height": 740}

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

#: Open all that folds.  Leave out most of what axe-core would spend its time on: tokens of code
#: beyond the first of each look.
UNFOLD = """() => {
    document.querySelectorAll("article details").forEach(e => { e.open = true; });
    document.querySelectorAll(".toggle-button-hidden").forEach(e => e.click());
    // All is read before any of it is changed: a style after a change is computed anew.
    const tokens = [...document.querySelectorAll("pre span")];
    const looks = tokens.map(
        e => e.className + getComputedStyle(e.closest("pre")).backgroundColor);
    tokens.forEach((e, i) => { if (looks.indexOf(looks[i]) < i) e.replaceWith(...e.childNodes); });
}"""


def violations(page):
    """What axe-core finds: the rule, and where."""
    options = {"runOnly": WCAG, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [(v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in found]


@pytest.fixture(scope="module", params=ADDRESSES)
def unfolded(request, browser, site):
    """A page with all its answers, solutions and editors open."""
    page = browser.new_page(viewport=DESKTOP, reduced_motion="reduce")
    page.goto(site + request.param)
    page.evaluate(UNFOLD)
    yield page
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_page_is_accessible(unfolded, size, theme):
    if unfolded.viewport_size != size:
        unfolded.set_viewport_size(size)
        unfolded.wait_for_timeout(400)  # the theme looks for what scrolls after 300 ms
    unfolded.emulate_media(color_scheme=theme)
    unfolded.wait_for_selector(f"html[data-theme={theme}]")
    assert unfolded.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert violations(unfolded) == []


def test_formulas_can_be_read_aloud(unfolded):
    formulas = unfolded.locator("math").count()
    spoken = unfolded.get_by_role("math").filter(has_text=re.compile(r"\S"))
    assert spoken.count() == formulas
    # What names a control is read as text, and a formula has none.
    assert unfolded.locator(":is(a, button, label, summary) math").count() == 0


def test_nothing_glides_where_less_motion_is_asked_for(unfolded):
    gliding = """elements => elements.filter(e => ["", "::before", "::after"].some(part => {
        const { transitionDuration, animationName } = getComputedStyle(e, part);
        return /[1-9]/.test(transitionDuration) || animationName !== "none";
    })).map(e => e.outerHTML.slice(0, 100))"""
    assert unfolded.eval_on_selector_all("*", gliding) == []


#: Number what the keyboard should reach in the article, in reading order; return how many.
NUMBER = """() => [...document.querySelectorAll("article :is(\
        a[href], button, input, select, textarea, summary, [tabindex='0'])")]
    .filter(e => e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }))
    .map((e, i) => { e.dataset.stop = i; return i; })"""

#: Where the focus is; whether it can be seen; whether something covers it.
FOCUS = """() => {
    const e = document.activeElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(e);
    const ring = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    const box = e.getClientRects()[0] ?? new DOMRect();
    const parts = [0.1, 0.5, 0.9];
    const top = parts.flatMap(x => parts.map(y =>
        document.elementFromPoint(box.x + x * box.width, box.y + y * box.height)));
    return {
        stop: "stop" in e.dataset ? Number(e.dataset.stop) : null,
        main: Boolean(e.closest("#main-content")),
        html: e.outerHTML.slice(0, 200),
        seen: ring && e.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
        clear: top.some(hit => e.contains(hit)),
    };
}"""


@pytest.fixture
def chapter(request, browser, site):
    """A chapter as a reader finds it, who has asked for less motion."""
    name, size = request.param
    page = browser.new_page(viewport=size, reduced_motion="reduce")
    page.goto(f"{site}chapters/{name}.html")
    yield page
    page.close()


def focus(page, key):
    """Press a key; return where the focus is, which must be visible and not covered."""
    page.keyboard.press(key)
    found = page.evaluate(FOCUS)
    assert found["seen"], f"the focus cannot be seen: {found['html']}"
    assert found["clear"], f"the focus is covered: {found['html']}"
    return found


WALKS = [("learning_rate", DESKTOP), ("momentum", DESKTOP), ("practice", PHONE)]


@pytest.mark.parametrize("chapter", WALKS, ids=[name for name, _ in WALKS], indirect=True)
def test_keyboard_walks_through_a_chapter(chapter):
    stops = chapter.evaluate(NUMBER)
    assert "Skip to main content" in focus(chapter, "Tab")["html"]
    chapter.keyboard.press("Enter")
    found = focus(chapter, "Tab")
    assert found["main"]
    while found["main"] and found["stop"] is None:  # the buttons above the article
        found = focus(chapter, "Tab")
    walked = []
    while found["stop"] is not None and found["stop"] not in walked:
        walked.append(found["stop"])
        found = focus(chapter, "Tab")
    assert walked == stops
    assert focus(chapter, "Shift+Tab")["stop"] == stops[-1]


ONE = pytest.mark.parametrize("chapter", WALKS[:1], ids=["learning_rate"], indirect=True)


@ONE
def test_arrow_keys_move_a_slider(chapter):
    slider = chapter.locator("article input[type=range]").first
    told = slider.get_attribute("aria-valuetext")
    place = int(slider.input_value())
    slider.focus()
    focus(chapter, "ArrowRight")
    assert int(slider.input_value()) == place + 1
    assert slider.get_attribute("aria-valuetext") != told
    focus(chapter, "ArrowLeft")
    assert slider.get_attribute("aria-valuetext") == told


@ONE
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_answers_and_solutions_open_by_a_key(chapter, key):
    answer = chapter.locator("details.answer").first
    answer.locator("summary").focus()
    focus(chapter, key)
    assert answer.locator("p").last.is_visible()
    solution = chapter.locator(".solution.toggle").first
    button = solution.get_by_role("button", name="Toggle hidden content", expanded=False)
    button.focus()
    focus(chapter, key)
    assert solution.get_by_role("button", expanded=True).count() == 1
    assert solution.locator("p:visible").count() > 1


@ONE
def test_escape_leaves_the_editor_of_an_experiment(chapter):
    editor = chapter.locator(".experiment-editor").first
    editor.locator(":scope > summary").focus()
    focus(chapter, "Enter")
    assert focus(chapter, "Tab")["html"].startswith("<textarea")
    assert focus(chapter, "Tab")["html"].startswith("<textarea")  # it indents
    assert ">Run" in focus(chapter, "Escape")["html"]
    assert ">Reset the code<" in focus(chapter, "Tab")["html"]


#: Of the code in solutions, what is seen and scrolls: how much, and how much no key reaches.
SCROLLS = """() => {
    const seen = [...document.querySelectorAll(".solution pre")].filter(
        e => e.checkVisibility({ visibilityProperty: true }) && e.scrollWidth > e.clientWidth);
    return { all: seen.length, unreached: seen.filter(e => e.tabIndex < 0).length };
}"""


def test_code_that_scrolls_can_be_reached_as_soon_as_its_solution_is_opened(browser, site):
    page = browser.new_page(viewport=DESKTOP, reduced_motion="reduce")
    page.goto(f"{site}chapters/batch.html")  # a cell of it is too wide only once it is opened
    assert page.evaluate(SCROLLS)["all"] == 0
    seen = page.evaluate(f"""async () => {{
        document.querySelectorAll(".toggle-button-hidden").forEach(e => e.click());
        for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
        return ({SCROLLS})();
    }}""")
    assert seen["all"] > 0 and seen["unreached"] == 0
    page.close()
