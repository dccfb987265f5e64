"""Change the code in three thousand small ways, and count the changes that the tests notice.

    pip install mutmut==3.8.1
    python benchmarks/mutation.py                # all of these two folders
    python benchmarks/mutation.py vector data    # these modules alone

mutmut makes the changes: another operator, a number plus 1, an argument left out, a text in
capitals.  Each changed module, a mutant, runs against its own tests and those in `USERS`, the
fastest first; no file is touched.  A test that fails has killed the mutant.  Printed are the
mutants that survive, but for those to which `tests/gdkit/surviving_mutants.md` gives a reason, and
for each module how many were killed.  "Endless" is a mutant that ran for five times as long as
the tests; it counts as killed.  What a test file computes as it is imported, such as the values
of a `parametrize`, comes from the unchanged module.  It needs `os.fork`, which Windows lacks.

Not changed: docstrings, annotations, and what `raise` and `require` say, as tests do not hold the
wording of errors; the window and the start of a landscape, which are chosen by eye.
"""

import difflib
import gc
import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path
from types import FunctionType, ModuleType

import hypothesis
import libcst
import pytest
from libcst.matchers import Arg, Call, Name, matches
from mutmut.mutation.mutators import mutation_operators
from tqdm import tqdm

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

TESTS = ROOT / "tests" / "gdkit"

#: The dotted name of each module of the algorithms and of what learns, by its own.
MODULES = {
    file.stem: ".".join(file.relative_to(ROOT).with_suffix("").parts)
    for folder in (ROOT / "gdkit", ROOT / "gdkit" / "learning")
    for file in sorted(folder.glob("*.py"))
    if file.stem != "__init__"
}

EXPLAINED = (TESTS / "surviving_mutants.md").read_text("utf-8")

#: Which tests, besides its own, concern a module.
USERS = {
    **dict.fromkeys(["clipping", "landscapes", "sampling", "schedules"], "validation"),
    "descent": "validation",
    "elementwise": "descent",
    "optimizers": "validation torch_trajectories",
    "random_numbers": "validation sampling",
    "history": "training",
    "models": "network",
}


def mutants(source):
    """Every changed source, with the line that differs, before and after."""
    tree = libcst.parse_module(source)
    for node in parts(tree):
        for kind, change in mutation_operators:
            for changed in change(node) if isinstance(node, kind) else ():
                code = tree.deep_replace(node, changed).code
                yield code, difference(source, code)


def parts(node):
    """The node and all below it that are to be changed."""
    if isinstance(node, libcst.Raise | libcst.Annotation | libcst.Decorator):
        return
    if matches(node, Call(func=Name("len") | Name("isinstance"))):
        return  # mutmut leaves them alone, too: any change is an error
    if matches(node, Arg(keyword=Name("window") | Name("start"))):
        return  # a landscape's, chosen by eye
    yield node
    says = matches(node, Call(func=Name("require")))  # in its last argument, as `raise` does
    for child in node.args[:-1] if says else node.children:
        yield from parts(child)


def difference(source, changed):
    lines = list(difflib.unified_diff(source.splitlines(), changed.splitlines(), n=0, lineterm=""))
    before, after = (
        " ".join(line[1:].strip() for line in lines[3:] if line[0] == sign) for sign in "-+"
    )
    return f"`{before}` → `{after}`"


