"""The page of a version, at its permanent address or, when it is in force, at the policy's own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from lydelse.compose.composition import Composition
from lydelse.compose.frame import Spot, frame_of
from lydelse.compose.history import former_sections, successors
from lydelse.compose.notices import notices
from lydelse.compose.pairs import address_of, pair_with_current, pair_with_previous
from lydelse.compose.pieces import left_open
from lydelse.compose.sheet import Sheet
from lydelse.compose.structured import structured_data
from lydelse.compose.version_links import beside_links
from lydelse.compose.views import Citation, ContentsEntry, Fact, Frame, Link, PolicyView, SectionView
from lydelse.compose.wording import day_of, section_title, status_text, title_of
from lydelse.model import Policy, Section, SiteFile, Status, Version, Wording


def version_page(composition: Composition, policy: Policy, version: Version, language: str, digest: str) -> SiteFile:
    """Compose the page of a version at its permanent address; `digest` is that of its canonical text."""
    address = composition.addresses(policy, language).version(version.id)
    return _page(Sheet(composition, policy, language, address), version, digest)


def in_force_page(composition: Composition, policy: Policy, language: str, digest: str) -> SiteFile:
    """Compose the page of what holds now; it says so when nothing does in the language."""
    current = policy.current
    version = current if current is not None and language in current.languages else None
    address = composition.addresses(policy, language).in_force
    return _page(Sheet(composition, policy, language, address), version, digest)


def _page(sheet: Sheet, version: Version | None, digest: str) -> SiteFile:
    sections = _sections(sheet, version) if version else ()
    return sheet.page("policy.html", *policy_views(sheet, version, digest, sections))


def policy_views(
    sheet: Sheet, version: Version | None, digest: str, sections: tuple[Markup, ...] = ()
) -> tuple[Frame, PolicyView]:
    """Give what the page of a policy shows: what surrounds it, and the version itself, if any."""
    title = version.title[sheet.language] if version else title_of(sheet.policy, sheet.language)
    description = version.description.get(sheet.language, "") if version else ""
    view = PolicyView(
        title=title,
        description=description,
        status=version.status.value if version else "none",
        status_text=_status_text(sheet, version),
        notices=notices(sheet, version),
        summary=version.summary.get(sheet.language, "") if version and not sheet.is_moving else "",
        facts=tuple(_facts(sheet, version, digest)) if version else (),
        contents=tuple(_contents(sheet, version)) if version else (),
        sections=sections,
        former=former_sections(sheet, version) if sheet.is_moving else (),
        links=tuple(_links(sheet, version)),
        citation=_citation(sheet, version, title) if version else None,
    )
    return frame_of(sheet.composition, _spot(sheet, version, title, description)), view


def _citation(sheet: Sheet, version: Version, title: str) -> Citation:
    """What a script makes references of, which always name the version: what holds now will be another one day."""
    reference = sheet.say("cite", title=title, version=version.id, section="{section}", address="{address}")
    return Citation(sheet.say("cite_label"), sheet.say("cite_done"), reference)


def _status_text(sheet: Sheet, version: Version | None) -> str:
    if version is not None:
        return status_text(sheet.policy, version, sheet.strings)
    retired = sheet.policy.retired
    if retired is not None and sheet.policy.has_ended(sheet.composition.catalogue.as_of):
        return sheet.say("retired_on", date=sheet.strings.day(retired.on))
    return sheet.say("nothing_in_force")


def _spot(sheet: Sheet, version: Version | None, title: str, description: str) -> Spot:
    status = version.status if version else None
    counterparts, elsewhere = sheet.counterparts(
        lambda language: _address_in(sheet, version, language), "not_in_language"
    )
    return Spot(
        language=sheet.language,
        address=sheet.address,
        title=_document_title(sheet, version, title),
        description=description or _fallback_description(sheet, version, title),
        counterparts=counterparts,
        elsewhere=elsewhere,
        breadcrumbs=sheet.breadcrumbs,
        feed=sheet.feed,
        search=sheet.there.search,
        is_indexed=status in (Status.CURRENT, Status.UPCOMING),
        canonical=sheet.there.in_force if status is Status.CURRENT else "",
        json_ld=structured_data(sheet, version) if version else None,
        printed=_printed(sheet, version, title) if version else None,
    )


def _printed(sheet: Sheet, version: Version, title: str) -> tuple[str, str]:
    """Paper shows one version, whatever holds when it is read."""
    return sheet.say("title_version", title=title, date=sheet.name(version.id)), sheet.there.version(version.id)


def _address_in(sheet: Sheet, version: Version | None, language: str) -> str | None:
    """The same page in another language of the policy."""
    if version is None:
        there, current = sheet.composition.addresses(sheet.policy, language), sheet.policy.current
        return there.in_force if current is None or language in current.languages else None
    return _address_of(sheet, version, language) if language in version.languages else None


def _address_of(sheet: Sheet, version: Version, language: str) -> str:
    """The same page in another language of the version."""
    there = sheet.composition.addresses(sheet.policy, language)
    return there.in_force if sheet.is_moving else there.version(version.id)


def _document_title(sheet: Sheet, version: Version | None, title: str) -> str:
    if version is None or sheet.is_moving:
        return title
    return sheet.say("title_version", title=title, date=sheet.name(version.id))


def _fallback_description(sheet: Sheet, version: Version | None, title: str) -> str:
    """Describe the page to search engines when the editors say nothing."""
    if version is None:
        return ""
    organisation = sheet.composition.catalogue.site.organisation.name
    return sheet.say("description_version", title=title, date=sheet.name(version.id), organisation=organisation)


def _facts(sheet: Sheet, version: Version, digest: str) -> Iterator[Fact]:
    say, strings, there = sheet.say, sheet.strings, sheet.there
    yield Fact(say("fact_version"), link=sheet.link(there.version(version.id), str(version.id)))
    yield Fact(say("fact_effective"), day=day_of(version.effective, strings))
    last = sheet.policy.last_day(version)
    if last is not None and last >= version.effective and version.status is not Status.WITHDRAWN:
        yield Fact(say("fact_until"), day=day_of(last, strings))
    if version.published is not None:
        yield Fact(say("fact_published"), day=day_of(version.published, strings))
    yield Fact(say("fact_significance"), say(f"significance_{version.significance}"))
    if len(version.languages) > 1:
        yield Fact(say("fact_binding"), strings.language_name(version.binding))
    yield Fact(say("fact_canonical_text"), link=sheet.link(there.text(version.id), "text.md"))
    yield Fact(say("fact_digest"), digest, kind="wide")
    register = sheet.policy.register
    entry = register.latest().get((version.id, sheet.language)) if register else None
    if entry is not None:
        yield Fact(say("fact_sealed"), link=sheet.link(there.register, str(strings.day(entry.sealed))))


def _contents(sheet: Sheet, version: Version) -> Iterator[ContentsEntry]:
    for section in version.sections:
        wording = section.wordings[sheet.language]
        if wording.revision.title:
            yield ContentsEntry(f"#{section.id}", wording.revision.title, _other(wording, sheet.language))


def _other(wording: Wording, language: str) -> str | None:
    """The language of a text where it isn't the page's."""
    return wording.revision.language if wording.revision.language != language else None


def _sections(sheet: Sheet, version: Version) -> tuple[Markup, ...]:
    """Give the sections, each written once for all versions in which it stands alike."""
    former = _former_anchors(sheet, version) if sheet.is_moving else {}
    for language in version.languages:
        sheet.pieces.fill(language, sheet.relative(_address_of(sheet, version, language)))
    shared = version.languages, version.status is Status.WITHDRAWN, version.id if sheet.is_moving else None

    def written(section: Section) -> bytes:
        wording = section.wordings[sheet.language]
        html, origins = sheet.html(wording, version), former.get(section.id, ())
        own = section.id, wording.revision.title, wording.revision.language, wording.since, html, origins
        view = partial(_section, sheet, version, section, html, origins)
        return sheet.written("section", (shared, own), view)

    def shown(section: Section) -> bytes:
        values = shared, former.get(section.id)
        return sheet.again(("section", section.id), (section,), values, partial(written, section))

    return tuple(sheet.pieces.mark(shown(section)) for section in version.sections)


def _former_anchors(sheet: Sheet, version: Version) -> dict[str, tuple[str, ...]]:
    """Give the ids of earlier sections by the one that stands for them now."""
    found: dict[str, tuple[str, ...]] = {}
    for old, new in successors(sheet.policy, version).items():
        found[new] = (*found.get(new, ()), old)
    return found


def section_views(sheet: Sheet, version: Version) -> tuple[SectionView, ...]:
    """Give the sections one by one, for a page on which they look otherwise."""
    return tuple(
        _section(sheet, version, section, sheet.html(section.wordings[sheet.language], version), ())
        for section in version.sections
    )


def _section(sheet: Sheet, version: Version, section: Section, html: str, former: tuple[str, ...]) -> SectionView:
    wording = section.wordings[sheet.language]
    other = _other(wording, sheet.language)
    return SectionView(
        id=section.id,
        title=wording.revision.title,
        body=Markup(html),  # noqa: S704 - sanitised by render
        since=_since(sheet, version, wording),
        since_link=_since_link(sheet, section, wording),
        permalink=_permalink(sheet, version, section),
        others=tuple(_in_other_languages(sheet, version, section)),
        lang=other,
        dir=sheet.composition.strings(other).direction if other else None,
        lagging=sheet.say("lagging_translation", language=sheet.strings.language_name(other)) if other else None,
        former=former,
    )


def _since(sheet: Sheet, version: Version, wording: Wording) -> str:
    date = sheet.name(wording.since)
    if wording.since.effective > sheet.composition.catalogue.as_of or version.status is Status.WITHDRAWN:
        return sheet.say("section_since_upcoming", date=date)
    is_first = wording.since == sheet.policy.versions[0].id
    return sheet.say("section_since_first" if is_first else "section_since", date=date)


def _since_link(sheet: Sheet, section: Section, wording: Wording) -> Link | None:
    if wording.since == sheet.policy.versions[0].id:
        return None
    return sheet.link(sheet.there.section(section.id), sheet.say("section_since_link"), str(wording.since))


def _permalink(sheet: Sheet, version: Version, section: Section) -> Link:
    key = "section_permalink" if section.wordings[sheet.language].revision.title else "section_permalink_untitled"
    text = sheet.say(key, title=section_title(section, sheet.language, sheet.strings))
    return sheet.link(sheet.there.version(version.id), text, section.id)


def _in_other_languages(sheet: Sheet, version: Version, section: Section) -> Iterator[Link]:
    """Lead to the section in the version's other languages, whose addresses are filled in on each page."""
    for language in sheet.composition.languages:
        if language in version.languages and language != sheet.language:
            words = sheet.composition.strings(language).texts["language.in_language"]
            yield sheet.link_to(f"{left_open(language)}#{section.id}", words, language)
    yield from beside_links(sheet, version, section.id)


