"""Wrong answers to `project`, each of a kind that students give, and the tests that each must
lose."""

ACCURACY = {"test-train-60", "test-train-90", "test-train-95"}
ALL = ACCURACY | {"test-train-budget", "test-train-clean"}

TRAIN = """\
def train(gradient, theta, examples, budget, seed):
    size = 8
    rule = optimizers.Nesterov(schedules.cosine(0.05, steps=budget // size + 1))
    rng = np.random.default_rng(seed)
    order = rng.permutation(examples)
    while budget > 0:
        if len(order) == 0:
            order = rng.permutation(examples)
        batch, order = order[: min(size, budget)], order[min(size, budget) :]
        theta = rule.step(theta, gradient(theta, batch))
        budget -= len(batch)
    return theta
"""
RULE = "optimizers.Nesterov(schedules.cosine(0.05, steps=budget // size + 1))"

CHECKS = """\
def checks(loss, gradient, theta, classes):
    analytic, numerical = gradient(theta), []
    for i in range(theta.size):
        move = np.zeros(theta.size)
        move[i] = 1e-5
        numerical.append((loss(theta + move) - loss(theta - move)) / 2e-5)
    error = np.linalg.norm(np.subtract(numerical, analytic))
    error /= np.linalg.norm(numerical) + np.linalg.norm(analytic)
    return abs(loss(theta) - np.log(classes)) < 0.3, error < 1e-6
"""

RATE = """\
def best_rate(score, lowest, highest, trials):
    rates = np.geomspace(lowest, highest, trials)
    scores = [score(float(rate)) for rate in rates]
    return rates[int(np.nanargmax(scores))]
"""

ERROR = """\
def mean_and_error(accuracies):
    return np.mean(accuracies), np.std(accuracies, ddof=1) / len(accuracies) ** 0.5


def clearly_better(ours, theirs):
    difference = np.asarray(ours) - np.asarray(theirs)
    mean, error = mean_and_error(difference)
    return mean > 2 * error
"""


def changed(code, *pairs):
    """`code` with each first text replaced by the second."""
    for old, new in pairs:
        assert old in code, old
        code = code.replace(old, new)
    return code


