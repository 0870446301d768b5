"""What checks can find, and what editors say of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lydelse.model.words import VersionId
from lydelse.problems import Place


class FindingCode(StrEnum):
    """The code of everything that a check can find, and that an editor can so accept with a reason. What keeps a build
    from being made is none of them."""

    DUTY_MISSING = "duty-missing"
    DUTY_CONDITIONAL = "duty-conditional"
    DUTY_UNEVEN = "duty-uneven"
    DUTIES_UNSTATED = "duties-unstated"
    SIGNIFICANCE_DOUBTFUL = "significance-doubtful"
    CHECK_BACK = "check-back"
    REGISTER_ABSENT = "register-absent"
    LAW_REPEALED = "law-repealed"
    LAW_INVALID = "law-invalid"
    NAME_FORMER = "name-former"
    SERVICE_ENDED = "service-ended"
    GDPR_NUMBER = "gdpr-number"
    GDPR_ARTICLE = "gdpr-article"
    TEXT_PLACEHOLDER = "text-placeholder"
    TRANSLATION_ABSENT = "translation-absent"
    TRANSLATION_FORM = "translation-form"
    TRANSLATION_COLUMNS = "translation-columns"
    TRANSLATION_LINKS = "translation-links"
    TRANSLATION_NUMBERS = "translation-numbers"
    TRANSLATION_DATES = "translation-dates"
    TRANSLATION_REFERENCES = "translation-references"
    TRANSLATION_CONTACTS = "translation-contacts"
    TRANSLATION_ONE_SIDED = "translation-one-sided"
    LANGUAGE_WRONG = "language-wrong"
    LINK_TEXT = "link-text"
    LINK_MALFORMED = "link-malformed"
    LINK_PLACEHOLDER = "link-placeholder"
    LINK_TRACKS = "link-tracks"
    LINK_INSECURE = "link-insecure"
    LINK_UNFOLLOWED = "link-unfollowed"
    LINK_SECTION_GONE = "link-section-gone"
    LINK_BROKEN = "link-broken"


class InformationArticle(StrEnum):
    """The articles of the GDPR that list what people have to be told: 13 where data is collected from them, 14 where it
    comes from elsewhere."""

    GDPR_13 = "gdpr-13"
    GDPR_14 = "gdpr-14"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That an editor lets findings of a code pass, and why.

    What is `None` holds for all: sections, languages, versions; `about` narrows it down to, say, one information duty.
    `place` is where it stands.
    """

    code: FindingCode
    reason: str
    place: Place
    section: str | None = None
    language: str | None = None
    version: VersionId | None = None
    about: str | None = None
