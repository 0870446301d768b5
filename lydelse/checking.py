"""The recipe of the checks: the content is prepared as for a build, looked at, and what was accepted is set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lydelse.asked import chosen_policies
from lydelse.check import (
    CHECKS,
    ONLINE_CODES,
    SURVEYS,
    UNAVAILABLE_CODES,
    Finding,
    Information,
    Subject,
    divide,
    page_of,
)
from lydelse.model import Acceptance, Policy, Status, Version
from lydelse.preparing import AsOf, Edition, prepare
from lydelse.problems import Problem, Report
from lydelse.stages import each


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: the policies of some ids, all of them when empty; `superseded` adds the versions that nobody
    may mend any more; `online` lets other hosts be asked."""

    policies: tuple[str, ...] = ()
    superseded: bool = False
    online: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of the checks: the findings that stand, those that are accepted, and the tables."""

    subject: Subject
    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Acceptance], ...]
    information: tuple[Information, ...]


def check_site(root: Path, as_of: AsOf, scope: Scope, report: Report) -> Checked | None:
    """Check the policies of a site.

    Args:
        root: the folder that holds `content/`.
        as_of: the day on which it is looked at.
        scope: what is looked at.
        report: where problems go, those that a build would find as well.

    Returns:
        What was found, or `None` when the content can't be built.

    Raises:
        Unfit: a policy isn't there.
        OSError: a source can't be read.
    """
    edition = prepare(root, as_of, report)
    if edition is None:
        return None
    subject = subject_of(edition, scope)
    checked = run_checks(subject, online=scope.online)
    report.extend(finding.problem for finding in checked.findings)
    _report_unused(checked, scope, report)
    return checked


def subject_of(edition: Edition, scope: Scope | None = None) -> Subject:
    """Give what the checks look at: of an edition, the versions of a scope, by default all that editors can mend.

    Raises:
        Unfit: a policy isn't there.
    """
    scope = scope or Scope()
    policies = chosen_policies(edition.catalogue, scope.policies)
    versions = tuple((policy, version) for policy in policies for version in _versions(policy, scope))
    return Subject(edition.content, edition.catalogue, edition.fragments, edition.layouts, versions)


def run_checks(subject: Subject, *, online: bool = False) -> Checked:
    """Run every check, those that ask other hosts on demand, and set aside what is accepted."""
    found = [finding for check in each(CHECKS, "checks made") for finding in check(subject)]
    tables = [table for survey in SURVEYS for table in survey(subject)]
    if online:
        from lydelse.check.online import visit  # noqa: PLC0415 - what asks hosts is loaded when they are asked

        answers = visit(subject)
        found += answers.findings
        tables += answers.information
    standing, accepted = divide(subject, dict.fromkeys(found))
    return Checked(subject, standing, accepted, tuple(tables))


def report_page(checked: Checked, problems: Sequence[Problem]) -> bytes:
    """Give the page for the data protection officer, as HTML in UTF-8, with the problems that are told beside it."""
    return page_of(checked.subject, problems, checked.accepted, checked.information)


def page_of_subject(subject: Subject) -> bytes:
    """Give that page for a site that is at hand, as a preview has it, without what a build reports."""
    checked = run_checks(subject)
    return report_page(checked, sorted({finding.problem for finding in checked.findings}))


def _versions(policy: Policy, scope: Scope) -> Iterator[Version]:
    for version in sorted((*policy.versions, *policy.drafts), key=lambda version: version.id):
        is_past = version.status in (Status.SUPERSEDED, Status.WITHDRAWN)
        if scope.superseded or not is_past:
            yield version


def _report_unused(checked: Checked, scope: Scope, report: Report) -> None:
    """Report what lets nothing pass any more, as far as it was looked for."""
    used = {acceptance.place for _, acceptance in checked.accepted}
    for acceptance in _judged(checked.subject, scope):
        if acceptance.place not in used:
            message = f"nothing that was looked at is found any more as “{acceptance.code}” and accepted here"
            hint = "Take the entry out. If it is for a version that has passed, name that with “version: …”."
            report.warning(acceptance.place, "acceptance-unused", message, hint)


def _judged(subject: Subject, scope: Scope) -> Iterator[Acceptance]:
    """Give the acceptances of which the checks would have shown a use."""
    looked_at = {(policy.id, version.id) for policy, version in subject.versions}
    unseen = UNAVAILABLE_CODES if scope.online else UNAVAILABLE_CODES | ONLINE_CODES
    for source in subject.content.policies:
        policy = subject.catalogue.policy(source.id)
        known = {version.id for version in (*policy.versions, *policy.drafts)} if policy else set()
        is_chosen = not scope.policies or source.id in scope.policies
        for acceptance in source.accepted if is_chosen else ():
            is_passed_over = acceptance.version in known and (source.id, acceptance.version) not in looked_at
            if acceptance.code not in unseen and not is_passed_over:
                yield acceptance
    if not scope.policies:
        yield from (acceptance for acceptance in subject.content.site.accepted if acceptance.code not in unseen)
