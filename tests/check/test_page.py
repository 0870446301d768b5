"""The page for the data protection officer."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from lydelse.canonical import canonical_text
from lydelse.checking import page_of_subject
from tests.check.looked_at import subject, text
from tests.judges.vnu import check_html
from tests.sites import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A policy with a finding, an acceptance and words that HTML could take for its own."""
    site = Site(tmp_path, organisation="<b>A & B</b>")
    site.policy(accepted=[{"code": "duty-conditional", "about": "gdpr-13-1-b", "reason": "<i>None</i> is needed."}])
    site.version("2026-01-01", {"rights": "Text."})
    text(site, "2026-01-01", "rights", "The Personal Data Act applies.", ["gdpr-13-1-a"])
    return site


def test_it_shows_tables_findings_acceptances_day_and_digests(site: Site) -> None:
    looked_at = subject(site)
    told = str(html.document_fromstring(page_of_subject(looked_at)).xpath("string()"))
    version = looked_at.versions[0][1]
    assert "law-repealed" in told
    assert "Reason: <i>None</i> is needed." in told
    assert "Art. 13(2)(d)" in told
    assert "2026-07-01" in told
    for language in ("sv", "en"):
        assert canonical_text(version, language).digest in told


def test_nothing_in_it_is_taken_for_html(site: Site) -> None:
    page = html.document_fromstring(page_of_subject(subject(site)))
    assert page.findall(".//b") == page.findall(".//i") == []
    assert "<b>A & B</b>" in str(page.xpath("string(//h1)"))


def test_it_needs_no_other_file_and_judges_nobody(site: Site) -> None:
    page = page_of_subject(subject(site)).decode()
    assert "complian" not in page.lower()
    document = html.document_fromstring(page)
    assert document.xpath("//script | //link | //img | //*[@src] | //*[@href]") == []
    assert "noindex" in page


def test_every_table_has_a_caption_and_heads(site: Site) -> None:
    document = html.document_fromstring(page_of_subject(subject(site)))
    tables = document.findall(".//table")
    assert len(tables) == 2
    for table in tables:
        assert table.find("caption") is not None
        assert {cell.get("scope") for cell in table.findall(".//th")} == {"col", "row"}


def test_it_is_the_same_each_time(site: Site) -> None:
    assert page_of_subject(subject(site)) == page_of_subject(subject(site))


def test_it_is_sound_html(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "judged"
    folder.mkdir()
    (folder / "page.html").write_bytes(page_of_subject(subject(site)))
    assert check_html(folder) == []
