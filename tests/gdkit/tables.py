"""Every optimizer and every landscape of gdkit: one that is defined there is tested here."""

import inspect

from gdkit import landscapes, optimizers

RULES = [
    rule
    for rule in vars(optimizers).values()
    if inspect.isclass(rule) and rule.__module__ == optimizers.__name__
    if rule is not optimizers.Optimizer
]

LANDSCAPE_NAMES = [
    name
    for name, value in vars(landscapes).items()
    if isinstance(value, landscapes.Landscape)
    or (inspect.isfunction(value) and value.__module__ == landscapes.__name__)
    if not name.startswith("_")
]


def make_landscape(name):
    """The landscape of that name in `gdkit.landscapes`; its settings, if any, are left out."""
    value = getattr(landscapes, name)
    return value() if inspect.isfunction(value) else value


LANDSCAPES = [make_landscape(name) for name in LANDSCAPE_NAMES]


def points(landscape):
    """The start and the minima of a landscape as tuples, whatever its dimension."""
    return [p if isinstance(p, tuple) else (p,) for p in (landscape.start, *landscape.minima)]
