"""What passes between the grader and a submission's process: plain data, as JSON.

Nothing is ever unpickled: whatever a hostile process sends becomes a number, a text, a list, an
array, or an error.  What is not plain data crosses as a number that stands for it.
"""

import base64
import json
import math
import os
import select
import struct
import time

import numpy as np

from gdkit.vector import Vector

#: The most bytes of one message.
LARGEST = 16_000_000
#: Whether this system can wait for a pipe no longer than until some time.
WAITS = os.name == "posix"
#: Seconds from one look at the other side to the next.
LOOKS = 0.5


class Closed(Exception):
    """The other side is gone, or sends what is no message."""


class Channel:
    """Messages over two file descriptors, each a length and as many bytes of JSON.

    While there is an end to wait for, `look` is called every `LOOKS` seconds.
    """

    def __init__(self, reading, writing, look=lambda: None):
        self.reading = reading
        self.writing = writing
        self.look = look
        self.next_look = time.monotonic() + LOOKS

    def send(self, message, end=math.inf):
        """Send one message, a dict of plain JSON; `TimeoutError` if it is not taken by `end`."""
        body = json.dumps(message).encode()
        if len(body) > LARGEST:
            raise ValueError(f"more than {LARGEST // 1_000_000} MB in one go")
        rest = memoryview(struct.pack("!Q", len(body)) + body)
        try:
            while rest:
                if WAITS and end < math.inf:
                    self._wait([], [self.writing], end)  # so few bytes do not block after that
                    rest = rest[os.write(self.writing, rest[: select.PIPE_BUF]) :]
                else:
                    rest = rest[os.write(self.writing, rest) :]
        except TimeoutError:
            raise
        except OSError:
            raise Closed from None

    def receive(self, end=math.inf):
        """Return the next message; raise `TimeoutError` if it is not there by `end`."""
        (length,) = struct.unpack("!Q", self._read(8, end))
        if length > LARGEST:
            raise Closed
        try:
            message = json.loads(self._read(length, end))
        except (ValueError, RecursionError, MemoryError):
            raise Closed from None
        if not isinstance(message, dict):
            raise Closed
        return message

    def _read(self, count, end):
        parts = []
        while count:
            if WAITS and end < math.inf:
                self._wait([self.reading], [], end)
            part = os.read(self.reading, min(count, 1_000_000))
            if not part:
                raise Closed
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def _wait(self, reading, writing, end):
        """Wait until one of the pipes is ready; `TimeoutError` at `end`, even if one always is."""
        while (now := time.monotonic()) < end:
            if now >= self.next_look:
                self.look()
                self.next_look = time.monotonic() + LOOKS
            rest = min(end, self.next_look) - time.monotonic()
            if any(select.select(reading, writing, [], max(0, rest))):
                return
        raise TimeoutError


def encode(x, other):
    """Return `x` as JSON; `other(x)` says how what is not plain data crosses.

    A range arrives as a list, and a kind of list, tuple, set or dict as the plain one: in the
    notebook, too, a named tuple is a pair.
    """
    if x is None or type(x) in (bool, int, float, str):
        return x
    if isinstance(x, list | range):
        return [encode(part, other) for part in x]
    if isinstance(x, tuple | set | frozenset):
        kind = "tuple" if isinstance(x, tuple) else "set"
        return {kind: [encode(part, other) for part in x]}
    if isinstance(x, dict):
        return {"dict": [[encode(key, other), encode(value, other)] for key, value in x.items()]}
    if type(x) is complex:
        return {"complex": [x.real, x.imag]}
    if type(x) is Vector:
        return {"Vector": [encode(x.x, other), encode(x.y, other)]}
    if isinstance(x, np.ndarray) and x.dtype.kind in "biufcU":
        x = np.asarray(x)  # of a matrix or a masked array, what NumPy reads from it
        return {"array": [x.dtype.str, list(x.shape), base64.b64encode(x.tobytes()).decode()]}
    if isinstance(x, np.generic) and x.dtype.kind in "biufcU":
        return {"scalar": encode(np.array(x), other)}
    return other(x)


def decode(x, other):
    """Return what `encode` was given; `other(dict)` makes what is not plain data."""
    if isinstance(x, list):
        return [decode(part, other) for part in x]
    if not isinstance(x, dict):
        return x
    kind, content = next(iter(x.items()))
    if kind == "tuple":
        return tuple(decode(part, other) for part in content)
    if kind == "set":
        return {decode(part, other) for part in content}
    if kind == "dict":
        return {decode(key, other): decode(value, other) for key, value in content}
    if kind == "complex":
        return complex(*content)
    if kind == "Vector":
        return Vector(*(decode(part, other) for part in content))
    if kind == "array":
        dtype, shape, data = content
        return np.frombuffer(base64.b64decode(data), dtype=_checked(dtype)).reshape(shape).copy()
    if kind == "scalar":
        return decode(content, other)[()]
    return other(x)


def _checked(dtype):
    dtype = np.dtype(dtype)
    if dtype.kind not in "biufcU":
        raise ValueError(f"no plain data: {dtype}")
    return dtype
