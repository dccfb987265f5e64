"""What an author gives a control is what a page's Python gets, or it is refused."""

import matplotlib.pyplot as plt
import pytest
from example import write_page
from reader import Reader

from living_figures import Choice, Experiment
from living_figures.page import control_specs

NOTEBOOK = '''
import matplotlib.pyplot as plt
from living_figures import *
figure, ax = plt.subplots()
ax.plot([], [], gid="path")
def update(pick, few):
    return {"path": [], "picked": [pick, few]}
def caption(picked):
    return "picked: " + ", ".join(repr(pick) for pick in picked)
def goals(picked):
    last = {"the last": picked[0] is None, "not -1": picked[1] == 2.5}
    return last if picked[0] else dict(reversed(last.items()))
made = Experiment(
    figure, update, caption=caption, goals=goals, alt="two choices",
    pick=Choice(["a: b", 2, 2.5, True, None]), few=Choice([1, 2.5]),
)
'''  # fmt: skip


@pytest.fixture
def reader(browser, serve, tmp_path):
    write_page(tmp_path, NOTEBOOK, ["made"])
    reader = Reader(browser, serve(tmp_path) + "index.html")
    yield reader
    assert reader.errors == []
    reader.context.close()


def test_choices_of_several_kinds_reach_python_as_they_are(reader):
    for place, said in enumerate(["'a: b'", "2", "2.5", "True", "None"]):
        reader.figure.get_by_label("pick", exact=True).select_option(index=place)
        reader.expect_caption(f"^picked: {said}, 1$")
    reader.figure.get_by_label("few", exact=True).select_option("2.5")
    reader.expect_caption("^picked: None, 2.5$")


def test_a_task_is_ticked_by_its_name(reader):
    reader.figure.get_by_label("pick", exact=True).select_option(
        "None"
    )  # the tasks come in another order
    reader.expect_caption("None, 1$")
    met = reader.figure.locator("li").evaluate_all("all => all.map(li => li.dataset.met)")
    assert met == ["true", "false"]


def test_a_setting_that_no_page_can_hand_over_is_named():
    with pytest.raises(ValueError, match="control 'x' has a setting of type tuple"):
        control_specs("x", Choice([(1, 2), (3, 4)]), "x", [])


@pytest.mark.parametrize("projection", ["polar", "3d"])
def test_axes_that_are_not_plain_are_refused(projection):
    figure, ax = plt.subplots(subplot_kw={"projection": projection})
    ax.plot([], [], gid="path")
    with pytest.raises(ValueError, match=rf"is on axes that are {projection}, not plain"):
        Experiment(figure, lambda: {"path": []}, caption=lambda: "a", alt="a")
