"""Lines that say what happened to a section from one version to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lydelse.compose.sheet import Sheet
from lydelse.compose.views import ChangeLine, Link
from lydelse.compose.wording import section_title
from lydelse.model import ChangeKind, Section, SectionChange, Version


@dataclass(frozen=True, slots=True)
class Span:
    """From which version to which the changes are told."""

    old: Version
    new: Version

    def section(self, change: SectionChange) -> Section:
        """Give the section as the new version has it, or the old one if it was removed."""
        found = self.new.section(change.section) or self.old.section(change.section)
        if found is None:
            raise KeyError(change.section)
        return found


def change_line(
    sheet: Sheet, span: Span, change: SectionChange, link: Callable[[SectionChange, str, str], Link]
) -> ChangeLine | None:
    """Tell what happened to a section; `None` when it reads as before in the page's language and in all others.

    Args:
        sheet: the page.
        span: the versions.
        change: what happened.
        link: makes the link to the section from the change, the section's title and the title's language.
    """
    kinds = change.kinds(sheet.language)
    elsewhere = () if kinds or change.predecessors else tuple(dict.fromkeys(change.changed + change.renamed))
    if not kinds and not elsewhere and not change.predecessors:
        return None
    shown = kinds or ((ChangeKind.CHANGED,) if elsewhere else ())
    section = span.section(change)
    wording = section.wordings.get(sheet.language) or next(iter(section.wordings.values()))
    return ChangeLine(
        kinds=tuple(kind.value for kind in shown),
        labels=tuple(sheet.say(f"change_{kind}") for kind in shown),
        section=link(change, section_title(section, sheet.language, sheet.strings), wording.revision.language),
        details=(*_details(sheet, span, change), *_only_elsewhere(sheet, elsewhere)),
    )


def _only_elsewhere(sheet: Sheet, languages: tuple[str, ...]) -> Iterator[str]:
    if languages:
        names = [sheet.strings.language_name(language) for language in languages]
        yield sheet.say("changed_only_in", languages=sheet.strings.enumerate(names))


def _details(sheet: Sheet, span: Span, change: SectionChange) -> Iterator[str]:
    old_title = change.old_titles.get(sheet.language)
    if sheet.language in change.renamed and old_title:
        yield sheet.say("renamed_from", title=old_title)
    if ChangeKind.MOVED in change.place:
        yield sheet.say("moved_from", old=change.old_position, new=change.new_position)
    titles = [_title_before(sheet, span, predecessor) for predecessor in change.predecessors]
    if len(titles) == 1:
        yield sheet.say("split_from", title=titles[0])
    elif titles:
        quoted = [sheet.say("quoted_title", title=title) for title in titles]
        yield sheet.say("split_from_many", titles=sheet.strings.enumerate(quoted))


def _title_before(sheet: Sheet, span: Span, section_id: str) -> str:
    section = span.old.section(section_id)
    return section_title(section, sheet.language, sheet.strings) if section else section_id
