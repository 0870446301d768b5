"""What the checks look at, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lydelse.layouts import Layouts
from lydelse.model import Catalogue, Content, FindingCode, Fragments, Policy, Revision, Version, VersionId
from lydelse.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Subject:
    """A site as of a day, and those of its versions that are looked at: the one in force and those to come, drafts
    among them; on demand the superseded ones, too, which nobody may mend any more."""

    content: Content
    catalogue: Catalogue
    fragments: Fragments
    layouts: Layouts
    versions: tuple[tuple[Policy, Version], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, and where in the policy that is, so that an editor can accept it there with a reason.

    `section` and `language` are `None` where it concerns the version as a whole, `version` where it concerns the
    policy as a whole. `about` says what it is about where the rest doesn't tell: an information duty, an act, a link.
    """

    problem: Problem
    policy: str
    version: VersionId | None = None
    section: str | None = None
    language: str | None = None
    about: str | None = None


def finding(
    code: FindingCode,
    place: Place,
    message: str,
    hint: str,
    *,
    policy: str,
    version: VersionId | None = None,
    section: str | None = None,
    language: str | None = None,
    about: str | None = None,
    severity: Severity = Severity.WARNING,
) -> Finding:
    """Give a finding. Of a text that several versions share, each gets one with the same problem, which is told once:
    so the message names no version."""
    return Finding(Problem(place, code.value, message, hint, severity), policy, version, section, language, about)


def wordings(version: Version) -> Iterator[tuple[str, str, Revision]]:
    """Give what readers of each language see of a version: section, language of the page, and text."""
    for section in version.sections:
        for language, wording in section.wordings.items():
            yield section.id, language, wording.revision


Check: TypeAlias = Callable[[Subject], Iterator[Finding]]
"""A check gives what it finds, one by one; those that a person has accepted are taken out behind it."""


@dataclass(frozen=True, slots=True)
class Information:
    """What a check tells without finding fault: a table, printed below the problems.

    `name` is stable, in kebab case, and is the table's key for programs. Rows have as many cells as there are columns;
    a cell without a value is empty. `note` says how to read the table, for people. `total` is told to people in its
    place where tables would bury the problems; a table without one always stands in full.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    total: str = ""


Survey: TypeAlias = Callable[[Subject], Iterator[Information]]
"""A survey gives tables; one that has nothing to tell gives none."""
