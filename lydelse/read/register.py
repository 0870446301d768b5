"""Reads `register.jsonl`: a line that isn't exactly as it was written is found, and so is what was cut off."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from lydelse.model import Entry, EntryKind, Register, VersionId
from lydelse.problems import Place, Report

REGISTER_BYTES = 100_000_000
"""The size above which a register is refused: it grows with every version, and isn't written by hand."""

_AS_IT_WAS = "Take the file back from git as it was last sealed; nobody edits it by hand."


def read_register(text: str, place: Place, report: Report) -> Register | None:
    """Read a policy's register, or report the first entry that is wrong.

    Of two entries that don't fit together, the first counts as the wrong one when the second still fits those after
    it: a chain says that something was altered, and where it starts.
    """
    lines = text.removesuffix("\n").split("\n") if text else []
    entries = tuple(_entries(lines[:-1], place, report))
    if report.errors:
        return None
    register = Register(entries, place)
    if text != register.text:
        _report_end(register, lines, report)
        return None
    return register


def _entries(lines: list[str], place: Place, report: Report) -> Iterator[Entry]:
    before: Entry | None = None
    for number, line in enumerate(lines, start=1):
        entry = _entry(line)
        if entry is None or entry.number != number:
            message = f"entry {number} of the register isn't as it was written"
            report.error(place.at(number), "register-altered", message, _AS_IT_WAS)
            return
        if before is not None and entry.previous != before.digest:
            message = (
                f"entry {before.number} of the register was altered, or one after it taken out: entry {number} was"
                f" chained to one with the digest {entry.previous[:16]}…"
            )
            report.error(place.at(before.number), "register-altered", message, _AS_IT_WAS)
            return
        before = entry
        yield entry


def _entry(line: str) -> Entry | None:
    """Give the entry of a line, if it is one and written as all are."""
    try:
        value = json.loads(line)
        entry = _from_json(value)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return entry if entry.line == line else None


def _from_json(value: dict[str, Any]) -> Entry:
    return Entry(
        number=int(value["entry"]),
        kind=EntryKind(value["kind"]),
        version=VersionId.parse(value["version"]),
        language=str(value["language"]),
        sealed=date.fromisoformat(value["sealed"]),
        sha256=str(value["sha256"]),
        head=str(value["head"]),
        files={str(name): str(digest) for name, digest in value.get("files", {}).items()},
        sections={str(section): str(digest) for section, digest in value["sections"].items()},
        addresses=tuple(map(str, value["addresses"])),
        previous=str(value["previous"]),
        late=bool(value.get("late", False)),
        reason=str(value.get("reason", "")),
    )


def _report_end(register: Register, lines: list[str], report: Report) -> None:
    """Report a closing line that is missing, or that tells of other entries than there are."""
    count, last = len(register.entries), register.place.at(max(len(lines), 1))
    try:
        closing = json.loads(lines[-1]) if lines else None
    except (ValueError, RecursionError):
        closing = None
    stated = closing.get("entries") if isinstance(closing, dict) and "head" in closing else None
    if not isinstance(stated, int):
        message = f"the register was cut off: the line that closes it is missing after entry {count}"
        if lines and _entry(lines[-1]) is None:
            message = f"the register was cut off in the middle of entry {count + 1}"
        report.error(last, "register-cut", message, _AS_IT_WAS)
    elif stated != count:
        message = f"the register was cut: its closing line tells of {stated} entries, and it holds {count}"
        report.error(last, "register-cut", message, _AS_IT_WAS)
    else:
        message = f"entry {count} of the register was altered: the closing line records another digest"
        report.error(register.place.at(max(count, 1)), "register-altered", message, _AS_IT_WAS)
