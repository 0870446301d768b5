"""From plain HTML to Markdown in the dialect of the project.

Every text that is written is rendered again and held against what it was made of. So a block is written in the form in
which people write it, in a stricter one if Markdown reads that otherwise, and as HTML if that fails, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from lydelse.importing.errors import Unreadable
from lydelse.importing.markdown.blocks import has_notes, write_block, write_html
from lydelse.importing.markdown.inline import LIGHT, STRICT
from lydelse.importing.plain import Node, is_note_reference, is_notes, read_plain, text_of, walk
from lydelse.importing.rendered import render_body
from lydelse.render.convert import TooDeepError, convert
from lydelse.render.effort import TooTangledError

__all__ = ["markdown_of"]

_KEPT = 5_000
"""Sections and blocks whose Markdown is kept: the versions of a policy have most of theirs in common."""


_SIMPLIFY = "Divide it, use fewer levels of lists and quotations, and close brackets that stand open."


@lru_cache(maxsize=_KEPT)
def markdown_of(blocks: tuple[Node, ...]) -> str:
    """Give the Markdown that renders to these blocks, which are in the plain form, and to nothing else.

    Raises:
        Unreadable: there is none.
    """
    for written in (_light, _tried, _separated, _html):
        text = written(blocks)
        if _renders_to(text, blocks):
            return text
    beginning = " ".join(text_of(blocks).split())[:60]
    raise Unreadable(f"the text can't be written as Markdown, from “{beginning}…” on", _SIMPLIFY)


def _light(blocks: Sequence[Node]) -> str:
    return "\n\n".join(write_block(block, LIGHT) for block in blocks)


def _tried(blocks: Sequence[Node]) -> str:
    return "\n\n".join(map(_written, blocks))


def _separated(blocks: Sequence[Node]) -> str:
    """Blocks of which none is taken for a part of the one before."""
    text = ""
    for before, block in zip((None, *blocks), blocks, strict=False):
        if before is not None:
            pair = f"{_written(before)}\n\n{_written(block)}"
            text += "\n\n" if _renders_to(*_with_notes(pair, (before, block))) else "\n\n<!-- -->\n\n"
        text += _written(block)
    return text


def _html(blocks: Sequence[Node]) -> str:
    return "\n\n".join(
        write_block(block, STRICT) if is_notes(block) or has_notes(block) else write_html(block) for block in blocks
    )


@lru_cache(maxsize=_KEPT)
def _written(block: Node) -> str:
    """A block in the first form that renders to it."""
    if is_notes(block):
        return write_block(block, LIGHT)
    forms = (write_block(block, style) for style in (LIGHT, STRICT))
    return next((form for form in forms if _renders_to(*_with_notes(form, (block,)))), write_html(block))


def _with_notes(text: str, blocks: Sequence[Node]) -> tuple[str, tuple[Node, ...]]:
    """A text with a footnote for every reference that has none, and the blocks to which it is to be rendered."""
    references = dict.fromkeys(node.get("href")[1:] for node in walk(blocks) if is_note_reference(node))
    if not references or any(map(is_notes, blocks)):
        return text, tuple(blocks)
    labels = {name: f"fn-{number}" for number, name in enumerate(references, start=1)}
    definitions = "\n\n".join(f"[^{name.removeprefix('fn-')}]: note" for name in references)
    notes = (Node("li", (("id", label),), (Node("p", (), ("note",)),)) for label in labels.values())
    section = Node("section", (("class", "footnotes"),), (Node("ol", (), tuple(notes)),))
    return f"{text}\n\n{definitions}", (*(_relabelled(block, labels) for block in blocks), section)


def _relabelled(node: Node, labels: dict[str, str]) -> Node:
    if is_note_reference(node):
        return node.having("href", f"#{labels[node.get('href')[1:]]}")
    return node.holding(_relabelled(child, labels) if isinstance(child, Node) else child for child in node.children)


def _renders_to(text: str, blocks: Sequence[Node]) -> bool:
    """Whether Markdown gives these blocks, loses nothing, and is no problem for the build."""
    try:
        converted = convert(text)
        found, asides = read_plain(converted.html)
    except (TooDeepError, TooTangledError, Unreadable):
        return False
    return not converted.losses and not asides and found == tuple(blocks) and not render_body(text).problems
