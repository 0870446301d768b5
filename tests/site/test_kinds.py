"""Policies in every state, and sites at the edges: each gives a right page."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from lydelse.cli import main
from tests.site import examples
from tests.site.built import BuiltSite, Page, build
from tests.sites import AS_OF, Site

DAY = str(AS_OF)


# Where a version stands ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "status", "notices"),
    [
        (
            "2024-01-01",
            "Was in force from 1 January 2024 to 31 December 2024",
            ["This version is no longer in force. It was in force from 1 January 2024 to 31 December 2024."],
        ),
        (
            "2025-06-01",
            "Replaced on the day it was to take effect",
            [
                "This version is not in force. It was replaced on the same day, 1 June 2025.",
                "This version contained a mistake. It was put right in the version of 1 June 2025 (no. 2).",
            ],
        ),
        (
            "2025-06-01-2",
            "In force since 1 June 2025, until 30 September 2026",
            ["This version puts right a mistake in the version of 1 June 2025."],
        ),
        (
            "2026-09-01",
            "Withdrawn, was to take effect on 1 September 2026",
            ["This version has been withdrawn and will never be in force. It was to take effect on 1 September 2026."],
        ),
        (
            "2026-10-01",
            "Takes effect on 1 October 2026",
            ["This version is not in force yet. It takes effect on 1 October 2026."],
        ),
    ],
)
def test_a_version_says_where_it_stands(
    three_languages: BuiltSite, version: str, status: str, notices: list[str]
) -> None:
    page = three_languages.pages[f"en/terms/{version}/"]
    assert _status(page) == status
    assert _notices(page) == notices


def test_a_version_that_does_not_hold_links_to_the_one_that_does(three_languages: BuiltSite) -> None:
    for version in ("2024-01-01", "2025-06-01", "2026-09-01", "2026-10-01"):
        page = three_languages.pages[f"sv/villkor/{version}/"]
        links = {link.text_content(): link.get("href") for link in page.document.xpath("//*[@class='notice-links']//a")}
        assert page.resolve(links["Till den version som gäller nu"]) == ("sv/villkor/", "")


def test_what_holds_announces_what_will(three_languages: BuiltSite) -> None:
    page = three_languages.pages["de/bedingungen/"]
    (notice,) = page.document.xpath("//*[contains(@class, 'notice-upcoming')]")
    assert page.resolve(notice.xpath(".//a/@href")[0]) == ("de/bedingungen/2026-10-01/", "")


def test_a_version_published_late_tells_both_days(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-01-01", {"all": "Text."}, published="2026-01-08")
    page = build(tmp_path, DAY).pages["en/terms-en/"]
    assert _notices(page) == [
        "This version was published on 8 January 2026, after the day it took effect (1 January 2026)."
    ]


# Where a policy stands -----------------------------------------------------------------------------------------


def test_a_retired_policy_names_its_successor(three_languages: BuiltSite) -> None:
    page = three_languages.pages["en/old-terms-en/"]
    assert _status(page) == "No longer in force since 1 January 2026"
    assert page.document.xpath("//div[@class='section']") == []
    (notice,) = page.document.xpath("//*[contains(@class, 'notice-retired')]")
    assert page.resolve(notice.xpath(".//a/@href")[0]) == ("en/terms/", "")
    kept = three_languages.pages["en/old-terms-en/2020-01-01/"]
    assert _status(kept) == "Was in force from 1 January 2020 to 31 December 2025"
    assert "The whole of it." in kept.document.text_content()


def test_a_policy_that_is_only_coming_has_its_pages(three_languages: BuiltSite) -> None:
    page = three_languages.pages["en/coming-en/"]
    assert _status(page) == "Not in force at present"
    assert _notices(page) == ["No version of this policy is in force yet. The first takes effect on 1 December 2026."]
    assert page.resolve(page.document.xpath("//*[@class='notice-links']//a/@href")[0])[0] == "en/coming-en/2026-12-01/"


def test_a_language_that_the_present_version_lacks_keeps_its_pages(three_languages: BuiltSite) -> None:
    page = three_languages.pages["en/narrowed-en/"]
    assert _notices(page) == ["This policy is not available in English."]
    (link,) = page.document.xpath("//*[@class='notice-links']//a")
    assert (page.resolve(link.get("href"))[0], link.get("lang")) == ("sv/narrowed-sv/", "sv")
    assert "Once in three languages." in three_languages.pages["en/narrowed-en/2020-01-01/"].document.text_content()
    assert "en/narrowed-en/2021-01-01/" not in three_languages.pages


def test_the_list_of_policies_tells_where_each_stands(three_languages: BuiltSite) -> None:
    entries = three_languages.pages["en/"].document.xpath("//li[@class='policy-entry']")
    told = {entry.xpath("string(.//a[1])"): _flat(entry.xpath("string(p[1])")) for entry in entries}
    assert told == {
        "Terms": "In force since 1 June 2025, until 30 September 2026",
        "Terms of use": "No longer in force since 1 January 2026",
        "Lokalt": "This policy is not available in English.",
    } | {"Terms of use": told["Terms of use"]}


def test_a_draft_is_not_built(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-01-01", {"all": "Public."})
    site.version("2027-01-01", {"all": "Unfinished."}, published=None)
    site.version("2027-02-01", {"all": "Secret."}, published="2026-12-01")
    built = build(tmp_path, DAY)
    assert not any(b"Unfinished" in content or b"Secret" in content for content in built.files.values())
    assert not any("2027" in path for path in built.files)


# Sections ------------------------------------------------------------------------------------------------------


def test_what_holds_keeps_an_anchor_for_every_section_it_ever_had(three_languages: BuiltSite) -> None:
    page = three_languages.pages["en/terms/"]
    assert {"introduction", "complaints", "rights", "cookies", "disputes", "links"} <= page.anchors
    (merged,) = page.document.xpath("//*[@id='disputes']/ancestor::div[@class='section']/@id")
    assert merged == "complaints"
    (gone,) = page.document.xpath("//li[@id='links']")
    assert (
        _flat(gone.text_content()) == "The section “Links” was removed on 1 January 2025. The section as it last read"
    )
    assert page.resolve(gone.xpath("a/@href")[0]) == ("en/terms/2024-01-01/", "links")


def test_each_section_tells_since_when_it_reads_so(it_smart: BuiltSite) -> None:
    page = it_smart.pages["en/privacy-policy/"]
    told = {
        section.get("id"): _flat(section.xpath("string(.//p[@class='since'])"))
        for section in page.document.xpath("//div[@class='section']")
    }
    assert told["personal-data"] == "Has read so from the start, 15 May 2018."
    assert told["categories"] == "Has read so since 1 February 2023. What changed then"
    assert told["rights"] == "Has read so since 1 October 2024. What changed then"


def test_a_picture_is_shown_and_published_under_its_digest(three_languages: BuiltSite) -> None:
    digest = hashlib.sha256(examples.PIXEL).hexdigest()
    path = f"files/{digest[:16]}/picture.png"
    page = three_languages.pages["en/terms/2024-01-01/"]
    assert three_languages.files[path] == examples.PIXEL
    assert [page.resolve(source)[0] for source in page.document.xpath("//main//img/@src")] == [path]
    assert f'  "picture.png": {digest}\n' in three_languages.text("en/terms/2024-01-01/text.md")


# Sites at the edges --------------------------------------------------------------------------------------------


def test_a_policy_of_one_section(tmp_path: Path) -> None:
    Site(tmp_path).version("2026-01-01", {"all": "All there is."})
    page = build(tmp_path, DAY).pages["sv/terms-sv/"]
    assert [section.get("id") for section in page.document.xpath("//div[@class='section']")] == ["all"]


def test_a_site_without_policies(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("content/terms/policy.yaml", "slug: {sv: villkor, en: terms}\n")
    built = build(tmp_path, DAY)
    assert "No policies have been published in English." in built.pages["en/"].document.text_content()


def test_sixty_versions(tmp_path: Path) -> None:
    site = Site(tmp_path)
    days = [date(2020, 1, 1) + timedelta(days=30 * number) for number in range(60)]
    for number, day in enumerate(days):
        site.version(
            str(day), {"all": f"Text {number}.", "same": "Always so."} if number == 0 else {"all": f"Text {number}."}
        )
    built = build(tmp_path, DAY)
    entries = built.pages["en/terms-en/changes/"].document.xpath("//li[contains(@class, 'entry ')]/@id")
    assert entries == [str(day) for day in reversed(days)]
    for number, day in enumerate(days):
        assert f"Text {number}." in built.pages[f"en/terms-en/{day}/"].document.text_content()
    since = built.pages["en/terms-en/"].document.xpath("string(//*[@id='same']//p[@class='since'])")
    assert _flat(since) == "Has read so from the start, 1 January 2020."


def test_a_section_of_a_megabyte(tmp_path: Path) -> None:
    paragraph = "A sentence of the law, *stressed* and [linked](#all), that goes on for a while. " * 4
    body = "\n\n".join(f"{number}: {paragraph}" for number in range(3_200))
    assert len(body) > 1_000_000
    Site(tmp_path, ("en",)).version("2026-01-01", {"all": body})
    text = build(tmp_path, DAY).text("en/terms-en/index.html")
    assert text.count("A sentence of the law") == 4 * 3_200
    assert "3199: A sentence" in text


def test_a_title_of_marks(tmp_path: Path) -> None:
    title = "\"><& 'quoted' <i>"
    site = Site(tmp_path, ("en",))
    site.version("2026-01-01", {"all": (title, "Text.")}, title={"en": title})
    document = build(tmp_path, DAY).pages["en/terms-en/"].document
    assert document.xpath("string(//h1)") == title
    assert document.xpath("string(//h2[1])") == title
    assert document.xpath("string(//title)") == f"{title} – Example Ltd"


def test_a_version_that_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Site(tmp_path, ("en",))
    site.version("2026-01-01", {"all": "Text."})
    site.version("2026-02-01", {"all": "Text."})
    built = build(tmp_path, DAY)
    assert capsys.readouterr().err == (
        "content/terms/2026-02-01/version.yaml:1:1: warning: version-changes-nothing: "
        "the version changes nothing: all of it reads as before\n"
        "    If that is meant, leave it; otherwise check that the changed texts stand in this folder.\n"
    )
    entry = built.pages["en/terms-en/changes/"].document.xpath("//li[@id='2026-02-01']")[0]
    assert entry.xpath("string(.//p[@class='entry-unchanged'])") == "No section changed."
    since = built.pages["en/terms-en/"].document.xpath("string(//p[@class='since'])")
    assert _flat(since) == "Has read so from the start, 1 January 2026."
    assert main(["--root", str(tmp_path), "--as-of", DAY, "--strict"], default_root=tmp_path) == 1


def test_a_language_that_is_written_from_right_to_left_would_say_so(three_languages: BuiltSite) -> None:
    for page in three_languages.pages.values():
        assert page.document.get("dir") == "ltr"


def test_every_page_has_one_heading_of_each_level_above(site: BuiltSite) -> None:
    for address, page in site.pages.items():
        assert len(page.document.xpath("//main")) == len(page.document.xpath("//h1")) == 1, address
        levels = [
            int(heading.tag[1]) for heading in page.document.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]")
        ]
        assert all(after - before <= 1 for before, after in pairwise(levels)), address


def _status(page: Page) -> str:
    return _flat(page.document.xpath("string(//p[contains(@class, 'status ')])"))


def _notices(page: Page) -> list[str]:
    return [_flat(text) for text in page.document.xpath("//div[contains(@class, 'notice ')]/p/text()")]


def _flat(text: str) -> str:
    return " ".join(text.split())
