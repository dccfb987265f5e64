"""What a submission can reach: itself, Python and gdkit."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from coursework.__main__ import main
from coursework.failure import Lost
from coursework.inside import wire
from coursework.remote import Remote
from coursework.sandbox import MOST_PROCESSES, ROOM, SHARED, isolation

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


def test_it_has_no_capability_and_can_get_none(remote):
    status = value(remote, "open('/proc/self/status').read()")
    assert {line.split()[1] for line in status.splitlines() if line.startswith("Cap")} == {"0" * 16}
    remount = "__import__('subprocess').run(['mount', '-o', 'remount,rw', '/usr']).returncode"
    assert value(remote, remount) != 0
    again = "['unshare', '--user', '--map-root-user', 'mount', '-o', 'remount,bind,rw', '/usr']"
    assert value(remote, f"__import__('subprocess').run({again}).returncode") != 0


@pytest.mark.parametrize("place", ["/", "/dev/", "/dev/shm/", "/tmp/"])
def test_it_can_write_no_more_than_is_said(remote, place):
    fill = f"""
import os
written = 0
try:
    for i in range(6):
        with open(f'{place}hoard{{i}}', 'wb', buffering=0) as file:
            for _ in range(90):
                written += file.write(bytes(10**6))
except OSError:
    pass
for i in range(6):
    if os.path.exists(f'{place}hoard{{i}}'):
        os.remove(f'{place}hoard{{i}}')
"""
    assert remote.run(fill)["error"] is None
    most = {"/dev/shm/": SHARED, "/tmp/": ROOM}.get(place, 0)
    assert 0.8 * most <= remote.get("written") <= most + 10**5


FORK = """\
import os, time
for _ in range({count}):
    if os.fork() == 0:
        hoard = b'x' * {size}
        time.sleep(60)
        os._exit(0)
time.sleep({rest})
"""


@pytest.mark.parametrize(
    ("count", "size", "words"),
    [
        (4, 150_000_000, "together took more than 500 MB"),
        (MOST_PROCESSES + 1, 0, f"more than {MOST_PROCESSES} processes at once"),
    ],
)
def test_all_its_processes_together_are_limited(count, size, words):
    with Remote(memory=500) as remote:
        remote.end = time.monotonic() + 30
        with pytest.raises(Lost) as lost:
            remote.run(FORK.format(count=count, size=size, rest=30))
    assert lost.value.status == "crashed"
    assert words in lost.value.reason


def test_a_few_small_processes_are_fine():
    with Remote(memory=500) as remote:
        remote.end = time.monotonic() + 30
        assert remote.run(FORK.format(count=4, size=10**6, rest=2))["error"] is None


def test_where_nobody_can_wait_for_a_pipe_the_process_is_ended(monkeypatch):
    """As on Windows."""
    monkeypatch.setattr(wire, "WAITS", False)
    with Remote() as remote:
        remote.end = time.monotonic() + 1
        with pytest.raises(Lost) as lost:
            remote.run("while True: pass")
    assert lost.value.status == "timeout"


@pytest.fixture
def nothing_isolates(monkeypatch):
    isolation.cache_clear()
    monkeypatch.setattr("shutil.which", lambda name: None)
    yield
    isolation.cache_clear()


def test_where_bubblewrap_is_missing_it_is_said(nothing_isolates):
    isolated, words = isolation()
    assert not isolated
    assert words.startswith("NOT ISOLATED")
    with Remote() as remote:  # it runs all the same
        assert value(remote, "2 + 2") == 4


def test_where_capabilities_are_left_it_is_said(monkeypatch):
    isolation.cache_clear()
    left = subprocess.CompletedProcess([], 0, "CapEff:\t0000000000000400\n", "")
    monkeypatch.setattr("subprocess.run", lambda *_, **__: left)
    try:
        assert isolation() == (
            False,
            "NOT ISOLATED: bubblewrap leaves capabilities to a submission here.",
        )
    finally:
        isolation.cache_clear()


def test_nothing_is_graded_that_is_not_isolated_unless_asked_for(
    nothing_isolates, overlay, assignment, tmp_path, capsys
):
    import nbformat

    (tmp_path / "drop").mkdir()
    nbformat.write(assignment.notebook, tmp_path / "drop" / "ada.ipynb")
    command = ["grade", "toy", str(tmp_path / "drop"), "--overlay", overlay, "--jobs=1"]
    out = tmp_path / "out"
    assert main([*command, "--out", str(out)]) == 2
    said = capsys.readouterr()
    assert said.out.startswith("NOT ISOLATED")
    assert "add --not-isolated" in said.err
    assert not out.exists()
    assert main([*command, "--out", str(out), "--not-isolated"]) == 0
    assert "ada,ada,,ok,8,8" in (out / "grades.csv").read_text()
