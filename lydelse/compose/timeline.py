"""The time line of a policy: its versions on an axis of time, as a picture and as a table.

Places are in percent of the picture's width, so that it fits any window while its words keep their size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lydelse.compose.history_views import Mark, Moment, Period, TimelineRow, TimelineView
from lydelse.compose.sheet import Sheet
from lydelse.compose.version_links import changes_since, to_version
from lydelse.compose.wording import day_of, status_text
from lydelse.model import Policy, Status, Version

_EDGE = 2.0
"""Percent that stay free at each end, so that nothing is cut off."""
_TAIL = 0.15
"""How long the axis goes on after the last day that it shows, as a part of what is before: what holds goes on, too."""
_LEAST_DAYS = 60
"""An axis is no shorter, or a policy of a few days would seem to be of years."""
_APART = 0.8
"""Percent from which two places can be told apart on a phone."""
_LABEL = {False: 32.0, True: 15.0}
"""Percent that a date needs, on a phone and (`True`) in a wide window, with what stays free beside it."""
_FREE = 3.0
_TICK = 8.0
"""Percent that the words of a tick need."""
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)
"""Months from one tick of the axis to the next, whichever first gives few enough."""
_MONTHS = 12
_MOST_STEPS = {False: 2, True: 5}
"""How many whole steps from tick to tick fit on a phone: of months, and (`True`) of years."""


def timeline(sheet: Sheet) -> TimelineView | None:
    """Give the time line of a policy; `None` where there is one version alone, or none."""
    policy = sheet.policy
    lasting = [version for version in policy.versions if version.status is not Status.WITHDRAWN]
    if len(policy.versions) < 2 or not lasting:  # noqa: PLR2004 - a line has two ends
        return None
    axis = _axis(policy)
    withdrawn = [version for version in policy.versions if version.status is Status.WITHDRAWN]
    moments = tuple(_moment(axis, version) for version in lasting)
    return TimelineView(
        description=_description(sheet),
        periods=tuple(_periods(sheet, axis, lasting)),
        moments=moments,
        withdrawn=tuple(_moment(axis, version) for version in withdrawn),
        labels=tuple(_labels(sheet, axis, lasting)),
        ticks=tuple(_ticks(sheet, axis)),
        key=dict(_key(sheet, is_lane_used=any(moment.is_apart for moment in moments))),
        rows=tuple(_row(sheet, version) for version in reversed(policy.versions)),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """The days that the picture shows."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Give where a day is, in percent."""
        return _EDGE + (100 - 2 * _EDGE) * (day - self.first).days / (self.last - self.first).days


def _axis(policy: Policy) -> _Axis:
    days = [day for version in policy.versions for day in (version.effective, version.published or version.effective)]
    if policy.retired is not None:
        days.append(policy.retired.on)
    first, last = min(days), max(days)
    shown = max((last - first).days, _LEAST_DAYS)
    return _Axis(first, first + timedelta(days=shown + max(1, int(shown * _TAIL))))


def _percent(place: float) -> str:
    return f"{place:.2f}%"


# What is in the picture ----------------------------------------------------------------------------------------------


def _periods(sheet: Sheet, axis: _Axis, versions: Sequence[Version]) -> Iterator[Period]:
    for version in versions:
        last = sheet.policy.last_day(version)
        if last is not None and last < version.effective:
            continue  # replaced on its day
        start = axis.place(version.effective)
        end = 100.0 if last is None else axis.place(last + timedelta(days=1))
        yield Period(
            status=version.status.value,
            start=_percent(start),
            width=_percent(end - start),
            name=status_text(sheet.policy, version, sheet.strings),
            is_open=last is None,
        )


def _moment(axis: _Axis, version: Version) -> Moment:
    at, published = axis.place(version.effective), axis.place(version.published or version.effective)
    return Moment(
        status=version.status.value,
        significance=version.significance.value,
        at=_percent(at),
        published=_percent(published),
        is_apart=abs(at - published) > _APART,
    )


