"""The documentation as the tests read it: its blocks of code, tables, headings and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENTS = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))

_FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>[a-z ]+)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`(content/[^`]+)`")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: what kind it says it is, and the file that the sentence before it names, if any."""

    kind: str
    text: str
    file: str | None


def read(name: str) -> str:
    """Give the text of a document, by its path from the root."""
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str) -> Iterator[Block]:
    """Give the blocks of code in order."""
    for match in _FENCE.finditer(text):
        indent = match["indent"]
        code = re.sub(rf"^{indent}", "", match["text"], flags=re.MULTILINE)
        before = text[: match.start()].rstrip().rpartition("\n\n")[2]
        files = _FILE.findall(before) if before.endswith("`:") else []
        yield Block(match["kind"], code, files[-1] if files else None)


def without_blocks(text: str) -> str:
    """Give a document without its blocks of code."""
    return _FENCE.sub("", text)


def part(text: str, heading: str) -> str:
    """Give what stands under a heading, to the next one of any level."""
    match = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", without_blocks(text), re.MULTILINE | re.DOTALL)
    assert match, f"no heading “{heading}”"
    return match[1]


def first_column(text: str) -> list[str]:
    """Give the cells of the first column of the tables, without the heads."""
    rows = re.findall(r"^\| *(.*?) *\|", text, re.MULTILINE)
    rules = [index for index, cell in enumerate(rows) if re.fullmatch(r"-+", cell)]
    heads = {index - 1 for index in rules} | set(rules)
    return [cell for index, cell in enumerate(rows) if index not in heads]


def code_words(cells: list[str]) -> list[str]:
    """Give what stands in backticks at the beginning of cells."""
    return [match[1] for cell in cells if (match := re.match(r"`([^`]+)`", cell))]


def anchors(text: str) -> set[str]:
    """Give the anchors that GitHub makes of the headings."""
    headings = re.findall(r"^#+ (.+)$", without_blocks(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(text: str) -> list[str]:
    """Give the addresses of links and images that lead to files or headings; examples in code are none."""
    prose = re.sub(r"`[^`\n]*`", "", without_blocks(text))
    found: list[str] = re.findall(r"\]\(([^)\s]+)\)", prose)
    found += re.findall(r' (?:src|srcset)="([^"]+)"', prose)
    return [address for address in found if not re.match(r"[a-z]+:", address)]
