"""What each version of a policy changed in which section, as a table: sections down, versions across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from lydelse.compose.history_views import MatrixCell, MatrixColumn, MatrixRow, MatrixView
from lydelse.compose.sheet import Sheet
from lydelse.compose.views import ChangeLine
from lydelse.compose.wording import section_title
from lydelse.model import ChangeKind, Section, Status, Version, VersionId

Lines: TypeAlias = Mapping[VersionId, Mapping[str, ChangeLine]]
"""What each version changed, by the section's id."""


def matrix(sheet: Sheet, lines: Lines) -> MatrixView | None:
    """Give the table for the versions in the page's language, the latest first; `None` where there is one alone."""
    versions = tuple(v for v in reversed(sheet.policy.versions) if sheet.language in v.languages)
    if len(versions) < 2:  # noqa: PLR2004 - one version changed nothing
        return None
    ids = {version.id: frozenset(section.id for section in version.sections) for version in versions}
    return MatrixView(
        columns=tuple(_column(sheet, version) for version in versions),
        rows=tuple(
            MatrixRow(
                section=sheet.link(
                    sheet.there.section(section.id),
                    section_title(section, sheet.language, sheet.strings),
                    lang=section.wordings[sheet.language].revision.language,
                ),
                is_former=is_former,
                cells=tuple(
                    _cell(sheet, version, section.id, lines[version.id], is_there=section.id in ids[version.id])
                    for version in versions
                ),
            )
            for section, is_former in _sections(sheet, versions)
        ),
    )


def _sections(sheet: Sheet, versions: Sequence[Version]) -> list[tuple[Section, bool]]:
    """Give every section, as the latest version has it that does: those that hold in their order, then those that are
    coming, then the former ones."""
    current = sheet.policy.current
    first = [current] if current is not None and current in versions else []
    found: dict[str, tuple[Section, bool]] = {}
    for version in (*first, *versions):
        is_former = version.status not in (Status.CURRENT, Status.UPCOMING, Status.DRAFT) and bool(first)
        for section in version.sections:
            found.setdefault(section.id, (section, is_former))
    return list(found.values())


def _column(sheet: Sheet, version: Version) -> MatrixColumn:
    told = version.status is not Status.SUPERSEDED
    return MatrixColumn(
        version=sheet.link(sheet.address, sheet.strings.short_day(version.effective), str(version.id)),
        significance=version.significance.value,
        significance_text=sheet.say(f"matrix_{version.significance}"),
        status=version.status.value,
        status_text=sheet.say(f"timeline_{version.status}") if told else "",
    )


def _cell(
    sheet: Sheet, version: Version, section_id: str, lines: Mapping[str, ChangeLine], *, is_there: bool
) -> MatrixCell:
    line = lines.get(section_id)
    if line is not None:
        return MatrixCell(is_there, line.kinds, line.labels, line.section.href)
    if version.previous is None and is_there:
        href = sheet.link(sheet.there.version(version.id), "", section_id).href
        return MatrixCell(is_there, (ChangeKind.ADDED.value,), (sheet.say("change_added"),), href)
    return MatrixCell(is_there)
