"""The page that a version's PDF is laid out from.

It tells of the version alone: neither what came later nor what holds today is on it, so that a document in an archive
stays true and needn't be made again when a new version is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lydelse.compose.composition import Composition
from lydelse.compose.paper_views import PaperView
from lydelse.compose.policy_page import policy_views, section_views
from lydelse.compose.sheet import Sheet
from lydelse.compose.views import Fact
from lydelse.compose.wording import day_of
from lydelse.model import Policy, SiteFile, Status, Version


def paper_page(composition: Composition, policy: Policy, version: Version, language: str, digest: str) -> SiteFile:
    """Compose the page that the PDF of a version is laid out from; `digest` is that of the canonical text. Its links
    are relative to the version's address, where no file of this page is published."""
    sheet, alone = _by_itself(composition, policy, version, language)
    frame, shown = policy_views(sheet, alone, digest)
    address = composition.absolute(sheet.address)
    view = PaperView(
        document_title=sheet.say("title_version", title=shown.title, date=sheet.name(version.id)),
        title=shown.title,
        holds=sheet.say("paper_holds", version=version.id, date=sheet.strings.day(version.effective)),
        description=shown.description,
        notices=shown.notices,
        summary=shown.summary,
        contents=shown.contents,
        sections=section_views(sheet, alone),
        facts=tuple(_facts(sheet, version, address, digest)),
        standing=sheet.say("paper_standing", address=composition.absolute(sheet.there.in_force)),
        published=version.published.isoformat() if version.published else "",
        address=address,
        digest=digest,
    )
    return sheet.page("paper.html", frame, view)


def _by_itself(composition: Composition, policy: Policy, version: Version, language: str) -> tuple[Sheet, Version]:
    """Give the page of a version as it was on its first day, before anything came of it."""
    alone = replace(version, status=Status.CURRENT, following=None, corrected_by=(), withdrawn_by=None)
    until = tuple(each for each in policy.versions if each.id < version.id)
    catalogue = replace(composition.catalogue, as_of=version.effective)
    address = composition.addresses(policy, language).version(version.id)
    policy = replace(policy, versions=(*until, alone), retired=None)
    return Sheet(replace(composition, catalogue=catalogue), policy, language, address), alone


def _facts(sheet: Sheet, version: Version, address: str, digest: str) -> Iterator[Fact]:
    say, strings = sheet.say, sheet.strings
    yield Fact(say("fact_version"), str(version.id))
    yield Fact(say("fact_effective"), day=day_of(version.effective, strings))
    if version.published is not None:
        yield Fact(say("fact_published"), day=day_of(version.published, strings))
    yield Fact(say("fact_significance"), say(f"significance_{version.significance}"))
    if len(version.languages) > 1:
        yield Fact(say("fact_binding"), strings.language_name(version.binding))
    yield Fact(say("fact_address"), address, kind="wide")
    yield Fact(say("fact_digest"), digest, kind="wide")
