"""The page on which any two versions are chosen, and what comparisons without a page are put together from."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from functools import cached_property
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

import pytest

from lydelse.compose import chooser_data, chooser_files
from tests.site import examples
from tests.site.built import BuiltSite, Page, composed, parse_html
from tests.sites import AS_OF, Site

ADDRESS = "en/terms-en/changes/compare/"


class Composed:
    """The files of a site by their path, as they are made."""

    def __init__(self, root: Path) -> None:
        made = list(composed(root, AS_OF))
        self.files = dict(made)
        assert len(made) == len(self.files)

    @property
    def page(self) -> Page:
        return Page(ADDRESS, parse_html(self.files[f"{ADDRESS}index.html"]))

    @property
    def data(self) -> frozenset[str]:
        """The paths of what the page's script fetches."""
        return frozenset(path for path in self.files if "/compare/" in path and path.endswith(".json"))

    @cached_property
    def index(self) -> Any:
        return json.loads(self.files[f"{ADDRESS}index.json"])

    @property
    def versions(self) -> list[str]:
        return list(self.index["versions"])

    def sections(self, version: str) -> dict[str, int]:
        """The numbers of the texts that a version shows, by section."""
        numbers = self.index["versions"][version]["sections"]
        return {self.index["texts"][number]["section"]: number for number in numbers}

    @cached_property
    def compared(self) -> dict[str, Any]:
        """What the comparison of each pair of texts says, by its key; `None` if nothing."""
        found: dict[str, Any] = dict.fromkeys(self.index["alike"])
        for file in self.index["files"]:
            content = json.loads(self.files[ADDRESS + file["name"]])
            for key, fragment in zip(file["pairs"], content["comparisons"], strict=True):
                assert key not in found
                found[key] = fragment | {"merged": "\n".join(content["lines"][line] for line in fragment["merged"])}
        return found

    def fragment(self, old: int | None, new: int | None) -> Any:
        """What the comparison of two texts says; `None` if nothing."""
        return None if old == new else self.compared[key_of(old, new)]

    def has_fragments(self, old: str, new: str) -> bool:
        """Whether there is all that the comparison of two versions is put together from."""
        before, after = self.sections(old), self.sections(new)
        numbers = ((before.get(section), after.get(section)) for section in before | after)
        return all(one == other or key_of(one, other) in self.compared for one, other in numbers)

    def others(self) -> Iterator[tuple[str, str]]:
        """The pairs that have no page."""
        for old, new in combinations(self.versions, 2):
            if f"en/terms-en/changes/{old}--{new}/index.html" not in self.files:
                yield old, new


def key_of(old: int | None, new: int | None) -> str:
    """What a pair of texts is called in the index."""
    return "-".join("" if number is None else str(number) for number in (old, new))


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    """Twenty-five versions of which some pairs have no page."""
    return Composed(examples.many_versions(tmp_path_factory.mktemp("some")).root)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    """The same with a page for every pair."""
    return Composed(examples.many_versions(tmp_path_factory.mktemp("every"), comparisons="all").root)


# Which files there are -----------------------------------------------------------------------------------------


def test_every_policy_of_two_versions_has_the_page_and_leads_to_it(three_languages: BuiltSite) -> None:
    pages = {
        address for address in three_languages.pages if address.endswith(("/jamfor/", "/compare/", "/vergleichen/"))
    }
    pages = {address for address in pages if not three_languages.pages[address].is_moved}
    assert pages == {
        "sv/villkor/andringar/jamfor/",
        "en/terms/changes/compare/",
        "de/bedingungen/aenderungen/vergleichen/",
        "sv/narrowed-sv/andringar/jamfor/",
        "de/narrowed-de/aenderungen/vergleichen/",
    }
    for address in ("en/terms/changes/", "en/terms/changes/2024-01-01--2025-01-01/"):
        page = three_languages.pages[address]
        (target,) = page.document.xpath("//a[text()='Compare any two versions']/@href")
        assert page.resolve(target) == ("en/terms/changes/compare/", "")


def test_nothing_is_made_where_every_pair_has_a_page(every: Composed) -> None:
    assert every.data == set()
    assert every.page.document.xpath("//template | //noscript | //form/@data-index") == []


def test_few_versions_whose_pairs_lack_pages_have_the_data(tmp_path: Path) -> None:
    made = Composed(examples.many_versions(tmp_path, 3, comparisons="neighbours").root)
    assert list(made.others()) == [("2020-01-01", "2020-03-01")]
    assert len(made.data) == 2
    assert made.page.document.xpath("string(//form/@data-index)") == "index.json"


def test_each_file_is_named_by_the_index(some: Composed) -> None:
    named = {ADDRESS + file["name"] for file in some.index["files"]}
    assert some.data == named | {f"{ADDRESS}index.json"}


def test_there_are_few_files_however_many_texts_are_compared(some: Composed) -> None:
    assert len(some.compared) > 50
    assert len(some.index["files"]) < 4


def test_where_there_is_much_to_compare_each_file_is_for_one_section_and_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, some: Composed
) -> None:
    monkeypatch.setattr(chooser_files, "FULL", 2_000)
    monkeypatch.setattr(chooser_files, "LITTLE", 0)
    made = Composed(examples.many_versions(tmp_path).root)
    assert made.compared == some.compared
    files = made.index["files"]
    sizes = [len(made.files[ADDRESS + file["name"]]) for file in files]
    assert max(sizes) < 4_000
    section_of = [text["section"] for text in made.index["texts"]]
    sections = [
        {section_of[int(number)] for key in file["pairs"] for number in key.split("-") if number} for file in files
    ]
    assert sections.count({"rights"}) > 5
    assert [section for section, _ in groupby(sections)] == [{"rights"}, {"cookies"}, {"links"}, {"complaints"}]


