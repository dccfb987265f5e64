"""A folder of submissions, graded: one file of results for each, so that nothing is done twice."""

import functools
import hashlib
import json
import os
import re
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from tqdm import tqdm

from coursework import assignment as assignments
from coursework.files import write_whole
from coursework.grading import grade

#: How learning platforms call what a student handed in.
MOODLE = re.compile(r"^(?P<name>.+)_(?P<id>\d+)_assignsubmission_")
CANVAS = re.compile(r"^(?P<name>[^_]+)_(?:LATE_)?(?P<id>\d+)_\d+_")


class Entry:
    """One student's place in a folder of submissions.

    `key` is its own name there, `student` and `id` what a platform put into it, `path` the
    notebook, or None, and `note` what is to be said of the choice.
    """

    def __init__(self, place, assignment):
        self.key = place.name if place.is_dir() else place.stem
        found = MOODLE.match(self.key) or CANVAS.match(self.key)
        self.student, self.id = (found["name"], found["id"]) if found else (self.key, "")
        self.path, self.note = _notebook(place, assignment)


def entries(folder, assignment):
    """Return an `Entry` for each sub-folder and for each notebook that lies in `folder` itself."""
    folder = Path(folder)
    if not folder.is_dir():
        raise ValueError(f"submissions must be a folder; got {str(folder)!r}")
    places = [p for p in sorted(folder.iterdir()) if not p.name.startswith((".", "__"))]
    places = [p for p in places if p.is_dir() or p.suffix == ".ipynb"]
    if not places:
        raise ValueError(f"{folder} holds no submission: no folder and no .ipynb file")
    found = [Entry(place, assignment) for place in places]
    keys = [entry.key for entry in found]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"{folder}: a folder and a file of the same name: {', '.join(twice)}")
    _note_doubles(found)
    return found


def _note_doubles(found):
    """Say of each submission which others bear the same id: a platform would import the last."""
    for entry in found:
        others = [e.key for e in found if e.id and e.id == entry.id and e is not entry]
        if others:
            words = f"of the same student: {', '.join(others)}"
            entry.note = f"{entry.note}; {words}" if entry.note else words


def _notebook(place, assignment):
    """The notebook to grade in a student's place, and a note where there was a choice."""
    if place.is_file():
        return place, None
    here = sorted(p for p in place.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)
    if not here:
        return None, "there is no .ipynb file"
    named = [p for p in here if p.name == f"{assignment}.ipynb"]
    if len(here) == 1:
        note = None if named else f"the file is called {here[0].name}"
        return here[0], note
    newest = max(named or here, key=lambda p: (p.stat().st_mtime, p.name))
    return newest, f"of {len(here)} notebooks, {newest.relative_to(place)} was graded"


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
        assignments.load(name, 0, overlay)  # a wrong name is an error before anything is written
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
        bar = tqdm(total=len(tasks), desc="grading", unit="submission", disable=not tasks)
        if jobs == 1:
            for task in tasks:
                _grade_one(*task)
                bar.update()
        else:
            with ProcessPoolExecutor(jobs) as pool:
                for done in as_completed([pool.submit(_grade_one, *task) for task in tasks]):
                    done.result()
                    bar.update()
        bar.close()

    def _path(self, key):
        return self.results / f"{key}.json"

    def _read(self, key):
        try:
            return json.loads(self._path(key).read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return None


def _grade_one(path, entry, seed, digest, settings):
    """Grade one submission and keep the result; a result is there as a whole or not at all."""
    source = assignments.load(settings["name"], seed, settings["overlay"])
    submission = entry.path or os.devnull
    result = grade(submission, source, settings["seconds"], settings["memory"])
    if entry.path is None:
        result["reason"] = entry.note
    elif entry.note:
        result["mended"].insert(0, entry.note)
    about = {"key": entry.key, "student": entry.student, "id": entry.id, "seed": seed}
    write_whole(path, json.dumps({**about, "digest": digest, **result}, indent=1))


def _digest(entry, assignment, settings):
    """Changes with the submission, the assignment, the settings, and the grader itself."""
    total = hashlib.sha256(json.dumps([settings, assignment.digest, entry.note]).encode())
    if entry.path:
        total.update(entry.path.read_bytes())
    total.update(_grader())
    return total.hexdigest()[:16]


@functools.cache
def _grader():
    """All the code of the grader."""
    return b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
