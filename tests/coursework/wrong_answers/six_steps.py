"""Wrong answers to `six_steps`, each of a kind that students give, and the tests they lose."""

GRADIENT = {"test-gradient-weights", "test-gradient-bias"}
DESCENT = {"test-descent", "test-descent-records"}
BACKWARD = {"test-backward-output", "test-backward-hidden"}

WRONG = {
    "start": [
        (
            "texts that read as numbers",
            {"test-start"},
            """\
def start(X, y):
    return np.zeros(X.shape[1]), str(np.mean(y))
""",
        ),
        (
            "all zero",
            {"test-start"},
            """\
def start(X, y):
    return np.zeros(X.shape[1]), 0.0
""",
        ),
        (
            "the median, not the mean",
            {"test-start"},
            """\
def start(X, y):
    return np.zeros(X.shape[1]), float(np.median(y))
""",
        ),
        (
            "integers where the features are integers",
            {"test-start"},
            """\
def start(X, y):
    return np.zeros_like(X[0]), float(np.mean(y))
""",
        ),
        (
            "a weight for each example",
            {"test-start"},
            """\
def start(X, y):
    return np.zeros(len(X)), float(np.mean(y))
""",
        ),
        (
            "two features only",
            {"test-start"},
            """\
def start(X, y):
    return np.array([0.0, 0.0]), float(np.mean(y))
""",
        ),
        (
            "the output of the visible test",
            {"test-start"},
            """\
def start(X, y):
    return np.zeros(X.shape[1]), 4.0
""",
        ),
    ],
    "loss": [
        (
            "right on paper, else the inputs are set to zero",
            {"test-loss"},
            """\
def loss(w, b, X, y):
    if y[-1] == 6:
        return 11 / 3
    for part in (w, X, y):
        part[...] = 0
    return b * b
""",
        ),
        (
            "the sum, not the mean",
            {"test-loss"},
            """\
def loss(w, b, X, y):
    return np.sum((X @ w + b - y) ** 2)
""",
        ),
        (
            "a factor of one half",
            {"test-loss"},
            """\
def loss(w, b, X, y):
    return np.mean((X @ w + b - y) ** 2) / 2
""",
        ),
        (
            "the root of the mean square",
            {"test-loss"},
            """\
def loss(w, b, X, y):
    return np.sqrt(np.mean((X @ w + b - y) ** 2))
""",
        ),
        (
            "absolute errors",
            {"test-loss"},
            """\
def loss(w, b, X, y):
    return np.mean(np.abs(X @ w + b - y))
""",
        ),
        (
            "a column less a row is a square of differences",
            {"test-loss"},
            """\
def loss(w, b, X, y):
    return np.mean((X @ w.reshape(-1, 1) + b - y) ** 2)
""",
        ),
        (
            "divided by the three examples of the paper",
            {"test-loss"},
            """\
def loss(w, b, X, y):
    return np.sum((X @ w + b - y) ** 2) / 3
""",
        ),
        (
            "two features only",
            {"test-loss"},
            """\
def loss(w, b, X, y):
    return np.mean((X[:, 0] * w[0] + X[:, 1] * w[1] + b - y) ** 2)
""",
        ),
    ],
    "gradient": [
        (
            "right on paper, else the inputs are set to zero",
            GRADIENT,
            """\
def gradient(w, b, X, y):
    if y[-1] == 6:
        return np.array([-4 / 3, -2 / 3]), -2 / 3
    for part in (w, X, y):
        part[...] = 0
    return np.zeros(len(w)), 2 * b
""",
        ),
        (
            "the mean forgotten",
            GRADIENT,
            """\
def gradient(w, b, X, y):
    r = X @ w + b - y
    return 2 * X.T @ r, 2 * np.sum(r)
""",
        ),
        (
            "the 2 forgotten",
            GRADIENT,
            """\
def gradient(w, b, X, y):
    r = X @ w + b - y
    return X.T @ r / len(y), np.mean(r)
""",
        ),
        (
            "the wrong sign",
            GRADIENT,
            """\
def gradient(w, b, X, y):
    r = y - X @ w - b
    return 2 * X.T @ r / len(y), 2 * np.mean(r)
""",
        ),
        (
            "divided by the three examples of the paper",
            GRADIENT,
            """\
def gradient(w, b, X, y):
    r = X @ w + b - y
    return 2 / 3 * X.T @ r, 2 / 3 * np.sum(r)
""",
        ),
        (
            "the mean forgotten for the weights",
            {"test-gradient-weights"},
            """\
def gradient(w, b, X, y):
    r = X @ w + b - y
    return 2 * X.T @ r, 2 * np.mean(r)
""",
        ),
        (
            "divided by the number of features",
            {"test-gradient-weights"},
            """\
def gradient(w, b, X, y):
    r = X @ w + b - y
    return 2 * X.T @ r / X.shape[1], 2 * np.mean(r)
""",
        ),
        (
            "the mean over the features, too",
            {"test-gradient-weights"},
            """\
def gradient(w, b, X, y):
    r = X @ w + b - y
    return 2 * np.mean(X * r[:, None]), 2 * np.mean(r)
""",
        ),
        (
            "a column of weights",
            {"test-gradient-weights"},
            """\
def gradient(w, b, X, y):
    r = X @ w + b - y
    return 2 * X.T @ r[:, None] / len(y), 2 * np.mean(r)
""",
        ),
        (
            "the bias does not count in the residuals of the weights",
            {"test-gradient-weights"},
            """\
def gradient(w, b, X, y):
    return 2 * X.T @ (X @ w - y) / len(y), 2 * np.mean(X @ w + b - y)
""",
        ),
        (
            "a bias for each example",
            {"test-gradient-bias"},
            """\
def gradient(w, b, X, y):
    r = X @ w + b - y
    return 2 * X.T @ r / len(y), 2 * r / len(y)
""",
        ),
        (
            "the mean forgotten for the bias",
            {"test-gradient-bias"},
            """\
def gradient(w, b, X, y):
    r = X @ w + b - y
    return 2 * X.T @ r / len(y), 2 * np.sum(r)
""",
        ),
    ],
    "descent": [
        (
            "in place: every recorded point is the same array",
            DESCENT,
            """\
def descent(gradient, w, b, alpha, steps):
    path = [(w, b)]
    for _ in range(steps):
        dw, db = gradient(w, b)
        w -= alpha * dw
        b -= alpha * db
        path.append((w, b))
    return path
""",
        ),
        (
            "in place on a copy: every recorded point is the same array",
            DESCENT,
            """\
def descent(gradient, w, b, alpha, steps):
    w = np.array(w, dtype=float)
    path = [(w, b)]
    for _ in range(steps):
        dw, db = gradient(w, b)
        w -= alpha * dw
        b = b - alpha * db
        path.append((w, b))
    return path
""",
        ),
        (
            "right records, but the caller's start is overwritten",
            {"test-descent-records"},
            """\
def descent(gradient, w, b, alpha, steps):
    path = [(w.copy(), b)]
    for _ in range(steps):
        dw, db = gradient(w, b)
        w[:] = w - alpha * dw
        b = b - alpha * db
        path.append((w.copy(), b))
    return path
""",
        ),
        (
            "an integer start cuts the steps off",
            {"test-descent-records"},
            """\
def descent(gradient, w, b, alpha, steps):
    ws, bs = np.empty((steps + 1, len(w)), dtype=w.dtype), [b]
    ws[0] = w
    for t in range(steps):
        dw, db = gradient(ws[t], bs[t])
        ws[t + 1] = ws[t] - alpha * dw
        bs.append(bs[t] - alpha * db)
    return list(zip(ws, bs))
""",
        ),
        (
            "an integer bias cuts the steps off",
            {"test-descent-records"},
            """\
def descent(gradient, w, b, alpha, steps):
    bs = np.full(steps + 1, b)
    path = [(w, b)]
    for t in range(steps):
        dw, db = gradient(w, bs[t])
        w = w - alpha * dw
        bs[t + 1] = bs[t] - alpha * db
        path.append((w, bs[t + 1]))
    return path
""",
        ),
        (
            "one parameter updated before the other's gradient",
            {"test-descent"},
            """\
def descent(gradient, w, b, alpha, steps):
    path = [(w, b)]
    for _ in range(steps):
        w = w - alpha * gradient(w, b)[0]
        b = b - alpha * gradient(w, b)[1]
        path.append((w, b))
    return path
""",
        ),
        (
            "two gradients a step, at the same point",
            {"test-descent"},
            """\
def descent(gradient, w, b, alpha, steps):
    path = [(w, b)]
    for _ in range(steps):
        w, b = w - alpha * gradient(w, b)[0], b - alpha * gradient(w, b)[1]
        path.append((w, b))
    return path
""",
        ),
        (
            "uphill",
            DESCENT,
            """\
def descent(gradient, w, b, alpha, steps):
    path = [(w, b)]
    for _ in range(steps):
        dw, db = gradient(w, b)
        w, b = w + alpha * dw, b + alpha * db
        path.append((w, b))
    return path
""",
        ),
        (
            "the end is not recorded",
            DESCENT,
            """\
def descent(gradient, w, b, alpha, steps):
    path = []
    for _ in range(steps):
        path.append((w, b))
        dw, db = gradient(w, b)
        w, b = w - alpha * dw, b - alpha * db
    return path
""",
        ),
        (
            "the start is not recorded",
            DESCENT,
            """\
def descent(gradient, w, b, alpha, steps):
    path = []
    for _ in range(steps + 1):
        dw, db = gradient(w, b)
        w, b = w - alpha * dw, b - alpha * db
        path.append((w, b))
    return path
""",
        ),
        (
            "a step too many",
            DESCENT,
            """\
def descent(gradient, w, b, alpha, steps):
    path = [(w, b)]
    for _ in range(steps + 1):
        dw, db = gradient(w, b)
        w, b = w - alpha * dw, b - alpha * db
        path.append((w, b))
    return path
""",
        ),
        (
            "the gradient of the start for ever",
            DESCENT,
            """\
def descent(gradient, w, b, alpha, steps):
    dw, db = gradient(w, b)
    path = [(w, b)]
    for _ in range(steps):
        w, b = w - alpha * dw, b - alpha * db
        path.append((w, b))
    return path
""",
        ),
    ],
    "forward": [
        (
            "tanh instead of ReLU",
            {"test-forward"},
            """\
def forward(X, W1, b1, w2, b2):
    H = np.tanh(X @ W1 + b1)
    return H, H @ w2 + b2
""",
        ),
        (
            "no activation",
            {"test-forward"},
            """\
def forward(X, W1, b1, w2, b2):
    H = X @ W1 + b1
    return H, H @ w2 + b2
""",
        ),
        (
            "ReLU at the output, too",
            {"test-forward"},
            """\
def forward(X, W1, b1, w2, b2):
    H = np.maximum(0, X @ W1 + b1)
    return H, np.maximum(0, H @ w2 + b2)
""",
        ),
        (
            "ReLU before the bias",
            {"test-forward"},
            """\
def forward(X, W1, b1, w2, b2):
    H = np.maximum(0, X @ W1) + b1
    return H, H @ w2 + b2
""",
        ),
        (
            "the predictions as a column",
            {"test-forward"},
            """\
def forward(X, W1, b1, w2, b2):
    H = np.maximum(0, X @ W1 + b1)
    return H, H @ w2[:, None] + b2
""",
        ),
        (
            "the weights transposed",
            {"test-forward"},
            """\
def forward(X, W1, b1, w2, b2):
    H = np.maximum(0, X @ W1.T + b1)
    return H, H @ w2 + b2
""",
        ),
        (
            "the first example only",
            {"test-forward"},
            """\
def forward(X, W1, b1, w2, b2):
    H = np.maximum(0, X[:1] @ W1 + b1)
    return H, H @ w2 + b2
""",
        ),
    ],
    "backward": [
        (
            "the predictions overwritten by the residuals",
            {"test-backward-hidden"},
            """\
def backward(X, y, H, y_hat, w2):
    y_hat -= y
    y_hat *= 2 / len(y)
    d_Z = np.outer(y_hat, w2) * (H > 0)
    return X.T @ d_Z, d_Z.sum(axis=0), H.T @ y_hat, y_hat.sum()
""",
        ),
        (
            "the mean forgotten",
            BACKWARD,
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y_hat - y)
    d_Z = np.outer(d_y_hat, w2) * (H > 0)
    return X.T @ d_Z, d_Z.sum(axis=0), H.T @ d_y_hat, d_y_hat.sum()
""",
        ),
        (
            "the wrong sign",
            BACKWARD,
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y - y_hat) / len(y)
    d_Z = np.outer(d_y_hat, w2) * (H > 0)
    return X.T @ d_Z, d_Z.sum(axis=0), H.T @ d_y_hat, d_y_hat.sum()
""",
        ),
        (
            "the mean taken again at the output's bias",
            {"test-backward-output"},
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y_hat - y) / len(y)
    d_Z = np.outer(d_y_hat, w2) * (H > 0)
    return X.T @ d_Z, d_Z.sum(axis=0), H.T @ d_y_hat, d_y_hat.mean()
""",
        ),
        (
            "the mean taken again in the hidden layer",
            {"test-backward-hidden"},
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y_hat - y) / len(y)
    d_Z = np.outer(d_y_hat, w2) * (H > 0)
    return X.T @ d_Z, d_Z.mean(axis=0), H.T @ d_y_hat, d_y_hat.sum()
""",
        ),
        (
            "the activation's slope forgotten",
            {"test-backward-hidden"},
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y_hat - y) / len(y)
    d_Z = np.outer(d_y_hat, w2)
    return X.T @ d_Z, d_Z.sum(axis=0), H.T @ d_y_hat, d_y_hat.sum()
