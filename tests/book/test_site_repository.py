"""The buttons open the repository that the book was built from, or are not there."""

import subprocess
from types import SimpleNamespace

import pytest

from book.repository import VARIABLE, add_buttons, repository

WANTED = "https://github.com/someone/gradient-descent"


@pytest.fixture(autouse=True)
def unset(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def clone(tmp_path):
    """A function that makes a repository with a remote."""

    def make(remote):
        subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
        subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", remote], check=True)
        return tmp_path

    return make


@pytest.mark.parametrize(
    "remote",
    [
        WANTED,
        f"{WANTED}.git",
        f"{WANTED}/",
        "git@github.com:someone/gradient-descent.git",
        "ssh://git@github.com/someone/gradient-descent.git",
        "https://user:token@github.com/someone/gradient-descent",
    ],
)
def test_a_fork_inherits_its_remote(clone, remote):
    assert repository(clone(remote)) == WANTED


@pytest.mark.parametrize("remote", ["/srv/git/course", "../course", "file:///srv/course.git"])
def test_a_remote_on_this_machine_gives_no_address(clone, remote):
    assert repository(clone(remote)) is None


def test_without_git_or_remote_there_is_none(tmp_path, monkeypatch):
    assert repository(tmp_path) is None
    monkeypatch.setenv("PATH", "")
    assert repository(tmp_path) is None


def test_the_variable_comes_first(clone, monkeypatch):
    monkeypatch.setenv(VARIABLE, "https://gitlab.example.org/group/part/course")
    assert repository(clone(WANTED)) == "https://gitlab.example.org/group/part/course"


def test_a_wrong_variable_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "my course")
    with pytest.raises(ValueError, match=f"{VARIABLE} must be like .* got 'my course'"):
        repository(tmp_path)


def options(folder):
    config = SimpleNamespace(html_theme_options={"use_repository_button": False})
    add_buttons(SimpleNamespace(srcdir=folder), config)
    return config.html_theme_options


def test_buttons_appear_with_an_address_only(clone, tmp_path):
    assert options(tmp_path) == {"use_repository_button": False}
    shown = options(clone(WANTED))
    assert shown["repository_url"] == WANTED
    assert shown["repository_branch"] == "HEAD"
    assert shown["use_repository_button"] is True
    assert shown["launch_buttons"]["binderhub_url"] == "https://mybinder.org"


def test_binder_is_offered_for_github_only(clone):
    assert "launch_buttons" not in options(clone("https://codeberg.org/someone/course"))


@pytest.mark.parametrize(
    "address, provider",
    [
        (WANTED, "github"),
        ("https://gitlab.example.org/group/part/course", "gitlab"),
        ("https://bitbucket.org/someone/course", "bitbucket"),
        ("https://codeberg.org/someone/course", "github"),  # the theme knows it by no other name
    ],
)
def test_every_host_has_a_kind_that_the_theme_knows(clone, address, provider):
    assert options(clone(address))["repository_provider"] == provider
