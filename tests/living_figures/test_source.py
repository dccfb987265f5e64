"""What a page runs is found from the function: all that it uses, and nothing that would fail."""

import numpy as np
import pytest
from example import run

from living_figures.source import NotPortable, portable_source

IMPORTS = """
import math
import math as m
import numpy as np
from orbits import motion
from orbits.charts import chart
from orbits.motion import Leap as Step, Rule, pendulum, swing
from orbits.spot import Spot
"""


def notebook(*cells):
    """The names of a notebook whose cells have run, after its imports."""
    return run(IMPORTS, *cells)


def run_alone(names, *arguments):
    """The source of `update`, and what `update` returns in a world of its own."""
    source = portable_source(names["update"], {})["source"]
    world = {}
    exec(source, world)
    assert world["update"](*arguments) == names["update"](*arguments)
    return source


def test_a_function_that_uses_nothing_is_its_own_source():
    cell = "def update(x):\n    # a comment stays\n    return {'y': x}\n"
    assert run_alone(notebook(cell), 3) == cell


def test_helpers_constants_and_data_come_along():
    names = notebook(
        "STEPS = 3\nDATA = [(1.0, 2), (-0.5, None)]\nTABLE = {'a': (1,), 'b': True, 'c': set()}",
        "def helper(x):\n    return [x * STEPS + a for a, _ in DATA]",
        "def update(x):\n    return {'y': helper(x), 'z': TABLE}",
    )
    source = run_alone(names, 2.0)
    assert source.index("STEPS") < source.index("def helper") < source.index("def update")
    assert "import" not in source


def test_a_table_by_floats_is_one_that_brython_reads():
    names = notebook("TABLE = {0.5: 'a', 2: 'b'}", "def update(x):\n    return TABLE[x]")
    assert "TABLE = dict([(0.5, 'a'), (2, 'b')])" in run_alone(names, 0.5)


def test_numpys_numbers_become_plain_ones():
    names = notebook(
        "SCALE = np.float64(2.5)\nN = np.int64(3)", "def update(x):\n    return SCALE * N"
    )
    assert "SCALE = 2.5\n" in run_alone(names, 1)
    assert isinstance(names["SCALE"], np.float64)


def test_numbers_that_are_not_finite_survive():
    source = run_alone(notebook("FAR = float('inf')", "def update(x):\n    return x + FAR"), 1)
    assert 'FAR = float("inf")' in source


def test_the_packages_own_things_are_imported_under_the_notebooks_names():
    names = notebook(
        "def update(x):\n    path = swing(pendulum(0.1), x, x, Step(0.1), 5)\n"
        "    return [path, motion.energy(Spot(x, x)), m.sqrt(x), math.pi]"
    )
    source = run_alone(names, 2.0)
    assert "from orbits.motion import Leap as Step" in source
    assert "from orbits import motion" in source
    assert "from orbits.spot import Spot" in source
    assert "import math as m" in source


def test_an_object_comes_with_the_statement_that_made_it():
    names = notebook(
        "KAPPA = 20\nforce = pendulum(KAPPA)", "def update(x):\n    return force(x, x)"
    )
    source = run_alone(names, 2.0)
    assert "force = pendulum(KAPPA)" in source
    assert source.index("KAPPA = 20") < source.index("force =")


def test_a_rule_of_the_notebooks_own_comes_along():
    names = notebook(
        "class Still(Rule):\n    def step(self, angle, speed, force):\n"
        "        return angle, self.time * speed",
        "def update(x):\n    return swing(lambda a, s: 0, x, x, Still(0.5), 3)",
    )
    assert "class Still(Rule):" in run_alone(names, 2.0)


def test_a_local_name_is_not_taken_for_the_notebooks():
    names = notebook("run = np.zeros(3)", "def update(x):\n    run = x\n    return run")
    assert "zeros" not in run_alone(names, 1)