WRONG = {
    "checks": [
        (
            "ln 10 whatever the classes",
            {"test-checks"},
            changed(CHECKS, ("np.log(classes)", "np.log(10)")),
        ),
        ("ln 5 whatever the classes", {"test-checks"}, changed(CHECKS, ("(classes)", "(5)"))),
        (
            "a loss that is too small passes",
            {"test-checks"},
            changed(CHECKS, ("abs(loss", "(loss")),
        ),
        (
            "the first coordinates only",
            {"test-checks"},
            changed(
                CHECKS,
                ("range(theta.size)", "range(10)"),
                (
                    "analytic, numerical = gradient(theta)",
                    "analytic, numerical = gradient(theta)[:10]",
                ),
            ),
        ),
        (
            "an absolute error",
            {"test-checks"},
            changed(
                CHECKS, ("    error /= np.linalg.norm(numerical) + np.linalg.norm(analytic)\n", "")
            ).replace("error < 1e-6", "error < 0.1"),
        ),
        (
            "lengths compared, not vectors",
            {"test-checks"},
            changed(
                CHECKS,
                (
                    "np.linalg.norm(np.subtract(numerical, analytic))",
                    "abs(np.linalg.norm(numerical) - np.linalg.norm(analytic))",
                ),
            ),
        ),
        (
            "directions compared, not lengths",
            {"test-checks"},
            changed(
                CHECKS,
                (
                    "np.linalg.norm(np.subtract(numerical, analytic))",
                    "np.linalg.norm(numerical) * np.linalg.norm(analytic)"
                    " - np.dot(numerical, analytic)",
                ),
            ),
        ),
        (
            "theta changed in place",
            {"test-checks"},
            """\
def checks(loss, gradient, theta, classes):
    first, analytic, numerical = loss(theta), gradient(theta), np.empty(len(theta))
    for i in range(len(theta)):
        theta[i] += 1e-5
        up = loss(theta)
        theta[i] -= 2e-5
        numerical[i] = (up - loss(theta)) / 2e-5
    error = np.linalg.norm(numerical - analytic) / np.linalg.norm(numerical + analytic)
    return abs(first - np.log(classes)) < 0.3, error < 1e-6
""",
        ),
        (
            "a one-sided difference",
            {"test-checks"},
            changed(
                CHECKS,
                (
                    "(loss(theta + move) - loss(theta - move)) / 2e-5",
                    "(loss(theta + move) - loss(theta)) / 1e-5",
                ),
            ),
        ),
        (
            "divided by h, not 2h",
            {"test-checks"},
            changed(CHECKS, ("/ 2e-5", "/ 1e-5")),
        ),
    ],
    "rate": [
        ("evenly spaced rates", {"test-rate"}, changed(RATE, ("geomspace", "linspace"))),
        ("the last rate left out", {"test-rate"}, changed(RATE, ("in rates]", "in rates[:-1]]"))),
        ("NaN is the best", {"test-rate"}, changed(RATE, ("nanargmax", "argmax"))),
        ("the lowest score", {"test-rate"}, changed(RATE, ("nanargmax", "nanargmin"))),
        ("the score, not the rate", {"test-rate"}, changed(RATE, ("rates[int(", "scores[int("))),
        (
            "a factor of ten each",
            {"test-rate"},
            changed(
                RATE,
                (
                    "np.geomspace(lowest, highest, trials)",
                    "lowest * 10.0 ** np.arange(trials)",
                ),
            ),
        ),
        (
            "scores are thought to be above 0",
            {"test-rate"},
            """\
def best_rate(score, lowest, highest, trials):
    best, record = None, 0.0
    for rate in np.geomspace(lowest, highest, trials):
        if score(rate) > record:
            best, record = rate, score(rate)
    return best
""",
        ),
        (
            "NaN in the first place stays the record",
            {"test-rate"},
            """\
def best_rate(score, lowest, highest, trials):
    rates = np.geomspace(lowest, highest, trials)
    best, record = rates[0], score(rates[0])
    for rate in rates[1:]:
        value = score(rate)
        if value > record:
            best, record = rate, value
    return best
""",
        ),
    ],
    "train": [
        (
            "three whole passes, whatever the budget",
            ACCURACY | {"test-train-budget"},
            changed(TRAIN, ("    rng =", "    budget = 3 * examples\n    rng =")),
        ),
        (
            "the last batch beyond the budget",
            {"test-train-budget"},
            changed(TRAIN, ("min(size, budget)", "size")),
        ),
        (
            "a budget of its own",
            {"test-train-budget"},
            changed(TRAIN, ("    size = 8\n", "    size, budget = 8, 4000\n")),
        ),
        (
            "a seventh of the budget unused",
            {"test-train-budget"},
            changed(TRAIN, ("    size = 8\n", "    size, budget = 8, budget - budget // 7\n")),
        ),
        (
            "one example at a time",
            ACCURACY | {"test-train-budget"},
            changed(TRAIN, ("size = 8", "size = 1")),
        ),
        (
            "all examples in each step",
            ALL,
            """\
def train(gradient, theta, examples, budget, seed):
    for _ in range(budget // examples):
        theta = theta - 0.3 * gradient(theta, np.arange(examples))
    return theta
""",
        ),
        (
            "the start changed in place",
            {"test-train-clean"},
            changed(
                TRAIN,
                (
                    "theta = rule.step(theta, gradient(theta, batch))",
                    "theta[:] = rule.step(theta, gradient(theta, batch))",
                ),
            ),
        ),
        (
            "chance without the seed",
            {"test-train-clean"},
            changed(TRAIN, ("default_rng(seed)", "default_rng()")),
        ),
        (
            "one seed for all",
            {"test-train-clean"},
            changed(TRAIN, ("default_rng(seed)", "default_rng(0)")),
        ),
        (
            "never shuffled",
            {"test-train-clean"},
            changed(TRAIN, ("rng.permutation(examples)", "np.arange(examples)")),
        ),
        (
            "the first example is never seen",
            {"test-train-clean"},
            changed(TRAIN, ("rng.permutation(examples)", "1 + rng.permutation(examples - 1)")),
        ),
        (
            "the rule remembers the run before",
            ACCURACY | {"test-train-clean"},
            changed(
                "RULE = optimizers.Nesterov(schedules.cosine(0.05, steps=501))\n\n\n" + TRAIN,
                (f"rule = {RULE}", "rule = RULE"),
            ),
        ),
        (
            "data of its own, no gradient asked for",
            ALL,
            """\
def train(gradient, theta, examples, budget, seed):
    rule, rng = optimizers.Adam(0.01), np.random.default_rng(seed)
    for _ in range(200):
        batch = rng.integers(len(DIGITS), size=32)
        theta = rule.step(theta, NETWORK.gradient(theta, DIGITS.X[batch], DIGITS.y[batch]))
    return theta
""",
        ),
        (
            "uphill",
            ACCURACY,
            changed(TRAIN, ("gradient(theta, batch))", "-gradient(theta, batch))")),
        ),
        (
            "gradient descent at 0.01, batches of 32",
            ACCURACY,
            changed(TRAIN, (RULE, "optimizers.GradientDescent(0.01)"), ("size = 8", "size = 32")),
        ),
        (
            "Adam as it comes, batches of 32",
            {"test-train-90", "test-train-95"},
            changed(TRAIN, (RULE, "optimizers.Adam()"), ("size = 8", "size = 32")),
        ),
        (
            "gradient descent at 0.3, constant, batches of 32",
            {"test-train-95"},
            changed(TRAIN, (RULE, "optimizers.GradientDescent(0.3)"), ("size = 8", "size = 32")),
        ),
        (
            "a rate far too large",
            ACCURACY,
            changed(TRAIN, (RULE, "optimizers.GradientDescent(50.0)")),
        ),
        ("nothing returned", ALL, changed(TRAIN, ("    return theta\n", ""))),
    ],
    "error": [
        ("N in place of N − 1", {"test-error"}, changed(ERROR, (", ddof=1", ""))),
        (
            "the spread, not the error of the mean",
            {"test-error"},
            changed(ERROR, (" / len(accuracies) ** 0.5", "")),
        ),
        (
            "divided by N, not its root",
            {"test-error"},
            changed(ERROR, ("/ len(accuracies) ** 0.5", "/ len(accuracies)")),
        ),
        ("one error is enough", {"test-error"}, changed(ERROR, ("2 * error", "error"))),
        ("either way", {"test-error"}, changed(ERROR, ("mean > 2", "abs(mean) > 2"))),
        (
            "not seed by seed",
            {"test-error"},
            changed(
                ERROR,
                ("    difference = np.asarray(ours) - np.asarray(theirs)\n", ""),
                (
                    "    mean, error = mean_and_error(difference)\n    return mean > 2 * error\n",
                    "    (a, error), (b, other) = mean_and_error(ours), mean_and_error(theirs)\n"
                    "    return a - b > 2 * (error**2 + other**2) ** 0.5\n",
                ),
            ),
        ),
        (
            "theirs minus ours",
            {"test-error"},
            changed(
                ERROR,
                ("np.asarray(ours) - np.asarray(theirs)", "np.asarray(theirs) - np.asarray(ours)"),
            ),
        ),
        (
            "the visible numbers",
            {"test-error"},
            """\
def mean_and_error(accuracies):
    return 0.953333333, 0.00881917


def clearly_better(ours, theirs):
    return True
""",
        ),
    ],
}
