"""Makes versions of the texts that a document had, one after the other: of a history in git, or of dated files.

A text that reads like the one before is none, whatever its bytes are: white space, line ends and the marks of lists
differ without anybody seeing it. Of several texts of one day the last is the version, unless each is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

from lydelse.importing.align import Aligner
from lydelse.importing.chronology import Dating, Evidence, Record, date_texts
from lydelse.importing.errors import Unreadable
from lydelse.importing.model import Doubt, Manuscript, Part, Snapshot

_LONGEST_SUMMARY = 300


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a document before it is read. `path` is the file that holds it, `source` the commit or file that it
    came from. Of its days, each with whose it is, those in `named` go before what the text states, and those in
    `recorded` after. `key` tells equal bytes apart from others; it's empty where the document was taken away."""

    key: str
    path: str
    name: str
    source: str
    named: tuple[Record, ...] = ()
    recorded: tuple[Record, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the texts of a history: how many there were, how many read like the one before, how many were
    followed by another on the same day, and how many couldn't be read."""

    texts: int
    alike: int
    same_day: int
    unread: int


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a document, the oldest first. `ended` is the day from which it was no longer there, if it is
    gone; `doubts` are what a person has to look at."""

    snapshots: tuple[Snapshot, ...]
    counts: Counts
    ended: date | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """Where a history goes on: the day of a policy's last version, the sections as it has them, and those that it once
    had. The first text of the history is then the one of that version."""

    day: date
    parts: tuple[Part, ...]
    gone: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    written: Written
    manuscript: Manuscript

    @property
    def reads_as(self) -> tuple[object, ...]:
        """What makes two texts read alike."""
        return self.manuscript.title, tuple((part.title, part.body) for part in self.manuscript.parts)


def make_history(
    texts: Sequence[Written],
    read: Callable[[Written], Manuscript],
    today: date,
    *,
    every: bool = False,
    before: Before | None = None,
) -> History:
    """Make versions of the texts of a document.

    Args:
        texts: what there is, the oldest first.
        read: reads a text into sections; called once for each key.
        today: the day of the import.
        every: whether each text of a day becomes a version.
        before: what the policy has already, if the history goes on from there.

    Raises:
        Unreadable: no text of it can be read.
    """
    there = [text for text in texts if text.key]
    found, unread = _read_all(there, read)
    if unread and not found:
        raise Unreadable(unread[0].message)
    known = found[:1] if before else []
    distinct = list(_distinct(found))
    new = distinct[len(known) :]
    stated = known[0].manuscript.stated if known else ()
    datings = list(date_texts(list(map(_evidence, new)), today, before.day if before else None, stated))
    versions = list(_versions(new, datings, known, every=every))
    snapshots, unsure = _aligned(versions, known, before)
    doubts = (
        *unread,
        *_gaps(texts),
        *_dated_anew(found),
        *(doubt for dating in datings for doubt in dating.doubts),
        *unsure,
    )
    said = _said([text.manuscript for text in new])
    counts = Counts(len(there), len(found) - len(distinct), len(new) - len(snapshots), len(unread))
    return History(snapshots, counts, _ended(texts, snapshots), tuple(dict.fromkeys((*doubts, *said))))


# Reading -------------------------------------------------------------------------------------------------------


def _read_all(texts: Iterable[Written], read: Callable[[Written], Manuscript]) -> tuple[list[_Text], list[Doubt]]:
    """Read the texts, each distinct one once. Equal sections share their text, so that hundreds of versions of a long
    document fit into memory; of its words, which have been checked, nothing is kept."""
    known: dict[str, Manuscript | Unreadable] = {}
    shared: dict[Part, Part] = {}
    found, unread = [], []
    for text in texts:
        if text.key not in known:
            known[text.key] = _read(text, read, shared)
        manuscript = known[text.key]
        if isinstance(manuscript, Unreadable):
            unread.append(Doubt(f"{text.name} was left out: {manuscript}"))
        else:
            found.append(_Text(text, manuscript))
    return found, unread


def _read(text: Written, read: Callable[[Written], Manuscript], shared: dict[Part, Part]) -> Manuscript | Unreadable:
    try:
        manuscript = read(text)
    except Unreadable as fault:
        return fault
    parts = tuple(shared.setdefault(part, part) for part in manuscript.parts)
    return replace(manuscript, parts=parts, words="")


def _distinct(texts: Iterable[_Text]) -> Iterator[_Text]:
    """Those that differ from the one before."""
    for _, group in groupby(texts, key=lambda text: text.reads_as):
        yield next(group)


def _said(manuscripts: Sequence[Manuscript]) -> Iterator[Doubt]:
    """What is doubtful in the last text, and how much there is in those before it, where the same links and tags stand
    over and over."""
    if not manuscripts:
        return
    last = dict.fromkeys(manuscripts[-1].doubts)
    earlier = dict.fromkeys(doubt for manuscript in manuscripts[:-1] for doubt in manuscript.doubts)
    yield from last
    others = [doubt for doubt in earlier if doubt not in last]
    if others:
        yield Doubt(f"Earlier versions have {len(others)} more such doubts, such as: {others[-1].message}")


def _gaps(texts: Sequence[Written]) -> Iterator[Doubt]:
    """When a document was away for a while: a policy can't be in force and not."""
    for gone, back in pairwise(texts):
        if not gone.key and back.key:
            yield Doubt(
                f"{gone.name} took the document away, {back.name} brought it back: the versions don't show that"
            )


def _dated_anew(texts: Sequence[_Text]) -> Iterator[Doubt]:
    """What changed nothing but the day that the text states."""
    for before, text in pairwise(texts):
        stated, old = text.manuscript.stated, before.manuscript.stated
        if text.reads_as == before.reads_as and stated and stated != old:
            yield Doubt(
                f"{text.written.name} changed nothing but the day, to {stated[0].text}: no version was made of it"
            )


def _ended(texts: Sequence[Written], snapshots: Sequence[Snapshot]) -> date | None:
    if not texts or texts[-1].key:
        return None
    day = next((record.day for record in texts[-1].recorded if record.day is not None), None)
    last = max((snapshot.effective for snapshot in snapshots), default=None)
    if day is None or last is None:
        return day or last
    return max(day, date.fromordinal(last.toordinal() + 1))


# Days ----------------------------------------------------------------------------------------------------------


def _evidence(text: _Text) -> Evidence:
    written = text.written
    return Evidence(written.name, text.manuscript.stated, written.recorded, written.named)


def _versions(
    texts: Sequence[_Text], datings: Sequence[Dating], known: Sequence[_Text], *, every: bool
) -> Iterator[tuple[_Text, Dating]]:
    """The texts that become versions. A day may end as it began: then there is none."""
    last = known[0].reads_as if known else None
    for _, group in groupby(zip(texts, datings, strict=True), key=lambda pair: pair[1].effective):
        for text, dating in group if every else [_last(list(group))]:
            if text.reads_as != last:
                last = text.reads_as
                yield text, dating


def _last(group: Sequence[tuple[_Text, Dating]]) -> tuple[_Text, Dating]:
    """The last text of a day, with what is said of all of them."""
    text, dating = group[-1]
    subjects = dict.fromkeys(other.written.summary for other, _ in group if other.written.summary)
    summary = "; ".join(subjects)
    if len(summary) > _LONGEST_SUMMARY:
        summary = text.written.summary
    return replace(text, written=replace(text.written, summary=summary)), dating


# Sections ------------------------------------------------------------------------------------------------------


def _aligned(
    versions: Iterable[tuple[_Text, Dating]], known: Sequence[_Text], before: Before | None
) -> tuple[tuple[Snapshot, ...], list[Doubt]]:
    aligner = Aligner(before.parts, before.gone) if before else Aligner()
    for text in known:
        aligner.align(text.manuscript.parts)
    snapshots, doubts = [], []
    for text, dating in versions:
        aligned = aligner.align(text.manuscript.parts)
        snapshots.append(
            Snapshot(
                effective=dating.effective,
                manuscript=replace(text.manuscript, parts=aligned.parts),
                summary=text.written.summary,
                published=dating.published,
                source=text.written.source,
                predecessors=aligned.predecessors,
            )
        )
        doubts += [replace(doubt, message=f"{dating.effective}: {doubt.message}") for doubt in aligned.doubts]
    return tuple(snapshots), doubts
