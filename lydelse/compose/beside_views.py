"""What the template of two languages side by side is given."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from lydelse.compose.views import Link, Notice


class Tongue(NamedTuple):
    """A language in which a text stands."""

    lang: str
    dir: str


class BesideRow(NamedTuple):
    """A block in both languages, empty where one has none. `anchors` are the ids in it, which has none itself."""

    one: Markup
    other: Markup
    anchors: tuple[str, ...] = ()


class Behind(NamedTuple):
    """What a translation doesn't have yet: the text that it was made of, compared with the one that holds."""

    title: str
    tongue: Tongue
    comparison: Markup


class BesideSection(NamedTuple):
    """A section in both languages. `one` and `other` are those in which the texts stand, which are others than the
    columns' where a translation lacks; `lagging` are the sentences that say so."""

    id: str
    anchors: tuple[str, ...]
    lagging: tuple[str, ...]
    one: Tongue
    other: Tongue
    rows: tuple[BesideRow, ...]
    behind: Behind | None


class BesideColumn(NamedTuple):
    """What stands above a column: the language's own name, the version's title in it as a link to the version, what is
    said of both, and in the page's language whether this one is binding."""

    tongue: Tongue
    name: str
    title: Link
    paragraphs: tuple[str, ...]
    binding: str


class BesideView(NamedTuple):
    """A version in two languages, the page's own first."""

    title: str
    introduction: str
    status: str
    status_text: str
    notices: tuple[Notice, ...]
    columns: tuple[BesideColumn, BesideColumn]
    sections: tuple[Markup, ...]
    """Written by the component of that name, each with a `BesideSection`."""
    links: tuple[Link, ...]
    stylesheet: str
