"""The guide to comparisons names every key that programs get, and its examples come out as they stand there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from lydelse.cli import main
from lydelse.compare import Kind, compare, to_json
from lydelse.model import ChangeKind, Comparisons
from tests.docs.documents import ROOT, blocks, code_words, first_column, part, read
from tests.site import examples
from tests.site.built import composed
from tests.sites import AS_OF

GUIDE = read("docs/comparisons.md")


def told(heading: str) -> list[str]:
    """The keys in the table under a heading."""
    return code_words(first_column(part(GUIDE, heading)))


def test_the_choices_of_pairs_are_those_that_there_are() -> None:
    assert told("What is compared with what") == [choice.value for choice in Comparisons]


def test_every_key_of_a_comparison_is_told(tmp_path: Path) -> None:
    site = examples.tiny(tmp_path)
    found = [json.loads(text) for path, text in composed(site.root, AS_OF) if path.endswith("/comparison.json")]
    for document in found:
        assert told("`comparison.json`") == list(document)
        for section in document["sections"]:
            assert told("A section") == list(section)
    assert any(document["sections"] for document in found)


BLOCKS = {
    "words and a link": (
        '<p>One word of many in <a href="#a">a line</a>.</p>',
        '<p>One term of many in <a href="#b">a line</a>.</p>',
    ),
    "a row": ("<table><tr><td>a</td><td>b</td></tr></table>", "<table><tr><td>a</td><td>c</td></tr></table>"),
    "a move": (
        "<p>This goes to the end of it all.</p><p>Here is one that stays in its place.</p><p>And another one.</p>",
        "<p>Here is one that stays in its place.</p><p>And another one.</p><p>This goes to the end of it all.</p>",
    ),
}


def test_every_key_of_a_block_is_told() -> None:
    found = [block for texts in BLOCKS.values() for block in all_blocks(to_json(compare(*texts))["blocks"])]
    assert set(told("A block")) == {key for block in found for key in block}


def all_blocks(found: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The blocks, and those in the cells of rows."""
    for block in found:
        yield block
        for cell in block.get("cells", ()):
            yield from all_blocks(cell)


def test_the_kinds_are_told() -> None:
    rows = dict(re.findall(r"^\| `(kinds?)` \| (.*) \|$", GUIDE, re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", rows["kinds"])) == {kind.value for kind in ChangeKind}
    assert set(re.findall(r"`(\w+)`", rows["kind"])) == {kind.value for kind in Kind} - {"equal"}


def test_the_examples_of_diff_come_out_as_they_stand_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    shown = list(blocks(GUIDE))
    for name, block in zip(("old.md", "new.md"), (block for block in shown if block.kind == "markdown"), strict=True):
        Path(name).write_text(block.text, encoding="utf-8")
    commands = [(block, shown[index + 1]) for index, block in enumerate(shown) if block.kind == "console"]
    assert len(commands) == 3
    for command, output in commands:
        assert main(command.text.split()[2:], default_root=ROOT) == 1
        assert capsys.readouterr().out == output.text
