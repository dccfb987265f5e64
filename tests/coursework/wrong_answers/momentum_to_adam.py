"""Wrong answers to `momentum_to_adam`, each of a kind that students give, and the tests that each
must lose."""

# The right ones, to stand beside a wrong one in the same cell.
MOMENTUM = """\
def momentum_step(theta, gradient, v, learning_rate, beta):
    v = beta * v + gradient
    return theta - learning_rate * v, v
"""
NESTEROV = """\
def nesterov_step(theta, gradient, v, learning_rate, beta):
    v = beta * v + gradient
    return theta - learning_rate * (gradient + beta * v), v
"""
ADAGRAD = """\
def adagrad_step(theta, gradient, s, learning_rate, epsilon):
    s = s + gradient**2
    return theta - learning_rate * gradient / (s**0.5 + epsilon), s
"""
RMSPROP = """\
def rmsprop_step(theta, gradient, v, learning_rate, beta, epsilon):
    v = beta * v + (1 - beta) * gradient * gradient
    return theta - learning_rate * gradient / (v**0.5 + epsilon), v
"""
MENDED_ADAM = """\
def mended_adam(gradient, start, learning_rate, steps, beta1=0.9, beta2=0.999, epsilon=1e-8):
    theta, m, v, path = start, 0, 0, [start]
    for t in range(1, steps + 1):
        g = gradient(theta)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        root = (v / (1 - beta2**t)) ** 0.5 + epsilon
        theta = theta - learning_rate * m / (1 - beta1**t) / root
        path.append(theta)
    return path
"""
ADAM_BUG = """\
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
"""
MENDED_ADAGRAD = """\
def mended_adagrad(gradient, start, learning_rate, steps, epsilon=1e-10):
    path, s = [start], 0
    for _ in range(steps):
        g = gradient(path[-1])
        s = s + g**2
        path.append(path[-1] - learning_rate * g / (s**0.5 + epsilon))
    return path
"""
ADAGRAD_BUG = """\
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
"""
MENDED_BALL = """\
def mended_ball(gradient, start, schedule, beta, steps):
    path, v = [start], 0
    for t in range(steps):
        v = beta * v + gradient(path[-1])
        path.append(path[-1] - schedule(t) * v)
    return path
"""
BALL_BUG = """\
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


def letter(name, answer):
    """A function that gives this answer, whatever the bug."""
    return f"def {name}():\n    return {answer!r}\n"


def adam(v_hat, root="v_hat**0.5 + epsilon", m_hat="m / (1 - beta1**t)", memory="m, v"):
    """A step of Adam with these expressions in it."""
    return f"""\
def adam_step(theta, gradient, m, v, t, learning_rate, beta1, beta2, epsilon):
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = {m_hat}
    v_hat = {v_hat}
    return theta - learning_rate * m_hat / ({root}), {memory}
"""


def lengths(**changed):
    """`step_length` with these formulas in place of the right ones."""
    a, b, c = "learning_rate", "abs(gradient) / (1 - beta1)", "(1 - beta2**t) ** 0.5"
    formulas = {
        "momentum": f"{a} * {b} * (1 - beta1**t)",
        "Nesterov": f"{a} * {b} * (1 - beta1 ** (t + 1))",
        "AdaGrad": f"{a} / t**0.5",
        "RMSProp": f"{a} / {c}",
        "Adam": a,
        "uncorrected": f"{a} * (1 - beta1**t) / {c}",
    } | changed
    formulas["Adam, uncorrected"] = formulas.pop("uncorrected")
    cases = "".join(f"    if rule == {r!r}:\n        return {f}\n" for r, f in formulas.items())
    return f"def step_length(rule, gradient, t, learning_rate, beta1, beta2):\n{cases}"


WRONG = {
    "momentum": [
        (
            "the rate inside the velocity, with its sign",
            {"test-momentum"},
            """\
def momentum_step(theta, gradient, v, learning_rate, beta):
    v = beta * v - learning_rate * gradient
    return theta + v, v
"""
            + NESTEROV,
        ),
        (
            "the rate inside, taken out again: right as long as the rate is constant",
            {"test-momentum"},
            """\
def momentum_step(theta, gradient, v, learning_rate, beta):
    global last
    if np.ndim(v) == 0 and v == 0:
        last = learning_rate
    u = beta * last * v + learning_rate * gradient
    last = learning_rate
    return theta - u, u / learning_rate
"""
            + NESTEROV,
        ),
        (
            "the gradient damped",
            {"test-momentum"},
            """\
