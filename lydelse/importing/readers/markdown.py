"""Reads Markdown as it is met: CommonMark with the additions of GitHub, footnotes, definitions, ids and raw HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from lydelse.importing.model import Aside, Document, Doubt, Reason
from lydelse.importing.plain import plain_html
from lydelse.importing.readers.lenient import WordParser
from lydelse.importing.templating import untemplate

_DEEPEST = 120
"""How deep Markdown is read: what is deeper would be left out unsaid. It is more than the plain form takes."""
_HEADING_ID = re.compile(r"\s*\{:?\s*#(?P<id>[\w.:-]+)[^{}]*\}\s*$")


def read_markdown(text: str) -> Document:
    """Read the text of a Markdown file, with its front matter and its templating.

    Raises:
        Unreadable: it is nested too deep.
    """
    source = untemplate(text.removeprefix("\ufeff"))
    environment: dict[str, Any] = {}
    parser = _parser()
    tokens = parser.parse(source.text, environment)
    html, asides = plain_html(str(parser.renderer.render(tokens, parser.options, environment)))
    lost = tuple(_unused_notes(source.text, environment))
    set_aside = (*source.asides, *lost)
    return Document(
        html=html,
        words="\n".join([*_words(tokens), *(aside.words for aside in set_aside)]),
        title=source.title,
        asides=(*set_aside, *asides),
        doubts=(*source.doubts, *map(_doubt, lost)),
    )


def _doubt(note: Aside) -> Doubt:
    return Doubt(f"Nothing refers to this footnote, so it was left out: {note.words}")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("gfm-like", {"html": True, "maxNesting": _DEEPEST})
    parser.use(footnote_plugin, inline=False).use(deflist_plugin)
    if parser.linkify is not None:
        # Only what is written as an address is a link, as on GitHub: “example.com” is a name.
        parser.linkify.set({"fuzzy_link": False})
    parser.core.ruler.push("heading_ids", lambda state: _set_heading_ids(state.tokens))
    return parser


def _set_heading_ids(tokens: Sequence[Token]) -> None:
    """Take the ids that are stated at the end of headings, as in `## Cookies {#cookies}`."""
    for opening, inline in pairwise(tokens):
        last = inline.children[-1] if opening.type == "heading_open" and inline.children else None
        if last is not None and last.type == "text" and (match := _HEADING_ID.search(last.content)):
            opening.attrSet("id", match["id"])
            last.content = last.content[: match.start()]


def _unused_notes(body: str, environment: dict[str, Any]) -> Iterator[Aside]:
    """The footnotes that nothing refers to, which no page shows."""
    references = environment.get("footnotes", {}).get("refs", {})
    for label in (key[1:] for key, number in references.items() if number < 0):
        note = re.search(rf"^ {{0,3}}\[\^{re.escape(label)}\]:[ \t]*(.*(?:\n(?:[ \t]+.*|))*)", body, re.MULTILINE)
        if note is not None:
            words = " ".join(word for piece in _words(_parser().parse(note[1])) for word in piece.split())
            yield Aside(words, Reason.HIDDEN, body.count("\n", 0, note.start()) + 1)


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    """The words of a text, taken from what the parser found and not from what was made of it."""
    for token in tokens:
        if token.type == "inline":
            yield "".join(_inline_words(token.children or ()))
        elif token.type in ("code_block", "fence"):
            yield token.content
        elif token.type == "html_block":
            yield _html_words(token.content)


def _inline_words(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type == "html_inline":
            yield _html_words(token.content)
        elif token.children:
            yield from _inline_words(token.children)
        elif token.type in ("text", "code_inline", "text_special"):
            yield token.content


class _Words(WordParser):
    """Collects the text of HTML with its comments and what stands in for images."""

    def unknown_decl(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "template", "svg", "math", "title"):
            self.unread = self.unread or tag
        elif tag in ("img", "input"):
            values = dict(attrs)
            self.words.append((values.get("alt" if tag == "img" else "value") or "") + " ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.unread:
            self.unread = ""

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.words.append(data)


def _html_words(html: str) -> str:
    parser = _Words()
    parser.feed(html)
    parser.close()
    return "".join(parser.words)
