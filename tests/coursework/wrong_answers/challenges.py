"""Wrong answers to `challenges`: answers that students give, and the tests that each must lose."""

WRONG = {
    "diagnosis": [
        (
            "the two rates confused",
            {"test-diagnosis-rates"},
            """\
def diagnosis():
    names = [
        "rate too small",
        "rate too large",
        "ravine",
        "saddle",
        "exploding gradient",
        "vanishing gradient",
    ]
    return {letter: names[i] for letter, i in zip("ABCDEF", ORDER, strict=True)}
""",
        ),
        (
            "a growing loss taken for a cliff",
            {"test-diagnosis-rates"},
            """\
def diagnosis():
    names = [
        "exploding gradient",
        "rate too small",
        "ravine",
        "saddle",
        "exploding gradient",
        "vanishing gradient",
    ]
    return {letter: names[i] for letter, i in zip("ABCDEF", ORDER, strict=True)}
""",
        ),
        (
            "the cliff taken for a rate too large",
            {"test-diagnosis-depth"},
            """\
def diagnosis():
    names = [
        "rate too large",
        "rate too small",
        "ravine",
        "saddle",
        "rate too large",
        "vanishing gradient",
    ]
    return {letter: names[i] for letter, i in zip("ABCDEF", ORDER, strict=True)}
""",
        ),
        (
            "slow progress in the ravine put down to the rate",
            {"test-diagnosis-places"},
            """\
def diagnosis():
    names = [
        "rate too large",
        "rate too small",
        "rate too small",
        "saddle",
        "exploding gradient",
        "vanishing gradient",
    ]
    return {letter: names[i] for letter, i in zip("ABCDEF", ORDER, strict=True)}
""",
        ),
        (
            "the halt on the saddle taken for a minimum",
            {"test-diagnosis-places"},
            """\
def diagnosis():
    names = [
        "rate too large",
        "rate too small",
        "ravine",
        "local minimum",
        "exploding gradient",
        "vanishing gradient",
    ]
    return {letter: names[i] for letter, i in zip("ABCDEF", ORDER, strict=True)}
""",
        ),
        (
            "a level loss taken for a saddle",
            {"test-diagnosis-depth"},
            """\
def diagnosis():
    names = [
        "rate too large",
        "rate too small",
        "ravine",
        "saddle",
        "exploding gradient",
        "saddle",
    ]
    return {letter: names[i] for letter, i in zip("ABCDEF", ORDER, strict=True)}
""",
        ),
        (
            "saddle and vanishing gradient confused",
            {"test-diagnosis-depth", "test-diagnosis-places"},
            """\
def diagnosis():
    names = [
        "rate too large",
        "rate too small",
        "ravine",
        "vanishing gradient",
        "exploding gradient",
        "saddle",
    ]
    return {letter: names[i] for letter, i in zip("ABCDEF", ORDER, strict=True)}
""",
        ),
        (
            "one diagnosis for all",
            {"test-diagnosis-depth", "test-diagnosis-places", "test-diagnosis-rates"},
            """\
def diagnosis():
    return dict.fromkeys("ABCDEF", "local minimum")
""",
        ),
        (
            "a name that is not on the list",
            {"test-diagnosis-depth", "test-diagnosis-places", "test-diagnosis-rates"},
            """\
def diagnosis():
    names = [
        "rate too large",
        "rate too small",
        "narrow valley",
        "saddle",
        "exploding gradient",
        "vanishing gradient",
    ]
    return {letter: names[i] for letter, i in zip("ABCDEF", ORDER, strict=True)}
""",
        ),
        (
            "a patient forgotten",
            {"test-diagnosis-depth", "test-diagnosis-places", "test-diagnosis-rates"},
            """\
def diagnosis():
    return {name: "ravine" for name in "ABCDE"}
""",
        ),
    ],
    "rate": [
        (
            "a rate that suits the visible bowl",
            {"test-rate"},
            """\
def fitting_rate(gradient, start):
    return 0.2
""",
        ),
        (
            "one random move, without the iteration",
            {"test-rate"},
            """\
def fitting_rate(gradient, start):
    d = np.random.default_rng(0).normal(size=len(start))
    return np.linalg.norm(d) / np.linalg.norm(gradient(start + d) - gradient(start))
""",
        ),
        (
            "the minimum taken for the origin",
            {"test-rate"},
            """\
def fitting_rate(gradient, start):
    d = start
    for _ in range(50):
        d = gradient(d / np.linalg.norm(d))
    return 1 / np.linalg.norm(d)
""",
        ),
        (
            "at the bound of stability",
            {"test-rate"},
            """\
def fitting_rate(gradient, start):
    d = np.random.default_rng(0).normal(size=len(start))
    g = gradient(start)
    for _ in range(50):
        d = d / np.linalg.norm(d)
        d = gradient(start + d) - g
    return 2 / np.linalg.norm(d)
""",
        ),
        (
            "too many gradients",
            {"test-rate"},
            """\
def fitting_rate(gradient, start):
    d = np.random.default_rng(0).normal(size=len(start))
    for _ in range(50):
        d = d / np.linalg.norm(d)
        d = gradient(start + d) - gradient(start)
    return 1 / np.linalg.norm(d)
""",
        ),
        (
            "the curvature in place of the rate",
            {"test-rate"},
            """\
def fitting_rate(gradient, start):
    d = np.random.default_rng(0).normal(size=len(start))
    g = gradient(start)
    for _ in range(30):
        d = d / np.linalg.norm(d)
        d = gradient(start + d) - g
    return np.linalg.norm(d)
""",
        ),
        (
            "never shortened to length 1",
            {"test-rate"},
            """\
def fitting_rate(gradient, start):
    d = np.random.default_rng(0).normal(size=len(start))
    g = gradient(start)
    for _ in range(20):
        d = gradient(start + d) - g
    return 1 / np.linalg.norm(d)
""",
        ),
    ],
    "ravine": [
        (
            "the weights of the standardised features",
            {"test-ravine"},
            """\
def fit_in_units(gradient, X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    theta = np.zeros(X.shape[1] + 1)
    for _ in range(100):
        theta = theta - 0.4 * gradient(theta, (X - mean) / std)
    return theta
""",
        ),
        (
            "the intercept not put back",
            {"test-ravine"},
            """\
def fit_in_units(gradient, X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    theta = np.zeros(X.shape[1] + 1)
    for _ in range(100):
        theta = theta - 0.4 * gradient(theta, (X - mean) / std)
    return np.append(theta[:-1] / std, theta[-1])
""",
        ),
        (
            "multiplied by s in place of divided",
            {"test-ravine"},
            """\
def fit_in_units(gradient, X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    theta = np.zeros(X.shape[1] + 1)
    for _ in range(100):
        theta = theta - 0.4 * gradient(theta, (X - mean) / std)
    w = theta[:-1] * std
    return np.append(w, theta[-1] - mean @ w)
""",
        ),
        (
            "the intercept put back with the scaled weights",
            {"test-ravine"},
            """\
def fit_in_units(gradient, X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    theta = np.zeros(X.shape[1] + 1)
    for _ in range(100):
        theta = theta - 0.4 * gradient(theta, (X - mean) / std)
    return np.append(theta[:-1] / std, theta[-1] - mean @ theta[:-1])
""",
        ),
        (
            "the wrong sign in the intercept",
            {"test-ravine"},
            """\
def fit_in_units(gradient, X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    theta = np.zeros(X.shape[1] + 1)
    for _ in range(100):
        theta = theta - 0.4 * gradient(theta, (X - mean) / std)
    w = theta[:-1] / std
    return np.append(w, theta[-1] + mean @ w)
""",
        ),
        (
            "scaled, not centred",
            {"test-ravine"},
            """\
def fit_in_units(gradient, X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    theta = np.zeros(X.shape[1] + 1)
    for _ in range(100):
        theta = theta - 0.4 * gradient(theta, X / std)
    return np.append(theta[:-1] / std, theta[-1])
""",
        ),
        (
            "not standardised, at a small rate",
            {"test-ravine"},
            """\
def fit_in_units(gradient, X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    theta = np.zeros(X.shape[1] + 1)
    for _ in range(100):
        theta = theta - 1e-5 * gradient(theta, X)
    return theta
""",
        ),
        (
            "standardised in place",
            {"test-ravine-care"},
            """\
def fit_in_units(gradient, X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    theta = np.zeros(X.shape[1] + 1)
    X -= mean
    X /= std
    for _ in range(100):
        theta = theta - 0.4 * gradient(theta, X)
    w = theta[:-1] / std
    return np.append(w, theta[-1] - mean @ w)
""",
        ),
        (
            "a thousand steps",
            {"test-ravine-care"},
            """\
def fit_in_units(gradient, X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    theta = np.zeros(X.shape[1] + 1)
    for _ in range(1000):
        theta = theta - 0.1 * gradient(theta, (X - mean) / std)
    w = theta[:-1] / std
    return np.append(w, theta[-1] - mean @ w)
""",
        ),
    ],
    "nudge": [
        (
            "nudges everywhere",
            {"test-nudge-minimum"},
            """\
def nudged(gradient, theta, size):
    moves = 1e-4 * np.eye(len(theta))
    H = np.array([(gradient(theta + d) - gradient(theta - d)) / 2e-4 for d in moves])
    curvatures, directions = np.linalg.eigh((H + H.T) / 2)
    return theta + size * directions[:, 0]
""",
        ),
        (
            "stays everywhere",
            {"test-nudge"},
            """\
def nudged(gradient, theta, size):
    return theta.copy()
""",
        ),
        (
            "along the gradient, which is zero",
            {"test-nudge"},
            """\
def nudged(gradient, theta, size):
    return theta - size * gradient(theta)
""",
        ),
        (
            "along the largest curvature",
            {"test-nudge"},
            """\
def nudged(gradient, theta, size):
    moves = 1e-4 * np.eye(len(theta))
    H = np.array([(gradient(theta + d) - gradient(theta - d)) / 2e-4 for d in moves])
    curvatures, directions = np.linalg.eigh((H + H.T) / 2)
    return theta + size * directions[:, -1] if curvatures[0] < -1e-3 else theta
""",
        ),
        (
            "a row of the eigenvectors in place of a column",
            {"test-nudge"},
            """\
def nudged(gradient, theta, size):
    moves = 1e-4 * np.eye(len(theta))
    H = np.array([(gradient(theta + d) - gradient(theta - d)) / 2e-4 for d in moves])
    curvatures, directions = np.linalg.eigh((H + H.T) / 2)
    return theta + size * directions[0] if curvatures[0] < -1e-3 else theta
""",
        ),
        (
            "every coordinate moved by size",
            {"test-nudge"},
            """\
def nudged(gradient, theta, size):
    moves = 1e-4 * np.eye(len(theta))
    H = np.array([(gradient(theta + d) - gradient(theta - d)) / 2e-4 for d in moves])
    curvatures, directions = np.linalg.eigh((H + H.T) / 2)
    return theta + size if curvatures[0] < -1e-3 else theta
""",
        ),
        (
            "only if all directions curve down",
            {"test-nudge"},
            """\
def nudged(gradient, theta, size):
    moves = 1e-4 * np.eye(len(theta))
    H = np.array([(gradient(theta + d) - gradient(theta - d)) / 2e-4 for d in moves])
    curvatures, directions = np.linalg.eigh((H + H.T) / 2)
    return theta + size * directions[:, 0] if curvatures[-1] < -1e-3 else theta
""",
        ),
        (
            "rounding taken for curvature",
            {"test-nudge-minimum"},
            """\
def nudged(gradient, theta, size):
    moves = 1e-4 * np.eye(len(theta))
    H = np.array([(gradient(theta + d) - gradient(theta - d)) / 2e-4 for d in moves])
    curvatures, directions = np.linalg.eigh((H + H.T) / 2)
    return theta + size * directions[:, 0] if curvatures[0] < 1e-3 else theta
""",
        ),
        (
            "the sign of the curvatures turned",
            {"test-nudge", "test-nudge-minimum"},
            """\
def nudged(gradient, theta, size):
    moves = 1e-4 * np.eye(len(theta))
    H = np.array([(gradient(theta + d) - gradient(theta - d)) / 2e-4 for d in moves])
    curvatures, directions = np.linalg.eigh((H + H.T) / 2)
    return theta + size * directions[:, 0] if curvatures[0] > 1e-3 else theta
""",
        ),
        (
            "changes theta in place",
            {"test-nudge-minimum"},
            """\
def nudged(gradient, theta, size):
    moves = 1e-4 * np.eye(len(theta))
    H = np.array([(gradient(theta + d) - gradient(theta - d)) / 2e-4 for d in moves])
    curvatures, directions = np.linalg.eigh((H + H.T) / 2)
    if curvatures[0] < -1e-3:
        theta += size * directions[:, 0]
    return theta
""",
        ),
    ],
    "clip": [
        (
            "each array by its own norm",
            {"test-clip"},
            """\
def clip_together(gradients, c):
    norms = [max(np.linalg.norm(G), 1e-300) for G in gradients]
    return [G * min(1.0, c / norm) for G, norm in zip(gradients, norms, strict=True)]
""",
        ),
        (
            "by value",
            {"test-clip"},
            """\
def clip_together(gradients, c):
    return [np.clip(G, -c, c) for G in gradients]
""",
        ),
        (
            "short gradients made longer",
            {"test-clip"},
            """\
def clip_together(gradients, c):
    norm = math.sqrt(sum(np.sum(G * G) for G in gradients)) or 1.0
    return [G * c / norm for G in gradients]
""",
        ),
        (
            "the root forgotten",
            {"test-clip"},
            """\
def clip_together(gradients, c):
    norm = sum(np.sum(G * G) for G in gradients)
    return [G * c / norm if norm > c else G for G in gradients]
""",
        ),
        (
            "the sum of the norms",
            {"test-clip"},
            """\
def clip_together(gradients, c):
    norm = sum(np.linalg.norm(G) for G in gradients)
    return [G * c / norm if norm > c else G for G in gradients]
""",
        ),
        (
            "zero becomes NaN",
            {"test-clip"},
            """\
def clip_together(gradients, c):
    norm = np.sqrt(sum(np.sum(G * G) for G in gradients))
    with np.errstate(all="ignore"):
        return [G / norm * min(norm, c) for G in gradients]
""",
        ),
        (
            "in place",
            {"test-clip"},
            """\
def clip_together(gradients, c):
    norm = math.sqrt(sum(np.sum(G * G) for G in gradients))
    for G in gradients:
        if norm > c:
            G[...] = G * (c / norm)
    return gradients
""",
        ),
        (
            "cut to whole numbers",
            {"test-clip"},
            """\
def clip_together(gradients, c):
    norm = math.sqrt(sum(np.sum(G * G) for G in gradients))
    clipped = [G.copy() for G in gradients]
    for G in clipped:
        if norm > c:
            G[...] = G * (0.999999 * c / norm)
    return clipped
""",
        ),
    ],
    "weights": [
        (
            "He's, whatever the slope",
            {"test-weights"},
            """\
def leaky_weights(n_in, n_out, s, rng):
    return rng.normal(0, math.sqrt(2 / n_in), size=(n_in, n_out))
""",
        ),
        (
            "the slope not squared",
            {"test-weights"},
            """\
def leaky_weights(n_in, n_out, s, rng):
    return rng.normal(0, math.sqrt(2 / ((1 + s) * n_in)), size=(n_in, n_out))
""",
        ),
        (
            "the variance in place of the standard deviation",
            {"test-weights"},
            """\
def leaky_weights(n_in, n_out, s, rng):
    return rng.normal(0, 2 / ((1 + s * s) * n_in), size=(n_in, n_out))
""",
        ),
        (
            "n_out in place of n_in",
            {"test-weights"},
            """\
def leaky_weights(n_in, n_out, s, rng):
    return rng.normal(0, math.sqrt(2 / ((1 + s * s) * n_out)), size=(n_in, n_out))
""",
        ),
        (
            "Glorot's mean of both",
            {"test-weights"},
            """\
def leaky_weights(n_in, n_out, s, rng):
    return rng.normal(0, math.sqrt(4 / ((1 + s * s) * (n_in + n_out))), size=(n_in, n_out))
""",
        ),
        (
            "uniform, its limit taken for its spread",
            {"test-weights"},
            """\
def leaky_weights(n_in, n_out, s, rng):
    limit = math.sqrt(2 / ((1 + s * s) * n_in))
    return rng.uniform(-limit, limit, size=(n_in, n_out))
""",
        ),
        (
            "all weights positive",
            {"test-weights"},
            """\
def leaky_weights(n_in, n_out, s, rng):
    return abs(rng.normal(0, math.sqrt(2 / ((1 + s * s) * n_in)), size=(n_in, n_out)))
""",
        ),
        (
            "shape turned",
            {"test-weights"},
            """\
def leaky_weights(n_in, n_out, s, rng):
    return rng.normal(0, math.sqrt(2 / ((1 + s * s) * n_in)), size=(n_out, n_in))
""",
        ),
        (
            "a seed of its own",
            {"test-weights"},
            """\
def leaky_weights(n_in, n_out, s, rng):
    return np.random.default_rng(0).normal(0, math.sqrt(2 / ((1 + s * s) * n_in)), (n_in, n_out))
""",
        ),
    ],
}
