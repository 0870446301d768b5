"""The page of a section's own history: all its wordings in one language, each compared with the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from lydelse.compose.change_lines import Span, change_line
from lydelse.compose.compared import Comparer, SeenChange, body_of, seen_change, with_title
from lydelse.compose.composition import Composition
from lydelse.compose.frame import Spot, frame_of
from lydelse.compose.history_views import WordingsView, WordingView
from lydelse.compose.pairs import address_of, pair_with_previous
from lydelse.compose.sheet import Sheet
from lydelse.compose.views import ChangeLine, Link
from lydelse.compose.wording import as_held, section_title, status_text, title_of
from lydelse.model import Policy, Section, SectionChange, SiteFile, Version, VersionId

_WITHIN = re.compile(r' href="#(?!_)')
"""A link to a section of the policy, in a text that stands apart from them; what begins with `_` is the page's own."""


def section_ids(policy: Policy, language: str) -> tuple[str, ...]:
    """Give the ids of all sections that a policy ever had in a language, in the order in which they came."""
    versions = (version for version in policy.versions if language in version.languages)
    return tuple(dict.fromkeys(section.id for version in versions for section in version.sections))


def sections_brought(policy: Policy, version: Version, language: str) -> tuple[str, ...]:
    """Give the ids of the sections that no earlier version has in a language."""
    earlier = replace(policy, versions=tuple(each for each in policy.versions if each.id < version.id))
    known = frozenset(section_ids(earlier, language))
    return tuple(section.id for section in version.sections if section.id not in known)


def wordings_page(
    composition: Composition, policy: Policy, language: str, section_id: str, comparer: Comparer
) -> SiteFile:
    """Compose the history of a section that the policy has or had in the language, the latest wording first."""
    address = composition.addresses(policy, language).section(section_id)
    sheet = Sheet(composition, policy, language, address)
    runs = _runs(sheet, section_id, comparer)
    wordings = tuple(_wording(sheet, section_id, run) for run in reversed(runs))
    title = _title(sheet, section_id, runs)
    view = WordingsView(
        title=sheet.say("wordings_title", title=title),
        introduction=sheet.say("wordings_introduction", title=title, policy=title_of(policy, language)),
        has_marks=any(wording.is_marked for wording in wordings),
        wordings=wordings,
        links=tuple(_links(sheet, section_id)),
        stylesheet=sheet.relative(composition.layouts.comparison_stylesheet.address),
    )
    return sheet.page("wordings.html", frame_of(composition, _spot(sheet, section_id, title)), view)


# The wordings --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Run:
    """Versions in which a section reads alike, or in which it is gone. `before` is the version from whose wording the
    first of them differs, if that had the section, and `seen` is what happened."""

    versions: tuple[Version, ...]
    section: Section | None
    before: Version | None
    seen: SeenChange | None

    @property
    def first(self) -> Version:
        """The version from which it reads so."""
        return self.versions[0]


def _runs(sheet: Sheet, section_id: str, comparer: Comparer) -> tuple[_Run, ...]:
    """Give the wordings in the order of their first versions. A withdrawn version continues what it amended, too."""
    found: list[tuple[_Run, list[Version]]] = []
    place: dict[VersionId, int] = {}
    for version in sheet.policy.versions:
        run = _begun(sheet, section_id, version, comparer)
        if run.section is None and run.before is None:
            continue
        if run.section is not None and run.before is not None and _reads_alike(run.seen):
            place[version.id] = at = place[run.before.id]
            found[at][1].append(version)
        else:
            place[version.id] = len(found)
            found.append((run, [version]))
    return tuple(replace(run, versions=tuple(versions)) for run, versions in found)


def _begun(sheet: Sheet, section_id: str, version: Version, comparer: Comparer) -> _Run:
    """Give what a version would begin, if it reads otherwise than the one that it amends."""
    previous = sheet.policy.version(version.previous) if version.previous else None
    section = _section_in(sheet, version, section_id)
    before = previous if previous and _section_in(sheet, previous, section_id) else None
    seen = None
    if previous is not None and {sheet.language} <= {*previous.languages} & {*version.languages}:
        change = next((change for change in version.changes if change.section == section_id), None)
        seen = seen_change(sheet, Span(previous, version), change, comparer) if change else None
    return _Run((version,), section, before, seen)


def _reads_alike(seen: SeenChange | None) -> bool:
    return seen is None or (seen.text.equal and not seen.change.predecessors)


def _section_in(sheet: Sheet, version: Version, section_id: str) -> Section | None:
    return version.section(section_id) if sheet.language in version.languages else None


def _title(sheet: Sheet, section_id: str, runs: Sequence[_Run]) -> str:
    """Name the section: as the version in force does, or else the last one that has it."""
    current = _section_in(sheet, sheet.policy.current, section_id) if sheet.policy.current else None
    last = next(run.section for run in reversed(runs) if run.section)
    return section_title(current or last, sheet.language, sheet.strings)


# An entry ------------------------------------------------------------------------------------------------------------


def _wording(sheet: Sheet, section_id: str, run: _Run) -> WordingView:
    version = run.first
    held = as_held(sheet.policy, run.versions)
    other = run.section.wordings[sheet.language].revision.language if run.section else sheet.language
    is_other = other != sheet.language
    is_marked = run.section is not None and _is_marked(sheet, section_id, run)
    return WordingView(
        id=str(version.id),
        anchors=tuple(_anchors(sheet, run, section_id)),
        heading=_heading(sheet, run, section_id),
        status=held.status.value if run.section else "none",
        status_text=status_text(sheet.policy, held, sheet.strings) if run.section else "",
        significance=version.significance.value,
        significance_text=sheet.say(f"significance_{version.significance}"),
        line=_line(sheet, run),
        lagging=sheet.say("lagging_translation", language=sheet.strings.language_name(other)) if is_other else "",
        gone=_gone(sheet, run, section_id),
        body=_body(sheet, section_id, run, is_marked=is_marked),
        is_marked=is_marked,
        links=tuple(_links_of(sheet, run, section_id)),
        lang=other if is_other else None,
        dir=sheet.composition.strings(other).direction if is_other else None,
    )


