"""The values that the stages pass along: what was read (`Content`) and what it means on a day (`Catalogue`).

All are frozen and their sequences are tuples. The words are those of `docs/glossary.md`.
"""

from lydelse.model.catalogue import Catalogue, Policy, Section, SectionChange, Version, Wording
from lydelse.model.content import Amendment, Attachment, Content, Organisation, PolicySource, Retirement, Revision, Site
from lydelse.model.rendered import Fragment, Fragments, Reference, SiteFile
from lydelse.model.words import (
    ID,
    ChangeKind,
    Comparisons,
    Localised,
    RenderingKey,
    Significance,
    Status,
    Translations,
    VersionId,
)

__all__ = [
    "ID",
    "Amendment",
    "Attachment",
    "Catalogue",
    "ChangeKind",
    "Comparisons",
    "Content",
    "Fragment",
    "Fragments",
    "Localised",
    "Organisation",
    "Policy",
    "PolicySource",
    "Reference",
    "RenderingKey",
    "Retirement",
    "Revision",
    "Section",
    "SectionChange",
    "Significance",
    "Site",
    "SiteFile",
    "Status",
    "Translations",
    "Version",
    "VersionId",
    "Wording",
]
