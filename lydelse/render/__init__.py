"""Render: from a revision's Markdown to HTML that can be trusted, with its links left open.

Markdown becomes HTML, HTML a stream of tokens; the tokens are sifted by an allow-list and arranged for the page;
what is written from them must be exactly what the sanitiser makes of it. Whatever was taken out on the way is a
problem, so that no word of a text is lost unseen. Nothing here touches a disk.
"""

from __future__ import annotations

from lydelse.model import Fragment, Revision
from lydelse.problems import Place, Report
from lydelse.render.blocks import Blocks
from lydelse.render.convert import TooDeepError
from lydelse.render.effort import TooTangledError
from lydelse.render.examine import examine, placed
from lydelse.render.faults import Places
from lydelse.render.marks import mark
from lydelse.render.pieces import parts_of, pieces_of
from lydelse.render.readable import readable
from lydelse.render.words import Words

__all__ = ["Blocks", "Words", "render"]


def render(revision: Revision, words: Words, report: Report, blocks: Blocks | None = None) -> Fragment:
    """Render the body of a revision.

    Args:
        revision: the revision.
        words: those that rendering adds.
        report: what is wrong with the text goes there.
        blocks: the blocks that were rendered before, which needn't be again; the fragment is the same without.
    """
    places = Places(revision.body, revision.place.at(revision.body_line))
    joined = blocks.join(revision.body, revision.section, words) if blocks is not None else None
    if joined is not None:
        return Fragment(parts_of(joined.pieces, places), joined.anchors)
    return _render_whole(revision, places, words, report)


def _render_whole(revision: Revision, places: Places, words: Words, report: Report) -> Fragment:
    source = readable(revision.body, places, report)
    try:
        found = examine(source, source, revision.section, words)
        known = placed(found, source, revision.section, words)
    except TooDeepError as error:
        _report_depth(places.at(error.offset or _depth_offset(source, revision.section, words)), report)
        return Fragment((), frozenset())
    except TooTangledError as error:
        _report_tangle(places.at(error.offset_in(source)), report)
        return Fragment((), frozenset())
    for fault in known.faults:
        report.error(places.of(fault), fault.code, fault.message, fault.hint)
    return Fragment(parts_of(pieces_of(found, known), places), found.anchors)


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
