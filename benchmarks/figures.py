"""Time living figures against the other ways to put an experiment on a static page.

    npm install --prefix FOLDER pyodide @jupyter-widgets/html-manager requirejs
    python benchmarks/figures.py --npm FOLDER

One page, in one headless Chromium, served from this machine: once as the book makes it, and once
with Pyodide in place of the worker's Python.  The figures, their source, gdkit and the script that
draws are the same.  Printed are, as medians and (in brackets) the least of all, which a busy
machine disturbs less,

- what is loaded, gzipped, until the first picture that the reader's own touch made;
- the time to it, cold: a fresh browser profile, from the touch to the picture drawn;
- the time of a change, warm: from the slider to the picture drawn, without the wait for the
  screen's next frame.

For a plain Jupyter Book page with an ipywidgets slider it is the bytes of the widgets alone:
without a kernel its slider computes nothing.
"""

import argparse
import contextlib
import functools
import gzip
import http.server
import inspect
import json
import os
import shutil
import statistics
import sys
import tempfile
import threading
from pathlib import Path

import matplotlib.pyplot as plt
from playwright.sync_api import sync_playwright

from gdkit.descent import descend
from gdkit.landscapes import himmelblau
from gdkit.optimizers import Adam, GradientDescent, Momentum
from living_figures import Experiment, LogSlider, StartPoint, Steps, page
from living_figures.assets import SCRIPTS, STYLE, write_assets
from living_figures.compiler import importable
from living_figures.portable import PACKAGES

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # book is not installed

from book.browser import FLAGS, find  # noqa: E402

PEERS = {
    "pyodide": "pyodide",
    "widgets": "@jupyter-widgets/html-manager/dist/embed-amd.js",
    "require": "requirejs/require.js",
}

#: Puts Pyodide, which runs in module workers only, where the worker's code expects Brython.
PYODIDE_WORKER = """
const { loadPyodide } = await import(BASE + "pyodide/pyodide.mjs");
const python = await loadPyodide({ indexURL: BASE + "pyodide/" });
for (const folder of ["gdkit", "living_figures"]) python.FS.mkdir(folder);
for (const [path, text] of Object.entries(FILES)) python.FS.writeFile(path, text);
const scope = {
  set answering(answering) {
    const kept = answering.copy();
    self.answering = (...program) => {
      const answer = kept(...program.map((part) => python.toPy(part)));
      return (...stops) => {
        const proxy = answer(...stops);
        const result = proxy.toJs({ dict_converter: Object.fromEntries });
        proxy.destroy();
        return result;
      };
    };
  },
};
python.registerJsModule("browser", { self: scope });
self.__BRYTHON__ = { error_trace: String };
self.__BRYTHON__.runPythonSource = (text, name) => {
  python.FS.writeFile(`${name}.py`, text);
  return python.pyimport(name);
};
python.pyimport("living_figures.answer");
(0, eval)(WORKER);
self.postMessage({ ready: true });
"""

MODULE_WORKERS = """<script>
const Classic = Worker;
window.Worker = function (address) { return new Classic(address, { type: "module" }); };
</script>"""

#: One touch, and a promise of the milliseconds to the picture that it led to.
TOUCH = """async ([id, label, place]) => {
  const figure = livingFigures.figures.get(id);
  const { input } = figure.controls.find((control) => control.spec.label === label);
  const drawn = new Promise((done, fail) => {
    setTimeout(fail, 60_000, new Error("no picture within a minute"));
    const draw = figure.draw;
    figure.draw = (result) => {
      draw.call(figure, result);
      figure.element.getBoundingClientRect(); // the layout is part of the work
      delete figure.draw;
      done(performance.now());
    };
  });
  const began = performance.now();
  figure.element.dispatchEvent(new Event("pointerover"));
  input.value = place;
  input.dispatchEvent(new Event("input"));
  return (await drawn) - began;
}"""


