"""Takes out of a Markdown file what a site generator would have read or replaced: front matter, and tags of templates.

Such files are written for Jekyll, Hugo, Eleventy and the like. What stands between tags stays, as a condition may hold
or not; inside code nothing is a tag. No line is added or taken away, so that lines keep their numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

import yaml

from lydelse.importing.model import Aside, Doubt, Reason

_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*(.+?)[ \t]*$", re.MULTILINE)
_TAG = re.compile(
    r"\{%-?\s*(?:comment\s*-?%\}.{0,9000}?\{%-?\s*endcomment\s*-?%\}|.{0,2000}?%\})"
    r"|\{\{.{0,2000}?\}\}"
    r"|\{#(?![-\w]+\}).{0,9000}?#\}"  # a comment, and not the name of a place
    r"|<%.{0,2000}?%>"
    r"|^[ ]{0,3}(?:\[TOC\]|\[\[toc\]\]|\{:\s*toc\s*\})[ \t]*$",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))+?(?<!`)\1(?!`)")
_ITEM = re.compile(r"[ ]*(?:[-*+]|\d+[.)])\s")
_WORDLESS = re.compile(
    r"\{%-?\s*(?:if|else|elsif|elif|end|unless|case|when|for|comment|raw|assign|capture|set)", re.IGNORECASE
)
"""Tags that stand for no words of their own."""


@dataclass(frozen=True, slots=True)
class Untemplated:
    """A text without templating. `title` is that of the front matter, if it names one."""

    text: str
    title: str = ""
    asides: tuple[Aside, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def untemplate(text: str) -> Untemplated:
    """Set front matter and tags aside. A tag that stood for words is a doubt: what they were isn't known."""
    title, asides, body = _without_front_matter(text)
    body, tags = _without_tags(body)
    filled = [tag for tag in tags if tag.words.startswith(("{", "<")) and not _WORDLESS.match(tag.words)]
    filled = [tag for tag in filled if not tag.words.startswith("{#")]
    return Untemplated(body, title, (*asides, *tags), tuple(dict.fromkeys(map(_doubt, filled))))


def _doubt(tag: Aside) -> Doubt:
    words = " ".join(tag.words.split())
    return Doubt(f"“{words}” stood for words that a program put there: write what they were")


# Front matter --------------------------------------------------------------------------------------------------


def _without_front_matter(text: str) -> tuple[str, tuple[Aside, ...], str]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return "", (), text
    aside = Aside(match[0].lstrip("\ufeff").strip(), Reason.FRONT_MATTER, 1)
    return _title(match[2]), (aside,), "\n" * match[0].count("\n") + text[match.end() :]


def _title(front_matter: str) -> str:
    """The title in YAML; where that can't be read, or is TOML, the line that begins like one."""
    try:
        read = yaml.safe_load(front_matter)
    except yaml.YAMLError:
        read = None
    if isinstance(read, dict):
        return " ".join(str(read.get("title") or "").split())
    line = _TITLE.search(front_matter)
    return line[1].strip("\"'") if line else ""


# Tags ----------------------------------------------------------------------------------------------------------


def _without_tags(text: str) -> tuple[str, tuple[Aside, ...]]:
    blocks = list(_blocks_of_code(text))
    spans = (span.span() for span in _SPAN.finditer(text) if not _inside(span.start(), blocks))
    code = sorted((*blocks, *spans))
    tags = [tag for tag in _TAG.finditer(text) if not _inside(tag.start(), code)]
    asides, pieces, at, line = [], [], 0, 1
    for tag in tags:
        before = text[at : tag.start()]
        line += before.count("\n")
        asides.append(Aside(tag[0].strip(), Reason.TEMPLATING, line))
        pieces += [before, "\n" * tag[0].count("\n")]
        line += tag[0].count("\n")
        at = tag.end()
    return "".join((*pieces, text[at:])), tuple(asides)


def _inside(at: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether one of some stretches, which are in order, holds an index."""
    before = bisect_right(stretches, at, key=itemgetter(0))
    return before > 0 and at < stretches[before - 1][1]


def _blocks_of_code(text: str) -> Iterator[tuple[int, int]]:
    """Where code stands between fences, or is indented and no part of a list."""
    at, fence, opened, in_list, after_blank = 0, "", 0, False, True
    for line in text.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                yield opened, at + len(line)
                fence = ""
        elif mark:
            fence, opened = mark[1], at
        elif not line.strip():
            after_blank = True
        elif line.startswith(("    ", "\t")) and after_blank and not in_list:
            yield at, at + len(line)
        else:
            in_list = bool(_ITEM.match(line)) or (in_list and line.startswith((" ", "\t")))
            after_blank = False
        at += len(line)
    if fence:
        yield opened, at
