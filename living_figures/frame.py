"""`Frame`: what a figure shows, and what is said of it, at one setting of its controls."""


class Frame:
    """One setting's result.

    - `data`: for each gid, the new data of its artists.
    - `caption`: one sentence with the numbers that matter.
    - `goals`: a dict from each task to whether it is met; empty if there are none.
    - `outcome`: what a right guess would have been; None if the figure asks for none.
    """

    def __init__(self, data, caption, goals, outcome):
        self.data = data
        self.caption = caption
        self.goals = goals
        self.outcome = outcome


def checked_caption(caption):
    """Return a caption that is a sentence; `ValueError` for all else."""
    if not isinstance(caption, str) or not caption:
        raise ValueError(f"caption must return a sentence; it returned {caption!r}")
    return caption


def checked_goals(goals, tasks):
    """Return goals whose tasks are those of before, in the same order, `tasks` (None if new)."""
    if not isinstance(goals, dict) or (tasks is not None and list(goals) != list(tasks)):
        raise ValueError(
            f"goals must return the same tasks at every setting; it returned {goals!r}"
        )
    return goals
