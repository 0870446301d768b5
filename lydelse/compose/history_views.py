"""What the templates of a policy's history are given: a section's wordings, and the changelog with its time line and
what each version changed in which section."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from lydelse.compose.views import ChangeLine, ChangelogEntry, Day, Link

# A section's wordings ------------------------------------------------------------------------------------------------


class WordingView(NamedTuple):
    """A wording of a section, or that it is no longer there (`gone`, a sentence; empty otherwise).

    `line` tells what happened to the section; `body` is its text with its title, marked against the wording before if
    `is_marked`. `anchors` are the versions from which other pages say that it reads so, though no word changed.
    """

    id: str
    """The id of the version from which it reads so, which is also the entry's anchor."""
    anchors: tuple[str, ...]
    heading: Link
    status: str
    status_text: str
    significance: str
    significance_text: str
    line: ChangeLine | None
    lagging: str
    gone: str
    body: Markup
    is_marked: bool
    links: tuple[Link, ...]
    lang: str | None = None
    dir: str | None = None


class WordingsView(NamedTuple):
    """All wordings of a section in one language, the latest first."""

    title: str
    introduction: str
    has_marks: bool
    wordings: tuple[WordingView, ...]
    links: tuple[Link, ...]
    stylesheet: str


# The time line -------------------------------------------------------------------------------------------------------


class Period(NamedTuple):
    """When a version held, holds or will hold: from `start` over `width`, both in percent of the picture's width.
    `is_open` tells that no end is known."""

    status: str
    start: str
    width: str
    name: str
    is_open: bool


class Moment(NamedTuple):
    """When a version takes effect (`at`) and when it was published (`published`), in percent of the picture's width.
    `is_apart` tells whether the two can be told apart in the picture."""

    status: str
    significance: str
    at: str
    published: str
    is_apart: bool


class Mark(NamedTuple):
    """Words at a place of the picture. `anchor` says which end of them stands there, `start`, `middle` or `end`;
    `is_wide` that they only fit into a wide picture."""

    at: str
    text: str
    anchor: str
    is_wide: bool = False


class TimelineRow(NamedTuple):
    """A version in the table that says what the picture shows. `since` leads to what has changed since it held."""

    version: Link
    published: Day | None
    effective: Day
    status: str
    status_text: str
    significance_text: str
    since: Link | None


class TimelineView(NamedTuple):
    """The versions on an axis of time, the first one first, and the same as a table, the latest first."""

    description: str
    """What the picture shows, in a few sentences."""
    periods: tuple[Period, ...]
    moments: tuple[Moment, ...]
    withdrawn: tuple[Moment, ...]
    labels: tuple[Mark, ...]
    ticks: tuple[Mark, ...]
    key: Mapping[str, str]
    """The words for what is in the picture, by the CSS name of its sign."""
    rows: tuple[TimelineRow, ...]


# Sections and versions -----------------------------------------------------------------------------------------------


class MatrixColumn(NamedTuple):
    """A version above its column."""

    version: Link
    significance: str
    significance_text: str
    status: str
    status_text: str


class MatrixCell(NamedTuple):
    """What a version did to a section: `kinds` and `labels` as in `ChangeLine`, with the link to the change, or, where
    it did nothing, whether the section is in it."""

    is_there: bool
    kinds: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    href: str = ""


class MatrixRow(NamedTuple):
    """A section in every version. `is_former` tells that it is in none that holds or is to hold."""

    section: Link
    is_former: bool
    cells: tuple[MatrixCell, ...]


class MatrixView(NamedTuple):
    """What each version changed in which section, the latest version first."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]


# The changelog -------------------------------------------------------------------------------------------------------


class ChangelogView(NamedTuple):
    """The changelog of a policy. `timeline` and `matrix` are `None` where there are too few versions."""

    title: str
    introduction: str
    timeline: TimelineView | None
    matrix: MatrixView | None
    entries: tuple[ChangelogEntry, ...]
    links: tuple[Link, ...]
    comparisons: tuple[Link, ...]
    """To every comparison that has a page."""
    stylesheet: str