def _links(sheet: Sheet, version: Version | None) -> Iterator[Link]:
    there = sheet.there
    yield sheet.link(there.changelog, sheet.say("link_changelog"))
    if version is not None and sheet.is_moving:
        yield sheet.link(there.version(version.id), sheet.say("link_permanent"))
    elif version is not None:
        yield from _links_of_version(sheet, version)
    if version is not None:
        yield from beside_links(sheet, version)
        yield from _paper_link(sheet, version)


def _paper_link(sheet: Sheet, version: Version) -> Iterator[Link]:
    paper = sheet.composition.paper(version, sheet.language)
    if paper is not None:
        yield sheet.link(sheet.there.paper(version.id), sheet.say("link_pdf", size=sheet.strings.size(paper.size)))


def _links_of_version(sheet: Sheet, version: Version) -> Iterator[Link]:
    previous = pair_with_previous(sheet.policy, version, sheet.language)
    if previous is not None:
        text = sheet.say("link_comparison_previous", date=sheet.name(previous.old.id))
        yield sheet.link(address_of(sheet.composition, sheet.policy, previous, sheet.language), text)
    current = pair_with_current(sheet.policy, version, sheet.language)
    if current is not None and current.old != current.new:
        address = address_of(sheet.composition, sheet.policy, current, sheet.language)
        yield sheet.link(address, sheet.say("link_comparison_now"))
    for key, other in (("link_previous", version.previous), ("link_next", version.following)):
        neighbour = sheet.policy.version(other) if other else None
        if neighbour is not None and sheet.language in neighbour.languages:
            yield sheet.link(sheet.there.version(neighbour.id), sheet.say(key, date=sheet.name(neighbour.id)))
