"""The page on which any two versions of a policy are chosen to be compared.

A pair that has a page of its own is led to; any other is put together in the browser, of what `chooser_data` makes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from lydelse import addresses
from lydelse.compose.chooser_files import compact_json
from lydelse.compose.comparison_views import ChooserView, ComparisonGroup, VersionChoice
from lydelse.compose.composition import Composition
from lydelse.compose.frame import Spot, frame_of
from lydelse.compose.pairs import Pair, other_pairs, versions_in
from lydelse.compose.sheet import Sheet
from lydelse.compose.views import Link
from lydelse.compose.wording import title_of
from lydelse.model import ChangeKind, Policy, SiteFile, Version

_COMMAND = "lydelse diff site/{old} site/{new}"
_OPEN = {"old": "{old}", "new": "{new}"}
"""Leaves the versions' names for the script to fill in."""


def has_chooser(policy: Policy, language: str) -> bool:
    """Tell whether a policy has at least two versions in a language, so that there is something to choose."""
    return len(versions_in(policy, language)) > 1


def chooser_page(composition: Composition, policy: Policy, language: str, pairs: Sequence[Pair]) -> SiteFile:
    """Compose the page for a policy that has one in the language; `pairs` are those whose comparisons have a page."""
    versions = versions_in(policy, language)
    sheet = Sheet(composition, policy, language, composition.addresses(policy, language).chooser)
    view = _view(sheet, versions, pairs, other_pairs(versions, pairs))
    return composition.page("chooser.html", sheet.address, frame_of(composition, _spot(sheet)), view)


def chooser_link(sheet: Sheet) -> Iterator[Link]:
    """Lead to the page, if the policy has one in the sheet's language."""
    if has_chooser(sheet.policy, sheet.language):
        yield sheet.link(sheet.there.chooser, sheet.say("link_chooser"))


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
        words=compact_json(_words(sheet)),
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
