"""The recipe that holds content, registers and a built site against each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from lydelse.addresses import ASSETS, VERSIONS, attachment, file_of
from lydelse.compose import Composition, compose
from lydelse.compressing import check_compressors
from lydelse.links import Links
from lydelse.model import REGISTER_FILE, Papers, Policy, Site, SiteFile
from lydelse.paper import Library, take_all_papers
from lydelse.preparing import AsOf, Edition, prepare
from lydelse.problems import Place, Report
from lydelse.publish.sums import LINGERING, UNLISTED, parse_sums
from lydelse.verify import Finding, Protocol, Standing, Target, compare_site, record

Watch = Callable[[Iterator[SiteFile]], Iterator[SiteFile]]
"""Is given the files as they are made and gives them on, so that progress can be shown."""

_AS_PUBLISHED = "Build the site again and publish it, if it is yours; what differs may be what somebody altered."


def verify_content(root: Path, as_of: AsOf, report: Report) -> Protocol | None:
    """Hold the content against its registers.

    Args:
        root: the folder that holds `content/`.
        as_of: the day.
        report: where problems go.

    Returns:
        The protocol, or `None` when a problem was found.
    """
    edition = prepare(root, as_of, report)
    return _protocol(edition) if edition else None


def verify_site(root: Path, as_of: AsOf, target: Target, report: Report, watch: Watch) -> Protocol | None:
    """Hold the content against its registers, and a built site against both.

    Args:
        root: the folder that holds `content/`.
        as_of: the day of the verification.
        target: the site.
        report: where problems go.
        watch: sees the files as they are compared.

    Returns:
        The protocol, or `None` when the content can't be built.

    Raises:
        Unreachable: the site can't be read.
    """
    today = prepare(root, as_of, report)
    if today is not None:
        check_compressors(today.catalogue.site, report)
    if today is None or report.errors:
        return None
    target = target.in_form(today.catalogue.site.urls)
    built = _day_of(today, target, report)
    if built is None:
        return None

    def that_day(_: Site) -> date:
        return built

    edition = today if built == today.catalogue.as_of else prepare(root, that_day, Report())
    if edition is None:
        message = f"the content can't be built as of {built}, the day of the site"
        report.error(Place(target.shown("")), "published-day", message, f"Run: lydelse build --as-of {built}")
        return None
    findings = _findings(root, edition, target, report, watch)
    return _protocol(edition, today.catalogue.as_of).with_site(target.name, findings)


def _protocol(edition: Edition, day: date | None = None) -> Protocol:
    catalogue = edition.catalogue
    return Protocol(day or catalogue.as_of, catalogue.as_of, tuple(record(policy) for policy in catalogue.policies))


def _composition(edition: Edition) -> Composition:
    links = Links(edition.catalogue, edition.fragments)
    return Composition(edition.catalogue, edition.fragments, edition.layouts, links)


def _day_of(edition: Edition, target: Target, report: Report) -> date | None:
    """Give the day for which a site was built, as its lists of versions tell."""
    composition = _composition(edition)
    tried = ""
    for policy in edition.catalogue.policies:
        for language in policy.languages:
            path = tried = composition.addresses(policy, language).versions
            text = target.read(path)
            if text is not None:
                return _stated_day(text, target.shown(path), report)
    message = "this is no site of this content: it has no list of versions where one should be"
    report.error(
        Place(target.shown(tried)), "published-missing", message, "Name the folder or address that holds the site."
    )
    return None


def _stated_day(text: bytes, shown: str, report: Report) -> date | None:
    try:
        return date.fromisoformat(json.loads(text)["as_of"])
    except (ValueError, KeyError, TypeError, RecursionError):
        message = "the list of versions doesn't tell for which day the site was built"
        report.error(Place(shown), "published-altered", message, _AS_PUBLISHED)
        return None


def _findings(root: Path, edition: Edition, target: Target, report: Report, watch: Watch) -> Iterator[Finding]:
    papers = take_all_papers(Library.at(root, Report()), edition.catalogue, edition.layouts, Report())
    evidence = frozenset((*_evidence(edition), *_paper(edition, papers)))
    files = watch(compose(edition.catalogue, edition.fragments, edition.layouts, papers))
    expected = set()
    _check_registers_on(edition, target, report)
    for finding in compare_site(files, target, evidence):
        expected.add(finding.path)
        _report(finding, target, evidence, report)
        yield finding
    for path in sorted(set(target.paths()) - expected - UNLISTED - _lingering(target)):
        message = "this file isn't one that the content builds"
        hint = "Somebody put it there, or the site was built from other content."
        report.warning(Place(target.shown(path)), "published-foreign", message, hint)


def _lingering(target: Target) -> set[str]:
    """Give the paths of the stylesheets and scripts that the site kept from the one before."""
    listed = parse_sums((target.read(LINGERING) or b"").decode("utf-8", "replace"))
    return {path for path in listed if path.startswith(ASSETS)}


def _evidence(edition: Edition) -> Iterator[str]:
    """Give the paths of the files that tell what was published."""
    composition = _composition(edition)
    for policy in edition.catalogue.policies:
        for language in policy.languages:
            there = composition.addresses(policy, language)
            yield from (file_of(there.in_force), there.versions, there.register)
            yield from _files(policy)
            for version in policy.versions:
                yield from (file_of(there.version(version.id)), there.text(version.id))
        for entry in policy.register.entries if policy.register else ():
            yield from map(file_of, entry.addresses)


def _paper(edition: Edition, papers: Mapping[str, Papers]) -> Iterator[str]:
    """Give the paths of the PDFs."""
    composition = _composition(edition)
    for policy in edition.catalogue.policies:
        for version, language in papers.get(policy.id, {}):
            yield composition.addresses(policy, language).paper(version)


def _files(policy: Policy) -> Iterator[str]:
    """Give the paths of the images and documents that a policy's versions show."""
    for version in policy.versions:
        for section in version.sections:
            for wording in section.wordings.values():
                yield from map(attachment, wording.attachments)


def _check_registers_on(edition: Edition, target: Target, report: Report) -> None:
    """Report a register that the site has and the content hasn't: it was taken away."""
    composition = _composition(edition)
    for policy in edition.catalogue.policies:
        for language in policy.languages if policy.register is None else ():
            path = composition.addresses(policy, language).register
            if target.read(path) is not None:
                message = "the site has a register of this policy, and the content has none"
                report.error(Place(target.shown(path)), "published-altered", message, "Take it back from git.")


def _report(finding: Finding, target: Target, evidence: frozenset[str], report: Report) -> None:
    place = Place(target.shown(finding.path))
    if finding.standing is Standing.ELSEWHERE and not finding.path.endswith((VERSIONS, REGISTER_FILE)):
        message = "this isn't byte for byte what the content builds, though the texts on it are"
        hint = "Another release or other layouts made it; or somebody altered it. Build the site again to be sure."
        report.warning(place, "published-elsewhere", message, hint)
    elif finding.standing is Standing.DIFFERENT:
        message = "this isn't what the content builds, and what was published"
        report.error(place, "published-altered", message, _AS_PUBLISHED)
    elif finding.standing is Standing.MISSING and finding.path in evidence:
        message = "nothing answers here, where something was published"
        report.error(place, "published-missing", message, "Build the site again and publish it.")
    elif finding.standing is Standing.MISSING:
        message = "this file isn't there, though the texts are"
        hint = "Another release or other layouts made the site, or not all of it arrived. Build and publish it again."
        report.warning(place, "published-elsewhere", message, hint)
