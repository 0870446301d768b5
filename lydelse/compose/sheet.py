"""A page of a policy: where it stands, and how it speaks and links from there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup

from lydelse import addresses
from lydelse.addresses import PolicyAddresses
from lydelse.compose.composition import BodySpot, Composition
from lydelse.compose.frame import Elsewhere
from lydelse.compose.pieces import Pieces
from lydelse.compose.views import Frame, Link
from lydelse.compose.wording import name_of, title_of
from lydelse.model import Policy, Section, SiteFile, Version, VersionId, Wording
from lydelse.strings import Strings

T = TypeVar("T")


@dataclass(frozen=True)
class Sheet:
    """The page at an address of a policy in a language."""

    composition: Composition
    policy: Policy
    language: str
    address: str
    pieces: Pieces = field(default_factory=Pieces, repr=False, compare=False)

    @cached_property
    def strings(self) -> Strings:
        """The words of the page's language."""
        return self.composition.strings(self.language)

    @cached_property
    def there(self) -> PolicyAddresses:
        """The policy's addresses in the page's language."""
        return self.composition.addresses(self.policy, self.language)

    @cached_property
    def is_moving(self) -> bool:
        """Whether the page is that of what holds now."""
        return self.address == self.there.in_force

    @property
    def breadcrumbs(self) -> tuple[tuple[str, str], ...]:
        """The way from the list of policies down to the page above this one."""
        policies = (addresses.policies(self.language), self.say("policies_title"))
        policy = (self.there.in_force, title_of(self.policy, self.language))
        return (policies,) if self.is_moving else (policies, policy)

    @property
    def feed(self) -> tuple[str, str]:
        """The address and the words for the policy's feed."""
        return self.there.feed, self.say("link_feed")

    def say(self, key: str, **values: object) -> str:
        """Give a sentence in the page's language."""
        return self.strings.say(key, **values)

    def link(self, address: str, text: str, anchor: str = "", lang: str | None = None) -> Link:
        """Make a link from the page; `lang` is the text's language."""
        return self.link_to(self.composition.relative(self.address, address, anchor), text, lang)

    def link_to(self, href: str, text: str, lang: str | None = None) -> Link:
        """Make a link whose address is relative to the page already."""
        if lang is None or lang == self.language:
            return Link(href, text)
        direction = self.composition.strings(lang).direction
        return Link(href, text, lang, direction if direction != self.strings.direction else None)

    def relative(self, address: str) -> str:
        """Give the link from the page to an address."""
        return self.composition.relative(self.address, address)

    def html(self, wording: Wording, version: Version, *, leads_to_now: bool | None = None) -> str:
        """Give the HTML of a wording that a version shows; by default what holds now leads to what holds now."""
        spot = self._spot if leads_to_now is None else BodySpot(self.address, leads_to_now)
        return self.composition.html(wording, version, self.language, spot)

    @cached_property
    def _spot(self) -> BodySpot:
        return BodySpot(self.address, self.is_moving)

    def body(self, wording: Wording, version: Version, *, leads_to_now: bool | None = None) -> Markup:
        """Give the same for a template."""
        return Markup(self.html(wording, version, leads_to_now=leads_to_now))  # noqa: S704 - sanitised by render

    def piece(self, component: str, follows_from: tuple[Hashable, ...], view: Callable[[], object]) -> Markup:
        """Give a piece of the page, for its template to place.

        Args:
            component: the name of its template in `components/`, and of the macro in it.
            follows_from: what the view follows from, beside the policy, the page's language, the layouts and the day.
            view: gives what the component is given.
        """
        return self.pieces.mark(self.written(component, follows_from, view))

    def written(self, component: str, follows_from: tuple[Hashable, ...], view: Callable[[], object]) -> bytes:
        """Give the same as bytes, which the page may show or not."""
        return self.composition.piece(component, (self.policy.id, self.language, *follows_from), view)

    def again(
        self, spot: Hashable, sections: Sequence[Section | None], values: Sequence[object], make: Callable[[], T]
    ) -> T:
        """Give what the page shows of sections, as the page before had it where that followed from the same.

        Args:
            spot: where it stands on pages of a sort.
            sections: the sections, in all their languages.
            values: what else it follows from, beside the policy, the page's language, the layouts and the day.
            make: makes it.
        """
        return self.composition.again((self.language, spot), sections, (self.policy.id, *values), make)

    def ready(self, html: str) -> Markup:
        """Give HTML that no other page has in just this form as a piece of the page."""
        return self.pieces.mark(html.encode())

    def page(self, template: str, frame: Frame, view: object) -> SiteFile:
        """Make the page of its template and pieces."""
        return self.composition.page(template, self.address, frame, view, self.pieces)

    def name(self, version: VersionId) -> str:
        """Name a version in the page's language."""
        return name_of(version, self.strings)

    def counterparts(
        self, address_in: Callable[[str], str | None], missing: str
    ) -> tuple[dict[str, str], dict[str, Elsewhere]]:
        """Give the same page in every language, and for those that lack it the nearest page that is there.

        Args:
            address_in: gives the page's address in a language of the policy, if it has one.
            missing: the key of the sentence that says what lacks in a language.
        """
        found, elsewhere = {}, {}
        for language in self.composition.languages:
            name = self.strings.language_name(language)
            if language not in self.policy.languages:
                text = self.say("policy_not_in_language", language=name)
                elsewhere[language] = Elsewhere(addresses.policies(language), text)
            elif (address := address_in(language)) is not None:
                found[language] = address
            else:
                there = self.composition.addresses(self.policy, language)
                elsewhere[language] = Elsewhere(there.in_force, self.say(missing, language=name))
        return found, elsewhere
