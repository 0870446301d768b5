"""From which day on each text of a history held.

Dates lie: texts change under an unchanged date, commits are made by clocks that are wrong or long before they are
published, and some days don't exist. What a history surely tells is the order of its texts. So each text has claims to
a day, by rank, and the first one holds that is possible and keeps the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from lydelse.importing.errors import Unreadable
from lydelse.importing.model import Doubt, StatedDate

_ANNOUNCED = timedelta(days=183)
"""No text takes effect so long after it was written: a later day was mistyped."""
_NEAR = timedelta(days=31)
"""Days farther apart than that disagree."""
_UNSET = date(1970, 1, 1)
"""The day that a clock tells that was never set."""


class Record(NamedTuple):
    """A day that came with a text, and whose it is: “the author's date”. `None` is one that doesn't exist."""

    whose: str
    day: date | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the day of one text. `stated` are the days that it states of itself, the best first; `named`
    are those that go before them by rank, `recorded` those that go after. `name` names the text."""

    name: str
    stated: tuple[StatedDate, ...]
    recorded: tuple[Record, ...]
    named: tuple[Record, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """All that came with it."""
        return self.named + self.recorded


@dataclass(frozen=True, slots=True)
class Dating:
    """The day from which a text held, and the one on which it was made public, as far as that was before."""

    effective: date
    published: date
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    whose: str
    day: date | None
    text: str
    stated: bool = False


def date_texts(
    history: Sequence[Evidence], today: date, start: date | None = None, stated: Sequence[StatedDate] = ()
) -> Iterator[Dating]:
    """Give the days of texts that followed one another.

    Args:
        history: what is known of each, the oldest first.
        today: no text was written later.
        start: the day of the version before, if the history goes on from one.
        stated: the days that this one states.

    Raises:
        Unreadable: nothing tells the day of the first text.
    """
    last = start
    claims = _claims(history, stated)
    for index, text in enumerate(history):
        written = _written(text, today)
        doubts = []
        chosen = None
        for claim in claims[index]:
            fault = _objection(claim, written, today, last) or _taken_back(claim, written, claims[index + 1 :])
            if fault:
                doubts.append(Doubt(f"{text.name}: {claim.whose} says {claim.text}, {fault}"))
            elif chosen is None:
                chosen = claim
                doubts += _disagreement(text, claim, written)
        last = chosen.day if chosen else last
        if last is None:
            raise Unreadable(f"{text.name} has no day that can be true", "Name the day of the first text: --effective.")
        yield Dating(last, min(written or last, last), tuple(doubts))


def _claims(history: Sequence[Evidence], before: Sequence[StatedDate]) -> list[tuple[_Claim, ...]]:
    """The claims of each text: a stated day counts where it is stated for the first time."""
    seen = {_key(stated) for stated in before}
    claims = []
    for text in history:
        fresh = [stated for stated in text.stated if _key(stated) not in seen]
        seen |= {_key(stated) for stated in text.stated}
        own = [_Claim("the text", stated.day, stated.text, stated=True) for stated in fresh]
        claims.append((*map(_claim, text.named), *own, *map(_claim, text.recorded)))
    return claims


def _claim(record: Record) -> _Claim:
    return _Claim(record.whose, record.day, str(record.day or record.text))


def _key(stated: StatedDate) -> str:
    return str(stated.day or stated.text)


def _written(text: Evidence, today: date) -> date | None:
    """The day on which a text was written, by the first record that can be true."""
    return next((day for _, day, _ in text.records if day is not None and _UNSET < day <= today), None)


def _objection(claim: _Claim, written: date | None, today: date, last: date | None) -> str:
    """Why a claim can't hold, as the end of a sentence."""
    if claim.day is None:
        return "which is no day"
    if claim.day <= _UNSET:
        return "when a clock was never set"
    if claim.day > (written or today) + _ANNOUNCED if claim.stated else claim.day > today:
        return "which is too far ahead"
    if last is not None and claim.day < last:
        return f"before the day of the text before it, {last}"
    return ""


def _taken_back(claim: _Claim, written: date | None, later: Sequence[tuple[_Claim, ...]]) -> str:
    """Whether a day that was announced is contradicted, before it came, by a later text that states an earlier one."""
    if not claim.stated or claim.day is None or written is None or claim.day <= written:
        return ""
    days = (other.day for claims in later for other in claims if other.stated)
    earlier = next((day for day in days if day is not None and written <= day < claim.day), None)
    return f"but a later text says {earlier}" if earlier else ""


def _disagreement(text: Evidence, chosen: _Claim, written: date | None) -> Iterator[Doubt]:
    """What a day that holds is far from."""
    if chosen.day is None or written is None:
        return
    far = [
        record for record in text.records if record.day and record.day > _UNSET and abs(record.day - chosen.day) > _NEAR
    ]
    for record in far[:1]:
        message = f"{text.name}: {chosen.whose} says {chosen.text}, {record.whose} {record.day}; the first is taken"
        yield Doubt(message)
