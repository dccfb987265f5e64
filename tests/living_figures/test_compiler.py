"""Python compiled for the page before a reader comes: all that a page can import, or an error."""

import builtins

import pytest

from living_figures.compiler import compiled, importable


def test_every_module_that_a_page_can_import_comes_compiled():
    scripts = compiled(importable(["orbits"]))
    assert {"math", "orbits.motion", "orbits.spot"} < importable(["orbits"]).keys()
    assert {"orbits.motion", "orbits.spot", "living_figures.answer"} < set(scripts)
    assert "$B.enter_frame" in scripts["orbits.motion"]


def test_what_does_not_load_stops_the_build_with_a_traceback():
    module = {"module": [".py", "x = 1\nimport numpy\n", []]}
    with pytest.raises(ValueError, match=r"(?s)line 2, in <module>.*No module named 'numpy'"):
        compiled(module)


def test_without_a_compiler_the_error_names_what_to_install(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "py_mini_racer":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'living_figures\[site\]'"):
        compiled({"module": [".py", "x = 1\n", []]})
