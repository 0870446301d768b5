"""What a policy is searched in, in the browser: each wording of its sections once, and from when until when it held.

Two files for each language: the texts in force, and all others, which are fetched only when they are asked for. Each is
complete in itself, so that no visitor gets halves of two builds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from lydelse.compare import NotNestedError, outermost
from lydelse.compare.markup import safe
from lydelse.compare.model import Unit
from lydelse.compare.parse import parse, parse_nested
from lydelse.compare.run import BREAK, INVISIBLE, LINK_EDGE, OBJECT, UNIT_EDGE, attributes
from lydelse.compose.composition import Composition
from lydelse.compose.sheet import Sheet
from lydelse.compose.word_forms import word_forms
from lydelse.compose.wording import as_held, section_title, status_text, title_of
from lydelse.model import Policy, Section, SiteFile, Status, Version

_NOTE_MARK = re.compile(r'<a class="footnote-(?:ref|backref)"[^>]*>[^<]*</a>')
_HEADINGS = frozenset({"h3", "h4", "h5", "h6"})
_CELL_EDGE = " · "
_READ_AS = str.maketrans({LINK_EDGE: "", BREAK: " ", UNIT_EDGE: _CELL_EDGE} | dict.fromkeys(INVISIBLE, ""))
_SIGN = re.compile(f"[{re.escape(''.join(map(chr, _READ_AS)))}]")
"""One of those characters; most texts have none."""
_HELD = (Status.SUPERSEDED, Status.CURRENT, Status.UPCOMING)


def has_other_versions(policy: Policy, language: str) -> bool:
    """Tell whether a policy has versions in a language that aren't in force."""
    return any(language in version.languages and version != policy.current for version in policy.versions)


def search_files(composition: Composition, policy: Policy, language: str) -> Iterator[SiteFile]:
    """Compose what the script reads that searches a policy in a language."""
    there = composition.addresses(policy, language)
    sheet = Sheet(composition, policy, language, there.search)
    runs = _Wordings(sheet).runs()
    now = [run for run in runs if policy.current in run.versions]
    others = [run for run in runs if policy.current not in run.versions]
    has_others = has_other_versions(policy, language)
    head = {
        "words": _words(sheet),
        "forms": word_forms(language),
        "style": sheet.relative(composition.layouts.search_stylesheet.address),
        "others": sheet.relative(there.search_others) if has_others else None,
    }
    yield SiteFile(there.search, _json(head | _texts(sheet, now)))
    if has_others:
        yield SiteFile(there.search_others, _json(_texts(sheet, others)))


def _words(sheet: Sheet) -> dict[str, object]:
    """What the script says, open for what it fills in."""
    return {
        "label": sheet.say("search_label", title=title_of(sheet.policy, sheet.language)),
        "close": sheet.say("search_close"),
        "now": sheet.say("search_now"),
        "others": sheet.say("search_others"),
        "more": sheet.say("search_more"),
        "found": sheet.strings.plurals("search_found"),
        "none": sheet.say("search_none"),
        "failed": sheet.strings.page["search_failed"],
    }


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


# The wordings --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph, a list item, a table row … `anchor` is set for headings: where a link to them leads."""

    text: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class _Text:
    """A section's text as a reader has it. `title` is what the section is called in lists."""

    section: str
    title: str
    parts: tuple[_Part, ...]
    language: str


@dataclass(frozen=True, slots=True)
class _Run:
    """A text, and the versions that show it one after the other."""

    text: _Text
    versions: tuple[Version, ...]

    @property
    def shown_in(self) -> Version:
        """The version on whose page it is read: the last that has it; where all are yet to come, the first."""
        held = [version for version in self.versions if version.status is not Status.UPCOMING]
        return held[-1] if held else self.versions[0]

    @property
    def position(self) -> int:
        """The section's place in that version."""
        return [section.id for section in self.shown_in.sections].index(self.text.section)


