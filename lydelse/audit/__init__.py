"""Audit: the pages of a site, as visitors meet them in a browser, held against the declaration.

`lydelse.audit.chromium` and `lydelse.audit.tour` need Playwright, which is optional, and so aren't imported here.
"""

from lydelse.audit.finding import NOTES, Code, Expected, Finding
from lydelse.audit.findings import findings
from lydelse.audit.seen import Answer, Item, Phase, Request, SeenPage, Skipped, Unreachable, Visit
from lydelse.audit.told import Audit

__all__ = [
    "NOTES",
    "Answer",
    "Audit",
    "Code",
    "Expected",
    "Finding",
    "Item",
    "Phase",
    "Request",
    "SeenPage",
    "Skipped",
    "Unreachable",
    "Visit",
    "findings",
]
