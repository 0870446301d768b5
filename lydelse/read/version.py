"""Reads `version.yaml`: what a version says of itself."""

from __future__ import annotations

from collections.abc import Collection

from lydelse.forms import AMENDMENT
from lydelse.model import Amendment, Significance, VersionId
from lydelse.problems import Report, suggest
from lydelse.read.fields import Fields
from lydelse.read.tree import MapNode


def read_version(version_id: VersionId, node: MapNode, languages: Collection[str], report: Report) -> Amendment:
    """Read what a version states of itself; what is wrong is reported and counts as not stated."""
    fields = Fields(node, AMENDMENT, report)
    fields.require("significance", "material")
    fields.require("summary", "{" + ", ".join(f"{language}: …" for language in languages) + "}")
    return Amendment(
        id=version_id,
        place=node.place,
        places=fields.places(),
        published=fields.day("published"),
        significance=fields.choice("significance", Significance) or Significance.MATERIAL,
        summary=fields.by_language("summary", languages),
        follows=fields.version("follows"),
        corrects=fields.version("corrects"),
        withdraws=fields.versions("withdraws"),
        predecessors=fields.ids_by_id("from"),
        unchanged=fields.ids_by_language("unchanged", languages),
        reconsent=fields.ids("reconsent") or (),
        title=fields.by_language("title", languages),
        description=fields.by_language("description", languages),
        languages=_languages(fields, languages, report),
        binding=_binding(fields, languages, report),
        sections=fields.ids("sections"),
        source=fields.text("source") or "",
    )


def _languages(fields: Fields, known: Collection[str], report: Report) -> tuple[str, ...] | None:
    nodes = fields.words("languages")
    for node in nodes:
        if known and node.text not in known:
            message = f"“{node.text}” isn't one of the site's languages"
            report.error(node.place, "language-unknown", message, suggest(node.text, known))
    return tuple(dict.fromkeys(node.text for node in nodes if not known or node.text in known)) or None


def _binding(fields: Fields, known: Collection[str], report: Report) -> str | None:
    language = fields.text("binding")
    if language is not None and known and language not in known:
        message = f"“{language}” isn't one of the site's languages"
        report.error(fields.places()["binding"], "language-unknown", message, suggest(language, known))
        return None
    return language
