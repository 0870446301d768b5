"""Where the open references of a text lead, from the version that shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from lydelse.memory import FORGETFUL, Memory
from lydelse.model import Attachment, Catalogue, Fragments, Policy, Reference, Section, Status, Version
from lydelse.problems import Report, suggest


@dataclass(frozen=True, slots=True)
class Destination:
    """A version, and an anchor on its page; empty for the top."""

    version: Version
    anchor: str


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Why a reference leads nowhere, and what to do."""

    message: str
    hint: str


class Links:
    """Follows references. A link is resolved at the date of the version that shows it, its own sections first."""

    def __init__(self, catalogue: Catalogue, fragments: Fragments, known: Collection[str] | None = None) -> None:
        """Follow references among policies.

        Args:
            catalogue: the policies.
            fragments: their rendered texts.
            known: the ids of all policies, where the catalogue holds only those to which there are references.
        """
        self._catalogue = catalogue
        self._fragments = fragments
        self._known = known

    def follow(self, reference: Reference, version: Version, language: str) -> Destination | Attachment | Nowhere:
        """Give where a reference leads that the text of a version in a language makes."""
        if reference.file is not None:
            return self._attachment(reference.file, version)
        if reference.policy is None or reference.policy == version.policy:
            return self._anchor(reference.anchor, version, language)
        policy = self._catalogue.policy(reference.policy)
        if policy is None:
            known = [policy.id for policy in self._catalogue.policies] if self._known is None else self._known
            return Nowhere(f"there is no policy “{reference.policy}”", suggest(reference.policy, known))
        other = policy.on(version.effective)
        found = self._in_other(reference.anchor, other, language) if other else _not_yet(policy, version)
        if isinstance(found, Nowhere) and version.status is Status.WITHDRAWN:
            return self._last_that_had(reference.anchor, policy, language) or found
        return found

    def _in_other(self, anchor: str, other: Version, language: str) -> Destination | Nowhere:
        return self._anchor(anchor, other, language if language in other.languages else other.binding)

    def _last_that_had(self, anchor: str, policy: Policy, language: str) -> Destination | None:
        """Give the last version with an anchor: nobody may mend a withdrawn version when others go on without it."""
        found = (self._in_other(anchor, other, language) for other in reversed(policy.versions))
        return next((each for each in found if isinstance(each, Destination)), None)

    def _attachment(self, name: str, version: Version) -> Attachment | Nowhere:
        shown = {file.name: file for section in version.sections for file in _attachments(section)}
        if name in shown:
            return shown[name]
        return Nowhere(f"there is no file “{name}”", "Put it in the folder “files” beside the text.")

    def _anchor(self, anchor: str, version: Version, language: str) -> Destination | Nowhere:
        if not anchor or version.section(anchor) or anchor in self._inner_anchors(anchor, version, language):
            return Destination(version, anchor)
        ids = [section.id for section in version.sections]
        where = f"in the version {version.id} of “{version.policy}”"
        return Nowhere(f"there is no section “{anchor}” {where}", suggest(anchor, ids))

    def _inner_anchors(self, anchor: str, version: Version, language: str) -> frozenset[str]:
        section = version.section(anchor.partition("--")[0])
        wording = section.wordings.get(language) if section else None
        fragment = self._fragments.get(wording.revision.rendered_as) if wording else None
        return fragment.anchors if fragment else frozenset()


def _attachments(section: Section) -> Iterator[Attachment]:
    for wording in section.wordings.values():
        yield from wording.attachments


def _not_yet(policy: Policy, version: Version) -> Nowhere:
    message = f"no version of “{policy.id}” holds on {version.effective}, the effective date of the version that links"
    first = next(iter(policy.versions), None)
    hint = f"Its first version holds from {first.effective}." if first else "It has no published version."
    return Nowhere(message, f"{hint} Take the link out, or let it come with a later version.")


def check_references(
    catalogue: Catalogue,
    fragments: Fragments,
    unresolved: frozenset[str],
    report: Report,
    memory: Memory = FORGETFUL,
) -> None:
    """Report every reference that leads nowhere, once each, for the first version in which it does.

    Args:
        catalogue: the policies.
        fragments: their rendered texts.
        unresolved: policies that have faults of their own; links to them aren't judged.
        report: where problems go; those of drafts alone are warnings.
        memory: what was found before.
    """
    links = Links(catalogue, fragments)
    for policy in catalogue.policies:
        find = partial(_named_policies, policy, fragments)
        named = memory.of_values(("named", policy.id), policy, find, report)
        # Where a link to another policy leads follows from that one, and from which ones there are.
        others = catalogue.policies if named else ()
        check = partial(check_references_of, policy, links, fragments, unresolved)
        memory.of_values(("references", policy.id), (policy, others, unresolved), check, report)


def _named_policies(policy: Policy, fragments: Fragments, _report: Report) -> frozenset[str]:
    return named_policies(policy, fragments)


def named_policies(policy: Policy, fragments: Fragments) -> frozenset[str]:
    """Give the ids of the other policies to which a policy's texts link, whether there are such or not."""
    versions = (*policy.versions, *policy.drafts)
    found = {reference.policy for _, _, reference in _references(versions, fragments)}
    return frozenset(name for name in found if name not in (None, policy.id))


def check_references_of(
    policy: Policy, links: Links, fragments: Fragments, unresolved: frozenset[str], report: Report
) -> None:
    """Report every reference in one policy's texts that leads nowhere, as `check_references` does."""
    broken = _broken(policy.versions, links, fragments)
    in_drafts = _broken(policy.drafts, links, fragments)
    of_drafts = Report()
    for found, add in ((in_drafts, of_drafts.error), (broken, report.error)):
        for reference, nowhere in found.items():
            judged = reference.policy not in unresolved and (found is broken or reference not in broken)
            if judged:
                add(reference.place, "link-nowhere", nowhere.message, nowhere.hint)
    report.extend_as_drafts(of_drafts.problems)


def _broken(versions: Iterable[Version], links: Links, fragments: Fragments) -> dict[Reference, Nowhere]:
    broken: dict[Reference, Nowhere] = {}
    for version, language, reference in _references(versions, fragments):
        found = links.follow(reference, version, language)
        if isinstance(found, Nowhere):
            broken.setdefault(reference, found)
    return broken


def _references(versions: Iterable[Version], fragments: Fragments) -> Iterator[tuple[Version, str, Reference]]:
    """Give the references of versions, each with the language of the text that makes it."""
    of_sections: dict[int, tuple[tuple[str, Reference], ...]] = {}  # what carries over is the very same value
    for version in versions:
        for section in version.sections:
            if id(section) not in of_sections:
                of_sections[id(section)] = tuple(_references_of(section, fragments))
            for language, reference in of_sections[id(section)]:
                yield version, language, reference


def _references_of(section: Section, fragments: Fragments) -> Iterator[tuple[str, Reference]]:
    for language, wording in section.wordings.items():
        fragment = fragments.get(wording.revision.rendered_as)
        for reference in fragment.references if fragment else ():
            yield language, reference
