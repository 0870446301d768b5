"""Reads `accepted`: what checks find and editors let pass, with their reasons."""

from __future__ import annotations

from collections.abc import Collection

from lydelse.forms import ACCEPTED
from lydelse.model import Acceptance, FindingCode
from lydelse.problems import Report, suggest
from lydelse.read.fields import Fields


def read_accepted(fields: Fields, languages: Collection[str], report: Report) -> tuple[Acceptance, ...]:
    """Read the acceptances of `site.yaml` or `policy.yaml`; one that is wrong is reported and lets nothing pass."""
    found = (_acceptance(form, languages, report) for form in fields.forms("accepted", ACCEPTED))
    return tuple(acceptance for acceptance in found if acceptance)


def _acceptance(form: Fields, languages: Collection[str], report: Report) -> Acceptance | None:
    form.require("code", FindingCode.DUTY_CONDITIONAL)
    form.require("reason", "We have no data protection officer.")
    code, reason = form.choice("code", FindingCode), form.text("reason")
    language = form.text("language")
    if language is not None and languages and language not in languages:
        message = f"“{language}” isn't one of the site's languages"
        report.error(form.place_of("language"), "language-unknown", message, suggest(language, languages))
    if code is None or reason is None:
        return None
    return Acceptance(
        code=code,
        reason=reason,
        place=form.place,
        section=form.text("section"),
        language=language,
        version=form.version("version"),
        about=form.text("about"),
    )
