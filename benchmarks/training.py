"""Train the digits network with gdkit and with scikit-learn, side by side.

Both train the same layers with ReLU and Adam, at the same rate, batch size and number of
epochs, on the same split, without penalty.  A row is a start, seeded alike; the two draw their
own random numbers.  The runs take turns, so that a busy machine slows both.
"""

import argparse
import statistics
import sys
import warnings
from time import perf_counter

from gdkit.learning.data import load_digits
from gdkit.learning.network import MultilayerPerceptron
from gdkit.learning.training import train
from gdkit.optimizers import Adam


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--hidden", type=int, nargs="+", default=[32], help="sizes of the hidden layers"
    )
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--learning-rate", type=float, default=0.003)
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


def with_gdkit(data, settings, seed):
    """Seconds to train, and the accuracy on the test examples."""
    fit, test = data
    network = MultilayerPerceptron((64, *settings.hidden, 10), "relu")
    began = perf_counter()
    run = train(
        network,
        fit.X,
        fit.y,
        Adam(settings.learning_rate),
        settings.epochs,
        settings.batch_size,
        seed,
        progress=False,
    )
    return perf_counter() - began, network.accuracy(run.theta, test.X, test.y)


def with_scikit_learn(data, settings, seed):
    """Seconds to train, and the accuracy on the test examples."""
    from sklearn.neural_network import MLPClassifier

    fit, test = data
    network = MLPClassifier(
        settings.hidden,
        batch_size=settings.batch_size,
        learning_rate_init=settings.learning_rate,
        max_iter=settings.epochs,
        n_iter_no_change=settings.epochs,
        alpha=0,
        random_state=seed,
    )
    began = perf_counter()
    network.fit(fit.X, fit.y)
    return perf_counter() - began, network.score(test.X, test.y)


def main():
    settings = arguments()
    try:
        from sklearn.exceptions import ConvergenceWarning
    except ImportError:
        sys.exit("This benchmark needs scikit-learn: python -m pip install scikit-learn")
    warnings.simplefilter("ignore", ConvergenceWarning)  # the epochs are meant to run out
    data = load_digits().split(seed=0)
    sizes = ", ".join(map(str, (64, *settings.hidden, 10)))
    print(
        f"Layers {sizes}; {settings.epochs} epochs, batches of {settings.batch_size}, "
        f"Adam({settings.learning_rate:g})\n"
    )
    print("         ---- gdkit ----   - scikit-learn -")
    print("  seed   time   accuracy   time   accuracy   time ratio")
    row = "{:>6}  {:5.2f} s  {:7.2%}   {:5.2f} s  {:7.2%}   {:8.2f}"
    table = []
    for seed in range(settings.runs):
        ours, theirs = with_gdkit(data, settings, seed), with_scikit_learn(data, settings, seed)
        table.append((*ours, *theirs, ours[0] / theirs[0]))
        print(row.format(seed, *table[-1]), flush=True)
    print(row.format("median", *(statistics.median(column) for column in zip(*table, strict=True))))


if __name__ == "__main__":
    main()
