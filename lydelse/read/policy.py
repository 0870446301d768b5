"""Reads `policy.yaml`: what holds for a policy in all its versions."""

from __future__ import annotations

from collections.abc import Collection

from lydelse.forms import POLICY, RETIRED
from lydelse.model import Amendment, Comparisons, InformationArticle, PolicySource, Retirement, Translations
from lydelse.problems import Report
from lydelse.read.accepted import read_accepted
from lydelse.read.fields import Fields, check_id
from lydelse.read.tree import MapNode


def read_policy(
    policy_id: str, node: MapNode, languages: Collection[str], amendments: tuple[Amendment, ...], report: Report
) -> PolicySource:
    """Read a policy's settings; what is wrong is reported and left out."""
    fields = Fields(node, POLICY, report)
    fields.require("slug", f"{{{', '.join(f'{language}: {policy_id}' for language in languages)}}}")
    return PolicySource(
        id=policy_id,
        place=node.place,
        places=fields.places(),
        slugs=_slugs(fields, languages, report),
        formerly=fields.ids_by_language("formerly", languages),
        notice_days=fields.number("notice_days"),
        translations=fields.choice("translations", Translations) or Translations.REQUIRED,
        comparisons=fields.choice("comparisons", Comparisons) or Comparisons.FIRST,
        retired=_retirement(fields),
        amendments=amendments,
        duties=fields.choices("duties", InformationArticle),
        accepted=read_accepted(fields, languages, report),
    )


def _slugs(fields: Fields, languages: Collection[str], report: Report) -> dict[str, str]:
    places = fields.places()
    slugs = fields.by_language("slug", languages)
    return {
        language: slug for language, slug in slugs.items() if check_id(slug, places[f"slug.{language}"], report, "slug")
    }


def _retirement(fields: Fields) -> Retirement | None:
    inner = fields.inner("retired", RETIRED)
    if inner is None:
        return None
    inner.require("on", "2027-01-01")
    day = inner.day("on")
    return None if day is None else Retirement(day, inner.text("replaced_by"))
