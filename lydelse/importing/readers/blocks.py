"""Blocks, of which readers that find a text's structure themselves make HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `level` counts from 1, the document's title; `html` is its content."""

    level: int
    html: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its content. One that is `inside` goes on in the list item before it."""

    html: str
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list. `depth` counts from 0; `kind` is that of its number as in HTML (`1`, `a`, `i` …), nothing for
    a bullet."""

    depth: int
    kind: str
    number: int
    html: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, the first of which is its head."""

    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Item | Table

_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[^\W\d]{2,}"
_LINK = re.compile(
    rf"(?P<mail>{_MAIL})|(?P<web>https?://[^\s<>\"”’»]+[^\s<>\"”’».,;:!?)\]'])|(?P<www>www\.[\w.-]+\.[a-z]{{2,}})"
)


def linked(text: str) -> str:
    """Write a text as HTML, with links for the addresses of mail and web pages in it."""
    written, last = [], 0
    for match in _LINK.finditer(text):
        address = {"mail": f"mailto:{match[0]}", "www": f"https://{match[0]}"}.get(match.lastgroup or "", match[0])
        written += [escape(text[last : match.start()]), f'<a href="{escape(address)}">{escape(match[0])}</a>']
        last = match.end()
    return "".join([*written, escape(text[last:])])


def write_blocks(blocks: Iterable[Block]) -> str:
    """Write blocks as HTML: items that follow one another become lists, deeper ones lists inside of them."""
    writer = _Writer()
    for block in blocks:
        writer.write(block)
    writer.close_lists(0)
    return "\n".join(writer.written)


class _Writer:
    def __init__(self) -> None:
        self.written: list[str] = []
        self.open: list[tuple[str, int]] = []
        """The lists that are open, by the kind of their numbers and the last number."""

    def write(self, block: Block) -> None:
        match block:
            case Item():
                self._item(block)
            case Paragraph(html, inside=True) if self.open:
                self.written.append(f"<p>{html}</p>")
            case _:
                self.close_lists(0)
                self.written.append(_written(block))

    def _item(self, item: Item) -> None:
        depth = min(item.depth, len(self.open))
        self.close_lists(depth + 1)
        if len(self.open) > depth and not self._goes_on(item):
            self.close_lists(depth)
        if len(self.open) > depth:
            self.written.append("</li>")
        else:
            self.written.append(_list_start(item))
            self.open.append((item.kind, item.number))
        self.open[-1] = (item.kind, item.number)
        self.written.append(f"<li>{item.html}")

    def _goes_on(self, item: Item) -> bool:
        kind, number = self.open[-1]
        return kind == item.kind and (not kind or item.number == number + 1)

    def close_lists(self, depth: int) -> None:
        while len(self.open) > depth:
            kind, _ = self.open.pop()
            self.written.append("</li></ol>" if kind else "</li></ul>")


def _list_start(item: Item) -> str:
    if not item.kind:
        return "<ul>"
    kind = "" if item.kind == "1" else f' type="{item.kind}"'
    start = "" if item.number == 1 else f' start="{item.number}"'
    return f"<ol{kind}{start}>"


def _written(block: Block) -> str:
    match block:
        case Heading(level, html):
            return f"<h{level}>{html}</h{level}>"
        case Table(rows):
            head, *body = (_row(row, "th" if number == 0 else "td") for number, row in enumerate(rows))
            return f"<table><thead>{head}</thead><tbody>{''.join(body)}</tbody></table>"
        case Paragraph(html) | Item(html=html):
            return f"<p>{html}</p>"


def _row(cells: tuple[str, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"
