"""The values of an import, from a source to what is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    """Why words of a source don't stand in the import."""

    DATE = "date"
    """A line that says when the policy holds or was changed: the page says so itself."""
    TITLE = "title"
    """The document's title, which stands in `version.yaml`."""
    FRONT_MATTER = "front matter"
    TEMPLATING = "templating"
    """Tags of Liquid and the like, which a program would have replaced."""
    NAVIGATION = "navigation"
    """Menus, headers and footers of a page, and tables of contents."""
    PAGE = "page"
    """Page numbers, and lines that stand at the head or foot of every page."""
    HIDDEN = "hidden"
    """Comments, scripts, and what a browser doesn't show."""
    IMAGE = "image"
    """A picture that isn't at hand: its description."""
    FORM = "form"
    """Buttons, fields and other parts that do something."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of a source that were set aside, and why. `line` counts from 1; 0 where the source has no lines."""

    words: str
    reason: Reason
    line: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person has to look at, as a sentence. `section` is the id of the section that it concerns, if one."""

    message: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A source as the reader of its format gives it.

    `html` is a fragment of plain HTML: headings, paragraphs, lists, tables, quotations, code, links, emphasis, line
    breaks, footnotes and images; nothing that looks or acts. `words` is the whole text of the source, found without
    going by `html`: every word of it has to be in `html`, in order, or in `asides`.
    """

    html: str
    words: str
    title: str = ""
    asides: tuple[Aside, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section to be written: `body` is Markdown as the project renders it. The introduction has no title."""

    id: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A day that a text states of itself: since when it holds, or when it was changed last. `day` is `None` for one
    that doesn't exist, such as 2018-05-55; `text` is how it is written."""

    text: str
    day: date | None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document in sections, in one language. `words` are those of the source, as in `Document`."""

    language: str
    title: str
    parts: tuple[Part, ...]
    words: str
    stated: tuple[StatedDate, ...] = ()
    asides: tuple[Aside, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A manuscript that becomes a version.

    `published` is the day on which it was made public, where that is known to differ; `summary` a draft of what
    readers are told; `source` the commit or file that it came from; `predecessors` the sections that others were
    split off or merged from.
    """

    effective: date
    manuscript: Manuscript
    summary: str = ""
    published: date | None = None
    source: str = ""
    predecessors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
