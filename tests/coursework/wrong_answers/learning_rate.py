"""Wrong answers to `learning_rate`, each of a kind that students give, and the tests they lose."""

RATES = {"test-rates-bound", "test-rates-best"}
DESCENT = {"test-descent", "test-descent-records"}
FINDER = {"test-finder", "test-finder-stop"}

WRONG = {
    "hessian": [
        (
            "the gradient at 0 not taken off",
            {"test-hessian"},
            """\
def hessian(gradient, size):
    return np.column_stack([gradient(u) for u in np.eye(size)])
""",
        ),
        (
            "central differences: right, with twice the gradients",
            {"test-hessian"},
            """\
def hessian(gradient, size):
    return np.column_stack([(gradient(u) - gradient(-u)) / 2 for u in np.eye(size)])
""",
        ),
        (
            "the gradient at 0 asked for again and again",
            {"test-hessian"},
            """\
def hessian(gradient, size):
    zero = np.zeros(size)
    return np.column_stack([gradient(u) - gradient(zero) for u in np.eye(size)])
""",
        ),
        (
            "the diagonal only",
            {"test-hessian"},
            """\
def hessian(gradient, size):
    return np.diag(gradient(np.ones(size)) - gradient(np.zeros(size)))
""",
        ),
        (
            "the wrong sign",
            {"test-hessian"},
            """\
def hessian(gradient, size):
    c = gradient(np.zeros(size))
    return np.column_stack([c - gradient(u) for u in np.eye(size)])
""",
        ),
        (
            "two parameters only",
            {"test-hessian"},
            """\
def hessian(gradient, size):
    c = gradient(np.zeros(2))
    return np.column_stack([gradient(u) - c for u in np.eye(2)])
""",
        ),
        (
            "a small step that integers swallow",
            {"test-hessian"},
            """\
def hessian(gradient, size):
    theta, columns = np.array([0] * size), []
    c = gradient(theta)
    for i in range(size):
        theta[i] = 1e-5
        columns.append((gradient(theta) - c) / 1e-5)
        theta[i] = 0
    return np.column_stack(columns)
""",
        ),
        (
            "the small step is not taken back",
            {"test-hessian"},
            """\
def hessian(gradient, size):
    theta, columns = np.zeros(size), []
    c = gradient(theta)
    for i in range(size):
        theta[i] = 1
        columns.append(gradient(theta) - c)
    return np.column_stack(columns)
""",
        ),
    ],
    "rates": [
        (
            "half of the bound",
            {"test-rates-bound"},
            """\
def rates(H):
    curvatures = np.linalg.eigvalsh(H)
    return 1 / curvatures[-1], 2 / (curvatures[0] + curvatures[-1])
""",
        ),
        (
            "the bound of the flattest direction",
            {"test-rates-bound"},
            """\
def rates(H):
    curvatures = np.linalg.eigvalsh(H)
    return 2 / curvatures[0], 2 / (curvatures[0] + curvatures[-1])
""",
        ),
        (
            "the bound from the diagonal",
            {"test-rates-bound"},
            """\
def rates(H):
    curvatures = np.linalg.eigvalsh(H)
    return 2 / np.max(np.diag(H)), 2 / (curvatures[0] + curvatures[-1])
""",
        ),
        (
            "the bound from the length of the matrix",
            {"test-rates-bound"},
            """\
def rates(H):
    curvatures = np.linalg.eigvalsh(H)
    return 2 / np.linalg.norm(H), 2 / (curvatures[0] + curvatures[-1])
""",
        ),
        (
            "half the bound taken for the best",
            {"test-rates-best"},
            """\
def rates(H):
    curvatures = np.linalg.eigvalsh(H)
    return 2 / curvatures[-1], 1 / curvatures[-1]
""",
        ),
        (
            "two over the trace: right for two parameters only",
            {"test-rates-best"},
            """\
def rates(H):
    return 2 / np.linalg.eigvalsh(H)[-1], 2 / np.trace(H)
""",
        ),
        (
            "one over the mean curvature: right for two parameters only",
            {"test-rates-best"},
            """\
def rates(H):
    curvatures = np.linalg.eigvalsh(H)
    return 2 / curvatures[-1], 1 / np.mean(curvatures)
""",
        ),
        (
            "the middle of the two rates that suit one direction each",
            {"test-rates-best"},
            """\
def rates(H):
    curvatures = np.linalg.eigvalsh(H)
    return 2 / curvatures[-1], (1 / curvatures[0] + 1 / curvatures[-1]) / 2
""",
        ),
        (
            "κ/(κ + 1) of the bound, with κ upside down",
            {"test-rates-best"},
            """\
def rates(H):
    curvatures = np.linalg.eigvalsh(H)
    kappa = curvatures[0] / curvatures[-1]
    return 2 / curvatures[-1], kappa / (kappa + 1) * 2 / curvatures[-1]
""",
        ),
        (
            "bound and best exchanged",
            RATES,
            """\
def rates(H):
    curvatures = np.linalg.eigvalsh(H)
    return 2 / (curvatures[0] + curvatures[-1]), 2 / curvatures[-1]
""",
        ),
        (
            "the outputs of the visible tests",
            RATES,
            """\
def rates(H):
    return 2 / 3, 1 / 2
""",
        ),
        (
            "off the diagonal, everything is forgotten",
            RATES,
            """\
def rates(H):
    curvatures = np.sort(np.diag(H))
    return 2 / curvatures[-1], 2 / (curvatures[0] + curvatures[-1])
""",
        ),
    ],
    "steps": [
        (
            "the distance, not the gap",
            {"test-steps"},
            """\
def steps(H, alpha, epsilon):
    rho = np.max(np.abs(1 - alpha * np.linalg.eigvalsh(H)))
    if rho >= 1:
        return math.inf
    return 1 if rho <= epsilon else math.ceil(math.log(epsilon) / math.log(rho))
""",
        ),
        (
            "rounded down",
            {"test-steps"},
            """\
def steps(H, alpha, epsilon):
    rho = np.max(np.abs(1 - alpha * np.linalg.eigvalsh(H)))
    if rho >= 1:
        return math.inf
    return 1 if rho**2 <= epsilon else int(math.log(epsilon) / (2 * math.log(rho)))
""",
        ),
        (
            "one step too many",
            {"test-steps"},
            """\
def steps(H, alpha, epsilon):
    rho = np.max(np.abs(1 - alpha * np.linalg.eigvalsh(H)))
    if rho >= 1:
        return math.inf
    return 1 if rho**2 <= epsilon else math.ceil(math.log(epsilon) / (2 * math.log(rho))) + 1
""",
        ),
        (
            "not a whole number",
            {"test-steps"},
            """\
def steps(H, alpha, epsilon):
    rho = np.max(np.abs(1 - alpha * np.linalg.eigvalsh(H)))
    if rho >= 1:
        return math.inf
    return 1 if rho**2 <= epsilon else math.log(epsilon) / (2 * math.log(rho))
""",
        ),
        (
            "the flattest direction only",
            {"test-steps"},
            """\
def steps(H, alpha, epsilon):
    curvatures = np.linalg.eigvalsh(H)
    rho = abs(1 - alpha * curvatures[0])
    if not 0 < alpha < 2 / curvatures[-1]:
        return math.inf
    return 1 if rho**2 <= epsilon else math.ceil(math.log(epsilon) / (2 * math.log(rho)))
""",
        ),
        (
            "the best rate, whatever the rate is",
            {"test-steps"},
            """\
def steps(H, alpha, epsilon):
    curvatures = np.linalg.eigvalsh(H)
    kappa = curvatures[-1] / curvatures[0]
    if not 0 < alpha < 2 / curvatures[-1]:
        return math.inf
    rho = (kappa - 1) / (kappa + 1)
    return 1 if rho**2 <= epsilon else math.ceil(math.log(epsilon) / (2 * math.log(rho)))
""",
        ),
        (
            "κ/2 ln 1/ε, which is an approximation",
            {"test-steps"},
            """\
def steps(H, alpha, epsilon):
    curvatures = np.linalg.eigvalsh(H)
    if not 0 < alpha < 2 / curvatures[-1]:
        return math.inf
    return math.ceil(curvatures[-1] / curvatures[0] / 4 * math.log(1 / epsilon))
""",
        ),
        (
            "beyond the bound, a number all the same",
            {"test-steps"},
            """\
def steps(H, alpha, epsilon):
    rho = np.max(np.abs(1 - alpha * np.linalg.eigvalsh(H)))
    return 1 if rho**2 <= epsilon else math.ceil(math.log(epsilon) / (2 * math.log(rho)))
""",
        ),
        (
            "no thought of negative rates",
            {"test-steps"},
            """\
def steps(H, alpha, epsilon):
    curvatures = np.linalg.eigvalsh(H)
    if alpha == 0 or alpha >= 2 / curvatures[-1]:
        return math.inf
    rho = np.max(np.abs(1 - alpha * curvatures))
    return 1 if rho**2 <= epsilon else math.ceil(math.log(epsilon) / (2 * math.log(rho)))
""",
        ),
        (
            "no step where one is needed",
            {"test-steps"},
            """\
def steps(H, alpha, epsilon):
    rho = np.max(np.abs(1 - alpha * np.linalg.eigvalsh(H)))
    if rho >= 1:
        return math.inf
    return 0 if rho == 0 else math.ceil(math.log(epsilon) / (2 * math.log(rho)))
""",
        ),
        (
            "the outputs of the visible tests",
            {"test-steps"},
            """\
def steps(H, alpha, epsilon):
    return 4 if alpha == 0.5 else math.inf
""",
        ),
    ],
    "warmup_cosine": [
        (
            "the peak twice, and the last rate a step too late",
            {"test-warmup_cosine"},
            """\
def warmup_cosine(peak, warmup, total, last=0.0):
    def schedule(t):
        if t < warmup:
            return peak * (t + 1) / warmup
        s = min(1, (t - warmup) / (total - warmup))
        return last + (peak - last) * (1 + math.cos(math.pi * s)) / 2

    return schedule
""",
        ),
        (
            "the warm-up begins at 0",
            {"test-warmup_cosine"},
            """\
def warmup_cosine(peak, warmup, total, last=0.0):
    def schedule(t):
        if t < warmup:
            return peak * t / warmup
        s = min(1, (t - warmup + 1) / (total - warmup))
        return last + (peak - last) * (1 + math.cos(math.pi * s)) / 2

    return schedule
""",
        ),
        (
            "the wave begins at step 0",
            {"test-warmup_cosine"},
            """\
def warmup_cosine(peak, warmup, total, last=0.0):
    def schedule(t):
        if t < warmup:
            return peak * (t + 1) / warmup
        s = min(1, t / (total - 1))
        return last + (peak - last) * (1 + math.cos(math.pi * s)) / 2

    return schedule
""",
        ),
        (
            "the rate rises again after the run",
            {"test-warmup_cosine"},
            """\
def warmup_cosine(peak, warmup, total, last=0.0):
    def schedule(t):
        if t < warmup:
            return peak * (t + 1) / warmup
        s = (t - warmup + 1) / (total - warmup)
        return last + (peak - last) * (1 + math.cos(math.pi * s)) / 2

    return schedule
""",
        ),
        (
            "the last rate forgotten",
            {"test-warmup_cosine"},
            """\
def warmup_cosine(peak, warmup, total, last=0.0):
    def schedule(t):
        if t < warmup:
            return peak * (t + 1) / warmup
        s = min(1, (t - warmup + 1) / (total - warmup))
        return peak * (1 + math.cos(math.pi * s)) / 2

    return schedule
""",
        ),
        (
            "the last rate added on top",
            {"test-warmup_cosine"},
            """\
def warmup_cosine(peak, warmup, total, last=0.0):
    def schedule(t):
        if t < warmup:
            return peak * (t + 1) / warmup
        s = min(1, (t - warmup + 1) / (total - warmup))
        return last + peak * (1 + math.cos(math.pi * s)) / 2

    return schedule
""",
        ),
        (
            "a straight line down",
            {"test-warmup_cosine"},
            """\
def warmup_cosine(peak, warmup, total, last=0.0):
    def schedule(t):
        if t < warmup:
            return peak * (t + 1) / warmup
        s = min(1, (t - warmup + 1) / (total - warmup))
        return last + (peak - last) * (1 - s)

    return schedule
""",
        ),
        (
            "a quarter of a wave",
            {"test-warmup_cosine"},
            """\
def warmup_cosine(peak, warmup, total, last=0.0):
    def schedule(t):
        if t < warmup:
            return peak * (t + 1) / warmup
        s = min(1, (t - warmup + 1) / (total - warmup))
        return last + (peak - last) * math.cos(math.pi / 2 * s)

    return schedule
""",
        ),
        (
            "an own counter instead of t",
            {"test-warmup_cosine"},
            """\
def warmup_cosine(peak, warmup, total, last=0.0):
    counter = [-1]

    def schedule(t):
        counter[0] += 1
        if counter[0] < warmup:
            return peak * (counter[0] + 1) / warmup
        s = min(1, (counter[0] - warmup + 1) / (total - warmup))
        return last + (peak - last) * (1 + math.cos(math.pi * s)) / 2

    return schedule
""",
        ),
        (
            "settings that the next schedule overwrites",
            {"test-warmup_cosine"},
            """\
SETTINGS = {}


def warmup_cosine(peak, warmup, total, last=0.0):
    SETTINGS.update(peak=peak, warmup=warmup, total=total, last=last)

    def schedule(t):
        peak, warmup, last = SETTINGS["peak"], SETTINGS["warmup"], SETTINGS["last"]
        if t < warmup:
            return peak * (t + 1) / warmup
        s = min(1, (t - warmup + 1) / (SETTINGS["total"] - warmup))
        return last + (peak - last) * (1 + math.cos(math.pi * s)) / 2

    return schedule
""",
        ),
    ],
    "descent": [
        (
            "the schedule restarted every epoch",
            {"test-descent"},
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    path = [np.array(start, dtype=float)]
    for _ in range(epochs):
        for i in range(epoch_steps):
            path.append(path[-1] - schedule(i) * gradient(path[-1], i))
    return np.array(path)
""",
        ),
        (
            "the schedule advanced once an epoch",
            {"test-descent"},
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    path = [np.array(start, dtype=float)]
    for epoch in range(epochs):
        for i in range(epoch_steps):
            path.append(path[-1] - schedule(epoch) * gradient(path[-1], i))
    return np.array(path)
""",
        ),
        (
            "epoch and step added up",
            {"test-descent"},
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    path = [np.array(start, dtype=float)]
    for epoch in range(epochs):
        for i in range(epoch_steps):
            path.append(path[-1] - schedule(epoch + i) * gradient(path[-1], i))
    return np.array(path)
""",
        ),
        (
            "the steps counted from 1",
            {"test-descent"},
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    path = [np.array(start, dtype=float)]
    for t in range(epochs * epoch_steps):
        path.append(path[-1] - schedule(t + 1) * gradient(path[-1], t % epoch_steps))
    return np.array(path)
""",
        ),
        (
            "the batch numbers run on",
            {"test-descent"},
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    path = [np.array(start, dtype=float)]
    for t in range(epochs * epoch_steps):
        path.append(path[-1] - schedule(t) * gradient(path[-1], t))
    return np.array(path)
""",
        ),
        (
            "the first batch for ever",
            {"test-descent"},
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    path = [np.array(start, dtype=float)]
    for t in range(epochs * epoch_steps):
        path.append(path[-1] - schedule(t) * gradient(path[-1], 0))
    return np.array(path)
""",
        ),
        (
            "uphill",
            DESCENT,
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    path = [np.array(start, dtype=float)]
    for t in range(epochs * epoch_steps):
        path.append(path[-1] + schedule(t) * gradient(path[-1], t % epoch_steps))
    return np.array(path)
""",
        ),
        (
            "in place: every recorded point is the same array",
            DESCENT,
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    theta = start
    path = [theta]
    for t in range(epochs * epoch_steps):
        theta -= schedule(t) * gradient(theta, t % epoch_steps)
        path.append(theta)
    return np.array(path, dtype=float)
""",
        ),
        (
            "in place on a copy: every recorded point is the same array",
            DESCENT,
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    theta = np.array(start, dtype=float)
    path = [theta]
    for t in range(epochs * epoch_steps):
        theta -= schedule(t) * gradient(theta, t % epoch_steps)
        path.append(theta)
    return np.array(path)
""",
        ),
        (
            "right records, but the caller's start is overwritten",
            {"test-descent-records"},
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    path = [start.copy()]
    for t in range(epochs * epoch_steps):
        start[:] = start - schedule(t) * gradient(start, t % epoch_steps)
        path.append(start.copy())
    return np.array(path, dtype=float)
""",
        ),
        (
            "an integer start cuts the steps off",
            {"test-descent-records"},
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    path = np.tile(start, (epochs * epoch_steps + 1, 1))
    for t in range(epochs * epoch_steps):
        path[t + 1] = path[t] - schedule(t) * gradient(path[t], t % epoch_steps)
    return path
""",
        ),
        (
            "the end is not recorded",
            DESCENT,
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    path, theta = [], np.array(start, dtype=float)
    for t in range(epochs * epoch_steps):
        path.append(theta)
        theta = theta - schedule(t) * gradient(theta, t % epoch_steps)
    return np.array(path)
""",
        ),
        (
            "one point an epoch",
            DESCENT,
            """\
def descent(gradient, start, schedule, epochs, epoch_steps):
    theta, t = np.array(start, dtype=float), 0
    path = [theta]
    for _ in range(epochs):
        for i in range(epoch_steps):
            theta, t = theta - schedule(t) * gradient(theta, i), t + 1
        path.append(theta)
    return np.array(path)
""",
        ),
    ],
    "finder": [
        (
            "the rates grow in a straight line",
            FINDER,
            """\
def finder(loss, gradient, start, low, high, steps):
    theta, limit, losses = np.array(start, dtype=float), 10 * loss(start), []
    rates = np.linspace(low, high, steps)
    for alpha in rates:
        theta = theta - alpha * gradient(theta)
        if not loss(theta) <= limit:
            break
        losses.append(loss(theta))
    return rates[: len(losses)], np.array(losses)
""",
        ),
        (
            "the last rate is never reached",
            FINDER,
            """\
def finder(loss, gradient, start, low, high, steps):
    theta, limit, losses = np.array(start, dtype=float), 10 * loss(start), []
    rates = low * (high / low) ** (np.arange(steps) / steps)
    for alpha in rates:
        theta = theta - alpha * gradient(theta)
        if not loss(theta) <= limit:
            break
        losses.append(loss(theta))
    return rates[: len(losses)], np.array(losses)
""",
        ),
        (
            "each rate tried from the start",
            FINDER,
            """\
def finder(loss, gradient, start, low, high, steps):
    start, losses = np.array(start, dtype=float), []
    limit = 10 * loss(start)
    rates = np.geomspace(low, high, steps)
    for alpha in rates:
        theta = start - alpha * gradient(start)
        if not loss(theta) <= limit:
            break
        losses.append(loss(theta))
    return rates[: len(losses)], np.array(losses)
""",
        ),
        (
            "the loss before the step",
            FINDER,
            """\
def finder(loss, gradient, start, low, high, steps):
    theta, limit, losses = np.array(start, dtype=float), 10 * loss(start), []
    rates = np.geomspace(low, high, steps)
    for alpha in rates:
        if not loss(theta) <= limit:
            break
        losses.append(loss(theta))
        theta = theta - alpha * gradient(theta)
    return rates[: len(losses)], np.array(losses)
""",
        ),
        (
            "uphill",
            FINDER,
            """\
def finder(loss, gradient, start, low, high, steps):
    theta, limit, losses = np.array(start, dtype=float), 10 * loss(start), []
    rates = np.geomspace(low, high, steps)
    for alpha in rates:
        theta = theta + alpha * gradient(theta)
        if not loss(theta) <= limit:
            break
        losses.append(loss(theta))
    return rates[: len(losses)], np.array(losses)
""",
        ),
        (
            "the caller's start is overwritten",
            {"test-finder"},
            """\
def finder(loss, gradient, start, low, high, steps):
    limit, losses = 10 * loss(start), []
    rates = np.geomspace(low, high, steps)
    for alpha in rates:
        start -= alpha * gradient(start)
        if not loss(start) <= limit:
            break
        losses.append(loss(start))
    return rates[: len(losses)], np.array(losses)
""",
        ),
        (
            "an integer start cuts the steps off",
            {"test-finder"},
            """\
def finder(loss, gradient, start, low, high, steps):
    theta, limit, losses = start.copy(), 10 * loss(start), []
    rates = np.geomspace(low, high, steps)
    for alpha in rates:
        theta[:] = theta - alpha * gradient(theta)
        if not loss(theta) <= limit:
            break
        losses.append(loss(theta))
    return rates[: len(losses)], np.array(losses)
""",
        ),
        (
            "no early end",
            {"test-finder-stop"},
            """\
def finder(loss, gradient, start, low, high, steps):
    theta, losses = np.array(start, dtype=float), []
    rates = np.geomspace(low, high, steps)
    for alpha in rates:
        theta = theta - alpha * gradient(theta)
        losses.append(loss(theta))
    return rates, np.array(losses)
""",
        ),
        (
            "NaN is not greater than anything",
            {"test-finder-stop"},
            """\
def finder(loss, gradient, start, low, high, steps):
    theta, limit, losses = np.array(start, dtype=float), 10 * loss(start), []
    rates = np.geomspace(low, high, steps)
    for alpha in rates:
        theta = theta - alpha * gradient(theta)
        if loss(theta) > limit:
            break
        losses.append(loss(theta))
    return rates[: len(losses)], np.array(losses)
""",
        ),
        (
            "the loss that ends the run is recorded",
            {"test-finder-stop"},
            """\
def finder(loss, gradient, start, low, high, steps):
    theta, limit, losses = np.array(start, dtype=float), 10 * loss(start), []
    rates = np.geomspace(low, high, steps)
    for alpha in rates:
        theta = theta - alpha * gradient(theta)
        losses.append(loss(theta))
        if not losses[-1] <= limit:
            break
    return rates[: len(losses)], np.array(losses)
""",
        ),
        (
            "more rates than losses",
            {"test-finder-stop"},
            """\
def finder(loss, gradient, start, low, high, steps):
    theta, limit, losses = np.array(start, dtype=float), 10 * loss(start), []
    rates = np.geomspace(low, high, steps)
    for alpha in rates:
        theta = theta - alpha * gradient(theta)
        if not loss(theta) <= limit:
            break
        losses.append(loss(theta))
    return rates, np.array(losses)
""",
        ),
        (
            "any rise ends the run",
            {"test-finder-stop"},
            """\
def finder(loss, gradient, start, low, high, steps):
    theta, limit, losses = np.array(start, dtype=float), loss(start), []
    rates = np.geomspace(low, high, steps)
    for alpha in rates:
        theta = theta - alpha * gradient(theta)
        if not loss(theta) <= limit:
            break
        losses.append(loss(theta))
    return rates[: len(losses)], np.array(losses)
""",
        ),
    ],
    "suggestion": [
        (
            "the lowest point",
            {"test-suggestion"},
            """\
def suggestion(rates, losses):
    if not np.any(np.diff(losses) < 0):
        raise ValueError("the loss falls nowhere")
    return rates[np.argmin(losses)]
""",
        ),
        (
            "the largest fall, not the steepest",
            {"test-suggestion"},
            """\
def suggestion(rates, losses):
    t = np.argmin(np.diff(losses))
    if not losses[t + 1] < losses[t]:
        raise ValueError("the loss falls nowhere")
    return math.sqrt(rates[t] * rates[t + 1])
""",
        ),
        (
            "steep against the rate, not its logarithm",
            {"test-suggestion"},
            """\
def suggestion(rates, losses):
    slopes = np.diff(losses) / np.diff(rates)
    t = np.argmin(slopes)
    if not slopes[t] < 0:
        raise ValueError("the loss falls nowhere")
    return math.sqrt(rates[t] * rates[t + 1])
""",
        ),
        (
            "the steepest slope, up or down",
            {"test-suggestion"},
            """\
def suggestion(rates, losses):
    slopes = np.diff(losses) / np.diff(np.log(rates))
    if not np.any(slopes < 0):
        raise ValueError("the loss falls nowhere")
    t = np.argmax(np.abs(slopes))
    return math.sqrt(rates[t] * rates[t + 1])
""",
        ),
        (
            "the middle on the axis of the rates",
            {"test-suggestion"},
            """\
def suggestion(rates, losses):
    slopes = np.diff(losses) / np.diff(np.log(rates))
    t = np.argmin(slopes)
    if not slopes[t] < 0:
        raise ValueError("the loss falls nowhere")
    return (rates[t] + rates[t + 1]) / 2
""",
        ),
        (
            "a pair too late",
            {"test-suggestion"},
            """\
def suggestion(rates, losses):
    slopes = np.diff(losses) / np.diff(np.log(rates))
    t = np.argmin(slopes) + 1
    if not np.any(slopes < 0):
        raise ValueError("the loss falls nowhere")
    return math.sqrt(rates[t] * rates[t + 1])
""",
        ),
        (
            "a suggestion where the loss falls nowhere",
            {"test-suggestion"},
            """\
def suggestion(rates, losses):
    t = np.argmin(np.diff(losses) / np.diff(np.log(rates)))
    return math.sqrt(rates[t] * rates[t + 1])
""",
        ),
        (
            "the output of the visible test",
            {"test-suggestion"},
            """\
def suggestion(rates, losses):
    return math.sqrt(0.001)
""",
        ),
    ],
}
