"""What a page can import is what the environment names: the modules right in these folders."""

import pytest

from living_figures.portable import PACKAGES, importable, modules


def test_the_modules_right_in_the_folder_and_no_others():
    assert modules("orbits") == ["orbits.motion", "orbits.spot"]


def test_math_and_the_named_packages_can_be_imported(monkeypatch):
    assert list(importable()) == ["math", "orbits.motion", "orbits.spot"]
    monkeypatch.setenv(PACKAGES, "")
    assert list(importable()) == ["math"]


@pytest.mark.parametrize("name", ["nowhere", "or bits", "../orbits", "textwrap"])
def test_what_is_no_package_is_named(monkeypatch, name):
    with pytest.raises(ValueError, match=f"'{name}' must be an installed package"):
        modules(name)