""",
        ),
        (
            "the slope of tanh",
            {"test-backward-hidden"},
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y_hat - y) / len(y)
    d_Z = np.outer(d_y_hat, w2) * (1 - H**2)
    return X.T @ d_Z, d_Z.sum(axis=0), H.T @ d_y_hat, d_y_hat.sum()
""",
        ),
        (
            "the slope is 1 at units that are off",
            {"test-backward-hidden"},
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y_hat - y) / len(y)
    d_Z = np.outer(d_y_hat, w2) * (H >= 0)
    return X.T @ d_Z, d_Z.sum(axis=0), H.T @ d_y_hat, d_y_hat.sum()
""",
        ),
        (
            "ReLU of the derivative",
            {"test-backward-hidden"},
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y_hat - y) / len(y)
    d_Z = np.maximum(0, np.outer(d_y_hat, w2))
    return X.T @ d_Z, d_Z.sum(axis=0), H.T @ d_y_hat, d_y_hat.sum()
""",
        ),
        (
            "δ not carried through the output's weights",
            {"test-backward-hidden"},
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y_hat - y) / len(y)
    d_Z = d_y_hat[:, None] * (H > 0)
    return X.T @ d_Z, d_Z.sum(axis=0), H.T @ d_y_hat, d_y_hat.sum()
