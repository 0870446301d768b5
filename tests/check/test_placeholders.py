"""What was to be filled in is found, and what only looks like it isn't."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.check.placeholders import check_placeholders, placeholders
from tests.check.looked_at import codes, found
from tests.sites import Site


@pytest.mark.parametrize(
    "text",
    [
        "[fill in: your name]",
        "[Company Name] processes data.",
        "Write to [e-mail address …].",
        "{{ company }} is the controller.",
        "Lorem ipsum dolor sit amet.",
        "Retention: TBD",
        "We keep it for ________ months.",
    ],
)
def test_what_is_to_be_filled_in_is_found(text: str) -> None:
    assert len(list(placeholders(text))) == 1


@pytest.mark.parametrize(
    "text", ["the rule […] applies", "a [sic] b", "as told in [1] and [12]", "[t]he data", "array[i]", "snake__case"]
)
def test_what_only_looks_like_it_isnt(text: str) -> None:
    assert list(placeholders(text)) == []


def test_it_is_told_once_for_a_text_at_its_first_place(tmp_path: Path) -> None:
    site = Site(tmp_path, ["en"])
    body = "We are\n[the organisation] in [the town], see [our page](https://www.example.org/).\n\n`[code]`"
    site.version("2026-01-01", {"who": body})
    (finding,) = found(check_placeholders, site)
    assert codes([finding]) == ["text-placeholder"]
    assert (finding.section, finding.language, finding.problem.place.line) == ("who", "en", 6)
    assert finding.problem.message == "“[the organisation]” is still to be filled in, as is 1 more"


def test_titles_summaries_the_declaration_and_the_organisation_are_looked_at(tmp_path: Path) -> None:
    site = Site(tmp_path, ["en"], organisation="[Your organisation]", declaration="terms")
    site.version("2026-01-01", {"cookies": ("[Title]", "[[cookies]]")}, summary={"en": "[What is new]"})
    site.write(
        "content/terms/2026-01-01/cookies.yaml",
        "categories:\n  - id: necessary\n    title: {en: Necessary}\n    purpose: {en: It works.}\n    stored:\n"
        "      - {name: session, kind: cookie, provider: '[Provider]', purpose: {en: Session}, duration: session}\n",
    )
    places = {finding.problem.place.path for finding in found(check_placeholders, site)}
    version = "content/terms/2026-01-01"
    assert places == {
        "content/site.yaml",
        f"{version}/version.yaml",
        f"{version}/cookies.yaml",
        f"{version}/cookies.en.md",
    }
