"""Every optimizer and every landscape of gdkit: one that is defined there is tested here."""

import inspect

from gdkit import landscapes, optimizers

RULES = [
    rule
    for rule in vars(optimizers).values()
    if inspect.isclass(rule) and rule.__module__ == optimizers.__name__
    if rule is not optimizers.Optimizer
]

LANDSCAPES = [
    landscape() if inspect.isfunction(landscape) else landscape
    for name, landscape in vars(landscapes).items()
    if isinstance(landscape, landscapes.Landscape)
    or (inspect.isfunction(landscape) and landscape.__module__ == landscapes.__name__)
    if not name.startswith("_")
]


def points(landscape):
    """The start and the minima of a landscape as tuples, whatever its dimension."""
    return [p if isinstance(p, tuple) else (p,) for p in (landscape.start, *landscape.minima)]
