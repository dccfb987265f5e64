"""A place in a plane."""


class Spot:
    """A pair of coordinates, `x` and `y`."""

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __iter__(self):
        return iter((self.x, self.y))

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)
