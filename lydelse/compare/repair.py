"""Any HTML made strictly nested: what lxml reads of it, written with every block where it may stand.

No word is lost: an element that may not stand where it does gives its text to what it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lydelse.compare.run import escape_attribute, escape_text, without_attributes
from lydelse.compare.tags import BLOCKS, DEEPEST, INVISIBLE_ELEMENTS, VOID, fits, holds_text, is_bound, item_of

if TYPE_CHECKING:
    from lxml import etree

# A text's own insertions and deletions would be taken for the comparison's.
_RENAMED = {"ins": "u", "del": "s"}
_TRANSPARENT = frozenset(("html", "body"))


def repair(html: str) -> str:
    """Give the same text as strictly nested HTML."""
    from lxml import etree  # noqa: PLC0415 - what was rendered is nested so, and needn't wait for it

    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<html><body>{html}</body></html>", parser)
    writer = _Writer()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            writer.start(element)
            writer.text(element.text)
        else:
            writer.end()
            writer.text(element.tail)
    return writer.finish()


@dataclass(slots=True)
class _Writer:
    out: list[str] = field(default_factory=list)
    blocks: list[tuple[str, bool]] = field(default_factory=list)
    """The open blocks, and whether each was put in here."""
    inline: list[tuple[str, str]] = field(default_factory=list)
    """The inline elements that hold what follows, as name and start tag."""
    opened: list[str] = field(default_factory=list)
    """The names of those whose start tag was written."""
    entered: list[str] = field(default_factory=list)
    """What became of every element that is open in the source: block, inline, passed or hidden."""
    hidden: int = 0

    def start(self, element: etree._Element) -> None:
        """Enter an element."""
        name = str(element.tag).lower()
        name = _RENAMED.get(name, name)
        if name in INVISIBLE_ELEMENTS or self.hidden:
            self.hidden += 1
            self.entered.append("hidden")
        elif name in _TRANSPARENT:
            self.entered.append("passed")
        elif name in BLOCKS:
            self.entered.append(self._block(name, element))
        else:
            self.entered.append(self._inline(name, element))

    def end(self) -> None:
        """Leave an element."""
        state = self.entered.pop()
        if state == "hidden":
            self.hidden -= 1
        elif state == "inline":
            self.inline.pop()
            self._close_inline(len(self.inline))
        elif state == "block":
            self._close_inline()
            self._close_implied()
            self.out.append(f"</{self.blocks.pop()[0]}>")

    def text(self, text: str | None) -> None:
        """Write text where it may stand."""
        if not text or self.hidden:
            return
        if text.isspace() and not (self.blocks and holds_text(self.blocks[-1][0])):
            return
        self._ready()
        self.out.append(escape_text(text))

    def finish(self) -> str:
        """Close what is open and give all."""
        self._close_inline()
        self.out.extend(f"</{name}>" for name, _ in reversed(self.blocks))
        return "".join(self.out)

    def _block(self, name: str, element: etree._Element) -> str:
        self._close_inline()
        self._close_implied()
        parent = self.blocks[-1][0] if self.blocks else ""
        if name in VOID:
            if fits(parent, name):
                self.out.append(_start_tag(name, element))
            return "passed"
        if not fits(parent, name) and is_bound(name):
            name = "div"
        if not fits(parent, name):
            self._imply()
            parent = self.blocks[-1][0] if self.blocks else ""
        if not fits(parent, name) or len(self.blocks) >= DEEPEST - 3:
            self.out.append(" ")
            return "passed"
        self.out.append(_start_tag(name, element))
        self.blocks.append((name, False))
        return "block"

    def _inline(self, name: str, element: etree._Element) -> str:
        if name in VOID:
            self._ready()
            self.out.append(_start_tag(name, element))
            return "passed"
        nested_link = name == "a" and any(open_name == "a" for open_name, _ in self.inline)
        if nested_link or len(self.inline) >= DEEPEST or not name.replace("-", "").isalnum():
            return "passed"
        self.inline.append((name, _start_tag(name, element)))
        if element.text is None and not len(element):
            self._ready()
        return "inline"

    def _ready(self) -> None:
        """Open what text needs to stand here."""
        self._imply()
        for index in range(len(self.opened), len(self.inline)):
            name, start_tag = self.inline[index]
            self.out.append(start_tag)
            self.opened.append(name)
            self.inline[index] = (name, without_attributes(start_tag, "id"))

    def _imply(self) -> None:
        """Put in the list item or the cell that is missing."""
        while self.blocks and not holds_text(self.blocks[-1][0]):
            name = "td" if self.blocks[-1][0] == "tr" else item_of(self.blocks[-1][0])
            self.out.append(f"<{name}>")
            self.blocks.append((name, True))

    def _close_inline(self, keep: int = 0) -> None:
        while len(self.opened) > keep:
            self.out.append(f"</{self.opened.pop()}>")

    def _close_implied(self) -> None:
        while self.blocks and self.blocks[-1][1]:
            self.out.append(f"</{self.blocks.pop()[0]}>")


def _start_tag(name: str, element: etree._Element) -> str:
    values = "".join(f' {key}="{escape_attribute(value)}"' for key, value in _attributes(element))
    return f"<{name}{values}>"


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        if isinstance(key, str) and isinstance(value, str) and not set(key) & set("\"'<>/= "):
            yield key, value
