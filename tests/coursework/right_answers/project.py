"""Right answers to `project` that are written in another way than ours."""

RIGHT = {
    "checks": [
        (
            "a matrix of moves, a quotient",
            """\
def checks(loss, gradient, theta, classes):
    moves = 1e-5 * np.eye(theta.size)
    n = np.array([loss(theta + move) - loss(theta - move) for move in moves]) / 2e-5
    g = gradient(theta)
    error = np.linalg.norm(n - g) / (np.linalg.norm(n) + np.linalg.norm(g))
    return -0.3 < loss(theta) - np.log(classes) < 0.3, error < 1e-6
""",
        ),
        (
            "coordinates changed and put back, in a copy; a list",
            """\
def checks(loss, gradient, theta, classes):
    at, g = theta.copy(), np.asarray(gradient(theta))
    first, n = loss(theta), []
    for i, old in enumerate(theta):
        at[i] = old + 1e-5
        up = loss(at)
        at[i] = old - 1e-5
        n.append((up - loss(at)) / (2 * 1e-5))
        at[i] = old
    lengths = [sum(x**2 for x in part) ** 0.5 for part in (n - g, n, g)]
    return [abs(first - np.log(classes)) <= 0.3, lengths[0] / (lengths[1] + lengths[2]) <= 1e-6]
""",
        ),
        (
            "an array of two truth values",
            """\
def checks(loss, gradient, theta, classes):
    def slope(i):
        u = np.zeros_like(theta)
        u[i] = 1
        return (loss(theta + 1e-5 * u) - loss(theta - 1e-5 * u)) / 2e-5

    n, g = np.array([slope(i) for i in range(len(theta))]), gradient(theta)
    small = np.sqrt(np.sum((n - g) ** 2)) <= 1e-6 * (np.sqrt(n @ n) + np.sqrt(g @ g))
    return np.array([np.abs(loss(theta) / np.log(classes) - 1) * np.log(classes) <= 0.3, small])
""",
        ),
    ],
    "rate": [
        (
            "a loop over powers",
            """\
def best_rate(score, lowest, highest, trials):
    best, highest_score = None, -np.inf
    for i in range(trials):
        rate = lowest * (highest / lowest) ** (i / (trials - 1))
        got = score(rate)
        if not np.isnan(got) and got > highest_score:
            best, highest_score = rate, got
    return best
""",
        ),
        (
            "logspace, from the highest down, as a NumPy number",
            """\
def best_rate(score, lowest, highest, trials):
    rates = np.logspace(np.log10(highest), np.log10(lowest), trials)
    scored = [(score(rate), -rate) for rate in rates]
    return -max(pair for pair in scored if pair[0] == pair[0])[1]
""",
        ),
        (
            "the lowest possible score for NaN",
            """\
def best_rate(score, lowest, highest, trials):
    rates = np.exp(np.linspace(np.log(lowest), np.log(highest), trials))
    scores = np.array([score(rate) for rate in rates])
    return rates[np.argmax(np.where(np.isnan(scores), -np.inf, scores))]
""",
        ),
    ],
    "train": [
        (
            "Adam with a cosine, batches that are drawn, the last units left",
            """\
def train(gradient, theta, examples, budget, seed):
    rng, b = np.random.default_rng(seed), min(12, budget)
    steps = budget // b
    rule = optimizers.Adam(schedules.cosine(0.03, steps=steps))
    for _ in range(steps):
        theta = rule.step(theta, gradient(theta, rng.integers(examples, size=b)))
    return theta
""",
        ),
        (
            "momentum by hand, whole epochs of lists, a linear decay",
            """\
def train(gradient, theta, examples, budget, seed):
    rng, b, spent, v = np.random.default_rng(seed), 12, 0, 0.0
    while spent < budget:
        order = rng.permutation(examples).tolist()
        for i in range(0, examples, b):
            batch = order[i : i + b][: budget - spent]
            if not batch:
                break
            v = 0.9 * v + gradient(theta, batch)
            theta = theta - 0.08 * (1 - spent / budget) * v
            spent += len(batch)
    return theta.tolist()
""",
        ),
    ],
    "error": [
        (
            "the standard library",
            """\
def mean_and_error(accuracies):
    import statistics

    a = [float(x) for x in accuracies]
    return [statistics.mean(a), statistics.stdev(a) / len(a) ** 0.5]


def clearly_better(ours, theirs):
    mean, error = mean_and_error([a - b for a, b in zip(ours, theirs)])
    return bool(mean / 2 > error)
""",
        ),
        (
            "the sum written out, an array",
            """\
def mean_and_error(accuracies):
    N = len(accuracies)
    mean = sum(accuracies) / N
    squares = sum((a - mean) ** 2 for a in accuracies)
    return np.array([mean, np.sqrt(squares / (N - 1)) / np.sqrt(N)])


def clearly_better(ours, theirs):
    difference = np.array(ours) - np.array(theirs)
    return np.mean(difference) > 2 * np.std(difference, ddof=1) / np.sqrt(len(difference))
""",
        ),
    ],
}
