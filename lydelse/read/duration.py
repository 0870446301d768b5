"""Reads durations: `session`, `until-deleted`, or a number with a unit, like `6 months`."""

from __future__ import annotations

import re

from lydelse.model import Duration, Unit
from lydelse.problems import Report, nearest
from lydelse.read.fields import Fields

_COUNTED = re.compile(r"(?P<count>[0-9]{1,4}) (?P<unit>\S+)")
_WORDS = {"session": Duration.session(), "until-deleted": Duration.lasting()}
_UNITS = {f"{unit}{ending}": unit for unit in Unit for ending in ("", "s")}


def read_duration(fields: Fields, key: str, report: Report) -> Duration | None:
    """Read a key's value as a duration, or report why it is none."""
    text = fields.text(key)
    if text is None or text in _WORDS:
        return _WORDS.get(text or "")
    match = _COUNTED.fullmatch(text)
    unit = _UNITS.get(match["unit"]) if match else None
    if match is not None and unit is not None and int(match["count"]) > 0:
        return Duration(int(match["count"]), unit)
    message = f"“{text}” is no duration"
    if match is not None and unit is not None:
        message = f"“{text}” is no time at all"
    report.error(fields.place_of(key), "duration-invalid", message, _hint(text))
    return None


def _hint(text: str) -> str:
    meant = nearest(text.rpartition(" ")[2], [*_UNITS, *_WORDS])
    guess = f"Did you mean “{meant}”? " if meant is not None and meant not in text.split() else ""
    units = ", ".join(f"{unit}s" for unit in Unit)
    return f"{guess}Write it like 6 months (with {units}), or write session or until-deleted."