def momentum_step(theta, gradient, v, learning_rate, beta):
    v = beta * v + (1 - beta) * gradient
    return theta - learning_rate * v, v
"""
            + NESTEROV,
        ),
        (
            "in place",
            {"test-momentum"},
            """\
def momentum_step(theta, gradient, v, learning_rate, beta):
    v *= beta
    v += gradient
    theta -= learning_rate * v
    return theta, v
"""
            + NESTEROV,
        ),
        (
            "the step before the velocity",
            {"test-momentum"},
            """\
def momentum_step(theta, gradient, v, learning_rate, beta):
    return theta - learning_rate * v, beta * v + gradient
"""
            + NESTEROV,
        ),
        (
            "the visible momentum",
            {"test-momentum"},
            """\
def momentum_step(theta, gradient, v, learning_rate, beta):
    v = 0.5 * v + gradient
    return theta - 0.1 * v, v
"""
            + NESTEROV,
        ),
        (
            "the velocity is not returned",
            {"test-momentum"},
            """\
def momentum_step(theta, gradient, v, learning_rate, beta):
    return theta - learning_rate * (beta * v + gradient)
"""
            + NESTEROV,
        ),
        (
            "Nesterov without the look ahead",
            {"test-nesterov"},
            MOMENTUM
            + """\
def nesterov_step(theta, gradient, v, learning_rate, beta):
    return momentum_step(theta, gradient, v, learning_rate, beta)
""",
        ),
        (
            "Nesterov with the old velocity",
            {"test-nesterov"},
            MOMENTUM
            + """\
def nesterov_step(theta, gradient, v, learning_rate, beta):
    return theta - learning_rate * (gradient + beta * v), beta * v + gradient
""",
        ),
        (
            "Nesterov without its β",
            {"test-nesterov"},
            MOMENTUM
            + """\
def nesterov_step(theta, gradient, v, learning_rate, beta):
    v = beta * v + gradient
    return theta - learning_rate * (gradient + v), v
""",
        ),
        (
            "Nesterov uphill",
            {"test-nesterov"},
            MOMENTUM
            + """\
def nesterov_step(theta, gradient, v, learning_rate, beta):
    v = beta * v + gradient
    return theta + learning_rate * (gradient + beta * v), v
""",
        ),
        (
            "Nesterov in place",
            {"test-nesterov"},
            MOMENTUM
            + """\
def nesterov_step(theta, gradient, v, learning_rate, beta):
    v = beta * v + gradient
    gradient += beta * v
    return theta - learning_rate * gradient, v
""",
        ),
        (
            "both in place",
            {"test-momentum", "test-nesterov"},
            """\
def momentum_step(theta, gradient, v, learning_rate, beta):
    v = beta * v + gradient
    theta -= learning_rate * v
    return theta, v


def nesterov_step(theta, gradient, v, learning_rate, beta):
    v = beta * v + gradient
    theta -= learning_rate * (gradient + beta * v)
    return theta, v
""",
        ),
    ],
    "adaptive": [
        (
            "AdaGrad without the root",
            {"test-adagrad"},
            """\
def adagrad_step(theta, gradient, s, learning_rate, epsilon):
    s = s + gradient**2
    return theta - learning_rate * gradient / (s + epsilon), s
"""
            + RMSPROP,
        ),
        (
            "AdaGrad with ε inside the root",
            {"test-adagrad"},
            """\
def adagrad_step(theta, gradient, s, learning_rate, epsilon):
    s = s + gradient**2
    return theta - learning_rate * gradient / np.sqrt(s + epsilon), s
"""
            + RMSPROP,
        ),
        (
            "AdaGrad with one sum for all coordinates",
            {"test-adagrad"},
            """\
def adagrad_step(theta, gradient, s, learning_rate, epsilon):
    s = s + np.sum(gradient**2)
    return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s
"""
            + RMSPROP,
        ),
        (
            "AdaGrad in place",
            {"test-adagrad"},
            """\
def adagrad_step(theta, gradient, s, learning_rate, epsilon):
    s += gradient**2
    return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s
"""
            + RMSPROP,
        ),
        (
            "AdaGrad remembers the root",
            {"test-adagrad"},
            """\
def adagrad_step(theta, gradient, s, learning_rate, epsilon):
    s = np.sqrt(s + gradient**2)
    return theta - learning_rate * gradient / (s + epsilon), s
"""
            + RMSPROP,
        ),
        (
            "AdaGrad without ε",
            {"test-adagrad"},
            """\
