"""The page on which any two versions of a policy are chosen to be compared.

A pair that has a page of its own is led to; any other is put together in the browser, from an index and from fragments:
one for each distinct pair of texts of a section that such a pair of versions needs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import NamedTuple

from lydelse import addresses
from lydelse.compose.compared import ComparedText, Comparer, body_of, with_title
from lydelse.compose.comparison_views import ChooserView, ComparisonGroup, VersionChoice
from lydelse.compose.composition import Composition
from lydelse.compose.frame import Spot, frame_of
from lydelse.compose.pairs import Pair
from lydelse.compose.sheet import Sheet
from lydelse.compose.views import Link
from lydelse.compose.wording import section_title, title_of
from lydelse.model import ChangeKind, Policy, Section, SiteFile, Version, VersionId

LIMIT = 2_000
"""How many fragments a policy has at most in each language. Where it needs more, those of its latest versions come
first, and the page says of the other pairs how else to compare them."""

_COMMAND = "lydelse diff site/{old} site/{new}"
_OPEN = {"old": "{old}", "new": "{new}"}
"""Leaves the versions' names for the script to fill in."""


def has_chooser(policy: Policy, language: str) -> bool:
    """Tell whether a policy has at least two versions in a language, so that there is something to choose."""
    return len(_versions(policy, language)) > 1


def chooser_page(composition: Composition, policy: Policy, language: str, pairs: Sequence[Pair]) -> SiteFile:
    """Compose the page for a policy that has one in the language; `pairs` are those whose comparisons have a page."""
    versions = _versions(policy, language)
    sheet = Sheet(composition, policy, language, composition.addresses(policy, language).chooser)
    view = _view(sheet, versions, pairs, _other_pairs(versions, pairs))
    return composition.page("chooser.html", sheet.address, frame_of(composition, _spot(sheet)), view)


def chooser_data(
    composition: Composition, policy: Policy, language: str, comparer: Comparer, pairs: Sequence[Pair]
) -> Iterator[SiteFile]:
    """Compose what the page's script needs, if there are pairs of versions whose comparison has no page."""
    versions = _versions(policy, language)
    others = _other_pairs(versions, pairs)
    if others:
        sheet = Sheet(composition, policy, language, composition.addresses(policy, language).chooser)
        texts = _Texts(sheet, versions)
        yield from _data(sheet, texts, _needed(others, texts), comparer)


def chooser_link(sheet: Sheet) -> Iterator[Link]:
    """Lead to the page, if the policy has one in the sheet's language."""
    if has_chooser(sheet.policy, sheet.language):
        yield sheet.link(sheet.there.chooser, sheet.say("link_chooser"))


def _versions(policy: Policy, language: str) -> tuple[Version, ...]:
    return tuple(version for version in policy.versions if language in version.languages)


def _other_pairs(versions: Sequence[Version], pairs: Iterable[Pair]) -> tuple[tuple[Version, Version], ...]:
    """The pairs that have no page of their own, the old version first.

    They begin with what is asked for most: what is new in the latest versions since the ones before.
    """
    known = {(pair.old.id, pair.new.id) for pair in pairs}
    return tuple((old, new) for new, old in combinations(reversed(versions), 2) if (old.id, new.id) not in known)


# The texts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Text:
    """A section's text as some of the versions show it. `name` is what the section is called in lists."""

    section: str
    name: str
    title: str
    body: str
    language: str

    @property
    def html(self) -> str:
        """The text as a comparison is to read it."""
        return with_title(self.title, self.body)


class _TextPair(NamedTuple):
    """An old and a new text of a section by their numbers, `None` where a version has no such section."""

    section: str
    old: int | None
    new: int | None

    @property
    def key(self) -> str:
        """What the pair is called in the index."""
        return "-".join("" if number is None else str(number) for number in (self.old, self.new))


class _Texts:
    """The distinct texts of a policy, numbered, and which of them each version shows, by section and in its order."""

    def __init__(self, sheet: Sheet, versions: Iterable[Version]) -> None:
        numbers: dict[_Text, int] = {}
        self.shown: dict[VersionId, dict[str, int]] = {}
        self.predecessors: dict[VersionId, dict[str, tuple[str, ...]]] = {}
        for version in versions:
            self.shown[version.id] = {
                section.id: numbers.setdefault(_text(sheet, version, section), len(numbers))
                for section in version.sections
            }
            self.predecessors[version.id] = {
                section.id: section.predecessors for section in version.sections if section.predecessors
            }
        self.all = tuple(numbers)