class _Wordings:
    """The texts of a policy in a language, each distinct wording put together once, each of its blocks read once."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._read: dict[tuple[str, object], _Text] = {}
        self._blocks: dict[tuple[str, str], tuple[_Part, ...]] = {}

    def runs(self) -> list[_Run]:
        """Give all texts, those of the latest versions first, each version's in its order. What was withdrawn, or is a
        draft, comes only where it reads like nothing else."""
        held = [version for version in self._sheet.policy.versions if version.status in _HELD]
        apart = [version for version in self._sheet.policy.versions if version.status not in _HELD]
        runs = self._of_held(held)
        known = {run.text for run in runs} if apart else set()
        alone = {text: version for version in apart for text in self._texts_of(version) if text not in known}
        runs += [_Run(text, (version,)) for text, version in alone.items()]
        runs.sort(key=lambda run: run.position)
        return sorted(runs, key=lambda run: run.shown_in.id, reverse=True)

    def _of_held(self, held: Iterable[Version]) -> list[_Run]:
        runs: list[tuple[_Text, list[Version]]] = []
        latest: dict[str, tuple[_Text, list[Version]]] = {}
        before = None
        for version in held:
            for text in self._texts_of(version):
                last, versions = latest.get(text.section, (None, []))
                if last == text and versions[-1] is before:
                    versions.append(version)
                else:
                    latest[text.section] = text, [version]
                    runs.append(latest[text.section])
            before = version
        return [_Run(text, tuple(versions)) for text, versions in runs]

    def _texts_of(self, version: Version) -> Iterator[_Text]:
        language = self._sheet.language
        for section in version.sections if language in version.languages else ():
            key = section.id, section.wordings[language].reads_as
            if key not in self._read:
                self._read[key] = self._text(version, section)
            yield self._read[key]

    def _text(self, version: Version, section: Section) -> _Text:
        wording = section.wordings[self._sheet.language]
        html = _NOTE_MARK.sub("", self._sheet.html(wording, version))
        parts = self._parts(html, section.id)
        title = section_title(section, self._sheet.language, self._sheet.strings)
        return _Text(section.id, title, parts, wording.revision.language)

    def _parts(self, html: str, section_id: str) -> tuple[_Part, ...]:
        try:
            return tuple(chain.from_iterable(self._block(block, section_id) for block in outermost(html)))
        except NotNestedError:
            return _parts(parse(html), section_id)

    def _block(self, html: str, section_id: str) -> tuple[_Part, ...]:
        """Read an outermost block: from wording to wording most stay as they were."""
        found = self._blocks.get((section_id, html))
        if found is None:
            found = self._blocks[section_id, html] = _parts(parse_nested(safe(html)), section_id)
        return found


def _parts(units: Iterable[Unit], section_id: str) -> tuple[_Part, ...]:
    return tuple(part for part in (_part(unit, section_id) for unit in units) if part.text)


def _part(unit: Unit, section_id: str) -> _Part:
    """Read a unit. A heading without an anchor of its own is found at the section's."""
    first, *others = unit.run.text.split(OBJECT)
    told = [attributes(source).get("alt", "") for source in unit.run.objects]
    text = "".join(chain((first,), *zip(told, others, strict=True)))
    anchor = (unit.anchor or section_id) if unit.container.tag in _HEADINGS else None
    seen = text.translate(_READ_AS) if _SIGN.search(text) else text
    return _Part(" ".join(seen.split()), anchor)


# As the script reads them --------------------------------------------------------------------------------------------


def _texts(sheet: Sheet, runs: Iterable[_Run]) -> dict[str, object]:
    """Tell texts as numbers of blocks, each distinct block once: versions have most of theirs in common. What stands
    before a heading's number is its anchor."""
    numbers: dict[str, int] = {}
    texts = []
    for run in runs:
        parts: list[str | int] = []
        for part in run.text.parts:
            parts += [] if part.anchor is None else [part.anchor]
            parts.append(numbers.setdefault(part.text, len(numbers)))
        texts.append(_entry(sheet, run) | {"parts": parts})
    return {"blocks": list(numbers), "texts": texts}


def _entry(sheet: Sheet, run: _Run) -> dict[str, object]:
    """Say what a text is called, where it stands and when it holds; its language only where it isn't the page's."""
    is_current = sheet.policy.current in run.versions
    page = sheet.there.in_force if is_current else sheet.there.version(run.shown_in.id)
    entry: dict[str, object] = {
        "title": run.text.title,
        "id": run.text.section,
        "page": sheet.relative(page),
        "holds": status_text(sheet.policy, as_held(sheet.policy, run.versions), sheet.strings),
    }
    if run.text.language != sheet.language:
        entry |= {"lang": run.text.language, "dir": sheet.composition.strings(run.text.language).direction}
    return entry
