"""Holds what was published against what the content says now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from lydelse.canonical import DECLARATION_ID, CanonicalText, canonical_text
from lydelse.memory import FORGETFUL, Memory
from lydelse.model import Catalogue, Content, Entry, Policy, PolicySource, Register, Version
from lydelse.problems import Place, Report, in_words
from lydelse.register.seal import is_late, unsealed
from lydelse.register.states import Resolve, States, states_of

_TAKE_BACK = (
    "Take it back from git as it was. What is wrong in it is mended by a new version with “corrects: {version}” and"
    " its reason."
)


def check_registers(
    content: Content,
    catalogue: Catalogue,
    resolve: Resolve,
    report: Report,
    memory: Memory = FORGETFUL,
    *,
    late: bool = False,
) -> None:
    """Report every published text that was altered, taken away or slipped in between.

    Args:
        content: what was read.
        catalogue: what it means on the day for which the site is built.
        resolve: works out what a content means on a day.
        report: where problems go.
        memory: what was found before.
        late: whether versions that should have been in the register before are let in.
    """
    setting = _Setting(content, catalogue.as_of, resolve, late)
    for source in content.policies:
        now = catalogue.policy(source.id)
        if source.register is not None and now is not None:
            # As long as something is wrong, nothing can be sealed.
            is_sealable = not report.errors
            given = source, now, content.site, catalogue.as_of, is_sealable
            check = partial(_check_policy, setting, source, now, is_sealable=is_sealable)
            memory.of_values(("register", source.id), given, check, report)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is the same for all policies of a run."""

    content: Content
    as_of: date
    resolve: Resolve
    late: bool


def _check_policy(setting: _Setting, source: PolicySource, now: Policy, report: Report, *, is_sealable: bool) -> None:
    if source.register is not None:
        states = states_of(source, setting.content, setting.as_of, setting.resolve)
        check = _Check(source, source.register, states, is_sealable, report)
        check.run(now, setting.as_of, late=setting.late)


@dataclass(frozen=True, slots=True)
class _Altered:
    """A text that isn't the one that was sealed: the files in which it differs, and whether what the version says of
    itself does."""

    entry: Entry
    version: Version
    files: tuple[Place, ...]
    in_head: bool


@dataclass(frozen=True, slots=True)
class _Check:
    """A policy's content on its way through the check."""

    source: PolicySource
    register: Register
    states: States
    is_sealable: bool
    report: Report

    def run(self, now: Policy, as_of: date, *, late: bool) -> None:
        """Report what was taken away, slipped in or altered, and what isn't sealed yet."""
        entries = self.register.latest().values()
        gone = [entry for entry in entries if self._version(entry) is None]
        altered = [found for entry in entries if (found := self._altered(entry)) is not None]
        at_fault = {entry.version for entry in (*gone, *(it.entry for it in altered))}
        lacking = [found for found in unsealed(now, self.register, as_of) if found[0].id not in at_fault]
        slipped_in = [] if late else [version for version, _ in lacking if is_late(self.register, version)]
        for entry in gone:
            self._report_gone(entry)
        for version in slipped_in:
            self._report_slipped_in(version)
        # What follows a version that is missing, or one too many, may read otherwise for that reason alone.
        first = min((*(entry.version for entry in gone), *(version.id for version in slipped_in)), default=None)
        self._report_altered([it for it in altered if first is None or it.entry.version < first])
        for version, languages in lacking if self.is_sealable and not self.report.errors else ():
            self._warn_unsealed(version, languages)

    def _version(self, entry: Entry) -> Version | None:
        version = self.states.version(entry)
        return version if version is not None and entry.language in version.languages else None

    def _report_gone(self, entry: Entry) -> None:
        what = f"the version {entry.version}"
        if self.states.version(entry) is not None:
            what = f"the text of {entry.version} in “{entry.language}”"
        message = f"{what} was published and sealed on {entry.sealed}, and isn't there any more"
        hint = _TAKE_BACK.format(version=entry.version)
        self.report.error(self.register.place_of(entry), "sealed-gone", message, hint)

    def _altered(self, entry: Entry) -> _Altered | None:
        version = self._version(entry)
        text = canonical_text(version, entry.language) if version else None
        if version is None or text is None or text.digest == entry.sha256 or self._was_ahead(entry):
            return None
        files = tuple(_files(entry, version, text))
        return _Altered(entry, version, files, in_head=not files or text.head_digest != entry.head)

    def _was_ahead(self, entry: Entry) -> bool:
        """Whether the text was sealed together with translations that were yet to come."""
        version = self.states.version_in_time(entry)
        if version is None or entry.language not in version.languages:
            return False
        return canonical_text(version, entry.language).digest == entry.sha256

    def _report_altered(self, altered: Sequence[_Altered]) -> None:
        """Report each file once, however many versions show its text."""
        entries: dict[Place, list[Entry]] = defaultdict(list)
        heads = {(it.entry.version, it.entry.language) for it in altered if it.in_head}
        for it in altered:
            # A title or a table of contents carries over: the first version that has another one is at fault.
            carries_over = (it.version.previous, it.entry.language) in heads
            for place in (*it.files, *((it.version.place,) if it.in_head and not carries_over else ())):
                entries[place].append(it.entry)
        for place, found in entries.items():
            first = min(found, key=lambda entry: (entry.version, entry.number))
            others = len({entry.version for entry in found}) - 1
            more = f" (and {others} later version{'s' if others > 1 else ''})" if others else ""
            message = (
                f"this isn't what was published with the version {first.version}{more} in “{first.language}”, sealed on"
                f" {first.sealed}"
            )
            self.report.error(place, "sealed-altered", message, _TAKE_BACK.format(version=first.version))

    def _report_slipped_in(self, version: Version) -> None:
        message = (
            f"the version says that it was published on {version.published}, but the register was sealed without it on"
            f" {self.register.last_day}"
        )
        hint = (
            "State the day on which it is really published. If it was published then and only forgotten, run:"
            f" lydelse seal {self.source.id} --late (which stays on the record)."
        )
        self.report.error(self._place_of(version), "version-slipped-in", message, hint)

    def _warn_unsealed(self, version: Version, languages: Sequence[str]) -> None:
        message = f"the version is published, but not sealed in {in_words(f'“{each}”' for each in languages)}"
        hint = f"When all of it is as it should be, run: lydelse seal {self.source.id}"
        self.report.warning(self._place_of(version), "version-unsealed", message, hint)

    def _place_of(self, version: Version) -> Place:
        return next(a for a in self.source.amendments if a.id == version.id).place_of("published")


def _files(entry: Entry, version: Version, text: CanonicalText) -> Iterator[Place]:
    """Give the files beside `version.yaml` that aren't what was published."""
    shown = {s.id: s.wordings[entry.language] for s in version.sections if entry.language in s.wordings}
    files = {file.name: file.place for wording in shown.values() for file in wording.attachments}
    places = {section: wording.revision.place for section, wording in shown.items()}
    if version.declaration is not None:
        places[DECLARATION_ID] = version.declaration.place
    yield from (places[part] for part in _differing(entry.sections, text.section_digests))
    yield from (files[name] for name in _differing(entry.files, text.file_digests))


def _differing(sealed: Mapping[str, str], present: Mapping[str, str]) -> Iterator[str]:
    return (name for name, digest in present.items() if name in sealed and sealed[name] != digest)
