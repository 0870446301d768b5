"""What every page is composed from, and how a page becomes a file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import TypeVar, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from lydelse import addresses
from lydelse.addresses import PolicyAddresses
from lydelse.banner import is_needed
from lydelse.compose import templates
from lydelse.compose.declared import declaration_view
from lydelse.compose.kept import Kept
from lydelse.compose.pieces import Pieces
from lydelse.compose.views import Frame
from lydelse.consent import consent_of
from lydelse.layouts import Layouts
from lydelse.links import Destination, Links
from lydelse.model import (
    Attachment,
    Catalogue,
    Consent,
    Fragments,
    Paper,
    Papers,
    Policy,
    Reference,
    Section,
    SiteFile,
    Status,
    Version,
    Wording,
)
from lydelse.strings import Strings

T = TypeVar("T")

_PIECES = 8_000_000
"""Bytes of pieces of pages that are kept for others."""
_TEXTS = 2_000_000
"""Characters of texts without ids that are kept for other comparisons."""


@dataclass(frozen=True, slots=True)
class BodySpot:
    """The page on which a section's text stands: its address, and whether links to other policies lead to what holds
    now rather than to what held with the version."""

    address: str
    leads_to_now: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """The catalogue, its rendered texts and the layouts."""

    catalogue: Catalogue
    fragments: Fragments
    layouts: Layouts
    links: Links
    consent: Consent | None = None
    """What the banner asks; `None` where it has nothing to ask for, so that there is none."""
    papers: Mapping[str, Papers] = field(default_factory=dict)
    """The PDFs of the versions, by policy."""
    pieces: Kept[bytes] = field(default_factory=lambda: Kept(_PIECES), repr=False, compare=False)
    texts: Kept[str] = field(default_factory=lambda: Kept(_TEXTS), repr=False, compare=False)
    """The texts of sections as comparisons read them."""
    before: dict[Hashable, tuple[object, object]] = field(default_factory=dict, repr=False, compare=False)
    """What pages show of sections whose texts have nothing open: at each spot of a page what the page before had, with
    what that followed from."""

    @classmethod
    def of(
        cls,
        catalogue: Catalogue,
        fragments: Fragments,
        layouts: Layouts,
        papers: Mapping[str, Papers] | None = None,
    ) -> Composition:
        """Put the pieces together, with what follows from them."""
        consent = consent_of(catalogue)
        asked = consent if is_needed(consent) else None
        return cls(catalogue, fragments, layouts, Links(catalogue, fragments), asked, papers or {})

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages, the default first."""
        return self.catalogue.site.languages

    @property
    def lists(self) -> dict[str, str]:
        """The address of the list of policies in each language."""
        return {language: addresses.policies(language) for language in self.languages}

    def strings(self, language: str) -> Strings:
        """Give the words of a language."""
        return self.layouts.strings[language]

    def addresses(self, policy: Policy, language: str) -> PolicyAddresses:
        """Give a policy's addresses in a language."""
        return addresses.policy(language, policy.slugs[language], self.strings(language).addresses)

    def paper(self, version: Version, language: str) -> Paper | None:
        """Give the PDF of a version in a language, where one was made."""
        return self.papers.get(version.policy, {}).get((version.id, language))

    def relative(self, origin: str, target: str, anchor: str = "") -> str:
        """Give the link from a page to an address, in the form in which the site names its pages."""
        return addresses.relative(origin, target, anchor, self.catalogue.site.urls)

    def absolute(self, address: str) -> str:
        """Give an address with the site's base, for what has to be absolute, in the same form."""
        return self.catalogue.site.base_url + addresses.named(address, self.catalogue.site.urls)

    def rooted(self, address: str) -> str:
        """Give an address as a path from the host's root, for what is shown at any depth, in the same form."""
        return urlsplit(self.absolute(address)).path

    def lasting(self, address: str) -> str:
        """Give what an address is known by for ever, in whichever form the site names its pages today."""
        return self.catalogue.site.base_url + address

    def instant(self, day: date) -> str:
        """Give the beginning of a day in the site's time zone, as RFC 3339 has it."""
        return datetime.combine(day, time(), ZoneInfo(self.catalogue.site.time_zone)).isoformat()

    def page(self, template: str, address: str, frame: Frame, view: object, pieces: Pieces | None = None) -> SiteFile:
        """Make a page of its template, and of the pieces for which its view has marks."""
        words = self.strings(frame.lang).page

        def written(shown: tuple[Frame, object]) -> str:
            frame, view = shown
            return templates.page(self.layouts.templates, template, frame=frame, page=view, t=words)

        html = self.layouts.stencils.fill((template, frame.lang), (frame, view), written)
        return SiteFile(addresses.file_of(address), pieces.put_into(html) if pieces else html.encode())

    def piece(self, component: str, follows_from: tuple[Hashable, ...], view: Callable[[], object]) -> bytes:
        """Give a part of a page that stands on many: a component, filled in once for all that its view follows from.

        Args:
            component: the name of its template in `components/`, and of the macro in it.
            follows_from: what the view follows from, beside the layouts and the day: views of equal values are equal.
            view: gives what the component is given.
        """

        def written() -> bytes:
            write = partial(templates.component, self.layouts.templates, component)
            return self.layouts.stencils.fill(component, view(), write).encode()

        return self.pieces.get((component, *follows_from), written)

    def again(
        self, spot: Hashable, sections: Sequence[Section | None], values: Sequence[object], make: Callable[[], T]
    ) -> T:
        """Give what a page shows of sections, as the page before had it where that followed from the same.

        A version changes but a few sections, and most values are the very same ones, which takes no time to see. Where
        something stands open in a text, it is made anew.

        Args:
            spot: where it stands on pages of a sort.
            sections: the sections, in all their languages.
            values: what else it follows from, beside the layouts and the day.
            make: makes it.
        """
        follows_from = (*sections, *values)
        before, made = self.before.get(spot, (None, None))
        if before == follows_from:
            return cast("T", made)
        new = make()
        if all(section is None or self._is_closed(section) for section in sections):
            self.before[spot] = follows_from, new
        return new

    def _is_closed(self, section: Section) -> bool:
        """Tell whether the texts of a section are the same on every page."""
        texts = (self.fragments[wording.revision.rendered_as] for wording in section.wordings.values())
        return all(text.closed is not None for text in texts)

    def policy(self, policy_id: str) -> Policy:
        """Give the policy of an id that is known to exist.

        Raises:
            KeyError: it doesn't.
        """
        found = self.catalogue.policy(policy_id)
        if found is None:
            raise KeyError(policy_id)
        return found

    def html(self, wording: Wording, version: Version, language: str, spot: BodySpot) -> str:
        """Give the HTML of a wording that a version shows in a language, its links relative to a page."""
        fragment = self.fragments[wording.revision.rendered_as]
        if fragment.closed is not None:
            return fragment.closed

        def follow(reference: Reference) -> str:
            found = self.links.follow(reference, version, language)
            if isinstance(found, Attachment):
                return self.relative(spot.address, addresses.attachment(found))
            if isinstance(found, Destination):
                return self.relative(spot.address, self._page_of(found, version, language, spot), found.anchor)
            if version.status is Status.DRAFT:
                return "#"
            raise LookupError(found.message)  # check_references has reported what leads nowhere

        has_declaration = bool(fragment.spots) and not (version.status is Status.DRAFT and wording.declaration is None)
        declared = self._declared(wording) if has_declaration else ""
        return fragment.html(follow, declared)

    def _declared(self, wording: Wording) -> str:
        """Give the HTML of the declaration that a wording shows, in the language of its text."""
        if wording.declaration is None:
            raise LookupError("a text shows a declaration that isn't there")  # check_declared has reported it
        declaration, language = wording.declaration, wording.revision.language

        def written() -> bytes:
            view = declaration_view(declaration, self.strings(language))
            return templates.page(self.layouts.templates, "components/declaration.html", declaration=view).encode()

        return self.pieces.get(("declaration", language, declaration.told(language)), written).decode()

    def _page_of(self, destination: Destination, version: Version, language: str, spot: BodySpot) -> str:
        """Give the page for a link: within a version the page itself; in another policy what holds now, where that
        is asked for and keeps an anchor for every section that ever held, or else the version of that day."""
        other = destination.version
        if other.policy == version.policy:
            return spot.address
        policy = self.policy(other.policy)
        shown = language if language in other.languages else other.binding
        there = self.addresses(policy, shown)
        has_held = other.status in (Status.CURRENT, Status.SUPERSEDED) and "--" not in destination.anchor
        if spot.leads_to_now and has_held and policy.current is not None and shown in policy.current.languages:
            return there.in_force
        return there.version(other.id)
