"""Right answers to `momentum_to_adam` that are written in another way than ours."""

# The letters are the reference's: what differs is how the programs are mended.
LETTERS = """

def adam_bug():
    ### BEGIN VARIANT adam uncorrected
    return "A"
    ### END VARIANT
    ### BEGIN VARIANT adam shared
    return "B"
    ### END VARIANT
    ### BEGIN VARIANT adam inside
    return "C"
    ### END VARIANT
    ### BEGIN VARIANT adam squares
    return "D"
    ### END VARIANT


def adagrad_bug():
    ### BEGIN VARIANT adagrad rootless
    return "B"
    ### END VARIANT
    ### BEGIN VARIANT adagrad shared
    return "C"
    ### END VARIANT
    ### BEGIN VARIANT adagrad absolute
    return "D"
    ### END VARIANT
    ### BEGIN VARIANT adagrad forgetful
    return "E"
    ### END VARIANT


def ball_bug():
    ### BEGIN VARIANT ball rate
    return "A"
    ### END VARIANT
    ### BEGIN VARIANT ball place
    return "B"
    ### END VARIANT
    ### BEGIN VARIANT ball damped
    return "C"
    ### END VARIANT
    ### BEGIN VARIANT ball late
    return "D"
    ### END VARIANT
"""

RIGHT = {
    "momentum": [
        (
            "new names, and lists in place of tuples",
            """\
def momentum_step(theta, gradient, v, learning_rate, beta):
    new_v = gradient + v * beta
    return [theta - new_v * learning_rate, new_v]


def nesterov_step(theta, gradient, v, learning_rate, beta):
    new_v = gradient + v * beta
    return [theta - learning_rate * gradient - learning_rate * beta * new_v, new_v]
""",
        ),
        (
            "the old velocity written out",
            """\
def momentum_step(theta, gradient, v, learning_rate, beta):
    step = learning_rate * (beta * v + gradient)
    return np.subtract(theta, step), np.add(beta * v, gradient)


def nesterov_step(theta, gradient, v, learning_rate, beta):
    along = (1 + beta) * gradient + beta**2 * v
    return theta - learning_rate * along, beta * v + gradient
""",
        ),
        (
            "copies changed in place",
            """\
def momentum_step(theta, gradient, v, learning_rate, beta):
    theta, v = np.array(theta, dtype=float), np.array(v, dtype=float)
    v = v * beta
    v = v + gradient
    theta -= learning_rate * v
    return theta, v


def nesterov_step(theta, gradient, v, learning_rate, beta):
    theta, v = np.array(theta, dtype=float), np.multiply(beta, v) + gradient
    theta -= learning_rate * gradient
    theta -= learning_rate * beta * v
    return theta, v
""",
        ),
    ],
    "adaptive": [
        (
            "powers in place of roots",
            """\
def adagrad_step(theta, gradient, s, learning_rate, epsilon):
    total = s + gradient * gradient
    return theta - gradient * (learning_rate / (total**0.5 + epsilon)), total


def rmsprop_step(theta, gradient, v, learning_rate, beta, epsilon):
    mean = v + (1 - beta) * (gradient * gradient - v)
    return theta - gradient * (learning_rate / (mean**0.5 + epsilon)), mean
""",
        ),
        (
            "arrays throughout",
            """\
def adagrad_step(theta, gradient, s, learning_rate, epsilon):
    g = np.asarray(gradient)
    s = np.asarray(s) + np.square(g)
    return np.asarray(theta) - learning_rate * np.divide(g, epsilon + np.sqrt(s)), s


def rmsprop_step(theta, gradient, v, learning_rate, beta, epsilon):
    g = np.asarray(gradient)
    v = np.asarray(v) * beta + np.square(g) - beta * np.square(g)
    return np.asarray(theta) - learning_rate * np.divide(g, epsilon + np.sqrt(v)), v
""",
        ),
    ],
    "adam": [
        (
            "the corrections moved into the rate and into ε",
            """\
def adam_step(theta, gradient, m, v, t, learning_rate, beta1, beta2, epsilon):
    m = m + (1 - beta1) * (gradient - m)
    v = v + (1 - beta2) * (gradient * gradient - v)
    root = (1 - beta2**t) ** 0.5
    alpha = learning_rate * root / (1 - beta1**t)
    return theta - alpha * m / (v**0.5 + root * epsilon), m, v
""",
        ),
        (
            "a list of arrays, powers by NumPy",
            """\
def adam_step(theta, gradient, m, v, t, learning_rate, beta1, beta2, epsilon):
    g = np.asarray(gradient, dtype=float)
    first = beta1 * np.asarray(m) + (1 - beta1) * g
    second = beta2 * np.asarray(v) + (1 - beta2) * np.power(g, 2)
    hats = first / (1 - np.power(beta1, t)), second / (1 - np.power(beta2, t))
    return [theta - learning_rate * (hats[0] / (epsilon + np.sqrt(hats[1]))), first, second]
""",
        ),
    ],
    "length": [
        (
            "a run of each rule",
            """\
def step_length(rule, gradient, t, learning_rate, beta1, beta2):
    g, v, m, s, w = abs(gradient), 0.0, 0.0, 0.0, 0.0
    for _ in range(t):
        v = beta1 * v + g
        m = beta1 * m + (1 - beta1) * g
        s = s + g * g
        w = beta2 * w + (1 - beta2) * g * g
    return {
        "momentum": learning_rate * v,
        "Nesterov": learning_rate * (g + beta1 * v),
        "AdaGrad": learning_rate * g / s**0.5,
        "RMSProp": learning_rate * g / w**0.5,
        "Adam": learning_rate * (m / (1 - beta1**t)) / (w / (1 - beta2**t)) ** 0.5,
        "Adam, uncorrected": learning_rate * m / w**0.5,
    }[rule]
""",
        ),
        (
            "sums over powers, NumPy numbers",
            """\
def step_length(rule, gradient, t, learning_rate, beta1, beta2):
    powers = float(beta1) ** np.arange(t + 1)
    match rule:
        case "momentum":
            return np.abs(learning_rate * gradient * powers[:-1].sum())
        case "Nesterov":
            return np.abs(learning_rate * gradient * powers.sum())
        case "AdaGrad":
            return learning_rate / np.sqrt(t)
        case "RMSProp":
            return np.float64(learning_rate) / np.sqrt(1 - beta2**t)
        case "Adam":
            return np.asarray(learning_rate)
    return learning_rate * (1 - powers[-1]) / np.sqrt(1 - beta2**t)
""",
        ),
    ],
    "scale": [
        (
            "both runs at once",
            """\
def same_path(rule, gradient, start, c, steps):
    a, b, memory_a, memory_b = start.copy(), start.copy(), None, None
    for _ in range(steps):
        a, memory_a = rule(a, gradient(a), memory_a)
        b, memory_b = rule(b, c * gradient(b), memory_b)
        if np.any(np.abs(a - b) > 1e-6):
            return False
    return True
""",
        ),
        (
            "a function for one run, arrays, NumPy's truth value",
            """\
def run(rule, gradient, start, steps):
    path, memory = [np.array(start, dtype=float)], None
    while len(path) <= steps:
        theta, memory = rule(path[-1], gradient(path[-1]), memory)
        path.append(theta)
    return np.array(path)


def same_path(rule, gradient, start, c, steps):
    one = run(rule, gradient, start, steps)
    other = run(rule, lambda theta: np.multiply(gradient(theta), c), start, steps)
    return np.max(np.abs(one - other)) <= 1e-6
""",
        ),
        (
            "allclose",
            """\
def same_path(rule, gradient, start, c, steps):
    ends = []
    for scaled in (False, True):
        theta, memory = start, None
        for t in range(steps):
            g = gradient(theta)
            theta, memory = rule(theta, g * c if scaled else g, memory)
            ends.append(np.copy(theta))
    return np.allclose(ends[:steps], ends[steps:], rtol=0, atol=1e-6)
""",
        ),
    ],
    "broken-adam": [
        (
            "sums with weights, copies of all points",
            """\
def mended_adam(gradient, start, learning_rate, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    theta = np.array(start, dtype=float)
    m, v, path = np.zeros_like(theta), np.zeros_like(theta), [theta.copy()]
    for t in range(steps):
        g = gradient(theta.copy())
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        root = np.sqrt(v / (1 - beta2 ** (t + 1)))
        theta -= learning_rate / (1 - beta1 ** (t + 1)) * m / (root + epsilon)
        path.append(theta.copy())
    return path
"""
            + LETTERS,
        ),
        (
            "by the step of task 3",
            """\
def mended_adam(gradient, start, learning_rate, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    def settings(t):
        return t, learning_rate, beta1, beta2, epsilon

    return follow(adam_step, gradient, start, steps, 2, settings)[0]
"""
            + LETTERS,
        ),
    ],
    "broken-adagrad": [
        (
            "all gradients remembered",
            """\
def mended_adagrad(gradient, start, learning_rate, steps, epsilon=1e-10):
    path, seen = [start], []
    for _ in range(steps):
        seen.append(gradient(path[-1]))
        root = np.sqrt(sum(g**2 for g in seen))
        path.append(path[-1] - learning_rate * seen[-1] / (root + epsilon))
    return path
"""
            + LETTERS,
        ),
        (
            "by the step of task 2",
            """\
def mended_adagrad(gradient, start, learning_rate, steps, epsilon=1e-10):
    return follow(adagrad_step, gradient, start, steps, 1, lambda t: (learning_rate, epsilon))[0]
"""
            + LETTERS,
        ),
    ],
    "broken-ball": [
        (
            "copies in place",
            """\
def mended_ball(gradient, start, schedule, beta, steps):
    theta = np.array(start, dtype=float)
    v, path = np.zeros(theta.shape), [theta.copy()]
    for t in range(steps):
        v *= beta
        v += gradient(theta.copy())
        theta -= schedule(t) * v
        path.append(theta.copy())
    return path
"""
            + LETTERS,
        ),
        (
            "lists of numbers",
            """\
def mended_ball(gradient, start, schedule, beta, steps):
    path, v = [[float(x) for x in start]], [0.0] * len(start)
    for t in range(steps):
        g, alpha = gradient(np.array(path[-1])), schedule(t)
        v = [beta * one + slope for one, slope in zip(v, g)]
        path.append([x - alpha * one for x, one in zip(path[-1], v)])
    return path
"""
            + LETTERS,
        ),
    ],
}
