"""An address once published answers for ever: what a policy has, it has at its former slugs, too."""

from __future__ import annotations

import pytest

from tests.site.built import BuiltSite

FORMER = [("sv", "villkor", "avtal"), ("sv", "villkor", "regler"), ("en", "terms", "agreement")]


@pytest.mark.parametrize(("language", "slug", "former"), FORMER)
def test_every_file_of_the_policy_answers_at_the_former_slug(
    three_languages: BuiltSite, language: str, slug: str, former: str
) -> None:
    assert _below(three_languages, f"{language}/{former}/") == _below(three_languages, f"{language}/{slug}/")


@pytest.mark.parametrize(("language", "slug", "former"), FORMER)
def test_former_pages_lead_on(three_languages: BuiltSite, language: str, slug: str, former: str) -> None:
    moved = [page for address, page in three_languages.pages.items() if address.startswith(f"{language}/{former}/")]
    assert len(moved) == len([a for a in three_languages.pages if a.startswith(f"{language}/{slug}/")]) > 5
    for page in moved:
        present = page.address.replace(f"/{former}/", f"/{slug}/")
        (refresh,) = page.document.xpath("//meta[@http-equiv='refresh']/@content")
        assert refresh.startswith("0; url=")
        assert page.resolve(refresh.removeprefix("0; url=")) == (present, "")
        (link,) = page.document.xpath("//main//a/@href")
        assert page.resolve(link) == (present, "")
        assert page.canonical == three_languages.base_url + present
        assert not page.is_indexed


@pytest.mark.parametrize(("language", "slug", "former"), FORMER)
@pytest.mark.parametrize("name", ["feed.xml", "versions.json", "2024-01-01/text.md"])
def test_programs_read_the_same_there(
    three_languages: BuiltSite, language: str, slug: str, former: str, name: str
) -> None:
    files = three_languages.files
    assert files[f"{language}/{former}/{name}"] == files[f"{language}/{slug}/{name}"]


def _below(site: BuiltSite, base: str) -> set[str]:
    return {path.removeprefix(base) for path in site.files if path.startswith(base)}
