"""What an auditor can keep: what was looked at, on which day, and how it stood."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from lydelse import __version__
from lydelse.canonical import canonical_text
from lydelse.model import Policy
from lydelse.verify.comparing import Finding, Standing


@dataclass(frozen=True, slots=True)
class TextRecord:
    """A version in one language: its digest, and the entry of the register that tells of it, if one does."""

    version: str
    language: str
    sha256: str
    entry: int | None = None
    sealed: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyRecord:
    """A policy: its texts, and how many entries its register has, with the digest of the last."""

    policy: str
    entries: int
    head: str
    texts: tuple[TextRecord, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """The outcome of a verification: of the content, and of a built site where one was looked at.

    `day` is that of the verification, `as_of` that for which the site was built. `files` counts its files by how they
    stand to what the content builds.
    """

    day: date
    as_of: date
    policies: tuple[PolicyRecord, ...]
    site: str | None = None
    files: Mapping[str, int] | None = None

    def with_site(self, site: str, findings: Iterable[Finding]) -> Protocol:
        """Give the same with what was found of a site."""
        counts = Counter(finding.standing.value for finding in findings)
        return replace(self, site=site, files={standing.value: counts[standing.value] for standing in Standing})

    @property
    def json(self) -> str:
        """The protocol for programs."""
        document = {"lydelse": __version__, **asdict(self), "day": str(self.day), "as_of": str(self.as_of)}
        return json.dumps(document, ensure_ascii=False, indent=1)

    @property
    def lines(self) -> Iterator[str]:
        """The protocol for people."""
        yield f"Verified on {self.day} with Lydelse {__version__}, as of {self.as_of}"
        for policy in self.policies:
            yield ""
            sealed = f"{policy.entries} entries, the last with the digest {policy.head}" if policy.entries else "none"
            yield f"{policy.policy}: register: {sealed}"
            for text in policy.texts:
                entry = f"entry {text.entry} of {text.sealed}" if text.entry else "not sealed"
                yield f"  {text.version:<13} {text.language:<5} {text.sha256}  {entry}"
        if self.files is not None:
            yield ""
            counts = ", ".join(f"{count:,} {standing}" for standing, count in self.files.items() if count)
            yield f"{self.site}: files against what the content builds: {counts or 'none'}"


def record(policy: Policy) -> PolicyRecord:
    """Give what is to be told of a policy."""
    latest = policy.register.latest() if policy.register else {}
    texts = []
    for version in policy.versions:
        for language in version.languages:
            entry = latest.get((version.id, language))
            digest = canonical_text(version, language).digest
            number, sealed = (entry.number, str(entry.sealed)) if entry else (None, None)
            texts.append(TextRecord(str(version.id), language, digest, number, sealed))
    entries, head = (len(policy.register.entries), policy.register.head) if policy.register else (0, "")
    return PolicyRecord(policy.id, entries, head, tuple(texts))
