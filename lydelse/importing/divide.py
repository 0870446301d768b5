"""Dividing: from a document to a manuscript, whose sections have ids, titles and the project's own Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lydelse.importing.anchors import Anchors, Resolve, outside
from lydelse.importing.dates import set_dates_aside
from lydelse.importing.errors import Unreadable
from lydelse.importing.markdown import markdown_of
from lydelse.importing.model import Aside, Document, Manuscript, Part, Reason
from lydelse.importing.names import github_anchor, section_name, slug, unused
from lydelse.importing.notes import Notes, spelled_out
from lydelse.importing.outline import Outline, Stretch, line_of, outline
from lydelse.importing.plain import HEADINGS, Node, is_notes, read_plain, write

INTRODUCTION = "introduction"
"""The id of what stands before the first heading."""

_STATED = re.compile(r"[a-z]{3,}(?:-[a-z0-9]+)*")
_LONGEST = 80
_BELOW = 2
"""The level of the first headings within a section, as the project writes them."""


def divide(document: Document, language: str, resolve: Resolve = outside) -> Manuscript:
    """Divide a document into sections, and set the lines aside that only state its date.

    Args:
        document: the document, as its reader gives it.
        language: its language, such as `sv`.
        resolve: gives for an address of the source the one that the text is to have, or nothing.

    Raises:
        Unreadable: the text can't be written as Markdown.
    """
    document, stated = set_dates_aside(document, language)
    blocks, asides = read_plain(document.html)
    notes = Notes(blocks[-1].nodes[0].nodes if blocks and is_notes(blocks[-1]) else ())
    found = outline([_without_language(block, language) for block in blocks if not is_notes(block)], document.title)
    sections = dict(_identified(found, language))
    anchors = Anchors(found.title, sections, resolve)
    parts: list[Part] = []
    for name, stretch in sections.items():
        headings = (stretch.heading,) if parts else (found.title, stretch.heading)
        parts.append(_part(name, stretch, notes.given_to(name, headings, anchors.rewritten(name)), found.level))
    title = (Aside(line_of(found.title), Reason.TITLE),) if found.title else ()
    return Manuscript(
        language=language,
        title=line_of(found.title) if found.title else document.title,
        parts=tuple(parts),
        words=document.words,
        stated=stated,
        asides=(*document.asides, *asides, *title),
        doubts=(*document.doubts, *found.doubts, *anchors.doubts),
    )


def _without_language(node: Node, language: str) -> Node:
    """A node without what says that its words are in the document's own language."""
    if node.get("lang").partition("-")[0].lower() == language.partition("-")[0]:
        node = node.having("lang", "")
    return node.holding(
        _without_language(child, language) if isinstance(child, Node) else child for child in node.children
    )


def _identified(found: Outline, language: str) -> Iterator[tuple[str, Stretch]]:
    """The stretches with the ids of their sections, each of which is used once."""
    used = {INTRODUCTION}
    for stretch in found.stretches:
        if stretch.heading is None:
            yield INTRODUCTION, stretch
        else:
            name = unused(
                _stated(stretch.heading) or section_name(line_of(stretch.heading), language) or "section", used
            )
            used.add(name)
            yield name, stretch


def _stated(heading: Node) -> str:
    """The id that a heading states, where a person chose it: one of letters that isn't made of its words."""
    name = heading.get("id")
    words = line_of(heading)
    chosen = _STATED.fullmatch(name) and len(name) <= _LONGEST and name not in (github_anchor(words), slug(words))
    return name if chosen else ""


def _part(name: str, stretch: Stretch, blocks: Sequence[Node], level: int) -> Part:
    title = line_of(stretch.heading) if stretch.heading else ""
    # What was taken out left its neighbours apart; reading the text again joins them, and counts its notes.
    joined, _ = read_plain(write(_relevelled(block, level) for block in blocks))
    try:
        return Part(name, title, markdown_of(joined))
    except Unreadable:
        if not any(map(is_notes, joined)):
            raise
    return Part(name, title, markdown_of(read_plain(write(spelled_out(joined)))[0]))


def _relevelled(node: Node, level: int) -> Node:
    """A node with its headings on the levels below those that divide."""
    if node.tag in HEADINGS:
        own = max(_BELOW, HEADINGS.index(node.tag) + _BELOW - level)
        return replace(node, tag=HEADINGS[min(own, len(HEADINGS)) - 1])
    return node.holding(_relevelled(child, level) if isinstance(child, Node) else child for child in node.children)
