"""Check: what can be known of a policy without a reader, beyond what a build needs to know."""

from __future__ import annotations

from lydelse.check.acceptance import divide
from lydelse.check.model import Check, Finding, Information, Subject, Survey
from lydelse.model import FindingCode

__all__ = ["CHECKS", "ONLINE_CODES", "SURVEYS", "Finding", "Information", "Subject", "divide"]

CHECKS: tuple[Check, ...] = ()
"""Every check that needs the content alone."""

SURVEYS: tuple[Survey, ...] = ()
"""What tells of the content without finding fault."""

ONLINE_CODES: frozenset[FindingCode] = frozenset()
"""What is found only when other hosts are asked."""
