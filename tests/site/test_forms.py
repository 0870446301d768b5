"""A site can name its pages by their folders or by their files; the form changes how addresses are named, and nothing
else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from lydelse import addresses
from lydelse.model import AddressForm
from tests.site import examples
from tests.site.built import Page, composed, parse_html
from tests.sites import AS_OF

BASE = "https://www.example.org/policies/"
_FILE = re.compile(rb"(?<=[/\"*])index\.html")
_NAMED = re.compile(rf"{re.escape(BASE)}[^\s\"<>*]*")
"""An absolute address of the site, wherever it stands."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return _composed(tmp_path_factory.mktemp("folders"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return _composed(tmp_path_factory.mktemp("files"), urls="files")


def test_every_link_names_a_file(files: Mapping[str, bytes]) -> None:
    pages = {path: Page(path, parse_html(content)) for path, content in files.items() if path.endswith(".html")}
    followed = 0
    for path, page in pages.items():
        for target in page.targets() if path != "404.html" else ():
            if not urlsplit(target).scheme:
                followed += 1
                found, fragment = page.resolve(target)
                assert found in files or found.startswith("files/"), (path, target)
                assert not fragment or fragment in pages[found].anchors, (path, target)
    assert followed > 1000


def test_every_absolute_address_names_a_file(files: Mapping[str, bytes]) -> None:
    """But for the ids of feeds, which never change, and what is no page: the banner's folder in a CSP."""
    spoken = {path: content.decode() for path, content in files.items() if path.endswith((".html", ".json", ".xml"))}
    found = 0
    for path, text in spoken.items():
        told = re.sub(r"<id>.*?</id>", "", text)
        for address in _NAMED.findall(told):
            found += 1
            named = urlsplit(address.rstrip(".,")).path.removeprefix("/policies/")
            assert named in files or (path.startswith("banner/") and named == "banner/"), (path, address)
    assert found > 500


def test_the_missing_page_names_files(files: Mapping[str, bytes]) -> None:
    targets = [target for target in Page("404.html", parse_html(files["404.html"])).targets() if target[0] != "#"]
    assert len(targets) > 3
    assert all(target.removeprefix("/policies/") in files or "/files/" in target for target in targets), targets


def test_what_scripts_read_names_files(files: Mapping[str, bytes]) -> None:
    searched = json.loads(files["sv/villkor/search.json"])["texts"]
    assert {text["page"] for text in searched} == {"index.html"}
    others = json.loads(files["sv/villkor/search-others.json"])["texts"]
    assert all(f"sv/villkor/{text['page']}" in files for text in others)


def test_nothing_but_addresses_differs(folders: Mapping[str, bytes], files: Mapping[str, bytes]) -> None:
    assert folders.keys() == files.keys()
    for path, content in folders.items():
        # The banner's digests follow from its addresses, and Azure is told how pages are named.
        if not path.startswith("banner/") and path != "staticwebapp.config.json":
            assert _without_files(files[path]) == _without_files(content), path


def test_feeds_keep_their_ids(folders: Mapping[str, bytes], files: Mapping[str, bytes]) -> None:
    ids = re.compile(rb"<id>.*?</id>")
    feeds = [path for path in folders if path.endswith("feed.xml")]
    assert feeds
    assert all(ids.findall(folders[path]) == ids.findall(files[path]) != [] for path in feeds)


@pytest.mark.parametrize("origin", ["", "sv/", "sv/terms/", "404.html", "sv/terms/feed.xml"])
@pytest.mark.parametrize("target", ["", "sv/", "sv/terms/", "sv/terms/2026-01-01/", "sv/terms/feed.xml"])
def test_both_forms_lead_to_one_file(origin: str, target: str) -> None:
    folder = addresses.relative(origin, target, form=AddressForm.FOLDERS)
    file = addresses.relative(origin, target, form=AddressForm.FILES)
    page = Page(origin, None)
    assert page.resolve(file)[0] == addresses.file_of(page.resolve(folder)[0])


def test_an_anchor_on_the_same_page_stays_on_it() -> None:
    assert addresses.relative("sv/terms/", "sv/terms/", "rights", AddressForm.FILES) == "#rights"


def _composed(root: Path, **settings: str) -> dict[str, bytes]:
    site = examples.three_languages(root)
    stated = yaml.safe_load((root / "content" / "site.yaml").read_text(encoding="utf-8"))
    site.write_yaml("content/site.yaml", stated | settings)
    return dict(composed(root, AS_OF))


def _without_files(content: bytes) -> bytes:
    """Name what stands in a file as the form of folders does; a page names itself by a dot then."""
    return _FILE.sub(b"", content).replace(b'"./', b'"')
