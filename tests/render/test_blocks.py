"""Texts that are joined from blocks are just what they are when rendered as a whole, and blocks are rendered once."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lydelse.model import Fragment, Revision
from lydelse.problems import Place, Problem, Report
from lydelse.render import Blocks, render
from lydelse.render.divide import STAND_IN, divide
from lydelse.render.shape import words_of
from tests.render.helpers import WORDS
from tests.render.test_cases import read_cases
from tests.render.test_hostile import ATTEMPTS
from tests.render.test_laws import PIECES

CONTENT = Path(__file__).parents[2] / "content"


def rendered(body: str, blocks: Blocks | None, section: str = "rights") -> tuple[Fragment, tuple[Problem, ...]]:
    report = Report()
    revision = Revision(section, "sv", "Titel", body, Place("content/privacy/2018-05-15/rights.sv.md"), 4)
    return render(revision, WORDS, report, blocks), report.problems


def check_all(bodies: Sequence[str], blocks: Blocks, section: str = "rights") -> None:
    for body in bodies:
        assert rendered(body, blocks, section) == rendered(body, None, section), body


PARAGRAPHS = [
    "Vi sparar uppgifter.",
    "Vi sparar dem i sex månader,\nom inte lagen\u00a0kräver annat.",
    "  Indented by two",
    "**We** keep _it_ for `six` months.",
    "See [above](#access), [terms](policy:terms#payment), [form](files/form.pdf) and <https://example.org>.",
    "A line  \nbroken, \\*not\\* emphasised, AT&T &copy; 3 < 4",
    "![A map](files/map.png)",
    "*left open",
    "[not a link] and [neither][this]",
    "<me@example.org>{.note} {: .lost}",
    "[[cookies]]",
    "\u00a0",
    "1986\\. A year",
    "A paragraph\n{: .note #remark}",
    "See [nowhere](javascript:x)",
    f"A letter: {STAND_IN}0{STAND_IN}",
]
HEADINGS = [
    "# One",
    "## Two {#access}",
    "### Three ###",
    "Setext\n===",
    "Under\n---",
    "## C#",
    "#",
    "# A\ntext at once",
]
LISTS = [
    "- a\n- b",
    "* a",
    "+ a\n+ b c",
    "1. x\n2. y",
    "3. x\n\n    deep",
    "- a\n\n    more\n\n- b",
    "- a\n    - b\nlazy",
]
CONTINUED = [
    "    code",
    "    more of it",
    "\tafter a tab",
    "> quoted",
    "> - a list\n> - in it",
    "> one\nlazy",
    ":   defined",
]
TABLES = ["| a | b |\n|---|:-:|\n| c | d |", "a | b\n--|--\nc | d | e", "| | x |\n|---|---|\n| y |", "***", "- - -"]
WHOLE = [
    "[^1]",
    "[^1]: a note",
    "*[GDPR]: a law",
    "The GDPR [x][r]",
    "[r]: https://x.y",
    "<div>\n\nhtml",
    "</div>",
    "<b>x",
]
BLOCKS = [*PARAGRAPHS, *HEADINGS, *LISTS, *CONTINUED, *TABLES, *WHOLE]
GAPS = st.sampled_from(["\n\n"] * 6 + ["\n", "\n\n\n", "\n  \n", "\n\t\n\n"])
LIKELY = st.sampled_from(BLOCKS) | st.sampled_from(PARAGRAPHS + HEADINGS + LISTS + CONTINUED + TABLES)
NASTY = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
TEXT = st.lists(st.tuples(LIKELY | LIKELY | LIKELY | NASTY, GAPS), max_size=8).map(
    lambda parts: "".join(map("".join, parts))
)
REMEMBERED = Blocks()


@given(st.lists(TEXT, max_size=3))
@settings(max_examples=150)
def test_a_text_is_the_same_whatever_is_remembered(bodies: list[str]) -> None:
    check_all(bodies, REMEMBERED)


@given(st.lists(TEXT, max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_a_text_is_the_same_in_any_order_and_when_much_is_forgotten(bodies: list[str], order: random.Random) -> None:
    blocks = Blocks(most_characters=2_000)
    twice = [*bodies, *bodies]
    order.shuffle(twice)
    check_all(twice, blocks, "rights")
    check_all(twice, blocks, "duties")


@pytest.mark.parametrize("first", BLOCKS)
def test_each_block_may_stand_before_each(first: str) -> None:
    blocks = Blocks()
    check_all([f"{first}\n\n{second}" for second in BLOCKS], blocks)


def test_the_cases_are_the_same() -> None:
    blocks = Blocks()
    sources = [source for _, source, *_ in read_cases()]
    check_all(sources, blocks)
    check_all([f"Before.\n\n{source}\n\nAfter." for source in sources], blocks)


def test_what_is_hostile_is_told_as_ever() -> None:
    check_all([f"Before.\n\n{body}\n\nAfter." for body, *_ in ATTEMPTS], Blocks())


def test_the_content_is_the_same() -> None:
    blocks = Blocks()
    texts = [path.read_text(encoding="utf-8") for path in sorted(CONTENT.rglob("*.md"))]
    bodies = [re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL).strip("\n").rstrip() for text in texts]
    assert bodies
    check_all(bodies, blocks)
    joined = [body for body in bodies if blocks.join(body, "rights", WORDS) is not None]
    assert len(joined) > len(bodies) / 2


def test_a_revision_costs_what_it_changes() -> None:
    paragraphs = [f"Paragraph **{number}** with [a link](#a{number})." for number in range(20)]
    blocks = Blocks()
    rendered("\n\n".join(paragraphs), blocks)
    assert (blocks.met, blocks.rendered) == (20, 20)
    paragraphs[7] = "Another *one*."
    rendered("\n\n".join(paragraphs), blocks)
    assert (blocks.met, blocks.rendered) == (40, 21)


def test_plain_words_of_one_shape_are_rendered_once() -> None:
    blocks = Blocks()
    rendered("First words.\n\nOther words,\n\n- one\n- two\n\nLast\n\n- three: four\n- five (six)", blocks)
    assert (blocks.met, blocks.rendered) == (5, 2)


def test_what_shows_its_surroundings_is_rendered_in_each() -> None:
    table, heading = "| a | b |\n|---|---|\n| c | d |", "## Heading"
    blocks = Blocks()
    check_all([f"{table}\n\n{table}", f"# One\n\n{heading}", f"{heading}\n\n{heading}"], blocks)
    anchor = "A paragraph\n{: #here}"
    for section in ("rights", "duties"):
        check_all([f"{anchor}\n\n[here](#here)", f"{anchor}\n\n{anchor}"], blocks, section)


def test_what_can_only_be_told_of_a_whole_text_is_not_remembered_as_more() -> None:
    blocks = Blocks()
    body = "Fine.\n\n[x](javascript:y)"
    assert blocks.join(body, "rights", WORDS) is None
    assert blocks.join(body, "rights", WORDS) is None
    assert blocks.rendered == 2


def test_what_was_not_asked_for_is_forgotten() -> None:
    blocks = Blocks(most_characters=5_000)
    for number in range(200):
        rendered(f"*{number}*", blocks)
        rendered("*again*", blocks)
    assert blocks.rendered == 201
    rendered("*0*", blocks)
    assert blocks.rendered == 202


def test_a_text_that_costs_too_much_is_refused_as_ever() -> None:
    check_all(["\n".join(["> " * 50 + "a"] * 2), "[" * 300, "- " * 70 + "a", "`" * 20_000 + "|\n|-|"], Blocks())


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a\n\nb", ["a", "b"]),
        ("- a\n\n- b\n\nc", ["- a\n\n- b", "c"]),
        ("- a\n\n    b\n\n1. c", ["- a\n\n    b\n\n1. c"]),
        ("# H\n- a\n\n- b", ["# H\n- a\n\n- b"]),
        ("> a\n\nb\n\n> c", ["> a", "b", "> c"]),
        ("\n \na\n \t\n\n    b\n\n", ["a\n \t\n\n    b"]),
        ("", []),
    ],
)
def test_a_text_is_divided_where_nothing_is_torn(source: str, found: list[str]) -> None:
    divided = divide(source)
    assert divided is not None
    blocks = [*divided]
    assert [text for _, text in blocks] == found
    assert all(source.startswith(text, offset) for offset, text in blocks)


@pytest.mark.parametrize(
    "source", ["a[^1]", "*[a]: b", "[a]: b", "<b>", "<!-- a -->", "a\n: b", "&#", "a\x1cb", STAND_IN]
)
def test_what_means_something_for_the_whole_text_keeps_it_whole(source: str) -> None:
    assert divide(f"before\n\n{source}\n\nafter") is None


@pytest.mark.parametrize(
    "block", ["*a*", "a *b*", "`a`", "[a](b)", "a\\", "a_b", "a & b", "a  \nb", " a", "a\n    b", "a\tb"]
)
def test_words_with_marks_among_them_are_not_plain(block: str) -> None:
    assert words_of(block) is None
