"""The pictures show what they claim: their artists' data against formulas and plain Matplotlib."""

import io
from itertools import pairwise

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import same_color, to_rgb
from matplotlib.text import Annotation
from tables import LANDSCAPES, RULES

from gdkit import plots
from gdkit.descent import descend
from gdkit.landscapes import (
    Curve,
    Surface,
    double_well,
    himmelblau,
    parabola,
    quadratic,
    rosenbrock,
    saddle,
)
from gdkit.learning.data import Dataset, load_penguin_mass, load_penguin_species
from gdkit.learning.models import LinearRegression, LogisticRegression, SoftmaxRegression
from gdkit.learning.network import MultilayerPerceptron
from gdkit.optimizers import Adam, GradientDescent
from gdkit.plots.palette import ACCENT, COLOURS, LOSS, use_style
from gdkit.vector import Vector

CURVES = [f for f in LANDSCAPES if f.dimension == 1]
SURFACES = [f for f in LANDSCAPES if f.dimension == 2]
PENGUINS = load_penguin_mass().standardised()
PATH = [(-1.2, 1.0), (-0.5, 0.3), (0.1, 0.0)]

#: Each function, with arguments that it can draw.
PICTURES = {
    "plot_curve": (double_well,),
    "plot_descent": (parabola(), [3.0, 1.5, 0.75]),
    "plot_contours": (himmelblau,),
    "plot_path": (PATH,),
    "plot_losses": ([3.0, 2.0, 1.0],),
    "plot_fit": (LinearRegression(1), np.array([0.0, 4000.0]), PENGUINS),
    "plot_gradient_norms": ([1e-4, 1e-2],),
    "plot_stability": (),
}


@pytest.fixture(autouse=True)
def style():
    with mpl.rc_context({"backend": "Agg"}):
        use_style()
        yield
    plt.close("all")


def drawn(ax):
    """The pixels of a figure."""
    ax.figure.canvas.draw()
    return np.asarray(ax.figure.canvas.buffer_rgba())


def stars(ax):
    (found,) = [line.get_xydata() for line in ax.lines if line.get_marker() == "*"]
    return found


def path_line(ax, count):
    """The line of a path of `count` points, the start's ring aside."""
    (found,) = [line for line in ax.lines if len(line.get_xydata()) == count]
    return found


# All of them


def test_every_picture_is_here():
    assert set(PICTURES) == set(plots.__all__)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_drawn_on_the_axes_given(name):
    _, (left, right) = plt.subplots(1, 2)
    empty = drawn(left).copy()
    assert getattr(plots, name)(*PICTURES[name], ax=right) is right
    assert not left.has_data() and right.has_data()
    assert (drawn(right) != empty).any()
    assert plt.get_fignums() == [1]


@pytest.mark.parametrize("name", PICTURES)
def test_without_axes_a_figure_is_made(name):
    ax = getattr(plots, name)(*PICTURES[name])
    assert plt.get_fignums() == [ax.figure.number]
    assert ax.get_xlabel() or name == "plot_path"


@pytest.mark.parametrize("name", PICTURES)
def test_texts_are_no_formulas_of_matplotlibs(name):
    # A page that shows SVG text in fonts of its own would tear them apart.
    ax = getattr(plots, name)(*PICTURES[name])
    assert not any("$" in text.get_text() for text in [*ax.texts, ax.xaxis.label, ax.yaxis.label])


@pytest.mark.parametrize(
    ("picture", "arguments", "message"),
    [
        ("plot_curve", (rosenbrock,), "landscape must be of dimension 1, as plot_contours"),
        ("plot_curve", (np.sin,), "landscape must be of dimension 1"),
        ("plot_descent", (rosenbrock, PATH), "landscape must be of dimension 1"),
        ("plot_descent", (parabola(), []), "path must be a list of at least one"),
        ("plot_descent", (parabola(), PATH), "path must be .* numbers"),
        ("plot_descent", (parabola(), [1.0], {"tangents": -1}), "tangents must be a whole number"),
        ("plot_contours", (parabola(),), "landscape must be of dimension 2, as plot_curve"),
        ("plot_contours", (saddle, {"levels": 1}), "levels must be a whole number, at least 2"),
        ("plot_path", ([],), "path must be a list of at least one"),
        ("plot_path", ([1.0, 2.0],), r"path must be a list of pairs"),
        ("plot_path", ([(1, 2, 3)],), r"pairs \(x, y\); got"),
        ("plot_path", (descend(saddle.gradient, (1, 1), Adam(), 2),), "path must be a list"),
        ("plot_path", (PATH, {"optimizer": "adam"}), "optimizer must be one of"),
        ("plot_losses", ([],), "losses must be a list of at least one number"),
        ("plot_losses", ([PATH],), "losses must be a list of"),
        ("plot_losses", (3.0,), "losses must be a list of"),
        ("plot_losses", ([np.nan, np.inf],), "losses must hold a finite number"),
        ("plot_losses", ([0.0, -1.0], {"log": True}), "above 0, for a log axis"),
        ("plot_gradient_norms", ([],), "norms must be a list"),
        ("plot_gradient_norms", ([0.0],), "norms must hold a finite number above 0"),
    ],
)
def test_wrong_input_is_named(picture, arguments, message):
    *data, settings = arguments if isinstance(arguments[-1], dict) else (*arguments, {})
    with pytest.raises(ValueError, match=message):
        getattr(plots, picture)(*data, **settings)
    assert not plt.get_fignums() or not plt.gca().lines


