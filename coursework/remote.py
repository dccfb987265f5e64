"""The grader's side of a submission's process: run its cells, fetch its names, call its functions.

What a function of a submission returns arrives as a copy of plain data, or, if it is none, as a
`Handle`, which can be called and looked into and nothing else.  So no object of a submission can
pretend to be equal to what a test expects.
"""

import builtins
import math
import sys
import time

import numpy as np

from coursework.inside.wire import Channel, Closed, decode, encode
from coursework.sandbox import Sandbox

#: The most items that a test takes from something that can be iterated over.
MOST_ITEMS = 10_000
NO_ANSWER = "the process sent what is no answer"


class Lost(BaseException):
    """The submission's process had to be stopped, or stopped itself.

    `status` is "timeout" or "crashed".  No test can catch it by chance.
    """

    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Remote:
    """A submission's process; used in a ``with`` statement, after which it is gone.

    `end`: the time (of `time.monotonic`) until which it must have answered.
    """

    def __init__(self, memory=2000):
        self.end = math.inf
        self.memory = memory
        self.functions = []  # of the tests: the submission knows them by number
        self.raised = None  # what one of them raised

    def __enter__(self):
        self.sandbox = Sandbox(self.memory)
        process = self.sandbox.process
        self.channel = Channel(process.stdout.fileno(), process.stdin.fileno())
        self._receive(time.monotonic() + 60)  # its imports take seconds on a busy machine
        return self

    def __exit__(self, *_):
        self.sandbox.stop()

    def run(self, source):
        """Run a cell; return {"output": its text, "error": None or {"type", "words", "line"}}."""
        try:
            done = self._result({"run": source})
            error = done["error"]
            if error is not None:
                error = {part: error[part] for part in ("type", "words", "line")}
            return {"output": done["output"], "error": error}
        except Exception:  # no cell's own error comes this way: the answer is forged
            raise Lost("crashed", NO_ANSWER) from None

    def get(self, name):
        """Fetch what a name of the submission stands for; `NameError` if it does not exist."""
        try:
            return self._result({"get": name})
        except NameError:
            raise
        except Exception:
            raise Lost("crashed", NO_ANSWER) from None

    def call(self, number, arguments, keywords):
        """Call what the submission holds under a number; changes in place come back, too."""
        sent = [self.encode(x) for x in arguments], {k: self.encode(x) for k, x in keywords.items()}
        answer = self._ask({"call": [number, *sent]})
        given = [*arguments, *keywords.values()]
        for i, new in _dict(answer.get("changed")).items():
            _change(given[int(i)], self.decode(new))
        return self.decode(answer["result"])

    def _result(self, request):
        return self.decode(self._ask(request)["result"])

    def _ask(self, request):
        """Send a request, answer calls of the tests' functions meanwhile, return the answer."""
        try:
            self.channel.send(request)
        except Closed:
            raise self._lost() from None
        while True:
            answer = self._receive(self.end)
            if "callback" in answer:
                self.channel.send(self._called_back(answer["callback"]))
            elif self.raised:
                raised, self.raised = self.raised, None
                raise raised
            elif "error" in answer:
                raise exception(answer["error"])
            elif "result" in answer or "ready" in answer:
                return answer
            else:
                raise self._lost()

    def _receive(self, end):
        try:
            return self.channel.receive(end)
        except TimeoutError:
            raise Lost("timeout", "it did not end in the time that it is given") from None
        except Closed:
            raise self._lost() from None

    def _lost(self):
        code = self.sandbox.stop()
        return Lost("crashed", f"the process ended by itself (exit code {code})")

    def _called_back(self, content):
        """Call a function of the test's.  What it raises is the test's, and is raised there,
        whatever the submission does about it.
        """
        try:
            number, arguments, keywords = content
            arguments = [self.decode(x) for x in arguments]
            keywords = {name: self.decode(x) for name, x in keywords.items()}
            return {"result": self.encode(self.functions[number](*arguments, **keywords))}
        except Exception as error:
            self.raised = error
            return {"error": str(error)}

    def encode(self, x):
        return encode(x, self._known_there)

    def decode(self, x):
        try:
            return decode(x, self._handle)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
            raise Lost("crashed", NO_ANSWER) from None

    def _handle(self, x):
        return Handle(self, int(x["held"]), str(x["type"]))

    def _known_there(self, x):
        """How what is no plain data crosses to the submission."""
        if type(x) is Handle:
            return {"held": x._number}
        if type(x) is np.random.Generator:
            state = x.bit_generator.state
            return {"generator": state["bit_generator"], "state": self.encode(state)}
        if path := importable(x):
            return {"named": path}
        if callable(x):
            self.functions.append(x)
            return {"function": len(self.functions) - 1}
        raise TypeError(f"a test passes a {type(x).__name__}, which cannot cross to a submission")


class Handle:
    """Something of a submission's that is no plain data: call it, look into it, iterate over it."""

    __slots__ = ("_number", "_remote", "_type")

    def __init__(self, remote, number, type_):
        self._remote = remote
        self._number = number
        self._type = type_

    def __call__(self, *arguments, **keywords):
        return self._remote.call(self._number, arguments, keywords)

    def __getattr__(self, name):
        if name.startswith("__"):  # NumPy and others ask for these, and mean to trust the answer
            raise AttributeError(name)
        return self._remote._result({"attribute": [self._number, name]})

    def __iter__(self):
        items = self._remote._result({"iterate": self._number})
        for _ in range(MOST_ITEMS):
            try:
                yield self._remote._result({"next": items._number})
            except StopIteration:
                return
        raise AssertionError(f"more than {MOST_ITEMS:,} items, and no end")

    def __repr__(self):
        return f"<{self._type}>"


class FromSubmission:
    """Marks an exception that the submission's own code raised."""


def exception(error):
    """The builtin exception of the name that the submission's has; `RuntimeError` for others."""
    name, words = str(error["type"]), str(error["words"])
    kind = getattr(builtins, name, None)
    if not (isinstance(kind, type) and issubclass(kind, Exception)) or kind is UnicodeDecodeError:
        kind, words = RuntimeError, f"{name}: {words}"
    made = type(kind.__name__, (kind, FromSubmission), {})
    try:
        return made(words)
    except TypeError:  # an exception that wants more than words
        return type("RuntimeError", (RuntimeError, FromSubmission), {})(f"{name}: {words}")


def importable(x):
    """Where both sides can import `x` from gdkit, as [module, name]; None if nowhere."""
    for module, contents in list(sys.modules.items()):
        if module.startswith("gdkit."):
            for name, value in vars(contents).items():
                if value is x and not name.startswith("_"):
                    return [module, name]
    return None


def _dict(x):
    return x if isinstance(x, dict) else {}


def _change(old, new):
    """Give a test's own list, dict, set or array the contents that the submission left in it."""
    if isinstance(old, np.ndarray):
        if np.shape(new) == old.shape:
            old[...] = new
    elif isinstance(old, list):
        old[:] = new
    else:
        old.clear()
        old.update(new)
