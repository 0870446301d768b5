"""A text for the terminal: its headings, paragraphs, lists and tables as plain lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from lydelse.compare.model import Container, Unit
from lydelse.compare.parse import parse
from lydelse.compare.run import LINK_EDGE, OBJECT, Run, attributes, readable
from lydelse.compare.tags import HEADINGS

_NARROWEST = 20
"""Columns below which lines aren't made shorter."""


def to_plain(html: str, width: int = 80) -> str:
    """Give an HTML fragment as plain lines of at most `width` columns, as far as its words can be divided.

    Links are followed by where they lead, if that isn't what they say; images are shown by their text; the rows of a
    table say of each cell what stands above it.
    """
    writer = _Writer(max(_NARROWEST, width))
    for unit in parse(html):
        if unit.key:
            writer.write(unit)
    return "\n".join(writer.lines)


@dataclass(slots=True)
class _Writer:
    """The lines so far. `marks` are those of the list items that have begun, `counts` how many items each list has had,
    `heads` the cells of each table's head."""

    width: int
    lines: list[str] = field(default_factory=list)
    marks: dict[Container, str] = field(default_factory=dict)
    counts: dict[Container, int] = field(default_factory=dict)
    heads: dict[Container, tuple[str, ...]] = field(default_factory=dict)
    last: Container | None = None

    def write(self, unit: Unit) -> None:
        """Add the lines of a unit."""
        container = unit.container
        if unit.is_row and self._is_head(unit):
            return
        if self.lines and not self._goes_on(container):
            self.lines.append("")
        self.last = container
        if unit.is_row:
            self._row(unit)
            return
        indent = self._indent(container)
        if container.tag == "pre":
            self.lines += [f"{indent[1]}    {line}".rstrip() for line in unit.run.text.strip("\n").split("\n")]
            return
        text = readable(_words(unit.run))
        self._wrap(text, indent)
        if container.tag in HEADINGS:
            self.lines.append(("=" if container.tag in ("h1", "h2") else "-") * min(len(text), self.width))

    def _goes_on(self, container: Container) -> bool:
        """Whether no blank line stands before: between items of a list, and a term and what it means."""
        begins = any(each.tag == "li" and each not in self.marks for each in container.path)
        in_list = self.last is not None and any(each.tag == "li" for each in self.last.path)
        return (begins and in_list) or container.tag == "dd"

    def _indent(self, container: Container) -> tuple[str, str]:
        """Give what stands before a unit's first line, and before the others."""
        first = others = ""
        for each in container.path:
            if each.tag == "li":
                mark = self.marks.get(each)
                first = others + (self._mark(each) if mark is None else " " * len(mark))
                others += " " * len(self.marks[each])
            elif each.tag in ("blockquote", "dd"):
                added = "> " if each.tag == "blockquote" else "    "
                first, others = first + added, others + added
        return first, others

    def _mark(self, item: Container) -> str:
        """Give the mark of a list item that begins."""
        mark = "- "
        if item.parent is not None and item.parent.tag == "ol":
            start = attributes(item.parent.start).get("start", "")
            count = self.counts.get(item.parent, int(start) - 1 if start.isdecimal() else 0) + 1
            self.counts[item.parent] = count
            mark = f"{count}. "
        self.marks[item] = mark
        return mark

    def _is_head(self, unit: Unit) -> bool:
        """Tell whether a row is the head of its table, and remember it for the others."""
        table = _table(unit)
        if table in self.heads:
            return False
        is_head = all(cell.container.tag == "th" for cell in unit.cells)
        self.heads[table] = _cells(unit) if is_head else ()
        return is_head

    def _row(self, unit: Unit) -> None:
        heads = self.heads[_table(unit)]
        for index, cell in enumerate(_cells(unit)):
            head = f"{heads[index]}: " if index < len(heads) and heads[index] else ""
            if cell:
                self._wrap(f"{head}{cell}", ("  " if index else "- ", "    "))

    def _wrap(self, text: str, indent: tuple[str, str]) -> None:
        first, others = indent
        self.lines += textwrap.wrap(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=others,
            break_long_words=False,
            break_on_hyphens=False,
        )


def _table(unit: Unit) -> Container:
    return next((each for each in unit.container.path if each.tag == "table"), unit.container)


def _cells(unit: Unit) -> tuple[str, ...]:
    return tuple(" ".join(readable(_words(each.run)) for each in cell.units) for cell in unit.cells)


def _words(run: Run) -> str:
    """Give a run's text with where its links lead, and the texts of its images."""
    return "".join(_parts(run))


def _parts(run: Run) -> Iterator[str]:
    objects = iter(run.objects)
    leads = {link.end: link.target for link in run.links if _says_more(link.target or "", run.text[link.start :])}
    for index, character in enumerate(run.text):
        yield f" <{leads[index]}>" if index in leads else ""
        yield f"[{attributes(next(objects)).get('alt', '')}]" if character == OBJECT else character
    yield f" <{leads[len(run.text)]}>" if len(run.text) in leads else ""


def _says_more(target: str, words: str) -> bool:
    """Whether a link leads out of the site, to an address that its words don't name."""
    is_outside = target.startswith(("http://", "https://", "mailto:", "tel:"))
    return is_outside and not words.lstrip(LINK_EDGE).startswith(target.removeprefix("mailto:"))
