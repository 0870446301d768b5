"""The comparisons of versions: which there are, for how long, and what their pages and JSON tell."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from lydelse.compose.pairs import FIRST, lasting_pairs
from tests.compare.reading import Side, faults, outline
from tests.site import examples
from tests.site.built import BuiltSite, Page, build, built_once, composed, copy_repository
from tests.sites import AS_OF, Site

# The sites ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def it_smart(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built_once(tmp_path_factory, "it-smart", copy_repository)


@pytest.fixture(scope="module")
def three_languages(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built_once(tmp_path_factory, "three-languages", examples.three_languages, str(AS_OF))


@pytest.fixture(scope="module")
def eventful(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A policy to whose sections everything happens at once."""
    site = Site(tmp_path_factory.mktemp("eventful"))
    site.version(
        "2025-01-01",
        {
            "moves": "Goes down.",
            "stays": "See [the left](#leaves), **here**.\n\n## A place {#place}\n\nAs it was.",
            "changes": "We keep it for 30 days.\n\n- One\n- Two [old](https://old.example/)\n\n## Old {#old}\n\nIn.",
            "reflows": "A line\nthat breaks.\n\n- mark",
            "divides": "First half. Second half.",
            "leaves": "Gone soon.",
            "one-language": {"sv": "Ett ord.", "en": "A word."},
            NAME_AS_PREFIX: "Its name is a trap.",
        },
    )
    site.version(
        "2026-01-01",
        {
            "changes": ("New name", "We keep it for 90 days.\n\n- One\n- Two\n\n## New {#new}\n\nIn."),
            "stays": "See [the left](#moves), **here**.\n\n## A place {#place}\n\nAs it was.",
            "reflows": "A line that\nbreaks.\n\n* mark",
            "divides": "First half.",
            "half": "Second half.",
            "one-language": {"sv": "Två ord."},
            "arrives": "New here.",
            NAME_AS_PREFIX: "Its name was a trap.",
        },
        sections=["stays", "changes", "reflows", "moves", "divides", "half", "one-language", "arrives", NAME_AS_PREFIX],
        from_={"half": ["divides"]},
        unchanged={"en": ["one-language"]},
    )
    site.version("2026-02-01", {"reflows": "A line\nthat\nbreaks.\n\n+ mark"}, significance="editorial")
    site.version(
        "2026-02-15",
        {
            "reflows": ("Renamed", "A line that breaks.\n\n* mark"),
            "stays": f"Who helps us:\n\n{_HELPERS}\n\nThat is all.",
        },
    )
    site.version("2026-02-16", {"stays": f"Who helps us:\n\n{_HELPERS}\n| Zeta | mail |\n\nThat is all."})
    site.version("2026-09-01", {"moves": "Comes."}, published="2026-06-01")
    return build(site.root, str(AS_OF))


_HELPERS = "\n".join(["| Who | What |", "|---|---|", *(f"| {name} | hosting |" for name in ("Alfa", "Beta", "Gamma"))])
NAME_AS_PREFIX = "beside-changes"
"""The id of a section that, with a number behind it, could be taken for that of a change in another one."""
MOVING = ("--nu/", "--now/", "--jetzt/")
ADDRESS = re.compile(r"/[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]+)?--[^/]+/")


def comparisons(site: BuiltSite) -> dict[str, Page]:
    """Every page of a comparison by its address."""
    return {address: page for address, page in site.pages.items() if ADDRESS.search(address) and not page.is_moved}


def document(site: BuiltSite, address: str) -> dict[str, Any]:
    """The JSON beside a comparison."""
    return dict(json.loads(site.text(f"{address}comparison.json")))


def flat(text: str) -> str:
    return " ".join(text.split())


# Which there are ------------------------------------------------------------------------------------------------


def monthly(root: Path, count: int, chosen: str = "first") -> Site:
    """A site of one section that changes every month."""
    site = Site(root, ("en",))
    site.policy(comparisons=chosen)
    for number in range(count):
        site.version(f"{2020 + number // 12}-{number % 12 + 1:02}-01", {"all": f"Text {number}."})
    return site


def pairs(site: Site, as_of: date = AS_OF, language: str = "en") -> set[tuple[str, str]]:
    """The ids of the versions that have a lasting comparison."""
    return {(str(pair.old.id), str(pair.new.id)) for pair in lasting_pairs(site.resolved(as_of), language)}


