"""Documents are divided into sections, with ids, links and footnotes that hold."""

from __future__ import annotations

from lydelse.importing.anchors import from_base, outside
from lydelse.importing.divide import divide
from lydelse.importing.law import check
from lydelse.importing.model import Document, Manuscript, Reason
from lydelse.importing.readers.markdown import read_markdown


def divided(source: str, language: str = "en", base: str = "") -> Manuscript:
    manuscript = divide(read_markdown(source), language, from_base(base) if base else outside)
    check(manuscript)
    return manuscript


def titles(source: str) -> list[tuple[str, str]]:
    return [(part.id, part.title) for part in divided(source).parts]


def body(source: str, section: str, base: str = "") -> str:
    return next(part.body for part in divided(source, base=base).parts if part.id == section)


# The title and the level ---------------------------------------------------------------------------------------


def test_a_lone_first_heading_is_the_title_and_the_next_level_divides() -> None:
    source = "# Privacy\n\nBegin\n\n## One\n\na\n\n### Below\n\nb\n\n## Two\n\nc\n"
    manuscript = divided(source)
    assert manuscript.title == "Privacy"
    assert [(aside.words, aside.reason) for aside in manuscript.asides] == [("Privacy", Reason.TITLE)]
    assert [(part.id, part.title) for part in manuscript.parts] == [
        ("introduction", ""),
        ("one", "One"),
        ("two", "Two"),
    ]
    assert body(source, "one") == "a\n\n## Below\n\nb"


def test_the_title_is_known_from_the_front_matter() -> None:
    manuscript = divided("---\ntitle: Privacy\n---\n\n# One\n\na\n\n# Two\n\nb\n")
    assert manuscript.title == "Privacy"
    assert [part.id for part in manuscript.parts] == ["one", "two"]


def test_of_headings_of_one_level_the_first_is_taken_for_the_title_with_a_doubt_unless_it_is_counted() -> None:
    manuscript = divided("# Privacy\n\na\n\n# One\n\nb\n\n# Two\n\nc\n")
    assert manuscript.title == "Privacy"
    assert "was taken for the title" in manuscript.doubts[0].message
    counted = divided("# 1. One\n\na\n\n# 2. Two\n\nb\n")
    assert (counted.title, [part.id for part in counted.parts]) == ("", ["one", "two"])


def test_levels_can_be_skipped_and_mixed() -> None:
    assert titles("# T\n\n### A\n\na\n\n### B\n\nb\n\n## C\n\nc\n") == [("a", "A"), ("b", "B"), ("c", "C")]


def test_without_headings_lines_in_bold_divide_with_a_doubt() -> None:
    manuscript = divided("Begin\n\n**One**\n\na\n\n**Two:**\n\nb\n")
    assert [part.title for part in manuscript.parts] == ["", "One", "Two:"]
    assert "2 lines in bold" in manuscript.doubts[0].message


def test_without_any_heading_all_is_introduction() -> None:
    assert titles("a\n\nb\n") == [("introduction", "")]


def test_a_heading_without_text_is_a_line_before_what_follows() -> None:
    manuscript = divided("# T\n\n## Part A\n\n## One\n\na\n\n## Two\n\nb\n")
    assert [(part.id, part.body) for part in manuscript.parts] == [
        ("introduction", "**Part A**"),
        ("one", "a"),
        ("two", "b"),
    ]
    assert "No text stands under “Part A”" in manuscript.doubts[0].message


# Ids -----------------------------------------------------------------------------------------------------------


def test_ids_are_made_of_titles_without_their_numbers_in_the_language_and_used_once() -> None:
    headings = ["1. Får vi?", "2.1 Größe", "§ 3 Größe", "Introduction", "個人情報"]
    parts = divided("".join(f"## {heading}\n\na\n\n" for heading in headings), "de").parts
    assert [part.id for part in parts] == ["far-vi", "groesse", "groesse-2", "introduction-2", "gerenqingbao"]
    assert [part.title for part in parts] == headings


