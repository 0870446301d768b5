"""Front matter and tags are set aside before Markdown is read."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.importing.model import Reason
from lydelse.importing.templating import untemplate


def test_front_matter_is_set_aside_and_its_title_used() -> None:
    found = untemplate('---\ntitle: "Privacy: our promise"\nredirect_from: [/privacy]\n---\n\nText.\n')
    assert found.title == "Privacy: our promise"
    assert found.text == "\n\n\n\n\nText.\n"
    assert [(aside.reason, aside.line) for aside in found.asides] == [(Reason.FRONT_MATTER, 1)]
    assert "redirect_from" in found.asides[0].words


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ('+++\ntitle = "Terms"\ndate = 2018-05-25\n+++\n', "Terms"),
        ("---\ntitle: A: B: C\nbad: [\n---\n", "A: B: C"),
        ("---\nlayout: page\n---\n", ""),
        ("\ufeff---\ntitle: Terms\n---", "Terms"),
        ("---\n---\n", ""),
    ],
)
def test_front_matter_of_several_kinds(front: str, title: str) -> None:
    found = untemplate(front)
    assert found.title == title
    assert not found.text.strip()


def test_a_rule_is_no_front_matter() -> None:
    assert untemplate("Text.\n\n---\n\nMore.\n\n---\n").text == "Text.\n\n---\n\nMore.\n\n---\n"


def test_tags_are_set_aside_with_their_lines() -> None:
    found = untemplate("One {{ site.name }} two.\n{% if x %}\nThree.\n{% endif %}\n[TOC]\n<%= y %> {# note #}\n")
    assert found.text == "One  two.\n\nThree.\n\n\n \n"
    assert [(aside.words, aside.line) for aside in found.asides] == [
        ("{{ site.name }}", 1),
        ("{% if x %}", 2),
        ("{% endif %}", 4),
        ("[TOC]", 5),
        ("<%= y %>", 6),
        ("{# note #}", 6),
    ]


def test_what_stood_for_words_is_a_doubt() -> None:
    found = untemplate("Ask {% data contact.mail %} or {{ name }}. {% if a %}Yes{% endif %}{# note #}")
    assert [doubt.message.partition("” ")[0] for doubt in found.doubts] == ["“{% data contact.mail %}", "“{{ name }}"]


def test_a_comment_goes_whole() -> None:
    found = untemplate("Before\n{% comment %}\nhidden\n\nwords\n{% endcomment %}\nafter\n")
    assert found.text.split() == ["Before", "after"]
    assert "hidden" in found.asides[0].words


@pytest.mark.parametrize(
    "code",
    [
        "`{{ name }}`",
        "``a ` {{ name }}``",
        "```\n{{ name }}\n```",
        "~~~ liquid\n{% if %}\n\n{{ x }}\n~~~",
        "    {{ name }}",
    ],
)
def test_inside_code_nothing_is_a_tag(code: str) -> None:
    text = f"Text.\n\n{code}\n\nText.\n"
    assert untemplate(text).text == text


def test_an_indented_line_of_a_list_is_no_code() -> None:
    assert untemplate("- One\n\n    {{ name }}\n").asides


def test_names_of_places_stay() -> None:
    assert untemplate("## Access {#access}\n").text == "## Access {#access}\n"


PIECES = st.sampled_from(
    [
        "---\n",
        "title: x\n",
        "{%",
        "%}",
        "{{",
        "}}",
        "`",
        "```\n",
        "    ",
        "\n",
        "word ",
        "{#",
        "#}",
        "- item\n",
        "<% a %>",
        "{% comment %}",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_every_word_stays_or_is_set_aside_and_lines_keep_their_numbers(text: str) -> None:
    found = untemplate(text)
    letters = "".join((found.text, *(aside.words for aside in found.asides)))
    assert Counter("".join(letters.split())) == Counter("".join(text.split()))
    assert found.text.count("\n") == text.count("\n")
