"""Goes on where an import ended: what a policy has already stays as it is, and what is new comes after it."""

from __future__ import annotations

from collections.abc import Sequence

from lydelse.importing.errors import Unreadable
from lydelse.importing.existing import Existing
from lydelse.importing.history import Before, Written


def continued(existing: Existing, language: str, texts: Sequence[Written]) -> tuple[Before, tuple[Written, ...]]:
    """Find where in a history a policy that is there already ends: give what it has, and the texts from the one of its
    last imported version on.

    Args:
        existing: the policy as it stands in the content, with what people changed in it and added to it.
        language: the language of the import.
        texts: the whole history, the oldest first.

    Raises:
        Unreadable: the policy wasn't imported, or its last imported version isn't in the history any more.
    """
    policy = existing.source
    imported = [amendment for amendment in policy.amendments if amendment.source]
    if not imported:
        message = f"the policy “{policy.id}” is there already, and its versions don't say what they were made from"
        raise Unreadable(message, "Choose another id for it: nothing is ever written over.")
    last = max(imported, key=lambda amendment: amendment.id)
    known = {text.source: index for index, text in enumerate(texts) if text.key}
    if last.source not in known:
        message = f"the version {last.id} of “{policy.id}” came from {last.source}, which the history doesn't have"
        hint = (
            "The history was rewritten, or this is another branch or file. If the text stayed the same, write into "
            f"“source” of {last.place.path} which commit or file has it now; else import into another policy."
        )
        raise Unreadable(message, hint)
    before = Before(existing.last.id.effective, existing.parts(language), existing.gone(language))
    return before, tuple(texts[known[last.source] :])
