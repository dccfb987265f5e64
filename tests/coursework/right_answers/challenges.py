"""Right answers to `challenges` that are written in another way than ours."""

RIGHT = {
    "diagnosis": [
        (
            "by other marks",
            """\
def diagnosis():
    found = dict.fromkeys("ABCDEF")
    for name, seen in CHARTS.items():
        (low, high), rate, lengths = seen["curvatures"], seen["rate"], seen["lengths"]
        if seen["valley"] is None:
            found[name] = "vanishing gradient"
        elif lengths[0] > 50 * lengths[-1] and low < 0:
            found[name] = "saddle"
        elif high > 20 * seen["valley"]:
            found[name] = "exploding gradient"
        elif rate * high < 0.01:
            found[name] = "rate too small"
        elif seen["losses"][-1] > seen["losses"][0]:
            found[name] = "rate too large"
        else:
            found[name] = "ravine"
    return found
""",
        ),
        (
            "the names, written down",
            """\
def diagnosis():
    return {
        name: (
            "rate too large",
            "rate too small",
            "ravine",
            "saddle",
            "exploding gradient",
            "vanishing gradient",
        )[i]
        for name, i in zip("ABCDEF", ORDER)
    }
""",
        ),
    ],
    "rate": [
        (
            "the whole Hessian, and the best rate",
            """\
def fitting_rate(gradient, start):
    g, n = gradient(start), len(start)
    H = np.array([gradient(start + e) - g for e in np.eye(n)])
    values = np.linalg.eigvalsh((H + H.T) / 2)
    return 2 / (values[0] + values[-1])
""",
        ),
        (
            "power iteration from a vector of ones, with centred differences",
            """\
def fitting_rate(gradient, start):
    d = np.ones_like(start) / len(start) ** 0.5
    for _ in range(25):
        Hd = (gradient(start + d) - gradient(start - d)) / 2
        top = d @ Hd
        d = Hd / np.linalg.norm(Hd)
    return np.asarray(1.5 / top)
""",
        ),
        (
            "the trace",
            """\
def fitting_rate(gradient, start):
    g, trace = gradient(start), 0.0
    for j in range(len(start)):
        e = np.zeros(len(start))
        e[j] = 1e-3
        trace += (gradient(start + e) - g)[j] / 1e-3
    return 1 / trace
""",
        ),
        (
            "the turning gradient of a run",
            """\
def fitting_rate(gradient, start):
    d = -gradient(start)
    g = -d
    for _ in range(40):
        d /= np.sqrt(np.sum(d * d))
        d = gradient(start + d) - g
        top = np.sqrt(np.sum(d * d))
    return 1 / top
""",
        ),
    ],
    "ravine": [
        (
            "the sample's standard deviation, a smaller rate, a list",
            """\
def fit_in_units(gradient, X):
    mean, std = np.mean(X, axis=0), np.std(X, axis=0, ddof=1)
    Z, theta = (X - mean) / std, np.random.default_rng(0).normal(size=X.shape[1] + 1)
    for _ in range(100):
        theta = theta - 0.25 * gradient(theta, Z)
    w = [theta[j] / std[j] for j in range(len(std))]
    b = theta[-1] - sum(w[j] * mean[j] for j in range(len(std)))
    return [*w, b]
""",
        ),
        (
            "feature by feature, momentum-free, fewer steps",
            """\
def fit_in_units(gradient, X):
    columns, mu, s = [], [], []
    for x in X.T:
        mu.append(x.mean())
        s.append(x.std() + 1e-12)
        columns.append((x - mu[-1]) / s[-1])
    standard = np.stack(columns, axis=1)
    theta = np.zeros(len(mu) + 1)
    for _ in range(60):
        theta -= 0.45 * gradient(theta.copy(), standard)
    w = theta[:-1] / np.array(s)
    return np.concatenate([w, [theta[-1] - np.dot(w, mu)]])
""",
        ),
        (
            "a matrix that turns the parameters back",
            """\
def fit_in_units(gradient, X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    n = len(mean)
    back = np.zeros((n + 1, n + 1))
    back[:n, :n] = np.diag(1 / std)
    back[n, :n] = -mean / std
    back[n, n] = 1
    theta = np.zeros(n + 1)
    for _ in range(100):
        theta = theta - 0.4 * gradient(theta, (X - mean) / std)
    return back @ theta
""",
        ),
    ],
    "nudge": [
        (
            "eig, and the other sign",
            """\
def nudged(gradient, theta, size):
    n, h = len(theta), 1e-5
    H = np.empty((n, n))
    for j in range(n):
        e = np.zeros(n)
        e[j] = 1
        H[:, j] = (gradient(theta + h * e) - gradient(theta - h * e)) / (2 * h)
    values, vectors = np.linalg.eig(H)
    j = np.argmin(values.real)
    if values[j].real >= -0.001:
        return theta
    return theta - size * vectors[:, j].real
""",
        ),
        (
            "a larger h, changed and put back in a copy, a list",
            """\
def nudged(gradient, theta, size):
    at, columns = np.copy(theta), []
    for j in range(len(theta)):
        at[j] = theta[j] + 1e-3
        up = np.array(gradient(at))
        at[j] = theta[j] - 1e-3
        columns.append((up - gradient(at)) / 2e-3)
        at[j] = theta[j]
    values, vectors = np.linalg.eigh(np.column_stack(columns))
    if values.min() < -0.001:
        return list(theta + size * vectors.T[0])
    return list(theta)
""",
        ),
        (
            "a very small h",
            """\
def nudged(gradient, theta, size):
    h = 1e-7
    H = np.array([gradient(theta + h * e) - gradient(theta - h * e) for e in np.eye(len(theta))])
    values, vectors = np.linalg.eigh(H / (2 * h))
    away = vectors[:, int(values.argmin())]
    return theta + size * away / np.linalg.norm(away) * (values.min() < -1e-3)
""",
        ),
    ],
    "clip": [
        (
            "all in one vector",
            """\
def clip_together(gradients, c):
    norm = np.linalg.norm(np.concatenate([np.ravel(G) for G in gradients]))
    if norm <= c:
        return gradients
    return [c / norm * G for G in gradients]
""",
        ),
        (
            "a tuple, a norm of norms",
            """\
def clip_together(gradients, c):
    norm = np.hypot.reduce([np.linalg.norm(G) for G in gradients])
    return tuple(G * c / max(norm, c) for G in gradients)
""",
        ),
        (
            "copies, number by number",
            """\
def clip_together(gradients, c):
    total = sum(g**2 for G in gradients for g in G.flat) ** 0.5
    new = [G.astype(float) for G in gradients]
    if total > c:
        for G in new:
            G *= c / total
    return new
""",
        ),
    ],
    "weights": [
        (
            "standard normal numbers",
            """\
def leaky_weights(n_in, n_out, s, rng):
    return rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in / (1 + s**2))
""",
        ),
        (
            "a uniform distribution",
            """\
def leaky_weights(n_in, n_out, s, rng):
    a = math.sqrt(3 * 2 / ((1 + s**2) * n_in))
    return rng.uniform(-a, a, size=(n_in, n_out))
""",
        ),
        (
            "random signs, unit by unit",
            """\
def leaky_weights(n_in, n_out, s, rng):
    share = (1 + s**2) / 2
    columns = [rng.choice([-1, 1], size=n_in) for _ in range(n_out)]
    return np.stack(columns, axis=1) / (n_in * share) ** 0.5
""",
        ),
    ],
}
