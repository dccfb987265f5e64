"""What a submission earns: the answers that students give, and what they or others try."""

import copy

import pytest
import toy

EVERYTHING = """\
class Everything:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __gt__ = __le__ = __ge__ = __lt__
    def __sub__(self, other): return self
    __add__ = __mul__ = __abs__ = __array__ = __sub__
    def __len__(self): return 3
    def __bool__(self): return True
    def __float__(self): return 0.0
    __hash__ = None
def double(x): return Everything()
"""


def lost(result):
    return {name for name, test in result["tests"].items() if test["points"] == 0}


def test_the_reference_earns_all(graded):
    result = graded()
    assert (result["status"], result["points"], result["of"]) == ("ok", 8, 8)
    assert all(test["message"] is None for test in result["tests"].values())


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("def double(x): return x", "Two times 2 is 4."),
        ("def double(x): return 4 if np.isscalar(x) else 2 * x", "The double of another number"),
        ("def double(x): return 4", "Arrays, too."),
        ("def double(x): raise NotImplementedError()", "Not answered yet."),
        ("def double(x): return x.twice()", "Your code ended with AttributeError"),
        ("def double(x): return 1 / 0", "Your code ended with ZeroDivisionError"),
        ("double = 4", "A result is of the wrong kind"),
        ("def double(y): return None", "Two times 2"),
        ("def double(: return x", "double is not defined: its cell ended with SyntaxError"),
        ("1 / 0", "double is not defined: its cell ended with ZeroDivisionError in line 1"),
        ("def dubble(x): return 2 * x", "double is not defined"),
        ("class E(Exception): pass\ndef double(x): raise E('no')", "RuntimeError: E: no"),
        ("def double(x): assert x > 9, 'mine'; return 1", "AssertionError: mine"),
        (EVERYTHING, "A result is of the wrong kind|Two times 2"),
    ],
)
def test_a_wrong_answer_loses_its_own_points_and_says_why(graded, answer, message):
    result = graded(double=answer)
    assert lost(result) == {"test-double"}
    assert result["status"] == "ok"
    said = result["tests"]["test-double"]["message"]
    assert any(part in said for part in message.split("|"))


def test_a_hidden_test_tells_its_sentence_and_nothing_else(graded):
    shape = graded(double="def double(x): return 4 if x is 2 else [1, 2, 3, 4, 5, 'six']")
    assert "HIDDEN" not in str(shape) and "21" not in str(shape)
    wrong_kind = graded(double="def double(x): return 4 if np.isscalar(x) and x == 2 else {}")
    assert "HIDDEN" not in str(wrong_kind)


def test_a_change_in_place_is_seen_by_the_test(graded):
    result = graded(double="def double(x):\n    x *= 2\n    return x")
    assert result["tests"]["test-double"]["message"] == "Arrays, too."


def test_no_expectation_is_computed_from_what_the_answer_changed(overlay, tmp_path):
    """Inputs set to zero make nearly everything right, and so does a list that was emptied."""
    import json

    import nbformat

    from coursework import assignment as assignments
    from coursework.grading import grade

    source = toy.notebook()
    source.cells[3].source = (
        "given, more = np.arange(3.0), [1, 2]\n"
        "assert np.allclose(double(given), 2 * given), 'Arrays.'\n"
        "assert double(more) == [2 * x for x in more], 'Lists.'"
    )
    nbformat.write(source, tmp_path / "inputs.ipynb")
    assignment = assignments.load("inputs", 0, str(tmp_path))
    list_too = "    if isinstance(x, list):\n        return [2 * part for part in x]\n"
    answers = {
        "def double(x):\n    x[:] = x * 0\n    return x": "Arrays.",
        f"def double(x):\n{list_too}    x *= 0\n    return x": "Arrays.",
        "def double(x):\n    if len(x) == 3: return 2 * x\n    x.clear()\n    return x": "Lists.",
        # It changes its arguments, and its result is right all the same.
        f"def double(x):\n{list_too}    y = 2 * x\n    x += 0.5 - 0.5\n    return y": None,
    }
    for answer, wrong in answers.items():
        made = toy.submission(assignment.notebook, double=answer)
        (tmp_path / "answer.ipynb").write_text(json.dumps(made))
        message = grade(tmp_path / "answer.ipynb", assignment, 20)["tests"]["test-double"][
            "message"
        ]
        assert message == wrong or message.endswith(f"in place. Without that: {wrong}"), answer