def one_path(learning_rate, steps, start):
    """A descent, and its loss at each step."""
    path = descend(himmelblau.gradient, start, GradientDescent(learning_rate), steps).path
    losses = [himmelblau(point) for point in path]
    return {"path": path, "losses": list(enumerate(losses)), "ends": {"the rule": losses[-1]}}


def three_paths(learning_rate, steps, start):
    """Three optimizers from the same start, and their losses at each step."""
    result, ends = {}, {}
    for optimizer in GradientDescent(learning_rate), Momentum(learning_rate), Adam(learning_rate):
        name = type(optimizer).__name__
        path = descend(himmelblau.gradient, start, optimizer, steps).path
        losses = [himmelblau(point) for point in path]
        result[f"{name} path"] = path
        result[f"{name} losses"] = list(enumerate(losses))
        ends[name] = losses[-1]
    return result | {"ends": ends}


def caption(steps, ends):
    """The loss at the end, of each rule."""
    losses = ", ".join(f"{name} {loss:.3g}" for name, loss in ends.items())
    return f"After {steps} steps the losses are: {losses}."


def experiment(update, names, alt):
    """A figure with a path and a loss curve for each of `names`."""
    figure, (plane, losses) = plt.subplots(1, 2, figsize=(9, 4))
    plane.set(xlim=(-5, 5), ylim=(-5, 5))
    losses.set(xlim=(0, 80), ylim=(1e-9, 1e3), yscale="log")
    for name in names:
        plane.plot([], [], "o-", gid=f"{name}path")
        losses.plot([], [], gid=f"{name}losses")
    return Experiment(
        figure,
        update,
        caption=caption,
        alt=alt,
        learning_rate=LogSlider(0.001, 0.02, 0.01),
        steps=Steps(0, 80, 80),
        start=StartPoint(plane, (-0.5, -1.0)),
    )


def write_page(folder):
    """Write the page and all it loads; return the figures' ids."""
    os.environ[PACKAGES] = "gdkit"
    names = [f"{rule.__name__} " for rule in (GradientDescent, Momentum, Adam)]
    figures = [
        page.html(experiment(one_path, [""], "one optimizer, 80 steps")),
        page.html(experiment(three_paths, names, "three optimizers, 80 steps each")),
    ]
    head = "".join(f'<script defer src="{name}"></script>' for name in SCRIPTS)
    head += f'<link rel="stylesheet" href="{STYLE}"><link rel="icon" href="data:,">'
    write_assets(folder, ["gdkit"])
    (folder / "index.html").write_text(
        f"<!doctype html><title>t</title><meta charset=utf-8>{head}{''.join(figures)}",
        encoding="utf-8",
    )
    return [figure.split('id="', 1)[1].split('"', 1)[0] for figure in figures]


def put_pyodide(folder, package):
    """Let the page in `folder` run on Pyodide instead, with the same gdkit."""
    shutil.copytree(package, folder / "pyodide")
    found = importable(["gdkit"])
    packages = [name for name, (*_, is_package) in found.items() if is_package == 1]
    files = {
        f"{name.replace('.', '/')}{'/__init__' if name in packages else ''}.py": text
        for name, (kind, text, *_) in found.items()
        if kind == ".py"
    }
    texts = {
        "FILES": files,
        "WORKER": (ROOT / "living_figures" / "web" / "worker.js").read_text("utf-8"),
    }
    (folder / "python.js").write_text(
        'const BASE = self.location.origin + "/";\n'
        + "".join(f"const {name} = {json.dumps(text)};\n" for name, text in texts.items())
        + PYODIDE_WORKER,
        encoding="utf-8",
    )
    index = folder / "index.html"
    index.write_text(index.read_text("utf-8").replace("<script", f"{MODULE_WORKERS}<script", 1))


