"""Acceptances: what a check finds and an editor lets pass, with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lydelse.check.model import Finding, Subject
from lydelse.model import Acceptance


def acceptance_of(subject: Subject, finding: Finding) -> Acceptance | None:
    """Give the acceptance that lets a finding pass, the policy's own before the site's."""
    return next((accepted for accepted in accepting(subject, finding.policy) if _lets_pass(accepted, finding)), None)


def accepting(subject: Subject, policy_id: str) -> Iterator[Acceptance]:
    """Give the acceptances that hold for a policy."""
    for policy in subject.content.policies:
        if policy.id == policy_id:
            yield from policy.accepted
    yield from subject.content.site.accepted


def divide(
    subject: Subject, findings: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[tuple[Finding, Acceptance], ...]]:
    """Divide findings into those that stand, and those that are accepted with what lets them pass."""
    standing: list[Finding] = []
    accepted: list[tuple[Finding, Acceptance]] = []
    for finding in findings:
        acceptance = acceptance_of(subject, finding)
        if acceptance is None:
            standing.append(finding)
        else:
            accepted.append((finding, acceptance))
    return tuple(standing), tuple(accepted)


def _lets_pass(acceptance: Acceptance, finding: Finding) -> bool:
    asked = (acceptance.section, acceptance.language, acceptance.version, acceptance.about)
    found = (finding.section, finding.language, finding.version, finding.about)
    is_meant = all(wanted is None or wanted == there for wanted, there in zip(asked, found, strict=True))
    return acceptance.code.value == finding.problem.code and is_meant
