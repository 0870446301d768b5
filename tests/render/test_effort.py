"""A text that would take too long is refused in words; whatever people write is far from it."""

from __future__ import annotations

import pytest

from tests.render.helpers import html, rendered

MANY = 20_000

TANGLED = {
    "headings without a blank line": ("# x\n" * MANY, None),
    "rules without a blank line": ("a\n***\n" * MANY, None),
    "definitions in a block": ("a\n" + ":   b\n" * MANY, None),
    "abbreviations in a block": ("".join(f"*[A{number}]: b\n" for number in range(5_000)), None),
    "footnotes": ("".join(f"[^{number}]: b\n" for number in range(MANY)), 5_001),
    "footnotes with lines of their own": ("[^1]: a\nb\n" * MANY, 5_000 * 2 + 1),
    "blocks": ("Text.\n\n" * 60_000, 50_001 * 2 + 1),
    "empty lines": ("a" + "\n" * 1_000_000 + "b", 50_001 * 2 + 1),
    "emphasis in a paragraph": ("A.\n\n" + "*a* " * 5 * MANY, 3),
    "backticks in a paragraph": ("A.\n\n" + "`a " * 5 * MANY, 3),
    "entities in a paragraph": ("A.\n\n" + "&amp; " * 5 * MANY, 3),
    "tags in a paragraph": ("A.\n\n" + "<b>x</b> " * MANY, 3),
    "addresses without an end": ("A.\n\n" + '[a]("b) ' * MANY, 3),
    "images without an end": ("A.\n\n" + '![a]("b) ' * MANY, 3),
    "backticks in a row of a table": ("a | b\n--|--\n" + "|`" * MANY, 3),
}


@pytest.mark.parametrize(("body", "line"), TANGLED.values(), ids=TANGLED.keys())
def test_what_would_take_too_long_is_refused(body: str, line: int | None) -> None:
    fragment, (problem,) = rendered(body)
    assert fragment.parts == ()
    assert problem.code == "text-too-tangled"
    assert problem.hint
    assert line in {None, problem.place.line}


def test_a_text_that_was_refused_leaves_nothing_behind() -> None:
    rendered("[^1]\n\n[^1]: x\n\n" + "# x\n" * MANY)
    assert html("[^1] a") == "<p>[^1] a</p>"


MUCH = {
    "headings without a blank line": "# x\n" * 500,
    "definitions in a block": "a\n" + ":   b\n" * 500,
    "abbreviations": "".join(f"*[A{number}]: b\n" for number in range(500))
    + "\n"
    + " ".join(f"A{n}" for n in range(500)),
    "definitions of links": "".join(f"[{number}]: https://a.se\n" for number in range(2_000))
    + "\n"
    + "".join(f"[x][{number}]\n\n" for number in range(2_000)),
    "footnotes": "".join(f"a[^{number}]\n\n[^{number}]: b\n\n" for number in range(1_000)),
    "references to a footnote": "a[^1] " * 2_000 + "\n\n[^1]: b\n",
    "a paragraph with links": "[a](https://a.se) text " * 2_000,
    "a table of 2,000 columns": f"|{' a |' * 2_000}\n|{'---|' * 2_000}\n|{' *x* |' * 2_000}\n",
    "a table of 300 columns of code": f"|{' a |' * 300}\n|{'---|' * 300}\n" + f"|{' `x` |' * 300}\n" * 5,
    "a long word": "x" * 1_000_000,
    "a long paragraph": "word " * 200_000,
    "quotations": "> a\n\n" * 2_000,
    "signs that mean less than": "| < 5 |\n|---|\n" + "| < 5 |\n" * 1_000,
}


@pytest.mark.parametrize("body", MUCH.values(), ids=MUCH.keys())
def test_what_is_only_much_is_rendered(body: str) -> None:
    fragment, problems = rendered(body)
    assert not problems
    assert fragment.parts


def test_a_tag_with_more_attributes_than_there_are_is_told_once() -> None:
    fragment, (problem,) = rendered(f"<b {' '.join(f'a{number}=1' for number in range(5_000))}>x</b>")
    assert problem.message == "<b> has more attributes than there are"
    assert fragment.html(str) == "<p><b>x</b></p>"


def test_deep_nesting_of_many_tags_is_told_although_the_place_is_lost() -> None:
    _, (problem,) = rendered("<b>" * 20_000)
    assert (problem.code, problem.place.line) == ("text-too-deep", 1)


def test_the_second_and_third_reference_to_a_note_have_numbers() -> None:
    found = html("a[^x] b[^x] c[^x] d[^y]\n\n[^x]: X\n\n[^y]: Y")
    for anchor in ("fnref-1", "fnref-1-2", "fnref-1-3", "fnref-2"):
        assert f'id="rights--{anchor}"' in found
        assert f'href="#rights--{anchor}"' in found
