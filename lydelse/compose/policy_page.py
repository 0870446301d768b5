"""The page of a version, at its permanent address or, when it is in force, at the policy's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lydelse import addresses
from lydelse.addresses import PolicyAddresses
from lydelse.compose.composition import Composition
from lydelse.compose.frame import Elsewhere, Spot, frame_of
from lydelse.compose.history import former_sections, successors
from lydelse.compose.notices import notices
from lydelse.compose.structured import structured_data
from lydelse.compose.views import ContentsEntry, Day, Fact, Link, PolicyView, SectionView
from lydelse.compose.wording import name_of, section_title, status_text
from lydelse.model import Policy, Section, SiteFile, Status, Version, Wording
from lydelse.strings import Strings


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page of a policy is made from.

    `version` is `None` at a moving address when nothing is in force in the language; `digest` is that of the
    canonical text.
    """

    composition: Composition
    policy: Policy
    language: str
    version: Version | None
    address: str
    digest: str = ""

    @property
    def strings(self) -> Strings:
        """The words of the page's language."""
        return self.composition.strings(self.language)

    @property
    def there(self) -> PolicyAddresses:
        """The policy's addresses in the page's language."""
        return self.composition.addresses(self.policy, self.language)

    @property
    def is_moving(self) -> bool:
        """Whether the page moves with what is in force."""
        return self.address == self.there.in_force

    def link(self, address: str, text: str, anchor: str = "") -> Link:
        """Make a link from the page."""
        return Link(addresses.relative(self.address, address, anchor), text)


def version_page(composition: Composition, policy: Policy, version: Version, language: str, digest: str) -> SiteFile:
    """Compose the page of a version at its permanent address."""
    address = composition.addresses(policy, language).version(version.id)
    return _page(Sheet(composition, policy, language, version, address, digest))


def in_force_page(composition: Composition, policy: Policy, language: str, digest: str) -> SiteFile:
    """Compose the page of what holds now; it says so when nothing does."""
    current = policy.current
    version = current if current is not None and language in current.languages else None
    address = composition.addresses(policy, language).in_force
    return _page(Sheet(composition, policy, language, version, address, digest))


def title_of(policy: Policy, language: str) -> str:
    """Name a policy: as its version in force does, else the coming or the last one that has the language."""
    candidates = [policy.current, *policy.upcoming[:1], *reversed(policy.versions)]
    return next(v.title[language] for v in candidates if v is not None and language in v.title)


def _page(sheet: Sheet) -> SiteFile:
    version, strings = sheet.version, sheet.strings
    title = version.title[sheet.language] if version else title_of(sheet.policy, sheet.language)
    description = version.description.get(sheet.language, "") if version else ""
    heading = title
    if version and not sheet.is_moving:
        heading = strings.say("title_version", title=title, date=name_of(version.id, strings))
    frame = frame_of(sheet.composition, _spot(sheet, heading, description or _fallback_description(sheet, title)))
    view = PolicyView(
        title=title,
        description=description,
        status=version.status.value if version else "none",
        status_text=_status_text(sheet),
        notices=notices(sheet.composition, sheet.policy, version, sheet.language, sheet.address),
        summary=version.summary.get(sheet.language, "") if version and not sheet.is_moving else "",
        facts=tuple(_facts(sheet, version)) if version else (),
        contents=tuple(_contents(sheet, version)) if version else (),
        sections=_sections(sheet, version) if version else (),
        former=former_sections(sheet.composition, sheet.policy, version, sheet.language) if sheet.is_moving else (),
        links=tuple(_links(sheet)),
    )
    return sheet.composition.page("policy.html", sheet.address, frame, view)


def _fallback_description(sheet: Sheet, title: str) -> str:
    """Describe the page to search engines when the editors say nothing."""
    if sheet.version is None:
        return ""
    name, organisation = name_of(sheet.version.id, sheet.strings), sheet.composition.catalogue.site.organisation.name
    return sheet.strings.say("description_version", title=title, date=name, organisation=organisation)


def _status_text(sheet: Sheet) -> str:
    if sheet.version is not None:
        return status_text(sheet.policy, sheet.version, sheet.strings)
    retired = sheet.policy.retired
    if retired is not None and retired.on <= sheet.composition.catalogue.as_of:
        return sheet.strings.say("retired_on", date=sheet.strings.day(retired.on))
    return sheet.strings.say("nothing_in_force")


def _spot(sheet: Sheet, heading: str, description: str) -> Spot:
    version, there = sheet.version, sheet.there
    names_version = version is not None and not sheet.is_moving
    counterparts, elsewhere = _other_languages(sheet)
    is_current = version is not None and version.status is Status.CURRENT
    return Spot(
        language=sheet.language,
        address=sheet.address,
        title=heading,
        description=description,
        counterparts=counterparts,
        elsewhere=elsewhere,
        breadcrumbs=tuple(_breadcrumbs(sheet)),
        feed=(there.feed, sheet.strings.say("link_feed")),
        is_indexed=not names_version or (version is not None and version.status in (Status.CURRENT, Status.UPCOMING)),
        canonical=there.in_force if is_current else "",
        json_ld=structured_data(sheet.composition, version, sheet.language, sheet.address) if version else None,
    )


def _breadcrumbs(sheet: Sheet) -> Iterator[tuple[str, str]]:
    yield addresses.policies(sheet.language), sheet.strings.say("policies_title")
    if not sheet.is_moving:
        yield sheet.there.in_force, title_of(sheet.policy, sheet.language)


