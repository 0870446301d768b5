"""What surrounds a page: its head, the language switch, the way back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from lydelse import addresses
from lydelse.compose.composition import Composition
from lydelse.compose.security import POLICY
from lydelse.compose.views import Alternate, Frame, Link, LogoView, Search, Switch

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where the language switch leads when a page isn't there in a language, and what it says of that."""

    address: str
    missing: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A page's place in the site.

    `counterparts` are the addresses of the same page by language, its own among them; `elsewhere` stands in for
    those that are missing. `canonical` is the address under which search engines should know it, its own if empty.
    """

    language: str
    address: str
    title: str
    description: str
    counterparts: Mapping[str, str]
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    breadcrumbs: tuple[tuple[str, str], ...] = ()
    """Addresses and words, from the list of policies down."""
    feed: tuple[str, str] | None = None
    is_indexed: bool = True
    canonical: str = ""
    json_ld: Mapping[str, object] | None = None
    search: str | None = None
    """The address of what the policy is searched in, where the page offers that."""
    printed: tuple[str, str] | None = None
    """The title and the address by which paper names what the page shows, where they aren't the page's own."""


def frame_of(composition: Composition, spot: Spot) -> Frame:
    """Give what surrounds the page at a spot."""
    strings = composition.strings(spot.language)
    site = composition.catalogue.site

    def link(address: str, text: str) -> Link:
        return Link(composition.relative(spot.address, address), text)

    return Frame(
        lang=spot.language,
        dir=strings.direction,
        title=strings.say("title_page", title=spot.title, organisation=site.organisation.name),
        description=spot.description,
        organisation=site.organisation.name,
        logo=_logo(composition, spot),
        icon=composition.relative(spot.address, addresses.attachment(site.look.icon)) if site.look.icon else None,
        home=link(addresses.policies(spot.language), strings.say("link_policies")),
        stylesheet=composition.relative(spot.address, composition.layouts.stylesheet.address),
        script=composition.relative(spot.address, composition.layouts.script.address),
        breadcrumbs=tuple(link(*crumb) for crumb in spot.breadcrumbs),
        switches=tuple(_switch(composition, spot, language) for language in composition.languages),
        notice=site.notice.get(spot.language, ""),
        canonical=composition.absolute(spot.canonical or spot.address),
        alternates=_alternates(composition, spot),
        indexed=spot.is_indexed,
        feed=None if spot.feed is None else link(*spot.feed),
        consent_settings=None if composition.consent is None else strings.say("banner_settings"),
        security=Markup(POLICY),  # noqa: S704 - the engine's own words
        foot=_foot(composition, spot),
        json_ld=None if spot.json_ld is None else as_script(spot.json_ld),
        search=None if spot.search is None else _search(composition, spot.address, spot.search),
    )


def _search(composition: Composition, address: str, index: str) -> Search:
    script = composition.layouts.search_script.address
    return Search(composition.relative(address, script), composition.relative(address, index))


def _foot(composition: Composition, spot: Spot) -> str:
    title, address = spot.printed or (spot.title, spot.address)
    return f"{title}\n{composition.absolute(address)}"


def _logo(composition: Composition, spot: Spot) -> LogoView | None:
    site = composition.catalogue.site
    logo = site.look.logo
    if logo is None:
        return None
    return LogoView(
        src=composition.relative(spot.address, addresses.attachment(logo.file)),
        alt=logo.alt.get(spot.language, site.organisation.name),
        width=logo.width,
        height=logo.height,
        dark=composition.relative(spot.address, addresses.attachment(logo.dark)) if logo.dark else None,
    )


def _switch(composition: Composition, spot: Spot, language: str) -> Switch:
    strings = composition.strings(language)
    if language == spot.language:
        return Switch(language, None, strings.name, None)
    elsewhere = spot.elsewhere.get(language)
    address = elsewhere.address if elsewhere else spot.counterparts[language]
    href = composition.relative(spot.address, address)
    own = composition.strings(spot.language).direction
    direction = None if strings.direction == own else strings.direction
    return Switch(language, direction, strings.name, href, elsewhere.missing if elsewhere else None)


def _alternates(composition: Composition, spot: Spot) -> tuple[Alternate, ...]:
    """Name the same page in every language, the page itself among them, as search engines ask for.

    A page that isn't to be indexed, or is known under another address, names none.
    """
    if not spot.is_indexed or spot.canonical not in ("", spot.address):
        return ()
    found = [Alternate(lang, composition.absolute(address)) for lang, address in spot.counterparts.items()]
    return tuple(found) if len(found) > 1 else ()


def as_script(document: Mapping[str, object]) -> Markup:
    """Give a JSON document that can stand in a script element, whatever its texts say."""
    text = _JSON.encode(document)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - nothing in it can end the element any more
