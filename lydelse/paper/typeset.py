"""Lays a page out as a PDF with WeasyPrint. Nothing is asked of any host: a page has the site's own files alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse


@dataclass(frozen=True, slots=True)
class Typesetting:
    """What a PDF is made of: the page, the styles, the page's full address, and where the site's files are by theirs.

    `identifier` names the document for programs that manage PDFs.
    """

    html: str
    stylesheet: str
    address: str
    files: Mapping[str, Path]
    identifier: str


class _OwnFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint comes without types
    """Gives the files that are named, and refuses all else. What is refused stops the layout."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        super().__init__(fail_on_errors=True)
        self._files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002 - as asked
        if url not in self._files:
            raise LookupError(f"a page asks for {url}")
        return URLFetcherResponse(url, self._files[url].read_bytes())


def typeset(page: Typesetting) -> bytes:
    """Lay a page out as a tagged PDF (PDF/UA-1, ISO 14289-1). The same page gives the same bytes with the same fonts
    and the same WeasyPrint; its dates are those of the page."""
    fetcher = _OwnFiles(page.files)
    document = HTML(string=page.html, base_url=page.address, url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(
        stylesheets=[CSS(string=page.stylesheet, url_fetcher=fetcher)],
        pdf_variant="pdf/ua-1",
        pdf_identifier=page.identifier.encode(),
        custom_metadata=True,
    )
    return pdf
