"""Check: what can be known of a policy without a reader, beyond what a build needs to know."""

from __future__ import annotations

from lydelse.check import language
from lydelse.check.acceptance import divide
from lydelse.check.gdpr import check_gdpr
from lydelse.check.informing import check_duties, survey_duties
from lydelse.check.language import check_language
from lydelse.check.law import check_law
from lydelse.check.links import check_lasting, check_links
from lydelse.check.look_again import check_look_again
from lydelse.check.model import Check, Finding, Information, Subject, Survey
from lydelse.check.page import page_of
from lydelse.check.placeholders import check_placeholders
from lydelse.check.readability import survey_readability
from lydelse.check.significance import check_significance
from lydelse.check.translation import check_translation
from lydelse.check.unsealed import check_register
from lydelse.model import FindingCode

__all__ = [
    "CHECKS",
    "ONLINE_CODES",
    "SURVEYS",
    "UNAVAILABLE_CODES",
    "Finding",
    "Information",
    "Subject",
    "divide",
    "page_of",
]

CHECKS: tuple[Check, ...] = (
    check_duties,
    check_significance,
    check_look_again,
    check_register,
    check_law,
    check_gdpr,
    check_placeholders,
    check_translation,
    check_language,
    check_links,
    check_lasting,
)
"""Every check that needs the content alone."""

SURVEYS: tuple[Survey, ...] = (survey_duties, survey_readability)
"""What tells of the content without finding fault."""

ONLINE_CODES = frozenset({FindingCode.LINK_BROKEN})
"""What is found only when other hosts are asked."""

UNAVAILABLE_CODES = frozenset() if language.IS_AVAILABLE else frozenset({FindingCode.LANGUAGE_WRONG})
"""What can't be found, since a package isn't installed that finding it needs."""
