"""What has to hold of the declaration, among policies and from version to version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lydelse.consent import Widening, widenings
from lydelse.model import Amendment, Declaration, PolicySource, Reason, Significance, Site
from lydelse.problems import Place, Report, in_words, suggest
from lydelse.resolve.standing import Standing


def check_holder(site: Site, policies: Sequence[PolicySource], report: Report) -> None:
    """Check that the declaration stands in the one policy that `site.yaml` names."""
    holder = next((policy for policy in policies if policy.id == site.declaration), None)
    if site.declaration is not None and holder is None:
        message = f"there is no policy “{site.declaration}”"
        hint = suggest(site.declaration, [policy.id for policy in policies])
        report.misconfigured(site.place_of("declaration"), "policy-unknown", message, hint)
    elif holder is not None and holder.sound and not any(_declaring(holder)):
        message = f"the policy “{holder.id}” has no declaration of cookies"
        hint = (
            f"Put a file “cookies.yaml” into the folder of one of its versions, or take “declaration: {holder.id}” out."
        )
        report.misconfigured(site.place_of("declaration"), "declaration-missing", message, hint)
    for policy in policies:
        for amendment, declaration in _declaring(policy) if policy is not holder else ():
            found = Report()
            _report_elsewhere(policy, declaration, site, found)
            (report.extend_as_drafts if amendment.is_draft else report.extend)(found.problems)


def _declaring(policy: PolicySource) -> Iterator[tuple[Amendment, Declaration]]:
    return ((each, each.declaration) for each in policy.amendments if each.declaration is not None)


def _report_elsewhere(policy: PolicySource, declaration: Declaration, site: Site, report: Report) -> None:
    if site.declaration is None:
        message = "site.yaml doesn't say that this policy holds the declaration of cookies"
        hint = f"Write “declaration: {policy.id}” in site.yaml."
    else:
        message = f"the declaration of cookies stands in the policy “{site.declaration}”, as site.yaml says"
        hint = f"Move the file there, or write “declaration: {policy.id}” in site.yaml."
    report.error(declaration.place, "declaration-elsewhere", message, hint)


def check_declaration(amendment: Amendment, base: Standing, standing: Standing, report: Report) -> None:
    """Check what a version declares, and what it says of it."""
    declaration = standing.declaration
    if declaration is not None and amendment.declaration is not None:
        for place, what, texts in _texts(declaration):
            _check_languages(place, what, texts, standing.languages, report)
    elif declaration is not None:
        _check_joined(declaration, amendment, standing, report)
    _check_reconsent(amendment, declaration, report)
    if base.declaration is not None and declaration is not None and amendment.significance is Significance.EDITORIAL:
        for widening in widenings(base.declaration, declaration, standing.binding, is_material=False):
            _report_understated(widening, amendment, report)


def _texts(declaration: Declaration) -> Iterator[tuple[Place, str, Mapping[str, str]]]:
    """Give every text of a declaration with its place and what it is."""
    for category in declaration.categories:
        yield category.place_of("title"), f"the title of “{category.id}”", category.title
        yield category.place_of("purpose"), f"the purpose of “{category.id}”", category.purpose
        for entry in category.stored:
            yield entry.place_of("purpose"), f"the purpose of “{entry.name}”", entry.purpose


def _check_languages(
    place: Place, what: str, texts: Mapping[str, str], languages: Sequence[str], report: Report
) -> None:
    missing = [f"“{language}”" for language in languages if language not in texts]
    if missing:
        message = f"{what} has no text in {in_words(missing)}"
        report.error(place, "translation-missing", message, "Write one: the table and the banner show it.")


def _check_joined(declaration: Declaration, amendment: Amendment, standing: Standing, report: Report) -> None:
    """A declaration that carries over has to have the languages that the version is published in since."""
    for language in standing.languages if amendment.languages is not None else ():
        if any(language not in texts for _, _, texts in _texts(declaration)):
            message = f"the declaration of cookies has texts that are missing in “{language}”"
            hint = f"Put a file “cookies.yaml” with all of them into the folder; the last is {declaration.place.path}."
            report.error(amendment.place_of("languages"), "translation-missing", message, hint)


def _check_reconsent(amendment: Amendment, declaration: Declaration | None, report: Report) -> None:
    known = [category.id for category in declaration.optional] if declaration is not None else []
    for category in amendment.reconsent:
        if category not in known:
            message = f"“{category}” is no category for which people are asked"
            report.error(amendment.place_of("reconsent"), "category-unknown", message, suggest(category, known))


_SAID = {
    Reason.CATEGORY: "the category is new",
    Reason.PROVIDER: "it has a new provider",
    Reason.RECIPIENT: "it has a new recipient",
    Reason.DURATION: "something is kept longer",
}


def _report_understated(widening: Widening, amendment: Amendment, report: Report) -> None:
    said = ", ".join(_SAID[reason] for reason in widening.reasons)
    names = f": {', '.join(widening.names)}" if widening.names else ""
    message = f"in “{widening.category.id}”, {said}{names}; that is no editorial change"
    hint = f"Write “significance: material” in {amendment.place.path}."
    report.error(widening.category.place, "significance-understated", message, hint)
