"""Living figures: sliders that move a Matplotlib figure, in a notebook and on a page."""

from living_figures.controls import Choice, IntSlider, LogSlider, Slider, StartPoint, Steps, Switch
from living_figures.experiment import Experiment, Guess

__all__ = [
    "Choice",
    "Experiment",
    "Guess",
    "IntSlider",
    "LogSlider",
    "Slider",
    "StartPoint",
    "Steps",
    "Switch",
]
