"""The files that comparisons are put together from: all that is put into them, in few files, each of them bounded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from hypothesis import given
from hypothesis import strategies as st

from lydelse.compose.chooser_files import FULL, LITTLE, Fragment, FragmentFile, fragment_files

_LINES = st.lists(st.integers(0, 9).map(lambda number: f"<p>{number}</p>" * 600), max_size=6)


@st.composite
def _fragments(draw: st.DrawFn) -> list[Fragment]:
    """Fragments of some sections, some of them short and some long, with lines in common."""
    found = [(section, lines) for section in "abc" for lines in draw(st.lists(_LINES, max_size=8))]
    return [
        Fragment(str(number), section, {"kinds": ["changed"], "number": number}, [f"<!-- {number} -->", *lines])
        for number, (section, lines) in enumerate(found)
    ]


def put(fragments: Iterable[Fragment]) -> list[FragmentFile]:
    return list(fragment_files(fragments))


def told(file: FragmentFile) -> list[tuple[str, dict[str, object], Sequence[str]]]:
    """What a file says of each pair: its key, what happened, and the lines, put together again."""
    content = json.loads(file.content)
    return [
        (key, found, [content["lines"][line] for line in found.pop("merged")])
        for key, found in zip(file.keys, content["comparisons"], strict=True)
    ]


@given(_fragments())
def test_all_that_is_put_in_comes_out_in_its_order(fragments: list[Fragment]) -> None:
    found = [each for file in put(fragments) for each in told(file)]
    assert found == [(fragment.key, fragment.told, fragment.lines) for fragment in fragments]


@given(_fragments())
def test_no_file_has_more_than_what_fills_it(fragments: list[Fragment]) -> None:
    longest = max((sum(map(len, fragment.lines)) for fragment in fragments), default=0)
    for file in put(fragments):
        assert 0 < len(file.content) < FULL + longest + 1_000


@given(_fragments())
def test_no_line_stands_twice_in_a_file(fragments: list[Fragment]) -> None:
    for file in put(fragments):
        lines = json.loads(file.content)["lines"]
        assert len(lines) == len(set(lines))


@given(_fragments())
def test_a_new_file_begins_only_where_there_is_much(fragments: list[Fragment]) -> None:
    for file, _ in pairwise(put(fragments)):
        assert len(file.content) > LITTLE * 0.9


@given(_fragments())
def test_what_comes_at_the_end_leaves_all_files_but_the_last(fragments: list[Fragment]) -> None:
    whole = put(fragments)
    for at in range(len(fragments)):
        before = put(fragments[:at])
        assert before[:-1] == whole[: max(len(before) - 1, 0)]


def test_short_sections_share_a_file_and_long_ones_have_their_own() -> None:
    def section(name: str, size: int) -> list[Fragment]:
        return [Fragment(f"{name}{number}", name, {}, [f"{name}{number}" * (size // 20)]) for number in range(10)]

    files = put([*section("a", 200), *section("b", LITTLE), *section("c", LITTLE), *section("d", 200)])
    sections = ["".join(section for section, _ in groupby(key[0] for key in file.keys)) for file in files]
    assert sections == ["ab", "c", "d"]
