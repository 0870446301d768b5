"""Reads a revision: a Markdown file that begins with front matter between two lines `---`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lydelse.forms import INFORMATION_DUTIES, REVISION
from lydelse.model import Revision
from lydelse.problems import Place, Report, suggest
from lydelse.read.fields import Fields
from lydelse.read.nodes import parse
from lydelse.read.text import place_at
from lydelse.read.tree import MapNode, TextNode

UNTITLED = "introduction"
"""The one section that needs no title."""

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_NO_KEY = re.compile(r"^(?!$|[ \t]|-[ \t]|#[^#]*$|[\w-]+:)", re.MULTILINE)
"""The start of a line that can't belong to front matter."""
_PROSE = re.compile(r"(?<=\n\n)(?![\"'}\]])" + _NO_KEY.pattern, re.MULTILINE)
"""Such a line after a blank one: the text has begun."""
_EXAMPLE = "Begin the file with three lines: “---”, “title: Cookies”, “---”."


@dataclass(frozen=True, slots=True)
class _Divided:
    """A file divided at its fences."""

    front: str
    body: str
    body_line: int


def read_revision(section: str, language: str, text: str, path: str, report: Report) -> Revision:
    """Read a revision from a file's normalised text; what is wrong is reported and left out."""
    place = Place(path)
    divided = _divide(text, path, report)
    if divided is None:
        return Revision(section, language, "", "", place)
    node = parse(divided.front, path, report, first_line=2) if divided.front.strip() else MapNode((), place)
    if node is None:
        return Revision(section, language, "", divided.body, place, divided.body_line)
    fields = Fields(node, REVISION, report)
    if section != UNTITLED:
        fields.require("title", "Cookies")
    if not divided.body:
        report.error(place, "body-missing", "the section has no text", "Write it below the second line “---”.")
    return Revision(
        section=section,
        language=language,
        title=fields.text("title") or "",
        body=divided.body,
        place=place,
        body_line=divided.body_line,
        covers=_covers(fields, report),
        published=fields.day("published"),
    )


def _divide(text: str, path: str, report: Report) -> _Divided | None:
    """Divide a file into front matter and body; the body without blank lines around and white space at line ends
    that means nothing in Markdown."""
    opening = _FENCE.match(text)
    if opening is None:
        message = "the file doesn't begin with front matter"
        report.error(Place(path), "front-matter-missing", message, _EXAMPLE)
        return None
    closing = _FENCE.search(text, opening.end())
    if closing is None or _PROSE.search(text, opening.end(), closing.start()):
        message = "the front matter isn't closed"
        hint = "Put a line “---” between the title and the text, above this line."
        report.error(place_at(text, _end_of_keys(text, opening.end()), path), "front-matter-open", message, hint)
        return None
    rest = text[closing.end() :]
    start = closing.end() + len(rest) - len(rest.lstrip("\n"))
    return _Divided(
        text[opening.end() + 1 : closing.start()], rest.strip("\n").rstrip(), text.count("\n", 0, start) + 1
    )


def _end_of_keys(text: str, start: int) -> int:
    """Find where the first line stands that can't belong to the front matter."""
    line = _NO_KEY.search(text, start + 1)
    return line.start() if line else start


def _covers(fields: Fields, report: Report) -> tuple[str, ...]:
    nodes = fields.words("covers")
    for node in nodes:
        if node.text not in INFORMATION_DUTIES:
            _report_unknown_duty(node, report)
    return tuple(node.text for node in nodes if node.text in INFORMATION_DUTIES)


def _report_unknown_duty(node: TextNode, report: Report) -> None:
    message = f"“{node.text}” names no information duty"
    hint = f"{suggest(node.text, INFORMATION_DUTIES)} The names follow GDPR Art. 13 and 14: gdpr-13-1-a is 13(1)(a)."
    report.error(node.place, "duty-unknown", message, hint)
