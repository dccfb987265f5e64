"""How a submission fails: an exception that its own code raised, or a process that is lost."""

import builtins

LATE = "it did not end in the time that it is given"


class Lost(BaseException):
    """The submission's process had to be stopped, or stopped itself.

    `status` is "timeout" or "crashed".  No test can catch it by chance.
    """

    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status
        self.reason = reason


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
