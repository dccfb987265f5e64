"""The grader's own limits of time, computing and memory."""

import multiprocessing
import signal
import time

import numpy as np
import pytest

from coursework.limits import MEMORY, limit_process, within


class Late(Exception):
    pass


def test_python_code_is_stopped_at_the_end():
    start = time.monotonic()
    with pytest.raises(Late), within(start, Late()):
        while True:
            pass
    assert time.monotonic() - start < 10


def test_what_is_done_in_time_is_left_alone():
    before = signal.getsignal(signal.SIGALRM)
    with within(time.monotonic() + 60, Late()):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before


def fill():
    limit_process(60)
    np.zeros(MEMORY * 10**6 // 4, np.uint8)
    try:
        np.zeros(2 * MEMORY * 10**6, np.uint8)
    except MemoryError:
        raise SystemExit(3) from None


def compute():
    limit_process(1)
    sum(range(10**12))


@pytest.mark.parametrize(("work", "code"), [(fill, 3), (compute, -signal.SIGXCPU)])
def test_a_process_is_limited(work, code):
    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join(30)
    assert process.exitcode == code
