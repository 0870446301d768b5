"""The declaration on the pages: a table for each category, in the language of the text, and compared like any text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from lydelse.problems import Report
from lydelse.read.nodes import parse
from lydelse.read.tree import ListNode
from tests.declarations import NECESSARY, category, stored, write
from tests.site.built import BuiltSite, build
from tests.sites import AS_OF, POLICY, Site

UNCLEARED = "The website cannot delete it if you change your mind, but you can, in your browser."
HOSTILE = "</script><script>alert(1)</script> \u2028\"'&amp; [[cookies]] {{ 7*7 }} *x*"
MEMORY = {"sv": "Minns.", "en": "Remembers.", "de": "Merkt."}
ANALYTICS = category(
    "analytics",
    stored("_ga_*", duration="13 months", recipients=["Other Ltd", "Third Ltd"]),
    stored(
        "seen", kind="local", duration="until-deleted", purpose={"sv": "Minns.", "en": "Remembers.", "de": "Merkt."}
    ),
    stored("tab", kind="session", duration="session"),
    stored("outside", duration="1 day", host="other.example"),
    stored("hidden", duration="session", http_only=True),
    title={"sv": "Statistik", "en": "Statistics", "de": "Statistik"},
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Four versions: no declaration, one, one that says otherwise, and one in which nothing is stored."""
    site = Site(tmp_path_factory.mktemp("declaring"), ("sv", "en", "de"), declaration=POLICY)
    site.version("2020-01-01", {"rights": "Ask.", "cookies": "None yet."})
    site.version("2021-01-01", {"cookies": "Ours:\n\n[[cookies]]\n\nThat is all."})
    write(site, "2021-01-01", NECESSARY, ANALYTICS)
    site.version("2022-01-01")
    changed = [stored("_ga_*", duration="6 months", provider="New Ltd"), *ANALYTICS["stored"][1:]]
    hostile = category("hostile", stored("x", purpose=HOSTILE, provider=HOSTILE), purpose=HOSTILE)
    write(site, "2022-01-01", NECESSARY, ANALYTICS | {"stored": changed}, hostile)
    site.version("2023-01-01")
    site.write(f"content/{POLICY}/2023-01-01/cookies.yaml", "categories: []\n")
    return build(site.root, str(AS_OF))


def _page(built: BuiltSite, version: str, language: str = "en") -> Any:
    return built.pages[f"{language}/{POLICY}-{language}/{version}/"].document


def _tables(document: Any) -> dict[str, list[list[str]]]:
    """The rows of every table by its caption, cell by cell."""
    return {
        _text(table.xpath("./caption")[0]): [
            [_text(cell) for cell in row.xpath("./th | ./td")] for row in table.xpath("./tbody/tr")
        ]
        for table in document.xpath("//*[@id='cookies']//table")
    }


def _text(element: Any) -> str:
    for line_break in element.xpath(".//br"):
        line_break.tail = f" {line_break.tail or ''}"
    return " ".join(str(element.xpath("string()")).split())


def test_each_category_is_a_table_with_its_words_in_english(built: BuiltSite) -> None:
    tables = _tables(_page(built, "2021-01-01"))
    assert [*tables] == ["Necessary To know.", "Statistics To know."]
    assert tables["Statistics To know."] == [
        ["_ga_* Cookie", "To count.", "Example Ltd Also received by: Other Ltd and Third Ltd", "13 months"],
        ["seen Local storage", "Remembers.", "Example Ltd", "Until you delete it"],
        ["tab Session storage", "To count.", "Example Ltd", "Until you close the tab"],
        [
            "outside Cookie",
            "To count.",
            "Example Ltd",
            f"1 day Belongs to other.example. {UNCLEARED}",
        ],
        [
            "hidden Cookie",
            "To count.",
            "Example Ltd",
            f"Until you close the browser {UNCLEARED}",
        ],
    ]


@pytest.mark.parametrize(
    ("language", "head", "purpose", "durations"),
    [
        ("sv", "Namn och slag", "Minns.", ["13 månader", "Tills du raderar det", "Tills du stänger fliken"]),
        ("de", "Name und Art", "Merkt.", ["13 Monate", "Bis Sie es löschen", "Bis Sie den Tab schließen"]),
    ],
)
def test_and_in_every_other_language(
    built: BuiltSite, language: str, head: str, purpose: str, durations: list[str]
) -> None:
    document = _page(built, "2021-01-01", language)
    rows = _tables(document)["Statistik To know."]
    assert document.xpath("string(//*[@id='cookies']//thead/tr/th[1])") == head
    assert rows[1][1] == purpose
    assert [row[3] for row in rows[:3]] == durations


def test_its_cells_are_headed_for_everyone(built: BuiltSite) -> None:
    for table in _page(built, "2021-01-01").xpath("//*[@id='cookies']//table"):
        heads = table.xpath("./thead/tr/th[@scope='col']/text()")
        assert len(heads) == 4
        for row in table.xpath("./tbody/tr"):
            assert row.xpath("count(./th[@scope='row'])") == 1
            assert row.xpath("./td/@data-label") == heads[1:], "a phone shows them beside the cells"


