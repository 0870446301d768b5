"""The recipe that holds the pages of a site against the declaration in force."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lydelse.addresses import BANNER_LIST
from lydelse.audit import Audit, Expected, findings
from lydelse.banner import is_needed
from lydelse.compose import Composition
from lydelse.compose.banner import banner_files
from lydelse.consent import consent_of
from lydelse.links import Links
from lydelse.model import Consent
from lydelse.preparing import AsOf, Edition, prepare
from lydelse.problems import Report
from lydelse.program import how_to_install


class Unprepared(Exception):  # noqa: N818 - says what is missing
    """There is nothing to audit with or against. `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at: the first page, how many in all, and how many seconds each look gets; with which browser, if
    one is named; and which other hosts may be asked, as `Expected` has them."""

    url: str
    pages: int
    wait: float
    browser: Path | None = None
    allowed: tuple[str, ...] = ()
    allowed_accepted: tuple[str, ...] = ()


def audit_site(root: Path, as_of: AsOf, look: Look, report: Report, watch: Callable[[str], None]) -> Audit | None:
    """Visit pages, answer their banner, and hold what that leaves in the browser against the declaration.

    Args:
        root: the folder that holds `content/`.
        as_of: the day.
        look: what is looked at.
        report: where problems go.
        watch: is told each page before it is looked at.

    Returns:
        The outcome, or `None` when the content can't be built.

    Raises:
        Unprepared: no declaration is in force, or Playwright isn't there.
        Unreachable: the site doesn't answer, or no browser starts.
    """
    edition = prepare(root, as_of, report)
    if edition is None:
        return None
    consent = consent_of(edition.catalogue)
    if consent is None:
        message = "There is nothing to audit against: no declaration of cookies is in force."
        raise Unprepared(message, "docs/content-model.md tells how to write one: cookies.yaml.")
    expected = Expected(
        consent.declaration,
        _digests(edition, consent),
        edition.catalogue.site.base_url,
        look.allowed,
        look.allowed_accepted,
    )
    categories = tuple(category.id for category in consent.declaration.optional)
    return _audit(look, categories, consent, expected, watch)


def _audit(
    look: Look, categories: tuple[str, ...], consent: Consent, expected: Expected, watch: Callable[[str], None]
) -> Audit:
    try:
        # Playwright is an optional extra: no other command needs a browser.
        from lydelse.audit.chromium import chromium  # noqa: PLC0415 - Playwright is an extra
        from lydelse.audit.tour import Manner, tour  # noqa: PLC0415 - Playwright is an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "playwright":
            raise
        message = "An audit needs Playwright, which isn't installed."
        raise Unprepared(message, how_to_install("audit")) from error
    with chromium(look.browser) as browser:
        seen = tour(browser, look.url, Manner(look.pages, look.wait, categories), watch)
    found = findings(seen.pages, seen.skipped, expected)
    return Audit(look.url, consent.policy, str(consent.version), seen.pages, found)


def _digests(edition: Edition, consent: Consent) -> frozenset[str]:
    """Give the digests of the snippets that the content makes; none where nobody has to be asked."""
    if not is_needed(consent):
        return frozenset()
    links = Links(edition.catalogue, edition.fragments)
    composition = Composition(edition.catalogue, edition.fragments, edition.layouts, links, consent)
    contents = (file.content for file in banner_files(composition, consent) if file.path == BANNER_LIST)
    document = json.loads(next(content for content in contents if isinstance(content, bytes)))
    return frozenset(made["digest"] for made in document["snippets"])
