"""What a reader must know before the text: that it doesn't hold yet, or no more, or was corrected."""

from __future__ import annotations

from collections.abc import Iterator

from lydelse import addresses
from lydelse.compose.composition import Composition
from lydelse.compose.views import Link, Notice
from lydelse.compose.wording import name_of
from lydelse.model import Policy, Status, Version, VersionId


def notices(
    composition: Composition, policy: Policy, version: Version | None, language: str, address: str
) -> tuple[Notice, ...]:
    """Give the notices of a page of a policy.

    Args:
        composition: what pages are composed from.
        policy: the policy.
        version: the version that the page shows, if any.
        language: the page's language.
        address: the page's address; the policy's own shows what holds now.
    """
    writer = _Writer(composition, policy, language, address)
    if address != writer.there.in_force:
        return tuple(writer.on_version(version)) if version is not None else ()
    return tuple(writer.on_in_force(version))


class _Writer:
    """Writes the notices of one page."""

    def __init__(self, composition: Composition, policy: Policy, language: str, address: str) -> None:
        self._composition = composition
        self._policy = policy
        self._language = language
        self._address = address
        self._strings = composition.strings(language)
        self.there = composition.addresses(policy, language)

    def on_in_force(self, version: Version | None) -> Iterator[Notice]:
        """What concerns the page of what holds now."""
        yield from self._end()
        if version is None and self._policy.retired is None:
            yield from self._nothing_in_force()
        for coming in self._policy.upcoming:
            if version is not None and self._language in coming.languages:
                text = self._say("notice_upcoming_on_current", date=self._name(coming.id))
                yield Notice("upcoming", text, (self._to(coming.id, "link_upcoming"),))
        if version is not None:
            yield from self._late(version)

    def on_version(self, version: Version) -> Iterator[Notice]:
        """What concerns a version at its permanent address."""
        yield from self._standing(version)
        for other in version.corrected_by:
            yield Notice("corrected", self._say("notice_corrected", date=self._name(other)), self._to_version(other))
        if version.corrects is not None:
            text = self._say("notice_correction", date=self._name(version.corrects))
            yield Notice("correction", text, self._to_version(version.corrects))
        yield from self._late(version)
        yield from self._end()

    def _standing(self, version: Version) -> Iterator[Notice]:
        status = version.status
        if status is Status.SUPERSEDED:
            yield Notice("superseded", self._superseded(version), self._to_in_force())
        elif status in (Status.UPCOMING, Status.WITHDRAWN):
            text = self._say(f"notice_{status}", date=self._name(version.id))
            yield Notice(status.value, text, self._to_in_force())

    def _superseded(self, version: Version) -> str:
        last = self._policy.last_day(version)
        start = self._strings.day(version.effective)
        if last is None or last < version.effective:
            return self._say("notice_superseded_same_day", date=start)
        return self._say("notice_superseded", start=start, end=self._strings.day(last))

    def _late(self, version: Version) -> Iterator[Notice]:
        if version.published is not None and version.published > version.effective:
            published, effective = self._strings.day(version.published), self._strings.day(version.effective)
            yield Notice("late", self._say("notice_late", published=published, effective=effective))

    def _end(self) -> Iterator[Notice]:
        retired = self._policy.retired
        if retired is None:
            return
        key = "notice_retired" if retired.on <= self._composition.catalogue.as_of else "notice_retires"
        yield Notice("retired", self._say(key, date=self._strings.day(retired.on)), tuple(self._to_replacement()))

    def _to_replacement(self) -> Iterator[Link]:
        retired = self._policy.retired
        other = self._composition.catalogue.policy(retired.replaced_by) if retired and retired.replaced_by else None
        if other is not None and self._language in other.languages:
            title = next(v.title[self._language] for v in reversed(other.versions) if self._language in v.title)
            address = self._composition.addresses(other, self._language).in_force
            yield self._link(address, self._say("link_replacement", title=title))

    def _nothing_in_force(self) -> Iterator[Notice]:
        if self._policy.current is not None:
            yield from self._not_in_language(self._policy.current)
        elif self._policy.upcoming:
            first = self._policy.upcoming[0]
            links = self._to_version(first.id, "link_upcoming")
            yield Notice("upcoming", self._say("notice_first_upcoming", date=self._name(first.id)), links)
        else:
            yield Notice("superseded", self._say("notice_nothing_in_force"))

    def _not_in_language(self, current: Version) -> Iterator[Notice]:
        strings = self._composition.strings(current.binding)
        address = self._composition.addresses(self._policy, current.binding).in_force
        href = addresses.relative(self._address, address)
        link = Link(href, current.title[current.binding], current.binding, strings.direction)
        names = self._strings.language_name(self._language)
        yield Notice("superseded", self._say("policy_not_in_language", language=names), (link,))

    def _to_in_force(self) -> tuple[Link, ...]:
        if self._policy.current is None:
            return ()
        return (self._link(self.there.in_force, self._say("link_in_force")),)

    def _to_version(self, version_id: VersionId, key: str = "link_version") -> tuple[Link, ...]:
        version = self._policy.version(version_id)
        has_page = version is not None and self._language in version.languages
        return (self._to(version_id, key),) if has_page else ()

    def _to(self, version_id: VersionId, key: str) -> Link:
        return self._link(self.there.version(version_id), self._say(key, date=self._name(version_id)))

    def _link(self, address: str, text: str) -> Link:
        return Link(addresses.relative(self._address, address), text)

    def _name(self, version_id: VersionId) -> str:
        return name_of(version_id, self._strings)

    def _say(self, key: str, **values: object) -> str:
        return self._strings.say(key, **values)
