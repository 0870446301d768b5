"""Reads `banner` of `site.yaml`: how long the banner keeps a choice, and its colours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lydelse.banner.colours import CONTRASTS, DARK, DEFAULTS
from lydelse.model import Banner, Duration, Unit
from lydelse.problems import Place, Report
from lydelse.read.duration import read_duration
from lydelse.read.fields import Fields
from lydelse.read.tree import Node, TextNode

KEYS = ("keeps", "colours")

_LONGEST_DAYS = 730
"""24 months: what anybody agreed to longer ago than that can't be taken for what they want today."""
_MONTHS_A_YEAR = 12
_DAYS_A_YEAR = 365
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def read_banner(fields: Fields, report: Report) -> Banner:
    """Read what a site says of its banner; what is wrong is reported and has its default."""
    inner = fields.inner("banner", KEYS)
    if inner is None:
        return Banner()
    days = _days(inner, report)
    colours = _colours(inner, report)
    return Banner(colours=colours) if days is None else Banner(days, colours)


def _days(fields: Fields, report: Report) -> int | None:
    duration = read_duration(fields, "keeps", report)
    if duration is None:
        return None
    days = _in_days(duration)
    if 1 <= days <= _LONGEST_DAYS:
        return days
    message = f"the banner can't keep a choice for “{duration}”"
    report.error(fields.place_of("keeps"), "duration-impossible", message, "Write from 1 day to 24 months: 6 months.")
    return None


def _in_days(duration: Duration) -> int:
    """A duration in whole days, twelve months being a year; 0 for what has no number."""
    if duration.unit is None:
        return 0
    if duration.unit is Unit.MONTH:
        return duration.count * _DAYS_A_YEAR // _MONTHS_A_YEAR
    return duration.count * duration.unit.seconds // Unit.DAY.seconds


def _colours(fields: Fields, report: Report) -> dict[str, str]:
    inner = fields.inner("colours", DEFAULTS)
    if inner is None:
        return {}
    found = {name: _text(node) for name in DEFAULTS if (node := inner.node(name)) is not None}
    colours = {name: text for name, text in found.items() if _COLOUR.fullmatch(text)}
    for name in found.keys() - colours.keys():
        message = f"“{found[name]}” is no colour that “{name}” can have" if found[name] else f"“{name}” has no colour"
        hint = 'Write it in hexadecimal and in quotation marks, like "#1f3a4d": without them, “#” begins a comment.'
        report.error(inner.place_of(name), "colour-invalid", message, hint)
    if len(colours) == len(found):
        _check_contrast(colours, inner, report)
    return colours


def _text(node: Node) -> str:
    return node.text.strip() if isinstance(node, TextNode) else ""


def _check_contrast(colours: Mapping[str, str], fields: Fields, report: Report) -> None:
    """Report colours that don't stand out from each other, if the site has set one of the two."""
    chosen = {**DEFAULTS, **colours}
    for contrast in CONTRASTS:
        for ending in ("", DARK):
            names = contrast.colour + ending, contrast.behind + ending
            ratio = contrast_ratio(*(chosen[name] for name in names))
            place = next(_places(names, colours, fields), None)
            if ratio < contrast.ratio and place is not None:
                message = f"“{names[0]}” ({chosen[names[0]]}) doesn't stand out from “{names[1]}” ({chosen[names[1]]})"
                # Rounded down, so that nobody reads that 4.5 is less than 4.5.
                hint = f"Their contrast is {int(ratio * 100) / 100:.2f}:1 and has to be {contrast.ratio:g}:1 or more."
                report.error(place, "contrast-low", message, hint)


def _places(names: tuple[str, ...], colours: Mapping[str, str], fields: Fields) -> Iterator[Place]:
    return (fields.place_of(name) for name in names if name in colours)


def contrast_ratio(first: str, second: str) -> float:
    """Give the contrast of two colours in hexadecimal, from 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 to 1 (WCAG 2.2, “relative luminance”)."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004 - one digit a channel
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)  # noqa: PLR2004 - sRGB
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
