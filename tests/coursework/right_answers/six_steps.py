"""Right answers to `six_steps` that are written in another way than ours."""

RIGHT = {
    "start": [
        (
            "lists, and the mean by the sum of the parts",
            """\
def start(X, y):
    m, n = np.shape(X)
    return [0.0] * n, sum(y_i / m for y_i in y)
""",
        ),
        (
            "the best constant by least squares",
            """\
def start(X, y):
    (b,) = np.linalg.lstsq(np.ones((len(y), 1)), y)[0]
    return [np.zeros(X.shape[1], dtype=np.float32), b]
""",
        ),
        (
            "an array without dimensions",
            """\
def start(X, y):
    return np.zeros_like(X[0], dtype=float), np.asarray(np.average(y))
""",
        ),
    ],
    "loss": [
        (
            "the scalar product of the residuals",
            """\
def loss(w, b, X, y):
    r = y - (np.dot(X, w) + b)
    return r @ r / len(y)
""",
        ),
        (
            "a norm",
            """\
def loss(w, b, X, y):
    return float(np.linalg.norm((X * w).sum(axis=1) + b - y) ** 2 / X.shape[0])
""",
        ),
        (
            "a column of ones",
            """\
def loss(w, b, X, y):
    A = np.hstack([X, np.ones((len(X), 1))])
    return np.asarray(np.square(A @ np.append(w, b) - y).mean())
""",
        ),
    ],
    "gradient": [
        (
            "row by row, as a list",
            """\
def gradient(w, b, X, y):
    r = np.array([x @ w + b - t for x, t in zip(X, y)])
    dw = [2 / len(y) * sum(r[i] * X[i, j] for i in range(len(y))) for j in range(len(w))]
    return [dw, 2 / len(y) * sum(r)]
""",
        ),
        (
            "a column of ones",
            """\
def gradient(w, b, X, y):
    A = np.column_stack([X, np.ones(len(X))])
    both = (A @ np.append(w, b) - y) @ A * 2 / len(A)
    return both[:-1], both[-1]
""",
        ),
        (
            "residuals of the other sign, the mean over an axis",
            """\
def gradient(w, b, X, y):
    r = y - X.dot(w) - b
    return np.mean(-2 * X * r[:, np.newaxis], axis=0), float(np.mean(-2 * r))
""",
        ),
    ],
    "descent": [
        (
            "copies that are changed in place",
            """\
def descent(gradient, w, b, alpha, steps):
    w, b = np.array(w, dtype=float), float(b)
    path = [(w.copy(), b)]
    for _ in range(steps):
        dw, db = gradient(w, b)
        w -= alpha * np.asarray(dw)
        b -= alpha * db
        path.append((w.copy(), b))
    return path
""",
        ),
        (
            "one vector for all, pairs as lists",
            """\
def descent(gradient, w, b, alpha, steps):
    theta, points = np.append(w, b).astype(float), []
    while True:
        points.append([theta[:-1].tolist(), theta[-1]])
        if len(points) == steps + 1:
            return tuple(points)
        dw, db = gradient(theta[:-1], theta[-1])
        theta = theta - alpha * np.append(dw, db)
""",
        ),
        (
            "from the last point of the path",
            """\
def descent(gradient, w, b, alpha, steps):
    path = [(w, b)]
    while len(path) <= steps:
        g = gradient(*path[-1])
        path += [tuple(old - alpha * d for old, d in zip(path[-1], g))]
    return path
""",
        ),
    ],
    "forward": [
        (
            "where, and a sum over the units",
            """\
def forward(X, W1, b1, w2, b2):
    Z = np.einsum("ij,jk->ik", X, W1) + b1[None, :]
    H = np.where(Z > 0, Z, 0)
    return [H, (H * w2).sum(axis=1) + b2]
""",
        ),
        (
            "the positive part by a product, and a column made flat",
            """\
def forward(X, W1, b1, w2, b2):
    Z = np.dot(X, W1) + b1
    H = Z * (Z >= 0)
    return H, (H @ w2.reshape(-1, 1) + b2).ravel()
""",
        ),
        (
            "example by example",
            """\
def forward(X, W1, b1, w2, b2):
    H = [[max(0.0, z) for z in x @ W1 + b1] for x in X]
    return H, [float(np.dot(h, w2)) + b2 for h in H]
""",
        ),
    ],
    "backward": [
        (
            "example by example",
            """\
def backward(X, y, H, y_hat, w2):
    d_W1, d_b1 = np.zeros((X.shape[1], len(w2))), np.zeros(len(w2))
    d_w2, d_b2 = np.zeros(len(w2)), 0.0
    for x, t, h, p in zip(X, y, H, y_hat):
        d = 2 * (p - t)
        d_w2 += d * h
        d_b2 += d
        d_z = d * np.where(h > 0, w2, 0)
        d_b1 += d_z
        d_W1 += np.outer(x, d_z)
    return [d_W1 / len(y), d_b1 / len(y), d_w2 / len(y), d_b2 / len(y)]
""",
        ),
        (
            "columns, and the mean at the end",
            """\
def backward(X, y, H, y_hat, w2):
    m = len(y)
    r = (y_hat - y)[:, None]
    slope = H.copy()
    slope[slope != 0] = 1
    delta = (r @ w2[None, :]) * slope
    d_w2 = (2 / m * (r.T @ H)).ravel()
    return 2 / m * (X.T @ delta), np.mean(2 * delta, axis=0), d_w2, 2 * np.mean(r)
""",
        ),
        (
            "sums over indices",
            """\
def backward(X, y, H, y_hat, w2):
    d = -2 / y.size * (y - y_hat)
    d_H = np.einsum("i,j->ij", d, w2)
    d_Z = np.where(H == 0, 0.0, d_H)
    d_W1 = np.einsum("in,ik->nk", X, d_Z)
    return d_W1.tolist(), np.ones(len(y)) @ d_Z, d @ H, float(sum(d))
""",
        ),
    ],
    "culprits": [
        (
            "all parameters as one vector",
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    shapes = {name: np.shape(part) for name, part in parameters.items()}
    theta = np.concatenate([np.ravel(part) for part in parameters.values()]).astype(float)

    def named(vector):
        parts, first = {}, 0
        for name, shape in shapes.items():
            size = int(np.prod(shape))
            parts[name] = vector[first : first + size].reshape(shape)
            first += size
        return parts

    def slope(u):
        return (loss(named(theta + u)) - loss(named(theta - u))) / (2 * h)

    n = [slope(u) for u in h * np.eye(len(theta))]
    true, moved = named(np.array(n)), step(named(theta.copy()), alpha)
    used = {name: (part - moved[name]) / alpha for name, part in named(theta).items()}
    return {name for name in shapes if np.max(np.abs(used[name] - true[name])) > 1e-4}
""",
        ),
        (
            "coordinates that are changed and put back, in a copy",
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    after = step({name: part.copy() for name, part in parameters.items()}, alpha)
    found = []
    for name in parameters:
        trial = {other: part.astype("float64") for other, part in parameters.items()}
        for i, old in np.ndenumerate(parameters[name]):
            trial[name][i] = old + h
            up = loss(trial)
            trial[name][i] = old - h
            down = loss(trial)
            trial[name][i] = old
            if abs((old - after[name][i]) / alpha - (up - down) / 2 / h) > 1e-4:
                found.append(name)
    return frozenset(found)
""",
        ),
        (
            "flat views of copies",
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    parameters = {name: 1.0 * part for name, part in parameters.items()}
    new, wrong = step(dict(parameters), alpha), set()
    for name, part in parameters.items():
        for k in range(part.size):
            values = []
            for sign in (+1, -1):
                moved = part.copy()
                moved.flat[k] += sign * h
                values.append(loss(parameters | {name: moved}))
            used = (part.flat[k] - np.ravel(new[name])[k]) / alpha
            if not np.isclose(used, (values[0] - values[1]) / (2 * h), rtol=0, atol=1e-4):
                wrong.add(name)
    return wrong
""",
        ),
    ],
}
