"""The canonical text of a version in one language: the file `text.md`, whose digest stands for the version.

Its form is fixed: a digest that was recorded once has to come out again. It holds what a reader is told, in an order
and a form that follow from the content alone, so that anybody can check it with `sha256sum`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from lydelse.model import Section, Version


def canonical_text(version: Version, language: str) -> bytes:
    """Give a version's canonical text in UTF-8: a head between two lines `---`, then the sections in order."""
    lines = ["---", *_head(version, language), "---", "", f"# {version.title[language]}", ""]
    for section in version.sections:
        lines += _section(section, language)
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def digest_of(text: bytes) -> str:
    """Give the SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text).hexdigest()


def _head(version: Version, language: str) -> Iterator[str]:
    """Lines of YAML; every text is quoted as in JSON, which is YAML too."""
    yield f"policy: {version.policy}"
    yield f"version: {version.id}"
    yield f"language: {language}"
    yield f"binding: {version.binding}"
    yield f"published: {version.published}"
    yield f"significance: {version.significance}"
    yield f"title: {_quoted(version.title[language])}"
    yield f"description: {_quoted(version.description.get(language, ''))}"
    yield f"summary: {_quoted(version.summary.get(language, ''))}"
    if version.corrects is not None:
        yield f"corrects: {version.corrects}"
    files = {file for section in version.sections for file in section.wordings[language].attachments}
    if files:
        yield "files:"
    for name, digest in sorted((file.name, file.digest) for file in files):
        yield f"  {_quoted(name)}: {digest}"


def _section(section: Section, language: str) -> Iterator[str]:
    revision = section.wordings[language].revision
    mark = "" if revision.language == language else f" lang={revision.language}"
    yield f"## {revision.title} {{#{section.id}{mark}}}".replace("##  {", "## {")
    yield ""
    yield revision.body
    yield ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
