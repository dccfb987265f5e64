"""The grader's side of a submission's process: run its cells, fetch its names, call its functions.

What a function of a submission returns arrives as a copy of plain data, or, if it is none, as a
`Handle`, which can be called and looked into and nothing else.  So no object of a submission can
pretend to be equal to what a test expects.
"""

import contextlib
import math
import sys
import threading
import time

import numpy as np

from coursework.failure import LATE, Lost, exception
from coursework.handle import Handle
from coursework.inside import wire
from coursework.inside.wire import Channel, Closed, decode, encode
from coursework.sandbox import Sandbox

NO_ANSWER = "the process sent what is no answer"


class Remote:
    """A submission's process; used in a ``with`` statement, after which it is gone.

    - `end`: the time (of `time.monotonic`) until which it must have answered.
    - `writes_back`: whether what its functions change in place is changed in the test as well.
    - `changed`: whether one of them changed anything.
    """

    def __init__(self, memory=2000):
        self.end = math.inf
        self.memory = memory
        self.writes_back = True
        self.changed = False
        self.functions = []  # of the tests: the submission knows them by number
        self.raised = None  # what one of them raised

    def __enter__(self):
        self.sandbox = Sandbox(self.memory)
        process = self.sandbox.process
        self.channel = Channel(process.stdout.fileno(), process.stdin.fileno(), self._look)
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
        """Call what the submission holds under a number; changes in place may come back, too."""
        sent = [self.encode(x) for x in arguments], {k: self.encode(x) for k, x in keywords.items()}
        answer = self._ask({"call": [number, *sent]})
        given = [*arguments, *keywords.values()]
        for i, new in _dict(answer.get("changed")).items():
            self.changed = True
            if self.writes_back:
                _change(given[int(i)], self.decode(new))
        return self.decode(answer["result"])

    def _result(self, request):
        return self.decode(self._ask(request)["result"])

    def _ask(self, request):
        """Send a request, answer calls of the tests' functions meanwhile, return the answer."""
        self._send(request)
        while True:
            answer = self._receive(self.end)
            if "callback" in answer:
                self._send(self._called_back(answer["callback"]))
            elif self.raised:
                raised, self.raised = self.raised, None
                raise raised
            elif "error" in answer:
                raise exception(answer["error"])
            elif "result" in answer or "ready" in answer:
                return answer
            else:
                raise self._lost()

    def _send(self, message):
        with self._until(self.end):
            self.channel.send(message, self.end)

    def _receive(self, end):
        with self._until(end):
            return self.channel.receive(end)

    @contextlib.contextmanager
    def _until(self, end):
        """Tell what ends the exchange of messages as `Lost`."""
        timer = None
        if not wire.WAITS and end < math.inf:  # so the process is ended, and the waiting with it
            timer = threading.Timer(end - time.monotonic(), self.sandbox.process.kill)
            timer.start()
        try:
            yield
        except (TimeoutError, Closed):
            raise (Lost("timeout", LATE) if time.monotonic() >= end else self._lost()) from None
        finally:
            if timer:
                timer.cancel()

    def _look(self):
        if excess := self.sandbox.excess():
            raise Lost("crashed", excess)

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
        except Exception:  # whatever a forged answer leads to
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
