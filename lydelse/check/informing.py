"""The check of the information duties: which points of GDPR Art. 13 and 14 a version answers, by what its texts cover.

What an editor states is taken as stated: whether a text says enough is for a person to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lydelse.check.acceptance import acceptance_of
from lydelse.check.duties import DUTIES, Duty, duties_of
from lydelse.check.model import Finding, Information, Subject, finding
from lydelse.model import FindingCode, InformationArticle, Policy, PolicySource, Status, Version
from lydelse.problems import Severity

_STATUS = {
    Status.CURRENT: "in force",
    Status.UPCOMING: "coming",
    Status.DRAFT: "draft",
    Status.SUPERSEDED: "superseded",
    Status.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """Which sections of a version answer a duty, by language."""

    duty: Duty
    sections: Mapping[str, tuple[str, ...]]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The languages in which none does."""
        return tuple(language for language, sections in self.sections.items() if not sections)

    @property
    def is_missing(self) -> bool:
        """Whether no section answers it in any language."""
        return not any(self.sections.values())


def check_duties(subject: Subject) -> Iterator[Finding]:
    """Find duties that a version answers in no language, or not in all of them."""
    for policy, version in subject.versions:
        articles = articles_of(subject, policy)
        if articles and not any(_covered(policy)):
            if version is _last(subject, policy):
                yield _unstated(policy, articles)
            continue
        for answers in answers_of(version, articles):
            if answers.is_missing:
                yield _missing(policy, version, answers.duty)
            else:
                yield from _uneven(policy, version, answers)


def survey_duties(subject: Subject) -> Iterator[Information]:
    """Give a table for each version of a policy that answers information duties: which section answers which."""
    for policy, version in subject.versions:
        articles = articles_of(subject, policy)
        if articles and any(_covered(policy)):
            yield _table(subject, policy, version, tuple(answers_of(version, articles)))


def articles_of(subject: Subject, policy: Policy) -> tuple[InformationArticle, ...]:
    """Give the articles whose duties a policy answers: those that it states; or else those of which it covers a point;
    or else, if it holds the site's declaration of cookies, Art. 13."""
    source = _source(subject, policy)
    if source is not None and source.duties is not None:
        return source.duties
    covered = set(_covered(policy))
    found = tuple(article for article in InformationArticle if any(duty.id in covered for duty in duties_of(article)))
    is_holder = policy.id == subject.content.site.declaration
    return found or ((InformationArticle.GDPR_13,) if is_holder else ())


def answers_of(version: Version, articles: Iterable[InformationArticle]) -> Iterator[Answers]:
    """Give for each duty of some articles which sections answer it."""
    asked = tuple(articles)
    for duty in DUTIES:
        if duty.article in asked:
            yield Answers(duty, {language: _answering(version, duty, language) for language in version.languages})


def _answering(version: Version, duty: Duty, language: str) -> tuple[str, ...]:
    return tuple(
        section.id
        for section in version.sections
        if (wording := section.wordings.get(language)) is not None and duty.id in wording.revision.covers
    )


def _source(subject: Subject, policy: Policy) -> PolicySource | None:
    return next((source for source in subject.content.policies if source.id == policy.id), None)


def _covered(policy: Policy) -> Iterator[str]:
    """Give every duty that some text of a policy states."""
    for version in (*policy.versions, *policy.drafts):
        for section in version.sections:
            for wording in section.wordings.values():
                yield from wording.revision.covers


def _last(subject: Subject, policy: Policy) -> Version | None:
    versions = [version for looked_at, version in subject.versions if looked_at is policy]
    return versions[-1] if versions else None


# What is told ---------------------------------------------------------------------------------------------------


def _unstated(policy: Policy, articles: tuple[InformationArticle, ...]) -> Finding:
    numbers = " and ".join(article.value.removeprefix("gdpr-") for article in articles)
    return finding(
        FindingCode.DUTIES_UNSTATED,
        policy.place,
        f"no section says which information duties of GDPR Art. {numbers} it answers",
        "Write them under “covers” in the front matter of the sections; or “duties: []” in policy.yaml if the policy "
        "has none to answer.",
        policy=policy.id,
    )


def _missing(policy: Policy, version: Version, duty: Duty) -> Finding:
    if duty.condition:
        code, severity = FindingCode.DUTY_CONDITIONAL, Severity.NOTE
        message = f"no section answers {duty.point}, which has to be told {duty.condition}: {duty.told}"
        hint = (
            f"Write “covers: [{duty.id}]” in the section that says it; or, if it doesn't apply, accept this with why."
        )
    else:
        code, severity = FindingCode.DUTY_MISSING, Severity.WARNING
        message = f"no section answers {duty.point}: {duty.told}"
        hint = f"Say it in a section, and write “covers: [{duty.id}]” in its front matter."
    return finding(
        code, version.place, message, hint, policy=policy.id, version=version.id, about=duty.id, severity=severity
    )


def _uneven(policy: Policy, version: Version, answers: Answers) -> Iterator[Finding]:
    duty = answers.duty
    for language in answers.lacking:
        others = " and ".join(f"“{other}”" for other in version.languages if other not in answers.lacking)
        yield finding(
            FindingCode.DUTY_UNEVEN,
            version.place,
            f"{duty.point} is answered in {others}, but not in “{language}”: {duty.told}",
            f"Let the text in “{language}” say it, too, and write “covers: [{duty.id}]” in its front matter.",
            policy=policy.id,
            version=version.id,
            language=language,
            about=duty.id,
        )


def _table(subject: Subject, policy: Policy, version: Version, found: tuple[Answers, ...]) -> Information:
    """Give the table of a version, with one column for all languages when they answer alike."""
    is_alike = all(len(set(answers.sections.values())) == 1 for answers in found)
    groups = (version.languages,) if is_alike else tuple((language,) for language in version.languages)
    rows = (
        (
            answers.duty.point,
            answers.duty.asked,
            *(_cell(subject, policy, version, answers, group[0]) for group in groups),
        )
        for answers in found
    )
    return Information(
        name=f"duties-{policy.id}-{version.id}",
        title=f"Information duties of {policy.id}, version {version.id} ({_STATUS[version.status]})",
        columns=("GDPR", "What people are told", *(f"Sections ({', '.join(group)})" for group in groups)),
        rows=tuple(rows),
        note="As the editors state it under “covers”. Whether a section says enough is for a person to judge.",
        total=_total(found),
    )


def _total(found: tuple[Answers, ...]) -> str:
    """Count what is answered in every language, and what in some of them alone."""
    whole = sum(not answers.lacking for answers in found)
    partly = sum(bool(answers.lacking) and not answers.is_missing for answers in found)
    besides = f", {partly} in some languages alone" if partly else ""
    return f"{whole} of {len(found)} points answered{besides}"


def _cell(subject: Subject, policy: Policy, version: Version, answers: Answers, language: str) -> str:
    if not answers.is_missing:
        return ", ".join(answers.sections[language]) or "missing"
    missing = _missing(policy, version, answers.duty)
    acceptance = acceptance_of(subject, missing)
    if acceptance is not None:
        return f"accepted: {acceptance.reason}"
    return "not told" if missing.problem.severity is Severity.NOTE else "missing"