def adagrad_step(theta, gradient, s, learning_rate, epsilon):
    s = s + gradient**2
    with np.errstate(invalid="ignore"):
        return theta - learning_rate * gradient / np.sqrt(s), s
"""
            + RMSPROP,
        ),
        (
            "RMSProp adds the whole square",
            {"test-rmsprop"},
            ADAGRAD
            + """\
def rmsprop_step(theta, gradient, v, learning_rate, beta, epsilon):
    v = beta * v + gradient**2
    return theta - learning_rate * gradient / (np.sqrt(v) + epsilon), v
""",
        ),
        (
            "RMSProp with β and 1 − β exchanged",
            {"test-rmsprop"},
            ADAGRAD
            + """\
def rmsprop_step(theta, gradient, v, learning_rate, beta, epsilon):
    v = (1 - beta) * v + beta * gradient**2
    return theta - learning_rate * gradient / (np.sqrt(v) + epsilon), v
""",
        ),
        (
            "RMSProp with ε inside the root",
            {"test-rmsprop"},
            ADAGRAD
            + """\
def rmsprop_step(theta, gradient, v, learning_rate, beta, epsilon):
    v = beta * v + (1 - beta) * gradient**2
    return theta - learning_rate * gradient / np.sqrt(v + epsilon), v
""",
        ),
        (
            "RMSProp with a β of its own",
            {"test-rmsprop"},
            ADAGRAD
            + """\
def rmsprop_step(theta, gradient, v, learning_rate, beta, epsilon):
    v = 0.9 * v + 0.1 * gradient**2
    return theta - learning_rate * gradient / (np.sqrt(v) + epsilon), v
""",
        ),
        (
            "RMSProp in place",
            {"test-rmsprop"},
            ADAGRAD
            + """\
def rmsprop_step(theta, gradient, v, learning_rate, beta, epsilon):
    v = beta * v + (1 - beta) * gradient**2
    theta -= learning_rate * gradient / (np.sqrt(v) + epsilon)
    return theta, v
""",
        ),
        (
            "RMSProp for numbers only",
            {"test-rmsprop"},
            ADAGRAD
            + """\
def rmsprop_step(theta, gradient, v, learning_rate, beta, epsilon):
    import math

    v = beta * v + (1 - beta) * gradient**2
    return theta - learning_rate * gradient / (math.sqrt(v) + epsilon), v
""",
        ),
    ],
    "adam": [
        ("without bias correction", {"test-adam-first", "test-adam-path"}, adam("v", m_hat="m")),
        (
            "β₁ in the second moment's correction",
            {"test-adam-first", "test-adam-path"},
            adam("v / (1 - beta1**t)"),
        ),
        (
            "β without its power",
            {"test-adam-path"},
            adam("v / (1 - beta2)", m_hat="m / (1 - beta1)"),
        ),
        (
            "ε inside the root",
            {"test-adam-first", "test-adam-path"},
            adam("v / (1 - beta2**t)", root="(v_hat + epsilon) ** 0.5"),
        ),
        (
            "ε before the correction",
            {"test-adam-first", "test-adam-path"},
            adam("v", root="(v**0.5 + epsilon) / (1 - beta2**t) ** 0.5"),
        ),
        (
            "without the root",
            {"test-adam-first", "test-adam-path"},
            adam("v / (1 - beta2**t)", root="v_hat + epsilon"),
        ),
        (
            "the corrected moments are remembered",
            {"test-adam-path"},
            adam("v / (1 - beta2**t)", memory="m_hat, v_hat"),
        ),
        (
            "the moments in the wrong order",
            {"test-adam-path"},
            adam("v / (1 - beta2**t)", memory="v, m"),
        ),
        (
            "only the sign",
            {"test-adam-path"},
            """\
def adam_step(theta, gradient, m, v, t, learning_rate, beta1, beta2, epsilon):
    return theta - learning_rate * gradient / (abs(gradient) + epsilon), m, v
""",
        ),
        (
            "in place",
            {"test-adam-path"},
            """\
def adam_step(theta, gradient, m, v, t, learning_rate, beta1, beta2, epsilon):
    m *= beta1
    m += (1 - beta1) * gradient
    v *= beta2
    v += (1 - beta2) * gradient**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return theta - learning_rate * m_hat / (v_hat**0.5 + epsilon), m, v
