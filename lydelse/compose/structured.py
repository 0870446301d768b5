"""Structured data for search engines, in the words of schema.org."""

from __future__ import annotations

from lydelse.compose.sheet import Sheet
from lydelse.model import Status, Version


def structured_data(sheet: Sheet, version: Version) -> dict[str, object]:
    """Describe the version that a page shows as a JSON-LD document."""
    composition, language = sheet.composition, sheet.language
    organisation = composition.catalogue.site.organisation
    publisher = {
        "@type": "Organization",
        "name": organisation.name,
        "url": organisation.url,
        "email": organisation.email,
    }
    document: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": composition.absolute(sheet.address),
        "name": version.title[language],
        "description": version.description.get(language, ""),
        "inLanguage": language,
        "version": str(version.id),
        "datePublished": str(version.published or ""),
        "temporalCoverage": _in_force(sheet, version),
        "publisher": {key: value for key, value in publisher.items() if value},
    }
    return {key: value for key, value in document.items() if value}


def _in_force(sheet: Sheet, version: Version) -> str:
    """When a version holds, as an interval of ISO 8601; empty for one that never does."""
    last = sheet.policy.last_day(version)
    if version.status is Status.WITHDRAWN or (last is not None and last < version.effective):
        return ""
    return f"{version.effective}/{last or '..'}"
