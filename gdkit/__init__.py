"""gdkit: gradient descent in plain sight, the small package behind the course.

Its modules stand on four floors, and each imports only from its own floor or a lower one:

0. the algorithms, in portable Python: `optimizers`, `schedules`, `clipping`, `landscapes`,
   `descent`, `sampling`
1. learning from data, with NumPy: `data`, `losses`, `models`, `training`, `gradcheck`
2. drawing, with Matplotlib: `plots`
3. living figures, with ipywidgets: `live`; the site around them: `site`
"""
