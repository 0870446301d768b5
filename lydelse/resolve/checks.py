"""What has to hold among policies and versions that can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lydelse.model import Amendment, Attachment, PolicySource, Section, Significance
from lydelse.problems import Place, Report, in_words, suggest
from lydelse.resolve.chain import Step
from lydelse.resolve.declared import check_declaration
from lydelse.resolve.standing import Standing


def check_policies(policies: Sequence[PolicySource], report: Report) -> None:
    """Check what concerns several policies: one address for each, and successors that exist."""
    addresses: dict[tuple[str, str], Place] = {}
    for policy in policies:
        for language, slug, place in _claimed_slugs(policy):
            first = addresses.setdefault((language, slug), place)
            if first != place:
                message = f"the address “{language}/{slug}” is taken already, by {first.path} on line {first.line}"
                report.error(place, "address-taken", message, "Choose another slug for one of the two.")
        _check_successor(policy, policies, report)
    _check_files(policies, report)


def _check_files(policies: Sequence[PolicySource], report: Report) -> None:
    """Files are published under their digest and name, also on hosts for which “Map.png” and “map.png” are one."""
    seen: dict[tuple[str, str], Attachment] = {}
    for policy in policies:
        for amendment in policy.amendments:
            for file in amendment.attachments:
                first = seen.setdefault((file.digest, file.name.lower()), file)
                if first.name != file.name:
                    message = f"“{file.name}” is the same file as “{first.name}”, and differs by capital letters alone"
                    report.error(file.place, "file-name", message, f"Call it “{first.name}” here, too.")


def _claimed_slugs(policy: PolicySource) -> list[tuple[str, str, Place]]:
    present = [(lang, slug, policy.place_of(f"slug.{lang}")) for lang, slug in policy.slugs.items()]
    former = [
        (lang, slug, policy.place_of(f"formerly.{lang}")) for lang, slugs in policy.formerly.items() for slug in slugs
    ]
    return present + former


def _check_successor(policy: PolicySource, policies: Sequence[PolicySource], report: Report) -> None:
    successor = policy.retired.replaced_by if policy.retired else None
    others = [other.id for other in policies if other.id != policy.id]
    if successor is not None and successor not in others:
        message = f"there is no other policy “{successor}”"
        report.error(policy.place_of("retired.replaced_by"), "policy-unknown", message, suggest(successor, others))


def check_version(policy: PolicySource, step: Step, base: Standing, standing: Standing, report: Report) -> None:
    """Check what a version says of itself against what stands before and after it."""
    amendment = step.amendment
    if not standing.sections and not amendment.sections and not report.problems:
        message = "the policy has no sections"
        hint = "List them in their order, for example “sections: [introduction, cookies, contact]”."
        report.error(amendment.place, "sections-missing", message, hint)
    _check_texts(amendment, base, standing, report)
    _check_slugs(policy, standing, report)
    _check_binding(amendment, standing, report)
    _check_predecessors(amendment, base, standing, report)
    _check_unchanged(amendment, base, standing, report)
    check_declaration(amendment, base, standing, report)
    stands = step.is_public and step.withdrawn_by is None
    if policy.retired is not None and stands and amendment.id.effective >= policy.retired.on:
        message = f"the version takes effect after the policy has ended, on {policy.retired.on}"
        report.error(
            amendment.place, "retired-followed", message, "Withdraw the version, or move the day in policy.yaml."
        )
    if step.base is not None and not report.problems:
        _check_effect(amendment, base, standing, report)


def check_notice(policy: PolicySource, step: Step, as_of: date, report: Report) -> None:
    """Warn of a change of substance that is to take effect sooner after its publication than the policy promises.

    Readers have to be told in time (GDPR Art. 13(3); WP260 rev.01, paras 29 to 31), but no law says how many days
    that is, and some changes can't wait: so it is a warning. A version that holds already can't be helped, and a
    policy's first one changes nothing.
    """
    amendment = step.amendment
    published, effective = amendment.published, amendment.id.effective
    is_due = step.base is not None and step.withdrawn_by is None and amendment.significance is Significance.MATERIAL
    if not is_due or policy.notice_days is None or published is None or not published <= effective > as_of:
        return
    if (days := (effective - published).days) < policy.notice_days:
        first = date.fromordinal(min(published.toordinal() + policy.notice_days, date.max.toordinal()))
        message = (
            f"published on {published}, the version takes effect on {effective}: {days} days later, "
            f"and the policy promises {policy.notice_days} days of notice"
        )
        hint = f"Let it take effect on {first} or later: rename the folder to “{first}”."
        report.warning(amendment.place_of("published"), "notice-too-short", message, hint)


def _check_texts(amendment: Amendment, base: Standing, standing: Standing, report: Report) -> None:
    """Title and summary are there in every language, the description in all or none.

    What the version before lacked has been reported there.
    """
    before = base.languages if base.sections else ()
    joined = [language for language in standing.languages if language not in before]
    _check_languages("title", joined, standing.title, amendment, report)
    if standing.description:
        new = joined if base.description else standing.languages
        _check_languages("description", new, standing.description, amendment, report)
    if "summary" in amendment.places:
        _check_languages("summary", standing.languages, amendment.summary, amendment, report)


def _check_languages(
    key: str, languages: Sequence[str], texts: Mapping[str, str], amendment: Amendment, report: Report
) -> None:
    # One that is there, but couldn't be read, has been reported.
    lacking = [each for each in languages if each not in texts and f"{key}.{each}" not in amendment.places]
    missing = [f"“{language}”" for language in lacking]
    if missing:
        message = f"the {key} has no text in {in_words(missing)}"
        hint = f"Write it in version.yaml under “{key}”, in a line per language."
        report.error(amendment.place_of(key), "translation-missing", message, hint)


def _check_slugs(policy: PolicySource, standing: Standing, report: Report) -> None:
    for language in standing.languages:
        if language not in policy.slugs:
            message = f"the policy has no slug in “{language}”"
            hint = f"Add a line “{language}: …” under “slug”: the policy's name in addresses."
            report.error(policy.place_of("slug"), "slug-missing", message, hint)


def _check_binding(amendment: Amendment, standing: Standing, report: Report) -> None:
    if standing.binding not in standing.languages:
        message = f"the binding language “{standing.binding}” isn't one of the version's languages"
        report.error(
            amendment.place_of("binding"), "language-not-listed", message, suggest(standing.binding, standing.languages)
        )


def _check_predecessors(amendment: Amendment, base: Standing, standing: Standing, report: Report) -> None:
    ids = [section.id for section in standing.sections]
    old_ids = [section.id for section in base.sections]
    for section, predecessors in amendment.predecessors.items():
        place = amendment.place_of("from", section)
        if section not in ids:
            _report_section(section, ids, place, "in this version", report)
        for predecessor in predecessors:
            if predecessor not in old_ids:
                _report_section(predecessor, old_ids, place, "in the version before", report)


def _check_unchanged(amendment: Amendment, base: Standing, standing: Standing, report: Report) -> None:
    old = {section.id: section for section in base.sections}
    ids = [section.id for section in standing.sections if section.id in old]
    own = {(revision.language, revision.section): revision.text for revision in amendment.revisions}
    for language, sections in amendment.unchanged.items():
        place = amendment.place_of("unchanged", language)
        for section in sections:
            if section not in ids:
                _report_section(section, ids, place, "that carries over to this version", report)
            elif own.get((language, section), _text(old[section], language)) != _text(old[section], language):
                message = f"“{section}” is said to be unchanged in “{language}”, but the folder holds a new text for it"
                report.error(place, "unchanged-but-there", message, "Take one of the two away.")


def _text(section: Section, language: str) -> tuple[str, str] | None:
    wording = section.wordings.get(language)
    return wording.revision.text if wording else None


def _report_section(section: str, known: Sequence[str], place: Place, where: str, report: Report) -> None:
    message = f"there is no section “{section}” {where}"
    report.error(place, "section-unknown", message, suggest(section, known))


def _check_effect(amendment: Amendment, base: Standing, standing: Standing, report: Report) -> None:
    before, after = (
        (each.title, each.description, each.languages, each.binding, each.sections, each.declaration)
        for each in (base, standing)
    )
    if not amendment.withdraws and not amendment.reconsent and before == after:
        message = "the version changes nothing: all of it reads as before"
        hint = "If that is meant, leave it; otherwise check that the changed texts stand in this folder."
        report.warning(amendment.place, "version-changes-nothing", message, hint)