def _text(sheet: Sheet, version: Version, section: Section) -> _Text:
    revision = section.wordings[sheet.language].revision
    name = section_title(section, sheet.language, sheet.strings)
    return _Text(section.id, name, revision.title, str(body_of(sheet, version, section)), revision.language)


def _needed(pairs: Iterable[tuple[Version, Version]], texts: _Texts) -> tuple[_TextPair, ...]:
    """Give each distinct pair of texts that is needed to compare pairs of versions, until the next would need more
    than there may be."""
    found: dict[_TextPair, None] = {}
    for old, new in pairs:
        before, after = texts.shown[old.id], texts.shown[new.id]
        differing = [section for section in before | after if before.get(section) != after.get(section)]
        both = (_TextPair(section, before.get(section), after.get(section)) for section in differing)
        more = {pair: None for pair in both if pair not in found}
        if len(found) + len(more) > LIMIT:
            break
        found |= more
    return tuple(found)


# What the script reads -----------------------------------------------------------------------------------------


def _data(sheet: Sheet, texts: _Texts, needed: Iterable[_TextPair], comparer: Comparer) -> Iterator[SiteFile]:
    """Compose the fragments, and the index that tells which version shows which texts and where they are compared."""
    names: dict[str, str | None] = {}
    given: set[str] = set()
    for pair in needed:
        content = _fragment(sheet, texts, pair, comparer)
        name = addresses.comparison_fragment(sheet.address, hashlib.sha256(content).hexdigest()) if content else None
        if name is not None and name not in given:
            given.add(name)
            yield SiteFile(name, content)
        names[pair.key] = sheet.relative(name) if name else None
    index = {
        "versions": {
            str(version): {"sections": list(shown.values()), "from": texts.predecessors[version]}
            for version, shown in texts.shown.items()
        },
        "texts": [_entry(sheet, text) for text in texts.all],
        "fragments": names,
    }
    yield SiteFile(addresses.chooser_index(sheet.address), _json(index).encode())


def _entry(sheet: Sheet, text: _Text) -> dict[str, str]:
    """What the index tells of a text; its language only where it isn't the page's."""
    entry = {"section": text.section, "title": text.name}
    if text.language != sheet.language:
        entry |= {"lang": text.language, "dir": sheet.composition.strings(text.language).direction}
    return entry


def _fragment(sheet: Sheet, texts: _Texts, pair: _TextPair, comparer: Comparer) -> bytes:
    """Compare two texts of a section; empty when a reader would find no difference."""
    old, new = (None if number is None else texts.all[number] for number in (pair.old, pair.new))
    compared = comparer.compare_once(pair.section, old.html if old else "", new.html if new else "")
    kinds = tuple(_kinds(old, new, compared, comparer))
    if not kinds:
        return b""
    former = old.title if old and ChangeKind.RENAMED in kinds else ""
    document = {
        "kinds": [kind.value for kind in kinds],
        "details": [sheet.say("renamed_from", title=former)] if former else [],
        "words_added": compared.words_added,
        "words_removed": compared.words_removed,
        "merged": compared.merged,
    }
    return _json(document).encode()


def _kinds(old: _Text | None, new: _Text | None, compared: ComparedText, comparer: Comparer) -> Iterator[ChangeKind]:
    """What happened to a section, but for its place among the others."""
    if old is None:
        yield ChangeKind.ADDED
    elif new is None:
        yield ChangeKind.REMOVED
    elif old.title == new.title:
        if not compared.equal:
            yield ChangeKind.CHANGED
    else:
        yield ChangeKind.RENAMED
        if not comparer.read_alike(new.section, old.body, new.body):
            yield ChangeKind.CHANGED


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


# The page ------------------------------------------------------------------------------------------------------


