"""No page of the site, no source of one, no search index holds a solution or a hidden test."""

import re

import pytest

from coursework import assignment as assignments


@pytest.fixture(scope="module")
def published(book):
    """All text of the built site."""
    files = [
        path for path in book.html.rglob("*") if path.suffix in (".html", ".txt", ".ipynb", ".js")
    ]
    assert len(files) > 50
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)


@pytest.mark.parametrize("name", assignments.names())
def test_the_site_holds_no_solution_and_no_hidden_test(name, published):
    sources = [cell.source for cell in assignments.read(name).cells]
    secret = "".join(map(assignments.hidden, sources))
    secret += "".join(re.findall(r"BEGIN SOLUTION(.*?)### END SOLUTION", "\n".join(sources), re.S))
    lines = {line.strip() for line in secret.splitlines()}
    asserts = [line for line in lines if len(line) > 60]
    assert asserts
    assert not [line for line in asserts if line in published]
    assert "BEGIN HIDDEN TESTS" not in published