@pytest.mark.parametrize(
    ("chosen", "count"),
    [("first", FIRST * (FIRST - 1) // 2 + 3), ("neighbours", FIRST + 2), ("all", (FIRST + 3) * (FIRST + 2) // 2)],
)
def test_the_policy_chooses_which_versions_are_compared(chosen: str, count: int, tmp_path: Path) -> None:
    found = pairs(monthly(tmp_path, FIRST + 3, chosen))
    assert len(found) == count
    assert {("2020-01-01", "2020-02-01"), ("2021-10-01", "2021-11-01")} <= found


def test_beyond_the_first_twenty_only_neighbours_are_compared(tmp_path: Path) -> None:
    found = pairs(monthly(tmp_path, FIRST + 3))
    assert ("2020-01-01", "2021-08-01") in found
    assert ("2020-01-01", "2021-09-01") not in found
    assert ("2021-08-01", "2021-09-01") in found
    assert ("2021-08-01", "2021-10-01") not in found


def test_the_first_twenty_are_those_that_were_published_first(tmp_path: Path) -> None:
    site = monthly(tmp_path, FIRST)
    before = pairs(site)
    site.version("2020-01-15", {"all": "Late."}, published="2022-01-01")
    found = pairs(site)
    assert before < found
    assert found - before == {("2020-01-01", "2020-01-15"), ("2020-01-15", "2020-02-01")}


def test_a_version_in_between_takes_no_comparison_away(tmp_path: Path) -> None:
    site = Site(tmp_path, ("en",))
    site.policy(comparisons="neighbours")
    site.version("2026-01-01", {"all": "First."})
    site.version("2026-12-01", {"all": "Last."}, published="2026-02-01")
    site.version("2026-06-01", {"all": "Between."}, published="2026-03-01")
    first, between, last = "2026-01-01", "2026-06-01", "2026-12-01"
    assert pairs(site, date(2026, 2, 1)) == {(first, last)}
    assert pairs(site, date(2026, 3, 1)) == {(first, last), (first, between), (between, last)}


def test_a_withdrawn_version_stays_compared_with_the_one_before(tmp_path: Path) -> None:
    site = Site(tmp_path, ("en",))
    site.policy(comparisons="neighbours")
    site.version("2026-01-01", {"all": "First."})
    site.version("2026-09-01", {"all": "Never."}, published="2026-02-01")
    site.version("2026-10-01", {"all": "Coming."}, published="2026-03-01", withdraws=["2026-09-01"])
    assert pairs(site) == {("2026-01-01", "2026-09-01"), ("2026-01-01", "2026-10-01")}


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 300)), min_size=2, max_size=7, unique_by=lambda v: v[0]))
def test_pairs_are_never_given_up(versions: list[tuple[int, int]]) -> None:
    start = date(2024, 1, 1)
    with TemporaryDirectory() as folder:
        site = Site(Path(folder), ("en",))
        site.policy(comparisons="neighbours")
        for number, (day, notice) in enumerate(sorted(versions)):
            effective = start + timedelta(days=day)
            published = effective - timedelta(days=notice if number else 1000)
            site.version(str(effective), {"all": f"Text {number}."}, published=str(published))
        known: set[tuple[str, str]] = set()
        for later in range(-300, 401, 100):
            found = pairs(site, start + timedelta(days=later))
            assert known <= found
            known = found


IT_SMART_DAYS = ("2020-01-15", "2023-02-01", "2027-03-01")
"""A day with a coming version, and two on which one takes effect."""
THREE_LANGUAGES_DAYS = ("2020-06-01", "2025-12-31", "2026-02-01", "2026-07-01", "2027-01-01")
"""A policy ends between the second and the third; between the third and the fourth a version is taken back."""


def test_no_address_of_a_comparison_vanishes_as_time_goes_by(tmp_path: Path) -> None:
    site = copy_repository(tmp_path / "it-smart")
    assert_nothing_vanishes(site, IT_SMART_DAYS)
    assert_nothing_vanishes(examples.three_languages(tmp_path / "three").root, THREE_LANGUAGES_DAYS)


def assert_nothing_vanishes(root: Path, days: tuple[str, ...]) -> None:
    known: set[str] = set()
    for day in days:
        found = {path for path, _ in composed(root, date.fromisoformat(day)) if ADDRESS.search(path)}
        assert known < found or known == found != set(), day
        known = found


