"""Inline HTML read into runs, each distinct source once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lydelse.compare.markup import NotNestedError, Tag, cut, plain, read_tag
from lydelse.compare.model import Key
from lydelse.compare.run import BREAK, INVISIBLE, LINK_EDGE, OBJECT, Mark, Run, attributes
from lydelse.compare.tags import DEEPEST

_UNSEEN = str.maketrans("", "", INVISIBLE)


class Reading(NamedTuple):
    """What was read of inline HTML: the run, and what makes it read like another."""

    run: Run
    key: Key


class Readings(dict[str, Reading | None]):
    """What inline HTML reads as, by its source; `None` where nothing stands there.

    Two versions of a text have most sources in common, and a table has many equal cells. Looking a source up raises
    `NotNestedError` when its elements are not nested.
    """

    def __missing__(self, source: str) -> Reading | None:
        is_text = "<" not in source
        reading = self[source] = _reading(plain(source)) if is_text else _Reader().read(source)
        return reading


@dataclass(slots=True)
class _Reader:
    """The state of reading one run."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    opened: list[tuple[str, bool]] = field(default_factory=list)
    """The open inline elements, and whether each is a link."""
    fresh_link: int | None = None
    """The mark of a link in which there is no text yet."""
    targets: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)

    def read(self, source: str) -> Reading | None:
        """Read all.

        Raises:
            NotNestedError: see there.
        """
        first, *pieces = cut(source)
        self._text(first)
        for tag, text in zip(pieces[::2], pieces[1::2], strict=True):
            self._tag(read_tag(tag))
            self._text(text)
        if self.opened:
            raise NotNestedError
        return _reading("".join(self.parts), tuple(self.marks), tuple(self.objects), tuple(self.targets))

    def _text(self, source: str) -> None:
        if "<" in source:
            raise NotNestedError
        if source:
            self._append(plain(source))

    def _append(self, text: str) -> None:
        """Add to the run; white space at the start of a link comes to stand before it."""
        if self.fresh_link is not None:
            rest = text.lstrip()
            space, text = text[: len(text) - len(rest)], rest
            if space:
                self.parts.insert(-1, space)
                self.length += len(space)
                moved = self.marks[self.fresh_link :]
                self.marks[self.fresh_link :] = [
                    Mark(mark.at + len(space), mark.name, mark.source, mark.closes) for mark in moved
                ]
            self.fresh_link = None if text else self.fresh_link
        if text:
            self.parts.append(text)
            self.length += len(text)

    # Elements --------------------------------------------------------------------------------------------------

    def _tag(self, tag: Tag) -> None:
        if tag.is_block:
            raise NotNestedError
        if tag.is_void:
            self._object(tag)
        elif tag.closes:
            self._end(tag)
        else:
            self._start(tag)

    def _object(self, tag: Tag) -> None:
        if tag.name in {"br", "wbr"}:
            self._append(BREAK if tag.name == "br" else "\u200b")
        else:
            self._append(OBJECT)
            self.objects.append(tag.source)
            values = attributes(tag.source)
            self.targets.append(f"{tag.name} {values.get('src', '')} {values.get('alt', '')}")

    def _start(self, tag: Tag) -> None:
        target = tag.target
        if len(self.opened) >= DEEPEST or (target is not None and ("a", True) in self.opened):
            raise NotNestedError
        self.opened.append((tag.name, target is not None))
        self.marks.append(Mark(self.length, tag.name, tag.source))
        if target is not None:
            self.targets.append(target)
            self.fresh_link = len(self.marks) - 1
            self._edge()

    def _end(self, tag: Tag) -> None:
        opened, is_link = self.opened.pop() if self.opened else ("", False)
        if opened != tag.name:
            raise NotNestedError
        if not is_link:
            self.marks.append(Mark(self.length, tag.name, tag.source, closes=True))
            return
        if self.fresh_link is not None:
            self._forget_link(self.fresh_link, tag.source)
            return
        space = self._take_space()
        self._edge()
        self.marks.append(Mark(self.length, tag.name, tag.source, closes=True))
        self.parts.append(space)
        self.length += len(space)

    def _forget_link(self, link: int, source: str) -> None:
        """End a link over nothing to read: its element stays, but to a reader it is no link."""
        self.parts.pop()
        self.targets.pop()
        self.length -= 1
        inside = self.marks[link + 1 :]
        self.marks[link + 1 :] = [Mark(self.length, mark.name, mark.source, mark.closes) for mark in inside]
        self.marks.append(Mark(self.length, "a", source, closes=True))
        self.fresh_link = None

    def _take_space(self) -> str:
        """Take white space from the end of the run, for a link to end before it."""
        taken = []
        while self.parts and (stripped := self.parts[-1].rstrip()) != self.parts[-1]:
            taken.append(self.parts[-1][len(stripped) :])
            self.parts[-1] = stripped
            if stripped:
                break
            self.parts.pop()
        self.length -= sum(map(len, taken))
        for index in range(len(self.marks) - 1, -1, -1):
            mark = self.marks[index]
            if mark.at <= self.length:
                break
            self.marks[index] = Mark(self.length, mark.name, mark.source, mark.closes)
        return "".join(reversed(taken))

    def _edge(self) -> None:
        self.parts.append(LINK_EDGE)
        self.length += 1


def _reading(
    text: str, marks: tuple[Mark, ...] = (), objects: tuple[str, ...] = (), targets: tuple[str, ...] = ()
) -> Reading | None:
    if not marks and (not text or text.isspace()):
        return None
    return Reading(Run(text, marks, objects), _key(text, targets))


def _key(text: str, targets: tuple[str, ...]) -> Key:
    """Give what makes two runs read alike: the words as they are divided, where links begin and end, and their
    targets; empty for a run without anything to read."""
    words = " ".join(_seen(text).split())
    return (words, *targets) if words.strip(LINK_EDGE + " ") else ()


def _seen(text: str) -> str:
    return text if text.isascii() or not any(map(text.__contains__, INVISIBLE)) else text.translate(_UNSEEN)
