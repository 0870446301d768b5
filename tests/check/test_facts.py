"""What is the same in every language is read the same from each, and what only looks like it isn't."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from lydelse.check.facts import Fact, FactKind, Facts, may_be_spelt

SV, EN, DE = (Facts(Locale.parse(locale)) for locale in ("sv_SE", "en_GB", "de_DE"))

SAME = (
    ("den 1 mars 2026", "1 March 2026", "1. März 2026"),
    ("2026-03-01", "March 1st, 2026", "01.03.2026"),
    ("den 25 maj", "May 25", "25. Mai"),
    ("i sept. 2024", "in September 2024", "im September 2024"),
    ("1 000 000 kr", "SEK 1,000,000", "1.000.000 SEK"),
    ("3,5 %", "3.5%", "3,5 %"),
    ("artikel 6.1 b", "Article 6(1)(b)", "Art. 6 Abs. 1 lit. b"),
    ("artiklarna 15–22", "Articles 15 to 22", "Artikel 15 bis 22"),
    ("led f i artikel 6.1", "point (f) of Article 6(1)", "Art. 6 Abs. 1 Buchstabe f"),
    ("9 kap. 18 § lagen (2022:482)", "Chapter 9, Section 18 of the Act (2022:482)", "Kap. 9 § 18 Gesetz (2022:482)"),
    ("förordning (EU) 2016/679", "Regulation (EU) 2016/679", "Verordnung (EU) 2016/679"),
    ("kl. 9.00–16.30", "9 am–4.30 pm", "9.00–16.30 Uhr"),
    ("kl 13", "1 p.m.", "13 Uhr"),
    ("info@foretaget.se.", "info@foretaget.se,", "Info@foretaget.se"),
    ("08-123 45 67", "+46 8 123 45 67", "+46 (0)8-123 45 67"),
    ("104 20 Stockholm", "104 20 Stockholm", "104 20 Stockholm"),
    ("den 3:e dagen", "the 3rd day", "der 3. Tag"),
)
DIFFERENT = (
    ("den 1 mars 2026", "3 January 2026"),
    ("den 1 mars 2026", "1 March 2027"),
    ("1,5 år", "15 years"),
    ("1 000 kr", "SEK 1.000"),
    ("artikel 6.1 b", "Article 6(1)(c)"),
    ("kl. 16", "6 pm"),
    ("08-123 45 67", "+46 8 123 45 68"),
)
NOTHING = ("GA4 och ISO27001", "https://www.imy.se/2024/03/", "You may write to us.", "artist och artikel")


def values(facts: tuple[Fact, ...]) -> set[str]:
    return {f"{fact.kind} {fact.value}" for fact in facts if fact.kind is not FactKind.PHONE}


@pytest.mark.parametrize(("swedish", "english", "german"), SAME)
def test_every_language_says_the_same(swedish: str, english: str, german: str) -> None:
    first, *others = (SV.read(swedish), EN.read(english), DE.read(german))
    assert first
    for other in others:
        assert values(first) == values(other)
        assert all(any(one.is_same(two) for two in other) for one in first)


@pytest.mark.parametrize(("swedish", "english"), DIFFERENT)
def test_what_differs_is_not_the_same(swedish: str, english: str) -> None:
    one, other = SV.read(swedish), EN.read(english)
    assert any(not any(fact.is_same(each) for each in other) for fact in one)


@pytest.mark.parametrize(
    ("swedish", "german"), [("vardagar 8–16", "werktags 8–16 Uhr"), ("till 16.30", "bis 16.30 Uhr"), ("kl. 0", "um 0")]
)
def test_a_time_needs_no_word_for_it(swedish: str, german: str) -> None:
    one, other = SV.read(swedish), DE.read(german)
    assert one
    assert all(any(fact.is_same(each) for each in other) for fact in one)
    assert all(any(fact.is_same(each) for each in one) for fact in other)


@pytest.mark.parametrize(("swedish", "german"), [("8–16", "8–17 Uhr"), ("16 dagar", "16.30 Uhr"), ("1600", "16 Uhr")])
def test_a_number_is_no_other_time(swedish: str, german: str) -> None:
    one, other = SV.read(swedish), DE.read(german)
    assert any(not any(fact.is_same(each) for each in other) for fact in one)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_fact_is_left_alone(text: str) -> None:
    assert not SV.read(text)
    assert not EN.read(text)


def test_a_fact_says_how_the_text_writes_it() -> None:
    facts = EN.read("Under Article 6(1)(b), from 1 March 2026, SEK 1,000.")
    assert {fact.text for fact in facts} == {"Article 6(1)(b)", "1 March 2026", "1,000"}


def test_a_small_number_may_be_spelt() -> None:
    three = Fact(FactKind.NUMBER, "3", "3")
    assert may_be_spelt(three, ("tre", "år"), "sv")
    assert may_be_spelt(three, ("three", "years"), "en")
    assert not may_be_spelt(three, ("two", "years"), "en")
    assert may_be_spelt(three, ("trois", "ans"), "fr")
    assert not may_be_spelt(Fact(FactKind.NUMBER, "30", "30"), ("trettio",), "sv")


@given(st.text(alphabet="0123456789 .,:/-()§%abkl+@\u00a0", max_size=60))
def test_any_text_is_read_without_fail_and_always_alike(text: str) -> None:
    for reader in (SV, EN, DE):
        assert reader.read(text) == reader.read(text)


@given(st.integers(0, 10**9))
def test_a_grouped_number_is_the_number(number: int) -> None:
    grouped = f"{number:,}"
    for reader, group in ((SV, "\u00a0"), (EN, ","), (DE, ".")):
        assert [fact.value for fact in reader.read(grouped.replace(",", group))] == [str(number)]


@pytest.mark.parametrize(
    ("locale", "foreign", "swedish"),
    [
        ("ja_JP", "改定日は2026年3月1日です。", "den 1 mars 2026"),
        ("zh_CN", "自2026年3月起", "från mars 2026"),
        ("ko_KR", "2026년 3월 1일", "den 1 mars 2026"),
        ("ja_JP", "データは30日以内に消去", "inom 30 dagar"),
        ("ar_EG", "خلال ٣٠ يومًا", "inom 30 dagar"),
    ],
)
def test_other_scripts_say_the_same(locale: str, foreign: str, swedish: str) -> None:
    assert values(Facts(Locale.parse(locale)).read(foreign)) == values(SV.read(swedish))
