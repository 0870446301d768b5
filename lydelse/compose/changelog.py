"""The changelog of a policy: what the editors say of each version, with what the comparison of its sections finds."""

from __future__ import annotations

from collections.abc import Iterator

from lydelse.compose.composition import Composition
from lydelse.compose.frame import Spot, frame_of
from lydelse.compose.sheet import Sheet
from lydelse.compose.views import ChangeLine, ChangelogEntry, ChangelogView, Link
from lydelse.compose.wording import day_of, section_title, title_of
from lydelse.model import ChangeKind, Policy, SectionChange, SiteFile, Version


def changelog_page(composition: Composition, policy: Policy, language: str) -> SiteFile:
    """Compose a policy's changelog, the latest version first."""
    sheet = Sheet(composition, policy, language, composition.addresses(policy, language).changelog)
    title = title_of(policy, language)
    view = ChangelogView(
        title=sheet.say("changelog_title", title=title),
        introduction=sheet.say("changelog_introduction"),
        entries=tuple(_entry(sheet, version) for version in reversed(policy.versions)),
        links=(
            sheet.link(sheet.there.in_force, sheet.say("link_policy", title=title)),
            sheet.link(sheet.there.feed, sheet.say("link_feed")),
        ),
    )
    return composition.page("changelog.html", sheet.address, frame_of(composition, _spot(sheet, title)), view)


def _spot(sheet: Sheet, title: str) -> Spot:
    organisation = sheet.composition.catalogue.site.organisation.name
    counterparts, elsewhere = sheet.counterparts(
        lambda language: sheet.composition.addresses(sheet.policy, language).changelog, "policy_not_in_language"
    )
    return Spot(
        language=sheet.language,
        address=sheet.address,
        title=sheet.say("changelog_title", title=title),
        description=sheet.say("description_changelog", title=title, organisation=organisation),
        counterparts=counterparts,
        elsewhere=elsewhere,
        breadcrumbs=sheet.breadcrumbs,
        feed=sheet.feed,
    )


def _entry(sheet: Sheet, version: Version) -> ChangelogEntry:
    say = sheet.say
    changes = tuple(line for change in version.changes if (line := _line(sheet, version, change)) is not None)
    published = version.published or version.effective
    return ChangelogEntry(
        id=str(version.id),
        heading=_to_version(sheet, version, say("version_of", date=sheet.name(version.id))),
        status=version.status.value,
        status_text=say(f"status_{version.status}"),
        significance=version.significance.value,
        significance_text=say(f"significance_{version.significance}"),
        effective=day_of(version.effective, sheet.strings),
        published=day_of(published, sheet.strings),
        summary=version.summary.get(sheet.language, ""),
        remarks=tuple(_remarks(sheet, version)),
        changes=changes,
        unchanged="" if changes else _unchanged(sheet, version),
    )


def _to_version(sheet: Sheet, version: Version, text: str) -> Link:
    """Link to a version in the page's language, or else in its binding one."""
    if sheet.language in version.languages:
        return sheet.link(sheet.there.version(version.id), text)
    there = sheet.composition.addresses(sheet.policy, version.binding)
    return sheet.link(there.version(version.id), text)


def _unchanged(sheet: Sheet, version: Version) -> str:
    if version.previous is None:
        return sheet.strings.count("first_version_sections", len(version.sections))
    return sheet.say("no_section_changed")


def _remarks(sheet: Sheet, version: Version) -> Iterator[str]:
    say = sheet.say
    if version.corrects is not None:
        yield say("corrects", date=sheet.name(version.corrects))
    for other in version.corrected_by:
        yield say("corrected_by", date=sheet.name(other))
    if version.withdrawn_by is not None:
        yield say("withdrawn_by", date=sheet.name(version.withdrawn_by))
    for other in version.withdraws:
        yield say("withdraws", date=sheet.name(other))
    if version.published is not None and version.published > version.effective:
        yield say("published_late", published=sheet.strings.day(version.published))
    if sheet.language not in version.languages:
        names = [sheet.strings.language_name(language) for language in version.languages]
        yield say("only_in_languages", languages=sheet.strings.enumerate(names))


def _line(sheet: Sheet, version: Version, change: SectionChange) -> ChangeLine | None:
    kinds = change.kinds(sheet.language)
    elsewhere = () if kinds else dict.fromkeys(change.changed + change.renamed)
    if not kinds and not elsewhere and not change.predecessors:
        return None
    kinds = kinds or ((ChangeKind.CHANGED,) if elsewhere else ())
    details = list(_details(sheet, version, change))
    if elsewhere:
        names = [sheet.strings.language_name(language) for language in elsewhere]
        details.append(sheet.say("changed_only_in", languages=sheet.strings.enumerate(names)))
    return ChangeLine(
        kinds=tuple(kind.value for kind in kinds),
        labels=tuple(sheet.say(f"change_{kind}") for kind in kinds),
        section=_to_section(sheet, version, change),
        details=tuple(details),
    )


def _to_section(sheet: Sheet, version: Version, change: SectionChange) -> Link:
    """Link to the section where it stands: in the version, or for a removed one in the version before."""
    removed = ChangeKind.REMOVED in change.place
    shown = sheet.policy.version(version.previous) if removed and version.previous else version
    section = shown.section(change.section) if shown else None
    if shown is None or section is None or sheet.language not in section.wordings:
        return _to_version(sheet, version, change.section)
    text = section_title(section, sheet.language, sheet.strings)
    lang = section.wordings[sheet.language].revision.language
    return sheet.link(sheet.there.version(shown.id), text, change.section, lang if lang != sheet.language else None)


def _details(sheet: Sheet, version: Version, change: SectionChange) -> Iterator[str]:
    say = sheet.say
    if sheet.language in change.renamed and change.old_titles.get(sheet.language):
        yield say("renamed_from", title=change.old_titles[sheet.language])
    if ChangeKind.MOVED in change.place:
        yield say("moved_from", old=change.old_position, new=change.new_position)
    titles = [_title_before(sheet, version, predecessor) for predecessor in change.predecessors]
    if len(titles) == 1:
        yield say("split_from", title=titles[0])
    elif titles:
        quoted = [say("quoted_title", title=title) for title in titles]
        yield say("split_from_many", titles=sheet.strings.enumerate(quoted))


def _title_before(sheet: Sheet, version: Version, section_id: str) -> str:
    before = sheet.policy.version(version.previous) if version.previous else None
    section = before.section(section_id) if before else None
    return section_title(section, sheet.language, sheet.strings) if section else section_id
