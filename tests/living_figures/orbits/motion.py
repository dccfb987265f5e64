"""A body that a force moves, step by step."""

import math

from orbits.spot import Spot


class Rule:
    """One step of a time: `step` takes an angle and a speed to the next such pair."""

    def __init__(self, time):
        self.time = time


class Leap(Rule):
    """First the speed, by the force; then the angle, by the new speed."""

    def step(self, angle, speed, force):
        speed = speed + self.time * force(angle, speed)
        return angle + self.time * speed, speed


def pendulum(damping):
    """The force on a pendulum that loses speed."""
    return lambda angle, speed: -math.sin(angle) - damping * speed


def energy(spot):
    """The energy of a pendulum at an angle `x` with a speed `y`."""
    return spot.y**2 / 2 + 1 - math.cos(spot.x)


def swing(force, angle, speed, rule, steps):
    """The angles and the speeds of a body, from the start to the last step."""
    path = [Spot(angle, speed)]
    for _ in range(steps):
        path.append(Spot(*rule.step(*path[-1], force)))
    return path
