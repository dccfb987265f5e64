"""One setting's result, and what its words must be."""

import pytest

from living_figures.frame import Frame, checked_caption, checked_goals


def test_a_frame_holds_what_is_shown_and_what_is_said():
    frame = Frame({"line": [(0, 1)]}, "One.", {"a task": True}, 3.5)
    assert (frame.data, frame.caption) == ({"line": [(0, 1)]}, "One.")
    assert (frame.goals, frame.outcome) == ({"a task": True}, 3.5)


def test_a_sentence_is_a_caption():
    assert checked_caption("The end.") == "The end."


@pytest.mark.parametrize("caption", ["", None, 3, ["The end."]])
def test_all_else_is_none(caption):
    with pytest.raises(ValueError, match="caption must return a sentence; it returned"):
        checked_caption(caption)


def test_goals_are_free_at_first_and_then_the_same():
    goals = {"a": False, "b": True}
    assert checked_goals(goals, None) is goals
    assert checked_goals(goals, {"a": True, "b": True}) is goals


@pytest.mark.parametrize("goals", [{"a": True}, {"b": True, "a": True}, {}, ["a", "b"], None])
def test_goals_that_change_are_shown(goals):
    with pytest.raises(ValueError, match="the same tasks at every setting; it returned"):
        checked_goals(goals, {"a": True, "b": True})
