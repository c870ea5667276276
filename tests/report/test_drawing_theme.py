"""Colours: light and dark, each legible, and none the only sign of anything."""

import re
from xml.etree.ElementTree import fromstring

import pytest

from gsn.report.drawing import Decoration, Node, Scene, Shape, State, Theme, dark_rules, draw
from gsn.report.drawing.palette import INK, OUTLINES, PAPER
from gsn.report.drawing.theme import DARK_INK, DARK_OUTLINES, DARK_PAPER

SVG = "{http://www.w3.org/2000/svg}"
SCENE = Scene((Node("g", "G1", "The filter holds", Shape.GOAL, decorations=frozenset({Decoration.DEFEATED})),), (), "t")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    """Contrast ratio (WCAG 2.2, 1.4.3)."""
    darker, lighter = sorted((luminance(one), luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    ("paper", "ink", "outlines"),
    [
        (PAPER, INK, {state: (look["fill"], look["stroke"]) for state, look in OUTLINES.items()}),
        (DARK_PAPER, DARK_INK, DARK_OUTLINES),
    ],
    ids=["light", "dark"],
)
def test_text_signs_and_outlines_are_legible(
    state: State, paper: str, ink: str, outlines: dict[State, tuple[str, str]]
) -> None:
    fill, stroke = outlines[state]
    assert contrast(ink, fill) >= 7
    assert contrast(stroke, paper) >= 4.5
    assert contrast(stroke, fill) >= 3


def test_a_light_figure_needs_no_style_sheet() -> None:
    assert "<style" not in draw(SCENE)


def test_a_figure_may_be_as_its_readers_screen_is_set() -> None:
    drawing = draw(SCENE, theme=Theme.READERS)
    style = fromstring(drawing).findtext(f"{SVG}style")  # noqa: S314 - we have just drawn it
    assert style == f"@media screen and (prefers-color-scheme: dark) {{ {dark_rules()} }}"


def test_a_dark_figure_is_dark_wherever_it_is_shown() -> None:
    drawing = draw(SCENE, theme=Theme.DARK)
    assert fromstring(drawing).findtext(f"{SVG}style") == dark_rules()  # noqa: S314 - we have just drawn it


def test_a_theme_changes_nothing_but_the_style_sheet() -> None:
    styled = re.sub("<style>.*</style>", "", draw(SCENE, theme=Theme.DARK))
    assert styled == draw(SCENE)


def test_no_rule_reaches_beyond_the_figures() -> None:
    rules = re.findall(r"([^{}]+) \{[^}]*\}", dark_rules(".mine"))
    assert len(rules) > 15
    assert all(rule.strip().startswith(".mine ") for rule in rules)