def test_a_new_version_leaves_the_files_as_they_are_but_the_last_of_a_section(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chooser_files, "FULL", 2_000)
    monkeypatch.setattr(chooser_files, "LITTLE", 0)
    before, after = (
        Composed(examples.many_versions(tmp_path / str(count), count, comparisons="neighbours").root)
        for count in (11, 12)
    )
    assert len(before.data) > 8
    assert len(before.data - after.data) == 1


def test_the_latest_versions_come_first_where_more_fragments_are_needed_than_there_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, some: Composed
) -> None:
    needed = len(some.compared)
    site = examples.many_versions(tmp_path)
    monkeypatch.setattr(chooser_data, "LIMIT", needed)
    assert Composed(site.root).data == some.data
    monkeypatch.setattr(chooser_data, "LIMIT", needed // 3)
    made = Composed(site.root)
    assert needed // 4 < len(made.compared) <= needed // 3
    pairs = sorted(made.others(), key=lambda pair: pair[::-1], reverse=True)
    can_be_shown = [made.has_fragments(*pair) for pair in pairs]
    first = can_be_shown.index(False)
    assert first > 20
    assert {new for _, new in pairs[:first]} >= set(made.versions[-2:])
    assert "lydelse diff site/en/terms-en/{old_id}/text.md" in made.page.document.xpath("string(//template)")


def test_versions_that_read_alike_need_no_fragment(tmp_path: Path) -> None:
    site = Site(tmp_path, ("en",))
    site.policy(comparisons="neighbours")
    for year in (2020, 2021, 2022):
        site.version(f"{year}-01-01", {"all": "Text."})
    made = Composed(tmp_path)
    assert made.data == {f"{ADDRESS}index.json"}
    assert made.compared == {}


# The page ------------------------------------------------------------------------------------------------------


def test_every_version_can_be_chosen_and_every_rendered_pair_is_linked(some: Composed) -> None:
    page = some.page
    latest_first = list(reversed(some.versions))
    for name, chosen in (("old", some.versions[-2]), ("new", some.versions[-1])):
        options = page.document.xpath(f"//select[@name='{name}']/option")
        assert [option.get("value") for option in options] == latest_first
        assert [option.get("value") for option in options if option.get("selected") is not None] == [chosen]
        for option in options:
            assert page.resolve(option.get("data-href")) == (f"en/terms-en/{option.get('value')}/", "")
    links = {
        page.resolve(target)[0] for target in page.document.xpath("//main//ul[@class='comparison-links']//a/@href")
    }
    rendered = {pair for pair in combinations(some.versions, 2) if pair not in set(some.others())}
    assert len(rendered) == 195
    assert links == {f"en/terms-en/changes/{old}--{new}/" for old, new in rendered}


def test_the_page_names_its_scripts_and_is_not_indexed(some: Composed) -> None:
    page = some.page
    assert not page.is_indexed
    for attribute in ("data-assembly", "data-steps"):
        (target,) = page.document.xpath(f"//form/@{attribute}")
        assert page.resolve(target)[0] in some.files


def test_the_script_that_every_visitor_loads_is_small(some: Composed) -> None:
    (target,) = some.page.document.xpath("//script[contains(@src, 'chooser')]/@src")
    assert len(some.files[some.page.resolve(target)[0]]) < 4_000


# What is put together ------------------------------------------------------------------------------------------


def test_the_fragments_say_what_the_pages_would(some: Composed, every: Composed) -> None:
    compared = 0
    for old, new in some.others():
        folder = f"en/terms-en/changes/{old}--{new}/"
        page = every.files[f"{folder}index.html"].decode()
        told = {section["id"]: section for section in json.loads(every.files[f"{folder}comparison.json"])["sections"]}
        before, after = some.sections(old), some.sections(new)
        for section in before | after:
            fragment = some.fragment(before.get(section), after.get(section))
            if fragment is None:
                assert {*told.get(section, {"kinds": []})["kinds"]} <= {"moved"}
                continue
            assert fragment["kinds"] == [kind for kind in told[section]["kinds"] if kind != "moved"]
            assert fragment["merged"] in page
            assert all(html.escape(detail) in page for detail in fragment["details"])
            compared += 1
    assert compared > 100


def test_the_index_tells_order_and_descent(some: Composed) -> None:
    first, last = some.versions[0], some.versions[-1]
    assert list(some.sections(first)) == ["rights", "cookies", "contact", "links"]
    assert list(some.sections(last)) == ["cookies", "complaints", "rights", "contact"]
    assert some.index["versions"][first]["from"] == {}
    assert some.index["versions"][last]["from"] == {"complaints": ["rights", "contact"]}


def test_text_in_another_language_is_marked(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.policy(comparisons="neighbours", translations="notice")
    site.version("2020-01-01", {"all": {"sv": "Ett.", "en": "One."}})
    site.version("2021-01-01", {"all": {"sv": "Två."}})
    site.version("2022-01-01", {"all": {"sv": "Tre."}})
    texts = Composed(tmp_path).index["texts"]
    assert [text.get("lang") for text in texts] == [None, "sv", "sv"]
    assert [text.get("dir") for text in texts] == [None, "ltr", "ltr"]