def test_in_place_changes_leave_the_next_submission_alone(graded):
    graded(double="def double(x):\n    x *= 0\n    return x")
    assert graded()["points"] == 8


@pytest.mark.parametrize(
    "source",
    [
        "assert True",
        "double = lambda x: 4",
        "import numpy\nnumpy.array_equal = numpy.allclose = lambda *a, **k: True",
        "import builtins\nbuiltins.len = lambda x: 3",
        "class np: array_equal = staticmethod(lambda *a: True)",
    ],
)
def test_edited_tests_and_setup_are_those_of_the_assignment(graded, source):
    result = graded(
        double="def double(x): return 4", test_double=source, setup=f"{toy.SETUP}\n{source}"
    )
    assert lost(result) == {"test-double"}
    assert result["status"] == "ok"
    assert {m.split(" had")[0] for m in result["mended"]} == {
        "the cell setup",
        "the cell test-double",
    }


def test_deleted_tests_and_setup_are_restored(graded):
    result = graded(double="def double(x): return 4", test_double=None, setup=None)
    assert (result["status"], lost(result)) == ("ok", {"test-double"})
    assert len(result["mended"]) == 2


def test_a_missing_task_is_damage_and_the_others_count(graded):
    result = graded(double=None)
    assert (result["status"], lost(result)) == ("damaged", {"test-double"})
    assert "the cell double is missing" in result["reason"]


def test_a_cell_that_is_there_twice_is_damage_and_graded(graded):
    def twice(made):
        made.cells.append(copy.deepcopy(made.cells[2]))

    result = graded(twice)
    assert (result["status"], result["points"]) == ("damaged", 8)
    assert "more than once" in result["reason"]


def test_lost_labels_are_found_again(graded):
    def strip(made):
        for cell in made.cells:
            cell.metadata = {}

    result = graded(strip)
    assert (result["status"], result["points"]) == ("ok", 8)
    assert len(result["mended"]) == 5


def test_lost_labels_and_ids_are_damage(graded):
    def strip(made):
        for number, cell in enumerate(made.cells):
            cell.metadata = {}
            cell.id = f"c{number}"

    result = graded(strip)
    assert result["status"] == "unreadable"
    assert "no task" in result["reason"]


def test_another_assignment_and_another_variant_are_seen(graded):
    def label(name, seed):
        return lambda made: made.metadata.update(coursework={"assignment": name, "seed": seed})

    assert graded(label("toy", 0))["status"] == "ok"
    other = graded(label("six_steps", 0))
    assert (other["status"], other["reason"]) == ("unreadable", "this is the assignment six_steps")
    variant = graded(label("toy", 7))
    assert (variant["status"], variant["points"]) == ("damaged", 8)
    assert variant["reason"] == "this is variant 7, which was graded as variant 0"


def test_a_lost_cell_of_the_students_own_is_told_by_its_place(graded):
    def end(made):
        made.cells.insert(3, toy.cell("free", "import os; os._exit(1)"))

    result = graded(end)
    assert (result["status"], result["points"]) == ("crashed", 8)
    assert result["reason"].startswith("a cell of their own after double: ")