def test_what_stands_around_it_is_kept(built: BuiltSite) -> None:
    words = _text(_page(built, "2021-01-01").xpath("//*[@id='cookies']//*[@class='section-body']")[0])
    assert words.startswith("Ours: Necessary")
    assert words.endswith("That is all.")


def test_nothing_stored_is_said(built: BuiltSite) -> None:
    assert "Nothing is stored in your browser." in _text(_page(built, "2023-01-01").xpath("//*[@id='cookies']")[0])


def test_the_section_changes_with_the_declaration(built: BuiltSite) -> None:
    assert "1 January 2022" in _text(_page(built, "2022-01-01").xpath("//*[@id='cookies']//*[@class='since']")[0])
    (entry,) = built.pages[f"en/{POLICY}-en/changes/"].document.xpath("//*[@id='2022-01-01']")
    assert "Cookies" in _text(entry)


def test_a_comparison_marks_the_cells_that_changed(built: BuiltSite) -> None:
    document = built.pages[f"en/{POLICY}-en/changes/2021-01-01--2022-01-01/"].document
    (row,) = document.xpath("//*[contains(@class, 'merged')]//tr[contains(string(th), '_ga_*')]")
    changed = [cell.xpath("boolean(.//ins | .//del)") for cell in row.xpath("./th | ./td")]
    assert changed == [False, False, True, True]
    assert document.xpath("//*[contains(@class, 'merged')]//tr[contains(string(th), 'x')]//ins")


def test_hostile_words_are_words(built: BuiltSite) -> None:
    for page in built.pages.values():
        assert "alert(1)" not in " ".join(page.document.xpath("//script/text()"))
        assert not page.document.xpath("//td//script | //caption//script | //td//em")
    cell = _tables(_page(built, "2022-01-01"))["Hostile " + " ".join(HOSTILE.split())][0]
    assert cell[1] == " ".join(HOSTILE.split())


def test_the_canonical_text_ends_with_it(built: BuiltSite) -> None:
    text = built.text(f"sv/{POLICY}-sv/2021-01-01/text.md")
    _, _, listed = text.partition("## cookies.yaml {#_declaration}\n\n")
    assert listed == (
        """\
    - id: necessary
      title: "Necessary"
      purpose: "To know."
      stored:
        - name: "lydelse-consent"
          kind: local
          provider: "Example Ltd"
          purpose: "To count."
          duration: until-deleted
    - id: analytics
      title: "Statistik"
      purpose: "To know."
      stored:
        - name: "_ga_*"
          kind: cookie
          provider: "Example Ltd"
          purpose: "To count."
          duration: 13 months
          recipients: ["Other Ltd", "Third Ltd"]
        - name: "seen"
          kind: local
          provider: "Example Ltd"
          purpose: "Minns."
          duration: until-deleted
        - name: "tab"
          kind: session
          provider: "Example Ltd"
          purpose: "To count."
          duration: session
        - name: "outside"
          kind: cookie
          provider: "Example Ltd"
          purpose: "To count."
          duration: 1 day
          host: other.example
        - name: "hidden"
          kind: cookie
          provider: "Example Ltd"
          purpose: "To count."
          duration: session
          http_only: true
"""
    )
    assert built.text(f"sv/{POLICY}-sv/2023-01-01/text.md").endswith("## cookies.yaml {#_declaration}\n\n    []\n")


def test_it_can_be_read_as_yaml_whatever_it_says(built: BuiltSite) -> None:
    text = built.text(f"en/{POLICY}-en/2022-01-01/text.md")
    listed = text.partition("## cookies.yaml {#_declaration}\n\n")[2]
    report = Report()
    node = parse(f"categories:\n{listed}", "text.md", report)
    assert report.problems == ()
    assert node is not None
    categories = node.get("categories")
    assert isinstance(categories, ListNode)
    assert len(categories.items) == 3


def test_a_version_without_one_has_the_text_that_it_always_had(built: BuiltSite) -> None:
    text = built.files[f"en/{POLICY}-en/2020-01-01/text.md"]
    assert b"_declaration" not in text
    assert text.endswith(b"## Cookies {#cookies}\n\nNone yet.\n")
    assert hashlib.sha256(text).hexdigest() in built.text(f"en/{POLICY}-en/versions.json")


def test_it_is_shown_where_the_text_is_another_languages(tmp_path: Path) -> None:
    site = Site(tmp_path, declaration=POLICY)
    site.policy(translations="notice")
    site.version("2020-01-01", {"cookies": {"sv": "[[cookies]]"}})
    write(site, "2020-01-01", category("necessary", stored("a", purpose={"sv": "Minns.", "en": "Remembers."})))
    rows = _tables(_page(build(tmp_path, str(AS_OF)), "2020-01-01"))["Necessary To know."]
    assert rows == [["a Cookie", "Minns.", "Example Ltd", "30 dygn"]]
