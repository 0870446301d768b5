"""What a command names, found in the catalogue. What isn't there is refused alike everywhere, and the nearest named."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date

from lydelse.endings import Ending
from lydelse.model import Catalogue, Policy, Version, VersionId
from lydelse.problems import suggest


class Unfit(Ending):
    """What a command asks for can't be. `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def unknown_policy(policy: str, known: Collection[str]) -> Unfit:
    """Give the refusal of a policy that the site doesn't have."""
    return Unfit(f"there is no policy “{policy}”", suggest(policy, known))


def chosen_policies(catalogue: Catalogue, policies: Collection[str]) -> tuple[Policy, ...]:
    """Give the policies of some ids; all of them when none is named.

    Raises:
        Unfit: a policy isn't there.
    """
    return tuple(find_policy(catalogue, policy) for policy in dict.fromkeys(policies)) or catalogue.policies


def find_policy(catalogue: Catalogue, policy: str) -> Policy:
    """Give the policy of an id.

    Raises:
        Unfit: it isn't there.
    """
    found = catalogue.policy(policy)
    if found is None:
        raise unknown_policy(policy, [each.id for each in catalogue.policies])
    return found


def find_version(policy: Policy, word: str) -> Version:
    """Give the version of an id, drafts among them, or else the one in force on a day.

    Raises:
        Unfit: the word is neither an id nor a day, or nothing was in force on that day.
    """
    try:
        asked = VersionId.parse(word)
    except ValueError:
        raise Unfit(f"“{word}” is neither a version of “{policy.id}” nor a day", _meant(policy, word)) from None
    if asked.ordinal > 1 or any(version.id == asked for version in (*policy.versions, *policy.drafts)):
        return version_of_id(policy, word)
    return version_on(policy, asked.effective)


def version_of_id(policy: Policy, word: str) -> Version:
    """Give the version of an id, drafts among them.

    Raises:
        Unfit: the word is no id, or the policy has no such version.
    """
    try:
        asked = VersionId.parse(word)
    except ValueError:
        raise Unfit(f"“{word}” is no version of “{policy.id}”", _meant(policy, word)) from None
    for version in (*policy.versions, *policy.drafts):
        if version.id == asked:
            return version
    raise Unfit(f"“{policy.id}” has no version “{asked}”", _nearest(policy, asked))


def _meant(policy: Policy, word: str) -> str:
    """Name the version or the day that a misspelt word is nearest to."""
    ids = [str(version.id) for version in (*policy.versions, *policy.drafts)]
    day = nearest_day(word)
    return suggest(word, ids) if day is None else f"Did you mean “{day}”?"


def version_on(policy: Policy, day: date) -> Version:
    """Give the version in force on a day, as far as is known now.

    Raises:
        Unfit: nothing was.
    """
    found = policy.on(day)
    if found is None:
        message = f"nothing of “{policy.id}” was in force on {day}"
        raise Unfit(message, _nearest(policy, VersionId(day)))
    if policy.retired is not None and policy.retired.on <= day:
        message = f"“{policy.id}” ended on {policy.retired.on}, so nothing of it was in force on {day}"
        raise Unfit(message, f"The last version was {found.id}.")
    return found


def language_of(versions: Sequence[Version], asked: str | None) -> str:
    """Give the language that is asked for; by default the binding one of the last version, or else one of them all.

    Raises:
        Unfit: a version doesn't have it, or they have none in common.
    """
    *_, last = versions
    common = [language for language in last.languages if all(language in each.languages for each in versions)]
    if asked in common:
        return str(asked)
    if asked is None and common:
        return last.binding if last.binding in common else common[0]
    if asked is None:
        raise Unfit("the versions have no language in common", "Compare their files instead.")
    lacking = next(each for each in versions if asked not in each.languages)
    message = f"“{lacking.policy}” of {lacking.id} has no text in “{asked}”"
    raise Unfit(message, suggest(asked, lacking.languages))


def nearest_day(text: str) -> date | None:
    """Give the day that was meant by one that isn't in the calendar, or is written in another way."""
    match = re.fullmatch(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})", text.strip(), re.ASCII)
    if match is None:
        return None
    year, month, number = (max(int(part), 1) for part in match.groups())
    month = min(month, 12)
    return date(year, month, min(number, monthrange(year, month)[1]))


def _nearest(policy: Policy, asked: VersionId) -> str:
    """Name the versions before and after an id."""
    ids = sorted(version.id for version in (*policy.versions, *policy.drafts))
    near = [*[each for each in ids if each < asked][-1:], *[each for each in ids if each > asked][:1]]
    if not near:
        return "There is no version yet."
    return f"The nearest {'are' if near[1:] else 'is'} {' and '.join(map(str, near))}."
