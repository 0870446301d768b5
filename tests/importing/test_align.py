"""Sections keep their ids from text to text."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lydelse.importing.align import Aligned, Aligner
from lydelse.importing.model import Part

RIGHTS = "You may ask which personal data we keep about you, and have them corrected or erased within one month."
ERASURE = "Write to our data protection officer to have your account and everything in it erased for good."
COOKIES = "Our pages set a cookie that counts how often a page was opened, and another one for your language."
CONTACT = "Example Ltd, 1 Example Street, answers questions about this policy by telephone on working days."
TRANSFERS = "No personal data leave the European Economic Area, but for the addresses of parcels sent elsewhere."


def parts(*sections: tuple[str, str]) -> tuple[Part, ...]:
    """Sections with the ids that dividing them alone gives: their titles in small letters."""
    found: list[Part] = []
    for title, body in sections:
        section = re.sub(r"\W+", "-", title.lower()).strip("-") or "introduction"
        count = sum(part.id.startswith(section) for part in found)
        found.append(Part(f"{section}-{count + 1}" if count else section, title, body))
    return tuple(found)


def aligned(*texts: tuple[tuple[str, str], ...]) -> list[Aligned]:
    aligner = Aligner()
    return [aligner.align(parts(*text)) for text in texts]


def ids(*texts: tuple[tuple[str, str], ...]) -> list[str]:
    """The ids in the last of some texts."""
    return [part.id for part in aligned(*texts)[-1].parts]


def test_a_renamed_heading_keeps_its_id() -> None:
    first = (("Rights", RIGHTS), ("Cookies", COOKIES))
    assert ids(first, (("What you may ask for", RIGHTS), ("Cookies", COOKIES))) == ["rights", "cookies"]


def test_moved_sections_keep_their_ids() -> None:
    first = (("Rights", RIGHTS), ("Cookies", COOKIES), ("Contact", CONTACT))
    assert ids(first, (("Contact", CONTACT), ("Cookies", COOKIES), ("Rights", RIGHTS))) == [
        "contact",
        "cookies",
        "rights",
    ]


def test_a_rewritten_section_keeps_its_id_by_its_title() -> None:
    assert ids((("Rights", RIGHTS), ("Cookies", COOKIES)), (("2. Rights", TRANSFERS), ("1. Cookies", CONTACT))) == [
        "rights",
        "cookies",
    ]


def test_numbers_are_no_titles() -> None:
    first = (("Article 1", RIGHTS), ("Article 2", COOKIES))
    second = (("Article 1", CONTACT), ("Article 2", RIGHTS), ("Article 3", COOKIES))
    assert ids(first, second) == ["article-1-2", "article-1", "article-2"]


def test_a_new_section_never_takes_the_id_of_another() -> None:
    first = (("Rights", RIGHTS), ("Contact", CONTACT))
    second = (("Your choices", RIGHTS), ("Contact", CONTACT), ("Rights", TRANSFERS))
    assert ids(first, second) == ["rights", "contact", "rights-2"]


def test_a_section_that_comes_back_has_its_id_again() -> None:
    first = (("Rights", RIGHTS), ("Cookies", COOKIES))
    second = (("Rights", RIGHTS),)
    assert ids(first, second, (("Rights", RIGHTS), ("Cookies", TRANSFERS))) == ["rights", "cookies"]
    assert ids(first, second, (("Rights", RIGHTS), ("What we store", COOKIES))) == ["rights", "cookies"]


def test_the_only_section_between_two_others_is_the_one_that_was_there_and_is_told() -> None:
    first = (("Rights", RIGHTS), ("Contact", CONTACT), ("Cookies", COOKIES))
    changed = "Example Ltd, 1 Example Street, answers by e-mail, at any hour of the day."
    second = (("Rights", RIGHTS), ("How to reach us", changed), ("Cookies", COOKIES))
    assert ids(first, second) == ["rights", "contact", "cookies"]
    assert ["“How to reach us”" in doubt.message for doubt in aligned(first, second)[-1].doubts] == [True]


def test_a_new_text_between_two_others_is_no_old_section() -> None:
    first = (("Rights", RIGHTS), ("Contact", CONTACT), ("Cookies", COOKIES))
    assert ids(first, (("Rights", RIGHTS), ("Transfers", TRANSFERS), ("Cookies", COOKIES)))[1] == "transfers"


def test_a_split_section_is_told() -> None:
    found = aligned((("Rights", f"{RIGHTS}\n\n{ERASURE}"),), (("Rights", RIGHTS), ("Erasure", ERASURE)))[-1]
    assert found.predecessors == {"erasure": ("rights",)}


def test_merged_sections_are_told() -> None:
    first = (("Rights", RIGHTS), ("Erasure", ERASURE), ("Cookies", COOKIES))
    found = aligned(first, (("Rights", f"{RIGHTS}\n\n{ERASURE}"), ("Cookies", COOKIES)))[-1]
    assert found.predecessors == {"rights": ("erasure",)}


def test_new_and_removed_sections_have_nothing_to_do_with_each_other() -> None:
    found = aligned((("Rights", RIGHTS), ("Cookies", COOKIES)), (("Rights", RIGHTS), ("Transfers", TRANSFERS)))[-1]
    assert [part.id for part in found.parts] == ["rights", "transfers"]
    assert found.predecessors == {}


def test_links_lead_to_the_ids_that_sections_have() -> None:
    first = (("Rights", RIGHTS), ("Cookies", COOKIES))
    second = (("Your choices", RIGHTS), ("Cookies", f"{COOKIES} See [above](#your-choices) and `[x](#your-choices)`."))
    assert aligned(first, second)[-1].parts[1].body.endswith("See [above](#rights) and `[x](#your-choices)`.")


def test_links_in_html_lead_along_and_places_of_the_text_stay() -> None:
    first = (("Rights", RIGHTS), ("Cookies", COOKIES))
    own = f'{COOKIES}\n\n<table><tr><td><a href="#your-choices--list">x</a></td></tr></table>'
    text = aligned(first, (("Your choices", RIGHTS), ("Cookies", own)))[-1].parts[1].body
    assert '<a href="#rights--list">' in text
    named = f"{COOKIES} [Here](#your-choices).\n\n## Choices {{#your-choices}}\n\nText."
    assert aligned(first, (("Your choices", RIGHTS), ("Cookies", named)))[-1].parts[1].body == named


def test_it_goes_on_from_what_is_there() -> None:
    there = (Part("data", "Rights", RIGHTS),)
    aligner = Aligner(there, (Part("tracking", "Cookies", COOKIES),))
    assert [part.id for part in aligner.align(parts(("Rights", RIGHTS), ("Cookies", COOKIES))).parts] == [
        "data",
        "tracking",
    ]


def test_texts_without_spaces_are_told_apart() -> None:
    first = (
        ("個人情報", "当社は、利用者の個人情報を適切に保護します。"),
        ("クッキー", "当社のサイトはクッキーを使用します。"),
    )
    second = (
        ("プライバシー", "当社は、利用者の個人情報を大切に保護します。"),
        ("クッキー", "当社のサイトはクッキーを使用します。"),
    )
    before, after = (
        tuple(replace(part, id=f"{part.id}-{text}") for part in parts(*each))
        for text, each in ((1, first), (2, second))
    )
    aligner = Aligner()
    aligner.align(before)
    assert [part.id for part in aligner.align(after).parts] == [part.id for part in before]


SECTIONS = st.lists(
    st.tuples(
        st.sampled_from(["Rights", "Cookies", "1. Rights", "Contact", "A"]),
        st.sampled_from([RIGHTS, COOKIES, CONTACT, ""]),
    ),
    min_size=1,
    max_size=5,
)


@given(st.lists(SECTIONS, min_size=1, max_size=4))
def test_ids_are_distinct_and_predecessors_were_there(texts: list[list[tuple[str, str]]]) -> None:
    before: set[str] = set()
    for text, found in zip(texts, aligned(*map(tuple, texts)), strict=True):
        now = [part.id for part in found.parts]
        assert len(now) == len(set(now))
        assert [(part.title, part.body) for part in found.parts] == text
        assert set(found.predecessors) <= set(now)
        assert {source for sources in found.predecessors.values() for source in sources} <= before
        before = set(now)


@given(SECTIONS)
def test_a_text_that_stays_keeps_all_ids(text: list[tuple[str, str]]) -> None:
    first, second = aligned(tuple(text), tuple(text))
    assert [part.id for part in first.parts] == [part.id for part in second.parts]
    assert not second.predecessors
