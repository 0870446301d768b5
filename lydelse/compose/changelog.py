"""The changelog of a policy: what the editors say of each version, with what the comparison of its sections finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from lydelse.compose.change_lines import Span, change_line
from lydelse.compose.chooser import chooser_link
from lydelse.compose.compared import Comparer, seen_change
from lydelse.compose.composition import Composition
from lydelse.compose.frame import Spot, frame_of
from lydelse.compose.history_views import ChangelogView
from lydelse.compose.matrix import matrix
from lydelse.compose.pairs import Pair, address_of, pair_with_previous
from lydelse.compose.sheet import Sheet
from lydelse.compose.timeline import timeline
from lydelse.compose.version_links import changes_before, changes_since, to_version
from lydelse.compose.views import ChangeLine, ChangelogEntry, Link
from lydelse.compose.wording import day_of, status_text, title_of
from lydelse.model import Policy, SectionChange, SiteFile, Status, Version


def changelog_page(
    composition: Composition, policy: Policy, language: str, comparer: Comparer, pairs: Sequence[Pair]
) -> SiteFile:
    """Compose a policy's changelog, the latest version first. `pairs` are those whose comparisons last."""
    sheet = Sheet(composition, policy, language, composition.addresses(policy, language).changelog)
    title = title_of(policy, language)
    lines = {version.id: dict(_lines(sheet, version, comparer)) for version in policy.versions}
    view = ChangelogView(
        title=sheet.say("changelog_title", title=title),
        introduction=sheet.say("changelog_introduction"),
        timeline=timeline(sheet),
        matrix=matrix(sheet, lines),
        entries=tuple(_entry(sheet, version, [*lines[version.id].values()]) for version in reversed(policy.versions)),
        links=(
            sheet.link(sheet.there.in_force, sheet.say("link_policy", title=title)),
            sheet.link(sheet.there.feed, sheet.say("link_feed")),
            *chooser_link(sheet),
        ),
        comparisons=tuple(_to_comparison(sheet, pair) for pair in reversed(pairs)),
        stylesheet=sheet.relative(composition.layouts.comparison_stylesheet.address),
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
        search=sheet.there.search,
    )


def _entry(sheet: Sheet, version: Version, changes: Sequence[ChangeLine]) -> ChangelogEntry:
    say = sheet.say
    is_draft = version.status is Status.DRAFT
    return ChangelogEntry(
        id=str(version.id),
        heading=to_version(sheet, version, say("version_of", date=sheet.name(version.id))),
        status=version.status.value,
        status_text=status_text(sheet.policy, version, sheet.strings),
        significance=version.significance.value,
        significance_text=say(f"significance_{version.significance}"),
        published=None if is_draft else day_of(version.published or version.effective, sheet.strings),
        summary=version.summary.get(sheet.language, ""),
        remarks=tuple(_remarks(sheet, version)),
        changes=tuple(changes),
        unchanged="" if changes else _unchanged(sheet, version),
        comparisons=tuple(filter(None, (changes_before(sheet, version), changes_since(sheet, version)))),
    )


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


def _lines(sheet: Sheet, version: Version, comparer: Comparer) -> Iterator[tuple[str, ChangeLine]]:
    """Tell what the comparison with the version before finds, with the id of each section."""
    previous = sheet.policy.version(version.previous) if version.previous else None
    if previous is None:
        return
    span = Span(previous, version)
    # Read as the page of the comparison reads them, the texts are compared once for both.
    there = replace(sheet, address=sheet.there.comparison(previous.id, version.id))
    for change in version.changes:
        seen = seen_change(there, span, change, comparer)
        line = change_line(sheet, span, seen.change, partial(_to_section, sheet, span)) if seen else None
        if line is not None:
            yield change.section, line


def _to_comparison(sheet: Sheet, pair: Pair) -> Link:
    address = address_of(sheet.composition, sheet.policy, pair, sheet.language)
    text = sheet.say("link_comparison_pair", old=sheet.name(pair.old.id), new=sheet.name(pair.new.id))
    return sheet.link(address, text)


def _to_section(sheet: Sheet, span: Span, change: SectionChange, title: str, lang: str) -> Link:
    """Link to the section's comparison, or where one of the versions isn't there in the language, to the version."""
    pair = pair_with_previous(sheet.policy, span.new, sheet.language)
    if pair is None:
        return to_version(sheet, span.new, title)
    return sheet.link(address_of(sheet.composition, sheet.policy, pair, sheet.language), title, change.section, lang)
