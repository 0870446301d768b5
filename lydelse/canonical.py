"""The canonical text of a version in one language: the file `text.md`, whose digest stands for the version.

Its form is fixed: a digest that was recorded once has to come out again. It holds what a reader is told, in an order
and a form that follow from the content alone, so that anybody can check it with `sha256sum`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lydelse.model import Declaration, Stored, Version, Wording

DECLARATION_ID = "_declaration"
"""Names the declaration among the sections: an id that none of them can have."""

_JSON = json.JSONEncoder(ensure_ascii=False)
_PART_DIGITS = 16
"""Hexadecimal digits of a part's digest: it only says where to look, the whole text's digest is the proof."""


@dataclass(frozen=True)
class CanonicalText:
    """The text in its parts: what the version says of itself, the digests of its files by name, and the sections by
    id; the declaration, if the version has one, comes last under `DECLARATION_ID`."""

    head: str
    title: str
    files: Mapping[str, str]
    sections: Mapping[str, str]

    @cached_property
    def content(self) -> bytes:
        """The whole text in UTF-8: a head between two lines `---`, the title, then the sections in order."""
        files = "files:\n" if self.files else ""
        files += "".join(f"  {_quoted(name)}: {digest}\n" for name, digest in self.files.items())
        text = f"---\n{self.head}{files}---\n\n# {self.title}\n\n" + "".join(self.sections.values())
        return (text.rstrip("\n") + "\n").encode()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the whole text, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def head_digest(self) -> str:
        """The first digits of the head's digest."""
        return _part_digest(self.head)

    @property
    def file_digests(self) -> dict[str, str]:
        """The first digits of each file's digest."""
        return {name: digest[:_PART_DIGITS] for name, digest in self.files.items()}

    @property
    def section_digests(self) -> dict[str, str]:
        """The first digits of each section's digest."""
        return {section: _part_digest(text) for section, text in self.sections.items()}


def canonical_text(version: Version, language: str) -> CanonicalText:
    """Give a version's canonical text in a language."""
    wordings = {each.id: each.wordings[language] for each in version.sections if language in each.wordings}
    files = {file.name: file.digest for wording in wordings.values() for file in wording.attachments}
    sections = {section_id: _section(section_id, wording, language) for section_id, wording in wordings.items()}
    if version.declaration is not None:
        sections[DECLARATION_ID] = _lines(_declaration(version.declaration, language))
    return CanonicalText(
        head=_lines(_head(version, language)),
        title=version.title.get(language, ""),
        files=dict(sorted(files.items())),
        sections=sections,
    )


def _part_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_PART_DIGITS]


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _head(version: Version, language: str) -> Iterator[str]:
    """Lines of YAML; every text is quoted as in JSON, which is YAML too."""
    yield f"policy: {version.policy}"
    yield f"version: {version.id}"
    yield f"language: {language}"
    yield f"binding: {version.binding}"
    yield f"published: {version.published}"
    yield f"significance: {version.significance}"
    yield f"title: {_quoted(version.title.get(language, ''))}"
    yield f"description: {_quoted(version.description.get(language, ''))}"
    yield f"summary: {_quoted(version.summary.get(language, ''))}"
    if version.corrects is not None:
        yield f"corrects: {version.corrects}"
    if version.withdraws:
        yield f"withdraws: {_list(version.withdraws)}"
    if version.reconsent:
        yield f"reconsent: {_list(version.reconsent)}"
    yield f"sections: {_list(section.id for section in version.sections)}"


def _section(section_id: str, wording: Wording, language: str) -> str:
    revision = wording.revision
    mark = "" if revision.language == language else f" lang={revision.language}"
    heading = f"## {revision.title} {{#{section_id}{mark}}}".replace("##  {", "## {")
    return f"{heading}\n\n{revision.body}\n\n"


def _declaration(declaration: Declaration, language: str) -> Iterator[str]:
    """The declaration as a list in YAML, indented as Markdown has code: what a reader of a language is told, and no
    more."""
    yield f"## cookies.yaml {{#{DECLARATION_ID}}}"
    yield ""
    if not declaration.categories:
        yield "    []"
    for category in declaration.categories:
        yield f"    - id: {category.id}"
        yield f"      title: {_quoted(category.title.get(language, ''))}"
        yield f"      purpose: {_quoted(category.purpose.get(language, ''))}"
        yield "      stored:"
        for entry in category.stored:
            yield from _stored(entry, language)
    yield ""


def _stored(entry: Stored, language: str) -> Iterator[str]:
    yield f"        - name: {_quoted(entry.name)}"
    yield f"          kind: {entry.kind}"
    yield f"          provider: {_quoted(entry.provider)}"
    yield f"          purpose: {_quoted(entry.purpose.get(language, ''))}"
    yield f"          duration: {entry.duration}"
    if entry.recipients:
        yield f"          recipients: {_list(map(_quoted, entry.recipients))}"
    if entry.host:
        yield f"          host: {entry.host}"
    if entry.http_only:
        yield "          http_only: true"


def _quoted(text: str) -> str:
    return _JSON.encode(text)


def _list(items: Iterable[object]) -> str:
    return f"[{', '.join(map(str, items))}]"