def _anchors(sheet: Sheet, run: _Run, section_id: str) -> Iterator[str]:
    for version in run.versions[1:]:
        section = version.section(section_id)
        if section is not None and section.wordings[sheet.language].since == version.id:
            yield str(version.id)


def _heading(sheet: Sheet, run: _Run, section_id: str) -> Link:
    version = run.first
    text = sheet.say("version_of", date=sheet.name(version.id))
    shown = sheet.language if sheet.language in version.languages else version.binding
    there = sheet.composition.addresses(sheet.policy, shown)
    return sheet.link(there.version(version.id), text, section_id if run.section else "")


def _line(sheet: Sheet, run: _Run) -> ChangeLine | None:
    """Tell what happened to the section on the way to this wording."""

    def link(_change: SectionChange, title: str, lang: str) -> Link:
        return sheet.link(sheet.address, title, str(run.first.id), lang)

    previous = sheet.policy.version(run.first.previous) if run.first.previous else None
    if run.seen is None or previous is None:
        return None
    return change_line(sheet, Span(previous, run.first), run.seen.change, link)


def _gone(sheet: Sheet, run: _Run, section_id: str) -> str:
    if run.section is not None or run.before is None:
        return ""
    if sheet.language not in run.first.languages:
        return sheet.say("not_in_language", language=sheet.strings.language_name(sheet.language))
    before = _section_in(sheet, run.before, section_id)
    title = section_title(before, sheet.language, sheet.strings) if before else section_id
    return sheet.say("former_section", title=title, date=sheet.strings.day(run.first.effective))


def _is_marked(sheet: Sheet, section_id: str, run: _Run) -> bool:
    """Whether the text is shown with what changed: only where both wordings stand in the same language."""
    before = _section_in(sheet, run.before, section_id) if run.before else None
    if run.section is None or before is None or run.seen is None or run.seen.text.equal:
        return False
    now, then = (section.wordings[sheet.language].revision.language for section in (run.section, before))
    return now == then


def _body(sheet: Sheet, section_id: str, run: _Run, *, is_marked: bool) -> Markup:
    """Give the wording. Its links to other sections lead to the version's page, where these stand."""
    if run.section is None:
        return Markup()
    if is_marked and run.seen is not None:
        html = str(run.seen.text.written(f"_{section_id}-{run.first.id}"))
    else:
        title = run.section.wordings[sheet.language].revision.title
        html = with_title(title, body_of(sheet, run.first, run.section))
    page = sheet.relative(sheet.there.version(run.first.id))
    return sheet.ready(_WITHIN.sub(f' href="{page}#', html))


def _links_of(sheet: Sheet, run: _Run, section_id: str) -> Iterator[Link]:
    """Lead to the whole comparison of the versions, and to where text came from and went to."""
    version = run.first
    pair = pair_with_previous(sheet.policy, version, sheet.language)
    if pair is not None and run.before is not None:
        text = sheet.say("wordings_comparison", old=sheet.name(pair.old.id), new=sheet.name(pair.new.id))
        yield sheet.link(address_of(sheet.composition, sheet.policy, pair, sheet.language), text, section_id)
    for predecessor in run.seen.change.predecessors if run.seen and pair else ():
        yield from _to_history(sheet, pair.old if pair else version, predecessor, "wordings_from")
    for change in version.changes if sheet.language in version.languages else ():
        if section_id in change.predecessors:
            yield from _to_history(sheet, version, change.section, "wordings_into")


def _to_history(sheet: Sheet, version: Version, section_id: str, key: str) -> Iterator[Link]:
    section = version.section(section_id)
    if section is not None:
        title = section_title(section, sheet.language, sheet.strings)
        yield sheet.link(sheet.there.section(section_id), sheet.say(key, title=title))


# Around it -----------------------------------------------------------------------------------------------------------


def _links(sheet: Sheet, section_id: str) -> Iterator[Link]:
    current = sheet.policy.current
    if current is not None and _section_in(sheet, current, section_id):
        yield sheet.link(sheet.there.in_force, sheet.say("wordings_now"), section_id)
    yield sheet.link(sheet.there.changelog, sheet.say("link_changelog"))


def _spot(sheet: Sheet, section_id: str, title: str) -> Spot:
    def address_in(language: str) -> str | None:
        there = sheet.composition.addresses(sheet.policy, language)
        has_it = any(language in v.languages and v.section(section_id) for v in reversed(sheet.policy.versions))
        return there.section(section_id) if has_it else None

    counterparts, elsewhere = sheet.counterparts(address_in, "section_not_in_language")
    policy = title_of(sheet.policy, sheet.language)
    return Spot(
        language=sheet.language,
        address=sheet.address,
        title=sheet.say("wordings_document_title", title=title, policy=policy),
        description=sheet.say("wordings_introduction", title=title, policy=policy),
        counterparts=counterparts,
        elsewhere=elsewhere,
        breadcrumbs=(*sheet.breadcrumbs, (sheet.there.changelog, sheet.say("changelog_short"))),
        feed=sheet.feed,
        is_indexed=False,
    )
