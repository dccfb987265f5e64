"""Python compiled for the page before a reader comes: all of the portable floor, or an error."""

import pytest

from living_figures.compiler import compiled, portable_floor
from living_figures.source import PORTABLE


def test_every_module_that_a_page_can_import_comes_compiled():
    scripts = compiled(portable_floor())
    assert {name for name in PORTABLE if name.startswith("gdkit.")} < set(scripts)
    assert "answer" in scripts
    assert "$B.enter_frame" in scripts["gdkit.descent"]


def test_what_does_not_load_stops_the_build_with_a_traceback():
    module = {"module": [".py", "x = 1\nimport numpy\n", []]}
    with pytest.raises(ValueError, match=r"(?s)line 2, in <module>.*No module named 'numpy'"):
        compiled(module)
