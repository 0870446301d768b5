"""The words that the values are made of: ids, languages, and what can be said of a version or a change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeAlias

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Ids of policies and sections, and slugs."""

MAX_ID = 80
"""Characters of an id or slug: several of them make a path, and file systems end a name at 255 bytes."""

Localised: TypeAlias = Mapping[str, str]
"""A text by language."""

RenderingKey: TypeAlias = tuple[str, str, str]
"""Section, language and body: each distinct one is rendered once."""


class Significance(StrEnum):
    """What the editor says of a version: whether it changes what holds, or only how it is put."""

    MATERIAL = "material"
    EDITORIAL = "editorial"


class Translations(StrEnum):
    """What a policy does when a section isn't translated: a problem, or a notice on the page."""

    REQUIRED = "required"
    NOTICE = "notice"


class Comparisons(StrEnum):
    """Which pairs of versions have a page of their own."""

    FIRST = "first"
    """Each version with the one before, and every pair among the first twenty."""
    NEIGHBOURS = "neighbours"
    """Each version with the one before."""
    ALL = "all"
    """Every pair."""


class AddressForm(StrEnum):
    """How the links of a site name its pages."""

    FOLDERS = "folders"
    """By the folder: `sv/terms/`. The host answers with the `index.html` in it."""
    FILES = "files"
    """By the file: `sv/terms/index.html`. So it works where nothing looks into folders, `file://` among them."""


class Compression(StrEnum):
    """How files are compressed ahead, for hosts that send what they find."""

    GZIP = "gzip"
    BROTLI = "brotli"


class Status(StrEnum):
    """Where a version stands on a day; derived, never stored."""

    DRAFT = "draft"
    UPCOMING = "upcoming"
    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class ChangeKind(StrEnum):
    """What happened to a section from one version to the next; one section can have several."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, order=True)
class VersionId:
    """A version's effective date, and its place among the versions of that day, counted from 1."""

    effective: date
    ordinal: int = 1

    _FIRST_YEAR: ClassVar[int] = 1000
    _PATTERN: ClassVar[re.Pattern[str]] = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?", re.ASCII)

    @classmethod
    def parse(cls, text: str) -> VersionId:
        """Read `2026-03-01` or `2026-03-01-2`.

        Raises:
            ValueError: the text has another form, or the day doesn't exist.
        """
        match = cls._PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"not a version id: {text!r}")
        ordinal = match[2]
        if ordinal is not None and (ordinal.startswith("0") or ordinal == "1"):
            raise ValueError(f"the number after the date starts at 2: {text!r}")
        day = date.fromisoformat(match[1])
        if day.year < cls._FIRST_YEAR:
            raise ValueError(f"no policy is that old: {text!r}")
        return cls(day, int(ordinal or 1))

    def __str__(self) -> str:
        day = self.effective.isoformat()
        return day if self.ordinal == 1 else f"{day}-{self.ordinal}"
