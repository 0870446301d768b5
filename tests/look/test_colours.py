"""Contrasts, mixtures, and colours that stand out; the names of the colours are those of the stylesheets."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.banner.colours import PALETTE as BANNER
from lydelse.colours import DARK, TEXT, Palette, contrast_ratio, mixed, nearest_that_stands_out
from lydelse.look import PALETTE, ROLES, STACKS

CSS = Path(__file__).parents[2] / "layouts" / "css"
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
_RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<body>[^{}]*)\}")
_COLOUR = re.compile(r"(?<![-a-z])(?P<property>color|background|background-color): var\(--(?P<name>[a-z-]+)\)")


@pytest.mark.parametrize("palette", [PALETTE, BANNER])
def test_the_colours_that_nobody_sets_stand_out(palette: Palette) -> None:
    for contrast in palette.contrasts:
        for ending in ("", DARK):
            colours = palette.defaults[contrast.colour + ending], palette.defaults[contrast.behind + ending]
            assert contrast_ratio(*colours) >= contrast.ratio, (contrast, ending)


@given(COLOURS, COLOURS)
def test_a_proposal_stands_out_and_has_the_same_hue(colour: str, behind: str) -> None:
    found = nearest_that_stands_out(colour, [(behind, TEXT)])
    assert found is not None
    assert contrast_ratio(found, behind) >= TEXT
    if contrast_ratio(colour, behind) >= TEXT + 0.1:
        assert abs(_lightness(found) - _lightness(colour)) < 0.01
    if 0.15 < _lightness(found) < 0.85 and 0.15 < _lightness(colour) < 0.85 and _saturation(colour) > 0.3:
        turned = abs(_hue(found) - _hue(colour))
        assert min(turned, 1 - turned) < 0.03


def test_what_nothing_meets_has_no_proposal() -> None:
    assert nearest_that_stands_out("#777777", [("#ffffff", 10), ("#000000", 10)]) is None


@given(COLOURS, COLOURS)
def test_a_mixture_begins_and_ends_with_what_it_is_of(one: str, other: str) -> None:
    assert mixed(one, other, 1) == one
    assert mixed(one, other, 0) == other


@given(st.dictionaries(st.sampled_from(list(PALETTE.defaults)), COLOURS))
def test_what_a_site_sets_holds_and_nothing_else_changes_without_it(colours: dict[str, str]) -> None:
    filled = PALETTE.filled(colours)
    assert filled.keys() == PALETTE.defaults.keys()
    assert colours.items() <= filled.items()
    assert all(PALETTE.setters(name, colours) for name in filled if filled[name] != PALETTE.defaults[name])


# The stylesheets -----------------------------------------------------------------------------------------------


def test_the_defaults_are_those_of_the_stylesheet() -> None:
    light, dark = (CSS / "tokens.css").read_text(encoding="utf-8").split("prefers-color-scheme: dark")
    stated = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    stated |= {name + DARK: value for name, value in re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark)}
    assert stated == PALETTE.defaults


def test_the_typefaces_are_those_of_the_stylesheet() -> None:
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    stated = dict(re.findall(r"--font-([a-z]+): ([^;]+);", text))
    assert stated == {role: STACKS.get(stack, "var(--font-text)") for role, stack in ROLES.items()}


def _rules() -> Iterator[tuple[str, str]]:
    for path in sorted(CSS.glob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for match in _RULE.finditer(text):
            yield f"{path.name}: {' '.join(match['selectors'].split())}", match["body"]


def test_no_stylesheet_has_a_colour_of_its_own() -> None:
    for where, body in _rules():
        if not any(part in where for part in ("root", "@", "::backdrop")):
            assert not re.search(r"#[0-9a-f]{3,6}\b|rgb|hsl", body), where


def test_what_the_styles_lay_on_each_other_is_checked() -> None:
    checked = {frozenset((contrast.colour, contrast.behind)) for contrast in PALETTE.contrasts}
    laid = 0
    for where, body in _rules():
        found = {match["property"][:10]: match["name"] for match in _COLOUR.finditer(body)}
        if len(found) > 1:
            laid += 1
            assert frozenset(found.values()) in checked, where
    assert laid > 5


def _hls(colour: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))


def _hue(colour: str) -> float:
    return _hls(colour)[0]


def _lightness(colour: str) -> float:
    return _hls(colour)[1]


def _saturation(colour: str) -> float:
    return _hls(colour)[2]
