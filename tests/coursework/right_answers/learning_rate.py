"""Right answers to `learning_rate` that are written in another way than ours."""

RIGHT = {
    "hessian": [
        (
            "random points and a system of equations",
            """\
def hessian(gradient, size):
    rng = np.random.default_rng(0)
    points = rng.normal(size=(size + 1, size))
    g = np.array([gradient(theta) for theta in points])
    affine = np.linalg.solve(np.column_stack([points, np.ones(size + 1)]), g)
    return affine[:-1].T
""",
        ),
        (
            "integer points, a row at a time",
            """\
def hessian(gradient, size):
    c = np.asarray(gradient(np.zeros(size, dtype=int)))
    rows = []
    for j in range(size):
        e = [0] * size
        e[j] = 1
        rows.append((gradient(np.array(e)) - c).tolist())
    return rows
""",
        ),
        (
            "long moves, made symmetric",
            """\
def hessian(gradient, size):
    H, c = np.empty((size, size)), gradient(np.ones(size))
    for j in range(size):
        theta = np.ones(size)
        theta[j] += 2.0
        H[:, j] = (gradient(theta) - c) / 2
    return (H + H.T) / 2
""",
        ),
    ],
    "rates": [
        (
            "eigvals, in no order",
            """\
def rates(H):
    values = np.linalg.eigvals(H)
    return 2 / max(values), 2 / (min(values) + max(values))
""",
        ),
        (
            "singular values, as a list",
            """\
def rates(H):
    s = np.linalg.svd(H, compute_uv=False)
    return [2 / s[0], 2 / (s[0] + s[-1])]
""",
        ),
        (
            "a named tuple",
            """\
from collections import namedtuple

Rates = namedtuple("Rates", ["bound", "best"])


def rates(H):
    low, *_, high = [*np.linalg.eigvalsh(H)] * 2
    return Rates(2 / high, 2 / (low + high))
""",
        ),
        (
            "norms, as an array",
            """\
def rates(H):
    steepest, flattest = np.linalg.norm(H, 2), 1 / np.linalg.norm(np.linalg.inv(H), 2)
    return np.array([2 / steepest, 1 / ((steepest + flattest) / 2)])
""",
        ),
    ],
    "steps": [
        (
            "by counting",
            """\
def steps(H, alpha, epsilon):
    factors = np.abs(1 - alpha * np.linalg.eigvals(H))
    if factors.max() >= 1:
        return np.inf
    k = 0
    while np.max(factors ** (2 * k)) > epsilon:
        k += 1
    return k
""",
        ),
        (
            "a logarithm of the square, as a float",
            """\
def steps(H, alpha, epsilon):
    values = np.linalg.eigh(H)[0]
    share = max((1 - alpha * values[0]) ** 2, (1 - alpha * values[-1]) ** 2)
    if share >= 1:
        return float("inf")
    with np.errstate(divide="ignore"):
        return max(1.0, np.ceil(np.log(epsilon) / np.log(share)))
""",
        ),
        (
            "the bound first",
            """\
def steps(H, alpha, epsilon):
    values = np.sort(np.linalg.eigvalsh(H))
    if alpha <= 0 or alpha >= 2 / values[-1]:
        return math.inf
    rho = max(abs(1 - alpha * v) for v in values)
    if rho == 0:
        return 1
    return max(int(math.ceil(0.5 * math.log(epsilon, rho))), 1)
""",
        ),
    ],
    "warmup_cosine": [
        (
            "a table of all rates",
            """\
def warmup_cosine(peak, warmup, total, last=0.0):
    up = np.linspace(0, peak, warmup + 1)[1:]
    s = np.linspace(0, 1, total - warmup + 1)[1:]
    rates = np.append(up, last + 0.5 * (peak - last) * (1 + np.cos(np.pi * s)))
    return lambda t: rates[min(t, total - 1)]
""",
        ),
        (
            "an object",
            """\
class Schedule:
    def __init__(self, peak, warmup, total, last):
        self.peak, self.warmup, self.total, self.last = peak, warmup, total, last

    def __call__(self, t):
        if t + 1 <= self.warmup:
            return (t + 1) * (self.peak / self.warmup)
        if t >= self.total:
            return self.last
        angle = math.pi * (t - (self.warmup - 1)) / (self.total - self.warmup)
        half = (self.peak - self.last) / 2
        return self.last + half + half * math.cos(angle)


def warmup_cosine(peak, warmup, total, last=0.0):
    return Schedule(peak, warmup, total, last)
""",
        ),
        (
            "clip, and the cosine of the half angle",
            """\
def warmup_cosine(peak, warmup, total, last=0.0):
    def rate(t):
        s = np.clip((t - warmup + 1) / (total - 1 - (warmup - 1)), 0, 1)
        wave = last + (peak - last) * np.cos(np.pi / 2 * s) ** 2
        return np.where(t < warmup, peak * (t + 1) / warmup, wave)

    return rate
""",
        ),
    ],
    "descent": [
        (
            "two loops and two counters",
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    theta = np.array(start) * 1.0
    path, t = [theta], 0
    for _ in range(epochs):
        for i in range(epoch_steps):
            theta = theta - schedule(t) * gradient(theta, i)
            path.append(theta)
            t += 1
    return path
""",
        ),
        (
            "an array to fill",
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    path = np.empty((epochs * epoch_steps + 1, len(start)))
    path[0] = start
    for e in range(epochs):
        for i in range(epoch_steps):
            t = e * epoch_steps + i
            path[t + 1] = path[t] - schedule(t) * np.asarray(gradient(path[t], i))
    return path
""",
        ),
        (
            "all rates first, a copy changed in place",
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    rates = [schedule(t) for t in range(epochs * epoch_steps)]
    theta = start.astype(float)
    path = [theta.tolist()]
    for t, alpha in enumerate(rates):
        theta -= alpha * gradient(theta.copy(), t % epoch_steps)
        path.append(theta.tolist())
    return np.vstack(path)
""",
        ),
    ],
    "finder": [
        (
            "geomspace, as lists",
            """\
def finder(loss, gradient, start, low, high, steps):
    theta, first, rates, losses = start, loss(start), [], []
    for alpha in np.geomspace(low, high, steps):
        theta = theta - alpha * np.asarray(gradient(theta))
        value = loss(theta)
        if np.isnan(value) or np.isinf(value) or value > 10 * first:
            break
        rates.append(alpha)
        losses.append(value)
    return [rates, losses]
""",
        ),
        (
            "one factor from rate to rate",
            """\
def finder(loss, gradient, start, low, high, steps):
    theta = start.astype(float)
    factor = (high / low) ** (1 / (steps - 1))
    alpha, limit, kept = low, 10 * loss(theta), []
    for _ in range(steps):
        theta -= alpha * gradient(theta.copy())
        kept.append((alpha, loss(theta.copy())))
        if not (np.isfinite(kept[-1][1]) and kept[-1][1] <= limit):
            kept.pop()
            break
        alpha *= factor
    return np.array([a for a, _ in kept]), np.array([value for _, value in kept])
""",
        ),
        (
            "logarithms evenly spaced, arrays cut short",
            """\
def finder(loss, gradient, start, low, high, steps):
    rates = np.exp(np.linspace(math.log(low), math.log(high), steps))
    losses, theta, highest = np.full(steps, np.nan), np.copy(start), 10 * loss(start)
    for t in range(steps):
        theta = theta - rates[t] * gradient(theta)
        losses[t] = loss(theta)
        if not math.isfinite(losses[t]) or losses[t] > highest:
            return rates[:t], losses[:t]
    return rates, losses
""",
        ),
    ],
    "suggestion": [
        (
            "a loop over the neighbours",
            """\
def suggestion(rates, losses):
    steepest, found = 0.0, None
    for t in range(len(rates) - 1):
        slope = (losses[t + 1] - losses[t]) / math.log(rates[t + 1] / rates[t])
        if slope < steepest:
            steepest, found = slope, (rates[t] * rates[t + 1]) ** 0.5
    if found is None:
        raise ValueError
    return found
""",
        ),
        (
            "decimal logarithms, and their mean",
            """\
def suggestion(rates, losses):
    x = np.log10(rates)
    fall = (losses[:-1] - losses[1:]) / (x[1:] - x[:-1])
    if np.all(fall <= 0):
        raise ValueError("no fall")
    t = int(np.argmax(fall))
    return np.asarray(10 ** np.mean(x[t : t + 2]))
""",
        ),
        (
            "the smallest of pairs",
            """\
def suggestion(rates, losses):
    pairs = list(zip(rates, rates[1:], np.diff(losses)))
    slope, a, b = min((d / (np.log(b) - np.log(a)), a, b) for a, b, d in pairs)
    if slope >= 0:
        raise ValueError("nothing to suggest")
    return np.exp((np.log(a) + np.log(b)) / 2)
""",
        ),
    ],
}
