"""The sieve: lets through what a text may have, well nested, and tells of everything else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from lydelse.render.allowed import ELEMENTS, EMPTIED, EVERYWHERE, VALUES
from lydelse.render.convert import DEPTH, TooDeepError
from lydelse.render.faults import Fault, attribute_offset
from lydelse.render.tokens import VOID, Declaration, End, Start, Text, Token

_MOST_ATTRIBUTES = 30
"""Attributes of one tag: more than twice as many as any can have."""

_MALFORMED_HINT = "Give every opening tag its closing tag, the inner one first, or write it in Markdown."


def sieve(tokens: Iterable[Token], source: str, faults: list[Fault]) -> list[Token]:
    """Give the tokens that may be on a page, well nested; a text's normal case is that these are all.

    Raises:
        TooDeepError: elements are nested deeper than `DEPTH`.
    """
    return _Sieve(source, faults).run(tokens)


class _Sieve:
    def __init__(self, source: str, faults: list[Fault]) -> None:
        self.source = source
        self.faults = faults
        self.kept: list[Token] = []
        self.open: list[Start] = []
        self.taken_out: Counter[str] = Counter()
        self.closed_early: Counter[str] = Counter()
        self.emptying: list[str] = []

    def run(self, tokens: Iterable[Token]) -> list[Token]:
        for token in tokens:
            if self.emptying:
                self._empty(token)
            else:
                self._pass(token)
        if self.open:
            self._close_from(0, ())
        return self.kept

    def _pass(self, token: Token) -> None:
        match token:
            case Text():
                self.kept.append(token)
            case Start():
                self._start(token)
            case End():
                self._end(token)
            case Declaration(data):
                self._fault_html(f"{data[:2]}…>", None, data[:20])

    def _empty(self, token: Token) -> None:
        """Leave out the content of an element that is no text, up to its end."""
        match token:
            case Start(tag) if tag == self.emptying[-1]:
                self.emptying.append(tag)
            case End(tag) if tag == self.emptying[-1]:
                self.emptying.pop()

    def _start(self, token: Start) -> None:
        tag = token.tag
        if tag not in ELEMENTS:
            self._take_out(token)
            return
        self._imply_table_body(tag)
        token = self._judged(token)
        self.kept.append(token)
        if tag not in VOID:
            self.open.append(token)
        if len(self.open) > DEPTH:
            raise TooDeepError(min(token.offsets, default=0))

    def _take_out(self, token: Start) -> None:
        self._fault_html(f"<{token.tag}>", min(token.offsets, default=None), f"<{token.tag}")
        if token.tag in EMPTIED:
            self.emptying = [token.tag]
        elif token.tag not in VOID:
            self.taken_out[token.tag] += 1

    def _fault_html(self, what: str, offset: int | None, sought: str) -> None:
        message = f"the HTML {what} can't be used in a text"
        hint = "Write it in Markdown or as plain text; to show it as it stands, put it between `backticks`."
        self.faults.append(Fault("html-not-allowed", message, hint, offset, sought))

    def _imply_table_body(self, tag: str) -> None:
        """Add the table body that HTML lets one leave out, and end it where the next part begins."""
        if not self.open:
            return
        if tag == "tr" and self.open[-1].tag == "table":
            self.open.append(Start("tbody", {"implied": ""}))
            self.kept.append(Start("tbody"))
        elif tag in ("thead", "tbody", "tfoot") and "implied" in self.open[-1].attributes:
            self._close()

    def _end(self, token: End) -> None:
        tag = token.tag
        if tag == "table" and self.open and "implied" in self.open[-1].attributes:
            self._close()
        if self.open and self.open[-1].tag == tag:
            self._close()
        elif any(start.tag == tag for start in self.open):
            depth = max(index for index, start in enumerate(self.open) if start.tag == tag)
            self._close_from(depth + 1, token.offsets)
            self._close()
        elif self.taken_out[tag]:
            self.taken_out[tag] -= 1
        elif self.closed_early[tag]:
            self.closed_early[tag] -= 1
        else:
            self._stray(token)

    def _stray(self, token: End) -> None:
        tag, offset = token.tag, min(token.offsets, default=None)
        if tag in ELEMENTS:
            message = f"the closing tag </{tag}> has no opening tag before it"
            self.faults.append(Fault("html-malformed", message, _MALFORMED_HINT, offset, f"</{tag}"))
        else:
            self._fault_html(f"</{tag}>", offset, f"</{tag}")

    def _close(self) -> None:
        self.kept.append(End(self.open.pop().tag))

    def _close_from(self, depth: int, offsets: tuple[int, ...]) -> None:
        """Close what is open from a depth on, the end tags of which are missing or come too late. They are one
        fault: that of the outermost, or of the tag at `offsets` that shows it if Markdown made these elements."""
        unclosed = self.open[depth:]
        for start in unclosed:
            self._close()
            self.closed_early[start.tag] += 1
        self._fault_nesting(next((start for start in unclosed if start.offsets), unclosed[0]), offsets)

    def _fault_nesting(self, start: Start, offsets: tuple[int, ...]) -> None:
        message = f"the HTML isn't well nested here: <{start.tag}> isn't closed before what is around it ends"
        offset = min(start.offsets or offsets, default=None)
        self.faults.append(Fault("html-malformed", message, _MALFORMED_HINT, offset, f"<{start.tag}"))

    def _judged(self, token: Start) -> Start:
        """The tag with the attributes that it may have, each with a value that it may have."""
        if len(token.attributes) + len(token.repeated) > _MOST_ATTRIBUTES:
            self._fault_attribute(token, "", f"<{token.tag}> has more attributes than there are")
            return replace(token, attributes={})
        attributes: dict[str, str] = {}
        for name, value in token.attributes.items():
            if name not in EVERYWHERE and name not in ELEMENTS[token.tag]:
                self._fault_attribute(token, name, f"the attribute “{name}” can't be used on <{token.tag}>")
            elif name in VALUES and not VALUES[name].fullmatch(value):
                self._fault_attribute(token, name, f"the attribute “{name}” can't have the value “{value}”")
            else:
                attributes[name] = value
        for name in token.repeated:
            self._fault_attribute(token, name, f"the attribute “{name}” stands twice on <{token.tag}>")
        if token.tag == "img" and "alt" not in attributes:
            self._fault_image(token)
        return Start(token.tag, _plain(attributes), token.offsets, token.places)

    def _fault_image(self, token: Start) -> None:
        message = "an image has no alternative text (alt)"
        hint = 'Say in alt="…" what it shows, or write alt="" if it is a mere decoration.'
        self.faults.append(Fault("image-without-alt", message, hint, min(token.offsets, default=None), "<img"))

    def _fault_attribute(self, token: Start, name: str, message: str) -> None:
        allowed = ", ".join(sorted(EVERYWHERE | ELEMENTS[token.tag] - {"align"}))
        hint = f"Take it out or mend it; <{token.tag}> can have {allowed}."
        if name == "name":
            hint = "Write id instead of name."
        offset = attribute_offset(self.source, token, name) if name else min(token.offsets, default=None)
        self.faults.append(Fault("attribute-not-allowed", message, hint, offset, name or f"<{token.tag}"))


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """The attributes as they go to the page: an alignment as a class, since it belongs to the style."""
    align = attributes.pop("align", None)
    if align is not None:
        attributes["class"] = f"{attributes.get('class', '')} align-{align}".strip()
    for name in {"open", "reversed"} & attributes.keys():
        attributes[name] = ""
    return attributes