def test_an_id_that_a_person_chose_is_kept_and_one_that_a_program_made_is_not() -> None:
    assert titles("## What we do {#purposes}\n\na\n\n## Rights {#h.3znysh7}\n\nb\n") == [
        ("purposes", "What we do"),
        ("rights", "Rights"),
    ]


def test_a_long_title_gives_a_short_id_of_whole_words() -> None:
    (name, _), *_ = titles(f"## {'Verylong ' * 12}\n\na\n\n## B\n\nb\n")
    assert name == "-".join(["verylong"] * 6)


# Links ---------------------------------------------------------------------------------------------------------


def test_links_to_headings_lead_to_their_sections_and_places_within() -> None:
    source = (
        "## One\n\n[two](#2-two) [deep](#deep-down) [here](#here) [again](#one)\n\n"
        '## 2. Two\n\n<a id="here"></a>x\n\n### Deep down\n\ny [deep](#deep-down)\n'
    )
    assert body(source, "one") == "[two](#two) [deep](#two--deep-down) [here](#two--here) [again](#one)"
    assert body(source, "two") == '<a id="here"></a>x\n\n## Deep down {#deep-down}\n\ny [deep](#deep-down)'


def test_headings_with_the_same_words_are_counted_as_on_github() -> None:
    source = "## A\n\n[x](#notes-1)\n\n### Notes\n\na\n\n## B\n\n### Notes\n\nb\n"
    assert body(source, "a").startswith("[x](#b--notes)")


def test_links_that_lead_nowhere_lose_their_address_but_no_word() -> None:
    manuscript = divided("a [b](#gone) [c](/terms) [d](ftp://x.se/) [e](mailto:a@b.se) [f](<//x.se/y z>)\n")
    assert manuscript.parts[0].body == "a b c d [e](mailto:a@b.se) [f](https://x.se/y%20z)"
    assert [doubt.message.split("”")[0] for doubt in manuscript.doubts] == ["The link “b", "The link “c", "The link “d"]


def test_links_are_read_as_from_the_page_that_was_published() -> None:
    base = "https://example.com/policies/privacy"
    source = "## A\n\n[b](/terms) [c](cookies#x) [d](https://example.com/policies/privacy#b)\n\n## B\n\nb\n"
    there = "https://example.com"
    assert body(source, "a", base) == f"[b]({there}/terms) [c]({there}/policies/cookies#x) [d](#b)"


# Footnotes -----------------------------------------------------------------------------------------------------


def test_footnotes_go_to_the_section_that_refers_to_them() -> None:
    source = "## A\n\na[^x]\n\n## B\n\nb[^y] b[^x]\n\n[^x]: One\n\n[^y]: Two\n"
    assert body(source, "a") == "a[^1]\n\n[^1]: One"
    assert body(source, "b") == "b[^1] b<sup>[1](#a--fn-1)</sup>\n\n[^1]: Two"


def test_a_footnote_of_a_heading_is_one_of_its_text() -> None:
    assert body("## A[^x]\n\na\n\n## B\n\nb\n\n[^x]: One\n", "a") == "[^1] a\n\n[^1]: One"


def test_a_footnote_in_a_table_that_only_html_can_have_stands_in_a_list() -> None:
    html = (
        '<table><tr><td colspan="2">a<sup><a href="#fn-1">1</a></sup></td></tr><tr><td>b</td><td>c</td></tr></table>'
        '<section class="footnotes"><ol><li id="fn-1">One</li></ol></section>'
    )
    manuscript = divide(Document(html, "a 1 b c One"), "en")
    check(manuscript)
    assert 'href="#note-1"' in manuscript.parts[0].body
    assert 'id="note-1"' in manuscript.parts[0].body


# Dates ---------------------------------------------------------------------------------------------------------


def test_the_line_that_states_the_day_is_set_aside() -> None:
    manuscript = divided("# T\n\nSenast uppdaterad: 2018-05-15\n\na\n", "sv")
    assert manuscript.parts[0].body == "a"
    assert manuscript.stated[0].text == "2018-05-15"
    assert {aside.reason for aside in manuscript.asides} == {Reason.DATE, Reason.TITLE}
