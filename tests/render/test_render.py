"""What a text is told, what its links are, and that one text leaves nothing behind for the next."""

from __future__ import annotations

import pytest

from lydelse.model import Reference
from lydelse.problems import Place
from lydelse.render.convert import convert
from tests.render.helpers import html, rendered

FILE = Place("content/privacy/2018-05-15/rights.sv.md")


def test_a_problem_says_where_in_the_file_what_and_how_to_mend_it() -> None:
    _, problems = rendered("Text.\n\nSee [more](more.md).\n", line=5)
    assert [str(problem) for problem in problems] == [
        "content/privacy/2018-05-15/rights.sv.md:7:12: link-not-allowed: A link can't lead to “more.md”.\n"
        "    A link can lead to #section, policy:terms#section or files/name, or to an address that begins with "
        "https://, http://, mailto: or tel:."
    ]


def test_references_know_their_targets_and_places() -> None:
    body = (
        "`[x](#erasure)` and [x](#erasure)\n\n![a](files/a%20b.png)\n\n"
        "[y][t] <a href='policy:terms'>z</a>\n\n[t]: policy:terms#fees\n"
    )
    fragment, problems = rendered(body, line=4)
    assert not problems
    assert fragment.references == (
        Reference(FILE.at(4, 25), None, "erasure"),
        Reference(FILE.at(6, 6), None, "", "a b.png"),
        Reference(FILE.at(10, 6), "terms", "fees"),
        Reference(FILE.at(8, 11), "terms"),
    )


def test_an_open_address_is_the_value_of_an_attribute() -> None:
    fragment, _ = rendered('[x](#erasure) ?0 href="?0" <span title="?0">t</span>\n')
    before, reference, after = fragment.parts
    assert isinstance(reference, Reference)
    assert str(before).endswith('href="')
    assert str(after).startswith('">x</a> ?0 href="?0" <span title="?0">')


def test_anchors_have_the_sections_prefix() -> None:
    fragment, _ = rendered("# A {#here}\n\nB[^1]\n\n[^1]: C\n", section="who-we-are")
    assert fragment.anchors == {"who-we-are--here", "who-we-are--fn-1", "who-we-are--fnref-1"}


def test_two_sections_with_the_same_footnote_do_not_clash() -> None:
    first, second = (rendered("A[^1]\n\n[^1]: B\n", section=section)[0] for section in ("one", "two"))
    assert not first.anchors & second.anchors


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    rendered(
        "[a] b[^n] ABC\n\n[a]: https://example.org\n\n[^n]: Note\n\n*[ABC]: Abc\n\n"
        "| x | y |\n|---|---|\n| 1 | 2 | 3 |\n"
    )
    fragment, problems = rendered("[a] ABC\n")
    assert fragment.html(str) == "<p>[a] ABC</p>"
    assert not problems


def test_a_text_that_breaks_off_leaves_nothing_behind() -> None:
    deep = "[^1]\n\n[^1]: " + "- " * 3_000 + "x"
    assert [problem.code for problem in rendered(deep)[1]] == ["text-too-deep"]
    assert html("- a\n\n> b\n") == "<ul>\n<li>a</li>\n</ul>\n<blockquote>\n<p>b</p>\n</blockquote>"


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("Text.\n\n" + "[" * 50_000, 3, 201),
        ("<a " * 20_000, 1, 601),
        (">" * 3_000 + "x", 1, 1),
        ("> " * 3_000 + "x", 1, 1),
        ("Text.\n\n" + "- " * 3_000 + "x", 3, 1),
        ("\n".join(f"{'    ' * level}- x" for level in range(900)), 61, 1),
        ("*a*\n\n" + "<div>" * 100 + "x" + "</div>" * 100, 3, 301),
    ],
    ids=["brackets", "tags", "quotations", "spaced quotations", "items in a line", "items", "boxes"],
)
def test_nesting_beyond_measure_is_a_problem(body: str, line: int, column: int) -> None:
    fragment, problems = rendered(body)
    assert fragment.parts == ()
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        ("text-too-deep", line, column)
    ]


def test_nesting_that_a_text_may_have_is_none() -> None:
    body = (
        "\n".join(f"{'    ' * level}- level {level}" for level in range(8))
        + "\n\n"
        + "[see] (" * 150
        + "\n\n"
        + "- " * 90
    )
    assert not rendered(body)[1]


def test_a_character_that_is_none_is_a_problem() -> None:
    fragment, problems = rendered("One\n\ntwo\x07\n")
    assert fragment.html(str) == "<p>One</p>\n<p>two\ufffd</p>"
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        ("character-not-allowed", 3, 4)
    ]


def test_a_long_text_with_many_faults_names_each() -> None:
    _, problems = rendered("[a](/b) <form> *c*{: onclick=d}\n\n" * 300)
    assert len(problems) == 900
    assert {problem.place.column for problem in problems} == {5, 9, 22}


def test_a_section_of_a_megabyte_is_rendered() -> None:
    body = "Ord efter ord, och *ännu* ett.\n\n" * 32_000
    fragment, problems = rendered(body)
    assert not problems
    assert fragment.html(str).count("<p>") == 32_000


def test_the_same_text_always_gives_the_same() -> None:
    body = "# A {#a}\n\n[x](#b) <b>y\n\n| a |\n|---|\n| b |\n"
    assert rendered(body) == rendered(body)


def test_what_markdown_may_lose_is_told() -> None:
    losses = convert("| a | b |\n|---|---|\n| c | d | e |\n").losses
    assert [(loss.code, loss.label) for loss in losses] == [("table-cell-lost", "| c | d | e |")]
