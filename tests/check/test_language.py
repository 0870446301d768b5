"""Text in the wrong language is found, and what is written alike in every language isn't."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.check import language
from lydelse.check.language import check_language
from tests.check.looked_at import found
from tests.sites import Site

pytestmark = pytest.mark.skipif(not language.IS_AVAILABLE, reason="py3langid isn't installed")

SWEDISH = "Vi sparar dina uppgifter så länge som de behövs för ändamålet."
ENGLISH = "We keep your data only for as long as it is needed for the purpose."

LEFT_ALONE = (
    "OK.",
    "Cookies, IP address, Google Analytics",
    "Box 8114, 104 20 Stockholm, imy@imy.se, www.imy.se",
    "Västmanlands IT AB, Kopparbergsvägen 10, 722 13 Västerås",
    "Läs mer i “Guidelines on transparency under the General Data Protection Regulation” hos dem.",
    "Fältet heter `this is the name of the field that you fill in`, och det är frivilligt.",
    f'På engelska heter det så här: <span lang="en">{ENGLISH}</span>',
    f'<div lang="en"><p>{ENGLISH}</p></div>',
    f"```\n{ENGLISH}\n```",
)


@pytest.mark.parametrize("body", LEFT_ALONE)
def test_what_may_stand_in_a_swedish_text(body: str, tmp_path: Path) -> None:
    assert not codes_in(body, SWEDISH, tmp_path)


@pytest.mark.parametrize(
    ("swedish", "places"),
    [
        pytest.param(f"{SWEDISH}\n\n{ENGLISH}", ["sv.md:7:1"], id="a paragraph"),
        pytest.param(f"- {SWEDISH}\n- {ENGLISH}\n- {SWEDISH}", ["sv.md:6:3"], id="a list item"),
        pytest.param(f"## {ENGLISH}\n\n{SWEDISH}", ["sv.md:5:4"], id="a heading"),
        pytest.param(f"| A | B |\n| --- | --- |\n| Ja | {ENGLISH} |", ["sv.md:7:8"], id="a cell"),
        pytest.param(f"{ENGLISH}\n\n{ENGLISH}", ["sv.md:5:1", "sv.md:7:1"], id="all of it"),
    ],
)
def test_english_in_a_swedish_text(swedish: str, places: list[str], tmp_path: Path) -> None:
    assert codes_in(swedish, ENGLISH, tmp_path) == places


def test_swedish_in_an_english_text(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-01-01", {"text": {"sv": SWEDISH, "en": f"{ENGLISH}\n\n{SWEDISH}"}})
    [finding] = found(check_language, site)
    assert finding.problem.message == (
        "this paragraph seems to be in Swedish, not in English: “Vi sparar dina uppgifter så länge som de behövs för …”"
    )
    assert finding.language == "en"


def test_a_site_in_swedish_alone_may_have_english_left_in_it(tmp_path: Path) -> None:
    site = Site(tmp_path, ("sv",))
    site.version("2026-01-01", {"text": f"{SWEDISH}\n\n{ENGLISH}"})
    assert [finding.problem.code for finding in found(check_language, site)] == ["language-wrong"]


def test_without_the_detector_nothing_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "IS_AVAILABLE", False)
    site = Site(tmp_path)
    site.version("2026-01-01", {"text": ENGLISH})
    assert not found(check_language, site)


def codes_in(swedish: str, english: str, root: Path) -> list[str]:
    """Give the places that are found in the Swedish text of a site."""
    site = Site(root)
    site.version("2026-01-01", {"text": {"sv": swedish, "en": english}})
    places = [str(finding.problem.place) for finding in found(check_language, site)]
    return [place.partition("text.")[2] for place in places if ".sv.md" in place]
