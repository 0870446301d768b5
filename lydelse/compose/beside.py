"""The page of a version in two languages side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import NamedTuple

from markupsafe import Markup

from lydelse.compare import lifeless
from lydelse.compose.beside_rows import Aligner, row_views, with_texts
from lydelse.compose.beside_views import Behind, BesideColumn, BesideSection, BesideView, Tongue
from lydelse.compose.compared import Comparer, body_of, with_title
from lydelse.compose.composition import Composition
from lydelse.compose.frame import Elsewhere, Spot, frame_of
from lydelse.compose.notices import notices
from lydelse.compose.sheet import Sheet
from lydelse.compose.version_links import beside_links
from lydelse.compose.views import Link
from lydelse.compose.wording import status_text
from lydelse.model import Policy, Section, SiteFile, Status, Version, VersionId


def beside_page(
    composition: Composition,
    policy: Policy,
    version: Version,
    languages: tuple[str, str],
    *,
    aligner: Aligner,
    comparer: Comparer,
) -> SiteFile:
    """Compose the page of a version in two of its languages, the page's own first; `comparer` compares what a
    translation lacks."""
    language, other = languages
    address = composition.addresses(policy, language).beside(version.id, language, other)
    pair = _Pair(Sheet(composition, policy, language, address), version, other, aligner, comparer)
    return pair.sheet.page("beside.html", frame_of(composition, pair.spot), pair.view)


class _Text(NamedTuple):
    """A section's text in a column: its language, title and HTML, the anchors of what the version itself shows there,
    and, if it is a translation of an older wording of the section or there is none, the sentence that says so and the
    version of that wording."""

    language: str
    title: str
    html: str
    anchors: frozenset[str]
    lagging: str = ""
    of: VersionId | None = None


@dataclass(frozen=True)
class _Pair:
    """A version in two languages: that of the page, and another one."""

    sheet: Sheet
    version: Version
    other: str
    aligner: Aligner
    comparer: Comparer

    @property
    def languages(self) -> tuple[str, str]:
        """The page's own first."""
        return self.sheet.language, self.other

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """The page as it links in each of the languages."""
        return {self.sheet.language: self.sheet, self.other: replace(self.sheet, language=self.other)}

    @property
    def view(self) -> BesideView:
        """What the page shows."""
        sheet, version = self.sheet, self.version
        return BesideView(
            title=self.title,
            introduction=sheet.say("beside_introduction", date=sheet.name(version.id), **self.names),
            status=version.status.value,
            status_text=status_text(sheet.policy, version, sheet.strings),
            notices=tuple(each for each in notices(sheet, version) if each.kind in _TELLING),
            columns=(self.column(sheet.language), self.column(self.other)),
            sections=tuple(map(self.section, version.sections)),
            links=tuple(self.links),
            stylesheet=sheet.relative(sheet.composition.layouts.comparison_stylesheet.address),
        )

    @property
    def names(self) -> dict[str, str]:
        """The languages' names in that of the page."""
        one, other = map(self.sheet.strings.language_name, self.languages)
        return {"one": one, "other": other}

    @property
    def title(self) -> str:
        """The page's title."""
        return self.sheet.say("beside_title", title=self.version.title[self.sheet.language], **self.names)

    @property
    def links(self) -> Iterator[Link]:
        """Lead to other pages of the version, and to what holds."""
        sheet, version = self.sheet, self.version
        yield sheet.link(sheet.there.version(version.id), sheet.say("beside_link_version"))
        yield from beside_links(sheet, version, without=self.other)
        if version.status is Status.CURRENT:
            yield sheet.link(sheet.there.in_force, sheet.say("link_in_force"))
        yield sheet.link(sheet.there.changelog, sheet.say("link_changelog"))

    @property
    def spot(self) -> Spot:
        """Where the page stands. In a third language it has no counterpart: there the switch leads to the version."""
        sheet, version = self.sheet, self.version
        counterparts, elsewhere = sheet.counterparts(self._address_in, "beside_not_in_language")
        for language in set(version.languages) - set(self.languages):
            there = sheet.composition.addresses(sheet.policy, language)
            elsewhere[language] = Elsewhere(there.version(version.id), elsewhere[language].missing)
        title = version.title[sheet.language]
        return Spot(
            language=sheet.language,
            address=sheet.address,
            title=sheet.say("beside_document_title", title=title, date=sheet.name(version.id), **self.names),
            description=sheet.say("beside_introduction", date=sheet.name(version.id), **self.names),
            counterparts=counterparts,
            elsewhere=elsewhere,
            breadcrumbs=(*sheet.breadcrumbs, (sheet.there.version(version.id), sheet.name(version.id))),
            feed=sheet.feed,
            is_indexed=False,
        )

    def _address_in(self, language: str) -> str | None:
        if language not in self.languages:
            return None
        one, other = self.languages if language == self.languages[0] else self.languages[::-1]
        return self.sheet.composition.addresses(self.sheet.policy, language).beside(self.version.id, one, other)

    # A column --------------------------------------------------------------------------------------------------

    def tongue(self, language: str) -> Tongue:
        """Give a language with its direction."""
        return Tongue(language, self.sheet.composition.strings(language).direction)

    def column(self, language: str) -> BesideColumn:
        """Give what stands above the texts in a language."""
        sheet, version = self.sheet, self.version
        there = sheet.composition.addresses(sheet.policy, language)
        told = version.description.get(language, ""), version.summary.get(language, "")
        return BesideColumn(
            tongue=self.tongue(language),
            name=sheet.composition.strings(language).name,
            title=sheet.link(there.version(version.id), version.title[language]),
            paragraphs=tuple(filter(None, told)),
            binding=sheet.say("beside_binding") if language == version.binding else "",
        )

    # A section -------------------------------------------------------------------------------------------------

    def section(self, section: Section) -> Markup:
        """Set a section's texts beside each other, once for all versions in which they stand alike."""
        make = partial(self._ready, section)
        lags = any(section.wordings[language].revision.language != language for language in self.languages)
        spot = "beside", self.other, section.id
        return self.sheet.pieces.mark(make() if lags else self.sheet.again(spot, (section,), (), make))

    def _ready(self, section: Section) -> bytes:
        one, other = [self._text(section, language) for language in self.languages]
        behind = self._behind(section, [text.of for text in (one, other) if text.of])
        make = partial(self._section, section.id, one, other, behind)
        return self.sheet.composition.pieces.get(("beside", section.id, one, other, behind), make)

    def _section(self, section_id: str, one: _Text, other: _Text, behind: Behind | None) -> bytes:
        """Write a section, in a form that it shares with all that differ from it in the words of the rows alone."""
        rows = self.aligner.rows(*(with_title(text.title, text.html) for text in (one, other)))
        lacking = tuple(sorted((one.anchors | other.anchors).difference(*rows.anchors)))
        lagging = tuple(filter(None, (one.lagging, other.lagging)))
        tongues = self.tongue(one.language), self.tongue(other.language)
        composition = self.sheet.composition
        are_open = composition.layouts.stencils.are_used  # what a site's own templates do with texts, nobody knows

        def view() -> BesideSection:
            return BesideSection(section_id, lacking, lagging, *tongues, row_views(rows, are_open=are_open), behind)

        follows_from = section_id, lacking, lagging, tongues, rows.form if are_open else rows, behind
        written = composition.piece("beside-section", follows_from, view)
        return with_texts(written, rows) if are_open else written

    def _text(self, section: Section, language: str) -> _Text:
        """Give a section's text in a language. Where it isn't translated, the last translation stands in for it; where
        it never was, the text in the binding language, unless that is in the other column."""
        sheet, wording = self.sheets[language], section.wordings[language]
        binding, title, html = wording.revision.language, wording.revision.title, sheet.html(wording, self.version)
        anchors = sheet.composition.fragments[wording.revision.rendered_as].anchors
        if binding == language:
            return _Text(language, title, html, anchors)
        found = self._last_translation(section.id, language)
        if found is None:
            names = {"language": self._name(language), "binding": self._name(binding)}
            lagging = self.sheet.say("beside_untranslated", **names)
            if binding in self.languages:
                return _Text(language, "", "", anchors, lagging)
            return _Text(binding, title, html, anchors, lagging)
        version, wording = found, _section(found, section.id).wordings[language]
        former = lifeless(with_title(wording.revision.title, sheet.html(wording, version)))
        return _Text(language, "", former, anchors, self._lagging(version, language, binding), version.id)

    def _name(self, language: str) -> str:
        return self.sheet.strings.language_name(language)

    def _lagging(self, version: Version, language: str, binding: str) -> str:
        names = {"language": self._name(language), "binding": self._name(binding)}
        return self.sheet.say("beside_lagging", date=self.sheet.name(version.id), **names)

    def _last_translation(self, section_id: str, language: str) -> Version | None:
        """Give the last version before this one that has a section in the language's own words."""
        before = self.version
        while before.previous is not None:
            found = self.sheet.policy.version(before.previous)
            section = found.section(section_id) if found else None
            wording = section.wordings.get(language) if section else None
            if found is None or section is None:
                return None
            if wording is not None and wording.revision.language == language:
                return found
            before = found
        return None

    def _behind(self, section: Section, translated: Sequence[VersionId]) -> Behind | None:
        """Compare the text that translations were made of, the oldest of them, with the one that holds."""
        old = self.sheet.policy.version(min(translated)) if translated else None
        if old is None:
            return None
        binding = self.version.binding
        sheet = replace(self.sheet, language=binding)
        before = _section(old, section.id)
        if binding not in before.wordings:
            return None
        was = with_title(before.wordings[binding].revision.title, body_of(sheet, old, before))
        now = with_title(section.wordings[binding].revision.title, body_of(sheet, self.version, section))
        text = self.comparer.compare(section.id, was, now)
        if text.equal:
            return None
        title = self.sheet.say("beside_behind", date=self.sheet.name(old.id))
        return Behind(title, self.tongue(binding), text.merged)


_TELLING = ("draft", "upcoming", "superseded", "withdrawn", "corrected", "retired")
"""The kinds of notices that a reader of any page of a version needs."""


def _section(version: Version, section_id: str) -> Section:
    """Give a section that a version is known to have.

    Raises:
        KeyError: it doesn't.
    """
    found = version.section(section_id)
    if found is None:
        raise KeyError(section_id)
    return found
