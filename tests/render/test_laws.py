"""What holds for any text: nothing breaks, nothing hostile, the same again, and no word lost without a problem."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from lydelse.render.allowed import CLEANER
from lydelse.render.marks import mark, strip_marks
from lydelse.render.tokens import Start, text_of, tokenise
from tests.render.helpers import address, rendered

WORDS_AND_MARKS = r"""
[ ] ( ) < </ > { } = * ** _ ` `` \ " ' | |--- #a .x [^1] *[ab]: ab [a]: [a] ![ x å ; & &lt; &#x6a; klzzwxh:0000
<b> </b> <script> </script> <div> </div> <p> </p> <h1> </h1> <br/> <li> <ol> <table> <tr> <td> </table> <svg> <math>
<style> <textarea> <select> <!-- --> <? ?> <![CDATA[ ]]> <a onerror= href= javascript: https://x.y files/x
"""
LINES_AND_SPACES = [
    "\n",
    "\n\n",
    "    ",
    "  \n",
    "\t",
    "- ",
    "1. ",
    "> ",
    "# ",
    "## ",
    "| ",
    "|---|---|\n",
    ":   ",
    "{: ",
]
OPENINGS = ["[^1]: ", "[a]: ", "<a id=q>", "<a href=", "<img src=x ", "<pre>\n", "y "]
ODD = ["\x02", "\x03", "\ufdd0", "1\ufdd1", "\u202e", "\u2028", "\x1c"]
PIECES = [*WORDS_AND_MARKS.split(), *LINES_AND_SPACES, *OPENINGS, *ODD]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=60))


@given(TEXTS)
@settings(max_examples=200)
def test_any_text_becomes_html_that_can_be_trusted(body: str) -> None:
    fragment, _ = rendered(body)
    html = fragment.html(address)
    assert CLEANER.clean(html) == html
    assert "<script" not in html
    tags = [token for token in tokenise(html) if isinstance(token, Start)]
    assert all(tag.attributes["id"].startswith("rights--") for tag in tags if "id" in tag.attributes)
    assert not any(name.startswith("on") for tag in tags for name in tag.attributes)


@given(TEXTS)
@settings(max_examples=60)
def test_any_text_gives_the_same_again_whatever_came_between(body: str) -> None:
    first = rendered(body)
    rendered("[a] b[^1] ab\n\n[^1]: c\n\n*[ab]: d\n\n[a]: https://x.y\n")
    assert rendered(body) == first


@given(st.text(st.characters(exclude_characters="\ufdd0\ufdd1", exclude_categories=["Cs"])) | TEXTS)
def test_marks_can_be_taken_out_again(text: str) -> None:
    source = text.replace("\ufdd0", "").replace("\ufdd1", "")
    assert strip_marks(mark(source))[0] == source


# Stands in a block for the next word, so that each word of a document is another.
WORD = "\N{BULLET}"

INLINE = st.sampled_from(
    [WORD, f"*{WORD}*", f"**{WORD}** {WORD}", f"`{WORD}`", f"[{WORD}](#x)", f"{{{WORD}}}", f"<b>{WORD}</b>"]
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)
BLOCK = st.one_of(
    LINE,
    LINE.map(lambda line: f"## {line}"),
    LINE.map(lambda line: f"{line}\n==="),
    LINE.map(lambda line: f"> {line}"),
    LINE.map(lambda line: f"    {line}"),
    LINE.map(lambda line: f"{WORD}\n:   {line}"),
    LINE.map(lambda line: f"{line}\n{{: .note}}"),
    LINE.map(lambda line: f"<div>{line}</div>"),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"1. {line}" for line in lines)),
    st.lists(st.integers(1, 3), min_size=1, max_size=3).map(
        lambda rows: "\n".join([f"| {WORD} | {WORD} |", "|---|---|", *(f"{f'| {WORD} ' * cells}|" for cells in rows)])
    ),
)


@given(st.lists(BLOCK, max_size=8).map("\n\n".join))
@settings(max_examples=100)
def test_every_word_is_on_the_page_in_its_order_or_there_is_a_problem(document: str) -> None:
    numbers = iter(range(document.count(WORD)))
    body = re.sub(WORD, lambda _: f"word{next(numbers)}", document)
    fragment, problems = rendered(body)
    shown = re.findall(r"word\d+", text_of(tokenise(fragment.html(address))))
    lost = [word for word in re.findall(r"word\d+", body) if word not in shown]
    assert [problem.code for problem in problems] == ["table-cell-lost"] * len(problems)
    assert bool(lost) == bool(problems)
    assert shown == [word for word in re.findall(r"word\d+", body) if word not in lost]
