"""The values that the stages pass along: what was read (`Content`) and what it means on a day (`Catalogue`).

All are frozen and their sequences are tuples. The words are those of `docs/glossary.md`.
"""

from lydelse.model.catalogue import Catalogue, Policy, Section, SectionChange, Version, Wording
from lydelse.model.checks import Acceptance, FindingCode, InformationArticle
from lydelse.model.consent import Asking, Consent, Reason
from lydelse.model.content import (
    Amendment,
    Banner,
    Content,
    Organisation,
    PolicySource,
    Retirement,
    Revision,
    Site,
)
from lydelse.model.declaration import (
    CONSENT_RECORD,
    DECLARATION_SPOT,
    NECESSARY,
    Category,
    Declaration,
    Duration,
    StorageKind,
    Stored,
    Unit,
    Waiting,
)
from lydelse.model.look import Attachment, FontFile, Logo, Look, Typeface
from lydelse.model.papers import Paper, Papers
from lydelse.model.register import REGISTER_FILE, Entry, EntryKind, Lasting, Register
from lydelse.model.rendered import DeclarationSpot, Fragment, Fragments, Reference, SiteFile
from lydelse.model.words import (
    ID,
    AddressForm,
    ChangeKind,
    Comparisons,
    Compression,
    Localised,
    RenderingKey,
    Significance,
    Status,
    Translations,
    VersionId,
)

__all__ = [
    "CONSENT_RECORD",
    "DECLARATION_SPOT",
    "ID",
    "NECESSARY",
    "REGISTER_FILE",
    "Acceptance",
    "AddressForm",
    "Amendment",
    "Asking",
    "Attachment",
    "Banner",
    "Catalogue",
    "Category",
    "ChangeKind",
    "Comparisons",
    "Compression",
    "Consent",
    "Content",
    "Declaration",
    "DeclarationSpot",
    "Duration",
    "Entry",
    "EntryKind",
    "FindingCode",
    "FontFile",
    "Fragment",
    "Fragments",
    "InformationArticle",
    "Lasting",
    "Localised",
    "Logo",
    "Look",
    "Organisation",
    "Paper",
    "Papers",
    "Policy",
    "PolicySource",
    "Reason",
    "Reference",
    "Register",
    "RenderingKey",
    "Retirement",
    "Revision",
    "Section",
    "SectionChange",
    "Significance",
    "Site",
    "SiteFile",
    "Status",
    "StorageKind",
    "Stored",
    "Translations",
    "Typeface",
    "Unit",
    "Version",
    "VersionId",
    "Waiting",
    "Wording",
]
