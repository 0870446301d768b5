"""Whether the texts and the declaration fit together: where it is shown, and what the banner itself keeps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from lydelse.memory import FORGETFUL, Memory
from lydelse.model import (
    CONSENT_RECORD,
    Catalogue,
    Declaration,
    DeclarationSpot,
    Fragments,
    Policy,
    Site,
    Status,
    StorageKind,
    Version,
)
from lydelse.problems import Problem, Report


def check_declared(
    catalogue: Catalogue,
    fragments: Fragments,
    purposes: Mapping[str, str],
    report: Report,
    memory: Memory = FORGETFUL,
) -> None:
    """Report texts that show a declaration where there is none, and declarations that lack something.

    Args:
        catalogue: the policies.
        fragments: their rendered texts.
        purposes: what the banner's own record is for, by language; for the lines that the editor can paste.
        report: where problems go; those of drafts alone are warnings.
        memory: what was found before.
    """
    for policy in catalogue.policies:
        check = partial(_check_policy, policy, fragments, catalogue.site, purposes)
        memory.of_values(("declared", policy.id), (policy, catalogue.site, purposes), check, report)


def _check_policy(
    policy: Policy, fragments: Fragments, site: Site, purposes: Mapping[str, str], report: Report
) -> None:
    found, in_drafts = (_problems(each, fragments, site, purposes) for each in (policy.versions, policy.drafts))
    report.extend(found)
    report.extend_as_drafts(in_drafts - found)


def _problems(
    versions: Iterable[Version], fragments: Fragments, site: Site, purposes: Mapping[str, str]
) -> frozenset[Problem]:
    report = Report()
    for version in versions:
        _check_spots(version, fragments, site, report)
        _check_version(version, fragments, site, purposes, report)
    return frozenset(report.found)


def _check_spots(version: Version, fragments: Fragments, site: Site, report: Report) -> None:
    if version.declaration is not None:
        return
    hint = f"The policy “{site.declaration}” holds it: take the line out, and link to that policy."
    if site.declaration in (None, version.policy):
        hint = "Put a file “cookies.yaml” into the version's folder, or take the line out."
    for spot in _spots(version, fragments):
        message = "there is no cookie declaration to put here"
        report.error(spot.place, "declaration-missing", message, hint)


def _spots(version: Version, fragments: Fragments) -> Iterator[DeclarationSpot]:
    for section in version.sections:
        for wording in section.wordings.values():
            if wording.revision.names_declaration:
                fragment = fragments.get(wording.revision.rendered_as)
                yield from fragment.spots if fragment else ()


def _check_version(
    version: Version, fragments: Fragments, site: Site, purposes: Mapping[str, str], report: Report
) -> None:
    """Check a version that readers can still be told of otherwise: one that holds or will."""
    declaration = version.declaration
    if declaration is None or version.status in (Status.SUPERSEDED, Status.WITHDRAWN):
        return
    if not any(_spots(version, fragments)):
        message = "no text of the version shows this declaration"
        hint = "Write [[cookies]] in a paragraph of its own where the table belongs."
        report.warning(declaration.place, "declaration-not-shown", message, hint)
    if declaration.optional and not _has_record(declaration):
        message = f"the banner keeps what a person chose as “{CONSENT_RECORD}”, and that isn't declared"
        report.error(declaration.place, "consent-record-missing", message, _lines(site, purposes))


def _has_record(declaration: Declaration) -> bool:
    return any(
        entry.name == CONSENT_RECORD and entry.kind is StorageKind.LOCAL
        for category in declaration.categories
        if category.is_necessary
        for entry in category.stored
    )


def _lines(site: Site, purposes: Mapping[str, str]) -> str:
    """Give the hint with a line that can be pasted; texts are quoted as in JSON, which is YAML too."""
    texts = ", ".join(f"{language}: {_quoted(text)}" for language, text in purposes.items())
    entry = (
        f"{{name: {CONSENT_RECORD}, kind: local, provider: {_quoted(site.organisation.name)}, "
        f"purpose: {{{texts}}}, duration: until-deleted}}"
    )
    return f"Put this line under “stored” of the category “necessary”: - {entry}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
