"""A comparison of two versions for programs: the file `comparison.json` beside its page."""

from __future__ import annotations

from collections.abc import Sequence

from lydelse import addresses
from lydelse.compose.change_lines import Span
from lydelse.compose.compared import SeenChange, as_json
from lydelse.compose.sheet import Sheet
from lydelse.model import SectionChange, SiteFile, Version


def comparison_json(sheet: Sheet, span: Span, sections: Sequence[bytes]) -> SiteFile:
    """Compose the JSON of a comparison, of what `section_json` gives of its sections; `docs/comparisons.md` describes
    its form, which is stable."""
    return _file(sheet, span.old, span.new, sections)


def uncompared_json(sheet: Sheet, version: Version) -> SiteFile:
    """Compose the JSON of a version against what holds when nothing does: its address was published, so it answers."""
    return _file(sheet, version, None, [])


def section_json(seen: SeenChange, language: str) -> bytes:
    """Give what programs are told of a section, as JSON in UTF-8: what pages share is written once."""
    return _joined(as_json(section_head(seen.change, language)), seen.text.json).encode()


def _file(sheet: Sheet, old: Version, new: Version | None, sections: Sequence[bytes]) -> SiteFile:
    """Put the document together of sections that are JSON already."""
    head = {
        "policy": sheet.policy.id,
        "language": sheet.language,
        "old": _version(sheet, old),
        "new": _version(sheet, new) if new else None,
    }
    start = as_json(head)[:-1] + ', "sections": [' + ("\n" if sections else "")
    content = b"".join((start.encode(), b",\n".join(sections), b"]}\n"))
    return SiteFile(addresses.comparison_json(sheet.address), content)


def _joined(first: str, second: str) -> str:
    """Give two JSON objects, neither of them empty, as one."""
    return f"{first[:-1]}, {second[1:]}"


def _version(sheet: Sheet, version: Version) -> dict[str, str]:
    return {"id": str(version.id), "url": sheet.composition.absolute(sheet.there.version(version.id))}


def section_head(change: SectionChange, language: str) -> dict[str, object]:
    """Give what programs are told of a section's change, besides what differs in its text."""
    return {
        "id": change.section,
        "kinds": [kind.value for kind in change.kinds(language)],
        "old_title": change.old_titles.get(language),
        "new_title": change.new_titles.get(language),
        "old_position": change.old_position,
        "new_position": change.new_position,
        "from": list(change.predecessors),
    }
