"""What is named as if it still held, and what is named as past, before its end, or meant otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from lydelse.check import laws as laws_module
from lydelse.check.law import check_law, mentions
from lydelse.check.laws import read_laws
from tests.check.looked_at import codes, found, revision
from tests.sites import Site

NAMED = [
    ("sv", "Vi behandlar uppgifter enligt personuppgiftslagen (1998:204).", "personuppgiftslagen"),
    ("sv", "Enligt PuL har du rätt till ett utdrag.", "personuppgiftslagen"),
    ("en", "Under the Personal Data Act (1998:204) you may ask us.", "personuppgiftslagen"),
    ("en", "We follow the Personal\nData **Act**.", "personuppgiftslagen"),
    ("sv", "Personuppgiftsförordningen (1998:1191) gäller.", "personuppgiftsforordningen"),
    ("sv", "Enligt lagen (2003:389) om elektronisk kommunikation får du veta det.", "lek-2003"),
    ("en", "The Electronic Communications Act (2003:389) applies.", "lek-2003"),
    ("sv", "Du kan klaga hos Datainspektionen.", "datainspektionen"),
    ("en", "You can complain to the Swedish Data Protection Authority.", "datainspektionen"),
    ("en", "[Complain](https://www.datainspektionen.se/in-english/).", "datainspektionen"),
    ("en", "See <https://www.privacyshield.gov/list>.", "privacy-shield"),
    ("sv", "Överföringen sker med stöd av Privacy Shield.", "privacy-shield"),
    ("en", "We rely on the EU-U.S. Privacy Shield.", "privacy-shield"),
    ("de", "Google ist nach dem EU-US-Privacy-Shield zertifiziert.", "privacy-shield"),
    ("en", "We are certified under the EU-US Safe Harbour.", "safe-harbour"),
    ("sv", "Vi följer Safe Harbor-principerna.", "safe-harbour"),
    ("en", "We process data under Directive 95/46/EC.", "directive-95-46"),
    ("sv", "Vi följer direktiv 95/46/EG.", "directive-95-46"),
    ("sv", "Enligt distans- och hemförsäljningslagen har du ångerrätt.", "distans-och-hemforsaljningslagen"),
    ("sv", "Konsumentköplagen (1990:932) gäller.", "konsumentkoplagen-1990"),
    ("en", "Use the ODR platform at https://ec.europa.eu/consumers/odr/.", "odr-platform"),
    ("sv", "Använd EU-kommissionens plattform för tvistlösning online.", "odr-platform"),
    ("en", "The contract rests on Decision 2010/87/EU.", "scc-2010"),
    ("de", "Angaben gemäß § 5 TMG.", "tmg"),
    ("de", "Nach § 25 TTDSG fragen wir Sie.", "ttdsg"),
    ("en", "We tell you if we can no longer meet the Privacy Shield principles.", "privacy-shield"),
]
NOT_MEANT = [
    ("sv", "Ordet kommer från den tidigare personuppgiftslagens tid."),
    ("sv", "Dataskyddsförordningen ersatte personuppgiftslagen (1998:204)."),
    ("sv", "Integritetsskyddsmyndigheten (tidigare Datainspektionen) utövar tillsyn."),
    ("sv", "Lagen (2022:482) upphävde lagen (2003:389) om elektronisk kommunikation."),
    ("sv", "Vi stöder oss inte längre på Privacy Shield."),
    ("en", "The former Personal Data Act is no more."),
    ("en", "Regulation (EU) 2016/679, repealing Directive 95/46/EC, applies."),
    ("en", "The Court of Justice declared the Privacy Shield invalid."),
    ("en", "The Swedish Data Protection Authority (IMY) supervises us."),
    ("en", "Each country has its data protection authority."),
    ("en", "The Norwegian Personal Data Act applies in Norway."),
    ("en", "The Personal Data Protection Act of Singapore applies."),
    ("en", "Our bug bounty gives you a safe harbor."),
    ("de", "Der Privacy-Shield-Beschluss wurde für ungültig erklärt."),
    ("sv", "Sekretess gäller enligt 11998:2040 och 21998:204."),
    ("sv", "Lagen (2022:482) om elektronisk kommunikation gäller."),
    ("sv", "Distansavtalslagen (2005:59) ger dig ångerrätt."),
]


@pytest.mark.parametrize(("language", "body", "law"), NAMED)
def test_what_is_named_as_if_it_held_is_found(language: str, body: str, law: str) -> None:
    assert [mention.law.id for mention in mentions(revision(body, language))] == [law]


@pytest.mark.parametrize(("language", "body"), NOT_MEANT)
def test_what_is_past_in_the_same_sentence_or_something_else_isnt(language: str, body: str) -> None:
    assert [mention.words for mention in mentions(revision(body, language))] == []


def test_a_word_for_past_in_another_sentence_doesnt_hide_it() -> None:
    assert list(mentions(revision("We were called Acme formerly. The Personal Data Act applies.")))


def test_each_is_told_once_with_its_number_where_it_stands_first() -> None:
    (mention,) = mentions(revision("Text.\n\nEnligt PuL gäller PuL.\n\nPuL gäller.", "sv"))
    assert (mention.times, mention.place.line, mention.place.column) == (3, 7, 8)


def test_a_title_is_looked_at_too() -> None:
    (mention,) = mentions(revision("Text.", "sv", title="Enligt personuppgiftslagen"))
    assert mention.place.line == 1


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A policy whose text of 2017 names the Personal Data Act, and still does in 2019, and no more from 2021 on."""
    site = Site(tmp_path)
    site.version("2017-03-01", {"law": {"sv": "PuL gäller.", "en": "The Personal Data Act applies."}, "rights": "Ask."})
    site.version("2019-01-01", {"rights": {"sv": "Fråga.", "en": "Ask us."}})
    site.version("2021-01-01", {"law": "GDPR."})
    return site