def test_every_published_version_is_compared_with_what_holds(three_languages: BuiltSite) -> None:
    found = {address.split("/")[-2] for address in comparisons(three_languages) if address.startswith("en/terms/")}
    versions = ["2024-01-01", "2025-01-01", "2025-06-01", "2025-06-01-2", "2026-09-01", "2026-10-01"]
    assert {name for name in found if name.endswith("--now")} == {f"{version}--now" for version in versions}


def test_the_older_version_is_the_old_one_even_of_one_that_is_to_come(three_languages: BuiltSite) -> None:
    told = document(three_languages, "en/terms/changes/2026-10-01--now/")
    assert (told["old"]["id"], told["new"]["id"]) == ("2025-06-01-2", "2026-10-01")
    told = document(three_languages, "en/terms/changes/2024-01-01--now/")
    assert (told["old"]["id"], told["new"]["id"]) == ("2024-01-01", "2025-06-01-2")


@pytest.mark.parametrize(
    ("address", "version"),
    [
        ("en/old-terms-en/changes/2020-01-01--now/", "en/old-terms-en/2020-01-01/"),
        ("sv/coming-sv/andringar/2026-12-01--nu/", "sv/coming-sv/2026-12-01/"),
        ("en/narrowed-en/changes/2020-01-01--now/", "en/narrowed-en/2020-01-01/"),
    ],
    ids=["ended", "yet to come", "no longer in the language"],
)
def test_with_nothing_in_force_the_moving_address_leads_to_the_version(
    three_languages: BuiltSite, address: str, version: str
) -> None:
    page = three_languages.pages[address]
    assert page.is_moved
    assert {page.resolve(target)[0] for target in page.document.xpath("//main//a/@href")} == {version}
    told = document(three_languages, address)
    assert told["old"]["url"] == three_languages.base_url + version
    assert (told["new"], told["sections"]) == (None, [])


# What leads there -----------------------------------------------------------------------------------------------


def test_both_languages_name_each_other(it_smart: BuiltSite) -> None:
    found = comparisons(it_smart)
    for address, page in found.items():
        (switch,) = page.switches
        other = page.resolve(switch.get("href"))[0]
        assert other != address
        assert found[other].resolve(found[other].switches[0].get("href"))[0] == address
    assert len(found) == 2 * (36 + 9 + 3 + 3), "each pair of nine and three versions, and each with what holds"


def test_a_comparison_that_another_language_lacks_says_so(three_languages: BuiltSite) -> None:
    page = three_languages.pages["en/terms/changes/2024-01-01--2025-01-01/"]
    german = next(switch for switch in page.switches if switch.get("lang") == "de")
    (missing,) = page.document.xpath(f"//*[@id='{german.get('aria-describedby')}']")
    assert missing.text_content() == "This comparison is not available in German."


def test_the_changelog_leads_to_each_changed_section_in_the_comparison(site: BuiltSite) -> None:
    followed = 0
    for address, page in site.pages.items():
        for entry in page.document.xpath("//li[contains(@class, 'entry ')]"):
            for link in entry.xpath(".//*[@class='change-section']/a/@href"):
                target, section = page.resolve(link)
                if "--" in target:
                    old, new = target.split("/")[-2].split("--")
                    assert old < new == entry.get("id"), address
                    assert changed_sections(site.pages[target])[section], (address, link)
                    followed += 1
    assert followed > 10


