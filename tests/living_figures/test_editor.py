"""The code under a figure, which a reader can change and run."""

import re
import textwrap

import matplotlib.pyplot as plt
import pytest
from playwright.sync_api import expect

from living_figures.artists import set_data

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


def reset(reader):
    """Take the changes back, and say that this is meant."""
    reader.figure.get_by_role("button", name="Reset the code").click()
    reader.figure.get_by_role("button", name="Yes, drop my changes").click()


def test_an_edit_runs_and_reset_brings_the_code_back(reader):
    edit(reader, lambda source: source.replace("energy(spot)", "spot.x"))
    reader.expect_caption(r"^After 10 steps from \(1, 0\): 0\.57")  # an angle, not an energy
    reset(reader)
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
    reset(reader)
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
    reset(reader)
    expect(error).to_be_empty(timeout=10_000)


def test_an_endless_loop_is_cut_off_and_the_figure_recovers(reader):
    edit(
        reader,
        lambda source: source.replace("    values = [", "    while True: pass\n    values = ["),
    )
    error = reader.figure.locator(".experiment-error")
    error.get_by_text("no result within 2 s").wait_for(timeout=15_000)
    reset(reader)
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


def test_what_was_typed_is_kept_until_it_is_reset(browser, reader):
    reader.figure.get_by_text("Edit this experiment").click()
    area = code(reader)
    area.fill(area.input_value().replace("energy(spot)", "spot.x"))
    note = reader.figure.locator(".experiment-kept")
    expect(note).to_contain_text("kept on this device")
    reader.page.reload()
    reader.expect_caption(r"^After 10 steps from \(1, 0\): 0\.57")  # and it is what runs
    assert "spot.x for spot" in code(reader).input_value()
    expect(note).to_be_visible()
    later = reader.context.new_page()  # the tab was closed
    later.goto(reader.page.url)
    caption = later.locator(".experiment-caption").first
    expect(caption).to_contain_text(": 0.57", timeout=10_000)
    later.close()
    reset(reader)
    reader.expect_caption(r"^After 10 steps from \(1, 0\): 0\.4")
    expect(note).not_to_be_visible()
    reader.page.reload()
    assert "energy(spot)" in code(reader).input_value()


def test_a_reset_asks_first_and_can_be_undone(reader):
    edit(reader, lambda source: source.replace("energy(spot)", "spot.x"))
    reader.expect_caption(": 0.57")
    reader.figure.get_by_role("button", name="Reset the code").click()
    reader.figure.get_by_role("button", name="No, keep them").click()
    assert "spot.x for spot" in code(reader).input_value()
    reset(reader)
    reader.expect_caption(r": 0\.4")
    undo = reader.figure.get_by_role("button", name="Undo the reset")
    undo.click()
    reader.expect_caption(r": 0\.57")
    assert "spot.x for spot" in code(reader).input_value()
    expect(undo).not_to_be_visible()
    reset(reader)
    code(reader).press("Control+z")  # what every field does
    assert "spot.x for spot" in code(reader).input_value()


def test_one_reset_leaves_the_other_figures_code(reader):
    for figure in (reader.figure, reader.guessed):
        figure.get_by_text("Edit this experiment").click()
        area = figure.get_by_label(UPDATE)
        area.fill(area.input_value() + "# mine\n")
    reset(reader)
    reader.page.reload()
    assert "# mine" not in code(reader).input_value()
    assert "# mine" in reader.guessed.get_by_label(UPDATE).input_value()


@pytest.fixture
def field(reader):
    reader.figure.get_by_text("Edit this experiment").click()
    field = code(reader)
    field.fill("if a:\n  b\n\nc\nd")
    return field


def select(field, start, end):
    field.evaluate("(e, [a, b]) => { e.focus(); e.setSelectionRange(a, b); }", [start, end])


def test_tab_indents_a_selection_and_shift_tab_takes_it_back(field):
    before = field.input_value()
    select(
        field, 2, len("if a:\n  b\n\nc\n")
    )  # from within the first line to the end of the fourth
    field.press("Tab")
    assert field.input_value() == "    if a:\n      b\n\n    c\nd"
    field.press("Tab")
    field.press("Shift+Tab")
    assert field.input_value() == "    if a:\n      b\n\n    c\nd"
    field.press("Shift+Tab")
    assert field.input_value() == before
    field.press("Shift+Tab")
    assert field.input_value() == "if a:\nb\n\nc\nd"
    for _ in range(5):
        field.press("Control+z")
    assert field.input_value() == before


