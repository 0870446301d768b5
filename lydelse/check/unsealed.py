"""The check of registers: policies of which nothing would tell that a published text was altered."""

from __future__ import annotations

from collections.abc import Iterator

from lydelse.check.model import Finding, Subject, finding
from lydelse.model import FindingCode
from lydelse.problems import Severity


def check_register(subject: Subject) -> Iterator[Finding]:
    """Find policies that have published versions and no register. Where there is one, a build tells what it lacks."""
    for policy in dict.fromkeys(policy.id for policy, _ in subject.versions):
        found = subject.catalogue.policy(policy)
        if found is not None and found.versions and found.register is None:
            yield finding(
                FindingCode.REGISTER_ABSENT,
                found.place,
                "the policy has published versions and no register, so nothing tells if one of them is altered",
                f"Seal them: lydelse seal {policy}. Or accept this with the reason why the policy needs none.",
                policy=policy,
                severity=Severity.NOTE,
            )
