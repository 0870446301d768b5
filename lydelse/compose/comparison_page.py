"""The page that compares two versions of a policy, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from lydelse import addresses
from lydelse.changes import in_order, joined, section_changes
from lydelse.compose.change_lines import Span, change_line
from lydelse.compose.chooser import chooser_link
from lydelse.compose.compared import ComparedText, Comparer, bare_text, seen_change
from lydelse.compose.compared_rows import table_rows
from lydelse.compose.comparison_json import comparison_json, section_json
from lydelse.compose.comparison_views import ComparedSection, ComparisonView, UnchangedSection
from lydelse.compose.composition import Composition
from lydelse.compose.frame import Spot, frame_of
from lydelse.compose.pairs import Pair, address_of, neighbours
from lydelse.compose.pieces import left_open
from lydelse.compose.sheet import Sheet
from lydelse.compose.views import ChangeLine, Link
from lydelse.compose.wording import section_title, title_of
from lydelse.model import Policy, Section, SectionChange, SiteFile


def comparison_files(
    composition: Composition, policy: Policy, language: str, pair: Pair, comparer: Comparer
) -> Iterator[SiteFile]:
    """Compose the comparison of a pair of versions that both have the language: the page, and the same as JSON."""
    sheet = Sheet(composition, policy, language, address_of(composition, policy, pair, language))
    span = Span(pair.old, pair.new)
    old = sheet.link(sheet.there.version(pair.old.id), sheet.say("comparison_old", date=sheet.name(pair.old.id)))
    new = sheet.link(sheet.there.version(pair.new.id), sheet.say("comparison_new", date=sheet.name(pair.new.id)))
    sheet.pieces.fill("old", old.text)
    sheet.pieces.fill("new", new.text)
    shown = _shown(sheet, span, comparer, tuple(_filled_in(sheet, pair)))
    changes = [change for _, change in shown if change is not None]
    view = ComparisonView(
        title=sheet.say("comparison_title", title=title_of(sheet.policy, sheet.language)),
        introduction=sheet.say("comparison_introduction", **_names(sheet, pair)),
        old=old,
        new=new,
        summary=tuple(_summary(sheet, changes)),
        changes=tuple(sheet.pieces.mark(change.line) for change in changes if change.line),
        sections=tuple(
            sheet.pieces.mark(change.section if change and change.line else _unchanged(sheet, span, section))
            for section, change in shown
        ),
        links=tuple(_links(sheet, pair)),
        stylesheet=sheet.relative(composition.layouts.comparison_stylesheet.address),
        script=sheet.relative(composition.layouts.comparison_script.address),
    )
    frame = frame_of(sheet.composition, _spot(sheet, pair))
    yield sheet.page("comparison.html", frame, view)
    yield comparison_json(sheet, span, [change.json for change in changes])


def _names(sheet: Sheet, pair: Pair) -> dict[str, str]:
    return {"old": sheet.name(pair.old.id), "new": sheet.name(pair.new.id)}


class _Shown(NamedTuple):
    """What is shown of what happened to a section: a line and the section, empty where nothing is told to readers, and
    what programs are told."""

    line: bytes
    section: bytes
    json: bytes
    words_added: int
    words_removed: int


def _shown(
    sheet: Sheet, span: Span, comparer: Comparer, others: tuple[str, ...]
) -> list[tuple[Section, _Shown | None]]:
    """Give the sections in the order in which they are shown, with what happened to them; `others` are the other
    languages of the page."""
    old, new = span.old.sections, span.new.sections
    changes = {change.section: change for change in section_changes(old, new, joined(old, new))}
    before, after = ({section.id: section for section in sections} for sections in (old, new))

    def shown(section: Section) -> _Shown | None:
        change = changes.get(section.id)
        if change is None:
            return None
        involved = before.get(section.id), after.get(section.id), *map(before.get, change.predecessors)
        make = partial(_change, sheet, span, change, comparer, others)
        return sheet.again(("change", section.id), involved, (change, others), make)

    return [(section, shown(section)) for section in in_order(old, new)]


def _change(
    sheet: Sheet, span: Span, change: SectionChange, comparer: Comparer, others: tuple[str, ...]
) -> _Shown | None:
    """Give what is shown of a change, if a reader sees any."""
    seen = seen_change(sheet, span, change, comparer)
    if seen is None:
        return None
    line = _line(sheet, span, seen.change)
    return _Shown(
        sheet.written("change", (line,), lambda: line) if line else b"",
        _changed(sheet, span.section(change), line, seen.text, others) if line else b"",
        section_json(seen, sheet.language),
        seen.text.words_added,
        seen.text.words_removed,
    )


def _line(sheet: Sheet, span: Span, change: SectionChange) -> ChangeLine | None:
    def link(change: SectionChange, title: str, lang: str) -> Link:
        return sheet.link(sheet.address, title, change.section, lang)

    return change_line(sheet, span, change, link)


def _changed(sheet: Sheet, section: Section, line: ChangeLine, text: ComparedText, others: tuple[str, ...]) -> bytes:
    """Give a section that differs, written once for all versions between which it differs so: their names, and the
    addresses of the same in `others`, the other languages, are filled in on each page."""
    follows_from = section.id, line.kinds, line.details, text, others

    def view() -> ComparedSection:
        lang, direction = _tongue(sheet, section)
        blocks = text.beside
        return ComparedSection(
            id=section.id,
            anchors=_anchors(sheet, section),
            title=section_title(section, sheet.language, sheet.strings),
            kinds=line.kinds,
            labels=line.labels,
            details=line.details,
            merged=text.merged,
            old=left_open("old"),
            new=left_open("new"),
            rows=table_rows(sheet, blocks),
            blocks=Markup(blocks),  # noqa: S704 - of sanitised texts
            left_out=sheet.say("left_out"),
            others=tuple(_in_language(sheet, section, language) for language in others),
            lang=lang,
            dir=direction,
        )

    return sheet.written("compared-section", follows_from, view)


def _filled_in(sheet: Sheet, pair: Pair) -> Iterator[str]:
    """Fill in the addresses of the comparison in its other languages, and give these."""
    for language in sheet.composition.languages:
        address = _address_in(sheet, pair, language)
        if language != sheet.language and address is not None:
            sheet.pieces.fill(_in(language), sheet.relative(address))
            yield language


def _in(language: str) -> str:
    return f"in {language}"


def _in_language(sheet: Sheet, section: Section, language: str) -> Link:
    words = sheet.composition.strings(language).texts["language.in_language"]
    return sheet.link_to(f"{left_open(_in(language))}#{section.id}", words, language)


def _unchanged(sheet: Sheet, span: Span, section: Section) -> bytes:
    """Give a section that reads as before, written once for all pages that have it so."""
    make = partial(_unchanged_anew, sheet, span, section)
    return sheet.again(("unchanged", section.id), (section,), (), make)


def _unchanged_anew(sheet: Sheet, span: Span, section: Section) -> bytes:
    html, revision = bare_text(sheet, span.new, section), section.wordings[sheet.language].revision
    follows_from = section.id, revision.title, revision.language, revision.body, html

    def view() -> UnchangedSection:
        lang, direction = _tongue(sheet, section)
        return UnchangedSection(
            id=section.id,
            anchors=_anchors(sheet, section),
            title=section_title(section, sheet.language, sheet.strings),
            unchanged=sheet.say("section_unchanged"),
            body=Markup(html),  # noqa: S704 - sanitised by render
            lang=lang,
            dir=direction,
        )

    return sheet.written("unchanged-section", follows_from, view)


def _anchors(sheet: Sheet, section: Section) -> tuple[str, ...]:
    """The ids that are in a section's text, in an order that doesn't change."""
    return tuple(sorted(sheet.composition.fragments[section.wordings[sheet.language].revision.rendered_as].anchors))


def _tongue(sheet: Sheet, section: Section) -> tuple[str | None, str | None]:
    """The language and the direction of a section's text, where the language isn't the page's."""
    language = section.wordings[sheet.language].revision.language
    return (None, None) if language == sheet.language else (language, sheet.composition.strings(language).direction)


