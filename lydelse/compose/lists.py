"""The pages around the policies: the choice of language, the lists of policies, and the page for what isn't there."""

from __future__ import annotations

from collections.abc import Iterator

from lydelse import addresses
from lydelse.compose.around_views import (
    LanguageChoice,
    LanguageChoiceView,
    NotFoundMessage,
    NotFoundView,
    PolicyEntry,
    PolicyListView,
)
from lydelse.compose.composition import Composition
from lydelse.compose.frame import Spot, frame_of
from lydelse.compose.views import Alternate, Link, LogoView
from lydelse.compose.wording import name_of, status_text, title_of
from lydelse.model import Policy, SiteFile


def language_page(composition: Composition) -> SiteFile:
    """Compose the site's first page, which chooses the language with plain links."""
    default = composition.languages[0]
    strings = composition.strings(default)
    spot = Spot(default, addresses.LANGUAGES, strings.say("languages_title"), "", composition.lists)
    choices = Alternate("x-default", composition.absolute(addresses.LANGUAGES))
    frame = frame_of(composition, spot)
    frame = frame._replace(switches=(), alternates=(*frame.alternates, choices))
    view = LanguageChoiceView(
        title=composition.catalogue.site.organisation.name,
        stylesheet=_stylesheet(composition, addresses.LANGUAGES),
        choices=tuple(_choice(composition, language) for language in composition.languages),
    )
    return composition.page("languages.html", addresses.LANGUAGES, frame, view)


def _stylesheet(composition: Composition, address: str) -> str:
    return composition.relative(address, composition.layouts.lists_stylesheet.address)


def _choice(composition: Composition, language: str) -> LanguageChoice:
    strings = composition.strings(language)
    as_of = composition.catalogue.as_of
    policies = (
        policy
        for policy in composition.catalogue.policies
        if language in policy.languages and not policy.has_ended(as_of)
    )
    return LanguageChoice(
        lang=language,
        dir=strings.direction,
        name=strings.name,
        text=strings.say("languages_text"),
        href=composition.relative(addresses.LANGUAGES, addresses.policies(language)),
        policies=tuple(_to_policy(composition, policy, language) for policy in policies),
    )


def _to_policy(composition: Composition, policy: Policy, language: str) -> Link:
    address = composition.addresses(policy, language).in_force
    return Link(composition.relative(addresses.LANGUAGES, address), title_of(policy, language))


def policies_page(composition: Composition, language: str) -> SiteFile:
    """Compose the list of policies in a language; those of other languages alone are named, too."""
    strings, as_of = composition.strings(language), composition.catalogue.as_of
    address = addresses.policies(language)
    organisation = composition.catalogue.site.organisation.name
    introduction = strings.say("policies_introduction", organisation=organisation)
    spot = Spot(language, address, strings.say("policies_title"), introduction, composition.lists)
    published = [policy for policy in composition.catalogue.policies if policy.versions]
    view = PolicyListView(
        title=strings.say("policies_title"),
        stylesheet=_stylesheet(composition, address),
        introduction=introduction if published else strings.say("no_policies"),
        entries=tuple(_entry(composition, policy, language) for policy in published if not policy.has_ended(as_of)),
        ended=tuple(_entry(composition, policy, language) for policy in published if policy.has_ended(as_of)),
    )
    return composition.page("policies.html", address, frame_of(composition, spot), view)


def _entry(composition: Composition, policy: Policy, language: str) -> PolicyEntry:
    origin, current = addresses.policies(language), policy.current
    shown = language if language in policy.languages else policy.versions[-1].binding
    there = composition.addresses(policy, shown)
    direction = composition.strings(shown).direction
    is_other = shown != language
    title = title_of(policy, shown)
    link = Link(
        composition.relative(origin, there.in_force),
        title,
        shown if is_other else None,
        direction if is_other else None,
    )
    return PolicyEntry(
        link=link,
        description=current.description.get(language, "") if current else "",
        status=current.status.value if current else "none",
        status_text=_status_text(composition, policy, language),
        links=() if is_other else tuple(_entry_links(composition, policy, language)),
    )


def _status_text(composition: Composition, policy: Policy, language: str) -> str:
    strings = composition.strings(language)
    if language not in policy.languages:
        return strings.say("policy_not_in_language", language=strings.language_name(language))
    if policy.current is not None:
        return status_text(policy, policy.current, strings)
    if policy.retired is not None and policy.has_ended(composition.catalogue.as_of):
        return strings.say("retired_on", date=strings.day(policy.retired.on))
    if policy.upcoming:
        return status_text(policy, policy.upcoming[0], strings)
    return strings.say("nothing_in_force")


def _entry_links(composition: Composition, policy: Policy, language: str) -> Iterator[Link]:
    strings, origin = composition.strings(language), addresses.policies(language)
    there = composition.addresses(policy, language)
    for coming in policy.upcoming:
        if language in coming.languages:
            text = strings.say("entry_upcoming", date=name_of(coming.id, strings))
            yield Link(composition.relative(origin, there.version(coming.id)), text)
    for draft in policy.shown_drafts:
        if language in draft.languages:
            text = strings.say("entry_draft", date=name_of(draft.id, strings))
            yield Link(composition.relative(origin, there.version(draft.id)), text)
    text = strings.say("entry_changelog", title=title_of(policy, language))
    yield Link(composition.relative(origin, there.changelog), text)


def not_found_page(composition: Composition) -> SiteFile:
    """Compose the page for addresses that lead nowhere.

    A host shows it at any depth, so its links are absolute paths: the one page that needs `base_url`'s.
    """
    default = composition.languages[0]
    rooted = composition.rooted
    strings = composition.strings(default)
    spot = Spot(default, addresses.NOT_FOUND, strings.say("not_found_heading"), "", composition.lists)
    frame = frame_of(composition, spot)
    frame = frame._replace(
        home=Link(rooted(addresses.policies(default)), frame.home.text),
        logo=_rooted(composition, frame.logo),
        icon=rooted(frame.icon) if frame.icon else None,
        stylesheet=rooted(composition.layouts.stylesheet.address),
        script=rooted(composition.layouts.script.address),
        switches=(),
        alternates=(),
        canonical=None,
        indexed=False,
    )
    view = NotFoundView(
        stylesheet=rooted(composition.layouts.lists_stylesheet.address),
        messages=tuple(_not_found_message(composition, language) for language in composition.languages),
    )
    return composition.page("notfound.html", addresses.NOT_FOUND, frame, view)


def _rooted(composition: Composition, logo: LogoView | None) -> LogoView | None:
    """Give the logo with absolute paths; the page itself stands at the site's root."""
    if logo is None:
        return None
    dark = composition.rooted(logo.dark) if logo.dark else None
    return logo._replace(src=composition.rooted(logo.src), dark=dark)


def _not_found_message(composition: Composition, language: str) -> NotFoundMessage:
    strings = composition.strings(language)
    return NotFoundMessage(
        lang=language,
        dir=strings.direction,
        heading=strings.say("not_found_heading"),
        text=strings.say("not_found_text"),
        link=Link(composition.rooted(addresses.policies(language)), strings.say("not_found_link")),
    )
