"""The register: the record of what was published, each entry chained to the one before.

It is a file of lines, each one JSON value with its keys in a fixed order: first the entries, then a closing line that
tells how many they are. So whatever is altered, taken out or cut off leaves a mark that anybody can find with a few
lines of script.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from lydelse.model.words import VersionId
from lydelse.problems import Place

REGISTER_FILE = "register.jsonl"
"""The register's name in a policy's folder."""


class EntryKind(StrEnum):
    """Why there is an entry."""

    PUBLISHED = "published"
    TRANSLATED = "translated"
    """Translations came later than the version, and have taken the place of the binding language's text."""
    REDACTED = "redacted"
    """Personal data were taken out of the text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A version in one language, as it was published.

    `sealed` is the day of the entry. `sha256` is the digest of the whole canonical text; `head`, `files` and
    `sections` are the first digits of the digests of its parts, which tell what was altered. `addresses` are those
    that answer for ever from then on. `late` marks a version that was entered after others that were published later.
    `reason` is why personal data were taken out. `previous` is the digest of the entry before, empty for the first.
    """

    number: int
    kind: EntryKind
    version: VersionId
    language: str
    sealed: date
    sha256: str
    head: str
    files: Mapping[str, str]
    sections: Mapping[str, str]
    addresses: tuple[str, ...]
    previous: str
    late: bool = False
    reason: str = ""

    @property
    def line(self) -> str:
        """The entry as it stands in the register, without the line's end."""
        return _json(
            {
                "entry": self.number,
                "kind": self.kind.value,
                "version": str(self.version),
                "language": self.language,
                "sealed": str(self.sealed),
                "sha256": self.sha256,
                "head": self.head,
                **({"files": dict(self.files)} if self.files else {}),
                "sections": dict(self.sections),
                "addresses": list(self.addresses),
                **({"late": True} if self.late else {}),
                **({"reason": self.reason} if self.reason else {}),
                "previous": self.previous,
            }
        )

    @property
    def digest(self) -> str:
        """The SHA-256 of the entry's line (UTF-8, without the line's end), in hexadecimal."""
        return hashlib.sha256(self.line.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Lasting:
    """An address that answers for ever, and the other version of which it tells, if it is that of a comparison."""

    address: str
    other: VersionId | None = None


@dataclass(frozen=True)
class Register:
    """The entries of a policy's register in order; `place` is the file."""

    entries: tuple[Entry, ...]
    place: Place

    @property
    def head(self) -> str:
        """The digest of the last entry, which stands for the whole register; empty when there is none."""
        return self.entries[-1].digest if self.entries else ""

    @property
    def last_day(self) -> date | None:
        """The latest day on which something was sealed."""
        return max((entry.sealed for entry in self.entries), default=None)

    @property
    def text(self) -> str:
        """The file's text."""
        closing = _json({"entries": len(self.entries), "head": self.head})
        return "".join(f"{line}\n" for line in (*(entry.line for entry in self.entries), closing))

    def latest(self) -> Mapping[tuple[VersionId, str], Entry]:
        """The entry that holds now for each version and language: the last one."""
        return self._latest

    @cached_property
    def _latest(self) -> Mapping[tuple[VersionId, str], Entry]:
        return {(entry.version, entry.language): entry for entry in self.entries}

    def place_of(self, entry: Entry) -> Place:
        """Where an entry stands."""
        return self.place.at(entry.number)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
