"""From what was seen and what is declared to what is wrong: no browser, no clock, no files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lydelse.audit.finding import Code, Expected, Finding
from lydelse.audit.requests import asked_wrongly
from lydelse.audit.seen import Answer, SeenPage, Skipped
from lydelse.audit.storage import stored_wrongly, unseen

_SNIPPET = "snippet"


def findings(pages: Sequence[SeenPage], skipped: Iterable[Skipped], expected: Expected) -> tuple[Finding, ...]:
    """Hold what was seen against what is right.

    Args:
        pages: the pages that were looked at, in their order.
        skipped: those that couldn't be.
        expected: what is right.

    Returns:
        The faults in the order in which they were seen, then the notes. The same of several pages is told once.
    """
    unread = (Finding(Code.SKIPPED, "page", f"it wasn't looked at: {page.reason}", page=page.url) for page in skipped)
    found = (*_on_pages(pages, expected), *unseen(pages, expected.declaration), *unread)
    return tuple(sorted(found, key=lambda finding: finding.is_note))


def _on_pages(pages: Iterable[SeenPage], expected: Expected) -> Iterator[Finding]:
    """Give what is on pages: the first, and how many others have the same."""
    same: dict[tuple[Code, str], list[Finding]] = {}
    for page in pages:
        for finding in _on_page(page, expected):
            same.setdefault((finding.code, finding.thing), []).append(finding)
    for first, *others in same.values():
        yield replace(first, others=len(others))


def _on_page(page: SeenPage, expected: Expected) -> Iterator[Finding]:
    yield from _of_snippet(page, expected)
    yield from stored_wrongly(page, expected.declaration)
    yield from asked_wrongly(page, expected)


def _of_snippet(page: SeenPage, expected: Expected) -> Iterator[Finding]:
    if page.snippet is None:
        if expected.snippets and not expected.is_of_policies(page.url):
            message = "the banner's snippet isn't on this page"
            hint = "Put it into the page's head; the site's page /banner/ shows how."
            yield Finding(Code.SNIPPET_MISSING, _SNIPPET, message, hint, page.url)
        return
    if page.snippet not in expected.snippets:
        message = f"the page has an old snippet ({page.snippet}), which the content doesn't make any more"
        hint = "Paste in the one of today; the site's page /banner/ has it."
        if not expected.snippets:
            hint = "Take it out: the declaration in force asks for nothing."
        yield Finding(Code.SNIPPET_OUTDATED, _SNIPPET, message, hint, page.url)
    yield from _of_answers(page)


def _of_answers(page: SeenPage) -> Iterator[Finding]:
    unusable = [(phase, answer) for phase, answer in page.answers if answer is not Answer.CLICKED]
    if unusable:
        # The first tells enough: what stands in the way of one answer mostly does of all.
        phase, answer = unusable[0]
        message = "its answer couldn't be clicked; the audit gave it to the banner's script"
        hint = "See what of the page lies above the banner, hides it or takes it away."
        if answer is Answer.FAILED:
            message = "it took no answer, so that this phase couldn't be looked at"
            hint = "See whether another script of the page changes the banner or its record."
        yield Finding(Code.BANNER_UNUSABLE, "banner", message, hint, page.url, phase)
    if not page.has_settings:
        message = "nothing on the page opens the banner's settings, where consent is withdrawn"
        hint = "Put a link or button with the attribute data-consent-open on it (GDPR Art. 7(3))."
        yield Finding(Code.SETTINGS_CLOSED, "banner", message, hint, page.url)
