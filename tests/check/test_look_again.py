"""Sentences that ask readers to look for changes themselves, and those that only sound like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.check.look_again import asks_to_look_again, check_look_again
from tests.check.looked_at import found
from tests.sites import Site

ASKING = {
    "en": (
        "We encourage you to review this page periodically.",
        "Please check this page regularly for changes.",
        "You should check back frequently to see any updates.",
        "We recommend that you read this Privacy Policy from time to time.",
        "You are advised to review these Event Terms periodically.",
        "Check this page every 30 days.",
        "It is your responsibility to check this page regularly.",
        "For the latest information, please visit our Site periodically.",
        "Please review it periodically.",
        "You should consult the policy each time you visit the website.",
        "Please look in here from time to time, so that you know the latest wording.",
        "We advise you to revisit our privacy notice on a regular basis.",
    ),
    "sv": (
        "Vi rekommenderar att du regelbundet läser denna policy.",
        "Vi uppmanar dig att titta in här då och då.",
        "Titta därför in här då och då, så att du känner till den senaste lydelsen.",
        "Besök därför sidan regelbundet.",
        "Du bör med jämna mellanrum läsa igenom integritetspolicyn.",
        "Håll dig uppdaterad genom att läsa den här sidan då och då.",
        "Kontrollera villkoren regelbundet för eventuella ändringar.",
        "Därför ber vi dig att läsa igenom policyn med jämna mellanrum.",
    ),
    "de": (
        "Wir empfehlen Ihnen, diese Datenschutzerklärung regelmäßig zu lesen.",
        "Bitte überprüfen Sie diese Seite von Zeit zu Zeit.",
        "Sie sollten diese Seite regelmäßig besuchen.",
        "Bitte informieren Sie sich regelmäßig über den Inhalt unserer Datenschutzerklärung.",
    ),
}
OTHERWISE = {
    "en": (
        "We regularly review our security measures.",
        "We review this policy regularly and publish changes here.",
        "We may update this page from time to time.",
        "You can check your account settings regularly.",
        "Please review this policy carefully.",
        "We will notify you when we change this policy; you can read the old version here.",
        "We regularly check that the site works.",
        "You can visit this page at any time to change your cookie choice.",
        "When you visit our website regularly, a cookie recognises you.",
        "If you often visit our site, we may show you offers.",
        "Every time you visit our website, a cookie is read.",
        "Please read our cookie policy.",
        "You have the right to review the data; we periodically delete old data.",
    ),
    "sv": (
        "Vi ser regelbundet över våra rutiner för säkerhet.",
        "Vi granskar denna policy regelbundet.",
        "Du kan läsa mer om cookies i vår policy.",
        "Om du ofta besöker webbplatsen sparas en cookie.",
        "När du besöker webbplatsen lagras uppgifter löpande.",
        "Varje gång du besöker sidan sparas en cookie.",
        "Personuppgifter gallras regelbundet.",
        "Läs mer i vår cookiepolicy.",
        "Vi kan komma att ändra denna policy från tid till annan.",
    ),
    "de": (
        "Wir überprüfen unsere Sicherheitsmaßnahmen regelmäßig.",
        "Wir prüfen diese Erklärung regelmäßig.",
        "Bitte lesen Sie diese Datenschutzerklärung.",
        "Wenn Sie unsere Seite regelmäßig besuchen, wird ein Cookie gelesen.",
    ),
}


def pairs(sentences: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, sentence) for language, those in sentences.items() for sentence in those]


@pytest.mark.parametrize(("language", "sentence"), pairs(ASKING))
def test_a_sentence_that_asks_is_found(language: str, sentence: str) -> None:
    assert asks_to_look_again(sentence, language)


@pytest.mark.parametrize(("language", "sentence"), pairs(OTHERWISE))
def test_a_sentence_about_something_else_isnt(language: str, sentence: str) -> None:
    assert not asks_to_look_again(sentence, language)


def test_a_regional_language_is_its_language_and_an_unknown_one_finds_nothing() -> None:
    sentence = ASKING["en"][0]
    assert asks_to_look_again(sentence, "en-GB")
    assert not asks_to_look_again(sentence, "fr")


def test_it_is_told_at_the_sentence(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-01-01", {"changes": {"sv": "Ny text.\n\nMer. Besök sidan\nregelbundet.", "en": "New text."}})
    (finding,) = found(check_look_again, site)
    assert (finding.problem.place.line, finding.problem.place.column) == (7, 6)
    assert (finding.section, finding.language, str(finding.version)) == ("changes", "sv", "2026-01-01")


def test_a_text_in_several_versions_is_one_problem(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-01-01", {"changes": "Text.", "rights": "Please check this page regularly."})
    site.version("2026-09-01", {"changes": "New."}, published="2026-02-01")
    findings = found(check_look_again, site)
    assert {str(finding.version) for finding in findings} == {"2026-01-01", "2026-09-01"}
    assert len({finding.problem for finding in findings if finding.language == "en"}) == 1
