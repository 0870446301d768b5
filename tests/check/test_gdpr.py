"""Wrong citations of the GDPR, and right ones that look like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.check.gdpr import check_gdpr, slips
from tests.check.looked_at import codes, found
from tests.sites import Site

WRONG_NUMBER = (
    "the General Data Protection Regulation (EU) 2016/697 applies",
    "GDPR, Regulation (EU) 2016/680",
    "förordning (EU) 2016/279, som är den allmänna dataskyddsförordningen",
    "Regulation (EU) 2016/279, which is the General Data Protection Regulation",
    "Europaparlamentets och rådets förordning (EU) 2016/279 om skydd för fysiska personer",
    "Regulation (EU) 2016/697 of the European Parliament and of the Council of 27 April 2016 on the protection of "
    "natural persons",
    "Dataskyddsförordningen (EU 2016/697)",
    "Regulation (EU) 2016/680 (General Data Protection Regulation)",
    "Regulation 679/2016 (GDPR)",
    "DSGVO (Verordnung (EU) 2016/697)",
    "Directive 2016/679",
    "GDPR 2018",
    "the General Data Protection Regulation (2018)",
)
WRONG_ARTICLE = (
    "Article 105 of the GDPR",
    "Artikel 113 dataskyddsförordningen",
    "art. 120.1 b i dataskyddsförordningen",
    "GDPR Article 131",
)
RIGHT = (
    "General Data Protection Regulation (Regulation (EU) 2016/679)",
    "GDPR 2016/679",
    "GDPR and Directive 2002/58/EC",
    "Implementing Decision (EU) 2021/914 under the GDPR",
    "Article 101 TFEU and the GDPR",
    "GDPR, in force since 25/05/2018",
    "the GDPR in 2018",
    "Article 6(1)(f) of the GDPR",
    "artikel 6.1 f i dataskyddsförordningen",
    "Article 99 of the GDPR",
    "Guidelines 05/2020 on consent under GDPR",
    "dataskyddsförordningen (2016/679) och lagen (2018:218)",
    "Regulation (EU) 2018/1725 on the protection of natural persons",
    "Directive (EU) 2016/680 on the protection of natural persons",
    "Article 28(7) of Regulation (EU) 2016/679 and Article 29(7) of Regulation (EU) 2018/1725",
)


@pytest.mark.parametrize("text", WRONG_NUMBER)
def test_a_wrong_number_or_year_is_found(text: str) -> None:
    assert [slip.code for slip in slips(text)] == ["gdpr-number"]


@pytest.mark.parametrize("text", WRONG_ARTICLE)
def test_an_article_that_isnt_there_is_found(text: str) -> None:
    assert [slip.code for slip in slips(text)] == ["gdpr-article"]


@pytest.mark.parametrize("text", [*RIGHT, "Art. 100 Abs. 1 GG"])
def test_a_right_citation_isnt(text: str) -> None:
    assert list(slips(text)) == []


def test_it_is_told_at_the_number_in_both_languages(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-01-01", {"law": {"sv": "Enligt\nGDPR 2018.", "en": "Under the **GDPR** (EU) 2016/697."}})
    findings = sorted(found(check_gdpr, site), key=lambda finding: finding.problem)
    assert [(finding.language, finding.problem.place.line) for finding in findings] == [("en", 5), ("sv", 6)]
    assert codes(findings) == ["gdpr-number", "gdpr-number"]
