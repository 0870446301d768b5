"""What an import of histories says to the person who ran it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lydelse.importing.told import told_asides, told_doubts, told_plan

if TYPE_CHECKING:
    from lydelse.histories import ImportedHistory
    from lydelse.importing.history import Counts

_MOST = 5
"""Doubts that are told of each of many documents."""


def told_histories(found: Sequence[ImportedHistory], *, dry_run: bool) -> Iterator[str]:
    """Tell of one document all, and of many what became of each, as a table, and the first doubts."""
    if len(found) == 1 and found[0].imported is not None:
        yield from _told_whole(found[0], dry_run=dry_run)
        return
    yield from _table(found)
    for each in found:
        if each.imported is not None:
            yield from told_plan(each.imported.plan, dry_run=dry_run, whole=False)
            doubts = each.imported.doubts if each.imported.plan.versions else ()
            yield from list(told_doubts(doubts[:_MOST]))[1:]
            if len(doubts) > _MOST:
                yield f"    and {len(doubts) - _MOST} more"
    yield from told_asides(manuscript for each in found if each.imported for manuscript in each.imported.manuscripts)
    yield "Of a document that is imported alone all doubts are told: --dry-run --path with --policy."


def _told_whole(each: ImportedHistory, *, dry_run: bool) -> Iterator[str]:
    if each.imported is None or each.counts is None:
        return
    yield f"{each.traced.paths[0]}: {_counted(each.counts, len(each.imported.plan.versions))}"
    if len(each.traced.paths) > 1:
        yield f"    it once was {', '.join(each.traced.paths[1:])}"
    yield from told_plan(each.imported.plan, dry_run=dry_run, whole=False)
    yield from (f"    {version}" for version in each.imported.plan.versions)
    yield from told_asides(each.imported.manuscripts)
    yield from told_doubts(each.imported.doubts)


def _counted(counts: Counts, versions: int) -> str:
    """How many texts there are, and what became of them; of a history that goes on, the first is there already."""
    said = ["1 text" if counts.texts == 1 else f"{counts.texts} texts"]
    said.append("1 becomes a version" if versions == 1 else f"{versions} become versions")
    if counts.alike:
        said.append(f"{counts.alike} read like the one before")
    if counts.same_day:
        said.append(f"{counts.same_day} were followed by another that holds from the same day")
    if counts.unread:
        said.append(f"{counts.unread} can't be read")
    return ", ".join(said)


def _table(found: Sequence[ImportedHistory]) -> Iterator[str]:
    """Which file becomes which policy, from its earliest place to its last, and with how many versions."""
    width = max(len(each.traced.policy) for each in found)
    yield f"{'policy':<{width}}  texts  versions  file"
    for each in found:
        texts = sum(1 for text in each.traced.texts if text.key)
        versions = "fault" if each.imported is None else str(len(each.imported.plan.versions))
        place = each.traced.paths[0] + (" (gone)" if each.traced.is_gone else "")
        yield f"{each.traced.policy:<{width}}  {texts:>5}  {versions:>8}  {place}"
        if each.fault:
            yield f"{'':<{width}}  {each.fault}"
