"""Check: what can be known of a policy without a reader, beyond what a build needs to know."""

from __future__ import annotations

from lydelse.check.acceptance import divide
from lydelse.check.gdpr import check_gdpr
from lydelse.check.informing import check_duties, survey_duties
from lydelse.check.law import check_law
from lydelse.check.look_again import check_look_again
from lydelse.check.model import Check, Finding, Information, Subject, Survey
from lydelse.check.page import page_of
from lydelse.check.significance import check_significance
from lydelse.model import FindingCode

__all__ = ["CHECKS", "ONLINE_CODES", "SURVEYS", "Finding", "Information", "Subject", "divide", "page_of"]

CHECKS: tuple[Check, ...] = (check_duties, check_significance, check_look_again, check_law, check_gdpr)
"""Every check that needs the content alone."""

SURVEYS: tuple[Survey, ...] = (survey_duties,)
"""What tells of the content without finding fault."""

ONLINE_CODES: frozenset[FindingCode] = frozenset()
"""What is found only when other hosts are asked."""
