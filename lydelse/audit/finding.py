"""What the audit tells: its codes, a finding, and what it holds the pages against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lydelse.audit.seen import Phase
from lydelse.model import Declaration


class Code(StrEnum):
    """What can be found on pages. The last four are worth knowing, but no faults (`NOTES`)."""

    SNIPPET_MISSING = "snippet-missing"
    SNIPPET_OUTDATED = "snippet-outdated"
    BANNER_UNUSABLE = "banner-unusable"
    UNDECLARED = "undeclared"
    BEFORE_CONSENT = "before-consent"
    AFTER_REFUSAL = "after-refusal"
    UNCLEARED = "uncleared"
    OUTLIVING = "outliving"
    REQUEST_UNKNOWN = "request-unknown"
    REQUEST_BEFORE_CONSENT = "request-before-consent"
    REQUEST_AFTER_REFUSAL = "request-after-refusal"
    REQUEST_AFTER_WITHDRAWAL = "request-after-withdrawal"
    UNCLEARABLE = "unclearable"
    UNSEEN = "unseen"
    SETTINGS_CLOSED = "settings-closed"
    SKIPPED = "skipped"


NOTES = frozenset({Code.UNCLEARABLE, Code.UNSEEN, Code.SETTINGS_CLOSED, Code.SKIPPED})
"""What is no fault."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a thing, with the page and the phase in which it was first seen.

    `page` is empty for what concerns no page, `phase` is `None` for what concerns none in particular; `others` counts
    the other pages where the same was found.
    """

    code: Code
    thing: str
    message: str
    hint: str = ""
    page: str = ""
    phase: Phase | None = None
    others: int = 0

    @property
    def is_note(self) -> bool:
        """Whether it is worth knowing, but no fault."""
        return self.code in NOTES


@dataclass(frozen=True, slots=True)
class Expected:
    """What is right on the pages.

    `snippets` are the digests of the snippets that the content makes, none where nobody has to be asked. Below
    `policies`, the address of the policies' own site, pages need no snippet, and others may fetch from there.
    `allowed` are other hosts that may be asked at any time, `allowed_accepted` those that may be once all is
    accepted, each with the hosts below it.
    """

    declaration: Declaration
    snippets: frozenset[str] = frozenset()
    policies: str = ""
    allowed: tuple[str, ...] = ()
    allowed_accepted: tuple[str, ...] = ()

    def is_of_policies(self, url: str) -> bool:
        """Whether an address is one of the policies' own site."""
        return bool(self.policies) and url.startswith(self.policies)
