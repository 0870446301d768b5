"""What stands in a policy after a version: its base with the version's own texts laid over it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote

from lydelse.model import Amendment, Attachment, Declaration, Revision, Section, Translations, Wording
from lydelse.problems import Report, suggest

_FILE = re.compile(r"files/([^\s()<>\"'\]#]+)")
"""A file that a text names: what stands where a link's address can, so that it may be named in code as well."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What carries over from version to version."""

    title: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    binding: str = ""
    sections: tuple[Section, ...] = ()
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    declaration: Declaration | None = None


def amend(base: Standing, amendment: Amendment, translations: Translations, as_of: date, report: Report) -> Standing:
    """Lay an amendment over its base.

    Args:
        base: what stood before; before a policy's first version, nothing but the site's languages.
        amendment: the version's folder.
        translations: whether a text that isn't translated is a problem.
        as_of: a translation that is published later than this day isn't there yet.
        report: what lacks a text or a translation goes there, and is left out or shown in another language.
    """
    languages = amendment.languages or base.languages
    binding = amendment.binding or (base.binding if base.binding in languages else languages[0])
    ids = amendment.sections if amendment.sections is not None else tuple(section.id for section in base.sections)
    attachments = {**base.attachments, **{attachment.name: attachment for attachment in amendment.attachments}}
    declaration = amendment.declaration or base.declaration
    overlay = _Overlay(
        amendment,
        _by_section(amendment.revisions),
        translations,
        languages,
        base.languages,
        binding,
        attachments,
        declaration,
        as_of,
        report,
    )
    old = {section.id: section for section in base.sections}
    carried = _carried(base, amendment, languages)
    sections = tuple(carried.get(each) or overlay.section(each, old.get(each)) for each in ids)
    _check_belonging(amendment, ids, languages, report)
    return Standing(
        title={**base.title, **amendment.title},
        description={**base.description, **amendment.description},
        languages=languages,
        binding=binding,
        sections=tuple(section for section in sections if section.wordings),
        attachments=attachments,
        declaration=declaration,
    )


def _carried(base: Standing, amendment: Amendment, languages: tuple[str, ...]) -> dict[str, Section]:
    """Give the sections, by id, that stand after an amendment just as before: nothing in it bears on them.

    They are nearly all, and the very same values, so that what follows from them needn't be worked out again.
    """
    if amendment.attachments or amendment.declaration is not None:
        return {}
    touched = {revision.section for revision in amendment.revisions}.union(amendment.predecessors)
    return {
        section.id: section
        for section in base.sections
        if section.id not in touched and tuple(_translated(section)) == languages == tuple(section.wordings)
    }


def _check_belonging(amendment: Amendment, ids: tuple[str, ...], languages: tuple[str, ...], report: Report) -> None:
    """Report texts that no section or language of the version calls for, as they would be shown nowhere."""
    for revision in amendment.revisions:
        if revision.section not in ids:
            message = f"the section “{revision.section}” isn't in the version's table of contents"
            hint = f"Add it to “sections” in version.yaml. {suggest(revision.section, ids)}"
            report.error(revision.place, "section-not-listed", message, hint)
        elif revision.language not in languages:
            message = f"the version isn't published in “{revision.language}”"
            hint = "Add the language to “languages” in version.yaml, or take the file away."
            report.error(revision.place, "language-not-listed", message, hint)


