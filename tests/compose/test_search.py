"""What the script reads that searches a policy: each wording of its sections once, and when it held."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.site import examples
from tests.site.built import BuiltSite, built_once, composed, copy_repository
from tests.sites import AS_OF, Site

WORD = re.compile(r"\w+")


class Index:
    """The texts of a policy in a language, as the files in a folder of the site tell them."""

    def __init__(self, files: dict[str, bytes], folder: str) -> None:
        self.now = json.loads(files[f"{folder}search.json"])
        self.others = json.loads(files.get(f"{folder}search-others.json", b'{"blocks":[],"texts":[]}'))

    def told(self, name: str = "now") -> list[tuple[str, str, str]]:
        """Title, page and words of each text."""
        shard = getattr(self, name)
        return [(it["title"], it["page"], self.words(shard, it)) for it in shard["texts"]]

    @staticmethod
    def words(shard: Any, text: Any) -> str:
        return " | ".join(shard["blocks"][part] for part in text["parts"] if isinstance(part, int))

    def holds(self, name: str = "now") -> list[str]:
        return [it["holds"].replace("\u00a0", " ") for it in getattr(self, name)["texts"]]


@pytest.fixture(scope="module")
def it_smart(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built_once(tmp_path_factory, "it-smart", copy_repository)


@pytest.fixture(scope="module")
def three_languages(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built_once(tmp_path_factory, "three-languages", examples.three_languages, str(AS_OF))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def index_of(site: Site, folder: str = "en/terms-en/") -> Index:
    return Index(dict(composed(site.root, AS_OF)), folder)


# Wordings ------------------------------------------------------------------------------------------------------


def test_each_wording_comes_once_with_its_time(site: Site) -> None:
    site.version("2020-01-01", {"use": "Old use.", "rights": "The same."})
    site.version("2022-01-01", {"use": "New use."})
    site.version("2024-01-01", {"rights": ("Rights", "The same."), "use": "New use."})
    site.version("2027-01-01", {"use": "Coming use."}, published="2026-06-01")
    found = index_of(site)
    assert found.told() == [("Use", "./", "New use."), ("Rights", "./", "The same.")]
    assert found.holds() == [
        "In force since 1 January 2022, until 31 December 2026",
        "In force since 1 January 2020",
    ]
    assert found.told("others") == [("Use", "2027-01-01/", "Coming use."), ("Use", "2020-01-01/", "Old use.")]
    assert found.holds("others") == [
        "Takes effect on 1 January 2027",
        "Was in force from 1 January 2020 to 31 December 2021",
    ]


def test_a_wording_that_comes_back_has_a_time_for_each(site: Site) -> None:
    for year, text in ((2020, "One."), (2021, "Two."), (2022, "One."), (2023, "Three.")):
        site.version(f"{year}-01-01", {"use": text})
    assert [(page, words) for _, page, words in index_of(site).told("others")] == [
        ("2022-01-01/", "One."),
        ("2021-01-01/", "Two."),
        ("2020-01-01/", "One."),
    ]
    assert index_of(site).others["blocks"] == ["One.", "Two."]


def test_what_reads_alike_is_one_wording(site: Site) -> None:
    site.version("2020-01-01", {"use": "* One\n* [Two](https://www.example.org/)"})
    site.version("2022-01-01", {"use": "- One\n- [Two](https://www.example.org/two)"})
    found = index_of(site)
    assert found.told() == [("Use", "./", "One | Two")]
    assert found.told("others") == []


def test_what_was_withdrawn_is_found_where_it_reads_like_nothing_else(site: Site) -> None:
    site.version("2020-01-01", {"use": "One.", "rights": "Two."})
    site.version("2028-01-01", {"use": "Three."}, published="2025-01-01")
    site.version("2026-01-01", withdraws=["2028-01-01"])
    found = index_of(site)
    assert found.told() == [("Use", "./", "One."), ("Rights", "./", "Two.")]
    assert found.told("others") == [("Use", "2028-01-01/", "Three.")]
    assert found.holds("others") == ["Withdrawn, was to take effect on 1 January 2028"]


def test_a_draft_is_not_found(site: Site) -> None:
    site.version("2020-01-01", {"use": "One."})
    site.version("2027-01-01", {"use": "Two."}, published=None)
    assert b"Two." not in b"".join(content for _, content in composed(site.root, AS_OF))


def test_one_version_has_one_file(site: Site) -> None:
    site.version("2020-01-01", {"use": "One."})
    files = dict(composed(site.root, AS_OF))
    assert json.loads(files["en/terms-en/search.json"])["others"] is None
    assert "en/terms-en/search-others.json" not in files


def test_nothing_in_force_leaves_the_others(site: Site) -> None:
    site.policy(retired={"on": "2025-01-01"})
    site.version("2020-01-01", {"use": "One."})
    found = index_of(site)
    assert found.told() == []
    assert found.told("others") == [("Use", "2020-01-01/", "One.")]
    assert found.now["others"] == "search-others.json"


def test_a_text_in_another_language_says_so(site: Site) -> None:
    site.policy(translations="notice")
    site.version("2020-01-01", {"use": {"sv": "Ett.", "en": "One."}})
    site.version("2022-01-01", {"use": {"sv": "Två."}}, binding="sv")
    (text,) = index_of(site).now["texts"]
    assert (text["lang"], text["dir"]) == ("sv", "ltr")
    assert "lang" not in index_of(site).others["texts"][0]


# Texts ---------------------------------------------------------------------------------------------------------


def test_a_text_is_told_by_its_parts(site: Site) -> None:
    text = (
        "One[^1] <br> *t*wo, co&shy;oper\u00adate\n\n### Own {#own}\n\n- a\n    - b\n\n### None\n\n"
        "| c | d |\n|---|---|\n| e | f |\n\n![A map](files/map.png)\n\n[^1]: A note."
    )
    site.write("content/terms/2020-01-01/files/map.png", b"")
    site.version("2020-01-01", {"use": text})
    found = index_of(site).now
    assert found["blocks"] == ["One two, cooperate", "Own", "a", "b", "None", "c · d", "e · f", "A map", "A note."]
    assert found["texts"][0]["parts"] == [0, "use--own", 1, 2, 3, "use", 4, 5, 6, 7, 8]


@pytest.mark.parametrize("name", ["it_smart", "three_languages"])
def test_every_word_of_every_published_wording_is_in_the_index(request: pytest.FixtureRequest, name: str) -> None:
    site: BuiltSite = request.getfixturevalue(name)
    looked_at = 0
    for address, page in site.pages.items():
        folder, _, version = address.removesuffix("/").rpartition("/")
        if not re.fullmatch(r"\d{4}-\d\d-\d\d(-\d+)?", version) or page.is_moved:
            continue
        index = Index(dict(site.files), f"{folder}/")
        for section in page.document.xpath("//*[@class='section']"):
            texts = [
                f"{it['title']} {index.words(shard, it)}"
                for shard in (index.now, index.others)
                for it in shard["texts"]
                if it["id"] == section.get("id")
            ]
            words = set(WORD.findall(_read(section)))
            assert any(words <= set(WORD.findall(text)) for text in texts), (address, section.get("id"))
            looked_at += 1
    assert looked_at > 20


def _read(section: Any) -> str:
    """What a section says, without the marks of footnotes and what stands beside it."""
    parts = section.xpath(
        ".//text()[not(ancestor::*[@class='section-note' or @class='footnote-ref' or @class='footnote-backref'"
        " or contains(@class, 'notice')])]"
    )
    return " ".join("".join(parts).replace("\u00ad", "").split())


@pytest.mark.parametrize("name", ["it_smart", "three_languages"])
def test_every_text_leads_to_where_it_stands(request: pytest.FixtureRequest, name: str) -> None:
    site: BuiltSite = request.getfixturevalue(name)
    looked_at = 0
    for path in site.files:
        folder, _, name = path.rpartition("/")
        if name not in {"search.json", "search-others.json"} or site.pages[f"{folder}/"].is_moved:
            continue
        for text in json.loads(site.files[path])["texts"]:
            address = f"{folder}/{text['page'].removeprefix('./')}"
            for anchor in (text["id"], *(part for part in text["parts"] if isinstance(part, str))):
                assert site.leads_somewhere(address, anchor), (address, anchor)
            looked_at += 1
    assert looked_at > 20