def _summary(sheet: Sheet, changes: Sequence[_Shown]) -> Iterator[str]:
    if not changes:
        yield sheet.say("comparison_empty")
        return
    yield sheet.strings.count("comparison_sections", len(changes))
    added = sum(each.words_added for each in changes)
    removed = sum(each.words_removed for each in changes)
    if added:
        yield sheet.strings.count("comparison_words_added", added)
    if removed:
        yield sheet.strings.count("comparison_words_removed", removed)
    if not added and not removed:
        yield sheet.say("comparison_no_words")


def _links(sheet: Sheet, pair: Pair) -> Iterator[Link]:
    """Lead to what is near: the comparisons of both versions with what came before and after, and with what holds."""
    yield sheet.link(sheet.there.changelog, sheet.say("link_changelog"))
    for other in neighbours(sheet.policy, pair, sheet.language):
        text = sheet.say("link_comparison_pair", **_names(sheet, other))
        yield sheet.link(address_of(sheet.composition, sheet.policy, other, sheet.language), text)
    yield from chooser_link(sheet)
    yield sheet.link(addresses.comparison_json(sheet.address), sheet.say("link_comparison_json"))


def _spot(sheet: Sheet, pair: Pair) -> Spot:
    counterparts, elsewhere = sheet.counterparts(partial(_address_in, sheet, pair), "not_compared_in_language")
    title = title_of(sheet.policy, sheet.language)
    return Spot(
        language=sheet.language,
        address=sheet.address,
        title=sheet.say("comparison_document_title", title=title, **_names(sheet, pair)),
        description=sheet.say("comparison_description", title=title, **_names(sheet, pair)),
        counterparts=counterparts,
        elsewhere=elsewhere,
        breadcrumbs=(*sheet.breadcrumbs, (sheet.there.changelog, sheet.say("changelog_short"))),
        feed=sheet.feed,
        is_indexed=False,
    )


def _address_in(sheet: Sheet, pair: Pair, language: str) -> str | None:
    if language not in pair.old.languages or language not in pair.new.languages:
        return None
    return address_of(sheet.composition, sheet.policy, pair, language)