# Curves


@pytest.mark.parametrize("landscape", CURVES, ids=repr)
def test_a_curve_is_the_landscape_over_its_window(landscape):
    ax = plots.plot_curve(landscape)
    theta, loss = path_line(ax, 301).get_data()
    assert (theta[0], theta[-1]) == ax.get_xlim() == landscape.window[0]
    assert loss == pytest.approx([landscape(float(t)) for t in theta])
    assert stars(ax) == pytest.approx(np.array([(m, landscape(m)) for m in landscape.minima]))


@pytest.mark.parametrize("tangents", [0, 1, 3, 50])
def test_a_descent_has_its_tangents_and_steps(tangents):
    f = double_well
    path = descend(f.gradient, f.start, GradientDescent(0.04), 8).path
    ax = plots.plot_descent(f, path, tangents=tangents)
    line = path_line(ax, 9)
    assert line.get_xydata() == pytest.approx(np.array([(t, f(t)) for t in path]))
    assert line.get_linewidth() > 0 or tangents

    segments = [s for s in ax.lines if same_color(s.get_color(), ACCENT) and s.get_marker() != "*"]
    assert len(segments) == min(tangents, 9)
    for theta, segment in zip(path, segments, strict=False):
        (x0, y0), (x1, y1) = segment.get_xydata()
        assert (y1 - y0) / (x1 - x0) == pytest.approx(f.gradient(theta))
        assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx((theta, f(theta)))
        on_paper = np.diff(ax.transData.transform(segment.get_xydata()), axis=0)
        assert np.hypot(*on_paper[0]) == pytest.approx(0.24 * ax.get_window_extent().width)

    arrows = [text for text in ax.texts if isinstance(text, Annotation)]
    assert [(a.xyann, a.xy) for a in arrows] == [
        ((here, f(here)), (there, f(here))) for here, there in list(pairwise(path))[:tangents]
    ]


def test_a_diverging_descent_is_cut_off_at_the_window():
    run = descend(double_well.gradient, 1.9, GradientDescent(1.0), 20)
    assert run.diverged
    ax = plots.plot_descent(double_well, run.path, tangents=3)
    drawn(ax)
    assert (ax.get_xlim(), ax.get_ylim()) == (
        plots.plot_curve(double_well).get_xlim(),
        plots.plot_curve(double_well).get_ylim(),
    )


# Surfaces


def contours(ax):
    return [line.get_xydata() for line in ax.lines if line.get_marker() != "*"]


def test_contours_are_the_ellipses_of_a_quadratic_log_spaced():
    ax = plots.plot_contours(quadratic(4.0), levels=10)
    heights = []
    for line in contours(ax):
        x, y = line[np.isfinite(line).all(axis=1)].T
        height = (x**2 + 4 * y**2) / 2
        assert np.ptp(height) < 0.02 * height.mean()
        heights.append(height.mean())
    assert len(heights) == 10
    ratios = np.divide(heights[1:], heights[:-1])
    assert ratios == pytest.approx(ratios.mean(), rel=0.02) and ratios.mean() > 1.5


@pytest.mark.parametrize("landscape", SURFACES, ids=repr)
def test_every_surface_has_contours_its_window_and_its_minima(landscape):
    ax = plots.plot_contours(landscape, levels=9)
    drawn(ax)
    assert len(contours(ax)) == 9 and all(len(line) > 1 for line in contours(ax))
    assert (ax.get_xlim(), ax.get_ylim()) == landscape.window
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("θ₁", "θ₂")
    if landscape is saddle:
        assert not any(line.get_marker() == "*" for line in ax.lines)
    else:
        assert stars(ax) == pytest.approx(np.array(landscape.minima))