def _other_languages(sheet: Sheet) -> tuple[dict[str, str], dict[str, Elsewhere]]:
    """Give the same page in other languages, and for those that lack it the nearest page that is there."""
    counterparts, elsewhere = {}, {}
    for language in sheet.composition.languages:
        if language not in sheet.policy.languages:
            missing = sheet.strings.say("policy_not_in_language", language=sheet.strings.language_name(language))
            elsewhere[language] = Elsewhere(addresses.policies(language), missing)
            continue
        there = sheet.composition.addresses(sheet.policy, language)
        if sheet.is_moving:
            counterparts[language] = there.in_force
        elif sheet.version is not None and language in sheet.version.languages:
            counterparts[language] = there.version(sheet.version.id)
        else:
            missing = sheet.strings.say("not_in_language", language=sheet.strings.language_name(language))
            elsewhere[language] = Elsewhere(there.in_force, missing)
    return counterparts, elsewhere


def _facts(sheet: Sheet, version: Version) -> Iterator[Fact]:
    strings, there = sheet.strings, sheet.there
    say = strings.say
    permanent = there.version(version.id)
    yield Fact(say("fact_version"), link=sheet.link(permanent, str(version.id)))
    yield Fact(say("fact_effective"), day=Day(strings.day(version.effective), version.effective.isoformat()))
    last = sheet.policy.last_day(version)
    if last is not None and last >= version.effective and version.status is not Status.WITHDRAWN:
        yield Fact(say("fact_until"), day=Day(strings.day(last), last.isoformat()))
    if version.published is not None:
        yield Fact(say("fact_published"), day=Day(strings.day(version.published), version.published.isoformat()))
    yield Fact(say("fact_significance"), say(f"significance_{version.significance}"))
    if len(version.languages) > 1:
        yield Fact(say("fact_binding"), strings.language_name(version.binding))
    yield Fact(say("fact_canonical_text"), link=sheet.link(there.text(version.id), "text.md"))
    yield Fact(say("fact_digest"), sheet.digest, kind="wide")


def _contents(sheet: Sheet, version: Version) -> Iterator[ContentsEntry]:
    for section in version.sections:
        wording = section.wordings[sheet.language]
        if wording.revision.title:
            yield ContentsEntry(f"#{section.id}", wording.revision.title, _other(wording, sheet.language))


def _other(wording: Wording, language: str) -> str | None:
    """The language of a text where it isn't the page's."""
    return wording.revision.language if wording.revision.language != language else None


def _sections(sheet: Sheet, version: Version) -> tuple[SectionView, ...]:
    former = successors(sheet.policy, version) if sheet.is_moving else {}
    return tuple(
        _section(sheet, version, section, tuple(old for old, new in former.items() if new == section.id))
        for section in version.sections
    )


def _section(sheet: Sheet, version: Version, section: Section, former: tuple[str, ...]) -> SectionView:
    strings = sheet.strings
    wording = section.wordings[sheet.language]
    other = _other(wording, sheet.language)
    return SectionView(
        id=section.id,
        title=wording.revision.title,
        body=sheet.composition.body(wording, version, sheet.language, sheet.address),
        since=_since(sheet, version, wording),
        since_link=_since_link(sheet, wording),
        permalink=_permalink(sheet, version, section),
        others=tuple(_in_other_languages(sheet, version, section)),
        lang=other,
        dir=sheet.composition.strings(other).direction if other else None,
        lagging=strings.say("lagging_translation", language=strings.language_name(other)) if other else None,
        former=former,
    )


def _since(sheet: Sheet, version: Version, wording: Wording) -> str:
    date = name_of(wording.since, sheet.strings)
    if wording.since.effective > sheet.composition.catalogue.as_of or version.status is Status.WITHDRAWN:
        return sheet.strings.say("section_since_upcoming", date=date)
    is_first = wording.since == sheet.policy.versions[0].id
    return sheet.strings.say("section_since_first" if is_first else "section_since", date=date)


def _since_link(sheet: Sheet, wording: Wording) -> Link | None:
    if wording.since == sheet.policy.versions[0].id:
        return None
    return sheet.link(sheet.there.changelog, sheet.strings.say("section_since_link"), str(wording.since))


def _permalink(sheet: Sheet, version: Version, section: Section) -> Link:
    wording = section.wordings[sheet.language]
    key = "section_permalink" if wording.revision.title else "section_permalink_untitled"
    text = sheet.strings.say(key, title=section_title(section, sheet.language, sheet.strings))
    return sheet.link(sheet.there.version(version.id), text, section.id)


def _in_other_languages(sheet: Sheet, version: Version, section: Section) -> Iterator[Link]:
    for language in sheet.composition.languages:
        if language == sheet.language or language not in version.languages:
            continue
        there = sheet.composition.addresses(sheet.policy, language)
        address = there.in_force if sheet.is_moving else there.version(version.id)
        strings = sheet.composition.strings(language)
        href = addresses.relative(sheet.address, address, section.id)
        yield Link(href, strings.texts["language.in_language"], language, strings.direction)


def _links(sheet: Sheet) -> Iterator[Link]:
    strings, there, version = sheet.strings, sheet.there, sheet.version
    yield sheet.link(there.changelog, strings.say("link_changelog"))
    if version is None:
        return
    if sheet.is_moving:
        yield sheet.link(there.version(version.id), strings.say("link_permanent"))
        return
    if version.changes:
        yield sheet.link(there.changelog, strings.say("link_changes_of_version"), str(version.id))
    for key, other in (("link_previous", version.previous), ("link_next", version.following)):
        neighbour = sheet.policy.version(other) if other else None
        if neighbour is not None and sheet.language in neighbour.languages:
            yield sheet.link(there.version(neighbour.id), strings.say(key, date=name_of(neighbour.id, strings)))
