"""What the templates of the pages around the policies are given: the choice of language, the lists, the banner's pages,
and those that lead on or say that nothing is there."""

from __future__ import annotations

from typing import NamedTuple

from lydelse.compose.views import Link


class PolicyEntry(NamedTuple):
    """A policy in the list of policies."""

    link: Link
    description: str
    status: str
    status_text: str
    links: tuple[Link, ...]
    """Changelog, coming versions."""


class PolicyListView(NamedTuple):
    """The list of policies in one language. `ended` are the retired ones."""

    title: str
    introduction: str
    entries: tuple[PolicyEntry, ...]
    ended: tuple[PolicyEntry, ...]
    stylesheet: str


class LanguageChoice(NamedTuple):
    """One language on the site's first page, in its own words."""

    lang: str
    dir: str
    name: str
    text: str
    href: str
    policies: tuple[Link, ...]


class LanguageChoiceView(NamedTuple):
    """The site's first page."""

    title: str
    choices: tuple[LanguageChoice, ...]
    stylesheet: str


class Sample(NamedTuple):
    """Something that can be copied: an id for the page, the text, and the file that holds it, if there is one."""

    id: str
    text: str
    file: Link | None = None


class BannerSection(NamedTuple):
    """A part of the page that explains the banner."""

    heading: str
    text: str
    samples: tuple[Sample, ...]


class BannerView(NamedTuple):
    """The page that explains the consent banner."""

    title: str
    introduction: str
    demonstration: Link
    sections: tuple[BannerSection, ...]
    stylesheet: str
    script: str


class DemonstratedCategory(NamedTuple):
    """A category on the page that shows the banner, with what it says when it is allowed and when it isn't."""

    id: str
    allowed: str
    refused: str


class DemonstrationView(NamedTuple):
    """A page that shows the banner at work. `frame` is what waits for a category on it, if frames or images do."""

    title: str
    text: str
    categories: tuple[DemonstratedCategory, ...]
    waiting: str | None
    """The id of the category for which the frame waits."""
    frame: Link
    back: Link
    banner: str
    """The address of the banner's script."""
    script: str


class NotFoundMessage(NamedTuple):
    """The 404 page's words in one language."""

    lang: str
    dir: str
    heading: str
    text: str
    link: Link


class NotFoundView(NamedTuple):
    """The page for an address that leads nowhere: in every language, as none is known."""

    messages: tuple[NotFoundMessage, ...]
    stylesheet: str


class MovedView(NamedTuple):
    """A page at a former address that leads on to the present one."""

    heading: str
    text: str
    link: Link
