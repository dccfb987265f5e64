"""Random numbers that are the same in every Python, on every machine and in a browser.

NumPy's are better and faster, but a page has no NumPy, and an experiment must show its
reader the very numbers that the author saw.
"""

import math

from gdkit.validation import whole

MULTIPLIER = 16807
MODULUS = 2**31 - 1


class RandomNumbers:
    """The "minimal standard" generator of Park and Miller (1988).

    Its state steps by x ← 16807·x mod (2³¹ − 1).  Good enough to shuffle examples and to
    add noise; not for cryptography.  `seed` is a whole number from 0.
    """

    def __init__(self, seed=0):
        seed = whole("seed", seed)
        # Neighbouring seeds would give proportional streams; cubing them breaks that.
        self.state = pow(seed + 1_000_003, 3, MODULUS) or 1

    def uniform(self):
        """A number in (0, 1), all equally likely."""
        self.state = MULTIPLIER * self.state % MODULUS
        return self.state / MODULUS

    def normal(self):
        """A number from the standard normal distribution (Box and Muller, 1958)."""
        radius = math.sqrt(-2 * math.log(self.uniform()))
        return radius * math.cos(2 * math.pi * self.uniform())

    def below(self, n):
        """A whole number from 0 to n − 1, all equally likely."""
        return int(n * self.uniform())

    def permutation(self, n):
        """The numbers 0 to n − 1 in random order, all orders equally likely (Fisher–Yates)."""
        order = list(range(n))
        for i in range(n - 1, 0, -1):
            j = self.below(i + 1)
            order[i], order[j] = order[j], order[i]
        return order
