"""The process in which a submission runs: it does what the grader asks, cell by cell, call by call.

It speaks over what were its standard input and output; a cell's own output is caught.
"""

import argparse
import contextlib
import importlib
import io
import os
import traceback

import numpy as np
from wire import Channel, Closed, decode, encode

#: The most characters of a cell's output that are kept.
OUTPUT = 20_000


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--memory", type=int, required=True, help="megabytes that this process may ask for"
    )
    memory = parser.parse_args().memory
    channel = Channel(os.dup(0), os.dup(1))
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    submission = Submission(channel)
    limit(memory)
    channel.send({"ready": True})
    with contextlib.suppress(Closed):
        while True:
            answer = submission.answer(channel.receive())
            try:
                channel.send(answer)
            except ValueError as too_large:
                channel.send({"error": said(too_large)})


def limit(memory):
    """Limit memory and the size of files, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {"RLIMIT_FSIZE": 100_000_000, "RLIMIT_CORE": 0, "RLIMIT_AS": memory * 1_000_000}
    for name, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # macOS limits no memory
            resource.setrlimit(getattr(resource, name), (most, most))


class Limited(io.StringIO):
    """A text that takes no more than `OUTPUT` characters, however much is written."""

    def write(self, text):
        room = OUTPUT - self.tell()
        super().write(text[: max(0, room)])
        return len(text)


class Submission:
    """The notebook's namespace, in IPython as in a notebook, and what the grader holds of it."""

    def __init__(self, channel):
        from IPython.core.interactiveshell import InteractiveShell
        from traitlets.config import Config

        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "NoColor"
        self.shell = InteractiveShell.instance(config=config)
        self.channel = channel
        self.held = []  # what the grader knows by number only

    def answer(self, request):
        """Return the answer to one request: a dict with "result" or "error"."""
        try:
            kind, content = next(iter(request.items()))
            return getattr(self, f"do_{kind}")(content)
        except Closed:
            raise
        except BaseException as error:
            return {"error": said(error)}

    def do_run(self, source):
        """Run a cell as a notebook does; its error is part of the result."""
        output = Limited()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            done = self.shell.run_cell(source, store_history=False)
        error = done.error_before_exec or done.error_in_exec
        return {
            "result": self.encode({"output": output.getvalue(), "error": error and said(error)})
        }

    def do_get(self, name):
        if name not in self.shell.user_ns:
            raise NameError(f"{name} is not defined")
        return {"result": self.encode(self.shell.user_ns[name])}

    def do_call(self, content):
        number, arguments, keywords = content
        arguments = [self.decode(x) for x in arguments]
        keywords = {key: self.decode(x) for key, x in keywords.items()}
        changeable = [*arguments, *keywords.values()]
        before = [self.encode(x) if is_changeable(x) else None for x in changeable]
        with contextlib.redirect_stdout(Limited()), contextlib.redirect_stderr(Limited()):
            result = self.encode(self.held[number](*arguments, **keywords))
        after = [self.encode(x) if is_changeable(x) else None for x in changeable]
        pairs = zip(before, after, strict=True)
        changed = {i: new for i, (old, new) in enumerate(pairs) if old != new}
        return {"result": result, "changed": changed}

    def do_attribute(self, content):
        number, name = content
        return {"result": self.encode(getattr(self.held[number], name))}

    def do_iterate(self, number):
        return {"result": self.hold(iter(self.held[number]))}

    def do_next(self, number):
        with contextlib.redirect_stdout(Limited()):
            return {"result": self.encode(next(self.held[number]))}

    def encode(self, x):
        return encode(x, self.hold)

    def decode(self, x):
        return decode(x, self.stand_in)

    def hold(self, x):
        """Keep a thing that is no plain data; the grader gets its number."""
        self.held.append(x)
        return {"held": len(self.held) - 1, "type": type(x).__name__}

    def stand_in(self, x):
        """What a number or a name from the grader stands for here."""
        if "held" in x:
            return self.held[x["held"]]
        if "named" in x:
            module, name = x["named"]
            return getattr(importlib.import_module(module), name)
        if "generator" in x:
            bits = getattr(np.random, x["generator"])()
            bits.state = self.decode(x["state"])
            return np.random.Generator(bits)

        def callback(*arguments, **keywords):
            sent = [
                [self.encode(a) for a in arguments],
                {k: self.encode(v) for k, v in keywords.items()},
            ]
            self.channel.send({"callback": [x["function"], *sent]})
            answer = self.channel.receive()
            if "error" in answer:
                raise RuntimeError(answer["error"])
            return self.decode(answer["result"])

        return callback


def is_changeable(x):
    return type(x) in (list, dict, set) or type(x).__name__ == "ndarray"


def said(error):
    """An exception as plain data: its type, the words, and on which line of which cell."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if "<ipython" in frame.filename]
    return {
        "type": type(error).__name__,
        "words": str(error)[:2000],
        "line": lines[-1] if lines else None,
    }


if __name__ == "__main__":
    main()