@pytest.fixture(params=["it_smart", "three_languages", "eventful"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    found: BuiltSite = request.getfixturevalue(request.param)
    return found


def test_the_changelog_and_the_comparison_tell_the_same(site: BuiltSite) -> None:
    compared = 0
    for page in site.pages.values():
        for entry in page.document.xpath("//div[@class='column']/ol[@class='changelog']/li"):
            for link in entry.xpath(".//ul[contains(@class, 'entry-links')]//a/@href"):
                if not link.endswith(f"--{entry.get('id')}/"):
                    continue  # it leads to what has changed since
                told = site.pages[page.resolve(link)[0]].document.xpath("//article/header//li[@class='change']")
                lines = entry.xpath(".//li[@class='change']")
                assert sorted(flat(line.text_content()) for line in lines) == sorted(
                    flat(line.text_content()) for line in told
                )
                compared += 1
    assert compared > 2


def test_the_changelog_lists_every_lasting_comparison(site: BuiltSite) -> None:
    for page in site.pages.values():
        if page.document.xpath("//li[contains(@class, 'entry ')]"):
            listed = [page.resolve(link)[0] for link in page.document.xpath("//*[@class='comparison-links']//a/@href")]
            lasting = [
                address
                for address in comparisons(site)
                if address.startswith(page.address) and not address.endswith(MOVING)
            ]
            assert sorted(listed) == sorted(lasting), page.address


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("sv/integritetspolicy/", "sv/integritetspolicy/andringar/2027-03-01--nu/"),
        ("en/privacy-policy/", "en/privacy-policy/changes/2027-03-01--now/"),
    ],
)
def test_the_notice_of_a_coming_version_leads_to_what_it_changes(
    it_smart: BuiltSite, address: str, leads_to: str
) -> None:
    page = it_smart.pages[address]
    links = page.document.xpath("//*[contains(@class, 'notice-upcoming')]//a/@href")
    assert leads_to in [page.resolve(link)[0] for link in links]
    assert document(it_smart, leads_to)["new"]["id"] == "2027-03-01"


# What their pages tell ------------------------------------------------------------------------------------------

EVENTFUL = "en/terms-en/changes/2025-01-01--2026-01-01/"


_LABELS = "./p[@class='compared-labels']/span[not(@class='change-language')]"


def changed_sections(page: Page) -> dict[str, str]:
    """The labels and details of each section of a comparison; empty where it reads as before."""
    return {
        section.get("id"): flat(" ".join(span.text_content() for span in section.xpath(_LABELS)))
        for section in page.document.xpath("//div[@class='section compared']")
    }


def test_each_section_that_differs_leads_to_the_same_in_the_other_language(eventful: BuiltSite) -> None:
    page = eventful.pages[EVENTFUL]
    there = page.switches[0].get("href")
    sections = page.document.xpath("//div[@class='section compared'][p[@class='compared-labels']]")
    assert len(sections) > 5
    for section in sections:
        (link,) = section.xpath("./p/span[@class='change-language']/a")
        assert (link.get("href"), link.get("hreflang")) == (f"{there}#{section.get('id')}", "sv")


def test_each_section_says_what_happened_to_it(eventful: BuiltSite) -> None:
    assert changed_sections(eventful.pages[EVENTFUL]) == {
        "stays": "Changed",
        "changes": "Renamed Changed Formerly called “Changes”.",
        "reflows": "",
        "moves": "Moved Moved from position 1 to position 4.",
        "divides": "Changed",
        "leaves": "Removed",
        "half": "Added Comes out of the section “Divides”.",
        "one-language": "Changed Changed only in Swedish.",
        "arrives": "Added",
        NAME_AS_PREFIX: "Changed",
    }


def test_a_section_that_got_another_name_and_other_line_breaks_is_only_renamed(eventful: BuiltSite) -> None:
    address = "en/terms-en/changes/2026-02-01--2026-02-15/"
    assert changed_sections(eventful.pages[address])["reflows"] == "Renamed Formerly called “Reflows”."
    assert {section["id"]: section["kinds"] for section in document(eventful, address)["sections"]} == {
        "reflows": ["renamed"],
        "stays": ["changed"],
    }


def test_the_head_of_a_table_stands_above_a_row_that_changed(eventful: BuiltSite) -> None:
    page = eventful.pages["en/terms-en/changes/2026-02-15--2026-02-16/"]
    rows = page.document.xpath("//div[@id='stays']/table[@class='beside']/tbody/tr")
    shown = [flat(row.xpath("string(td[2])")) for row in rows if "far" not in row.get("class").split()]
    assert shown == [
        "Stays",
        "– – – – –",
        "Who What",
        "– – – – –",
        "Gamma hosting",
        "added: Zetaadded: mail",
        "That is all.",
    ]
    assert page.document.xpath("//table[@class='beside']//*[@tabindex]") == []


def test_the_summary_lists_the_changed_sections_and_counts_them(eventful: BuiltSite) -> None:
    page = eventful.pages[EVENTFUL]
    changed = [section for section, labels in changed_sections(page).items() if labels]
    assert page.document.xpath("//article/header//li[@class='change']//a/@href") == [f"#{name}" for name in changed]
    assert "9 sections differ." in flat(page.document.xpath("string(//article/header)"))


