"""What the banner asks: the declaration in force, and for each category since when a consent is good.

Derived from the history of the declaration, never stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lydelse.model.declaration import Declaration
from lydelse.model.words import VersionId


class Reason(StrEnum):
    """Why a version makes a person be asked again (GDPR Art. 7; EDPB 05/2020 para 110)."""

    CATEGORY = "category"
    PURPOSE = "purpose"
    PROVIDER = "provider"
    RECIPIENT = "recipient"
    DURATION = "duration"
    EDITOR = "editor"
    """The editor asks for it in `version.yaml`."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A version from which on consent to a category has to be given anew, and why.

    `names` are what is new: providers or recipients, or the names of what is stored longer.
    """

    version: VersionId
    category: str
    reasons: tuple[Reason, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """What the banner asks for on a day.

    `declaration` is that of the version in force, `version` that version's id. `since` gives, for each optional
    category, the version from which a consent to it is still good; `askings` all of them, the oldest first.
    """

    policy: str
    version: VersionId
    declaration: Declaration
    since: Mapping[str, VersionId]
    askings: tuple[Asking, ...]
