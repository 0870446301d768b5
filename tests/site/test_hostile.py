"""Texts that try to break out of where they stand arrive as text: in pages, feeds, the sitemap and JSON."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.site import examples
from tests.site.built import BuiltSite, built_once, parse_html, parse_xml
from tests.site.examples import HOSTILE
from tests.sites import AS_OF


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built_once(tmp_path_factory, "hostile", examples.hostile, str(AS_OF))


def test_no_element_or_attribute_comes_from_a_text(hostile: BuiltSite) -> None:
    assert len(hostile.pages) > 8
    for page in hostile.pages.values():
        assert page.document.xpath("//img | //b | //iframe | //style") == []
        assert [name for element in page.document.iter() for name in element.attrib if name.startswith("on")] == []
        scripts = page.document.xpath("//script[not(@type)]")
        assert all("assets/" in script.get("src") and not script.text for script in scripts)


def test_the_text_stands_as_it_was_written(hostile: BuiltSite) -> None:
    page = hostile.pages["en/terms-en/2025-01-01/"]
    text = page.document.xpath
    assert text("string(//h1)") == HOSTILE
    assert text("string(//p[@class='lead'])") == HOSTILE
    assert text("string(//*[@class='summary']/p[2])") == HOSTILE
    assert text("string(//h2[@class='section-title'])") == HOSTILE
    assert text("string(//nav[@class='contents']//li[1])").strip() == HOSTILE
    assert text("string(//p[@class='organisation'])") == HOSTILE
    assert text("string(//p[@class='site-notice'])") == HOSTILE
    assert text("string(//meta[@name='description']/@content)") == HOSTILE
    assert HOSTILE in text("string(//title)")
    assert text("string(//*[@class='section-body'])").strip() == (
        "{{7*7}} and {{7*7}} and <script>alert(1)</script> are text."
    )


def test_the_changelog_and_what_was_removed_keep_the_titles(hostile: BuiltSite) -> None:
    changelog = hostile.pages["en/terms-en/changes/"].document
    assert changelog.xpath("string(//p[@class='entry-summary'])") == HOSTILE
    assert changelog.xpath("string(//*[@class='change-section'])").strip() == f"{HOSTILE} 2"
    assert f"Formerly called “{HOSTILE}”." in changelog.xpath("string(//*[@class='change-details'])")
    assert HOSTILE in hostile.pages["en/terms-en/"].document.xpath("string(//li[@id='gone'])")


def test_nothing_is_run_as_a_template(hostile: BuiltSite) -> None:
    for path, content in hostile.files.items():
        if path.endswith(".html"):
            words = parse_html(content).text_content()
            assert "49" not in re.findall(r"\b49\b", words), path
            assert "{{7*7}}" in words


def test_scripts_of_data_end_where_they_should(hostile: BuiltSite) -> None:
    described = 0
    for path, content in hostile.files.items():
        for script in re.findall(rb'<script type="application/ld\+json">(.*?)</script', content, re.DOTALL):
            data = json.loads(script)
            assert not set(script.decode()) & set("<>&\u2028\u2029"), path
            assert (data["name"], data["description"], data["publisher"]["name"]) == (HOSTILE, HOSTILE, HOSTILE)
            described += 1
    assert described > 5


def test_json_and_xml_have_the_texts(hostile: BuiltSite) -> None:
    listed: dict[str, Any] = json.loads(hostile.text("en/terms-en/versions.json"))
    assert (listed["title"], listed["organisation"], listed["versions"][0]["summary"]) == (HOSTILE,) * 3
    feed = parse_xml(hostile.files["en/terms-en/feed.xml"])
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.findtext("a:title", "", atom) == f"{HOSTILE}: changes"
    assert feed.findtext("a:entry/a:summary", "", atom) == HOSTILE
    assert feed.findtext("a:author/a:name", "", atom) == HOSTILE
    assert parse_xml(hostile.files["sitemap.xml"]) is not None


def test_the_canonical_text_quotes_its_head(hostile: BuiltSite) -> None:
    lines = hostile.text("en/terms-en/2025-01-01/text.md").split("\n")
    head = dict(line.split(": ", 1) for line in lines[1 : lines.index("---", 1)])
    assert {json.loads(head[key]) for key in ("title", "description", "summary")} == {HOSTILE}


@pytest.mark.parametrize("name", ["404.html", "index.html", "sv/index.html"])
def test_the_pages_around_the_policies_escape_too(hostile: BuiltSite, name: str) -> None:
    assert HOSTILE in parse_html(hostile.files[name]).xpath("string(//title)")
