"""The HTML of a section's text outside any page: its links as they are written, so that nothing depends on addresses,
and a draft can be read whose links don't lead anywhere yet."""

from __future__ import annotations

from lydelse.compose.compared import with_title, without_ids
from lydelse.compose.declared import declaration_view
from lydelse.model import Attachment, Reference, Version, Wording
from lydelse.preparing import Edition

_TELLING = 8
"""Digits of a file's digest that tell one from another."""


def section_html(edition: Edition, version: Version, section_id: str, language: str, *, titled: bool = True) -> str:
    """Give a section's text in a version, with its title above it; empty where it isn't there."""
    section = version.section(section_id)
    wording = section.wordings.get(language) if section else None
    if wording is None:
        return ""
    return with_title(wording.revision.title if titled else "", _body(edition, wording))


def _body(edition: Edition, wording: Wording) -> str:
    fragment = edition.fragments[wording.revision.rendered_as]
    files = {file.name: file for file in wording.attachments}
    declared = _declared(edition, wording) if fragment.spots else ""
    return without_ids(fragment.html(lambda reference: _written(reference, files.get(reference.file or "")), declared))


def _written(reference: Reference, file: Attachment | None) -> str:
    """Give a reference as it is written; of a file with what tells whether it is the same one."""
    if reference.file is not None:
        return f"files/{reference.file}" + (f"#{file.digest[:_TELLING]}" if file else "")
    policy = f"policy:{reference.policy}" if reference.policy else ""
    return f"{policy}#{reference.anchor}" if reference.anchor else policy or "#"


def _declared(edition: Edition, wording: Wording) -> str:
    if wording.declaration is None:
        return ""
    view = declaration_view(wording.declaration, edition.layouts.strings[wording.revision.language])
    template = edition.layouts.templates.get_template("components/declaration.html")
    return template.render(declaration=view)
