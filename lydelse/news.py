"""What is new in a site that was built: its pages against those of the site before, and the versions whose status is
another one now. Both are read from the sites themselves, so that it is true however the site came to be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lydelse import addresses
from lydelse.publish.sums import SUMS, parse_sums

Statuses = Mapping[tuple[str, str], str]
"""The status of each version, by the ids of policy and version."""

_PAGE = ".html"
_FOR_PROGRAMS = (".json", ".jsonl", ".xml", ".md", ".txt")
_MOST_NAMED = 10
"""How many pages or versions are named; of more, only the number is told of pages."""


class Standing(NamedTuple):
    """A site as it stands: the lines that list its files with their digests, and what it tells of its versions to
    programs, by path. Of sites that are nearly the same, most lines needn't be read to know what differs."""

    lines: frozenset[str]
    documents: Mapping[str, bytes]


def standing(site: Path) -> Standing | None:
    """Look at the site of a folder, which is empty where there is none; give `None` when it can't be read, since then
    nothing is known of it."""
    try:
        lines = frozenset((site / SUMS).read_text(encoding="utf-8", errors="replace").split("\n")) - {""}
        told = _listed(line for line in lines if line.endswith(f"/{addresses.VERSIONS}"))
        return Standing(lines, {path: (site / path).read_bytes() for path in told})
    except FileNotFoundError:
        return Standing(frozenset(), {})
    except OSError:
        return None


def news(before: Standing, after: Standing) -> Iterator[str]:
    """Tell in lines what is new: what the files are, which pages differ, which versions stand otherwise."""
    yield _kinds(after.lines)
    if before.lines:
        yield from _pages(_listed(before.lines - after.lines), _listed(after.lines - before.lines))
        yield from _changes(before, after)
    else:
        yield from _first(_statuses(after.documents.values()))


def _listed(lines: Iterable[str]) -> Mapping[str, str]:
    return parse_sums("\n".join(lines))


def _kinds(lines: Iterable[str]) -> str:
    """Say how many files are what."""
    pages = programs = others = 0
    for line in lines:
        if line.endswith(_PAGE):
            pages += 1
        elif line.endswith(_FOR_PROGRAMS):
            programs += 1
        else:
            others += 1
    return f"    {_count(pages, 'page')}, {_count(programs, 'file')} for programs, {_count(others, 'other')}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' if number != 1 else ''}"


def _pages(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Name the pages that are new, changed or gone if they are few, or say how many they are. Files that both sites
    have alike aren't among those that are given."""
    told = {
        "new": after.keys() - before.keys(),
        "changed": after.keys() & before.keys(),
        "gone": before.keys() - after.keys(),
    }
    pages = {word: sorted(path for path in paths if path.endswith(_PAGE)) for word, paths in told.items()}
    if sum(map(len, pages.values())) <= _MOST_NAMED:
        yield from (f"    {word}: {path.removesuffix('index.html')}" for word, paths in pages.items() for path in paths)
    else:
        counts = ", ".join(f"{len(paths):,} {word}" for word, paths in pages.items() if paths)
        yield f"    pages: {counts}"


def _changes(before: Standing, after: Standing) -> Iterator[str]:
    """Say which versions stand otherwise than they did. What two sites tell alike needn't be read."""
    alike = before.documents.items() & after.documents.items()
    old, new = (
        _statuses(document for path, document in each.documents.items() if (path, document) not in alike)
        for each in (before, after)
    )
    for policy, version in sorted({**old, **new}):
        was, now = old.get((policy, version)), new.get((policy, version))
        if was is None:
            yield f"    {policy} {version}: new, {now}"
        elif now != was:
            yield f"    {policy} {version}: {was} → {now or 'gone'}"


def _first(statuses: Statuses) -> Iterator[str]:
    """Say of a site that had none before what holds and what is to come."""
    for label, status in (("in force", "current"), ("to come", "upcoming")):
        named = [f"{policy} {version}" for (policy, version), each in sorted(statuses.items()) if each == status]
        more = f" and {len(named) - _MOST_NAMED:,} more" if len(named) > _MOST_NAMED else ""
        if named:
            yield f"    {label}: {', '.join(named[:_MOST_NAMED])}{more}"


def _statuses(documents: Iterable[bytes]) -> Statuses:
    """Read what `versions.json` of one or several languages tells; what is damaged tells nothing."""
    found = dict[tuple[str, str], str]()
    for document in documents:
        with suppress(ValueError, KeyError, TypeError):
            told = json.loads(document)
            found |= {(str(told["policy"]), str(each["id"])): str(each["status"]) for each in told["versions"]}
    return found
