"""Sites with PDFs: some that WeasyPrint made, and some that only stand where one would be."""

from __future__ import annotations

import hashlib
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from lydelse.canonical import canonical_text
from lydelse.cli import main
from lydelse.paper import Made, read_index, write_index, write_paper
from lydelse.problems import Report
from tests.cli.said import Commands
from tests.judges.needs import missing
from tests.sites import Site, Text

DAY = "2026-07-01"
FIRST = "en/terms-en/2026-01-01/policy.pdf"
"""The address of a PDF of the site."""
TEXTS: dict[str, Text | dict[str, Text]] = {
    "introduction": "These terms hold.",
    "rights": {
        "sv": ("Rättigheter", "Fråga [oss](https://example.com/ask) eller skriv till <mailto:a@example.com>."),
        "en": (
            "Rights",
            "Ask [us](https://example.com/ask), write to <mailto:a@example.com> or [call](tel:+46211).\n\n"
            "| What | How long |\n|---|---|\n| Orders | Ten years |\n\n![A map](files/map.png)",
        ),
    },
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fe"
    "dccc59e70000000049454e44ae426082"
)


def write_site(root: Path) -> Site:
    """Write a policy with a version in force and one to come."""
    site = Site(root)
    site.version("2026-01-01", TEXTS, title={"sv": "Användarvillkor", "en": "Terms of use"})
    site.write("content/terms/2026-01-01/files/map.png", PNG)
    site.version("2026-09-01", {"introduction": "These terms will hold."}, published="2026-06-15")
    return site


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """A site without PDFs, and commands that are run on it."""
    return Commands(write_site(tmp_path), capsys)


@pytest.fixture(scope="session")
def printed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with all of its PDFs; only to be looked at or copied."""
    try:
        import_module("lydelse.paper.typeset")
    except (ModuleNotFoundError, OSError) as error:
        missing(f"WeasyPrint or what it needs isn't there: {error}")
    root = tmp_path_factory.mktemp("printed")
    write_site(root)
    assert main(["pdf", "--as-of", DAY], default_root=root) == 0
    return root


@pytest.fixture
def printed(printed_once: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """A site with all of its PDFs, and commands that are run on it."""
    shutil.copytree(printed_once / "pdf", tmp_path / "pdf")
    return Commands(write_site(tmp_path), capsys)


def put_paper(site: Site, address: str = FIRST, language: str = "en", version: str = "2026-01-01") -> bytes:
    """Let something stand where the PDF of a version would, made of the text as it is now."""
    found = next(each for each in site.resolved().versions if str(each.id) == version)
    pdf = b"%PDF-1.7 " + address.encode()
    digest = canonical_text(found, language).digest
    write_paper(site.root, address, pdf)
    made = Made(digest, hashlib.sha256(b"page").hexdigest(), hashlib.sha256(pdf).hexdigest())
    write_index(site.root, read_index(site.root, Report()) | {address: made})
    return pdf
