"""Right answers to `batches` that are written in another way than ours."""

RIGHT = {
    "epoch": [
        (
            "a list that is shuffled, sizes by division",
            """\
def epoch(rng, m, b, last="keep"):
    order = list(range(m))
    rng.shuffle(order)
    full, rest = divmod(m, b)
    sizes = [b] * full
    if rest and last == "keep":
        sizes = [*sizes, rest]
    elif rest and last == "even":
        k = full + 1
        sizes = [m // k + (i < m % k) for i in range(k)]
    batches = []
    for size in sizes:
        batches.append(order[:size])
        order = order[size:]
    return batches
""",
        ),
        (
            "a choice without replacement, split at places",
            """\
def epoch(rng, m, b, last="keep"):
    order = rng.choice(m, size=m, replace=False)
    if last == "drop":
        return order[: m // b * b].reshape(-1, b)
    if last == "even":
        return [part.tolist() for part in np.array_split(order, (m + b - 1) // b)]
    return tuple(np.split(order, range(b, m, b)))
""",
        ),
        (
            "random numbers, sorted; a generator",
            """\
def epoch(rng, m, b, last="keep"):
    order = np.argsort(rng.random(m)).tolist()
    k = int(np.ceil(m / b))
    if last == "even":
        ends = [round(0)]
        for i in range(k):
            ends.append(ends[-1] + (m - ends[-1] + k - i - 1) // (k - i))
        for first, end in zip(ends, ends[1:]):
            yield order[first:end]
        return
    for i in range(0, m, b):
        if last == "keep" or i + b <= m:
            yield order[i : i + b]
""",
        ),
    ],
    "drawn": [
        (
            "a choice with replacement",
            """\
def drawn(rng, m, b, steps):
    return rng.choice(m, size=(steps, b))
""",
        ),
        (
            "number by number, as lists",
            """\
def drawn(rng, m, b, steps):
    return [[int(rng.integers(0, m)) for _ in range(b)] for _ in range(steps)]
""",
        ),
        (
            "scaled random numbers",
            """\
def drawn(rng, m, b, steps):
    return [(rng.random(b) * m).astype(int) for _ in range(steps)]
""",
        ),
    ],
    "gradient": [
        (
            "example by example",
            """\
def batch_gradient(theta, A, y, batch):
    total = 0
    for i in batch:
        r = A[i] @ theta - y[i]
        total = total + r * A[i] / math_root(1 + r**2)
    return total / len(batch)


def math_root(x):
    return x**0.5
""",
        ),
        (
            "the mean over an axis, as a list",
            """\
def batch_gradient(theta, A, y, batch):
    chosen = np.array(batch)
    r = np.dot(A[chosen], theta) - y[chosen]
    return np.mean(A[chosen] * (r * (1 + r**2) ** -0.5)[:, None], axis=0).tolist()
""",
        ),
        (
            "the sine of an angle, a count of each example",
            """\
def batch_gradient(theta, A, y, batch):
    counts = np.bincount(batch, minlength=len(y))
    slopes = np.sin(np.arctan(A @ theta - y))
    return (counts * slopes) @ A / counts.sum()
""",
        ),
    ],
    "pieces": [
        (
            "pieces of nearly one size",
            """\
def in_pieces(mean_gradient, theta, batch, c):
    pieces = np.array_split(batch, -(-len(batch) // c))
    means = [mean_gradient(theta, piece) for piece in pieces]
    return np.average(means, axis=0, weights=[len(piece) for piece in pieces])
""",
        ),
        (
            "a sum in place",
            """\
def in_pieces(mean_gradient, theta, batch, c):
    total = np.zeros(len(theta))
    for i in range(0, len(batch), c):
        piece = batch[i : min(i + c, len(batch))]
        total += len(piece) * mean_gradient(theta, piece)
    return total / len(batch)
""",
        ),
        (
            "a running mean, from the end",
            """\
def in_pieces(mean_gradient, theta, batch, c):
    rest, mean, seen = list(batch), 0, 0
    while rest:
        piece, rest = rest[-c:], rest[:-c]
        seen += len(piece)
        mean = mean + (mean_gradient(theta.copy(), np.array(piece)) - mean) * len(piece) / seen
    return list(mean)
""",
        ),
    ],
    "measure": [
        (
            "permutations and whole numbers",
            """\
def measured_noise(rng, gradients, b, replacement, batches):
    m, total = len(gradients), 0.0
    g = sum(gradients) / m
    for _ in range(batches):
        chosen = rng.integers(m, size=b) if replacement else rng.permutation(m)[:b]
        off = np.mean(gradients[chosen], axis=0) - g
        total += off @ off
    return total / batches
""",
        ),
        (
            "without a loop",
            """\
def measured_noise(rng, gradients, b, replacement, batches):
    m = gradients.shape[0]
    if replacement:
        chosen = rng.integers(0, m, size=(batches, b))
    else:
        chosen = np.argsort(rng.random((batches, m)), axis=1)[:, :b]
    off = gradients[chosen].mean(axis=1) - np.mean(gradients, axis=0)
    return np.mean(np.sum(off * off, axis=-1))
""",
        ),
        (
            "squared norms",
            """\
def measured_noise(rng, gradients, b, replacement, batches):
    centred = gradients - gradients.mean(axis=0)
    squares = [
        np.linalg.norm(rng.choice(centred, size=b, replace=replacement).sum(axis=0) / b) ** 2
        for _ in range(batches)
    ]
    return np.asarray(np.average(squares))
""",
        ),
    ],
    "noise": [
        (
            "both by the sizes",
            """\
def noise_from_lengths(small, b_small, large, b_large):
    s, t = np.mean(small**2), np.mean(large**2)
    g2 = (b_large * t - b_small * s) / (b_large - b_small)
    return (s - t) * b_small * b_large / (b_large - b_small), g2
""",
        ),
        (
            "a system of equations",
            """\
def noise_from_lengths(small, b_small, large, b_large):
    means = [small @ small / len(small), large @ large / len(large)]
    return np.linalg.solve([[1 / b_small, 1], [1 / b_large, 1]], means)
""",
        ),
        (
            "a line through two points, as a list",
            """\
def noise_from_lengths(small, b_small, large, b_large):
    means = [sum(x * x for x in part) / len(part) for part in (small, large)]
    return list(np.polyfit([1 / b_small, 1 / b_large], means, 1))
""",
        ),
    ],
    "spend": [
        (
            "batches of 32, shuffled, a linear decay",
            """\
def spend(gradient, start, m, budget, rng):
    b, theta = 32, np.array(start)
    steps, order = budget // (8 + b), rng.permutation(m)
    for t in range(steps):
        if len(order) < b:
            order = rng.permutation(m)
        batch, order = order[:b], order[b:]
        theta -= 0.3 * (1 - t / steps) * gradient(theta.copy(), batch)
    return theta
""",
        ),
        (
            "a constant rate, then the average of the second half",
            """\
def spend(gradient, start, m, budget, rng):
    theta, path, left = start, [], budget
    while left >= 24:
        theta = theta - 0.15 * gradient(theta, rng.integers(m, size=16).tolist())
        path.append(theta)
        left -= 24
    return np.mean(path[len(path) // 2 :], axis=0)
""",
        ),
        (
            "batches that grow, after a step with the first half of all, a range",
            """\
def spend(gradient, start, m, budget, rng):
    theta, paid = start - 0.2 * gradient(start, range(m // 2)), 8 + m // 2
    while True:
        b = 8 if paid < budget / 2 else 32
        if paid + 8 + b > budget:
            return list(theta)
        theta = theta - 0.2 * (1 - paid / budget) * gradient(theta, rng.choice(m, b, replace=False))
        paid += 8 + b
""",
        ),
    ],
}
