"""Goes on where an import ended: what a policy has already stays as it is, and what is new comes after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lydelse.importing.errors import Unreadable
from lydelse.importing.history import Before, Written
from lydelse.importing.model import Part
from lydelse.model import PolicySource, VersionId


@dataclass(frozen=True, slots=True)
class Continuation:
    """Where a history goes on: `texts` begin with the one of the policy's last imported version."""

    before: Before
    last: VersionId
    texts: tuple[Written, ...]


def continued(policy: PolicySource, language: str, texts: Sequence[Written]) -> Continuation:
    """Find where in a history a policy that is there already ends.

    Args:
        policy: the policy as it stands in the content.
        language: the language of the import.
        texts: the whole history, the oldest first.

    Raises:
        Unreadable: the policy wasn't imported, or its last imported version isn't in the history any more.
    """
    amendments = sorted(policy.amendments, key=lambda amendment: amendment.id)
    imported = [amendment for amendment in amendments if amendment.source]
    if not imported:
        message = f"the policy “{policy.id}” is there already, and its versions don't say what they were made from"
        raise Unreadable(message, "Choose another --policy: nothing is ever written over.")
    last = imported[-1]
    known = {text.source: index for index, text in enumerate(texts) if text.key}
    if last.source not in known:
        message = f"the version {last.id} was made from “{last.source}”, which the history doesn't have any more"
        hint = (
            "It was rewritten, or this is another branch or file. If the text is the same, write into “source” of "
            f"{last.place.path} what it is called now; else import into a policy of its own."
        )
        raise Unreadable(message, hint)
    present, gone = _sections(policy, language)
    before = Before(amendments[-1].id.effective, present, gone)
    return Continuation(before, amendments[-1].id, tuple(texts[known[last.source] :]))


def _sections(policy: PolicySource, language: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The sections of a policy's last version, and those that it once had, each as it read last."""
    texts: dict[str, Part] = {}
    listed: tuple[str, ...] = ()
    for amendment in sorted(policy.amendments, key=lambda amendment: amendment.id):
        listed = amendment.sections if amendment.sections is not None else listed
        for revision in amendment.revisions:
            if revision.language == language:
                texts[revision.section] = Part(revision.section, revision.title, revision.body)
    present = tuple(texts[section] for section in listed if section in texts)
    return present, tuple(part for part in texts.values() if part.id not in listed)
