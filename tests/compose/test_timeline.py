"""The time line and the table of sections and versions: right for two versions and for sixty."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.site import examples
from tests.site.built import BuiltSite, Page, build, built_once
from tests.sites import AS_OF, Site


@pytest.fixture(scope="module")
def three_languages(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built_once(tmp_path_factory, "three-languages", examples.three_languages, str(AS_OF))


@pytest.fixture(scope="module")
def changelog(three_languages: BuiltSite) -> Page:
    return three_languages.pages["en/terms/changes/"]


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Page:
    root = examples.many_versions(tmp_path_factory.mktemp("sixty"), 60, comparisons="neighbours").root
    return build(root, str(AS_OF)).pages["en/terms-en/changes/"]


def flat(text: str) -> str:
    return " ".join(text.split())


def places(page: Page, path: str) -> list[float]:
    """Places in the picture, in percent."""
    found = page.document.xpath(f"//svg[contains(@class, 'timeline-picture')]{path}")
    return [float(place.rstrip("%")) for place in found]


# The picture ----------------------------------------------------------------------------------------------------


def test_the_picture_has_a_name_that_tells_what_it_shows(changelog: Page) -> None:
    (picture,) = changelog.document.xpath("//svg[contains(@class, 'timeline-picture')]")
    assert picture.get("role") == "img"
    assert flat(picture.get("aria-label")) == (
        "Time line of 6 versions. The first is in force from 1 January 2024, the last from 1 October 2026."
        " In force since 1 June 2025, until 30 September 2026. Takes effect on 1 October 2026."
    )


def test_periods_follow_each_other_without_a_gap(changelog: Page) -> None:
    periods = changelog.document.xpath("//svg[contains(@class, 'timeline-picture')]//rect")
    assert [period.get("class").split()[1] for period in periods] == [
        "period-superseded",
        "period-superseded",
        "period-current",
        "period-upcoming",
    ]
    starts, widths = places(changelog, "//rect/@x"), places(changelog, "//rect/@width")
    for start, width, following in zip(starts, widths, [*starts[1:], 100.0], strict=True):
        assert start + width == pytest.approx(following, abs=0.02)


def test_a_withdrawn_version_has_no_period_but_a_sign(changelog: Page) -> None:
    assert len(changelog.document.xpath("//svg[contains(@class, 'timeline-picture')]/svg[@class='cross']")) == 1
    key = [flat(item.text_content()) for item in changelog.document.xpath("//ul[@class='timeline-key']/li")]
    assert key == ["was in force", "in force now", "takes effect", "published ahead", "withdrawn"]


def test_the_table_says_what_the_picture_shows(changelog: Page) -> None:
    rows = changelog.document.xpath("//details[@class='timeline-table']//tbody/tr")
    told = [[flat(cell.text_content()) for cell in row] for row in rows]
    assert told[1] == [
        "1 September 2026",
        "Withdrawn, was to take effect on 1 September 2026",
        "1 February 2026",
        "Change of substance",
    ]
    assert len(told) == 6


def test_the_table_leads_to_the_versions_and_to_what_has_changed_since(changelog: Page) -> None:
    rows = changelog.document.xpath("//details[@class='timeline-table']//tbody/tr")
    led = [[changelog.resolve(link)[0].removeprefix("en/terms/") for link in row.xpath(".//a/@href")] for row in rows]
    assert led == [
        ["2026-10-01/"],
        ["2026-09-01/"],
        ["2025-06-01-2/"],  # in force
        ["2025-06-01/", "changes/2025-06-01--now/"],
        ["2025-01-01/", "changes/2025-01-01--now/"],
        ["2024-01-01/", "changes/2024-01-01--now/"],
    ]


@pytest.mark.parametrize("days", [("2026-01-01", "2026-01-02"), ("1950-01-01", "2026-01-01"), ("2026-01-01",) * 2])
def test_any_span_of_time_has_a_few_ticks_inside_the_picture(tmp_path: Path, days: tuple[str, str]) -> None:
    site = Site(tmp_path, ("en",))
    site.version(days[0], {"all": "One."})
    site.version(days[1] if days[0] != days[1] else f"{days[1]}-2", {"all": "Two."})
    page = build(tmp_path, str(AS_OF)).pages["en/terms-en/changes/"]
    assert 1 <= len(page.document.xpath("//*[@class='timeline-tick']")) <= 8
    shown = [*places(page, "//text/@x"), *places(page, "//rect/@x"), *places(page, "//line/@x1[. != '0']")]
    assert all(0 <= place <= 100 for place in shown)


def test_dates_above_the_picture_do_not_stand_on_each_other(sixty: Page) -> None:
    for labels, width in (("[not(contains(@class, 'wide'))]", 30), ("", 14)):
        found = sixty.document.xpath(f"//text[contains(@class, 'timeline-label')]{labels}")
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}
        begins = sorted(float(text.get("x").rstrip("%")) - width * shift[text.get("text-anchor")] for text in found)
        assert begins
        assert all(after - before >= width for before, after in pairwise(begins))


def test_one_version_has_no_time_line(three_languages: BuiltSite) -> None:
    page = three_languages.pages["sv/lokal/andringar/"]
    assert not page.document.xpath("//*[contains(@class, 'timeline')] | //*[contains(@class, 'matrix')]")


# Sections and versions ------------------------------------------------------------------------------------------


def table(page: Page) -> dict[str, dict[str, Any]]:
    """The cells by section and version."""
    (matrix,) = page.document.xpath("//div[@class='matrix']/table")
    heads = [page.resolve(link)[1] for link in matrix.xpath("./thead//a/@href")]
    return {
        page.resolve(row.xpath("./th/a/@href")[0])[0].split("/")[-2]: dict(zip(heads, row.xpath("./td"), strict=True))
        for row in matrix.xpath("./tbody/tr")
    }


def test_each_cell_says_what_happened_and_leads_there(changelog: Page) -> None:
    cells = table(changelog)
    told = {name: [flat(cell.text_content()) for cell in row.values()] for name, row in cells.items()}
    assert told == {
        "introduction": ["=", "=", "=", "=", "=", "Added"],
        "complaints": ["=", "=", "=", "=", "Added", ""],
        "rights": ["Changed", "Changed", "Changed", "Changed", "Moved", "Added"],
        "cookies": ["=", "=", "=", "=", told["cookies"][4], "Added"],
        "disputes": ["", "", "", "", "Removed", "Added"],
        "links": ["", "", "", "", "Removed", "Added"],
    }
    assert "Changed" in told["cookies"][4]
    changed = cells["rights"]["2026-10-01"].xpath("./a/@href")[0]
    assert changelog.resolve(changed) == ("en/terms/changes/2025-06-01-2--2026-10-01/", "rights")
    added = cells["rights"]["2024-01-01"].xpath("./a/@href")[0]
    assert changelog.resolve(added) == ("en/terms/2024-01-01/", "rights")


def test_columns_say_how_weighty_a_version_is_and_where_it_stands(changelog: Page) -> None:
    heads = [flat(head.text_content()) for head in changelog.document.xpath("//div[@class='matrix']//thead//th")]
    assert heads == [
        "Section",
        "1 Oct 2026 substance takes effect",
        "1 Sept 2026 substance withdrawn",
        "1 Jun 2025 substance in force now",
        "1 Jun 2025 editorial",
        "1 Jan 2025 substance",
        "1 Jan 2024 substance",
    ]


def test_sections_that_are_gone_stand_last_and_are_marked(changelog: Page) -> None:
    rows = changelog.document.xpath("//div[@class='matrix']//tbody/tr/@class")
    assert rows == ["matrix-former"] * 2
    assert list(table(changelog))[-2:] == ["disputes", "links"]


def test_sixty_versions_have_sixty_columns(sixty: Page) -> None:
    cells = table(sixty)
    assert {len(row) for row in cells.values()} == {60}
    assert len(cells) == 5
    frame = sixty.document.xpath("//div[@class='matrix']")[0]
    assert (frame.get("role"), frame.get("tabindex")) == ("group", "0")
    assert frame.get("aria-label")


def test_what_comes_soon_after_what_holds_has_its_date_too(tmp_path: Path) -> None:
    site = Site(tmp_path, ("en",))
    for day in ("2018-05-15", "2023-01-01", "2026-06-01", "2026-11-01"):
        site.version(day, {"all": f"From {day}."}, published="2018-05-15" if day < "2019" else "2022-01-01")
    page = build(tmp_path, str(AS_OF)).pages["en/terms-en/changes/"]
    labels = page.document.xpath("//text[contains(@class, 'timeline-label')]")
    told = {flat(label.text_content()): label.get("text-anchor") for label in labels}
    assert {name: told.get(name) for name in ("1 Jun 2026", "1 Nov 2026")} == {
        "1 Jun 2026": "end",
        "1 Nov 2026": "start",
    }
