"""gdkit's paths against those that PyTorch's optimizers took (see torch_trajectories/).

The paths end after 60 steps: once RMSProp chatters about a minimum it amplifies rounding, and
two correct implementations part.
"""

import json
from pathlib import Path

import numpy as np
import pytest
from tables import LANDSCAPES, RULES

from gdkit import optimizers
from gdkit.descent import descend

DATA = json.loads(
    (Path(__file__).parent / "torch_trajectories" / "torch_trajectories.json").read_text("utf-8")
)
#: Rules that PyTorch does not have; other tests hold them to the truth.
NOT_IN_PYTORCH = set()
BY_NAME = {landscape.name: landscape for landscape in LANDSCAPES}


def test_every_rule_was_run_by_the_stated_version():
    assert DATA["torch"] == "2.13.0"
    known = {run["rule"] for run in DATA["runs"]} | NOT_IN_PYTORCH
    assert known == {rule.__name__ for rule in RULES}, (
        "Add the rule to RULES in torch_trajectories/generate.py and run that, "
        "or name it in NOT_IN_PYTORCH."
    )


@pytest.mark.parametrize("run", DATA["runs"], ids=lambda run: f"{run['rule']}-{run['landscape']}")
def test_path_is_pytorchs(run):
    theirs = np.array(run["path"])
    landscape = BY_NAME[run["landscape"]]
    start = tuple(theirs[0]) if landscape.dimension == 2 else theirs[0, 0]
    rule = getattr(optimizers, run["rule"])(**run["settings"])
    ours = descend(landscape.gradient, start, rule, steps=len(theirs) - 1).path
    np.testing.assert_allclose(
        np.reshape(ours, theirs.shape), theirs, rtol=1e-12, atol=1e-12, strict=True
    )
