"""Write torch_trajectories.json: the paths of PyTorch's own optimizers on known landscapes.

    pip install torch==2.13.0
    python tests/torch_trajectories/generate.py

The functions are typed in here once more and differentiated by PyTorch, so the paths owe
nothing to gdkit, its gradients included.  PyTorch is needed to write the data, not to read it.
"""

import json
from pathlib import Path

import torch

STEPS = 60

#: Function, start, learning rate of the rules without and with a scale of their own.
LANDSCAPES = {
    "quadratic, κ = 10": (lambda x, y: (x**2 + 10 * y**2) / 2, (-3.5, 1.5), 0.05, 0.1),
    "saddle": (lambda x, y: (x**2 - y**2) / 2, (-1.5, 0.001), 0.05, 0.1),
    "Rosenbrock": (lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2, (-1.2, 1.0), 2e-4, 0.03),
    "Beale": (
        lambda x, y: (
            (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2
        ),
        (1.0, 1.5),
        1e-3,
        0.03,
    ),
    "Himmelblau": (
        lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
        (-0.5, -1.0),
        1e-3,
        0.05,
    ),
    "plateau": (lambda x: 1 - torch.exp(-(x**2) / 2), (2.0,), 0.1, 0.05),
    "double well": (lambda x: x**4 - x**3 / 3 - 2 * x**2 + x + 5 / 3, (1.7,), 0.01, 0.05),
}

#: gdkit's rule and settings; PyTorch's rule and settings; whether the rule scales the gradient.
RULES = [
    ("GradientDescent", {}, torch.optim.SGD, {}, False),
    ("Momentum", {"beta": 0.9}, torch.optim.SGD, {"momentum": 0.9}, False),
    ("Nesterov", {"beta": 0.9}, torch.optim.SGD, {"momentum": 0.9, "nesterov": True}, False),
    ("AdaGrad", {"epsilon": 1e-10}, torch.optim.Adagrad, {"eps": 1e-10}, True),
    ("RMSProp", {"beta": 0.99, "epsilon": 1e-8}, torch.optim.RMSprop, {"alpha": 0.99}, True),
    ("Adam", {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}, torch.optim.Adam, {}, True),
    (
        "AMSGrad",
        {"beta1": 0.8, "beta2": 0.9},  # a short memory, so that the maximum matters soon
        torch.optim.Adam,
        {"betas": (0.8, 0.9), "amsgrad": True},
        True,
    ),
    ("AdamW", {"weight_decay": 0.1}, torch.optim.AdamW, {"weight_decay": 0.1}, True),
]


def trajectory(function, start, optimizer, learning_rate, settings):
    """The points of PyTorch's path, in double precision, the start first."""
    theta = torch.nn.Parameter(torch.tensor(start, dtype=torch.float64))
    rule = optimizer([theta], lr=learning_rate, **settings)
    path = [theta.tolist()]
    for _ in range(STEPS):
        rule.zero_grad()
        function(*theta).backward()
        rule.step()
        path.append(theta.tolist())
    return path


def main():
    """Write every rule's path on every landscape."""
    runs = []
    for name, settings, optimizer, its_settings, scales in RULES:
        for landscape, (function, start, plain_rate, scaled_rate) in LANDSCAPES.items():
            rate = scaled_rate if scales else plain_rate
            path = trajectory(function, start, optimizer, rate, its_settings)
            settings = settings | {"learning_rate": rate}
            runs.append({"rule": name, "settings": settings, "landscape": landscape, "path": path})
    rows = ",\n".join(json.dumps(run, ensure_ascii=False) for run in runs)
    file = Path(__file__).with_name("torch_trajectories.json")
    version = torch.__version__.split("+")[0]
    file.write_text(f'{{"torch": "{version}", "runs": [\n{rows}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