@contextlib.contextmanager
def served(folder):
    """Serve a folder; yields its address and the list of files asked for, which grows."""
    asked = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
            ".mjs": "text/javascript",
            ".wasm": "application/wasm",
        }

        def log_message(self, *arguments):
            asked.append(Path(self.translate_path(self.path)))

    handler = functools.partial(Handler, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.html", asked
    server.shutdown()
    server.server_close()


def zipped(paths):
    """The size of files in kilobytes, each gzipped."""
    return sum(len(gzip.compress(path.read_bytes())) for path in paths) / 1000


def measure(browser, address, ids, changes):
    """Milliseconds to the first live picture, and a list of a change's for each figure."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(address, wait_until="networkidle")
    first = tab.evaluate(TOUCH, [ids[0], "learning rate", 3])
    places = [7 * i % 41 for i in range(1, changes + 1)]
    times = [[tab.evaluate(TOUCH, [name, "learning rate", p]) for p in places] for name in ids]
    context.close()
    return first, times


def compare(folders, ids, rounds, changes):
    """Measure each folder's page in turns; return for each what it loaded, and all times."""
    with contextlib.ExitStack() as stack, sync_playwright() as playwright:
        hosts = [stack.enter_context(served(folder)) for folder in folders]
        path, flags = find(), FLAGS
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        runs = [[measure(browser, host, ids, changes) for host, _ in hosts] for _ in range(rounds)]
        print(f"Chromium {browser.version}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        browser.close()
    rows = []
    for (_, asked), column in zip(hosts, zip(*runs, strict=True), strict=True):
        changed = zip(*(times for _, times in column), strict=True)
        samples = [[t for run in figure for t in run] for figure in changed]
        loaded = zipped({path for path in asked if path.suffix != ".html"})
        rows.append((loaded, [[first for first, _ in column], *samples]))
    return rows


def arguments():
    parser = argparse.ArgumentParser(
        description=inspect.getdoc(sys.modules[__name__]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--npm", type=Path, required=True, help="where npm installed the others")
    parser.add_argument("--rounds", type=int, default=5, help="cold starts of each")
    parser.add_argument("--changes", type=int, default=40, help="slider changes a figure and round")
    settings = parser.parse_args()
    settings.peers = {k: settings.npm / "node_modules" / path for k, path in PEERS.items()}
    missing = [str(path) for path in settings.peers.values() if not path.exists()]
    if missing:
        packages = "pyodide @jupyter-widgets/html-manager requirejs"
        parser.exit(
            1,
            f"not found: {', '.join(missing)}\n"
            f"Install them: npm install --prefix {settings.npm} {packages}\n",
        )
    return settings


def main():
    settings = arguments()
    with tempfile.TemporaryDirectory() as temporary:
        ours, theirs = Path(temporary) / "brython", Path(temporary) / "pyodide"
        ids = write_page(ours)
        shutil.copytree(ours, theirs)
        put_pyodide(theirs, settings.peers["pyodide"])
        rows = compare([ours, theirs], ids, settings.rounds, settings.changes)
    print(f"{'':27}{'loaded':>9}{'live, ms':>16}{'1 rule, ms':>16}{'3 rules, ms':>16}")
    for name, (loaded, samples) in zip(("living figures", "Pyodide"), rows, strict=True):
        times = [f"{statistics.median(t):.1f} ({min(t):.1f})" for t in samples]
        print(f"{name:27}{loaded:>6.0f} KB" + "".join(f"{text:>16}" for text in times))
    (ours, our_times), (theirs, their_times) = rows
    pairs = zip(our_times, their_times, strict=True)
    ratios = [statistics.median(a) / statistics.median(b) for a, b in pairs]
    print(f"{'ratio':27}{ours / theirs:>9.3f}" + "".join(f"{ratio:>16.3f}" for ratio in ratios))
    print(f"{'to reach, of Pyodide':27}{'≤ 0.1':>9}{'≤ 0.1':>16}")
    print(f"{'to reach':27}{'':9}{'≤ 500':>16}{'≤ 16':>16}{'≤ 50':>16}")
    widgets = zipped([settings.peers["widgets"], settings.peers["require"]])
    print(f"{'ipywidgets on a plain page':27}{widgets:>6.0f} KB{'never':>16}{'—':>16}{'—':>16}")


if __name__ == "__main__":
    main()