def test_a_task_that_is_no_longer_code_is_damage(graded):
    def to_text(made):
        made.cells[2].cell_type = "markdown"
        made.cells[2].pop("outputs")
        made.cells[2].pop("execution_count")

    result = graded(to_text)
    assert (result["status"], lost(result)) == ("damaged", {"test-double"})


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b"{}", b'{"cells": 3}', b"x" * 20_000_001]
)
def test_what_is_no_notebook_is_unreadable(assignment, tmp_path, content):
    from coursework.grading import grade

    (tmp_path / "toy.ipynb").write_bytes(content)
    result = grade(tmp_path / "toy.ipynb", assignment)
    assert (result["status"], result["points"]) == ("unreadable", 0)
    assert result["reason"]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("while True: pass", "timeout"),
        ("def double(x):\n    while True: pass", "timeout"),
        ("try:\n    while True: pass\nexcept BaseException: pass\nwhile True: pass", "timeout"),
        ("import time; time.sleep(60)", "timeout"),
        ("import os; os._exit(0)", "crashed"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "crashed"),
        ("def double(x):\n    import os\n    os._exit(0)", "crashed"),
        (
            "import os\nfor fd in range(3, 30):\n    try: os.write(fd, b'x' * 99)\n"
            "    except OSError: pass",
            "crashed",
        ),
        (
            "import os\nfor fd in range(3, 30):\n    try: os.close(fd)\n    except OSError: pass",
            "crashed",
        ),
        ("import ctypes; ctypes.string_at(0)", "crashed"),
    ],
)
def test_a_submission_that_is_lost_loses_its_task_only(graded, answer, status):
    result = graded(double=answer, seconds=4)
    assert result["status"] == status
    assert result["reason"].startswith(("the cell double: ", "the cell test-double: "))
    assert lost(result) == {"test-double"}


@pytest.mark.parametrize(
    "answer",
    [
        "hoard = bytearray(4_000_000_000)",
        "def double(x): return [0] * 10**9",
        "def double(x): return np.zeros(10**7)",
        "print('x' * 10**8)",
        "import sys; sys.exit()",
        "raise KeyboardInterrupt",
        "def double(x):\n    raise SystemExit",
        "def double(x): return double(x)",
        "a = []\na.append(a)\ndef double(x): return a",
    ],
)
def test_excess_ends_as_an_ordinary_wrong_answer(graded, answer):
    result = graded(double=answer)
    assert lost(result) == {"test-double"}
    assert result["status"] in ("ok", "crashed")


FORGE = """\
import json, os, struct
message = json.dumps({}).encode()
for descriptor in range(3, 30):
    try:
        os.write(descriptor, struct.pack("!Q", len(message)) + message)
    except OSError:
        pass
"""


@pytest.mark.parametrize(
    "message",
    [
        {"callback": 5},
        {"callback": [0, [], {}]},
        {"error": 5},
        {"error": {"type": "NameError"}},
        {"result": 5},
        {"result": {"dict": [["error", 5], ["output", ""]]}},
        {"result": {"held": "many"}},
        {"ready": True},
    ],
)
def test_a_forged_answer_ends_nobodys_grading_but_its_own(graded, message):
    forged = FORGE.format(message)
    for answer in (forged, f"{forged}\ndef double(x): return 2 * x"):
        result = graded(double=answer, seconds=4)
        assert result["status"] in ("crashed", "timeout")
        assert result["points"] <= 5


def test_seconds_for_all_together_are_limited(graded):
    def sleepers(made):
        made.cells[1:1] = [toy.cell("free", "import time; time.sleep(0.7)") for _ in range(40)]

    result = graded(sleepers, seconds=1)
    assert result["status"] == "timeout"


def test_a_generator_function_may_be_iterated_over_but_not_for_ever(graded):
    ends = graded(path="def path(gradient, start, rate, steps):\n    yield start")
    assert "wrong kind" in ends["tests"]["test-path"]["message"]


@pytest.mark.parametrize(
    "body",
    ["return gradient('x')", "\n    try: gradient('x')\n    except Exception: return [1, 2, 3]"],
)
def test_what_a_function_of_the_test_raises_is_the_tests_own(graded, body):
    result = graded(path=f"def path(gradient, start, rate, steps): {body}")
    said = "A result is of the wrong kind or shape: TypeError: can't multiply"
    assert result["tests"]["test-path"]["message"].startswith(said)


def test_an_answer_for_a_person_needs_one(overlay, tmp_path):
    import nbformat

    from coursework import assignment as assignments
    from coursework.grading import grade

    assignment = assignments.load("toy_manual", 0, overlay)
    nbformat.write(assignment.notebook, tmp_path / "toy.ipynb")
    result = grade(tmp_path / "toy.ipynb", assignment)
    assert (result["status"], result["points"], result["of"]) == ("needs_manual", 8, 12)
    assert result["manual"] == {"why": 4}
