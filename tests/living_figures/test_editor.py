"""The code under a figure, which a reader can change and run."""

import re
import textwrap

from playwright.sync_api import expect

UPDATE = "The Python of this experiment"
WORDS = "The Python of the words"


def code(reader, label=UPDATE):
    """The field of the code that a label names."""
    return reader.figure.get_by_label(label)


def edit(reader, change, label=UPDATE):
    """Change code as a reader does, and run it."""
    reader.figure.get_by_text("Edit this experiment").click()
    if label == WORDS:
        reader.figure.get_by_text("What is said of it").click()
    area = code(reader, label)
    area.fill(change(area.input_value()))
    area.press("Control+Enter")


def test_an_edit_runs_and_reset_brings_the_code_back(reader):
    edit(reader, lambda source: source.replace("energy(spot)", "spot.x"))
    reader.expect_caption(r"^After 10 steps from \(1, 0\): 0\.57")  # an angle, not an energy
    reader.figure.get_by_role("button", name="Reset the code").click()
    reader.expect_caption(r"^After 10 steps from \(1, 0\): 0\.4")


def test_the_code_of_the_words_is_folded_apart(reader):
    reader.figure.get_by_text("Edit this experiment").click()
    assert code(reader).is_visible()
    assert not code(reader, WORDS).is_visible()
    reader.figure.get_by_text("What is said of it").click()
    assert code(reader, WORDS).is_visible()
    update, words = code(reader).input_value(), code(reader, WORDS).input_value()
    assert "def update(" in update and "def run(" in update
    assert "def place(" in words and "def caption(" in words and "def goals(" in words
    assert not {"def caption(", "def goals(", "def place("} & set(re.findall(r"def \w+\(", update))
    assert "def update(" not in words


def test_an_edit_of_the_words_runs_and_reset_brings_them_back(reader):
    edit(reader, lambda source: source.replace("After {steps}", "Well, after {steps}"), WORDS)
    reader.expect_caption("Well, after 10")
    reader.figure.get_by_role("button", name="Reset the code").click()
    reader.expect_caption("^After 10")
    assert "Well" not in code(reader, WORDS).input_value()


def test_a_mistake_in_the_words_shows_its_line_as_well(reader):
    edit(reader, lambda source: source.replace("values[-1]:", "valeus[-1]:"), WORDS)
    error = reader.figure.locator(".experiment-error")
    error.get_by_text("NameError").wait_for(timeout=10_000)
    assert "in caption" in error.inner_text()
    assert "valeus" in error.inner_text()


def test_a_rule_of_the_readers_own_runs(reader):
    own = textwrap.dedent("""
        from orbits.motion import Rule
        class Leap(Rule):
            def step(self, angle, speed, force):
                return angle, speed
        """)
    edit(reader, lambda source: source.replace("\n\n\n", f"\n{own}\n\n\n", 1))
    reader.expect_caption(r": 0\.459698\.$")  # where nothing moves, the energy is that of the start


def test_a_mistake_shows_pythons_own_traceback_with_the_readers_line(reader):
    lines = {}

    def broken(source):
        source = source.replace("    values = [", "    nothing_here\n    values = [")
        lines["line"] = source.splitlines().index("    nothing_here") + 1
        return source

    edit(reader, broken)
    error = reader.figure.locator(".experiment-error")
    error.get_by_text("NameError").wait_for(timeout=10_000)
    assert f"line {lines['line']}" in error.inner_text()
    assert "answer" not in error.inner_text()
    reader.figure.get_by_role("button", name="Reset the code").click()
    expect(error).to_be_empty(timeout=10_000)


def test_an_endless_loop_is_cut_off_and_the_figure_recovers(reader):
    edit(
        reader,
        lambda source: source.replace("    values = [", "    while True: pass\n    values = ["),
    )
    error = reader.figure.locator(".experiment-error")
    error.get_by_text("no result within 2 s").wait_for(timeout=15_000)
    reader.figure.get_by_role("button", name="Reset the code").click()
    expect(error).to_be_empty(timeout=10_000)
    reader.slide("steps", 11)
    reader.expect_caption("^After 11")


def test_the_editor_indents_with_tab_and_escape_leads_out(reader):
    reader.figure.get_by_text("Edit this experiment").click()
    area = code(reader)
    area.fill("x")
    area.press("Tab")
    assert area.input_value() == "x    "
    area.press("Escape")
    assert reader.page.evaluate("document.activeElement.textContent") == "Run (Ctrl+Enter)"
