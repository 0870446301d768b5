"""How the banner is set in site.yaml."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.banner.colours import CONTRASTS, DEFAULTS
from lydelse.colours import DARK, contrast_ratio
from lydelse.model import Banner
from lydelse.problems import Report
from lydelse.read.banner import read_banner
from lydelse.read.fields import Fields
from lydelse.read.nodes import parse


def _read(text: str) -> tuple[Banner, list[str]]:
    report = Report()
    node = parse(f"banner:\n{text}" if text else "{}", "site.yaml", report)
    assert node is not None
    banner = read_banner(Fields(node, ("banner",), report), report)
    return banner, [f"{found.place.line}:{found.place.column} {found.code}" for found in report.problems]


def test_without_a_word_it_keeps_a_choice_for_half_a_year() -> None:
    assert _read("") == (Banner(182, {}), [])


@pytest.mark.parametrize(
    ("text", "days"),
    [("6 months", 182), ("24 months", 730), ("2 years", 730), ("52 weeks", 364), ("1 day", 1), ("48 hours", 2)],
)
def test_it_keeps_a_choice_for_up_to_two_years(text: str, days: int) -> None:
    assert _read(f"  keeps: {text}\n") == (Banner(days), [])


@pytest.mark.parametrize("text", ["25 months", "731 days", "23 hours", "session", "until-deleted"])
def test_it_keeps_no_choice_for_longer_or_for_no_time(text: str) -> None:
    assert _read(f"  keeps: {text}\n") == (Banner(), ["2:10 duration-impossible"])


def test_colours_are_taken_by_name() -> None:
    colours = {"paper": "#FFF", "ink-dark": "#eeeeee"}
    lines = "".join(f'    {name}: "{colour}"\n' for name, colour in colours.items())
    assert _read(f"  colours:\n{lines}") == (Banner(colours=colours), [])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("paper: #ffffff", "3:11 colour-invalid"),
        ('paper: "white"', "3:12 colour-invalid"),
        ('paper: "#ffff"', "3:12 colour-invalid"),
        ('paper: "#fff;}body{display:none"', "3:12 colour-invalid"),
        ("papr: x", "3:5 key-unknown"),
        ('ink: "#8a8a8a"', "3:10 contrast-low"),
        ('ink-dark: "#333"', "3:15 contrast-low"),
    ],
)
def test_faults_in_colours(line: str, found: str) -> None:
    assert _read(f"  colours:\n    {line}\n")[1][:1] == [found]


def test_the_colours_that_nobody_sets_stand_out() -> None:
    for contrast in CONTRASTS:
        for ending in ("", DARK):
            assert (
                contrast_ratio(DEFAULTS[contrast.colour + ending], DEFAULTS[contrast.behind + ending]) > contrast.ratio
            )


@pytest.mark.parametrize(
    ("first", "second", "ratio"), [("#000", "#ffffff", 21.0), ("#777777", "#fff", 4.478), ("#abc", "#aabbcc", 1.0)]
)
def test_contrasts_are_those_of_the_standard(first: str, second: str, ratio: float) -> None:
    assert contrast_ratio(first, second) == pytest.approx(ratio, abs=0.001)


_colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(_colours, _colours)
def test_a_contrast_is_the_same_both_ways(first: str, second: str) -> None:
    assert 1.0 <= contrast_ratio(first, second) == contrast_ratio(second, first) <= 21.0 + 1e-9