class Mutation:
    """A plugin of pytest: once all tests are collected, try the mutants on them."""

    def __init__(self, modules):
        self.modules = modules
        self.failed = False
        self.out = os.fdopen(os.dup(1), "w", buffering=1)  # what pytest does not capture

    def pytest_runtest_logreport(self, report):
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session):
        total = killed = 0
        for module in self.modules:
            outcomes = self.try_mutants(module, [i for i in session.items if concerns(i, module)])
            alive = outcomes.count("survived")
            print(f"{module}: {len(outcomes) - alive} of {len(outcomes)} killed", file=self.out)
            total, killed = total + len(outcomes), killed + len(outcomes) - alive
        print(f"total: {killed} of {total} killed, {killed / max(total, 1):.1%}", file=self.out)
        return True

    def try_mutants(self, module, tests):
        file = sys.modules[MODULES[module]].__file__
        source = Path(file).read_text("utf-8")
        cost = {}
        for test in tests:
            seconds, reached = self.run(test, file)
            its_own = test.path.stem == f"test_{module}"
            if its_own or reached:
                cost[test] = not its_own, seconds
        tests = sorted(cost, key=cost.get)
        before = os.times().children_user
        if self.failed or self.outcome(module, source, tests, 3600) != "survived":
            print(f"{module}: its tests fail without any change", file=self.out)
            return []
        limit = 5 + 5 * round(os.times().children_user - before)
        gc.freeze()  # so that a fork copies no page only to count references
        outcomes = []
        for changed, what in mutants(source):
            outcomes.append(self.outcome(module, changed, tests, limit))
            if outcomes[-1] != "killed" and what not in EXPLAINED:
                print(f"- {outcomes[-1]}: {what}", file=self.out)
        return outcomes

    def run(self, test, file=None):
        """Run a test: the processor time that it takes, and whether it calls code of `file`."""
        files = set()
        if file:
            sys.setprofile(lambda frame, event, argument: files.add(frame.f_code.co_filename))
        start = time.process_time()
        test.config.hook.pytest_runtest_protocol(item=test, nextitem=None)
        sys.setprofile(None)
        return time.process_time() - start, file in files

    def outcome(self, module, source, tests, limit):
        """Try one mutant in a process of its own: "survived", "killed" or "endless"."""
        process = os.fork()
        if process:
            status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            if status in (-signal.SIGXCPU, -signal.SIGALRM):
                return "endless"
            return "killed" if status else "survived"
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
            signal.alarm(10 * limit)  # for one that waits
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
            graft(sys.modules[MODULES[module]], source)
            for test in tests:
                self.run(test)
                if self.failed:
                    os._exit(1)
            os._exit(0)
        finally:
            os._exit(2)  # the mutant cannot even be imported


def concerns(test, module):
    """Whether a test is the module's own, one of its users', or an example in its docstring."""
    names = [module, *USERS.get(module, "").split()]
    return test.path.stem in [f"test_{name}" for name in names] or test.name.endswith(
        f"examples[{MODULES[module]}]"
    )


def graft(module, source):
    """Make a module, which others have imported already, what `source` says."""
    new = ModuleType(module.__name__)
    new.__file__ = module.__file__
    exec(compile(source, module.__file__, "exec"), vars(new))
    for name, value in vars(new).items():
        mine = getattr(module, name)
        if mine is not value and not name.startswith("__") and not become(mine, value):
            for other in list(sys.modules.values()):
                if getattr(other, "__dict__", {}).get(name) is mine:
                    setattr(other, name, value)


def become(old, new):
    """Turn a function, a class or an instance into another where it stands; whether that went."""
    if isinstance(old, FunctionType) and isinstance(new, FunctionType):
        if old.__code__.co_freevars != new.__code__.co_freevars:
            return False
        old.__code__, old.__defaults__ = new.__code__, new.__defaults__
        return True
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        return all(become(old[key], new[key]) for key in old)
    if isinstance(old, property) and isinstance(new, property):
        return become(old.fget, new.fget)
    if isinstance(old, type) and isinstance(new, type):
        if vars(old).get("__slots__") != vars(new).get("__slots__"):
            return False
        slots = {"__dict__", "__weakref__", *getattr(old, "__slots__", ())}
        for name, value in vars(new).items():
            if name not in slots and not become(vars(old).get(name), value):
                setattr(old, name, value)
        return True
    if hasattr(old, "__dict__") and type(old).__module__ == type(new).__module__:
        vars(old).update(vars(new))
        return True
    return False


def main():
    modules = sys.argv[1:] or list(MODULES)
    names = {name for module in modules for name in [module, *USERS.get(module, "").split()]}
    files = [f for name in [*sorted(names), "doctests"] for f in TESTS.rglob(f"test_{name}.py")]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    # The bars' own lock is one for all processes, and a mutant that is stopped may have had it.
    tqdm.set_lock(threading.RLock())
    tqdm.monitor_interval = 0  # no thread that might have it during a fork
    hypothesis.settings.register_profile(
        "mutation",
        max_examples=20,
        derandomize=True,
        deadline=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )
    options = ["-o", "addopts=", "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin"]
    options += ["--hypothesis-profile=mutation"]
    paths = [str(file) for file in files if file.exists()]
    plugin = Mutation(modules)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    pytest.main([*options, *paths], plugins=[plugin])


if __name__ == "__main__":
    main()
