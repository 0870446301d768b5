"""The texts of a policy as they were on earlier days: without the translations that came later."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from lydelse.model import Catalogue, Content, Entry, Policy, PolicySource, Version, VersionId

Resolve: TypeAlias = Callable[[Content, date], Catalogue]
"""Works out what a content means on a day, whatever its problems."""


@dataclass(frozen=True, slots=True)
class States:
    """A policy for each day from which an entry of its register is: all that has been published, but for the
    translations that came later than that day.

    What else was published since belongs to it, as it may not change what an older version says.
    """

    by_day: Mapping[date, Policy]
    whole: Policy
    """With all the translations that are to come, as what is sealed ahead may hold them."""

    def version(self, entry: Entry) -> Version | None:
        """The version that an entry tells of, as it was on that day; drafts are found, too."""
        return _find(self.by_day[entry.sealed], entry.version)

    def version_in_time(self, entry: Entry) -> Version | None:
        """The same with the translations that are to come."""
        return _find(self.whole, entry.version)


def _find(policy: Policy, version_id: VersionId) -> Version | None:
    return next((v for v in (*policy.versions, *policy.drafts) if v.id == version_id), None)


def states_of(source: PolicySource, content: Content, as_of: date, resolve: Resolve) -> States:
    """Work out a policy's states for its register's entries.

    Args:
        source: the policy as it was read.
        content: the site's content, of which the policy is a part.
        as_of: the day for which the site is built.
        resolve: works out what a content means on a day.
    """
    entries = source.register.entries if source.register else ()
    days = {entry.sealed for entry in entries}
    last = max(days | {as_of})
    later = {r.published for a in source.amendments for r in a.revisions if r.published is not None}
    resolved: dict[frozenset[date], Policy] = {}
    by_day = {}
    for day in days:
        left_out = frozenset(published for published in later if published > day)
        if left_out not in resolved:
            resolved[left_out] = _resolve(_without(source, left_out), content, last, resolve)
        by_day[day] = resolved[left_out]
    return States(by_day, _resolve(source, content, date.max, resolve))


def without_later(source: PolicySource, day: date) -> PolicySource:
    """Give a policy without the translations that came later than a day."""
    published = {revision.published for amendment in source.amendments for revision in amendment.revisions}
    return _without(source, {each for each in published if each is not None and each > day})


def _without(source: PolicySource, days: Collection[date]) -> PolicySource:
    amendments = tuple(
        replace(amendment, revisions=tuple(r for r in amendment.revisions if r.published not in days))
        for amendment in source.amendments
    )
    return replace(source, amendments=amendments) if days else source


def _resolve(source: PolicySource, content: Content, day: date, resolve: Resolve) -> Policy:
    (policy,) = resolve(replace(content, policies=(source,)), day).policies
    return policy
