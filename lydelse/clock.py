"""The day for which a site is built: stated, or today."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lydelse.endings import Ending

if TYPE_CHECKING:
    from lydelse.model import Site


class BadEpoch(Ending):
    """`SOURCE_DATE_EPOCH` is no number of seconds."""

    hint = "Unset it, or use --as-of."

    def __init__(self, epoch: str) -> None:
        super().__init__(f"SOURCE_DATE_EPOCH is “{epoch}”, but has to be a number of seconds")


class Clock:
    """Chooses the day for which a site is built, and remembers it and where it came from."""

    __slots__ = ("_epoch", "_stated", "day", "source")

    def __init__(self, stated: date | None, epoch: str | None) -> None:
        self._stated, self._epoch = stated, epoch
        self.day: date | None = None
        self.source = ""

    @classmethod
    def of(cls, stated: date | None) -> Clock:
        """Give a clock for a day that the command line states, or else for that of the environment.

        Raises:
            BadEpoch: the environment states what is no day.
        """
        epoch = os.environ.get("SOURCE_DATE_EPOCH") or None
        if stated is None and epoch is not None and not re.fullmatch(r"[0-9]{1,11}", epoch):
            raise BadEpoch(epoch)
        return cls(stated, epoch)

    def __call__(self, site: Site) -> date:
        """Give the day for a site, in its time zone."""
        return self.in_zone(site.time_zone)

    def in_zone(self, name: str) -> date:
        """Give the day in a time zone."""
        zone = ZoneInfo(name)
        if self._stated is not None:
            self.day, self.source = self._stated, "--as-of"
        elif self._epoch is not None:
            self.day, self.source = datetime.fromtimestamp(int(self._epoch), zone).date(), "SOURCE_DATE_EPOCH"
        else:
            self.day, self.source = _today(zone), f"today in {name}"
        return self.day

    def not_after_today(self, site: Site) -> date:
        """Give the day for a site, or today when that day is yet to come."""
        return min(self(site), _today(ZoneInfo(site.time_zone)))


def _today(zone: ZoneInfo) -> date:
    return datetime.now(UTC).astimezone(zone).date()
