"""A comparison of two versions for programs: the file `comparison.json` beside its page."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lydelse import addresses
from lydelse.compare import to_json
from lydelse.compose.change_lines import Span
from lydelse.compose.compared import Comparer, compare_section
from lydelse.compose.sheet import Sheet
from lydelse.model import SectionChange, SiteFile, Version


def comparison_json(sheet: Sheet, span: Span, changes: Sequence[SectionChange], comparer: Comparer) -> SiteFile:
    """Compose the JSON of a comparison; `docs/comparisons.md` describes its form, which is stable."""
    document = {
        "policy": sheet.policy.id,
        "language": sheet.language,
        "old": _version(sheet, span.old),
        "new": _version(sheet, span.new),
        "sections": [_section(sheet, span, change, comparer) for change in changes],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return SiteFile(addresses.comparison_json(sheet.address), text.encode())


def _version(sheet: Sheet, version: Version) -> dict[str, str]:
    return {"id": str(version.id), "url": sheet.composition.absolute(sheet.there.version(version.id))}


def _section(sheet: Sheet, span: Span, change: SectionChange, comparer: Comparer) -> dict[str, object]:
    return {
        "id": change.section,
        "kinds": [kind.value for kind in change.kinds(sheet.language)],
        "old_title": change.old_titles.get(sheet.language),
        "new_title": change.new_titles.get(sheet.language),
        "old_position": change.old_position,
        "new_position": change.new_position,
        "from": list(change.predecessors),
        **to_json(compare_section(sheet, span, change.section, comparer).comparison),
    }
