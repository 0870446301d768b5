"""From which day on each text of a history held.

Dates lie: texts change under an unchanged date, commits are made by clocks that are wrong or long before they are
published, and some days don't exist. What a history surely tells is the order of its texts. So each text has claims to
a day, by rank, and the first one holds that is possible and keeps the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lydelse.importing.model import Doubt, StatedDate

_ANNOUNCED = timedelta(days=183)
"""No text takes effect so long after it was written: a later day was mistyped."""
_NEAR = timedelta(days=31)
"""Days farther apart than that disagree."""
_UNSET = date(1970, 1, 1)
"""The day that a clock tells that was never set."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the day of one text. `stated` are the days that it states of itself, the best first; `recorded`
    those that came with it, by rank, each with whose it is (`the author's date`). `name` names the text."""

    name: str
    stated: tuple[StatedDate, ...]
    recorded: tuple[tuple[str, date | None], ...]


@dataclass(frozen=True, slots=True)
class Dating:
    """The day from which a text held, `None` if nothing tells; and the one on which it was made public, as far as that
    was before."""

    effective: date | None
    published: date | None
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    whose: str
    day: date | None
    text: str
    stated: bool = False


def date_texts(history: Sequence[Evidence], today: date, start: date | None = None) -> Iterator[Dating]:
    """Give the days of texts that followed one another.

    Args:
        history: what is known of each, the oldest first.
        today: no text was written later.
        start: the day of the version before, if the history goes on from one.
    """
    last = start
    claims = _claims(history)
    for index, text in enumerate(history):
        written = _written(text, today)
        doubts = []
        chosen = None
        for claim in claims[index]:
            fault = _fault(claim, written, today, last) or _taken_back(claim, written, claims[index + 1 :])
            if fault:
                doubts.append(Doubt(f"{text.name}: {claim.whose} says {claim.text}, {fault}"))
            elif chosen is None:
                chosen = claim
                doubts += _disagreement(text, claim, written)
        last = chosen.day if chosen else last
        published = min(written, last) if written and last else last
        yield Dating(last, published, tuple(doubts))


def _claims(history: Sequence[Evidence]) -> list[tuple[_Claim, ...]]:
    """The claims of each text: a stated day counts where it is stated for the first time."""
    seen: set[str] = set()
    claims = []
    for text in history:
        fresh = [stated for stated in text.stated if _key(stated) not in seen]
        seen |= {_key(stated) for stated in text.stated}
        own = [_Claim("the text", stated.day, stated.text, stated=True) for stated in fresh]
        recorded = [_Claim(whose, day, str(day or "nothing that is a day")) for whose, day in text.recorded]
        claims.append((*own, *recorded))
    return claims


def _key(stated: StatedDate) -> str:
    return str(stated.day or stated.text)


def _written(text: Evidence, today: date) -> date | None:
    """The day on which a text was written, by the first record that can be true."""
    return next((day for _, day in text.recorded if day is not None and _UNSET < day <= today), None)


def _fault(claim: _Claim, written: date | None, today: date, last: date | None) -> str:
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
    days = [(whose, day) for whose, day in text.recorded if day is not None and day > _UNSET]
    for whose, day in days:
        if written and chosen.day and abs(day - chosen.day) > _NEAR and whose != chosen.whose:
            yield Doubt(f"{text.name}: {chosen.whose} says {chosen.text}, {whose} {day}; the first is taken")
            return