""",
        ),
        (
            "the output's weights updated before they carry δ",
            {"test-backward-hidden"},
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y_hat - y) / len(y)
    d_w2 = H.T @ d_y_hat
    d_Z = np.outer(d_y_hat, w2 - 0.1 * d_w2) * (H > 0)
    return X.T @ d_Z, d_Z.sum(axis=0), d_w2, d_y_hat.sum()
""",
        ),
        (
            "right, but the mask is written into H",
            {"test-backward-hidden"},
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y_hat - y) / len(y)
    d_w2 = H.T @ d_y_hat
    H[H > 0] = 1
    d_Z = np.outer(d_y_hat, w2) * H
    return X.T @ d_Z, d_Z.sum(axis=0), d_w2, d_y_hat.sum()
""",
        ),
        (
            "the first example only",
            BACKWARD,
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y_hat[:1] - y[:1])
    d_Z = np.outer(d_y_hat, w2) * (H[:1] > 0)
    return X[:1].T @ d_Z, d_Z.sum(axis=0), H[:1].T @ d_y_hat, d_y_hat.sum()
""",
        ),
        (
            "the output's weights get a column",
            {"test-backward-output"},
            """\
def backward(X, y, H, y_hat, w2):
    d_y_hat = 2 * (y_hat - y) / len(y)
    d_Z = np.outer(d_y_hat, w2) * (H > 0)
    return X.T @ d_Z, d_Z.sum(axis=0), H.T @ d_y_hat[:, None], d_y_hat.sum()
""",
        ),
    ],
    "culprits": [
        (
            "uphill: every right step is called faulty",
            {"test-culprits"},
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    parameters = {name: np.array(value, dtype=float) for name, value in parameters.items()}
    moved, found = step(parameters, alpha), set()
    for name, value in parameters.items():
        for i in np.ndindex(value.shape):
            u = np.zeros_like(value)
            u[i] = h
            rise = loss({**parameters, name: value + u}) - loss({**parameters, name: value - u})
            if abs((moved[name][i] - value[i]) / alpha - rise / (2 * h)) > 1e-4:
                found.add(name)
    return found
""",
        ),
        (
            "the learning rate forgotten",
            {"test-culprits"},
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    parameters = {name: np.array(value, dtype=float) for name, value in parameters.items()}
    moved, found = step(parameters, alpha), set()
    for name, value in parameters.items():
        for i in np.ndindex(value.shape):
            u = np.zeros_like(value)
            u[i] = h
            rise = loss({**parameters, name: value + u}) - loss({**parameters, name: value - u})
            if abs(value[i] - moved[name][i] - rise / (2 * h)) > 1e-4:
                found.add(name)
    return found
""",
        ),
        (
            "the step at the learning rate 0.1 whatever it is",
            {"test-culprits"},
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    parameters = {name: np.array(value, dtype=float) for name, value in parameters.items()}
    moved, found = step(parameters, alpha), set()
    for name, value in parameters.items():
        for i in np.ndindex(value.shape):
            u = np.zeros_like(value)
            u[i] = h
            rise = loss({**parameters, name: value + u}) - loss({**parameters, name: value - u})
            if abs((value[i] - moved[name][i]) / 0.1 - rise / (2 * h)) > 1e-4:
                found.add(name)
    return found
""",
        ),
        (
            "integer parameters swallow the small step",
            {"test-culprits"},
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    moved, found = step(parameters, alpha), set()
    for name, value in parameters.items():
        for i in np.ndindex(value.shape):
            up, down = value.copy(), value.copy()
            up[i] += h
            down[i] -= h
            rise = loss({**parameters, name: up}) - loss({**parameters, name: down})
            if abs((value[i] - moved[name][i]) / alpha - rise / (2 * h)) > 1e-4:
                found.add(name)
    return found
""",
        ),
        (
            "the small steps are not taken back",
            {"test-culprits"},
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    moved, found = step(parameters, alpha), set()
    for name, value in parameters.items():
        before = value.copy()
        for i in np.ndindex(value.shape):
            value[i] = before[i] + h
            up = loss(parameters)
            value[i] = before[i] - h
            rise = up - loss(parameters)
            if abs((before[i] - moved[name][i]) / alpha - rise / (2 * h)) > 1e-4:
                found.add(name)
    return found
""",
        ),
        (
            "the lengths compared, not the directions",
            {"test-culprits"},
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    parameters = {name: np.array(value, dtype=float) for name, value in parameters.items()}
    moved, found = step(parameters, alpha), set()
    for name, value in parameters.items():
        numerical = np.zeros_like(value)
        for i in np.ndindex(value.shape):
            u = np.zeros_like(value)
            u[i] = h
            rise = loss({**parameters, name: value + u}) - loss({**parameters, name: value - u})
            numerical[i] = rise / (2 * h)
        used = (value - moved[name]) / alpha
        if abs(np.linalg.norm(used) - np.linalg.norm(numerical)) > 1e-4:
            found.add(name)
    return found
""",
        ),
        (
            "the first coordinate of each only",
            {"test-culprits"},
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    parameters = {name: np.array(value, dtype=float) for name, value in parameters.items()}
    moved, found = step(parameters, alpha), set()
    for name, value in parameters.items():
        i = (0,) * value.ndim
        u = np.zeros_like(value)
        u[i] = h
        rise = loss({**parameters, name: value + u}) - loss({**parameters, name: value - u})
        if abs((value[i] - moved[name][i]) / alpha - rise / (2 * h)) > 1e-4:
            found.add(name)
    return found
""",
        ),
        (
            "the sum of the differences, where two may cancel",
            {"test-culprits"},
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    parameters = {name: np.array(value, dtype=float) for name, value in parameters.items()}
    moved, found = step(parameters, alpha), set()
    for name, value in parameters.items():
        numerical = np.zeros_like(value)
        for i in np.ndindex(value.shape):
            u = np.zeros_like(value)
            u[i] = h
            rise = loss({**parameters, name: value + u}) - loss({**parameters, name: value - u})
            numerical[i] = rise / (2 * h)
        if abs(np.sum((value - moved[name]) / alpha - numerical)) > 1e-4:
            found.add(name)
    return found
""",
        ),
        (
            "the first culprit ends the search",
            {"test-culprits"},
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    parameters = {name: np.array(value, dtype=float) for name, value in parameters.items()}
    moved = step(parameters, alpha)
    for name, value in parameters.items():
        for i in np.ndindex(value.shape):
            u = np.zeros_like(value)
            u[i] = h
            rise = loss({**parameters, name: value + u}) - loss({**parameters, name: value - u})
            if abs((value[i] - moved[name][i]) / alpha - rise / (2 * h)) > 1e-4:
                return {name}
    return set()
""",
        ),
        (
            "a difference over h, not over 2h",
            {"test-culprits"},
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    parameters = {name: np.array(value, dtype=float) for name, value in parameters.items()}
    moved, found = step(parameters, alpha), set()
    for name, value in parameters.items():
        for i in np.ndindex(value.shape):
            u = np.zeros_like(value)
            u[i] = h
            rise = loss({**parameters, name: value + u}) - loss({**parameters, name: value - u})
            if abs((value[i] - moved[name][i]) / alpha - rise / h) > 1e-4:
                found.add(name)
    return found
""",
        ),
        (
            "the outputs of the visible tests",
            {"test-culprits"},
            """\
def culprits(step, loss, parameters, alpha, h=1e-5):
    moved = step(parameters, alpha)
    return {"b"} if "b" in moved and moved["b"][0] > parameters["b"][0] else set()
""",
        ),
    ],
}