@dataclass(frozen=True, slots=True)
class _Overlay:
    """An amendment on its way over its base, section by section."""

    amendment: Amendment
    revisions: Mapping[str, Sequence[Revision]]
    translations: Translations
    languages: tuple[str, ...]
    languages_before: tuple[str, ...]
    binding: str
    attachments: Mapping[str, Attachment]
    declaration: Declaration | None
    as_of: date
    report: Report

    def section(self, section_id: str, old: Section | None) -> Section:
        """Give the section as it stands in the version; without wordings if it has no text."""
        own = self._own(section_id)
        if old is not None and not own and self._is_as_before(old):
            return old
        before = _translated(old)
        texts = before | own
        if not texts:
            self._report_no_text(section_id)
            return Section(section_id, {})
        touched = {language for language in before if language in own and own[language].text != before[language].text}
        lagging = self._lagging(section_id, texts, before, touched)
        wordings = {
            language: self._wording(texts[self.binding if language in lagging else language], language, old)
            for language in self.languages
            if language in texts or language in lagging
        }
        predecessors = (old.predecessors if old else ()) + self.amendment.predecessors.get(section_id, ())
        return Section(section_id, wordings, tuple(dict.fromkeys(predecessors)))

    def _is_as_before(self, old: Section) -> bool:
        """Whether a section without texts of its own reads as before, each text in its own language."""
        touches_all = self.amendment.attachments or self.amendment.declaration or self.amendment.predecessors
        return (
            not touches_all
            and tuple(old.wordings) == self.languages
            and all(wording.revision.language == language for language, wording in old.wordings.items())
        )

    def _own(self, section_id: str) -> dict[str, Revision]:
        """The texts that the version's folder holds, by language, as far as they are published."""
        return {
            revision.language: revision
            for revision in self.revisions.get(section_id, ())
            if revision.language in self.languages and (revision.published is None or revision.published <= self.as_of)
        }

    def _lagging(
        self, section_id: str, texts: Mapping[str, Revision], before: Mapping[str, Revision], touched: set[str]
    ) -> set[str]:
        """Give the languages whose text is missing or older than another's, where the policy allows that."""
        found = set()
        for language in self.languages:
            left_behind = bool(touched) and language in before and language not in touched
            left_behind = left_behind and section_id not in self.amendment.unchanged.get(language, ())
            if language in texts and not left_behind:
                continue
            if self.translations is Translations.NOTICE and language != self.binding and self.binding in texts:
                found.add(language)
            elif left_behind or not self._lacked_before(language, before):
                self._report_untranslated(section_id, language, texts, touched)
        return found

    def _lacked_before(self, language: str, before: Mapping[str, Revision]) -> bool:
        """Whether the base should have had the text, so that its lack was reported there."""
        return bool(before) and language in self.languages_before and language not in before

    def _wording(self, revision: Revision, language: str, old: Section | None) -> Wording:
        named = {unquote(name) for name in _FILE.findall(revision.body)}
        shown = tuple(file for name, file in sorted(self.attachments.items()) if name in named)
        declared = self.declaration if revision.names_declaration else None
        wording = Wording(revision, self.amendment.id, shown, declared)
        before = old.wordings.get(language) if old else None
        return before if before is not None and before.reads_as == wording.reads_as else wording

    def _report_no_text(self, section_id: str) -> None:
        message = f"the section “{section_id}” has no text"
        file = f"{self._folder}/{section_id}.{self.binding}.md"
        hint = (
            f"Write {file}, or take “{section_id}” out of “sections”. A section that comes back brings its text again."
        )
        self.report.error(self.amendment.place_of("sections"), "section-without-text", message, hint)

    def _report_untranslated(
        self, section_id: str, language: str, texts: Mapping[str, Revision], touched: set[str]
    ) -> None:
        if self._comes_later(section_id, language):
            return
        other = self.binding if self.binding in (touched or texts) else min(touched or texts)
        file = f"{self._folder}/{section_id}.{language}.md"
        if language in texts:
            message = f"the section “{section_id}” changes in “{other}”, but not in “{language}”"
            no_change = f"“unchanged: {{{language}: [{section_id}]}}”"
            verb = "Change" if language in self._own(section_id) else "Write"
            hint = f"{verb} {file}, or say in version.yaml that it needs no change: {no_change}."
        else:
            message = f"the section “{section_id}” has no text in “{language}”"
            hint = f"Write {file}."
        self.report.error(texts[other].place, "translation-missing", message, hint)

    def _comes_later(self, section_id: str, language: str) -> bool:
        """Report a text that is there, but published after the version, where it has to be there with it."""
        for revision in self.amendment.revisions:
            is_meant = (revision.section, revision.language) == (section_id, language)
            if is_meant and revision.published is not None and revision.published > self.as_of:
                message = f"the text is published on {revision.published}, later than the version that needs it"
                hint = "Take “published” out of it. Only a translation can come later, with “translations: notice”."
                self.report.error(revision.place, "translation-missing", message, hint)
                return True
        return False

    @property
    def _folder(self) -> str:
        return self.amendment.place.path.removesuffix("/version.yaml")


def _by_section(revisions: Sequence[Revision]) -> dict[str, list[Revision]]:
    found: dict[str, list[Revision]] = {}
    for revision in revisions:
        found.setdefault(revision.section, []).append(revision)
    return found


def _translated(section: Section | None) -> dict[str, Revision]:
    """The texts of a section that stand in their own language."""
    wordings = section.wordings if section else {}
    return {
        language: wording.revision for language, wording in wordings.items() if wording.revision.language == language
    }