def test_a_text_of_its_time_may_name_a_law_of_its_time(site: Site) -> None:
    findings = found(check_law, site, superseded=True)
    assert {str(finding.version) for finding in findings} == {"2019-01-01"}
    assert {finding.language for finding in findings} == {"sv", "en"}
    assert {finding.problem.place.path for finding in findings} == {
        "content/terms/2017-03-01/law.sv.md",
        "content/terms/2017-03-01/law.en.md",
    }


def test_the_version_in_force_is_judged_by_today(site: Site) -> None:
    def of_2017(day: date) -> list[str]:
        return codes(each for each in found(check_law, site, day) if str(each.version) == "2017-03-01")

    assert of_2017(date(2018, 5, 24)) == []
    assert of_2017(date(2018, 5, 25)) == ["law-repealed", "law-repealed"]
    assert found(check_law, site) == [], "what was mended since isn't looked at"


def test_a_coming_version_is_judged_by_its_day(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2019-01-01", {"law": "Text."})
    site.version("2021-01-01", {"law": "Klaga hos Datainspektionen."}, published="2020-11-01")
    assert codes(found(check_law, site, date(2020, 12, 1))) == ["name-former"] * 2
    earlier = Site(tmp_path / "earlier")
    earlier.version("2019-01-01", {"law": "Text."})
    earlier.version("2020-12-31", {"law": "Klaga hos Datainspektionen."}, published="2020-11-01")
    assert found(check_law, earlier, date(2020, 12, 1)) == []


# The list itself ------------------------------------------------------------------------------------------------


def test_every_entry_says_what_a_reader_needs() -> None:
    stated = yaml.safe_load(laws_module._FILE.read_text(encoding="utf-8"))["entries"]
    known = {"id", "kind", "ended", "now", "names", "numbers", "addresses", "unless", "source"}
    assert len({entry["id"] for entry in stated}) == len(stated)
    for entry in stated:
        assert entry.keys() <= known, entry["id"]
        assert entry.keys() >= {"id", "kind", "ended", "now", "source"}, entry["id"]
        assert isinstance(entry["ended"], date), entry["id"]
        assert entry["now"], entry["id"]
        assert entry["source"], entry["id"]


def test_every_name_and_number_of_the_list_is_found() -> None:
    stated = yaml.safe_load(laws_module._FILE.read_text(encoding="utf-8"))["entries"]
    for entry in stated:
        names = [name for each in entry.get("names", {}).values() for name in each] + entry.get("numbers", [])
        for name in names + entry.get("addresses", []):
            body = f"Here is {name.replace('*', '')} named."
            assert entry["id"] in [mention.law.id for mention in mentions(revision(body))], name


def test_an_entry_can_be_told_in_a_sentence() -> None:
    for law in read_laws().entries:
        assert law.said.endswith(str(law.ended))
        assert law.code
