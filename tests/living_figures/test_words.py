"""Values are written alike in CPython and on a page."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from py_mini_racer import MiniRacer

from living_figures.compiler import WORKER, brython, importable
from living_figures.words import in_words, minus

#: What is written, its unit, and how it reads.
WRITTEN = [
    (True, "", "on"),
    (False, "", "off"),
    (2.5, "mm", "2.5 mm"),
    (-1.5, "", "−1.5"),
    (1234567.0, "", "1.235·10⁶"),
    (4.64e-05, "", "4.64·10⁻⁵"),
    (1e-06, "", "10⁻⁶"),
    (-1e-06, "m", "−10⁻⁶ m"),
    (1e120, "", "10¹²⁰"),
    (0.0001, "", "0.0001"),
    (float("nan"), "", "nan"),
    (float("inf"), "", "inf"),
    (7, "", "7"),
    (-7, "kg", "−7 kg"),
    ((0.5, -1.0), "", "(0.5, −1)"),
    ([1, -2], "m", "(1, −2) m"),
    ("a mini-batch", "", "a mini-batch"),
]
TEXTS = {
    "": "",
    "-": "-",
    "-1": "−1",
    "--1": "--1",
    "3-5": "3-5",
    "x-1": "x-1",
    "x=-1, y:-2;-3\n-4\t-5": "x=−1, y:−2;−3\n−4\t−5",
    "From (-1, -.5) at -2, below x=-1e-06.": "From (−1, −.5) at −2, below x=−1e−06.",
    "one-1 e-1 1e-1": "one-1 e-1 1e−1",
    "- 1 and -a": "- 1 and -a",
}


@pytest.mark.parametrize(("value", "unit", "words"), WRITTEN)
def test_a_value_is_written_as_a_reader_knows_it(value, unit, words):
    assert in_words(value, unit) == words


@pytest.mark.parametrize("text", TEXTS)
def test_numbers_get_the_minus_sign_and_words_keep_their_hyphens(text):
    assert minus(text) == TEXTS[text]


def test_brython_writes_the_same():
    code = (
        "from browser import self as worker\n"
        "from living_figures.words import in_words, minus\n"
        "inf, nan = float('inf'), float('nan')\n"
        f"values = {[(value, unit) for value, unit, _ in WRITTEN]!r}\n"
        "worker.written = [in_words(value, unit) for value, unit in values]\n"
        f"worker.texts = [minus(text) for text in {list(TEXTS)!r}]\n"
    )
    with ThreadPoolExecutor(1) as thread:  # V8 would wait for ever on a loop of its caller's
        written, texts = thread.submit(in_brython, code).result()
    assert written == [words for *_, words in WRITTEN]
    assert texts == list(TEXTS.values())


def in_brython(code):
    vfs = json.dumps(importable([]))
    with MiniRacer() as engine:
        engine.eval(f"{WORKER}\n{brython()}\n; 0")
        engine.eval(f"__BRYTHON__.use_VFS = true; __BRYTHON__.update_VFS({vfs}); 0")
        engine.eval("brython({indexedDB: false}); 0")
        engine.eval(f'__BRYTHON__.runPythonSource({json.dumps(code)}, "test"); 0')
        return json.loads(engine.eval("JSON.stringify([self.written, self.texts])"))
