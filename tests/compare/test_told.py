"""Programs and the terminal are told the same changes as the page shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from hypothesis import given, settings

from lydelse.compare import compare, to_html, to_json, to_terminal
from tests.compare.documents import pairs
from tests.compare.reading import WORDS, outline

SOME = settings(max_examples=300, deadline=None)
CHANGE = re.compile(r'\sid="change-(\d+)"')
IMAGE = re.compile(r"\[x\.png\|bild\]")
COLOURED = re.compile(r"\x1b\[(31;9|32;4)m(.*?)\x1b\[0m")
REMOVED = re.compile(r"\[-.*?-\]", re.DOTALL)
ADDED = re.compile(r"\{\+.*?\+\}", re.DOTALL)
NOT_WORDS = re.compile(r"[\s|]")


def letters(texts: Iterable[str]) -> str:
    """All that isn't white space; images have no words."""
    return "".join(IMAGE.sub("", "".join("".join(texts).split())).split())


def read_letters(html: str) -> str:
    return letters(text for text, _ in outline(html))


def side(block: dict[str, Any], gone: str) -> str:
    """The words of a block without those that came, or without those that went."""
    return letters(text for op, text in block["words"] if op != gone)


@SOME
@given(pairs)
def test_programs_are_told_of_every_change_that_is_shown(pair: tuple[str, str]) -> None:
    comparison = compare(*pair)
    told = to_json(comparison)
    numbers = {block["change"] for block in told["blocks"]}
    assert numbers == {int(number) for number in CHANGE.findall(to_html(comparison, WORDS))}
    assert numbers == set(range(1, told["changes"] + 1))
    assert told["equal"] == (not told["blocks"])
    assert json.loads(json.dumps(told)) == told


@SOME
@given(pairs)
def test_programs_are_told_both_texts(pair: tuple[str, str]) -> None:
    old, new = pair
    blocks = to_json(compare(old, new), equal=True)["blocks"]
    came = (block for block in blocks if not block.get("departure"))
    went = (block for block in blocks if block["kind"] != "moved" or block.get("departure"))
    assert letters(text for block in came for text in block["new"]) == read_letters(new)
    assert letters(text for block in went for text in block["old"]) == read_letters(old)


@SOME
@given(pairs)
def test_the_words_of_a_block_give_both_of_its_texts(pair: tuple[str, str]) -> None:
    for block in to_json(compare(*pair))["blocks"]:
        if "words" in block:
            assert side(block, "add") == letters(block["old"])
            assert side(block, "remove") == letters(block["new"])


@SOME
@given(pairs)
def test_the_terminal_shows_both_texts_of_what_changed(pair: tuple[str, str]) -> None:
    comparison = compare(*pair)
    told = [block for block in to_json(comparison)["blocks"] if "words" in block and not block["links"]]
    shown = [line[2:] for line in to_terminal(comparison, colour=False, width=100_000).splitlines()]
    unmarked = [(NOT_WORDS.sub("", ADDED.sub("", line)), NOT_WORDS.sub("", REMOVED.sub("", line))) for line in shown]
    sides = {(re.sub(r"\[-|-\]", "", old), re.sub(r"\{\+|\+\}", "", new)) for old, new in unmarked}
    assert {(letters(block["old"]), letters(block["new"])) for block in told} <= sides


@SOME
@given(pairs)
def test_colours_stand_where_brackets_would(pair: tuple[str, str]) -> None:
    comparison = compare(*pair)
    plain = to_terminal(comparison, colour=False, width=100_000)
    coloured = to_terminal(comparison, colour=True, width=100_000)
    assert COLOURED.sub(bracketed, coloured) == plain
    assert bool(plain) is not comparison.equal


def bracketed(match: re.Match[str]) -> str:
    return f"[-{match[2]}-]" if match[1] == "31;9" else f"{{+{match[2]}+}}"


def test_lines_are_as_wide_as_asked() -> None:
    words = " ".join(f"ord{number}" for number in range(100))
    shown = to_terminal(compare(f"<p>{words} slut</p>", f"<p>{words} end</p>"), colour=False, width=40)
    lines = shown.splitlines()
    assert len(lines) > 10
    assert max(map(len, lines)) <= 40
    assert [line[:2] for line in lines] == ["~ ", *["  "] * (len(lines) - 1)]
