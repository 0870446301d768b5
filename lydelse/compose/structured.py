"""Structured data for search engines, in the words of schema.org."""

from __future__ import annotations

from lydelse.compose.composition import Composition
from lydelse.model import Version


def structured_data(composition: Composition, version: Version, language: str, address: str) -> dict[str, object]:
    """Describe a version as a JSON-LD document."""
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
        "url": composition.absolute(address),
        "name": version.title[language],
        "description": version.description.get(language, ""),
        "inLanguage": language,
        "version": str(version.id),
        "datePublished": str(version.published or ""),
        "temporalCoverage": f"{version.effective}/..",
        "publisher": {key: value for key, value in publisher.items() if value},
    }
    return {key: value for key, value in document.items() if value}
