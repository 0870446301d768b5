"""A page on paper, as text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Page

from tests.judges import needs


def printed(page: Page, folder: Path) -> str:
    """Give the text of a page as it is printed from a browser in the dark; sheets end with form feeds."""
    page.emulate_media(color_scheme="dark")
    page.pdf(path=folder / "page.pdf", format="A4", prefer_css_page_size=True)
    if shutil.which("pdftotext") is None:
        needs.missing("pdftotext isn't there; it comes with poppler-utils")
    return subprocess.check_output(["pdftotext", "-layout", folder / "page.pdf", "-"], text=True)
