"""The links of the texts to other hosts, and what these answer.

What an answer means depends on who asks and when. So only what is surely gone is a warning; what can't be judged is
told as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag

from lydelse.check.addresses import host_of
from lydelse.check.asking import Answer, Manners, ask_all
from lydelse.check.links import links_of, shown
from lydelse.check.model import Finding, Information, Subject, finding
from lydelse.check.texts import Part, Text, Texts
from lydelse.model import FindingCode, Policy, Section, Version


@dataclass(frozen=True, slots=True)
class Answers:
    """What came of asking: links that lead nowhere, and a table of what else is worth knowing."""

    findings: tuple[Finding, ...]
    information: tuple[Information, ...]


def visit(subject: Subject, manners: Manners | None = None) -> Answers:
    """Ask for every page outside that the texts link to, each address once, without its fragment."""
    stands = list(_standing(subject))
    answers = ask_all([stand.address for stand in stands], manners or Manners())
    findings = tuple(stand.finding(answers[stand.address]) for stand in stands if answers[stand.address].is_gone)
    rows = tuple(
        (address, told, next(stand.where for stand in stands if stand.address == address))
        for address, answer in answers.items()
        if (told := _told(answer))
    )
    note = "What couldn't be checked may well be there: a person has to look."
    table = Information("links-online", "Links outside", ("Address", "Answer", "Where"), rows, note)
    return Answers(findings, (table,) if rows else ())


@dataclass(frozen=True, slots=True)
class _Standing:
    """A link to a page outside, where it stands. `address` is without its fragment."""

    address: str
    target: str
    policy: Policy
    version: Version
    section: Section
    text: Text
    part: Part

    @property
    def where(self) -> str:
        return str(self.text.place(self.part, self.target))

    def finding(self, answer: Answer) -> Finding:
        """Tell that it leads nowhere."""
        reason = answer.reason or f"the answer is {answer.status}"
        return finding(
            FindingCode.LINK_BROKEN,
            self.text.place(self.part, self.target),
            f"the link to “{self.target}” leads nowhere: {reason}",
            "Look for where the page is now, or take the link out.",
            policy=self.policy.id,
            version=self.version.id,
            section=self.section.id,
            language=self.text.revision.language,
            about=self.target,
        )


def _standing(subject: Subject) -> Iterator[_Standing]:
    texts = Texts(subject.fragments)
    for policy, version, section, revision in shown(subject):
        text = texts.of(revision)
        for part, link in links_of(text):
            if link.target.lower().startswith(("http:", "https:")) and host_of(link.target):
                yield _Standing(urldefrag(link.target).url, link.target, policy, version, section, text, part)


def _told(answer: Answer) -> str:
    """What is worth knowing of an answer that isn't a fault; empty if nothing is."""
    if answer.is_gone:
        return ""
    if not answer.is_fine:
        return f"couldn't be checked: {answer.reason or f'the answer is {answer.status}'}"
    if not answer.moved_to:
        return ""
    return f"moved for good to {answer.moved_to}" if answer.is_permanent else f"leads on to {answer.moved_to}"