def test_the_ground_is_deepest_at_the_minimum_and_see_through():
    (image,) = plots.plot_contours(quadratic(4.0)).images
    tone = image.to_rgba(image.get_array())
    assert tone[100, 100, 3] == tone[..., 3].max() < 0.5
    assert tone[0, 0, 3] == 0
    assert np.unique(tone[..., :3].reshape(-1, 3), axis=0).shape == (1, 3)


def test_contours_make_a_small_svg():
    file = io.BytesIO()
    plots.plot_contours(rosenbrock).figure.savefig(file, format="svg")
    assert len(file.getvalue()) < 110_000


@pytest.mark.parametrize("kind", [tuple, list, np.array, lambda p: Vector(*p)])
def test_a_path_equals_plain_matplotlib(kind):
    ours = plots.plot_path([kind(p) for p in PATH], optimizer=Adam(0.1))
    x, y = np.transpose(PATH)
    _, plain = plt.subplots()
    plain.plot(x, y, color=COLOURS["Adam"], marker="o", markersize=4, linewidth=1.4)
    ring = {"markersize": 10, "markerfacecolor": "none", "markeredgewidth": 1.6}
    plain.plot(x[0], y[0], "o", color=COLOURS["Adam"], **ring)
    assert (drawn(ours) == drawn(plain)).all()


def test_a_long_path_is_a_line_and_a_short_one_has_dots():
    for count, marker in [(41, "o"), (42, "None")]:
        ax = plots.plot_path([(t, t * t) for t in range(count)])
        assert path_line(ax, count).get_marker() == marker


def test_a_path_that_leaves_is_cut_off():
    ax = plots.plot_path([(0.0, 0.0), (5.0, 1e9), (1e10, -1e10)], ax=plots.plot_contours(saddle))
    drawn(ax)
    assert (ax.get_xlim(), ax.get_ylim()) == saddle.window


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_an_optimizer_looks_the_same_everywhere(rule):
    lines = [
        path_line(plots.plot_path(PATH, optimizer=rule(0.1)), 3),
        path_line(plots.plot_descent(parabola(), [3.0, 2.0, 1.0], optimizer=rule), 3),
        path_line(plots.plot_losses([3.0, 2.0, 1.0], optimizer=rule.__name__), 3),
    ]
    assert {line.get_color() for line in lines} == {COLOURS[rule.__name__]}
    assert len({line.get_linestyle() for line in lines}) == 1
    assert {line.get_label() for line in lines} == {rule.__name__}


# Losses and gradients


def test_losses_are_drawn_by_step_and_those_that_are_none_left_out():
    ax = plots.plot_losses([4.0, 2.0, np.inf, np.nan, 0.0], label="run")
    (line,) = ax.lines
    assert line.get_xdata().tolist() == [0, 1, 2, 3, 4]
    np.testing.assert_equal(line.get_ydata(), [4, 2, np.nan, np.nan, 0])
    assert same_color(line.get_color(), LOSS)
    assert [(t.get_text(), t.xy) for t in ax.texts] == [("run", (4, 0))]
    assert not plots.plot_losses([1.0]).texts


def test_a_log_axis_leaves_out_zero():
    ax = plots.plot_losses([1.0, 0.1, 0.0], label="run", log=True)
    drawn(ax)
    assert ax.get_yscale() == "log"
    np.testing.assert_equal(ax.lines[0].get_ydata(), [1, 0.1, np.nan])
    assert ax.texts[0].xy == (1, 0.1)


@pytest.mark.parametrize("log", [False, True])
def test_labels_at_the_ends_keep_clear_of_one_another(log):
    crowd = [0.50, 0.51, 0.49, 0.5, 0.52, 0.9, 3.0, 0.3]
    ends = [crowd[i % len(crowd)] for i in range(len(RULES))]
    ax = None
    for rule, end in zip(RULES, ends, strict=True):
        ax = plots.plot_losses([4.0, 2.0, end], ax=ax, optimizer=rule, log=log)
    drawn(ax)
    boxes = sorted((t.get_window_extent() for t in ax.texts), key=lambda box: box.y0)
    assert len(boxes) == len(RULES)
    for below, above in pairwise(boxes):
        assert below.y1 <= above.y0 + 1  # a pixel
    order = sorted(ax.texts, key=lambda t: t.get_window_extent().y0)
    assert [t.xy[1] for t in order] == sorted(ends)
    assert {to_rgb(t.get_color()) for t in order} == {to_rgb(c) for c in COLOURS.values()}


