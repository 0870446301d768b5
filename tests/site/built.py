"""A built site as the tests look at it: its files, and its pages parsed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

from lydelse.cli import main
from lydelse.compose import compose
from lydelse.preparing import prepare
from lydelse.problems import Report
from tests.once import made_once

REPOSITORY = Path(__file__).resolve().parents[2]
AS_OF = "2026-11-22"
"""The day for which the repository's own content is built: one of its versions is yet to come."""


class BuiltSite:
    """The files of a site below a folder."""

    def __init__(self, folder: Path, base_url: str) -> None:
        self.folder = folder
        self.base_url = base_url

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The bytes of every file by its path."""
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in _files_below(self.folder)}

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every page by its address."""
        return {
            address: Page(address, parse_html(content))
            for path, content in self.files.items()
            if path.endswith(".html")
            for address in [path.removesuffix("index.html")]
        }

    def text(self, path: str) -> str:
        """A file as text."""
        return self.files[path].decode()

    def page_at(self, url: str) -> Page:
        """The page at an absolute address."""
        assert url.startswith(self.base_url), url
        return self.pages[url.removeprefix(self.base_url)]

    def leads_somewhere(self, address: str, fragment: str) -> bool:
        """Whether a host answers at an address, and the page has what the fragment names."""
        path = f"{address}index.html" if address.endswith("/") or not address else address
        if path not in self.files:
            return False
        return not fragment or (address in self.pages and fragment in self.pages[address].anchors)


@dataclass(frozen=True)
class Page:
    """A page and the questions that tests ask of it."""

    address: str
    document: Any

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids that a fragment can name."""
        return frozenset(self.document.xpath("//@id"))

    @property
    def language(self) -> str:
        return str(self.document.get("lang"))

    @property
    def is_indexed(self) -> bool:
        return not self.document.xpath("//meta[@name='robots'][@content='noindex']")

    @property
    def is_moved(self) -> bool:
        """Whether the page leads on to another address at once."""
        return bool(self.document.xpath("//meta[@http-equiv='refresh']"))

    @property
    def canonical(self) -> str | None:
        found = self.document.xpath("//link[@rel='canonical']/@href")
        return str(found[0]) if found else None

    @property
    def alternates(self) -> dict[str, str]:
        """The absolute addresses that the page names as its counterparts, by language."""
        links = self.document.xpath("//link[@rel='alternate'][@hreflang]")
        return {link.get("hreflang"): link.get("href") for link in links}

    @property
    def switches(self) -> list[Any]:
        """The links of the language switch."""
        return list(self.document.xpath("//a[@data-language-switch]"))

    def targets(self) -> Iterator[str]:
        """Every address that the page links to or loads, as it stands there, but for what is absolute by design."""
        for element in self.document.iter(etree.Element):
            if element.tag == "link" and element.get("rel") in ("canonical", "alternate") and not element.get("type"):
                continue
            for attribute in ("href", "src", "poster", "data", "action"):
                if element.get(attribute) is not None:
                    yield element.get(attribute)
        for refresh in self.document.xpath("//meta[@http-equiv='refresh']/@content"):
            yield refresh.partition("url=")[2]

    def resolve(self, target: str) -> tuple[str, str]:
        """Give the address within the site, and the fragment, to which a relative link leads."""
        parts = urlsplit(urljoin(f"http://site.invalid/below/{self.address}", target))
        assert parts.netloc == "site.invalid", target
        assert parts.path.startswith("/below/"), f"{target} on {self.address} leaves the site"
        return unquote(parts.path.removeprefix("/below/")), unquote(parts.fragment)

    def words(self) -> list[str]:
        """What a visitor reads, word by word."""
        main = self.document.xpath("//main")[0]
        return " ".join(main.itertext()).split()


def parse_html(content: bytes) -> Any:
    """Give a page's root element."""
    return html.document_fromstring(content.decode())


def parse_xml(content: bytes) -> Any:
    """Give a document's root element."""
    return etree.fromstring(content)


def build(root: Path, as_of: str = AS_OF) -> BuiltSite:
    """Build the site of a folder through the command line.

    Raises:
        AssertionError: something is wrong with the site.
    """
    assert main(["--root", str(root), "--as-of", as_of], default_root=root) == 0
    return BuiltSite(root / "site", _base_url(root))


def built_once(
    factory: pytest.TempPathFactory, name: str, write: Callable[[Path], object], as_of: str = AS_OF
) -> BuiltSite:
    """Build a site once for all processes that test, which only look at it.

    Args:
        factory: pytest's own.
        name: what the site is called in a run.
        write: writes its content into a folder.
        as_of: the day for which it is built.
    """

    def make(root: Path) -> None:
        write(root)
        build(root, as_of)

    root = made_once(factory, name, make)
    return BuiltSite(root / "site", _base_url(root))


def composed(root: Path, as_of: date) -> Iterator[tuple[str, bytes]]:
    """Compose the site of a folder without writing it: give the paths and bytes of its files, one by one.

    Raises:
        AssertionError: something is wrong with the site.
    """
    report = Report()
    edition = prepare(root, lambda _: as_of, report)
    assert edition is not None, report.problems
    for file in compose(edition.catalogue, edition.fragments, edition.layouts):
        if isinstance(file.content, bytes):
            yield file.path, file.content


def copy_repository(root: Path) -> Path:
    """Make a site of the repository's own content, with the engine's layouts."""
    shutil.copytree(REPOSITORY / "content", root / "content")
    return root


def _base_url(root: Path) -> str:
    lines = (root / "content" / "site.yaml").read_text(encoding="utf-8").splitlines()
    return next(line.partition(":")[2].strip() for line in lines if line.startswith("base_url:"))


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)
