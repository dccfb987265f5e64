"""Limits of the grader itself: answers may keep a test busy for ever, or fill its memory."""

import contextlib
import os
import time

#: Seconds after which the test is stopped when waiting for the submission has not been.
LATER = 1
#: The most megabytes that grading one submission may add to the grader's process.
MEMORY = 1000


@contextlib.contextmanager
def within(end, late):
    """Raise the exception `late` where the contents are not done soon after `end`.

    `end` is a time of `time.monotonic`.  Only in a process's main thread, which is told by a
    signal; one long computation in C is not interrupted.
    """
    import signal

    def stop(*_):
        raise late

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, max(0, end - time.monotonic()) + LATER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def limit_process(seconds):
    """Limit this process: `MEMORY` more than it has now, and `seconds` of computing."""
    import resource

    now = _size()
    limits = {"RLIMIT_CPU": seconds, "RLIMIT_AS": now and now + MEMORY * 1_000_000}
    for name, most in limits.items():
        if most:
            kind = getattr(resource, name)
            hard = resource.getrlimit(kind)[1]
            with contextlib.suppress(ValueError, OSError):  # macOS limits no memory
                resource.setrlimit(kind, (most, hard))


def _size():
    """The bytes of this process's address space; None where the system does not say."""
    try:
        with open("/proc/self/statm") as numbers:
            return int(numbers.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None
