"""Sites beyond measure: each case writes one kind of excess into a small site that is otherwise sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from tests.sites import Site

Write: TypeAlias = Callable[[Site], object]
"""Writes the excess into the site; what it returns is of no interest."""

VERSION = "content/terms/2026-01-01"
TEXT = f"{VERSION}/rights.en.md"
_PARAGRAPH = "We keep your data as long as the [contract](#rights) asks for, and delete them after that.\n\n"
_HEAD = "---\ntitle: Rights\n---\n\n"


def write_site(root: Path, write: Write) -> Site:
    """Write the small site, and into it what a case writes."""
    site = Site(root, ["en"])
    site.version("2026-01-01", {"rights": "Ask us."})
    write(site)
    return site


def honest(size: int) -> Write:
    """A text of ordinary paragraphs, of about so many bytes."""
    return _text(_PARAGRAPH * max(1, size // len(_PARAGRAPH)))


def _text(body: str) -> Write:
    return lambda site: site.write(TEXT, _HEAD + body)


def _front(front: str) -> Write:
    return lambda site: site.write(TEXT, f"---\n{front}\n---\n\nText.\n")


def _version(line: str) -> Write:
    def write(site: Site) -> None:
        stated = (site.root / VERSION / "version.yaml").read_text(encoding="utf-8")
        site.write(f"{VERSION}/version.yaml", f"{stated}{line}\n")

    return write


def _files(count: int) -> Write:
    def write(site: Site) -> None:
        folder = site.write(f"{VERSION}/files/0.txt", "0").parent
        for number in range(1, count):
            (folder / f"{number}.txt").write_text(str(number), encoding="utf-8")

    return write


def _bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, levels))]
    return "\n".join(lines)


def _levels(count: int) -> str:
    return "\n".join(f"{'    ' * level}- x" for level in range(count))


_MANY = 50_000
_COLUMNS = 2_000

CASES: Mapping[str, Write] = {
    "a file of 20 MB": _text("x" * 20_000_000),
    "front matter of 1 MB": _front(f"title: {'x' * 1_000_000}"),
    "front matter of 1 MB in a list": _front(f"title: x\ncovers: [{'gdpr-13-1-a, ' * 75_000}]"),
    "front matter of 1 MB in keys": _front("\n".join(f"key-{number:06}: x" for number in range(70_000))),
    "a title of 64 KB": _front(f"title: {'word ' * 13_000}"),
    "3,000 levels of YAML": _version(f"from: {'[' * 3_000}{']' * 3_000}"),
    "3,000 levels of YAML in lines": _version("\n".join(f"{' ' * level}a:" for level in range(3_000))),
    "an alias bomb": _version(_bomb(40)),
    "50,000 brackets": _text("[" * _MANY),
    "50,000 pairs of brackets": _text("[]" * _MANY),
    "50,000 brackets of YAML": _version(f"from: {'[' * _MANY}"),
    "50,000 openings of links": _text("[a](" * _MANY),
    "50,000 links": _text("[a](https://example.com) " * _MANY),
    "50,000 addresses with a quotation mark": _text('[a]("b) ' * _MANY),
    "50,000 nested quotations": _text("> " * _MANY + "x"),
    "50,000 quotations": _text("> x\n\n" * _MANY),
    "50,000 levels of a list in a line": _text("- " * _MANY + "x"),
    "900 levels of a list": _text(_levels(900)),
    "50,000 items": _text("- x\n" * _MANY),
    "50,000 signs of emphasis": _text("*" * _MANY),
    "50,000 openings of emphasis": _text("*a **b _c " * (_MANY // 3)),
    "50,000 words with emphasis": _text("*a* " * _MANY),
    "50,000 backticks": _text("`" * _MANY),
    "50,000 single backticks": _text("`a " * _MANY),
    "50,000 open tags": _text("<b>" * _MANY),
    "50,000 open boxes": _text("<div>\n" * _MANY),
    "50,000 closing tags": _text("</b>" * _MANY),
    "50,000 beginnings of tags": _text("<a " * _MANY),
    "50,000 beginnings of comments": _text("<!--" * _MANY),
    "50,000 tags": _text("<b>x</b> " * _MANY),
    "50,000 attributes": _text(f"<b {' '.join(f'a{n}=1' for n in range(_MANY))}>x</b>"),
    "50,000 entities": _text("&amp; " * _MANY),
    "50,000 headings without a blank line": _text("# x\n" * _MANY),
    "50,000 rules without a blank line": _text("a\n***\n" * _MANY),
    "50,000 definitions in a block": _text("a\n" + ":   b\n" * _MANY),
    "50,000 footnotes": _text("".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(_MANY))),
    "50,000 unused footnotes": _text("".join(f"[^{n}]: b\n" for n in range(_MANY))),
    "50,000 references to a footnote": _text("a[^1] " * _MANY + "\n\n[^1]: b\n"),
    "50,000 abbreviations": _text("".join(f"*[A{n}]: b\n" for n in range(_MANY))),
    "50,000 definitions of links": _text("".join(f"[a{n}]: https://example.com\n" for n in range(_MANY))),
    "a table of 2,000 columns": _text(f"|{' a |' * _COLUMNS}\n|{'---|' * _COLUMNS}\n" + f"|{' x |' * _COLUMNS}\n" * 10),
    "a table of 2,000 columns of code": _text(
        f"|{' a |' * _COLUMNS}\n|{'---|' * _COLUMNS}\n" + f"|{' `x` |' * _COLUMNS}\n" * 10
    ),
    "a table of 20,000 rows": _text("| a | b |\n|---|---|\n" + "| x | y |\n" * 20_000),
    "20,000 rows with a cell too many": _text("| a | b |\n|---|---|\n" + "| x | y | z |\n" * 20_000),
    "a word of 1 MB": _text("x" * 1_000_000),
    "a paragraph of 1 MB": _text("word " * 200_000),
    "a line of 1 MB of spaces": _text(f"a{' ' * 1_000_000}b"),
    "1,000,000 line ends": _text("a" + "\n" * 1_000_000 + "b"),
    "1 MB of code": _text("    code\n" * 110_000),
    "1 MB of control characters": _text("a\x01" * 500_000),
    "100,000 files": _files(100_000),
}
"""What is measured, by name."""
