"""The page for the data protection officer: what the checks found, as one file of HTML that needs no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

from lydelse.canonical import canonical_text
from lydelse.check.model import Finding, Information, Subject
from lydelse.model import Acceptance, Policy, Version
from lydelse.problems import Problem

_TEMPLATE = Path(__file__).with_name("page.html")


@dataclass(frozen=True, slots=True)
class Row:
    """A text that was looked at: its policy, version, status and language, and the SHA-256 of its canonical text."""

    policy: str
    version: str
    status: str
    language: str
    digest: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows."""

    organisation: str
    day: date
    problems: tuple[Problem, ...]
    accepted: tuple[tuple[Problem, Acceptance], ...]
    information: tuple[Information, ...]
    texts: tuple[Row, ...]


def page_of(
    subject: Subject,
    problems: Sequence[Problem],
    accepted: Sequence[tuple[Finding, Acceptance]],
    information: Sequence[Information],
) -> bytes:
    """Give the page in UTF-8. It is for the organisation itself, and no part of the site.

    Args:
        subject: what was looked at.
        problems: what was found, those of the build among it.
        accepted: what is accepted, with what lets it pass.
        information: the tables.
    """
    told = dict.fromkeys((finding.problem, acceptance) for finding, acceptance in accepted)
    page = Page(
        organisation=subject.catalogue.site.organisation.name,
        day=subject.catalogue.as_of,
        problems=tuple(problems),
        accepted=tuple(sorted(told, key=lambda pair: pair[0])),
        information=tuple(information),
        texts=tuple(row for policy, version in subject.versions for row in _rows(policy, version)),
    )
    return _template().render(page=page).encode()


def _rows(policy: Policy, version: Version) -> Iterator[Row]:
    for language in version.languages:
        digest = canonical_text(version, language).digest
        yield Row(policy.id, str(version.id), version.status.value, language, digest)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
