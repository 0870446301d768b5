"""What programs read: canonical texts and their digests, the versions as JSON, feeds, the sitemap, structured data."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from tests.site.built import BuiltSite, Page, parse_xml

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


# Canonical texts -----------------------------------------------------------------------------------------------


def test_digests_agree_with_the_texts(site: BuiltSite) -> None:
    compared = 0
    for listed in _lists_of_versions(site):
        for entry in listed["versions"]:
            digest = hashlib.sha256(site.files[entry["text"].removeprefix(site.base_url)]).hexdigest()
            page = site.page_at(entry["url"])
            assert entry["sha256"] == digest
            assert digest in page.words()
            assert page.resolve(page.document.xpath("//a[.='text.md']/@href")[0]) == (f"{page.address}text.md", "")
            compared += 1
    assert compared > 15


def test_the_page_of_what_holds_has_its_digest(it_smart: BuiltSite) -> None:
    text = it_smart.files["en/privacy-policy/2026-10-01/text.md"]
    assert hashlib.sha256(text).hexdigest() in it_smart.pages["en/privacy-policy/"].words()


def test_anyone_can_check_the_site_with_sha256sum(site: BuiltSite) -> None:
    lines = [line.split("  ", 1) for line in site.text("SHA256SUMS").splitlines()]
    listed = {path: digest for digest, path in lines}
    assert listed == {
        path: hashlib.sha256(content).hexdigest()
        for path, content in site.files.items()
        if path not in ("SHA256SUMS", ".gitkeep")
    }
    if shutil.which("sha256sum"):
        told = subprocess.check_output(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=site.folder)
        assert told == b""


# The versions as JSON ------------------------------------------------------------------------------------------


def test_versions_json_tells_what_held_when(three_languages: BuiltSite) -> None:
    listed = json.loads(three_languages.text("en/terms/versions.json"))
    base = three_languages.base_url
    assert {key: value for key, value in listed.items() if key != "versions"} == {
        "policy": "terms",
        "language": "en",
        "title": "Terms",
        "organisation": "Exempel & Co",
        "as_of": "2026-07-01",
        "url": f"{base}en/terms/",
        "current": "2025-06-01-2",
        "register": None,
    }
    assert [(entry["id"], entry["status"], entry["effective"], entry["until"]) for entry in listed["versions"]] == [
        ("2024-01-01", "superseded", "2024-01-01", "2024-12-31"),
        ("2025-01-01", "superseded", "2025-01-01", "2025-05-31"),
        ("2025-06-01", "superseded", "2025-06-01", None),
        ("2025-06-01-2", "current", "2025-06-01", "2026-09-30"),
        ("2026-09-01", "withdrawn", "2026-09-01", None),
        ("2026-10-01", "upcoming", "2026-10-01", None),
    ]
    assert [entry["corrects"] for entry in listed["versions"]] == [None, None, None, "2025-06-01", None, None]
    assert [entry["withdrawn_by"] for entry in listed["versions"]] == [None, None, None, None, "2026-10-01", None]
    assert listed["versions"][0]["languages"] == {
        "sv": f"{base}sv/villkor/2024-01-01/",
        "en": f"{base}en/terms/2024-01-01/",
    }


def test_addresses_in_versions_json_answer(site: BuiltSite) -> None:
    for listed in _lists_of_versions(site):
        assert site.page_at(listed["url"])
        for entry in listed["versions"]:
            assert site.page_at(entry["url"]).language == listed["language"]
            for language, url in entry["languages"].items():
                assert site.page_at(url).language == language


# Feeds ---------------------------------------------------------------------------------------------------------


def test_feeds_have_what_atom_asks_for(site: BuiltSite) -> None:
    feeds = [path for path in site.files if path.endswith("/feed.xml")]
    assert feeds
    for path in feeds:
        feed = parse_xml(site.files[path])
        assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
        for element in (feed, *feed.findall("a:entry", ATOM)):
            for name in ("id", "title", "updated"):
                (found,) = element.findall(f"a:{name}", ATOM)
                assert found.text
            assert datetime.fromisoformat(element.findtext("a:updated", "", ATOM)).tzinfo
            (alternate,) = element.xpath("a:link[@rel='alternate']/@href", namespaces=ATOM)
            assert site.page_at(alternate)
        assert feed.findtext("a:author/a:name", "", ATOM)
        ids = [entry.findtext("a:id", "", ATOM) for entry in feed.findall("a:entry", ATOM)]
        assert len(ids) == len(set(ids)) > 0
        assert feed.findtext("a:updated", "", ATOM) == max(
            entry.findtext("a:updated", "", ATOM) for entry in feed.findall("a:entry", ATOM)
        )


def test_feeds_name_themselves_by_their_own_address(it_smart: BuiltSite) -> None:
    feed = parse_xml(it_smart.files["sv/integritetspolicy/feed.xml"])
    assert feed.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == [
        "https://policy.it-smart.example/sv/integritetspolicy/feed.xml"
    ]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"


def test_feed_entries_have_the_editors_words(three_languages: BuiltSite) -> None:
    feed = parse_xml(three_languages.files["en/terms/feed.xml"])
    entries = {entry.findtext("a:title", "", ATOM): entry for entry in feed.findall("a:entry", ATOM)}
    assert list(entries) == [
        "Terms, version of 1\u00a0October\u00a02026",
        "Terms, version of 1\u00a0September\u00a02026",
        "Terms, version of 1\u00a0June\u00a02025 (no. 2)",
        "Terms, version of 1\u00a0June\u00a02025",
        "Terms, version of 1\u00a0January\u00a02025",
        "Terms, version of 1\u00a0January\u00a02024",
    ]
    withdrawn = entries["Terms, version of 1\u00a0September\u00a02026"]
    assert withdrawn.findtext("a:published", "", ATOM) == "2026-02-01T00:00:00+01:00"
    assert withdrawn.findtext("a:updated", "", ATOM) == "2026-06-01T00:00:00+02:00"
    assert withdrawn.findtext("a:summary", "", ATOM) == (
        "What is new. Withdrawn by the version of 1\u00a0October\u00a02026."
    )
    assert withdrawn.find("a:category", ATOM).attrib == {"term": "material", "label": "Change of substance"}


# Crawlers ------------------------------------------------------------------------------------------------------


def test_the_sitemap_is_exactly_the_pages_to_be_found(site: BuiltSite) -> None:
    urls = _sitemap(site).xpath("s:url/s:loc/text()", namespaces=SITEMAP)
    assert len(urls) == len(set(urls))
    assert set(urls) == {
        site.base_url + address
        for address, page in site.pages.items()
        if page.is_indexed and page.canonical == site.base_url + address
    }


def test_the_sitemap_and_the_pages_name_the_same_counterparts(site: BuiltSite) -> None:
    for url in _sitemap(site).findall("s:url", SITEMAP):
        page = site.page_at(url.findtext("s:loc", "", SITEMAP))
        links = url.findall("x:link", SITEMAP)
        named = {link.get("hreflang"): link.get("href") for link in links if link.get("hreflang") != "x-default"}
        assert named == {language: href for language, href in page.alternates.items() if language != "x-default"}


def test_crawlers_are_told_where_the_sitemap_is(three_languages: BuiltSite) -> None:
    assert three_languages.text("robots.txt") == (
        "User-agent: *\nAllow: /\n\nSitemap: https://www.example.org/policies/sitemap.xml\n"
    )


def test_structured_data_can_be_read(site: BuiltSite) -> None:
    described = [page for page in site.pages.values() if _json_ld(page)]
    assert len(described) > 15
    for page in described:
        data = _json_ld(page)
        assert data["@context"] == "https://schema.org"
        assert data["url"] == site.base_url + page.address
        assert data["inLanguage"] == page.language
        assert data["name"] == page.document.xpath("string(//h1)")
        assert date.fromisoformat(data["datePublished"])


def test_structured_data_names_the_organisation(three_languages: BuiltSite) -> None:
    assert _json_ld(three_languages.pages["en/terms/"])["publisher"] == {
        "@type": "Organization",
        "name": "Exempel & Co",
        "url": "https://www.example.org/",
        "email": "info@example.org",
    }


# Hosts ---------------------------------------------------------------------------------------------------------


def test_what_may_be_kept_for_ever_has_its_digest_in_its_address(it_smart: BuiltSite) -> None:
    kept = {path: content for path, content in it_smart.files.items() if path.startswith("assets/")}
    assert len(kept) >= 2
    for path, content in kept.items():
        assert f"-{hashlib.sha256(content).hexdigest()[:16]}." in path


def _lists_of_versions(site: BuiltSite) -> list[dict[str, Any]]:
    return [json.loads(content) for path, content in site.files.items() if path.endswith("/versions.json")]


def _sitemap(site: BuiltSite) -> Any:
    root = parse_xml(site.files["sitemap.xml"])
    assert root.tag == f"{{{SITEMAP['s']}}}urlset"
    assert urlsplit(site.base_url).scheme == "https"
    return root


def _json_ld(page: Page) -> dict[str, Any]:
    found = page.document.xpath("//script[@type='application/ld+json']/text()")
    return dict(json.loads(found[0])) if found else {}