def test_gradient_norms_go_by_layer():
    network = MultilayerPerceptron((1, 8, 8, 1), activation="sigmoid")
    norms = network.gradient_norms(network.initialise(seed=0), PENGUINS.X, PENGUINS.y)
    ax = plots.plot_gradient_norms(norms, label="sigmoid")
    plots.plot_gradient_norms({"first": 1.0, "second": 0.0, "third": 2.0}, ax=ax)
    drawn(ax)
    assert ax.lines[0].get_xydata() == pytest.approx(np.array([*enumerate(norms, start=1)]))
    np.testing.assert_equal(ax.lines[1].get_ydata(), [1, np.nan, 2])
    assert ax.get_yscale() == "log"
    assert [t.get_text() for t in ax.get_xticklabels()] == ["first", "second", "third"]


# Fits


def test_a_regression_line_is_the_least_squares_line():
    data = load_penguin_mass()
    slope, intercept = np.polyfit(data.X[:, 0], data.y, 1)
    model = LinearRegression(1)
    theta = np.empty(model.size)
    parts = model.views(theta)
    parts["W"][...], parts["b"][...] = slope, intercept
    ax = plots.plot_fit(model, theta, data)
    cloud, line = ax.lines
    assert (cloud.get_xydata() == np.column_stack([data.X, data.y])).all()
    assert line.get_ydata() == pytest.approx(slope * line.get_xdata() + intercept)
    assert line.get_xdata()[0] < data.X.min() and line.get_xdata()[-1] > data.X.max()
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("flipper length (mm)", "body mass (g)")


@pytest.mark.parametrize("classes", [2, 3])
def test_the_regions_are_the_predictions(classes):
    names = ("Adelie", "Gentoo", "Chinstrap")[:classes]
    data = load_penguin_species(species=names).standardised()
    model = LogisticRegression(2) if classes == 2 else SoftmaxRegression(2, 3)
    run = descend(
        lambda theta: model.gradient(theta, data.X, data.y),
        model.initialise(),
        GradientDescent(1.0),
        100,
    )
    ax = plots.plot_fit(model, run.end, data)
    drawn(ax)
    regions = [c.get_paths()[0] for c in ax.collections if c.filled]
    predicted = model.predict(run.end, data.X)
    inside = np.array([region.contains_points(data.X) for region in regions])
    assert len(regions) == classes and (inside.sum(axis=0) == 1).all()
    assert (inside.argmax(axis=0) == predicted).all()
    assert [len(line.get_xydata()) for line in ax.lines] == np.bincount(data.y).tolist()
    assert [t.get_text() for t in ax.get_legend().get_texts()] == list(names)
    assert len({line.get_marker() for line in ax.lines}) == classes


def test_a_class_that_is_never_predicted_has_no_region():
    data = load_penguin_species().standardised()
    model = LogisticRegression(2)
    theta = np.zeros(model.size)
    model.views(theta)["b"][...] = 5.0
    ax = plots.plot_fit(model, theta, data)
    drawn(ax)
    (region,) = [c.get_paths()[0] for c in ax.collections if c.filled]
    assert region.contains_points(data.X).all()


def test_a_fit_that_has_no_picture_is_an_error():
    X = np.arange(12.0).reshape(6, 2)
    with pytest.raises(ValueError, match="dataset must have 1 feature"):
        plots.plot_fit(LinearRegression(2), np.zeros(3), Dataset(X, X[:, 0]))
    with pytest.raises(ValueError, match="dataset must have 2 features"):
        plots.plot_fit(None, None, Dataset(X[:, :1], [0, 1] * 3, class_names="ab"))
    with pytest.raises(ValueError, match="classes must be at most 5"):
        plots.plot_fit(None, None, Dataset(X, range(6), class_names="abcdef"))
    assert not plt.get_fignums()


# The map of momentum


def roots(x, beta):
    return np.roots([1, -(1 + beta - x), beta])


def test_the_regions_of_the_map_are_what_the_roots_say():
    ax = plots.plot_stability()
    monotone, oscillating, divergent = (c.get_paths()[0] for c in ax.collections)
    rng = np.random.default_rng(0)
    x, beta = rng.uniform((0, 0), (4, 1), (2000, 2)).T
    # The regions' edges are polygons; between their corners a curve may be this far off.
    clear = (abs(beta - (1 - x**0.5) ** 2) > 1e-3) & (abs(x - 2 - 2 * beta) > 1e-3)
    assert clear.mean() > 0.99
    for point in zip(x[clear], beta[clear], strict=True):
        r = roots(*point)
        if abs(r).max() > 1:
            expected = [False, False, True]
        elif np.isreal(r).all() and r.real.min() >= 0:
            expected = [True, False, False]
        else:
            expected = [False, True, False]
        assert [
            region.contains_point(point) for region in (monotone, oscillating, divergent)
        ] == expected