def test_unchanged_sections_are_there_and_closed(site: BuiltSite) -> None:
    found = 0
    for page in comparisons(site).values():
        for section in page.document.xpath("//div[@class='section compared'][details]"):
            details = section.find("details")
            assert details.get("open") is None
            assert section.xpath(".//ins | .//del | .//table[@class='beside']") == []
            assert flat(details.xpath("string(div)"))
            found += 1
    assert found > 3


def test_text_that_only_breaks_elsewhere_has_not_changed(eventful: BuiltSite) -> None:
    (entry,) = eventful.pages["en/terms-en/changes/"].document.xpath("//li[@id='2026-02-01']")
    assert flat(entry.xpath("string(.//*[@class='entry-unchanged'])")) == "No section changed."
    address = "en/terms-en/changes/2026-01-01--2026-02-01/"
    assert document(eventful, address)["sections"] == []
    assert_says_nothing_differs(eventful.pages[address])


def test_a_version_compared_with_itself_says_that_nothing_differs(eventful: BuiltSite) -> None:
    address = "en/terms-en/changes/2026-02-16--now/"
    told = document(eventful, address)
    assert told["old"] == told["new"]
    assert told["sections"] == []
    assert_says_nothing_differs(eventful.pages[address])


def assert_says_nothing_differs(page: Page) -> None:
    assert "The two versions read the same." in flat(page.document.xpath("string(//article/header)"))
    assert page.document.xpath("//main//ins | //main//del | //*[@data-comparison-steps] | //input") == []
    assert not any(changed_sections(page).values())


def test_marks_say_in_the_pages_language_what_they_are(it_smart: BuiltSite) -> None:
    words = {"sv": {"ins": "tillagt: ", "del": "borttaget: "}, "en": {"ins": "added: ", "del": "removed: "}}
    found = 0
    for page in comparisons(it_smart).values():
        for mark in page.document.xpath("//*[@class='section compared']//*[self::ins or self::del]"):
            assert mark.xpath("string(*[1][contains(@class, 'cmp-word')])") == words[page.language][mark.tag]
            found += 1
    assert found > 500


def test_removed_links_are_no_links(site: BuiltSite) -> None:
    for page in comparisons(site).values():
        assert page.document.xpath("//del//a | //a[.//del and not(.//text()[not(ancestor::del)])]") == [], page.address


def test_the_old_side_has_no_links_and_no_ids_of_the_text(eventful: BuiltSite) -> None:
    cells = eventful.pages[EVENTFUL].document.xpath("//table[@class='beside']/tbody/tr/td[1]")
    assert [cell for cell in cells if cell.xpath(".//a[@href]")] == []
    ids = [name for cell in cells for name in cell.xpath(".//@id")]
    assert ids
    assert [name for name in ids if not re.fullmatch(r"_[a-z-]+-[0-9]+-old", name)] == []


def test_ids_are_unique_whatever_the_sections_are_called(site: BuiltSite) -> None:
    for address, page in comparisons(site).items():
        ids = page.document.xpath("//@id")
        assert len(ids) == len(set(ids)), address


def test_the_places_in_the_new_text_can_be_linked_to(eventful: BuiltSite) -> None:
    page = eventful.pages[EVENTFUL]
    assert {"stays--place", "changes--new"} <= page.anchors
    assert page.document.xpath("//*[@id='changes--new']/ancestor-or-self::*[@id='changes']")


def test_marks_are_well_formed_and_both_versions_can_be_read_from_them(site: BuiltSite) -> None:
    compared = 0
    lasting = {address: page for address, page in comparisons(site).items() if not address.endswith(MOVING)}
    for address, page in lasting.items():
        told = document(site, address)
        old, new = (site.page_at(told[side]["url"]) for side in ("old", "new"))
        for section in page.document.xpath("//div[@class='section compared'][*[contains(@class, 'merged')]]"):
            merged = inside(section.xpath("div[contains(@class, 'merged')]")[0])
            assert faults(merged) == []
            assert reads(merged, Side.OLD) == section_of(old, section.get("id")), address
            assert reads(merged, Side.NEW) == section_of(new, section.get("id")), address
            compared += 1
    assert compared > 10


