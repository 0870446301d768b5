"""Render: from a revision's Markdown to HTML that can be trusted, with its links left open.

Markdown becomes HTML, HTML a stream of tokens; the tokens are sifted by an allow-list and arranged for the page;
what is written from them must be exactly what the sanitiser makes of it. Whatever was taken out on the way is a
problem, so that no word of a text is lost unseen. Nothing here touches a disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lydelse.model import DeclarationSpot, Fragment, Reference, Revision
from lydelse.problems import Place, Report
from lydelse.render.arrange import is_spot
from lydelse.render.convert import TooDeepError
from lydelse.render.effort import TooTangledError
from lydelse.render.examine import Examination, examine
from lydelse.render.faults import Places
from lydelse.render.marks import mark
from lydelse.render.tokens import Start, serialise
from lydelse.render.words import Words

__all__ = ["Words", "render"]

_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no text has: control characters, and code points that Unicode keeps from being characters."""


def render(revision: Revision, words: Words, report: Report) -> Fragment:
    """Render the body of a revision; what is wrong with it goes into the report."""
    places = Places(revision.body, revision.place.at(revision.body_line))
    source = _readable(revision.body, places, report)
    try:
        found = examine(source, source, revision.section, words)
        placed = _placed(found, source, revision.section, words)
    except TooDeepError as error:
        _report_depth(places.at(error.offset or _depth_offset(source, revision.section, words)), report)
        return Fragment((), frozenset())
    except TooTangledError as error:
        _report_tangle(places.at(error.offset_in(source)), report)
        return Fragment((), frozenset())
    for fault in placed.faults:
        report.error(places.of(fault), fault.code, fault.message, fault.hint)
    references = [
        Reference(places.at(target.offset or 0), target.policy, target.anchor, target.file) for target in placed.targets
    ]
    spots = [DeclarationSpot(places.at(min(spot.offsets, default=0))) for spot in placed.spots]
    return Fragment(_parts(found, references, spots), found.anchors)


def _readable(text: str, places: Places, report: Report) -> str:
    """Replace what is no character, one for one."""
    for match in _UNREADABLE.finditer(text):
        message = f"there is an invisible character here that no text can have (U+{ord(match[0]):04X})"
        hint = "Delete it: it often comes along when text is copied from a PDF or a word processor."
        report.error(places.at(match.start()), "character-not-allowed", message, hint)
    return _UNREADABLE.sub("\ufffd", text)


def _depth_offset(source: str, section: str, words: Words) -> int:
    """Where a text that can't be rendered becomes too deep, as far as the marks tell it."""
    try:
        examine(mark(source), source, section, words)
    except TooDeepError as error:
        return error.offset
    except TooTangledError:
        pass
    return 0


def _report_depth(place: Place, report: Report) -> None:
    message = "lists, quotations or brackets are nested deeper here than can be shown"
    report.error(place, "text-too-deep", message, "Close what is open, or use fewer levels.")


def _report_tangle(place: Place, report: Report) -> None:
    message = "the text is too long and too tangled to be worked through from here on"
    hint = "Put blank lines between its parts, and divide it into several paragraphs and sections."
    report.error(place, "text-too-tangled", message, hint)


def _placed(found: Examination, source: str, section: str, words: Words) -> Examination:
    """The same examination with the places of what it found, as far as the marks tell them."""
    if not found.faults and not found.targets and not found.spots:
        return found
    try:
        marked = examine(mark(source), source, section, words)
    except TooTangledError:  # the marks make a text longer, and theirs may be too much
        return found
    return marked if marked.outline == found.outline else found


def _parts(
    found: Examination, references: Sequence[Reference], spots: Iterable[DeclarationSpot]
) -> tuple[str | Reference | DeclarationSpot, ...]:
    """The HTML, split where an address or the declaration is open."""
    parts: list[str | Reference | DeclarationSpot] = []
    pending: list[str] = []
    open_spots = iter(spots)
    tokens = iter(found.tokens)
    for token in tokens:
        html = serialise(token)
        name = "src" if isinstance(token, Start) and token.tag == "img" else "href"
        address = token.attributes.get(name, "") if isinstance(token, Start) else ""
        if address.startswith("?"):
            before, after = html.split(f'{name}="{address}"', 1)
            pending.append(f'{before}{name}="')
            parts += ["".join(pending), references[int(address[1:])]]
            pending = [f'"{after}']
        elif is_spot(token):
            parts += ["".join(pending), next(open_spots)]
            pending = []
            next(tokens)  # the end of the empty paragraph
        else:
            pending.append(html)
    return (*parts, "".join(pending)) if pending else tuple(parts)