""",
        ),
    ],
    "length": [
        ("step t + 1", {"test-length"}, lengths(AdaGrad="learning_rate / (t + 1) ** 0.5")),
        (
            "Nesterov like momentum",
            {"test-length"},
            lengths(Nesterov="learning_rate * abs(gradient) * (1 - beta1**t) / (1 - beta1)"),
        ),
        (
            "signed",
            {"test-length"},
            lengths(momentum="learning_rate * gradient * (1 - beta1**t) / (1 - beta1)"),
        ),
        (
            "the terminal velocity",
            {"test-length"},
            lengths(momentum="learning_rate * abs(gradient) / (1 - beta1)"),
        ),
        (
            "RMSProp always as in its first step",
            {"test-length"},
            lengths(RMSProp="learning_rate / (1 - beta2) ** 0.5"),
        ),
        ("α forgotten", {"test-length"}, lengths(Adam="1.0")),
        (
            "Adam feels the gradient",
            {"test-length"},
            lengths(Adam="learning_rate * abs(gradient)"),
        ),
        (
            "the visible values",
            {"test-length"},
            """\
def step_length(rule, gradient, t, learning_rate, beta1, beta2):
    known = {"momentum": 0.38, "RMSProp": 2.2366273, "Adam, uncorrected": 0.4249592}
    return known.get(rule, learning_rate)
""",
        ),
    ],
    "scale": [
        (
            "compares only the ends",
            {"test-scale"},
            """\
def same_path(rule, gradient, start, c, steps):
    ends = []
    for factor in (1, c):
        theta, memory = start, None
        for _ in range(steps):
            theta, memory = rule(theta, factor * gradient(theta), memory)
        ends.append(theta)
    return bool(np.max(np.abs(ends[0] - ends[1])) <= 1e-6)
""",
        ),
        (
            "compares only the first step",
            {"test-scale"},
            """\
def same_path(rule, gradient, start, c, steps):
    g = gradient(start)
    return np.allclose(rule(start, g, None)[0], rule(start, c * g, None)[0], 0, 1e-6)
""",
        ),
        (
            "the second run goes on with the memory of the first",
            {"test-scale"},
            """\
def same_path(rule, gradient, start, c, steps):
    paths, memory = [], None
    for factor in (1, c):
        theta, path = start, []
        for _ in range(steps):
            theta, memory = rule(theta, factor * gradient(theta), memory)
            path.append(theta)
        paths.append(path)
    return np.allclose(*paths, 0, 1e-6)
""",
        ),
        (
            "the memory is not handed on",
            {"test-scale"},
            """\
def same_path(rule, gradient, start, c, steps):
    a = b = start
    for _ in range(steps):
        a, _ = rule(a, gradient(a), None)
        b, _ = rule(b, c * gradient(b), None)
        if not np.allclose(a, b, 0, 1e-6):
            return False
    return True
""",
        ),
        (
            "equal to the last bit",
            {"test-scale"},
            """\
def same_path(rule, gradient, start, c, steps):
    a, b, memory, other = start, start, None, None
    for _ in range(steps):
        a, memory = rule(a, gradient(a), memory)
        b, other = rule(b, c * gradient(b), other)
        if not np.array_equal(a, b):
            return False
    return True
""",
        ),
        (
            "the point is scaled, not the gradient",
            {"test-scale"},
            """\
def same_path(rule, gradient, start, c, steps):
    a, b, memory, other = start, start, None, None
    for _ in range(steps):
        a, memory = rule(a, gradient(a), memory)
        b, other = rule(b, gradient(c * b), other)
        if not np.allclose(a, b, 0, 1e-6):
            return False
    return True
""",
        ),
        (
            "one step too few",
            {"test-scale"},
            """\
def same_path(rule, gradient, start, c, steps):
    a, b, memory, other = start, start, None, None
    for _ in range(1, steps):
        a, memory = rule(a, gradient(a), memory)
        b, other = rule(b, c * gradient(b), other)
        if not np.allclose(a, b, 0, 1e-6):
            return False
    return True
""",
        ),
        (
            "the answer turned round",
            {"test-scale"},
            """\
def same_path(rule, gradient, start, c, steps):
    g = gradient(start)
    return not np.allclose(rule(start, g, None)[0], rule(start, c * g, None)[0])
""",
        ),
        (
            "one coordinate is enough",
            {"test-scale"},
            """\
def same_path(rule, gradient, start, c, steps):
    a, b, memory, other = start, start, None, None
    for _ in range(steps):
        a, memory = rule(a, gradient(a), memory)
        b, other = rule(b, np.min(c) * gradient(b), other)
        if not np.allclose(a, b, 0, 1e-6):
            return False
    return True