def _labels(sheet: Sheet, axis: _Axis, versions: Sequence[Version]) -> Iterator[Mark]:
    """Name as many days as there is room for: what holds and what is coming first, then the first and the latest."""
    current = [version for version in versions if version.status is Status.CURRENT]
    coming = [version for version in versions if version.status in (Status.UPCOMING, Status.DRAFT)]
    wanted = [*current, *coming, *versions[:1], *reversed(versions)]
    days = dict.fromkeys(version.effective for version in wanted)
    pointing = _pointing(axis, current, coming)
    placed: dict[date, str] = {}
    for is_wide, width in _LABEL.items():
        taken = [_begins(axis.place(day), anchor, width) for day, anchor in placed.items()]
        for day in days:
            place = axis.place(day)
            anchor = _anchor(place, width, pointing.get(day, "middle"))
            begins = _begins(place, anchor, width)
            if day not in placed and all(abs(begins - other) >= width for other in taken):
                placed[day] = anchor
                taken.append(begins)
                yield Mark(_percent(place), sheet.strings.short_day(day), anchor, is_wide)


def _pointing(axis: _Axis, current: Sequence[Version], coming: Sequence[Version]) -> dict[date, str]:
    """Let the dates of what holds and of what comes soon after it point away from each other: so both have room."""
    if not current or not coming:
        return {}
    now, then = current[0].effective, coming[0].effective
    is_soon = axis.place(then) - axis.place(now) < _LABEL[True]
    return {now: "end", then: "start"} if is_soon else {}


def _begins(place: float, anchor: str, width: float) -> float:
    """Give where words of a width begin, in percent."""
    return place - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]


def _anchor(place: float, width: float, wanted: str = "middle") -> str:
    """Choose which end of words of a width stands at a place, so that they stay within the picture."""
    if wanted != "middle" and 0 <= _begins(place, wanted, width) <= 100 - width + _FREE:
        return wanted
    if place < width / 2:
        return "start"
    return "end" if place > 100 - width / 2 else "middle"


def _ticks(sheet: Sheet, axis: _Axis) -> Iterator[Mark]:
    first, last = (day.year * _MONTHS + day.month - 1 for day in (axis.first, axis.last))
    step = next(step for step in _STEPS if (last - first) // step <= _MOST_STEPS[step >= _MONTHS])
    for month in range(first - first % step, last + 1, step):
        if not date.min.year <= month // _MONTHS <= date.max.year:
            continue
        day = date(month // _MONTHS, month % _MONTHS + 1, 1)
        if axis.first <= day <= axis.last:
            text = str(day.year) if step >= _MONTHS else sheet.strings.month(day)
            place = axis.place(day)
            yield Mark(_percent(place), text, _anchor(place, _TICK * (1 if step >= _MONTHS else 2)))


# The same in words ---------------------------------------------------------------------------------------------------


def _description(sheet: Sheet) -> str:
    policy = sheet.policy
    told = [version for version in (policy.current, *policy.upcoming) if version is not None]
    days = [version.effective for version in policy.versions if version.status is not Status.WITHDRAWN]
    sentences = [
        sheet.strings.count("timeline_versions", len(policy.versions)),
        sheet.say("timeline_days", first=sheet.strings.day(days[0]), last=sheet.strings.day(days[-1])),
        *(f"{status_text(policy, version, sheet.strings)}." for version in told),
    ]
    return " ".join(sentences)


def _key(sheet: Sheet, *, is_lane_used: bool) -> Iterator[tuple[str, str]]:
    """Say what the signs mean that are in the picture."""
    present = {version.status for version in sheet.policy.versions}
    for status in (Status.SUPERSEDED, Status.CURRENT, Status.UPCOMING, Status.DRAFT):
        if status in present:
            yield status.value, sheet.say(f"timeline_{status}")
    if is_lane_used:
        yield "published", sheet.say("timeline_published")
    if Status.WITHDRAWN in present:
        yield "withdrawn", sheet.say("timeline_withdrawn")


def _row(sheet: Sheet, version: Version) -> TimelineRow:
    return TimelineRow(
        version=to_version(sheet, version, sheet.name(version.id)),
        published=day_of(version.published, sheet.strings) if version.published else None,
        effective=day_of(version.effective, sheet.strings),
        status=version.status.value,
        status_text=status_text(sheet.policy, version, sheet.strings),
        significance_text=sheet.say(f"significance_{version.significance}"),
        since=changes_since(sheet, version),
    )
