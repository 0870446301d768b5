"""Reads `banner` of `site.yaml`: how long the banner keeps a choice, and its colours."""

from __future__ import annotations

from lydelse.banner.colours import PALETTE
from lydelse.forms import BANNER
from lydelse.model import Banner, Duration, Unit
from lydelse.problems import Report
from lydelse.read.duration import read_duration
from lydelse.read.fields import Fields
from lydelse.read.palette import read_colours

_LONGEST_DAYS = 730
"""24 months: what anybody agreed to longer ago than that can't be taken for what they want today."""
_MONTHS_A_YEAR = 12
_DAYS_A_YEAR = 365


def read_banner(fields: Fields, report: Report) -> Banner:
    """Read what a site says of its banner; what is wrong is reported and has its default."""
    inner = fields.inner("banner", BANNER)
    if inner is None:
        return Banner()
    days = _days(inner, report)
    colours = read_colours(inner, PALETTE, report)
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
