"""The files of the consent banner: the scripts for other sites, what programs read of them, and the pages that explain
and show them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from lydelse import addresses
from lydelse.banner import Leads, Request, Snippet, features, snippet
from lydelse.canonical import DECLARATION_ID, canonical_text
from lydelse.compose.around_views import (
    BannerView,
    DemonstratedCategory,
    DemonstrationView,
    LanguageChoice,
    LanguageChoiceView,
)
from lydelse.compose.banner_guide import guide
from lydelse.compose.composition import Composition
from lydelse.compose.frame import Spot, frame_of
from lydelse.compose.views import Link
from lydelse.compose.wording import title_of
from lydelse.model import Consent, SiteFile, Waiting

Snippets = Mapping[str | None, Snippet]
"""By language; `None` is the one for all of them, which the first is where there is no other."""


def banner_files(composition: Composition, consent: Consent) -> Iterator[SiteFile]:
    """Give the files of the banner.

    Args:
        composition: what pages are made of.
        consent: what is asked, of one optional category at least.
    """
    request = _request(composition, consent)
    languages = tuple(request.strings)
    snippets: dict[str | None, Snippet] = {None: snippet(request, languages)}
    snippets |= {language: snippet(request, [language]) for language in languages}
    for asset in composition.layouts.banner_assets:
        yield SiteFile(asset.address, asset.content)
    for language, made in snippets.items():
        yield SiteFile(addresses.banner_script(language), made.script.encode())
        yield SiteFile(addresses.banner_snippet(language), made.html.encode())
    yield _list(composition, request, snippets)
    yield _choice_page(composition)
    for language in composition.languages:
        yield _guide_page(composition, request, snippets, language)
        yield _demonstration_page(composition, request, language)


def _request(composition: Composition, consent: Consent) -> Request:
    """Put together what snippets are made of, in the languages of the policy's version in force."""
    policy = composition.policy(consent.policy)
    version = policy.current
    if version is None:
        raise LookupError(f"no version of {policy.id} is in force")  # consent_of has found it
    languages = [language for language in composition.languages if language in version.languages]
    leads = {}
    for language in languages:
        there = composition.addresses(policy, language)
        any_version = composition.absolute(there.comparison_now("*"))
        leads[language] = Leads(composition.absolute(there.in_force), any_version)
    return Request(
        consent=consent,
        banner=composition.catalogue.site.banner,
        as_of=composition.catalogue.as_of,
        declaration=canonical_text(version, version.binding).section_digests[DECLARATION_ID],
        strings={language: composition.strings(language) for language in languages},
        leads=leads,
        pieces=composition.layouts.banner_pieces,
    )


def _list(composition: Composition, request: Request, snippets: Snippets) -> SiteFile:
    """Compose what programs read: by it a copy that is out of date is known."""
    document = {
        "policy": request.consent.policy,
        "version": str(request.consent.version),
        "declaration": request.declaration,
        "snippets": [
            {
                "languages": made.languages,
                "digest": made.digest,
                "script": composition.absolute(addresses.banner_script(language)),
                "paste": composition.absolute(addresses.banner_snippet(language)),
                "csp": f"script-src {made.csp}",
            }
            for language, made in snippets.items()
        ],
    }
    return SiteFile(addresses.BANNER_LIST, json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n")


def _choice_page(composition: Composition) -> SiteFile:
    default = composition.languages[0]
    title = composition.strings(default).say("banner_page_title")
    spot = Spot(default, addresses.BANNER, title, "", composition.lists, is_indexed=False)
    choices = tuple(
        LanguageChoice(
            lang=language,
            dir=composition.strings(language).direction,
            name=composition.strings(language).name,
            text=composition.strings(language).say("banner_page_choice"),
            href=composition.relative(addresses.BANNER, addresses.banner_page(language)),
            policies=(),
        )
        for language in composition.languages
    )
    frame = frame_of(composition, spot)._replace(switches=())
    stylesheet = composition.relative(addresses.BANNER, composition.layouts.lists_stylesheet.address)
    return composition.page("languages.html", addresses.BANNER, frame, LanguageChoiceView(title, choices, stylesheet))


def _guide_page(composition: Composition, request: Request, snippets: Snippets, language: str) -> SiteFile:
    strings, layouts = composition.strings(language), composition.layouts
    address = addresses.banner_page(language)
    policy = composition.policy(request.consent.policy)
    shown = language if language in policy.languages else policy.versions[-1].binding
    introduction = strings.say("banner_page_introduction", title=title_of(policy, shown))
    pages = {other: addresses.banner_page(other) for other in composition.languages}
    spot = Spot(language, address, strings.say("banner_page_title"), introduction, pages, is_indexed=False)
    there = composition.relative(address, addresses.banner_demonstration(language))
    view = BannerView(
        title=strings.say("banner_page_title"),
        introduction=introduction,
        demonstration=Link(there, strings.say("banner_page_demonstration")),
        sections=tuple(guide(composition, request, snippets, language)),
        stylesheet=composition.relative(address, layouts.banner_stylesheet.address),
        script=composition.relative(address, layouts.banner_script.address),
    )
    return composition.page("banner.html", address, frame_of(composition, spot), view)


def _demonstration_page(composition: Composition, request: Request, language: str) -> SiteFile:
    strings = composition.strings(language)
    address = addresses.banner_demonstration(language)
    shown = language if language in request.strings else next(iter(request.strings))
    title, text = strings.say("banner_demonstration_title"), strings.say("banner_demonstration_text")
    pages = {other: addresses.banner_demonstration(other) for other in composition.languages}
    spot = Spot(language, address, title, text, pages, is_indexed=False)
    embedding = [category for category in request.optional if {Waiting.FRAMES, Waiting.IMAGES} & set(category.waits)]
    view = DemonstrationView(
        title=title,
        text=text,
        categories=tuple(
            DemonstratedCategory(
                category.id,
                strings.say("banner_demonstration_allowed", category=category.title[shown]),
                strings.say("banner_demonstration_refused", category=category.title[shown]),
            )
            for category in request.optional
        ),
        waiting=embedding[0].id if "embeds.js" in features(request) else None,
        frame=Link(composition.relative(address, addresses.policies(language)), strings.say("policies_title")),
        back=Link(
            composition.relative(address, addresses.banner_page(language)), strings.say("banner_demonstration_back")
        ),
        banner=composition.relative(address, addresses.banner_script(shown)),
        script=composition.relative(address, composition.layouts.demonstration_script.address),
    )
    return composition.page("demonstration.html", address, frame_of(composition, spot), view)