def test_shift_tab_takes_back_the_line_of_the_caret(field):
    select(field, 8, 8)
    field.press("Shift+Tab")
    assert field.input_value() == "if a:\nb\n\nc\nd"
    assert field.evaluate("e => [e.selectionStart, e.selectionEnd]") == [6, 6]


def test_a_new_line_is_indented_as_the_one_before_and_deeper_after_a_colon(field):
    field.fill("def f(x):  # a function")
    field.press("End")
    field.press("Enter")
    field.press_sequentially("y = x")
    field.press("Enter")
    field.press_sequentially("return y")
    assert field.input_value() == "def f(x):  # a function\n    y = x\n    return y"


def lines(reader, part=0):
    return reader.figure.locator(".experiment-lines").nth(part)


def test_lines_are_numbered_throughout_and_a_mistake_is_marked_at_its_own(reader):
    source = reader.page.evaluate("livingFigures.figures.values().next().value.code.source")
    count = len(source.splitlines())
    reader.figure.get_by_text("Edit this experiment").click()
    assert lines(reader).inner_text().split()[:3] == ["1", "2", "3"]
    edit_open(
        reader, lambda source: source.replace("    values = [", "    nothing\n    values = [")
    )
    error = reader.figure.locator(".experiment-error")
    expect(error).to_contain_text("NameError", timeout=10_000)
    marked = int(lines(reader).locator("mark").inner_text())
    assert code(reader).input_value().splitlines()[marked - 1] == "    nothing"
    reset(reader)
    expect(reader.figure.locator("mark")).to_have_count(0)
    reader.figure.get_by_text("What is said of it").click()
    edit_open(reader, lambda words: words.replace("values[-1]:", "oops:"), WORDS)
    expect(error).to_contain_text("NameError", timeout=10_000)
    marked = int(lines(reader, 1).locator("mark").inner_text())
    words = code(reader, WORDS).input_value().splitlines()
    first = int(lines(reader, 1).inner_text().split()[0])
    assert first > count
    assert "oops" in words[marked - first]
    assert f"line {marked}" in error.inner_text()


def edit_open(reader, change, label=UPDATE):
    """Edit where the editor is open already."""
    area = code(reader, label)
    area.fill(change(area.input_value()))
    area.press("Control+Enter")


@pytest.mark.parametrize(
    ("broken", "said"),
    [("      x = 1", "unexpected indent"), ("    x = (", "never closed"), ("    x = =", "syntax")],
)  # fmt: skip
def test_a_mistake_of_grammar_is_at_its_line(reader, broken, said):
    edit(reader, lambda s: s.replace("    values = [", f"{broken}\n    values = ["))
    error = reader.figure.locator(".experiment-error")
    expect(error).to_contain_text(said, timeout=10_000)
    marked = int(lines(reader).locator("mark").inner_text())
    assert code(reader).input_value().splitlines()[marked - 1] == broken


def test_an_old_mistake_goes_with_the_next_good_run(reader):
    edit(
        reader,
        lambda source: source.replace("    values = [", "    1 / (steps - 10)\n    values = ["),
    )
    error = reader.figure.locator(".experiment-error")
    expect(error).to_contain_text("ZeroDivisionError", timeout=10_000)
    reader.slide("steps", 11)
    reader.expect_caption("^After 11")
    expect(error).to_be_empty()
    expect(reader.figure.locator("mark")).to_have_count(0)


def test_what_is_printed_is_shown_under_the_figure(reader):
    edit(
        reader,
        lambda s: s.replace(
            "    values = [", "    print('steps:', steps, end='!\\n')\n    values = ["
        ),
    )
    printed = reader.figure.locator(".experiment-printed")
    expect(printed).to_have_text("steps: 10!\n", timeout=10_000)
    reader.slide("steps", 11)
    expect(printed).to_have_text("steps: 11!\n")
    reset(reader)
    expect(printed).to_be_empty()
    expect(printed).not_to_be_visible()


