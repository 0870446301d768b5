"""Strict YAML: text in, a tree of nodes out, in which every value is text and knows its place.

Only what forms need is accepted: mappings, lists and texts. Aliases, anchors, tags, duplicate keys, several documents
and deep nesting are problems, and no text is ever turned into a number, a truth value or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from lydelse.problems import Place, Report
from lydelse.read.plain import read_plain
from lydelse.read.text import normalise
from lydelse.read.tree import ListNode, MapNode, Node, TextNode

_Loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_MAX_DEPTH = 12
_MAX_CHARACTERS = 1_000_000


class _UnreadableError(Exception):
    """A fault that ends the reading of the file."""

    def __init__(self, place: Place, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.place, self.code, self.message, self.hint = place, code, message, hint


def parse(text: str, path: str, report: Report, first_line: int = 1) -> MapNode | None:
    """Read a YAML document that must be a mapping, or report why it can't be read and give `None`.

    Args:
        text: the document; normalised text.
        path: the file's path, for problems.
        report: where problems go.
        first_line: the line of the file on which the document begins.
    """
    start = Place(path, first_line)
    plain = read_plain(text, start)
    if plain is not None:
        return plain
    try:
        _refuse_what_is_known_to_fail(text, start)
        node = _Builder(text, start, report).build(yaml.parse(text, Loader=_Loader))
    except _UnreadableError as fault:
        report.error(fault.place, fault.code, fault.message, fault.hint)
        return None
    except yaml.YAMLError as fault:
        _report_syntax(fault, text, start, report)
        return None
    if isinstance(node, MapNode):
        return node
    found = "a list" if isinstance(node, ListNode) else "a text" if node and node.text else "nothing"
    message = f"{found} stands where lines of the form “key: value” are expected"
    report.error(node.place if node else start, "yaml-not-a-mapping", message, "Write, for example, “title: Cookies”.")
    return None


def _refuse_what_is_known_to_fail(text: str, start: Place) -> None:
    if len(text) > _MAX_CHARACTERS:
        message = f"too long to be read: {len(text):,} characters, at most {_MAX_CHARACTERS:,} are"
        raise _UnreadableError(start, "file-too-large", message, "Move the text into a section.")
    tab = re.search(r"^ *\t", text, re.MULTILINE)
    if tab is not None:
        line = text.count("\n", 0, tab.start())
        place = start.at(start.line + line, tab.end() - tab.start())
        raise _UnreadableError(place, "yaml-tab", "the line is indented with a tab", "Indent it with spaces.")


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end hasn't been read yet; of a mapping, keys and values take turns."""

    is_map: bool
    place: Place
    children: list[Node]