def _view(
    sheet: Sheet,
    versions: Sequence[Version],
    pairs: Sequence[Pair],
    others: Sequence[tuple[Version, Version]],
) -> ChooserView:
    layouts = sheet.composition.layouts
    index = addresses.chooser_index(sheet.address)
    return ChooserView(
        title=sheet.say("chooser_title", title=_title(sheet)),
        introduction=sheet.say("chooser_introduction"),
        choices=tuple(_choice(sheet, versions, version) for version in reversed(versions)),
        groups=tuple(_groups(sheet, pairs)),
        without_script=sheet.say("chooser_without_script") if others else "",
        example=_command(sheet, *(str(version.id) for version in others[-1])) if others else "",
        heading=_pair_title(sheet),
        old=sheet.say("comparison_old", date="{old}"),
        new=sheet.say("comparison_new", date="{new}"),
        unchanged=sheet.say("section_unchanged"),
        command=_command(sheet, "{old_id}", "{new_id}"),
        same=sheet.say("chooser_same"),
        words=_json(_words(sheet)),
        index=sheet.relative(index) if others else "",
        stylesheet=sheet.relative(layouts.comparison_stylesheet.address),
        script=sheet.relative(layouts.chooser_script.address),
        assembly_script=sheet.relative(layouts.assembly_script.address),
        steps_script=sheet.relative(layouts.comparison_script.address),
    )


def _choice(sheet: Sheet, versions: Sequence[Version], version: Version) -> VersionChoice:
    return VersionChoice(
        id=str(version.id),
        name=sheet.name(version.id),
        href=sheet.relative(sheet.there.version(version.id)),
        is_old=version is versions[-2],
        is_new=version is versions[-1],
    )


def _groups(sheet: Sheet, pairs: Sequence[Pair]) -> Iterator[ComparisonGroup]:
    """The comparisons that have a page, by new version; the latest first."""
    for _, group in groupby(reversed(pairs), key=lambda pair: pair.new.id):
        found = tuple(group)
        title = sheet.say("version_of", date=sheet.name(found[0].new.id))
        yield ComparisonGroup(title, tuple(_to_comparison(sheet, pair) for pair in found))


def _to_comparison(sheet: Sheet, pair: Pair) -> Link:
    text = sheet.say("link_comparison_pair", old=sheet.name(pair.old.id), new=sheet.name(pair.new.id))
    return sheet.link(sheet.there.comparison(pair.old.id, pair.new.id), text)


def _command(sheet: Sheet, old: str, new: str) -> str:
    """The command that compares two versions, where the site is built."""
    base = sheet.there.base
    return _COMMAND.format(old=f"{base}{old}/text.md", new=f"{base}{new}/text.md")


def _words(sheet: Sheet) -> dict[str, object]:
    """The sentences that the script puts together, open for what it fills in."""
    organisation = sheet.composition.catalogue.site.organisation.name
    return {
        "document_title": sheet.say("title_page", title=_pair_title(sheet), organisation=organisation),
        "working": sheet.say("chooser_working"),
        "too_many": sheet.say("chooser_too_many"),
        "failed": sheet.say("chooser_failed"),
        "from_file": sheet.say("chooser_from_file"),
        "empty": sheet.say("comparison_empty"),
        "sections": sheet.strings.plurals("comparison_sections"),
        "words_added": sheet.strings.plurals("comparison_words_added"),
        "words_removed": sheet.strings.plurals("comparison_words_removed"),
        "no_words": sheet.say("comparison_no_words"),
        "labels": {kind.value: sheet.say(f"change_{kind}") for kind in ChangeKind},
        "moved_from": sheet.say("moved_from", **_OPEN),
        "split_from": sheet.say("split_from", title="{title}"),
        "split_from_many": sheet.say("split_from_many", titles="{titles}"),
        "quoted_title": sheet.say("quoted_title", title="{title}"),
    }


def _title(sheet: Sheet) -> str:
    return title_of(sheet.policy, sheet.language)


def _pair_title(sheet: Sheet) -> str:
    return sheet.say("comparison_document_title", title=_title(sheet), **_OPEN)


def _spot(sheet: Sheet) -> Spot:
    counterparts, elsewhere = sheet.counterparts(
        lambda language: _address_in(sheet, language), "not_compared_in_language"
    )
    return Spot(
        language=sheet.language,
        address=sheet.address,
        title=sheet.say("chooser_title", title=_title(sheet)),
        description=sheet.say("chooser_introduction"),
        counterparts=counterparts,
        elsewhere=elsewhere,
        breadcrumbs=(*sheet.breadcrumbs, (sheet.there.changelog, sheet.say("changelog_short"))),
        feed=sheet.feed,
        is_indexed=False,
    )


def _address_in(sheet: Sheet, language: str) -> str | None:
    has_page = has_chooser(sheet.policy, language)
    return sheet.composition.addresses(sheet.policy, language).chooser if has_page else None