def test_the_curves_of_the_map_are_exact():
    critical, bound = plots.plot_stability().lines
    for x, beta in critical.get_xydata():
        assert (1 + beta - x) ** 2 == pytest.approx(4 * beta, abs=1e-12)
    ends = bound.get_xydata()
    for share in np.linspace(0, 1, 11)[:-1]:
        x, beta = (1 - share) * ends[0] + share * ends[1]
        assert abs(roots(x, beta)).max() == pytest.approx(1)
        assert abs(roots(x - 0.01, beta)).max() < 1 < abs(roots(x + 0.01, beta)).max()


def test_the_regions_of_the_map_are_named_inside_them():
    ax = plots.plot_stability()
    drawn(ax)
    names = {text.get_text().split(",")[0]: text for text in ax.texts}
    for name, region in zip(["oscillating", "divergent"], ax.collections[1:], strict=True):
        corners = names[name].get_window_extent().corners()
        inside = region.get_paths()[0].contains_points(ax.transData.inverted().transform(corners))
        assert inside.all()
    assert ax.collections[0].get_paths()[0].contains_point(names["monotone"].xy)


# Landscapes that are not finite everywhere, and flat ones


def holed(x, y):
    """A bowl with a hole of NaN on the left and infinity above."""
    height = x * x + y * y
    return np.where(x < -0.5, np.nan, np.where(y > 0.5, np.inf, height))


SQUARE = ((-1.0, 1.0), (-1.0, 1.0))


@pytest.mark.parametrize("minima", [[(0.0, 0.0)], [], np.array([[0.0, 0.0]]), [(-0.9, 0.0)]])
def test_contours_are_drawn_around_what_is_not_finite(minima):
    ax = plots.plot_contours(Surface("holed", holed, None, minima, SQUARE, (0, 0)), levels=8)
    drawn(ax)
    lines = contours(ax)
    assert len(lines) == 8 and all(np.isfinite(line).any() for line in lines)
    x, y = np.concatenate(lines).T
    assert np.nanmin(x) > -0.52 and np.nanmax(y) < 0.52
    (image,) = ax.images
    shown = ~np.ma.getmaskarray(image.get_array())
    assert 0.5 < shown.mean() < 0.6


def test_a_constant_has_no_contours():
    for flat in (lambda x, y: 0 * x + 3.0, lambda x, y: 3.0):
        ax = plots.plot_contours(Surface("flat", flat, None, [], SQUARE, (0, 0)))
        drawn(ax)
        assert not any(np.isfinite(line).any() for line in contours(ax))
        assert (ax.get_xlim(), ax.get_ylim()) == SQUARE


def test_a_curve_has_gaps_where_it_is_not_finite_and_a_constant_is_a_line():
    with np.errstate(divide="ignore", invalid="ignore"):
        ax = plots.plot_curve(Curve("log", np.log, None, [], ((-1.0, 2.0),), 1.0))
    drawn(ax)
    loss = ax.lines[0].get_ydata()
    assert np.isnan(loss[:101]).all() and np.isfinite(loss[101:]).all()
    assert ax.get_ylim()[1] == pytest.approx(np.log(2), abs=0.4)
    ax = plots.plot_curve(Curve("flat", lambda x: 0 * x + 3, None, [], ((-1.0, 2.0),), 1.0))
    assert ax.get_ylim() == (2, 4)


def test_a_landscape_that_is_finite_nowhere_is_an_error():
    with pytest.raises(ValueError, match="landscape must be finite somewhere in its window"):
        plots.plot_contours(Surface("no", lambda x, y: x * np.nan, None, [], SQUARE, (0, 0)))
    with pytest.raises(ValueError, match="landscape must be finite somewhere in its window"):
        plots.plot_curve(Curve("no", lambda x: x * np.inf, None, [], ((1.0, 2.0),), 1.0))
    assert not plt.get_fignums()


def test_a_colour_may_be_an_array():
    for draw in (plots.plot_path, lambda path, color: plots.plot_losses([3, 2, 1], color=color)):
        ax = draw(PATH, color=np.array([1.0, 0.0, 0.5]))
        assert same_color(ax.lines[0].get_color(), (1.0, 0.0, 0.5))


def test_masked_and_complex_points_are_no_path():
    for bad in ([np.ma.masked_array([1.0, 2.0], [True, False])], [(1j, 1.0)]):
        with pytest.raises(ValueError, match="path must be a list of pairs"):
            plots.plot_path(bad)
    with pytest.raises(ValueError, match="losses must be a list of"):
        plots.plot_losses([1.0, 2j])
