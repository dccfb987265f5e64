"""The locked-down process in which a submission runs.

With bubblewrap (Linux) it sees Python, gdkit, the system's programs and a folder of its own,
which is gone afterwards; no network, no other submission, no test, no file of the instructor's.
It has no capability, even where root grades.  Elsewhere it has a folder and an environment of its
own, and limits, but nothing keeps it from the rest of the machine: `isolation` says so.
"""

import contextlib
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib
import psutil

import gdkit

INSIDE = Path(__file__).parent / "inside"
#: The most bytes that a submission can write into its folder.
ROOM = 200_000_000
#: The most bytes of the memory that its processes can share by name.
SHARED = 64_000_000
#: The most processes that it may have at once.
MOST_PROCESSES = 64


@functools.cache
def isolation():
    """Return (whether submissions are kept apart from the machine, a sentence that says so)."""
    if not shutil.which("bwrap"):
        return False, (
            "NOT ISOLATED: bubblewrap (bwrap) is not installed, so a submission can read files "
            "and use the network. Grade what you trust only, or use a machine made for it."
        )
    look = [*_bubblewrap(), "/usr/bin/env", "cat", "/proc/self/status"]
    probe = subprocess.run(look, capture_output=True, text=True)
    if probe.returncode:
        return False, f"NOT ISOLATED: bubblewrap does not work here: {probe.stderr.strip()}"
    if not re.search(r"^CapEff:\s*0+$", probe.stdout, re.M):
        return False, "NOT ISOLATED: bubblewrap leaves capabilities to a submission here."
    return True, (
        "Each submission runs in bubblewrap: no network, no capability, "
        "no files but its own, Python's and the system's."
    )


class Sandbox:
    """A process that runs submissions' cells; `stop` ends it with all that it started."""

    def __init__(self, memory=2000):
        self.memory = memory
        self.folder = tempfile.TemporaryDirectory(prefix="submission-", ignore_cleanup_errors=True)
        isolated, _ = isolation()
        work = "/tmp/work" if isolated else self.folder.name
        prefix = _bubblewrap() if isolated else []
        command = [sys.executable, "-X", "utf8", INSIDE, f"--memory={memory}"]
        self.process = subprocess.Popen(
            [*map(str, [*prefix, *command])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder.name,
            env=_environment(work),
            start_new_session=True,
            bufsize=0,
        )

    def excess(self):
        """Say what the process and all that it has started have too much of; None if nothing."""
        processes, size = [], 0
        with contextlib.suppress(psutil.Error):  # gone meanwhile
            processes = psutil.Process(self.process.pid).children(recursive=True)
        if len(processes) > MOST_PROCESSES:
            return f"it had more than {MOST_PROCESSES} processes at once"
        for process in processes:
            with contextlib.suppress(psutil.Error):
                size += _memory(process)
        if size > self.memory * 1_000_000:
            return f"its processes together took more than {self.memory} MB"
        return None

    def stop(self):
        """End the process at once, and remove its folder; returns the exit code."""
        if self.process.poll() is None:
            _kill(self.process)
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.folder.cleanup()
        return self.process.returncode


def _memory(process):
    """The bytes of a process; what several share counts once, where the system can tell."""
    if not psutil.LINUX:
        return process.memory_info().rss
    return process.memory_full_info().pss


def _kill(process):
    if os.name == "posix":
        import signal

        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _bubblewrap():
    """The start of a command that runs the rest of it on its own."""
    package = Path(gdkit.__file__).parent
    needed = [sys.prefix, sys.base_prefix, package, INSIDE, "/usr"]
    system = ["/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts"]
    command = [shutil.which("bwrap"), "--unshare-all", "--die-with-parent", "--new-session"]
    command += ["--cap-drop", "ALL", "--proc", "/proc", "--dev", "/dev"]
    command += ["--size", SHARED, "--tmpfs", "/dev/shm", "--size", ROOM, "--tmpfs", "/tmp"]
    for path in [*needed, *system]:
        command += ["--ro-bind-try", path, path]
    # Without Matplotlib's list of fonts, each process would make one of its own, which takes long.
    for path in Path(matplotlib.get_cachedir()).glob("fontlist-*.json"):
        command += ["--ro-bind", path, f"/tmp/work/.matplotlib/{path.name}"]
    command += ["--dir", "/tmp/work", "--chdir", "/tmp/work"]
    command += ["--remount-ro", "/", "--remount-ro", "/dev"]
    return [str(part) for part in command]


def _environment(work):
    """Nothing of the instructor's environment but what Python needs to start."""
    kept = ("SYSTEMROOT", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PATH": os.defpath,
        "HOME": work,
        "IPYTHONDIR": f"{work}/.ipython",
        "MPLCONFIGDIR": f"{work}/.matplotlib",
        "MPLBACKEND": "Agg",
        "LANG": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(Path(gdkit.__file__).parents[1]),
    }