def fails(reader, line, *said):
    """A line before the result fails, and what is said of it."""
    edit_open(reader, lambda s: s.replace("    values = [", f"    {line}\n    values = ["))
    error = reader.figure.locator(".experiment-error")
    for words in said:
        expect(error).to_contain_text(words, timeout=10_000)
    code(reader).press("Control+z")


def test_what_a_page_has_not_is_said_in_a_sentence(reader):
    reader.figure.get_by_text("Edit this experiment").click()
    for module in ("numpy", "random", "itertools", "dataclasses", "time", "re"):
        said = f"ModuleNotFoundError: No module named '{module}' on a page, which has math, orbits,"
        fails(reader, f"import {module}", said)
    fails(reader, "input()", "a page has no input: write the value into the code")
    fails(reader, "open('a')", "a page has no open: there are no files")
    fails(reader, "help(run)", "a page has no help")


def test_an_absent_module_is_an_import_error_that_can_be_caught(reader):
    edit(
        reader,
        lambda s: "try:\n    import numpy\nexcept ImportError as error:\n    print(error)\n" + s,
    )
    printed = reader.figure.locator(".experiment-printed")
    expect(printed).to_contain_text("No module named 'numpy' on a page", timeout=10_000)
    reader.slide("steps", 11)  # what was printed as the code was loaded stays
    reader.expect_caption(r"^After 11 steps")
    expect(printed).to_contain_text("No module named 'numpy' on a page")


def test_endless_recursion_has_a_short_traceback_and_leaves_nothing_in_later_ones(reader):
    reader.figure.get_by_text("Edit this experiment").click()
    edit_open(reader, lambda s: s.replace("return swing(", "return run(damping, start, steps)  # "))
    error = reader.figure.locator(".experiment-error")
    expect(error).to_contain_text("RecursionError", timeout=10_000)
    assert len(error.inner_text().splitlines()) < 20
    code(reader).press("Control+z")
    fails(reader, "1 / 0", "ZeroDivisionError")
    assert error.inner_text().count('File "') == 1


#: What update returns for the path, and what is wrong with it.
WRONG_SHAPES = {
    "5": "points (x, y) are wanted, got 5",
    "None": "points (x, y) are wanted, got None",
    "[1, 2]": "points (x, y) are wanted, got 1 among them",
    "[(1, 2, 3)]": "points (x, y) are wanted, got (1, 2, 3) among them",
    "[('1', '2')]": "points (x, y) are wanted, got ('1', '2') among them",
    "[(True, 2)]": "points (x, y) are wanted, got (True, 2) among them",
    "'path'": "points (x, y) are wanted, got 'path'",
}


def test_data_of_a_wrong_shape_get_the_notebooks_sentence(reader):
    reader.figure.get_by_text("Edit this experiment").click()
    for data, wrong in WRONG_SHAPES.items():
        edit_open(
            reader,
            lambda s, data=data: s.replace('"path": path if shown else []', f'"path": {data}'),
        )
        said = f"ValueError: the data for gid 'path' do not fit its artist: {wrong}"
        error = reader.figure.locator(".experiment-error")
        expect(error).to_contain_text(said, timeout=10_000)
        ax = plt.figure().add_subplot()
        with pytest.raises(ValueError, match=re.escape(said.removeprefix("ValueError: "))):
            set_data("path", [ax.plot([], [], gid="path")[0]], eval(data))
        code(reader).press("Control+z")


def test_a_whole_number_beyond_all_floats_is_still_a_number(reader):
    edit(
        reader, lambda s: s.replace('"path": path if shown else []', '"path": [(2**70, 1), (0, 1)]')
    )
    reader.expect_caption("^After 10")
    expect(reader.figure.locator(".experiment-error")).to_be_empty()


def test_an_update_that_returns_no_dict_is_named(reader):
    edit(reader, lambda s: s.replace("    values = [", "    return None\n    values = ["))
    error = reader.figure.locator(".experiment-error")
    expect(error).to_contain_text("update must return a dict; it returned None", timeout=10_000)
