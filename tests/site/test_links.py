"""Every link and fragment inside the site leads somewhere, and no page asks anything of another host."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tests.site.built import BuiltSite, Page

_COMPARES = re.compile(r"--|/sv-(en|de)/$|/avsnitt/")
"""Comparisons, two languages side by side, and the wordings of a section."""
_LOADED = ("//img/@src", "//script/@src", "//link[@rel='stylesheet']/@href", "//iframe/@src", "//source/@srcset")


def test_every_link_inside_the_site_leads_somewhere(site: BuiltSite) -> None:
    followed, dead = 0, []
    for page in _pages_with_relative_links(site):
        for target in page.targets():
            if urlsplit(target).scheme:
                continue
            followed += 1
            address, fragment = page.resolve(target)
            if not site.leads_somewhere(address, fragment):
                dead.append((page.address, target))
    assert followed > 500
    assert dead == []


def test_links_inside_the_site_are_relative(site: BuiltSite) -> None:
    for page in _pages_with_relative_links(site):
        for target in page.targets():
            assert not target.startswith("/"), (page.address, target)
            assert not target.startswith(site.base_url), (page.address, target)


def test_only_links_that_a_visitor_follows_lead_to_other_hosts(site: BuiltSite) -> None:
    for page in site.pages.values():
        loaded = [target for path in _LOADED for target in page.document.xpath(path)]
        assert loaded
        assert [target for target in loaded if urlsplit(target).netloc or urlsplit(target).scheme] == []
        assert (
            page.document.xpath("//@style | //style | //script[not(@src) and not(@type='application/ld+json')]") == []
        )
    for path, content in site.files.items():
        # The banner's scripts are for other sites: from there its links to the policy have to be absolute.
        if path.endswith((".css", ".js")) and not path.startswith("banner/"):
            assert re.findall(rb"url\(|@import|https?://", content) == []


def test_the_page_for_what_is_missing_has_absolute_paths(site: BuiltSite) -> None:
    base = urlsplit(site.base_url).path
    targets = [target for target in site.pages["404.html"].targets() if not target.startswith("#")]
    assert len(targets) > 3
    for target in targets:
        assert target.startswith(base)
        assert site.leads_somewhere(target.removeprefix(base), "")


def test_ids_are_unique_on_each_page(site: BuiltSite) -> None:
    for page in site.pages.values():
        ids = page.document.xpath("//@id")
        assert len(ids) == len(set(ids)), page.address


def test_canonical_addresses_are_absolute_and_answer(site: BuiltSite) -> None:
    for page in site.pages.values():
        if page.address == "404.html":
            assert page.canonical is None
            continue
        assert page.canonical is not None
        canonical = site.page_at(page.canonical)
        assert page.is_moved or canonical.canonical == page.canonical
        assert canonical.language == page.language


def test_what_holds_is_canonical_for_its_version(it_smart: BuiltSite) -> None:
    moving = it_smart.base_url + "en/privacy-policy/"
    assert it_smart.pages["en/privacy-policy/2026-10-01/"].canonical == moving
    assert it_smart.pages["en/privacy-policy/"].canonical == moving
    assert it_smart.pages["en/privacy-policy/2018-05-15/"].canonical == moving + "2018-05-15/"
    assert it_smart.pages["en/privacy-policy/2027-03-01/"].canonical == moving + "2027-03-01/"


def test_only_what_holds_or_will_hold_is_indexed(three_languages: BuiltSite) -> None:
    hidden = {
        address.removeprefix("sv/")
        for address, page in three_languages.pages.items()
        if address.startswith("sv/") and not page.is_indexed and not page.is_moved and not _COMPARES.search(address)
    }
    assert hidden == {
        "villkor/2024-01-01/",
        "villkor/2025-01-01/",
        "villkor/2025-06-01/",
        "villkor/2026-09-01/",
        "old-terms-sv/2020-01-01/",
        "narrowed-sv/2020-01-01/",
        "coming-sv/",  # nothing to read yet, and nothing any more
        "old-terms-sv/",
        "villkor/andringar/jamfor/",
        "narrowed-sv/andringar/jamfor/",
    }
    assert not three_languages.pages["404.html"].is_indexed


def test_comparisons_are_not_indexed(site: BuiltSite) -> None:
    comparisons = [page for address, page in site.pages.items() if _COMPARES.search(address)]
    assert len(comparisons) > 5
    assert not any(page.is_indexed for page in comparisons)


def test_a_link_to_another_policy_leads_to_the_version_of_its_time(three_languages: BuiltSite) -> None:
    page = three_languages.pages["en/coming-en/2026-12-01/"]
    (target,) = page.document.xpath("//*[@class='section-body']//a/@href")
    assert page.resolve(target) == ("en/terms/2026-10-01/", "rights")


def _pages_with_relative_links(site: BuiltSite) -> list[Page]:
    return [page for address, page in site.pages.items() if address != "404.html"]
