"""What a submission can reach: itself, Python and gdkit."""

import os
from pathlib import Path

import pytest

from coursework.remote import Remote
from coursework.sandbox import isolation

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def remote():
    assert isolation()[0], isolation()[1]
    with Remote() as remote:
        yield remote


def value(remote, expression):
    ran = remote.run(f"value = {expression}")
    assert ran["error"] is None, ran
    return remote.get("value")


def test_no_file_of_the_repository_but_gdkit_is_there(remote):
    found = value(remote, f"[str(p) for p in __import__('pathlib').Path({str(ROOT)!r}).glob('*')]")
    assert {Path(path).name for path in found} <= {"gdkit", "coursework", ".venv"}
    inside = value(remote, f"__import__('os').listdir({str(ROOT / 'coursework')!r})")
    assert inside == ["inside"]


def test_a_neighbour_cannot_be_read_nor_written_to(remote, tmp_path):
    neighbour = tmp_path / "neighbour.ipynb"
    neighbour.write_text("mine")
    for action in (
        f"open({str(neighbour)!r}).read()",
        f"open({str(neighbour)!r}, 'w').write('yours')",
    ):
        assert remote.run(action)["error"]["type"] in ("FileNotFoundError", "PermissionError")
    assert neighbour.read_text() == "mine"


def test_two_submissions_do_not_meet(remote):
    remote.run("open('/tmp/note', 'w').write('from a neighbour')")
    with Remote() as other:
        assert value(other, "__import__('os').path.exists('/tmp/note')") is False
        assert "note" not in value(other, "__import__('os').listdir('.')")


def test_the_network_is_off(remote):
    error = remote.run("import socket\nsocket.create_connection(('127.0.0.1', 9), timeout=2)")[
        "error"
    ]
    assert "refused" in error["words"]  # a loopback of its own, on which nobody listens
    error = remote.run("socket.create_connection(('192.0.2.1', 80), timeout=2)")["error"]
    assert "unreachable" in error["words"]


def test_no_variable_of_the_instructor_is_there(monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "42")
    with Remote() as remote:
        assert "SECRET_TOKEN" not in value(remote, "dict(__import__('os').environ)")


def test_no_process_of_the_machine_is_seen(remote):
    seen = value(remote, "[p for p in __import__('os').listdir('/proc') if p.isdigit()]")
    assert str(os.getpid()) not in seen or len(seen) < 5


def test_python_and_gdkit_cannot_be_changed(remote):
    error = remote.run("import gdkit\nopen(gdkit.__file__, 'a').write('#')")["error"]
    assert error["type"] == "OSError"


def test_the_folder_is_gone_afterwards():
    with Remote() as remote:
        folder = Path(remote.sandbox.folder.name)
        assert folder.exists()
    assert not folder.exists()


def test_where_bubblewrap_is_missing_it_is_said(monkeypatch):
    isolation.cache_clear()
    monkeypatch.setattr("shutil.which", lambda name: None)
    try:
        isolated, words = isolation()
        assert not isolated
        assert words.startswith("NOT ISOLATED")
        with Remote() as remote:  # it runs all the same
            assert value(remote, "2 + 2") == 4
    finally:
        isolation.cache_clear()
