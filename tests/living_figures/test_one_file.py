"""A notebook becomes one HTML file in which every figure is alive."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from example import write_notebook
from playwright.sync_api import expect
from reader import Reader

TESTS = Path(__file__).parent


def command(*arguments):
    """Run the command line; return what it printed, and its status."""
    return subprocess.run(
        [sys.executable, "-m", "living_figures", "export", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        capture_output=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The example, exported."""
    folder = tmp_path_factory.mktemp("one page ä")
    write_notebook(folder / "a pendulum.ipynb")
    (folder / "track.md").write_text("# A track with two hollows\n", encoding="utf-8")
    before = sorted(folder.iterdir())
    page = folder.parent / "my page ä.html"
    done = command(folder / "a pendulum.ipynb", page, "--packages", "orbits")
    assert (done.returncode, done.stdout) == (0, f"wrote {page}\n"), done.stderr
    assert "WARNING: " not in done.stderr
    assert sorted(folder.iterdir()) == before  # the notebook's folder stays as it is
    return page


@pytest.fixture
def reader(browser, page):
    reader = Reader(browser, page.as_uri(), offline=True)
    yield reader
    assert reader.errors == []
    asked = [url for url in reader.requests if not url.startswith(("data:", "blob:"))]
    assert asked == [page.as_uri()]
    reader.context.close()


def test_a_slider_moves_the_picture_and_the_caption(reader):
    before = reader.figure.locator("svg").inner_html()
    reader.slide("steps", 100)
    reader.expect_caption(r"After 100 steps from \(1, 0\): \d")
    assert reader.figure.locator("svg").inner_html() != before


def test_guesses_and_tables_work_too(reader):
    reader.guessed.get_by_role("button", name="Show what happens").click()
    reader.expect_caption("comes to rest at 1.000", reader.guessed)
    reader.slide("k", 2, reader.tabulated)
    reader.expect_caption("tall bars of 3, 6 and 9", reader.tabulated)


def test_an_edit_runs(reader):
    reader.figure.get_by_text("Edit this experiment").click()
    area = reader.figure.get_by_label("The Python of this experiment")
    area.fill(area.input_value().replace("Leap(0.1)", "Leap(0)"))
    area.press("Control+Enter")
    reader.expect_caption(r": 0\.459698\.$")


def test_formulas_are_mathml_with_their_numbers(reader):
    assert reader.page.locator("math msqrt").count() == 1
    assert "φ" in reader.page.locator("math[display=block]").text_content()
    assert reader.page.locator(".eqno").inner_text() == "(1)"
    assert reader.page.get_by_text("See (1) and A track with two hollows.").is_visible()
    assert "\\omega" not in reader.page.locator("main").inner_text()


def test_admonitions_exercises_and_solutions_are_read_as_such(reader):
    assert reader.page.locator(".admonition-title", has_text="A reminder").is_visible()
    assert reader.page.get_by_text("Exercise 1").first.is_visible()
    solution = reader.page.get_by_text("without damping.")
    assert not solution.is_visible()
    reader.page.get_by_text("Solution to").click()
    expect(solution).to_be_visible()


def test_hidden_code_folds_open(reader):
    code = reader.page.get_by_text("import matplotlib.pyplot").first
    assert not code.is_visible()
    reader.page.get_by_text("Show the code").first.click()
    expect(code).to_be_visible()


def test_it_is_read_on_a_phone_and_in_the_dark(browser, page):
    reader = Reader(browser, page.as_uri(), color_scheme="dark")
    reader.page.set_viewport_size({"width": 360, "height": 640})
    assert reader.page.evaluate("document.documentElement.scrollWidth") == 360
    background, ink = reader.page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        ".map((colour) => Number(colour.match(/\\d+/)[0]))"
    )
    assert background < 40 < 200 < ink
    assert reader.page.title() == "The pendulum"
    reader.context.close()


def test_without_scripts_there_are_the_pictures_and_the_words(browser, page):
    reader = Reader(browser, page.as_uri(), java_script_enabled=False)
    assert reader.figure.locator("svg").is_visible()
    assert reader.caption().startswith("After 10 steps")
    reader.context.close()


def notebook(path, *cells):
    """A notebook of some code cells."""
    code = map(nbformat.v4.new_code_cell, cells)
    nbformat.write(nbformat.v4.new_notebook(cells=list(code)), path)
    return path


def refuses(said, *arguments):
    done = command(*arguments)
    assert done.returncode == 1
    assert f"error: {said}" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_no_notebook_is_named(tmp_path):
    refuses("no such file: ", tmp_path / "nowhere.ipynb", tmp_path / "page.html")
    for text in ("print(1)", "{}", "[1]"):
        (tmp_path / "a.ipynb").write_text(text, encoding="utf-8")
        refuses("not a Jupyter notebook: ", tmp_path / "a.ipynb", tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


def test_a_cell_that_fails_is_named_with_its_line(tmp_path):
    source = notebook(tmp_path / "a.ipynb", "x = 1", "y = 2\n\nx / 0")
    refuses("cell 2, line 3: ZeroDivisionError: division by zero", source, tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


def test_a_package_that_is_not_installed_is_named(tmp_path):
    source = notebook(tmp_path / "a.ipynb", "1")
    refuses("'nowhere' must be an", source, tmp_path / "page.html", "--packages", "nowhere")


def test_a_page_that_cannot_be_written_is_named_before_any_work(tmp_path):
    source = notebook(tmp_path / "a.ipynb", "1 / 0")
    refuses("no such folder: ", source, tmp_path / "nowhere" / "page.html")
    refuses(f"cannot write {tmp_path}: it is a folder", source, tmp_path)


def test_only_an_earlier_export_is_replaced_unasked(tmp_path):
    source, page = notebook(tmp_path / "a.ipynb", "1"), tmp_path / "page.html"
    page.write_text("my thesis", encoding="utf-8")
    refuses(f"{page} is there already and no earlier export; --force", source, page)
    assert page.read_text(encoding="utf-8") == "my thesis"
    assert command(source, page, "--force").returncode == 0
    assert command(source, page).returncode == 0
    assert "living-figures-python" not in page.read_text(encoding="utf-8")  # it has no figure


def test_a_page_that_would_ask_another_host_says_so(tmp_path):
    source = notebook(tmp_path / "a.ipynb", "1")
    content = nbformat.read(source, as_version=4)
    content.cells.append(nbformat.v4.new_markdown_cell("![](https://example.org/a.png)"))
    nbformat.write(content, source)
    done = command(source, tmp_path / "page.html")
    assert "the page asks another host for https://example.org/a.png" in done.stderr
