"""Reading a comparison back: what its HTML says of the new text and of the old one.

Written against the HTML alone, with another parser than the engine's, so that both would have to err alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from html.parser import HTMLParser
from typing import TypeAlias

import nh3

from lydelse.compare import Words

WORDS = Words(
    added="added:",
    removed="removed:",
    moved_here="moved here",
    moved_away="moved away",
    split="split",
    merged="merged",
    link_changed="link changed:",
    link_added="link added:",
    link_removed="link removed:",
)

INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "del",
        "ins",
        "button",
    ]
)
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


class Side(StrEnum):
    PLAIN = "plain"
    OLD = "old"
    NEW = "new"


@dataclass(slots=True)
class Link:
    """Where a link leads, how many signs of its line stand before it, and its text."""

    target: str
    start: int = 0
    text: str = ""


Read: TypeAlias = tuple[str, tuple[tuple[str, int, str], ...]]
"""What is read of a line: its text, and its links by target, place and text; two of the same words can be linked."""


@dataclass(slots=True)
class Line:
    """The text of a block, its links, and the tags it stands in."""

    tags: tuple[str, ...] = ()
    text: str = ""
    links: list[Link] = field(default_factory=list)
    move: str = ""
    goes_on: str = ""
    moved: str = ""

    @property
    def read(self) -> Read:
        links = tuple((link.target, link.start, tidy(link.text)) for link in self.links if tidy(link.text))
        return tidy(self.text), links

    @property
    def signs(self) -> int:
        """How many signs can be seen in the line so far."""
        return len("".join(tidy(self.text).split()))

    def append(self, other: Line) -> None:
        """Let another line go on in this one."""
        self.links += [replace(link, start=self.signs + link.start) for link in other.links]
        self.text += other.text if other.goes_on == "tight" else " " + other.text


def tidy(text: str) -> str:
    return " ".join(INVISIBLE.sub("", text).split())


def outline(html: str, side: Side = Side.PLAIN) -> list[Read]:
    """What a reader of that side reads, block by block."""
    return [line.read for line in lines(html, side)]


def lines(html: str, side: Side = Side.PLAIN) -> list[Line]:
    reader = _Reader(side)
    reader.feed(html)
    reader.close()
    reader.flush()
    found = _back(reader.lines) if side is Side.OLD else reader.lines
    return [line for line in found if line.read[0]]


def _back(found: list[Line]) -> list[Line]:
    """Undo moves and splits."""
    away = [line for line in found if line.move]
    placed: list[Line] = []
    for line in found:
        if line.move:
            continue
        placed.append(line)
        if line.moved:
            placed += [other for other in away if other.move == line.moved]
    whole: list[Line] = []
    for line in placed:
        if line.goes_on:
            whole[-1].append(line)
        else:
            whole.append(line)
    return whole


class _Reader(HTMLParser):
    def __init__(self, side: Side) -> None:
        super().__init__(convert_charrefs=True)
        self.side = side
        self.lines: list[Line] = []
        self.line = Line()
        self.stack: list[tuple[str, bool, str | None, str]] = []  # tag, skipped, link, move of a row

    def flush(self) -> None:
        line = self.line
        if line.text.strip() or line.moved:
            line.tags = tuple(tag for tag, *_ in self.stack if tag not in INLINE)
            line.move = line.move or next((move for *_, move in self.stack if move), "")
            self.lines.append(line)
        self.line = Line(links=[Link(target) for _, _, target, _ in self.stack if target is not None])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes = set() if self.side is Side.PLAIN else set(values.get("class", "").split())
        if tag in VOID:
            self._void(tag, values)
            return
        if tag not in INLINE:
            self.flush()
        if self.side is not Side.PLAIN:
            self._signs(tag, classes, values)
        link = self._link(tag, classes, values)
        self.stack.append((tag, self._skips(tag, classes), link, values.get("data-move", "") if tag == "tr" else ""))
        if link is not None:
            self.line.links.append(Link(link, self.line.signs))

    def _void(self, tag: str, values: dict[str, str]) -> None:
        if tag == "hr":
            self.flush()
        elif tag == "br":
            self.handle_data(" ")
        elif tag == "img":
            self.handle_data(f"[{values.get('src', '')}|{values.get('alt', '')}]")

    def _signs(self, tag: str, classes: set[str], values: dict[str, str]) -> None:
        if "cmp-join" in classes and self.side is Side.OLD:
            tags, line = self.stack, self.line
            self.flush()
            self.line.move = line.move
            self.stack = tags
        if "cmp-word" in classes and tag == "span":
            self.line.move = values.get("data-move", self.line.move)
            self.line.moved = values.get("data-moved", self.line.moved)
            if "data-split" in values:
                self.line.goes_on = values["data-split"] or "loose"

    def _skips(self, tag: str, classes: set[str]) -> bool:
        gone = {Side.OLD: "ins", Side.NEW: "del"}.get(self.side)
        return tag == gone or bool(classes & {"cmp-word", "cmp-join"})

    def _link(self, tag: str, classes: set[str], values: dict[str, str]) -> str | None:
        if self.side is Side.OLD:
            if "cmp-link-added" in classes:
                return None
            if classes & {"cmp-link-removed", "cmp-former-link"}:
                return values["data-href"]
            if "cmp-link-changed" in classes:
                return values["data-was"]
        return values.get("href") if tag == "a" else None

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.stack, f"</{tag}> closes nothing"
        if tag not in INLINE:
            self.flush()
        opened = self.stack.pop()[0]
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        if any(skipped for _, skipped, _, _ in self.stack):
            return
        self.line.text += data
        for link in self.line.links[-1:] if any(target is not None for _, _, target, _ in self.stack) else ():
            link.text += data


TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")


def tag_sequence(html: str) -> list[str]:
    return [match[1] + match[2].lower() for match in TAG.finditer(html)]


def is_stable(html: str) -> bool:
    """Whether an HTML5 parser leaves the nesting as it is."""
    names = {match[2].lower() for match in TAG.finditer(html)}
    parsed = nh3.clean(html, tags=names, clean_content_tags=set(), attributes={}, link_rel=None)
    return tag_sequence(html) == tag_sequence(parsed)


def faults(html: str) -> list[str]:
    """What breaks the rules for marks: nested ones, ones in lists, tables and rows, repeated ids."""
    found = []
    stack: list[str] = []
    for match in TAG.finditer(html):
        name = match[2].lower()
        if name in VOID:
            continue
        if match[1]:
            if not stack or stack.pop() != name:
                found.append(f"</{name}> at {match.start()}")
            continue
        if name in {"ins", "del"}:
            if stack and stack[-1] in {"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"}:
                found.append(f"<{name}> in <{stack[-1]}>")
            if {"ins", "del"} & set(stack):
                found.append(f"<{name}> in a mark")
        stack.append(name)
    ids = re.findall(r'\sid="([^"]*)"', " ".join(match[3] for match in TAG.finditer(html)))
    found += [f"id {name} twice" for name in {name for name in ids if ids.count(name) > 1}]
    return found
