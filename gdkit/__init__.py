"""gdkit: gradient descent in plain sight, the small package behind the course.

A folder is a floor, and a module imports only from its own floor or a lower one:

- ``gdkit`` itself: the algorithms, in plain Python that a browser runs, too: `optimizers`,
  `schedules`, `clipping`, `landscapes`, `descent`, `sampling`
- ``gdkit.learning``: learning from data, with NumPy: `data`, `losses`, `models`, `network`,
  `training`, `gradcheck`
- ``gdkit.plots``: pictures, with Matplotlib
"""

__version__ = "0.1.0"
