"""Holds each file of a built site against what the content builds."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, cast

from lxml import html

from lydelse.addresses import ASSETS, VERSIONS
from lydelse.compressing import unpacked
from lydelse.model import REGISTER_FILE, SiteFile
from lydelse.verify.target import Target

_AT_ONCE = 8
"""Files that are asked for at the same time."""
_BATCH = 64


class Standing(StrEnum):
    """How a file of the site stands to what the content builds."""

    SAME = "same"
    """Byte for byte the same."""
    ELSEWHERE = "differs elsewhere"
    """It differs, but in nothing that is evidence: it was made with other layouts, or by another release."""
    DIFFERENT = "different"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """A file of the site, by its path, and how it stands to what the content builds."""

    path: str
    standing: Standing


def compare_site(files: Iterable[SiteFile], target: Target, evidence: Collection[str]) -> Iterator[Finding]:
    """Compare a site with the files that its content builds, in their order.

    Args:
        files: what the content builds, on the day of the site.
        target: the site.
        evidence: the paths of the files that tell what was published: texts, the pages that show them, the lists of
            versions, the registers. Of a site of which not all files can be listed, these are looked at, and the
            stylesheets and scripts of its pages.

    Raises:
        Unreachable: a file can't be read.
    """
    wanted = iter(
        files if target.is_whole else (file for file in files if file.path in evidence or file.path.startswith(ASSETS))
    )
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        while batch := tuple(islice(wanted, _BATCH)):
            found = pool.map(target.read, [file.path for file in batch])
            for file, content in zip(batch, found, strict=True):
                yield Finding(file.path, _standing(file, content, is_evidence=file.path in evidence))


def _standing(file: SiteFile, found: bytes | None, *, is_evidence: bool) -> Standing:
    if found is None:
        return Standing.MISSING
    expected = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
    if found == expected or _unpacks_to_the_same(file.path, found, expected):
        return Standing.SAME
    if not is_evidence or _tells_the_same(file.path, found, expected):
        return Standing.ELSEWHERE
    return Standing.DIFFERENT


def _unpacks_to_the_same(path: str, found: bytes, expected: bytes) -> bool:
    """Tell whether compressed files say the same: another release of a library packs the same bytes otherwise."""
    told = unpacked(path, expected)
    return told is not None and unpacked(path, found) == told


def _tells_the_same(path: str, found: bytes, expected: bytes) -> bool:
    if path.endswith(".html"):
        return _wording(found) == _wording(expected)
    if path.endswith(f"/{VERSIONS}"):
        return _told(found) == _told(expected)
    return path.endswith(f"/{REGISTER_FILE}") and _is_earlier(found, expected)


def _is_earlier(found: bytes, expected: bytes) -> bool:
    """Tell whether a register is the beginning of another, so that what it holds was sealed before."""
    *entries, closing = found.removesuffix(b"\n").split(b"\n")
    head = hashlib.sha256(entries[-1]).hexdigest() if entries else ""
    told = _json(closing) == {"entries": len(entries), "head": head}
    return told and expected.split(b"\n")[: len(entries)] == entries


def _told(versions: bytes) -> list[dict[str, Any]] | None:
    """Give what a list of versions tells, if it is one, but for the register, which may have grown since."""
    document = _json(versions)
    try:
        rest = {key: value for key, value in document.items() if key not in {"register", "versions"}}
        return [rest, *({**version, "sealed": None} for version in document["versions"])]
    except (KeyError, TypeError, AttributeError):
        return None


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _wording(page: bytes) -> list[tuple[str, str]]:
    """Give the sections of a policy's page by id, with their words, and its digest."""
    try:
        document = cast("html.HtmlElement", html.document_fromstring(page.decode("utf-8", "replace")))
    except (ValueError, html.etree.ParserError):
        return []
    words = [(section.get("id", ""), _words(section)) for section in document.find_class("section")]
    words += [("", " ".join(heading.text_content().split())) for heading in document.iter("h1")]
    digests = re.findall(r"\b[0-9a-f]{64}\b", document.text_content())
    return [*words, ("", " ".join(digests))]


def _words(section: html.HtmlElement) -> str:
    """The words of a section, and what its links and images lead to."""
    parts = (*section.find_class("section-title"), *section.find_class("section-body"))
    words = " ".join(" ".join(part.text_content() for part in parts).split())
    targets = [target for part in parts for _, _, target, _ in part.iterlinks()]
    return " ".join((words, *targets))
