"""What the banner asks on a day, derived from the history of the declaration.

A person has consented to what the declaration said on that day (GDPR Art. 4(11): specific and informed). When it comes
to say more, the consent doesn't reach it, and that category is asked anew; when it says the same in other words, or
less, the consent stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lydelse.model import (
    Asking,
    Catalogue,
    Category,
    Consent,
    Declaration,
    Policy,
    Reason,
    Significance,
    Status,
    Version,
)


@dataclass(frozen=True, slots=True)
class Widening:
    """A category that is new or says more than before: why, and what is new by name, as `Asking` has it."""

    category: Category
    reasons: tuple[Reason, ...]
    names: tuple[str, ...] = ()


def consent_of(catalogue: Catalogue) -> Consent | None:
    """Give what the banner asks as of the day of the catalogue.

    Returns:
        The declaration in force and since when a consent to each of its optional categories is good; `None` when no
        version that holds the declaration is in force. Where it has no optional category, nobody is asked.
    """
    site = catalogue.site
    policy = catalogue.policy(site.declaration) if site.declaration is not None else None
    current = policy.current if policy is not None else None
    if policy is None or current is None or current.declaration is None:
        return None
    askings = tuple(_askings(policy))
    latest = {asking.category: asking.version for asking in askings}
    since = {category.id: latest[category.id] for category in current.declaration.optional}
    return Consent(policy.id, current.id, current.declaration, since, askings)


def _askings(policy: Policy) -> Iterator[Asking]:
    """Give all askings of the versions that have held, the oldest first."""
    held = [version for version in policy.versions if version.status in (Status.CURRENT, Status.SUPERSEDED)]
    for before, version in pairwise([None, *held]):
        if version is not None and version.declaration is not None:
            yield from _askings_of(before.declaration if before else None, version, version.declaration)


def _askings_of(old: Declaration | None, version: Version, new: Declaration) -> Iterator[Asking]:
    is_material = version.significance is Significance.MATERIAL
    found = {each.category.id: each for each in widenings(old, new, version.binding, is_material=is_material)}
    for category in new.optional:
        widening = found.get(category.id, Widening(category, ()))
        editor = (Reason.EDITOR,) if category.id in version.reconsent else ()
        if widening.reasons or editor:
            yield Asking(version.id, category.id, widening.reasons + editor, widening.names)


def widenings(old: Declaration | None, new: Declaration, binding: str, *, is_material: bool) -> Iterator[Widening]:
    """Give the categories in which a declaration says more than the one before, in their order.

    Args:
        old: the declaration before; without one, every category is new.
        new: the declaration.
        binding: the language in which purposes are compared: what changes in another alone is a translation.
        is_material: whether other words for a purpose are another purpose; in an editorial version they are a
            correction.
    """
    for category in new.categories:
        before = old.category(category.id) if old is not None else None
        if before is None:
            yield Widening(category, (Reason.CATEGORY,))
            continue
        found = _more(before, category)
        is_purpose_new = is_material and not _purposes(category, binding) <= _purposes(before, binding)
        if found or is_purpose_new:
            names = tuple(dict.fromkeys(name for names in found.values() for name in names))
            yield Widening(category, ((Reason.PURPOSE,) if is_purpose_new else ()) + tuple(found), names)


def _purposes(category: Category, language: str) -> set[str]:
    return {text.get(language, "") for text in (category.purpose, *(entry.purpose for entry in category.stored))}


def _more(old: Category, new: Category) -> dict[Reason, tuple[str, ...]]:
    """Who is new to a category, and what it keeps longer, by reason; in the order of `Reason`.

    What is new in it is kept longer when it is kept longer than anything in the category was.
    """
    providers = {entry.provider for entry in old.stored}
    recipients = {name for entry in old.stored for name in entry.recipients}
    kept = {entry.identity: entry.duration.seconds for entry in old.stored}
    longest = max(kept.values(), default=0.0)
    found = {
        Reason.PROVIDER: tuple(entry.provider for entry in new.stored if entry.provider not in providers),
        Reason.RECIPIENT: tuple(name for entry in new.stored for name in entry.recipients if name not in recipients),
        Reason.DURATION: tuple(
            entry.name for entry in new.stored if entry.duration.seconds > kept.get(entry.identity, longest)
        ),
    }
    return {reason: names for reason, names in found.items() if names}