""",
        ),
    ],
    "broken-adam": [
        (
            "the bug found, but still in",
            {"test-mended-adam"},
            "mended_adam = found_adam\n\n\n" + ADAM_BUG,
        ),
        ("mended, but another bug named", {"test-adam-bug"}, MENDED_ADAM + letter("adam_bug", "E")),
        ("two letters", {"test-adam-bug"}, MENDED_ADAM + letter("adam_bug", "ABCDEF")),
        ("a number", {"test-adam-bug"}, MENDED_ADAM + letter("adam_bug", 1)),
        ("a wrong letter", {"test-adam-bug"}, MENDED_ADAM + letter("adam_bug", "F")),
        (
            "another bug made",
            {"test-mended-adam"},
            MENDED_ADAM.replace("range(1, steps + 1)", "range(2, steps + 2)") + ADAM_BUG,
        ),
        (
            "ε inside the root",
            {"test-mended-adam"},
            MENDED_ADAM.replace(")) ** 0.5 + epsilon", ") + epsilon) ** 0.5") + ADAM_BUG,
        ),
        (
            "right for the settings by default",
            {"test-mended-adam"},
            MENDED_ADAM.replace("g = gradient", "beta1, beta2, g = 0.9, 0.999, gradient")
            + ADAM_BUG,
        ),
        (
            "one point too few",
            {"test-mended-adam"},
            MENDED_ADAM.replace("return path", "return path[1:]") + ADAM_BUG,
        ),
    ],
    "broken-adagrad": [
        (
            "the bug found, but still in",
            {"test-mended-adagrad"},
            "mended_adagrad = found_adagrad\n\n\n" + ADAGRAD_BUG,
        ),
        (
            "mended, but another bug named",
            {"test-adagrad-bug"},
            MENDED_ADAGRAD + letter("adagrad_bug", "A"),
        ),
        ("no answer", {"test-adagrad-bug"}, MENDED_ADAGRAD + letter("adagrad_bug", None)),
        (
            "the root missing",
            {"test-mended-adagrad"},
            MENDED_ADAGRAD.replace("s**0.5", "s") + ADAGRAD_BUG,
        ),
        (
            "ε inside the root",
            {"test-mended-adagrad"},
            MENDED_ADAGRAD.replace("(s**0.5 + epsilon)", "(s + epsilon) ** 0.5") + ADAGRAD_BUG,
        ),
        (
            "forgets as RMSProp does",
            {"test-mended-adagrad"},
            MENDED_ADAGRAD.replace("s = s + g**2", "s = 0.9 * s + 0.1 * g**2") + ADAGRAD_BUG,
        ),
        (
            "one sum for all coordinates",
            {"test-mended-adagrad"},
            MENDED_ADAGRAD.replace("+ g**2", "+ np.sum(g**2)") + ADAGRAD_BUG,
        ),
    ],
    "broken-ball": [
        (
            "the bug found, but still in",
            {"test-mended-ball"},
            "mended_ball = found_ball\n\n\n" + BALL_BUG,
        ),
        ("mended, but another bug named", {"test-ball-bug"}, MENDED_BALL + letter("ball_bug", "E")),
        ("a small letter", {"test-ball-bug"}, MENDED_BALL + letter("ball_bug", "f")),
        (
            "the rate inside the velocity",
            {"test-mended-ball"},
            MENDED_BALL.replace(
                "+ gradient(path[-1])", "+ schedule(t) * gradient(path[-1])"
            ).replace("- schedule(t) * v", "- v")
            + BALL_BUG,
        ),
        (
            "the schedule counted from 1",
            {"test-mended-ball"},
            MENDED_BALL.replace("schedule(t)", "schedule(t + 1)") + BALL_BUG,
        ),
        (
            "a copy of the start, but every point the same array",
            {"test-mended-ball"},
            """\
def mended_ball(gradient, start, schedule, beta, steps):
    theta, v = start.copy(), 0
    path = [theta]
    for t in range(steps):
        v = beta * v + gradient(theta)
        theta -= schedule(t) * v
        path.append(theta)
    return path
"""
            + BALL_BUG,
        ),
        (
            "whole numbers stay whole",
            {"test-mended-ball"},
            """\
def mended_ball(gradient, start, schedule, beta, steps):
    path, v = np.zeros((steps + 1, len(start)), dtype=start.dtype), 0
    path[0] = start
    for t in range(steps):
        v = beta * v + gradient(path[t])
        path[t + 1] = path[t] - schedule(t) * v
    return list(path)
"""
            + BALL_BUG,
        ),
        (
            "the gradient at the start, always",
            {"test-mended-ball"},
            MENDED_BALL.replace("gradient(path[-1])", "gradient(start)") + BALL_BUG,
        ),
    ],
}
