"""HTML as a stream of tokens, and back in the one form in which the sanitiser writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

from lydelse.render.marks import LIST_MARK, TAG_MARK, Mark, strip_marks

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""Elements that have no end tag."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""The elements for headings, by level."""


@dataclass(frozen=True, slots=True)
class Start:
    """A start tag. `offsets` are the places in the source of its tag and attribute lists, `places` those of its
    attributes' values, as far as known; `repeated` names attributes that it has twice."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    offsets: tuple[int, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    repeated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """An end tag, with its places in the source as far as known."""

    tag: str
    offsets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Text between tags, as it is read, with the marks that were in it."""

    data: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Declaration:
    """What stood in `<!…>` or `<?…>` and isn't a comment, without its end."""

    data: str


Token: TypeAlias = Start | End | Text | Declaration


def tokenise(html: str) -> list[Token]:
    """Split HTML into tokens, however badly formed. Comments go: they are the editors' and no part of the text."""
    tokeniser = _Tokeniser()
    tokeniser.feed(html)
    tokeniser.close()
    return tokeniser.tokens


class _Tokeniser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []
        self._pending: list[str] = []
        self._end_at = 0

    def close(self) -> None:
        super().close()
        self._flush()

    def handle_data(self, data: str) -> None:
        self._pending.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(_start(tag, attrs))

    def parse_endtag(self, i: int) -> int:
        """Note where the end tag begins: the parser doesn't hand on its text."""
        self._end_at = i
        return super().parse_endtag(i)

    def handle_endtag(self, tag: str) -> None:
        text = self.rawdata[self._end_at : self.rawdata.find(">", self._end_at)]
        self._add(End(tag, tuple(mark.offset for mark in strip_marks(text)[1])))

    def handle_decl(self, decl: str) -> None:
        self._add(Declaration("<!" + strip_marks(decl)[0]))

    def handle_pi(self, data: str) -> None:
        self._add(Declaration("<?" + strip_marks(data)[0]))

    def unknown_decl(self, data: str) -> None:
        self._add(Declaration("<![" + strip_marks(data)[0]))

    def handle_comment(self, data: str) -> None:
        """Let comments go, but not what browsers take for one without its being written as one."""
        if f"<!--{data}" not in self.rawdata:
            self._add(Declaration("<!" + strip_marks(data)[0]))

    def parse_bogus_comment(self, i: int, report: bool = True) -> int:  # noqa: ARG002 - the base's
        """Keep what begins like a tag or declaration and is none: `<!b>`, `</ b>`."""
        end = self.rawdata.find(">", i + 2)
        if end >= 0:
            self._add(Declaration(strip_marks(self.rawdata[i:end])[0]))
        return end + 1 if end >= 0 else -1

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Take `<![…` for no more than it is; the parser knows some of them and breaks off at others."""
        return self.parse_bogus_comment(i, report)

    def _add(self, token: Token) -> None:
        self._flush()
        self.tokens.append(token)

    def _flush(self) -> None:
        if self._pending:
            self.tokens.append(Text(*strip_marks("".join(self._pending))))
            self._pending.clear()


def _start(tag: str, attrs: list[tuple[str, str | None]]) -> Start:
    attributes: dict[str, str] = {}
    offsets: list[int] = []
    places: dict[str, int] = {}
    repeated: list[str] = []
    for name, raw in attrs:
        value, marks = strip_marks(raw or "")
        if marks and name in (TAG_MARK, LIST_MARK):
            offsets.append(marks[0].offset)
        elif name in attributes:
            repeated.append(name)
        else:
            attributes[name] = value
            if marks:
                places[name] = marks[0].offset
    return Start(tag, attributes, tuple(offsets), places, tuple(repeated))


def serialise(token: Token) -> str:
    """Write a token as the HTML standard has it, which is how the sanitiser does."""
    match token:
        case Text(data):
            return escape_text(data)
        case Start(tag, attributes):
            written = "".join(f' {name}="{escape_value(value)}"' for name, value in attributes.items())
            return f"<{tag}{written}>"
        case End(tag):
            return f"</{tag}>"
        case Declaration():
            raise ValueError("a declaration is never written")


def escape_text(text: str) -> str:
    """Escape text that stands between tags."""
    return text.replace("&", "&amp;").replace("\u00a0", "&nbsp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_value(value: str) -> str:
    """Escape the value of an attribute."""
    return escape_text(value).replace('"', "&quot;")


def text_of(tokens: Iterable[Token]) -> str:
    """The text of tokens, as it is read."""
    return "".join(token.data for token in tokens if isinstance(token, Text))


def element_end(tokens: list[Token], start: int) -> int:
    """The index of the end tag of the element that starts at an index; the tokens are well nested."""
    depth = 0
    for index in range(start, len(tokens)):
        match tokens[index]:
            case Start(tag) if tag not in VOID:
                depth += 1
            case End():
                depth -= 1
        if depth == 0:
            return index
    raise ValueError("the element has no end")
