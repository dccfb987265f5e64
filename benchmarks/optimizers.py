"""Time a step of every optimizer against PyTorch's, and measure the memory that a step takes.

    python benchmarks/optimizers.py

prints, for each rule and number of parameters, the median time of a step of gdkit and of
torch.optim, in microseconds, and their ratio.  Both are timed in turns in one run, in double
precision, with the same settings.  Then, for a million parameters, the peak memory during a
step of gdkit in units of the parameters' own size, parameters and gradient included.
"""

import argparse
import inspect
import statistics
import sys
import time
import tracemalloc

import numpy as np

from gdkit import optimizers

RATE = 0.01

#: PyTorch's rule and settings for each of gdkit's at its defaults.
PEERS = {
    "GradientDescent": ("SGD", {}),
    "Momentum": ("SGD", {"momentum": 0.9}),
    "Nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "AdaGrad": ("Adagrad", {}),
    "RMSProp": ("RMSprop", {"alpha": 0.9}),
    "Adam": ("Adam", {}),
    "AMSGrad": ("Adam", {"amsgrad": True}),
    "AdamW": ("AdamW", {"weight_decay": 0.01}),
}


def our_step(name, theta, gradient):
    """A function that takes one step of gdkit's rule."""
    optimizer = getattr(optimizers, name)(RATE)
    return lambda: optimizer.step(theta, gradient)


def their_step(torch, name, theta, gradient):
    """A function that takes one step of PyTorch's rule."""
    rule, settings = PEERS[name]
    parameter = torch.nn.Parameter(torch.tensor(theta))
    parameter.grad = torch.tensor(gradient)
    return getattr(torch.optim, rule)([parameter], lr=RATE, **settings).step


def seconds(step, times):
    """The mean time of a step over some repetitions."""
    begin = time.perf_counter()
    for _ in range(times):
        step()
    return (time.perf_counter() - begin) / times


def medians(steps, rounds, budget):
    """The median time of each step over some rounds, in which they take turns."""
    for step in steps:
        seconds(step, 5)  # the first steps set up their state
    times = [max(1, int(budget / seconds(step, 5))) for step in steps]
    measured = [
        [seconds(step, n) for step, n in zip(steps, times, strict=True)] for _ in range(rounds)
    ]
    return [statistics.median(column) for column in zip(*measured, strict=True)]


def peak_memory(name, size):
    """The peak during a step, with parameters and gradient, in arrays of the parameters' size."""
    tracemalloc.start()
    theta, gradient = np.full(size, 0.5), np.full(size, 0.5)
    optimizer = getattr(optimizers, name)(RATE)
    for _ in range(3):
        theta = optimizer.step(theta, gradient)
    tracemalloc.reset_peak()
    theta = optimizer.step(theta, gradient)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / gradient.nbytes


def main():
    """Print both tables."""
    parser = argparse.ArgumentParser(
        description=inspect.getdoc(sys.modules[__name__]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[2, 100, 10**4, 10**6])
    parser.add_argument("--rounds", type=int, default=9, help="rounds of which the median is taken")
    parser.add_argument("--budget", type=float, default=0.02, help="seconds per rule and round")
    parser.add_argument("--threads", type=int, help="threads of PyTorch (default: its own choice)")
    arguments = parser.parse_args()
    try:
        import torch
    except ImportError:
        parser.exit(1, "This compares with PyTorch: pip install torch==2.13.0\n")

    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads; NumPy {np.__version__}")
    print(f"{'parameters':>10}  {'rule':<16}{'gdkit µs':>11}{'torch µs':>11}{'torch/gdkit':>13}")
    random = np.random.default_rng(0)
    for size in arguments.sizes:
        theta, gradient = random.standard_normal((2, size))
        for name in PEERS:
            steps = our_step(name, theta, gradient), their_step(torch, name, theta, gradient)
            ours, theirs = medians(steps, arguments.rounds, arguments.budget)
            figures = f"{ours * 1e6:>11.2f}{theirs * 1e6:>11.2f}{theirs / ours:>13.1f}"
            print(f"{size:>10}  {name:<16}{figures}", flush=True)

    print(f"\n{'rule':<16}peak memory of a step at 10⁶ parameters, in arrays of their size")
    for name in PEERS:
        print(f"{name:<16}{peak_memory(name, 10**6):.2f}")


if __name__ == "__main__":
    main()
