"""How far apart two colours are: WCAG's contrast, and distances as colour-blind eyes see them."""

from itertools import combinations

import numpy as np
from matplotlib.colors import to_rgb

#: What remains of linear RGB without one kind of cone: Machado, Oliveira and Fernandes (2009),
#: severity 1.
EYES = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

#: Okabe and Ito (2008), the usual palette for colour-blind readers, black included.
OKABE_ITO = ["#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"]


def linear(colour):
    """Linear RGB, from sRGB."""
    c = np.array(to_rgb(colour))
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(a, b):
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted(linear(c) @ [0.2126, 0.7152, 0.0722] for c in (a, b))
    return (light + 0.05) / (dark + 0.05)


def oklab(rgb):
    """Linear RGB in Ottosson's Oklab (2020), where a difference looks as large as it is long."""
    cones = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
    opponents = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return opponents @ np.cbrt(cones @ np.clip(rgb, 0, 1))


def distance(a, b, eye):
    return np.linalg.norm(oklab(EYES[eye] @ linear(a)) - oklab(EYES[eye] @ linear(b)))


def closest(colours, eye):
    return min(distance(a, b, eye) for a, b in combinations(colours, 2))


WORST_OF_OKABE_ITO = min(closest(OKABE_ITO, eye) for eye in EYES)
