"""Links that are wrong as they are written, those that end, and those that are as they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.check.links import check_lasting, check_links
from lydelse.problems import Severity
from tests.check.looked_at import found
from tests.sites import Site

FINE = (
    "[IMY](https://www.imy.se/), [www.imy.se](https://www.imy.se/), [imy.se/kontakt](https://www.imy.se/kontakt/)",
    "<https://www.imy.se/en/?x=1#y>",
    "[info@foretaget.se](mailto:Info@foretaget.se?subject=Hej%20du)",
    "[ring](tel:+46-8-123456)",
    "[policy.md](https://github.com/a/b/policy.md), [README.md](https://www.imy.se/x)",
    "[räksmörgås](https://räksmörgås.se/)",
    "[oss](https://www.our-own.example/om), [webmaster](mailto:webmaster@our-own.example)",
    "`https://example.com/`",
)
WRONG = (
    ("Läs [www.imy.se](https://www.pts.se/).", "1:18 link-text"),
    ("Läs [imy.se/klaga](https://www.imy.se/kontakt/).", "1:20 link-text"),
    ("Skriv till [a@imy.se](mailto:b@imy.se).", "1:23 link-text"),
    ("[här](https://www.imy,se/)", "1:7 link-malformed"),
    ("[här](https://imy/)", "1:7 link-malformed"),
    ("[här](https://http//imy.se/)", "1:7 link-malformed"),
    ("[här](https://www.imy.se/kontakt.)", "1:7 link-malformed"),
    ("[här](https://me@www.imy.se/)", "1:7 link-malformed"),
    ("[skriv](mailto:info.imy.se)", "1:9 link-malformed"),
    ("[ring](tel:växeln)", "1:8 link-malformed"),
    ("[här](https://example.org/)", "1:7 link-placeholder"),
    ("[här](http://localhost:8000/x)", "1:7 link-insecure|1:7 link-placeholder"),
    ("[här](https://192.168.1.1/)", "1:7 link-placeholder"),
    ("[skriv](mailto:name@yourcompany.com)", "1:9 link-placeholder"),
    ("[här](https://www.imy.se/?a=1&utm_source=mail&fbclid=x)", "1:7 link-tracks"),
    ("[här](http://www.imy.se/)", "1:7 link-insecure"),
    ("[här](https://policy.example.com/sv/terms-sv/)", "1:7 link-unfollowed"),
)


def told(site: Site) -> str:
    """Give what is found in the Swedish text, with lines counted from the start of the body."""
    problems = [finding.problem for finding in found(check_links, site) if finding.language == "sv"]
    places = sorted((problem.place.line - 4, problem.place.column, problem.code) for problem in problems)
    return "|".join(f"{line}:{column} {code}" for line, column, code in places)


def site_with(body: str, root: Path) -> Site:
    site = Site(root, organisation={"name": "Us", "url": "https://www.our-own.example/"})
    site.version("2026-01-01", {"text": {"sv": body, "en": "OK."}})
    return site


@pytest.mark.parametrize("body", FINE)
def test_a_link_that_is_fine(body: str, tmp_path: Path) -> None:
    assert not told(site_with(body, tmp_path))


@pytest.mark.parametrize(("body", "expected"), WRONG)
def test_a_link_that_is_wrong(body: str, expected: str, tmp_path: Path) -> None:
    assert told(site_with(body, tmp_path)) == expected


def test_http_is_a_warning_where_https_is_known_and_else_a_note(tmp_path: Path) -> None:
    body = "[a](https://www.imy.se/) [b](http://www.imy.se/b) [c](http://www.pts.se/)"
    findings = found(check_links, site_with(body, tmp_path))
    assert [(finding.about, finding.problem.severity) for finding in findings] == [
        ("http://www.imy.se/b", Severity.WARNING),
        ("http://www.pts.se/", Severity.NOTE),
    ]


def test_a_withdrawn_version_linked_by_its_address(tmp_path: Path) -> None:
    address = "https://policy.example.com/sv/terms-sv/2027-01-01/#text"
    site = site_with(f"[nästa]({address})", tmp_path)
    site.version("2027-01-01", {"text": "Next."}, published="2026-02-01")
    site.version(
        "2027-02-01",
        {"text": {"sv": f"[nästa]({address}).", "en": "No."}},
        withdraws=["2027-01-01"],
        published="2026-03-01",
    )
    messages = {finding.problem.message for finding in found(check_links, site)}
    assert messages == {"the link leads to the version 2027-01-01 of “terms”, which is withdrawn"}
    [hint] = {finding.problem.hint for finding in found(check_links, site)}
    assert "policy:terms#text" in hint


def linked(root: Path) -> Site:
    """Give a site in which the terms link to a section of the privacy policy, which loses it in 2027."""
    site = Site(root)
    site.policy("privacy")
    site.version("2020-01-01", {"rights": "Ask.", "data": "Names."}, policy="privacy")
    site.version("2026-01-01", {"text": "See [your rights](policy:privacy#rights)."})
    site.version("2027-01-01", policy="privacy", published="2026-06-01", sections=["data"])
    return site


def test_a_section_that_goes_while_the_text_that_links_still_holds(tmp_path: Path) -> None:
    problems = {finding.problem for finding in found(check_lasting, linked(tmp_path))}
    assert {problem.code for problem in problems} == {"link-section-gone"}
    assert {problem.message for problem in problems} == {
        "the section “rights” of “privacy” is gone from 2027-01-01 on, while this text still holds"
    }


def test_a_section_that_goes_when_the_text_that_links_is_replaced(tmp_path: Path) -> None:
    site = linked(tmp_path)
    site.version("2026-12-31", {"text": "See [the data](policy:privacy#data)."}, published="2026-06-01")
    assert not found(check_lasting, site)


def test_a_policy_that_ends_while_the_text_that_links_still_holds(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.policy("privacy", retired={"on": "2026-12-01", "replaced_by": "terms"})
    site.version("2020-01-01", {"data": "Names."}, policy="privacy")
    site.version("2026-01-01", {"text": "See [the policy](policy:privacy)."})
    [message] = {finding.problem.message for finding in found(check_lasting, site)}
    assert message == "the policy “privacy” ends on 2026-12-01, while this text still holds"
