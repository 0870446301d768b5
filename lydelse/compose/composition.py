"""What every page is composed from, and how a page becomes a file."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from jinja2 import TemplateNotFound
from markupsafe import Markup

from lydelse import addresses
from lydelse.addresses import PolicyAddresses
from lydelse.banner import is_needed
from lydelse.compose.declared import declaration_view
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
    SiteFile,
    Status,
    Version,
    Wording,
)
from lydelse.problems import Place
from lydelse.strings import Strings


class TemplateFault(Exception):  # noqa: N818 - a fault of the site's owner, as problems are
    """A template asks for what isn't there, or does what can't be done. `place` is the line, `hint` says what to do."""

    hint = "Compare the line with that of the engine's template."

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place, self.message = place, message


def _place_in_template(error: Exception) -> Place | None:
    """Give the line of the template where an error arose; Jinja2 puts templates into the traceback."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    if not frames:
        return None
    _, _, name = frames[-1].filename.replace("\\", "/").rpartition("/layouts/")
    return Place(f"layouts/{name}", frames[-1].lineno or 1)


def _what_is_wrong(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):  # whose own words name folders of the machine
        return f"there is no template “{error.name}”"
    return f"the template can't be filled in: {error}"


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

    def absolute(self, address: str) -> str:
        """Give an address with the site's base, for what has to be absolute."""
        return self.catalogue.site.base_url + address

    def instant(self, day: date) -> str:
        """Give the beginning of a day in the site's time zone, as RFC 3339 has it."""
        return datetime.combine(day, time(), ZoneInfo(self.catalogue.site.time_zone)).isoformat()

    def page(self, template: str, address: str, frame: Frame, view: object) -> SiteFile:
        """Make a page of its template."""
        words = self.strings(frame.lang).page
        try:
            html = self.layouts.templates.get_template(template).render(frame=frame, page=view, t=words)
        except Exception as error:
            place = _place_in_template(error)
            if place is None:
                raise
            raise TemplateFault(place, _what_is_wrong(error)) from error
        return SiteFile(addresses.file_of(address), html.encode())

    def policy(self, policy_id: str) -> Policy:
        """Give the policy of an id that is known to exist.

        Raises:
            KeyError: it doesn't.
        """
        found = self.catalogue.policy(policy_id)
        if found is None:
            raise KeyError(policy_id)
        return found

    def body(self, wording: Wording, version: Version, language: str, spot: BodySpot) -> Markup:
        """Give the HTML of a wording that a version shows in a language, its links relative to a page."""

        def follow(reference: Reference) -> str:
            found = self.links.follow(reference, version, language)
            if isinstance(found, Attachment):
                return addresses.relative(spot.address, addresses.attachment(found))
            if isinstance(found, Destination):
                return addresses.relative(spot.address, self._page_of(found, version, language, spot), found.anchor)
            if version.status is Status.DRAFT:
                return "#"
            raise LookupError(found.message)  # check_references has reported what leads nowhere

        fragment = self.fragments[wording.revision.rendered_as]
        has_declaration = bool(fragment.spots) and not (version.status is Status.DRAFT and wording.declaration is None)
        declared = self._declared(wording) if has_declaration else ""
        return Markup(fragment.html(follow, declared))  # noqa: S704 - sanitised by render

    def _declared(self, wording: Wording) -> str:
        """Give the HTML of the declaration that a wording shows, in the language of its text."""
        if wording.declaration is None:
            raise LookupError("a text shows a declaration that isn't there")  # check_declared has reported it
        view = declaration_view(wording.declaration, self.strings(wording.revision.language))
        return self.layouts.templates.get_template("components/declaration.html").render(declaration=view)

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
