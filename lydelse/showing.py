"""The recipe that gives the text of a policy that was in force on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lydelse.asked import find_policy, language_of, version_of_id, version_on
from lydelse.canonical import CanonicalText, canonical_text
from lydelse.compare import to_plain
from lydelse.model import Entry, Policy, Version
from lydelse.preparing import AsOf, Edition, prepare
from lydelse.problems import Report
from lydelse.register import without_later
from lydelse.resolve import resolve
from lydelse.wordings import section_html


@dataclass(frozen=True, slots=True)
class Sought:
    """Which text is sought: that of a `version` by its id, or else of the version in force `on` a day (by default
    today), in a language (by default the binding one)."""

    policy: str
    on: date | None = None
    version: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A version's text in a language. `entry` is that of the register with the same digest, if there is one."""

    edition: Edition
    policy: Policy
    version: Version
    language: str
    text: CanonicalText
    entry: Entry | None

    def plain(self, width: int) -> str:
        """The title and the sections as plain lines of at most `width` columns."""
        title = self.version.title.get(self.language, "")
        ids = [section.id for section in self.version.sections]
        html = (section_html(self.edition, self.version, section, self.language) for section in ids)
        return "\n\n".join((title, *(to_plain(each, width) for each in html if each))) + "\n"


def show_text(root: Path, as_of: AsOf, sought: Sought, report: Report) -> Shown | None:
    """Find a text.

    Args:
        root: the folder that holds `content/`.
        as_of: today: what is published later isn't known yet.
        sought: which text.
        report: where problems go that keep it from being found.

    Returns:
        The text, or `None` when a problem has to be mended first.

    Raises:
        Unfit: there is no such text.
        OSError: a source can't be read.
    """
    edition = prepare(root, as_of, found := Report())
    if edition is None:
        report.extend(found.problems)
        return None
    policy = find_policy(edition.catalogue, sought.policy)
    if sought.version is not None:
        version = version_of_id(policy, sought.version)
    else:
        version = _in_force(edition, policy, sought.on or edition.catalogue.as_of)
    language = language_of([version], sought.language)
    text = canonical_text(version, language)
    return Shown(edition, policy, version, language, text, _entry(policy, version, language, text.digest))


def _in_force(edition: Edition, policy: Policy, day: date) -> Version:
    """Give the version in force on a day as it read then: without the translations that came later."""
    found = version_on(policy, day)
    source = next(source for source in edition.content.policies if source.id == policy.id)
    content = replace(edition.content, policies=(without_later(source, day),))
    (then,) = resolve(content, edition.catalogue.as_of, Report()).policies
    return then.version(found.id) or found


def _entry(policy: Policy, version: Version, language: str, digest: str) -> Entry | None:
    entries = policy.register.entries if policy.register else ()
    same = [e for e in entries if (e.version, e.language, e.sha256) == (version.id, language, digest)]
    return same[-1] if same else None
