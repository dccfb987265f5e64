"""A folder of submissions, graded: one file of results for each, so that nothing is done twice."""

import functools
import hashlib
import json
import multiprocessing
import os
import signal
import sys
from multiprocessing import connection
from pathlib import Path

from tqdm import tqdm

from coursework import assignment as assignments
from coursework.entry import entries
from coursework.files import write_whole
from coursework.grading import grade, nothing
from coursework.limits import limit_process

#: On Linux a fork, which shares what the grader has loaded; elsewhere what the system is safe with.
PROCESSES = multiprocessing.get_context("fork" if sys.platform == "linux" else None)


class Gradebook:
    """The results of an assignment, in `folder`: ``results/KEY.json`` for each submission."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.results = self.folder / "results"
        self.contents = self.folder / "graded.json"

    def grade(
        self, submissions, name, jobs=1, variants=False, overlay=None, seconds=60, memory=2000
    ):
        """Grade all that has not been graded as it now is; then return all results, sorted."""
        settings = {"name": name, "overlay": overlay, "seconds": seconds, "memory": memory}
        # A wrong one is an error before anything is written, and what is loaded here is shared.
        assignments.load(name, 0, overlay).setup()
        found = entries(submissions, name)
        self._claim(name, [entry.key for entry in found])
        tasks = []
        for entry in found:
            seed = assignments.seed_of(entry.student) if variants else 0
            digest = _digest(entry, assignments.load(name, seed, overlay), settings)
            old = self._read(entry.key)
            if old is None or old["digest"] != digest:
                tasks.append((self._path(entry.key), entry, seed, digest, settings))
        self._run(tasks, jobs)
        return [self._read(entry.key) for entry in found]

    def graded(self):
        """Return the assignment's name and the results of what was graded last."""
        if not self.contents.exists():
            raise ValueError(f"{self.folder} holds no results; run grade first")
        contents = json.loads(self.contents.read_text("utf-8"))
        results = [self._read(key) for key in contents["submissions"]]
        if None in results:
            raise ValueError(f"{self.folder}: not all submissions are graded; run grade again")
        return contents["assignment"], results

    def _claim(self, name, keys):
        """Note what is being graded here; a folder holds the results of one assignment."""
        if self.contents.exists():
            other = json.loads(self.contents.read_text("utf-8"))["assignment"]
            if other != name:
                raise ValueError(f"{self.folder} holds results of {other}; choose another folder")
        contents = {"assignment": name, "submissions": keys}
        write_whole(self.contents, json.dumps(contents, indent=1))

    def _run(self, tasks, jobs):
        """Grade each in a process of its own, which may fail, but ends no other."""
        waiting, running = tasks[::-1], {}
        with tqdm(total=len(tasks), desc="grading", unit="submission", disable=not tasks) as bar:
            try:
                while waiting or running:
                    while waiting and len(running) < jobs:
                        task = waiting.pop()
                        process = PROCESSES.Process(target=_alone, args=task, daemon=True)
                        process.start()
                        running[process.sentinel] = process, task
                    for ended in connection.wait(list(running)):
                        process, task = running.pop(ended)
                        process.join()
                        if process.exitcode:
                            _stopped(process.exitcode, *task)
                        bar.update()
            finally:
                for process, _ in running.values():
                    process.kill()

    def _path(self, key):
        return self.results / f"{key}.json"

    def _read(self, key):
        try:
            return json.loads(self._path(key).read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return None


def _alone(path, entry, seed, digest, settings):
    """Grade one submission in a process that is there for it only."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the grader says all that is to be said
    limit_process(10 * settings["seconds"] + 10)
    try:
        _grade_one(path, entry, seed, digest, settings)
    except Exception as error:
        print(f"\n{entry.key}: {type(error).__name__}: {error!a:.300}", file=sys.stderr)
        sys.exit(1)


def _grade_one(path, entry, seed, digest, settings):
    """Grade one submission and keep the result; a result is there as a whole or not at all."""
    source = assignments.load(settings["name"], seed, settings["overlay"])
    submission = entry.path or os.devnull
    result = grade(submission, source, settings["seconds"], settings["memory"])
    if entry.path is None:
        result["reason"] = entry.note
    elif entry.note:
        result["mended"].insert(0, entry.note)
    _keep(path, entry, seed, digest, result)


def _stopped(code, path, entry, seed, digest, settings):
    """Keep that a submission could not be graded; the next run tries again."""
    source = assignments.load(settings["name"], seed, settings["overlay"])
    status, how = "crashed", f"exit code {code}"
    if code == -signal.SIGXCPU:
        status, how = "timeout", "it took too long to test what it returns"
    reason = f"the grader itself was stopped by it ({how})"
    _keep(path, entry, seed, "", nothing(source, status, reason))


def _keep(path, entry, seed, digest, result):
    about = {"key": entry.key, "student": entry.student, "id": entry.id, "seed": seed}
    write_whole(path, json.dumps({**about, "digest": digest, **result}, indent=1))


def _digest(entry, assignment, settings):
    """Changes with the submission, the assignment, the settings, and the grader itself."""
    total = hashlib.sha256(json.dumps([settings, assignment.digest, entry.note]).encode())
    total.update(entry.content())
    total.update(_grader())
    return total.hexdigest()[:16]


@functools.cache
def _grader():
    """All the code of the grader."""
    return b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