def reads(text: str, side: Side) -> list[str]:
    """The blocks of one side; where pictures are kept differs from page to page."""
    return [re.sub(r"\[[^|\]]*\|", "[|", line) for line, _ in outline(text, side)]


def section_of(page: Page, section_id: str) -> list[str]:
    """The title and the blocks of a section on a version's page."""
    sections = page.document.xpath(f"//div[@class='section'][@id='{section_id}']")
    parts = [part for section in sections for part in section.xpath("h2 | div[@class='section-body']")]
    return reads("".join(html.tostring(part, encoding="unicode", with_tail=False) for part in parts), Side.PLAIN)


def inside(element: Any) -> str:
    return "".join(html.tostring(child, encoding="unicode") for child in element)


# What programs are told -----------------------------------------------------------------------------------------


def test_the_json_agrees_with_the_page(site: BuiltSite) -> None:
    for address, page in comparisons(site).items():
        told = document(site, address)
        assert told["language"] == page.language
        versions = page.document.xpath("//*[@class='compared-versions']//a/@href")
        assert [told[side]["url"] for side in ("old", "new")] == [
            site.base_url + page.resolve(version)[0] for version in versions
        ]
        changed = [section for section, labels in changed_sections(page).items() if labels]
        assert [section["id"] for section in told["sections"]] == changed
        for section in told["sections"]:
            assert_section_agrees(page, section)


def assert_section_agrees(page: Page, section: Mapping[str, Any]) -> None:
    (shown,) = page.document.xpath(f"//div[@class='section compared'][@id='{section['id']}']")
    kinds = [label.split("change-")[-1] for label in shown.xpath(".//*[contains(@class, 'change-label ')]/@class")]
    assert section["kinds"] == kinds or (section["kinds"], kinds) == ([], ["changed"])
    merged = shown.xpath("div[contains(@class, 'merged')]")[0]
    numbered = {match[1] for name in merged.xpath(".//@id") if (match := re.fullmatch(r"_.*-([0-9]+)", name))}
    assert numbered == {str(number) for number in range(1, section["changes"] + 1)}
    assert {block["change"] for block in section["blocks"]} == {int(number) for number in numbered}
    assert section["equal"] == (not section["blocks"])
    for words, mark in (("words_added", "ins"), ("words_removed", "del")):
        assert section[words] == 0 or merged.xpath(f".//{mark}")


def test_the_json_counts_the_words_that_the_page_counts(it_smart: BuiltSite) -> None:
    for address, page in comparisons(it_smart).items():
        sections = document(it_smart, address)["sections"]
        if page.language == "en" and sections:
            summary = flat(page.document.xpath("string(//*[@id='_what-changed']/following-sibling::p[1])"))
            numbers = [int(number) for number in re.findall(r"[0-9]+", summary.replace(",", ""))]
            sums = [sum(each[key] for each in sections) for key in ("words_added", "words_removed")]
            assert numbers == [len(sections), *filter(None, sums)], address
            assert any(sums) != ("No word was added or removed." in summary), address


def test_the_json_tells_where_sections_stood_and_came_from(eventful: BuiltSite) -> None:
    by_id = {section["id"]: section for section in document(eventful, EVENTFUL)["sections"]}
    places = {name: (section["old_position"], section["new_position"]) for name, section in by_id.items()}
    assert (places["moves"], places["leaves"], places["arrives"]) == ((1, 4), (6, None), (None, 8))
    titles = {name: (section["old_title"], section["new_title"]) for name, section in by_id.items()}
    assert (titles["changes"], titles["leaves"]) == (("Changes", "New name"), ("Leaves", None))
    assert (by_id["half"]["from"], by_id["changes"]["from"]) == (["divides"], [])
    assert (by_id["one-language"]["kinds"], by_id["one-language"]["equal"]) == ([], True)


def test_the_json_tells_words_and_links(eventful: BuiltSite) -> None:
    by_id = {section["id"]: section for section in document(eventful, EVENTFUL)["sections"]}
    words = [block["words"] for block in by_id["changes"]["blocks"]]
    assert [["keep", "We keep it for"], ["remove", "30"], ["add", "90"], ["keep", "days."]] in words
    (block,) = by_id["stays"]["blocks"]
    assert block["links"] == [{"old": "#leaves", "new": "#moves"}]
