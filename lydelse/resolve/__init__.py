"""Resolve: from the content to the catalogue, the policies with their versions and statuses as of a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from lydelse.changes import section_changes
from lydelse.memory import FORGETFUL, Memory
from lydelse.model import (
    Amendment,
    Catalogue,
    Content,
    Policy,
    PolicySource,
    SectionChange,
    Site,
    Status,
    Translations,
    Version,
    VersionId,
)
from lydelse.problems import Report
from lydelse.resolve.chain import Step, chain
from lydelse.resolve.checks import check_notice, check_policies, check_version
from lydelse.resolve.declared import check_holder
from lydelse.resolve.standing import Standing, amend

__all__ = ["check_together", "resolve", "resolve_each", "resolve_policy"]


def resolve(content: Content, as_of: date, report: Report, memory: Memory = FORGETFUL) -> Catalogue:
    """Work out what the content means on a day.

    Args:
        content: what was read; policies that aren't sound are left out.
        as_of: the day, in the site's time zone.
        report: where problems go; those of drafts are warnings, as drafts aren't built.
        memory: what was worked out before.
    """
    check_together(content.site, content.policies, report)
    return resolve_each(content, as_of, report, memory)


def resolve_each(content: Content, as_of: date, report: Report, memory: Memory = FORGETFUL) -> Catalogue:
    """Work out what each policy means by itself, as `resolve` does."""
    sound = (source for source in content.policies if source.sound)
    policies = (resolve_policy(source, content.site.languages, as_of, report, memory) for source in sound)
    return Catalogue(content.site, as_of, tuple(policies))


def resolve_policy(
    source: PolicySource, languages: tuple[str, ...], as_of: date, report: Report, memory: Memory
) -> Policy:
    """Work out what one policy, which is sound, means on a day; else as `resolve`."""
    make = partial(_resolve_policy, source, languages, as_of)
    return memory.of_values(("policy", source.id), (source, languages, as_of), make, report)


def check_together(site: Site, policies: Sequence[PolicySource], report: Report) -> None:
    """Check what concerns several policies, of which no text is needed for that."""
    check_policies(policies, report)
    check_holder(site, policies, report)


def _resolve_policy(source: PolicySource, languages: tuple[str, ...], as_of: date, report: Report) -> Policy:
    steps = chain(source.amendments, as_of, report)
    standings = _standings(source, steps, languages, as_of, report)
    statuses = _statuses(source, steps, as_of)
    versions = tuple(_version(source, step, steps, standings, statuses[step.id]) for step in steps)
    return Policy(
        id=source.id,
        slugs=source.slugs,
        formerly=source.formerly,
        notice_days=source.notice_days,
        comparisons=source.comparisons,
        retired=source.retired,
        versions=tuple(version for version in versions if version.status is not Status.DRAFT),
        drafts=tuple(version for version in versions if version.status is Status.DRAFT),
        place=source.place,
        register=source.register,
    )


def _standings(
    source: PolicySource, steps: Sequence[Step], languages: tuple[str, ...], as_of: date, report: Report
) -> dict[VersionId, Standing]:
    standings: dict[VersionId, Standing] = {}
    nothing = Standing(languages=languages)
    for step in steps:
        found = Report()
        base = standings[step.base] if step.base is not None else nothing
        standing = amend(base, step.amendment, source.translations, as_of, found)
        check_version(source, step, base, standing, found)
        check_notice(source, step, as_of, found)
        is_draft = step.amendment.published is None and not step.is_public
        (report.extend_as_drafts if is_draft else report.extend)(found.problems)
        if not step.is_public:
            # What isn't translated yet shall not keep an editor from seeing the rest.
            standing = amend(base, step.amendment, Translations.NOTICE, as_of, Report())
        standings[step.id] = standing
    return standings


def _statuses(source: PolicySource, steps: Sequence[Step], as_of: date) -> dict[VersionId, Status]:
    has_ended = source.retired is not None and source.retired.on <= as_of
    in_effect = [
        step.id for step in steps if step.is_public and step.withdrawn_by is None and step.id.effective <= as_of
    ]
    current = in_effect[-1] if in_effect and not has_ended else None
    return {step.id: _status(step, current, as_of) for step in steps}


def _status(step: Step, current: VersionId | None, as_of: date) -> Status:
    if not step.is_public:
        return Status.DRAFT
    if step.withdrawn_by is not None:
        return Status.WITHDRAWN
    if step.id == current:
        return Status.CURRENT
    return Status.UPCOMING if step.id.effective > as_of else Status.SUPERSEDED


def _version(
    source: PolicySource,
    step: Step,
    steps: Sequence[Step],
    standings: Mapping[VersionId, Standing],
    status: Status,
) -> Version:
    amendment, standing = step.amendment, standings[step.id]
    return Version(
        policy=source.id,
        id=step.id,
        status=status,
        published=amendment.published,
        significance=amendment.significance,
        summary=amendment.summary,
        title=standing.title,
        description=standing.description,
        languages=standing.languages,
        binding=standing.binding,
        sections=standing.sections,
        changes=_changes(step, amendment, standings),
        previous=step.base,
        following=_following(step, steps),
        corrects=amendment.corrects,
        corrected_by=tuple(other.id for other in steps if other.is_public and other.amendment.corrects == step.id),
        withdraws=amendment.withdraws,
        withdrawn_by=step.withdrawn_by,
        place=amendment.place,
        declaration=standing.declaration,
        reconsent=amendment.reconsent,
    )


def _changes(step: Step, amendment: Amendment, standings: Mapping[VersionId, Standing]) -> tuple[SectionChange, ...]:
    if step.base is None:
        return ()
    return section_changes(standings[step.base].sections, standings[step.id].sections, amendment.predecessors)


def _following(step: Step, steps: Sequence[Step]) -> VersionId | None:
    """Give the version that takes over from this one; none takes over from a withdrawn version or a draft."""
    if step.withdrawn_by is not None or not step.is_public:
        return None
    later = (s.id for s in steps if s.id > step.id and s.is_public and s.withdrawn_by is None)
    return next(later, None)
