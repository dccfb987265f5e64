"""Wrong answers to `batches`, each of a kind that students give, and the tests each must lose."""

WRONG = {
    "epoch": [
        (
            "only the order of the batches is shuffled",
            {"test-epoch", "test-epoch-last"},
            """\
def epoch(rng, m, b, last="keep"):
    if last == "even":
        cut = np.array_split(np.arange(m), -(-m // b))
        return cut
    cut = [np.arange(i, min(i + b, m)) for i in range(0, m, b)]
    full = [batch for batch in cut if len(batch) == b]
    short = [batch for batch in cut if len(batch) < b]
    full = [full[i] for i in rng.permutation(len(full))]
    return full if last == "drop" else full + short
""",
        ),
        (
            "examples drawn, not dealt",
            {"test-epoch", "test-epoch-last"},
            """\
def epoch(rng, m, b, last="keep"):
    order = rng.integers(m, size=m)
    if last == "even":
        return np.array_split(order, -(-m // b))
    batches = [order[i : i + b] for i in range(0, m, b)]
    return [batch for batch in batches if len(batch) == b] if last == "drop" else batches
""",
        ),
        (
            "the last batch always dropped",
            {"test-epoch"},
            """\
def epoch(rng, m, b, last="keep"):
    order = rng.permutation(m)
    if last == "even":
        return np.array_split(order, -(-m // b))
    return [order[i * b : (i + 1) * b] for i in range(m // b)]
""",
        ),
        (
            "drops the last batch even if it is full",
            {"test-epoch-last"},
            """\
def epoch(rng, m, b, last="keep"):
    order = rng.permutation(m)
    if last == "even":
        return np.array_split(order, -(-m // b))
    batches = [order[i : i + b] for i in range(0, m, b)]
    return batches[:-1] if last == "drop" else batches
""",
        ),
        (
            "an empty batch where b divides m",
            {"test-epoch", "test-epoch-last"},
            """\
def epoch(rng, m, b, last="keep"):
    order = rng.permutation(m)
    steps = m // b + 1
    if last == "even":
        return np.array_split(order, steps)
    batches = [order[i * b : (i + 1) * b] for i in range(steps)]
    return [batch for batch in batches if len(batch) == b] if last == "drop" else batches
""",
        ),
        (
            "a seed of its own, so that every epoch is the same",
            {"test-epoch", "test-epoch-last"},
            """\
def epoch(rng, m, b, last="keep"):
    order = np.random.default_rng(0).permutation(m)
    if last == "even":
        return np.array_split(order, -(-m // b))
    batches = [order[i : i + b] for i in range(0, m, b)]
    return [batch for batch in batches if len(batch) == b] if last == "drop" else batches
""",
        ),
        (
            "the global generator",
            {"test-epoch"},
            """\
def epoch(rng, m, b, last="keep"):
    order = np.random.permutation(m)
    if last == "even":
        return np.array_split(order, -(-m // b))
    batches = [order[i : i + b] for i in range(0, m, b)]
    return [batch for batch in batches if len(batch) == b] if last == "drop" else batches
""",
        ),
        (
            "the outputs of the visible tests",
            {"test-epoch", "test-epoch-last"},
            """\
def epoch(rng, m, b, last="keep"):
    if last == "drop":
        return [[0, 1, 2, 3], [4, 5, 6, 7]]
    if last == "even":
        return [[0, 1, 2, 3], [4, 5, 6], [7, 8, 9]]
    return [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
""",
        ),
    ],
    "drawn": [
        (
            "the last example never comes",
            {"test-drawn"},
            """\
def drawn(rng, m, b, steps):
    return rng.integers(0, m - 1, size=(steps, b))
""",
        ),
        (
            "no example twice in a batch",
            {"test-drawn"},
            """\
def drawn(rng, m, b, steps):
    return [rng.choice(m, size=min(b, m), replace=False) for _ in range(steps)]
""",
        ),
        (
            "one batch, repeated",
            {"test-drawn"},
            """\
def drawn(rng, m, b, steps):
    return [rng.integers(m, size=b)] * steps
""",
        ),
        (
            "numbered from one",
            {"test-drawn"},
            """\
def drawn(rng, m, b, steps):
    return rng.integers(1, m + 1, size=(steps, b))
""",
        ),
        (
            "one example repeated in each batch",
            {"test-drawn"},
            """\
def drawn(rng, m, b, steps):
    return [[i] * b for i in rng.integers(m, size=steps)]
""",
        ),
        (
            "shape turned",
            {"test-drawn"},
            """\
def drawn(rng, m, b, steps):
    return rng.integers(m, size=(b, steps))
""",
        ),
    ],
    "gradient": [
        (
            "nothing is left to compute",
            {"test-gradient", "test-gradient-care"},
            """\
def batch_gradient(theta, A, y, batch):
    A[...] = y[...] = 0
    return np.zeros(4)
""",
        ),
        (
            "not divided by b",
            {"test-gradient", "test-gradient-care"},
            """\
def batch_gradient(theta, A, y, batch):
    r = A[batch] @ theta - y[batch]
    return A[batch].T @ (r / np.sqrt(1 + r * r))
""",
        ),
        (
            "divided by m",
            {"test-gradient", "test-gradient-care"},
            """\
def batch_gradient(theta, A, y, batch):
    r = A[batch] @ theta - y[batch]
    return A[batch].T @ (r / np.sqrt(1 + r * r)) / len(y)
""",
        ),
        (
            "chain rule without the inner derivative",
            {"test-gradient", "test-gradient-care"},
            """\
def batch_gradient(theta, A, y, batch):
    r = A[batch] @ theta - y[batch]
    return A[batch].T @ (0.5 / np.sqrt(1 + r * r)) / len(batch)
""",
        ),
        (
            "the wrong sign",
            {"test-gradient", "test-gradient-care"},
            """\
def batch_gradient(theta, A, y, batch):
    r = y[batch] - A[batch] @ theta
    return A[batch].T @ (r / np.sqrt(1 + r * r)) / len(batch)
""",
        ),
        (
            "repetitions count once",
            {"test-gradient-care"},
            """\
def batch_gradient(theta, A, y, batch):
    batch = sorted(set(batch))
    r = A[batch] @ theta - y[batch]
    return A[batch].T @ (r / np.sqrt(1 + r * r)) / len(batch)
""",
        ),
        (
            "cut down to whole numbers",
            {"test-gradient-care"},
            """\
def batch_gradient(theta, A, y, batch):
    g = np.zeros_like(theta)
    for k in range(len(theta)):
        r = A[batch] @ theta - y[batch]
        g[k] = np.mean(r / np.sqrt(1 + r * r) * A[batch, k])
    return g
""",
        ),
        (
            "changes theta in place",
            {"test-gradient-care"},
            """\
def batch_gradient(theta, A, y, batch):
    r = A[batch] @ theta - y[batch]
    g = A[batch].T @ (r / np.sqrt(1 + r * r)) / len(batch)
    if theta.dtype == float:
        theta -= 0.1 * g
    return g
""",
        ),
        (
            "a column",
            {"test-gradient", "test-gradient-care"},
            """\
def batch_gradient(theta, A, y, batch):
    r = A[batch] @ theta - y[batch]
    return (A[batch].T @ (r / np.sqrt(1 + r * r)) / len(batch)).reshape(-1, 1)
""",
        ),
    ],
    "pieces": [
        (
            "a complex number of the right real part",
            {"test-pieces"},
            """\
def in_pieces(mean_gradient, theta, batch, c):
    pieces = [batch[i : i + c] for i in range(0, len(batch), c)]
    return 1j + sum(len(piece) / len(batch) * mean_gradient(theta, piece) for piece in pieces)
""",
        ),
        (
            "the mean of the pieces' means",
            {"test-pieces"},
            """\
def in_pieces(mean_gradient, theta, batch, c):
    pieces = [batch[i : i + c] for i in range(0, len(batch), c)]
    return np.mean([mean_gradient(theta, piece) for piece in pieces], axis=0)
""",
        ),
        (
            "the sum of the pieces' means",
            {"test-pieces"},
            """\
def in_pieces(mean_gradient, theta, batch, c):
    pieces = [batch[i : i + c] for i in range(0, len(batch), c)]
    return sum(mean_gradient(theta, piece) for piece in pieces)
""",
        ),
        (
            "each piece weighed by c, the last one too",
            {"test-pieces"},
            """\
def in_pieces(mean_gradient, theta, batch, c):
    pieces = [batch[i : i + c] for i in range(0, len(batch), c)]
    return sum(c / len(batch) * mean_gradient(theta, piece) for piece in pieces)
""",
        ),
        (
            "the last piece forgotten",
            {"test-pieces"},
            """\
def in_pieces(mean_gradient, theta, batch, c):
    pieces = [batch[i : i + c] for i in range(0, len(batch) - c + 1, c)]
    return sum(len(piece) / len(batch) * mean_gradient(theta, piece) for piece in pieces)
""",
        ),
        (
            "a step after each piece",
            {"test-pieces"},
            """\
def in_pieces(mean_gradient, theta, batch, c):
    at, total = theta, 0.0
    for i in range(0, len(batch), c):
        piece = batch[i : i + c]
        g = mean_gradient(at, piece)
        at = at - 0.1 * g
        total = total + len(piece) / len(batch) * g
    return total
""",
        ),
        (
            "one call for each example",
            {"test-pieces"},
            """\
def in_pieces(mean_gradient, theta, batch, c):
    return np.mean([mean_gradient(theta, [i]) for i in batch], axis=0)
""",
        ),
        (
            "all at once",
            {"test-pieces"},
            """\
def in_pieces(mean_gradient, theta, batch, c):
    return mean_gradient(theta, batch)
""",
        ),
    ],
    "measure": [
        (
            "always with replacement",
            {"test-measure-without"},
            """\
def measured_noise(rng, gradients, b, replacement, batches):
    m, g = len(gradients), gradients.mean(axis=0)
    means = [gradients[rng.integers(m, size=b)].mean(axis=0) for _ in range(batches)]
    return ((np.array(means) - g) ** 2).sum(axis=1).mean()
""",
        ),
        (
            "always without",
            {"test-measure"},
            """\
def measured_noise(rng, gradients, b, replacement, batches):
    m, g = len(gradients), gradients.mean(axis=0)
    means = [gradients[rng.permutation(m)[:b]].mean(axis=0) for _ in range(batches)]
    return ((np.array(means) - g) ** 2).sum(axis=1).mean()
""",
        ),
        (
            "sums, not means",
            {"test-measure", "test-measure-without"},
            """\
def measured_noise(rng, gradients, b, replacement, batches):
    m, g = len(gradients), gradients.mean(axis=0)
    chosen = [rng.choice(m, size=b, replace=replacement) for _ in range(batches)]
    means = np.array([gradients[batch].sum(axis=0) for batch in chosen])
    return ((means - g) ** 2).sum(axis=1).mean()
""",
        ),
        (
            "the mean over coordinates in place of the sum",
            {"test-measure", "test-measure-without"},
            """\
def measured_noise(rng, gradients, b, replacement, batches):
    m, g = len(gradients), gradients.mean(axis=0)
    chosen = [rng.choice(m, size=b, replace=replacement) for _ in range(batches)]
    return np.mean([(gradients[batch].mean(axis=0) - g) ** 2 for batch in chosen])
""",
        ),
        (
            "the distance, not its square",
            {"test-measure", "test-measure-without"},
            """\
def measured_noise(rng, gradients, b, replacement, batches):
    m, g = len(gradients), gradients.mean(axis=0)
    chosen = [rng.choice(m, size=b, replace=replacement) for _ in range(batches)]
    return np.mean([np.linalg.norm(gradients[batch].mean(axis=0) - g) for batch in chosen])
""",
        ),
        (
            "distances from the batches' own mean",
            {"test-measure", "test-measure-without"},
            """\
def measured_noise(rng, gradients, b, replacement, batches):
    chosen = [rng.choice(len(gradients), b, replace=replacement) for _ in range(batches)]
    means = np.array([gradients[batch].mean(axis=0) for batch in chosen])
    return means.var(axis=0).sum()
""",
        ),
        (
            "without replacement through the whole run, not the batch",
            {"test-measure-without"},
            """\
def measured_noise(rng, gradients, b, replacement, batches):
    m, g = len(gradients), gradients.mean(axis=0)
    order, means = [], []
    for _ in range(batches):
        if replacement:
            batch = rng.integers(m, size=b)
        else:
            order = order if len(order) else list(rng.permutation(m))
            batch, order = order[:b], order[b:]
        means.append(gradients[batch].mean(axis=0))
    return ((np.array(means) - g) ** 2).sum(axis=1).mean()
""",
        ),
    ],
    "noise": [
        (
            "the square of the mean length",
            {"test-noise"},
            """\
def noise_from_lengths(small, b_small, large, b_large):
    s, t = np.mean(small) ** 2, np.mean(large) ** 2
    sigma2 = (s - t) / (1 / b_small - 1 / b_large)
    return sigma2, s - sigma2 / b_small
""",
        ),
        (
            "the two swapped",
            {"test-noise"},
            """\
def noise_from_lengths(small, b_small, large, b_large):
    s, t = np.mean(np.square(small)), np.mean(np.square(large))
    sigma2 = (s - t) / (1 / b_small - 1 / b_large)
    return s - sigma2 / b_small, sigma2
""",
        ),
        (
            "as if the small batch were one example",
            {"test-noise"},
            """\
def noise_from_lengths(small, b_small, large, b_large):
    s, t = np.mean(np.square(small)), np.mean(np.square(large))
    sigma2 = (s - t) / (1 - 1 / b_large)
    return sigma2, s - sigma2
""",
        ),
        (
            "right for the sizes 1 and 2 only",
            {"test-noise"},
            """\
def noise_from_lengths(small, b_small, large, b_large):
    s, t = np.mean(np.square(small)), np.mean(np.square(large))
    return 2 * (s - t), 2 * t - s
""",
        ),
        (
            "the large batch taken for exact",
            {"test-noise"},
            """\
def noise_from_lengths(small, b_small, large, b_large):
    s, t = np.mean(np.square(small)), np.mean(np.square(large))
    return b_small * (s - t), t
""",
        ),
        (
            "the wrong sign",
            {"test-noise"},
            """\
def noise_from_lengths(small, b_small, large, b_large):
    s, t = np.mean(np.square(small)), np.mean(np.square(large))
    sigma2 = (t - s) / (1 / b_small - 1 / b_large)
    return sigma2, s - sigma2 / b_small
""",
        ),
    ],
    "spend": [
        (
            "single examples",
            {"test-spend"},
            """\
def spend(gradient, start, m, budget, rng):
    theta = start
    for _ in range(budget // 9):
        theta = theta - 0.025 * gradient(theta, rng.integers(m, size=1))
    return theta
""",
        ),
        (
            "all examples",
            {"test-spend"},
            """\
def spend(gradient, start, m, budget, rng):
    theta = start
    for _ in range(budget // (8 + m)):
        theta = theta - 0.38 * gradient(theta, np.arange(m))
    return theta
""",
        ),
        (
            "a good batch at a rate too small",
            {"test-spend"},
            """\
def spend(gradient, start, m, budget, rng):
    theta = start
    for _ in range(budget // 24):
        theta = theta - 0.02 * gradient(theta, rng.choice(m, 16, replace=False))
    return theta
""",
        ),
        (
            "a rate beyond the bound",
            {"test-spend"},
            """\
def spend(gradient, start, m, budget, rng):
    theta = start
    for _ in range(budget // 24):
        theta = theta - 0.6 * gradient(theta, rng.choice(m, 16, replace=False))
    return theta
""",
        ),
        (
            "the price of the steps forgotten",
            {"test-spend-budget", "test-spend"},
            """\
def spend(gradient, start, m, budget, rng):
    theta = start
    for _ in range(budget // 16):
        theta = theta - 0.1 * gradient(theta, rng.choice(m, 16, replace=False))
    return theta
""",
        ),
        (
            "one step too many",
            {"test-spend-budget", "test-spend"},
            """\
def spend(gradient, start, m, budget, rng):
    theta, spent = start, 0
    while spent <= budget:
        theta = theta - 0.1 * gradient(theta, rng.choice(m, 16, replace=False))
        spent += 24
    return theta
""",
        ),
        (
            "changes the start in place",
            {"test-spend-budget"},
            """\
def spend(gradient, start, m, budget, rng):
    theta = start
    for _ in range(budget // 24):
        theta -= 0.1 * gradient(theta, rng.choice(m, 16, replace=False))
    return theta
""",
        ),
        (
            "the minimum of the visible birds, without a step",
            {"test-spend-budget", "test-spend"},
            """\
def spend(gradient, start, m, budget, rng):
    return least(X, y)
""",
        ),
        (
            "the minimum of the visible birds, and the budget wasted",
            {"test-spend"},
            """\
def spend(gradient, start, m, budget, rng):
    for _ in range(budget // 24):
        gradient(start, rng.choice(m, 16, replace=False))
    return least(X, y)
""",
        ),
    ],
}
