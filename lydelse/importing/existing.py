"""A policy as it stands in the content, before something is added to it."""

from __future__ import annotations

from dataclasses import dataclass

from lydelse.importing.errors import Unreadable
from lydelse.importing.model import Part
from lydelse.model import Catalogue, Content, PolicySource, Version


@dataclass(frozen=True, slots=True)
class Existing:
    """A policy with its versions, drafts among them, the oldest first."""

    source: PolicySource
    versions: tuple[Version, ...]

    @property
    def last(self) -> Version:
        """The last version; there is one."""
        return self.versions[-1]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the last version."""
        return self.last.languages

    def parts(self, language: str) -> tuple[Part, ...]:
        """Give the sections of the last version in a language, as far as it has them."""
        return parts_of(self.last, language)

    def gone(self, language: str) -> tuple[Part, ...]:
        """Give the sections that earlier versions had, as they had them last."""
        there = {section.id for section in self.last.sections}
        found = {part.id: part for version in self.versions for part in parts_of(version, language)}
        return tuple(part for name, part in found.items() if name not in there)


def parts_of(version: Version, language: str) -> tuple[Part, ...]:
    """Give the sections of a version in a language, as far as it has them."""
    wordings = (section.wordings.get(language) for section in version.sections)
    revisions = (wording.revision for wording in wordings if wording and wording.revision.language == language)
    return tuple(Part(revision.section, revision.title, revision.body) for revision in revisions)


def brings(version: Version, language: str) -> bool:
    """Whether a version's own folder holds texts in a language."""
    wordings = (section.wordings.get(language) for section in version.sections)
    folder = version.place.path.rpartition("/")[0] + "/"
    return any(
        wording.revision.language == language and wording.revision.place.path.startswith(folder)
        for wording in wordings
        if wording
    )


def find_existing(content: Content, catalogue: Catalogue, policy_id: str) -> Existing | None:
    """Find a policy; give nothing if there is none of that id.

    Raises:
        Unreadable: it is there, but so faulty that nothing can be added.
    """
    source = next((policy for policy in content.policies if policy.id == policy_id), None)
    if source is None:
        return None
    policy = catalogue.policy(policy_id)
    versions = sorted((*policy.versions, *policy.drafts), key=lambda version: version.id) if policy else []
    if not source.sound or not versions:
        raise Unreadable(f"the policy “{policy_id}” can't be read as it stands", "Mend what a build says of it first.")
    return Existing(source, tuple(versions))
