"""The chapters as they are committed: what they must have, and which outputs they keep.

That they run, and that the kept outputs are still what comes out, is nbval's part.
"""

import re
import subprocess
import sys

import nbformat
import pytest
from course import COURSE, NOTEBOOKS, PAGES, cells

COMPARED, KEPT = "nbval-check-output", "keep_output"

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
every_chapter = pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)


def text(path):
    return "\n\n".join(cell.source for cell in cells(path, "markdown"))


def tags(cell):
    return set(cell.metadata.get("tags", ()))


def draws(source):
    """Whether a cell draws a figure: it plots, outside functions that it only defines."""
    top = "\n".join(line for line in source.splitlines() if not line.startswith((" ", "import")))
    return bool(re.search(r"\b(plot_\w+|plt\.\w+|ax\w*(\[\w+\])?\.\w+)\(", top))


@every_notebook
def test_only_compared_cells_keep_their_outputs(path):
    for cell in cells(path, "code"):
        assert (COMPARED in tags(cell)) == (KEPT in tags(cell)) == bool(cell.outputs), (
            f"Run {path.name}, then: nbstripout --keep-id --keep-count {path}\n"
            f"A cell that prints what the prose relies on has both tags, {COMPARED} and {KEPT}:\n"
            f"{cell.source}"
        )


@every_notebook
def test_compared_outputs_are_text(path):
    for cell in cells(path, "code"):
        for output in cell.outputs:
            kinds = set(output.get("data", {"text/plain": ""}))
            assert output.output_type != "error" and kinds == {"text/plain"}, cell.source


@every_notebook
def test_compared_cells_count_as_run(path):
    for cell in cells(path, "code"):  # nbval compares no cell that has no execution count
        assert COMPARED not in tags(cell) or cell.execution_count is not None, cell.source


def test_commit_hook_would_leave_them_as_they_are():
    hook = [sys.executable, "-m", "nbstripout", "--keep-id", "--keep-count"]
    result = subprocess.run([*hook, "--verify", *NOTEBOOKS], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@every_notebook
def test_static_figures_have_alternative_text(path):
    for cell in cells(path, "code"):
        if draws(cell.source) and "Experiment(" not in cell.source:
            alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
            assert len(alt) > 20, cell.source


@every_chapter
def test_chapter_has_experiments(path):
    made = sum("Experiment(" in cell.source for cell in cells(path, "code"))
    assert made >= 2, f"{path.name} has {made} cells with an Experiment; a chapter has at least two"


@every_chapter
def test_every_exercise_has_a_solution(path):
    exercises = re.findall(r"\{exercise\}.*\n:label: (\S+)", text(path))
    solutions = re.findall(r"\{solution(?:-start)?\} (\S+)\n:class: dropdown", text(path))
    assert len(exercises) >= 3, "a chapter has at least three exercises"
    assert sorted(solutions) == sorted(exercises)


ANSWER = re.compile(
    r"^(:{3,})\{dropdown\} ([^\n]+)\n:class-container: answer\n(.+?)\n\1$", re.DOTALL | re.MULTILINE
)


@every_chapter
def test_chapter_has_a_quiz_that_answers_back(path):
    (quiz,) = re.findall(r"^## Check yourself\n(.+?)^## ", text(path), re.DOTALL | re.MULTILINE)
    start, *questions = re.split(r"^(?=\*\*\d+\. )", quiz, flags=re.MULTILINE)
    assert not start.strip()
    assert len(questions) >= 3, "a quiz has at least three questions, **1. …?**, **2. …?**, …"
    for number, question in enumerate(questions, 1):
        assert question.startswith(f"**{number}. ")
        feedback = [said for *_, said in ANSWER.findall(question)]
        assert 3 <= len(feedback) == question.count("{dropdown}"), (
            "at least three answers, each a dropdown as in batch.ipynb"
        )
        assert sum(said.startswith("**Right.** ") for said in feedback) == 1, question
        assert sum(said.startswith("**No.** ") for said in feedback) == len(feedback) - 1


@every_chapter
def test_chapter_closes_with_its_usual_parts(path):
    headings = re.findall(r"^## (.+)$", text(path), flags=re.MULTILINE)
    assert headings[-4:] == ["Summary", "Check yourself", "Exercises", "References"]
    assert "{footbibliography}" in text(path)


# In JupyterLab, where the notebooks run.


@every_notebook
def test_solutions_are_closed_with_all_their_cells(path):
    """Only the frame in which a solution begins folds by itself: jupyterlab_myst sees one cell."""
    inside = False
    for cell in nbformat.read(path, as_version=4).cells:
        marks = re.findall(r"\{solution-(start|end)\}", cell.source)
        if cell.cell_type == "code":
            if inside:
                closed = {"source_hidden": True, "outputs_hidden": True}
                assert cell.metadata.get("jupyter") == closed, cell.source
            continue
        if inside and cell.source.strip("`\n") != "{solution-end}":
            assert cell.metadata.get("jupyter", {}).get("source_hidden"), cell.source
            assert marks in ([], ["end"]), "a cell ends where its solution ends:\n" + cell.source
        inside = marks[-1] == "start" if marks else inside


@every_chapter
def test_the_list_of_works_is_a_cell_of_its_own_and_closed(path):
    """jupyterlab_myst does not know the directive, and would show an error in red."""
    (cell,) = [cell for cell in cells(path, "markdown") if "{footbibliography}" in cell.source]
    assert cell.source == "```{footbibliography}\n```"
    assert cell.metadata.jupyter.source_hidden


@every_notebook
def test_a_notebook_ends_with_where_to_go_on(path):
    if path.stem == "index":
        return
    order = [page.removeprefix("chapters/") for page in PAGES]
    later = [f"{name}.ipynb" for name in order[order.index(path.stem) + 1 :]]
    there = [name for name in later if (path.parent / name).exists()] or ["assignments.md"]
    end = cells(path, "markdown")[-1].source.rpartition("\n\n")[2]
    assert re.fullmatch(
        rf"\*\*Next:\*\* \[[^]]+\]\({there[0]}\) · \[All chapters\]\(index.ipynb\)", end
    )