class _Builder:
    """Builds the tree from the parser's events; a stack instead of recursion, as depth is the writer's choice."""

    def __init__(self, text: str, start: Place, report: Report) -> None:
        self._start = start
        self._last_line = start.line + text.rstrip("\n").count("\n")
        self._report = report
        self._stack: list[_Open] = []
        self._root: Node | None = None

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        for event in events:
            self._take(event)
        return self._root

    def _take(self, event: yaml.Event) -> None:
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            hint = "Write the value out in full. A text that starts with “*” or “&” goes in quotation marks."
            raise _UnreadableError(
                place, "yaml-alias", "“*” or “&” stands for a reference in YAML, and those aren't read", hint
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            written = tag.replace("tag:yaml.org,2002:", "!!")
            hint = "Leave the “!…” out. A text that starts with “!” goes in quotation marks."
            raise _UnreadableError(
                place, "yaml-tag", f"“{written}” stands for a type in YAML, and those aren't read", hint
            )
        if isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            raise _UnreadableError(place, "yaml-documents", "a second document begins here", "Take the line “---” out.")
        if isinstance(event, yaml.ScalarEvent):
            # Escapes in quoted texts can bring in what `decode` has taken care of in the rest.
            self._add(TextNode(normalise(event.value, place, self._report), place))
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._open(isinstance(event, yaml.MappingStartEvent), place)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self._close()

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        if mark is None:
            return self._start
        # What is empty at the end of a text, the parser puts on the line after the last.
        return self._start.at(min(self._start.line + mark.line, self._last_line), mark.column + 1)

    def _open(self, is_map: bool, place: Place) -> None:
        if len(self._stack) >= _MAX_DEPTH:
            hint = "Check the indentation and the brackets."
            raise _UnreadableError(
                place, "yaml-too-deep", f"more than {_MAX_DEPTH} lists or mappings stand in each other", hint
            )
        self._stack.append(_Open(is_map, place, []))

    def _close(self) -> None:
        done = self._stack.pop()
        self._add(self._mapping(done) if done.is_map else ListNode(tuple(done.children), done.place))

    def _add(self, node: Node) -> None:
        if self._stack:
            self._stack[-1].children.append(node)
        else:
            self._root = node

    def _mapping(self, done: _Open) -> MapNode:
        entries: dict[str, tuple[TextNode, Node]] = {}
        for key, value in zip(done.children[::2], done.children[1::2], strict=True):
            if not isinstance(key, TextNode):
                raise _UnreadableError(
                    key.place, "yaml-key", "a list or mapping stands as a key", "Write a word before the colon."
                )
            first = entries.setdefault(key.text, (key, value))[0]
            if first is not key:
                message = f"“{key.text}” stands twice: here and on line {first.place.line}"
                self._report.error(key.place, "yaml-duplicate-key", message, "Keep one of the two.")
        return MapNode(tuple(entries.values()), done.place)


_SYNTAX_FAULTS = (
    # What the parser says, what that means, what to do about it.
    (
        "mapping values are not allowed",
        "a colon stands where none can",
        "Put the text in quotation marks if the colon belongs to it.",
    ),
    (
        "could not find expected ':'",
        "a line has no colon after its key",
        "Write “key: value”; indent a text that goes on over several lines.",
    ),
    (
        "escape",
        'a backslash between quotation marks “"” begins what names no character',
        "Write two backslashes for one, or put the text between “'”.",
    ),
    (
        "quoted scalar",
        "a quotation mark isn't closed",
        "Put the same quotation mark at the end of the text.",
    ),
    (
        "block mapping",
        "the text goes on after a closing quotation mark or bracket",
        "Put all of it in quotation marks; the other kind of them, “'” or “\"”, can stand inside.",
    ),
    (
        "block collection",
        "the indentation of the list doesn't fit",
        "Let all “-” of one list begin in the same column.",
    ),
    ("flow node", "a “[” or “{” isn't closed", "Put a “]” at the end of the list, or a “}” at the end of the lines."),
    ("flow sequence", "a “[” isn't closed, or a comma is missing after it", "Put a “]” at the end of the list."),
    ("flow mapping", "a “{” isn't closed, or a comma is missing after it", "Put a “}” at the end."),
    ("cannot start any token", "a character stands here that can't begin a text", "Put the text in quotation marks."),
)
_SEEN_WHERE_IT_ENDS = frozenset(
    {"could not find expected ':'", "quoted scalar", "flow node", "flow sequence", "flow mapping"}
)
"""What the parser notices late: the place to mend is where the text, list or mapping begins."""


def _report_syntax(fault: yaml.YAMLError, text: str, start: Place, report: Report) -> None:
    """Say in words what the YAML parser found; it speaks to programmers."""
    said = str(fault)
    unknown = "this can't be read as YAML"
    compare = "Compare it with a file that works; quotation marks around a text often help."
    pattern, message, hint = next((known for known in _SYNTAX_FAULTS if known[0] in said), ("", unknown, compare))
    end = getattr(fault, "problem_mark", None)
    begin = getattr(fault, "context_mark", None)
    mark = begin or end if pattern in _SEEN_WHERE_IT_ENDS else end or begin
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = text.rstrip("\n").split("\n")
    if pattern == "block mapping" and lines[line : line + 1] and not lines[line][:column].strip():
        message = "the line begins in another column than those that it belongs to"
        hint = "Let keys of one level begin in the same column."
    if pattern == "mapping values are not allowed" and _is_deeper_than_above(lines, line):
        message = "the line is indented further than the one above it, which has a value of its own"
        hint = (
            "Let both begin in the same column. If the line goes on with that value, put all of it in quotation marks."
        )
    # The parser often stops on the line after the last; the editor's eyes belong on the last one that is there.
    place = start.at(start.line + line, column + 1) if line < len(lines) else start.at(start.line + len(lines) - 1)
    report.error(place, "yaml-syntax", message, hint)


def _is_deeper_than_above(lines: Sequence[str], number: int) -> bool:
    above = next((line for line in reversed(lines[:number]) if line.strip()), "")
    has_value = re.search(r":[ ]+\S", above) is not None
    return has_value and len(_indentation(lines[number])) > len(_indentation(above))


def _indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]
