"""What the templates are given: every choice is made here, so that templates format and never decide.

Texts are plain (Jinja2 escapes them) unless their type is `Markup`. An `href` is relative to the page. Views are named
tuples, which are the quickest to load and to fill in; one with an `index`, for which tuples have a method, is a
dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup


class Link(NamedTuple):
    """A link with its words. `lang` and `dir` are set where they differ from the page's."""

    href: str
    text: str
    lang: str | None = None
    dir: str | None = None


class Day(NamedTuple):
    """A date for people (`text`) and for machines (`iso`)."""

    text: str
    iso: str


class Switch(NamedTuple):
    """One language of the language switch. `href` is `None` for the page's own; `missing` says, in the page's
    language, what is not there in the other, when the link leads to the nearest page instead; `dir` is `None` where
    it is the page's."""

    lang: str
    dir: str | None
    name: str
    href: str | None
    missing: str | None = None


class Alternate(NamedTuple):
    """An absolute address of the same page in a language (`x-default` for the choice of language)."""

    lang: str
    href: str


@dataclass(frozen=True, slots=True)
class Search:
    """What a page searches the policy with: the script, and the index that it reads."""

    script: str
    index: str


class LogoView(NamedTuple):
    """The logo, in CSS pixels; `dark` is the address of the picture for dark windows, if there is one."""

    src: str
    alt: str
    width: int
    height: int
    dark: str | None


class Frame(NamedTuple):
    """What surrounds every page."""

    lang: str
    dir: str
    title: str
    """The document's title, the site's name included."""
    description: str
    organisation: str
    logo: LogoView | None
    icon: str | None
    home: Link
    """The list of policies in the page's language."""
    stylesheet: str
    script: str
    breadcrumbs: tuple[Link, ...]
    """From the list of policies down to the page above this one."""
    switches: tuple[Switch, ...]
    notice: str
    """The site's notice for every page; may be empty."""
    canonical: str | None
    alternates: tuple[Alternate, ...]
    indexed: bool
    feed: Link | None
    consent_settings: str | None
    """The words of the button that opens the banner's settings, where the banner is on the page."""
    security: Markup
    """What the page may load and do, as a Content Security Policy."""
    foot: str
    """What stands at the foot of every printed page, in two lines: title and address."""
    json_ld: Markup | None
    """A JSON document in which `<`, `>` and `&` are escaped, for a script element."""
    search: Search | None
    """On the pages from which a policy is searched."""


class Notice(NamedTuple):
    """Something a reader must know before the text. `kind` is a CSS name: `upcoming`, `superseded`, `withdrawn`,
    `retired`, `corrected`, `correction`, `late`, `draft`."""

    kind: str
    text: str
    links: tuple[Link, ...] = ()
    due: Due | None = None


class Due(NamedTuple):
    """What a page says instead when its day has come and nobody has built the site again: from an instant on, as
    RFC 3339 has it, a text."""

    instant: str
    text: str


class Citation(NamedTuple):
    """How a section is referred to: the words for the button that copies a reference, those for when it's done, and
    the reference with `{section}` and `{address}` left open."""

    label: str
    done: str
    reference: str


class Fact(NamedTuple):
    """A line of the version's facts: a label, and a text or a day or a link. `kind` is a CSS name: `wide` asks for a
    line of its own."""

    label: str
    text: str = ""
    day: Day | None = None
    link: Link | None = None
    kind: str = ""


class DeclaredRow(NamedTuple):
    """Something that is stored. `uncleared` says that the site can't delete it when a consent is withdrawn; empty where
    it can, and of what is necessary."""

    name: str
    kind: str
    purpose: str
    provider: str
    recipients: str
    duration: str
    uncleared: str


class DeclaredCategory(NamedTuple):
    """A category of the declaration, which is shown as a table."""

    title: str
    purpose: str
    rows: tuple[DeclaredRow, ...]


class DeclarationView(NamedTuple):
    """The declaration within a section's text: the names of the columns, and its categories or, without any, the
    words that say so."""

    columns: Mapping[str, str]
    """By the names of `DeclaredRow`."""
    categories: tuple[DeclaredCategory, ...]
    nothing: str


class SectionView(NamedTuple):
    """A section of a policy page. `lang` and `dir` are set where the text stands in another language than the
    page; `lagging` is the notice that goes with it. An introduction may have no title."""

    id: str
    title: str
    body: Markup
    since: str
    """A sentence: since when the section has read as it does."""
    since_link: Link | None
    """To the version since which it has."""
    permalink: Link
    others: tuple[Link, ...]
    """The same section in the other languages."""
    lang: str | None = None
    dir: str | None = None
    lagging: str | None = None
    former: tuple[str, ...] = ()
    """Anchors of earlier sections that this one came from."""


class FormerSection(NamedTuple):
    """A section that the policy once had: its anchor stays, with a sentence and a link to its last version."""

    id: str
    text: str
    link: Link


class ContentsEntry(NamedTuple):
    """A line of the table of contents."""

    href: str
    text: str
    lang: str | None = None


class PolicyView(NamedTuple):
    """A version of a policy, at its permanent address or, when in force, at the policy's own.

    `sections` is empty when nothing is in force; the notices then say why.
    """

    title: str
    description: str
    status: str
    """`draft`, `upcoming`, `current`, `superseded`, `withdrawn`, or `none` when nothing is in force."""
    status_text: str
    """A plain line: in force since …, from … to …"""
    notices: tuple[Notice, ...]
    summary: str
    """What the editor says of this version; empty on the page in force."""
    facts: tuple[Fact, ...]
    contents: tuple[ContentsEntry, ...]
    sections: tuple[Markup, ...]
    """Written by the component of that name, each with a `SectionView`."""
    former: tuple[FormerSection, ...]
    links: tuple[Link, ...]
    """Changelog, canonical text, and the like."""
    citation: Citation | None
    """`None` when nothing is in force."""


class ChangeLine(NamedTuple):
    """One section's computed change. `kinds` are CSS names (`added`, `removed`, `changed`, `renamed`, `moved`),
    `labels` the words for them, in the same order."""

    kinds: tuple[str, ...]
    labels: tuple[str, ...]
    section: Link
    details: tuple[str, ...]
    """Sentences: renamed from what, moved from where, split off from which."""


class ChangelogEntry(NamedTuple):
    """One version in the changelog, the latest first."""

    id: str
    """The version's id, which is also the entry's anchor."""
    heading: Link
    status: str
    status_text: str
    significance: str
    """`material` or `editorial`, a CSS name."""
    significance_text: str
    published: Day | None
    """`None` for a draft."""
    summary: str
    remarks: tuple[str, ...]
    """Sentences: corrects which version, withdrawn by which, published after it took effect."""
    changes: tuple[ChangeLine, ...]
    unchanged: str
    """A sentence for a version that changes no section, or the first version; empty otherwise."""
    comparisons: tuple[Link, ...]
    """To what changed since the version before, and of a version that held, to what has changed since."""