def test_the_update_of_an_earlier_cell_is_not_taken_for_a_later_one():
    names = notebook("def update(x):\n    return x")
    first = names["update"]
    names["In"].append("\n\ndef update(x):\n    return -x")
    assert "return x" in portable_source(first, {})["source"]


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        (["def update(x):\n    return np.sqrt(x)"], r"cell 2, line 2: np: module numpy"),
        (["def update(x):\n\n    import os\n    return x"], r"cell 2, line 3: os: "),
        (["def update(x):\n    return open(x)"], r"cell 2, line 2: open: a page has no files"),
        (["A = np.zeros(2)", "def update(x):\n    return A"], "cell 2, line 1: np: module numpy"),
        (["def update(x):\n    return chart"], "line 2: chart: a builtins.function"),
        (
            ["from orbits import charts\ndef update(x):\n    return charts.chart(x)"],
            "cell 2, line 3: charts: module orbits.charts is not on a page",
        ),
        (
            ["def inner(x):\n    return 1 + np.abs(x)", "def update(x):\n    return inner(x)"],
            "cell 2, line 2: np: module numpy",
        ),
    ],
)
def test_what_a_page_cannot_run_is_named_with_the_ways_out(cells, named):
    with pytest.raises(NotPortable, match=named) as caught:
        portable_source(notebook(*cells)["update"], {})
    assert "Write it portably" in str(caught.value)
    assert "tabulated=True" in str(caught.value)


def test_a_lambda_is_no_update():
    with pytest.raises(ValueError, match="update must be defined with def"):
        portable_source(eval("lambda x: x", {"__name__": "__main__", "In": [""]}), {})


WORDS = """
UNIT = "m"
def shared(x):
    return 2 * x
def update(x):
    return {"y": shared(x)}
def length(x):
    return f"{shared(x)} {UNIT}"
def caption(x, y):
    return f"From {x} to {length(y)}."
def outcome(y):
    return y
"""


def test_the_words_stand_apart_after_all_that_they_use():
    names = notebook(WORDS)
    parts = portable_source(names["update"], {part: names[part] for part in ("caption", "outcome")})
    assert "def shared" in parts["source"] and "def update" in parts["source"]
    for name in ("UNIT =", "def length", "def caption", "def outcome"):
        assert name in parts["words"]
        assert name not in parts["source"]
    assert "def shared" not in parts["words"]  # it is there already
    assert parts["words"].index("def length") < parts["words"].index("def caption")
    assert parts["functions"] == {
        "update": ["update", ["x"]],
        "caption": ["caption", ["x", "y"]],
        "outcome": ["outcome", ["y"]],
    }
    world = {}
    exec(parts["source"] + parts["words"], world)
    assert world["caption"](1, 2) == "From 1 to 4 m."


def test_words_that_a_page_cannot_run_are_named_as_well():
    names = notebook(
        "def update(x):\n    return {'y': x}", "def caption(y):\n    return str(np.sqrt(y))"
    )
    with pytest.raises(NotPortable, match="cell 3, line 2: np: module numpy"):
        portable_source(names["update"], {"caption": names["caption"]})


def test_a_lambda_is_no_caption():
    names = notebook("def update(x):\n    return {'y': x}", "caption = lambda y: str(y)")
    with pytest.raises(ValueError, match="caption must be defined with def"):
        portable_source(names["update"], {"caption": names["caption"]})


def test_a_function_in_a_timed_cell_is_found_as_well():
    timed = "get_ipython().run_cell_magic('time', '', '\\ndef update(x):\\n    return x + 1\\n')\n"
    names = notebook("def update(x):\n    return 'of an earlier cell'")
    exec(compile("\n\ndef update(x):\n    return x + 1\n", "cell", "exec"), names)
    names["In"].append(timed.replace("'\\ndef", "'\\n\\ndef"))
    assert run_alone(names, 1) == "def update(x):\n    return x + 1\n"


def test_what_only_functions_read_may_be_bound_again():
    names = notebook(
        "K = 3\nf = lambda x: K * x\ng = [pow(k, x) for k, x in [(1, 2)]]\nk = 5",
        "K = 9\nk = 6",
        "def update(x):\n    return f(x) + K * x + g[0] * k",
    )
    assert "K = 9" in run_alone(names, 2)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["rule = Step(0.1)", "rule.step_size = 0.5"], "cell 3, line 1: rule: it is changed after"),
        (["rule = Step(0.1)\nrule.a = 1\n"], "cell 2, line 2: rule: it is changed after"),
        (["K = 3\nrule = [Step(K) for _ in 'a'][0]", "K = 9"], "line 1: K: it is bound again"),
        (
            ["K = 3\nrule = Step(K)", "K = 9"],
            "cell 3, line 1: K: it is bound again, after rule was",
        ),
    ],
)
def test_a_thing_that_a_page_would_make_otherwise_is_refused(cells, said):
    names = notebook(*cells, "def update(x):\n    return rule.angle_after(x)")
    with pytest.raises(NotPortable, match=said):
        portable_source(names["update"], {})
