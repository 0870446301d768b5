"""Every address of the site, made in one place.

An address is a path from the site's root: `sv/integritetspolicy/` is a page, whose file is its `index.html`. What was
published once answers for ever, so nothing here may change for addresses that exist. A site can have its links name
the files (`named`): these stand where they always do, so that both forms answer wherever a host has indexes of folders.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import NamedTuple

from lydelse.model import REGISTER_FILE, AddressForm, Attachment, VersionId

LANGUAGES = ""
"""The page that chooses the language."""
NOT_FOUND = "404.html"
VERSIONS = "versions.json"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
ASSETS = "assets/"
FILES = "files/"
BANNER = "banner/"
"""The page that chooses the language in which the consent banner is explained; what belongs to it is below."""
BANNER_LIST = "banner/banner.json"

_DIGEST_LENGTH = 16
"""Hexadecimal digits of a digest in an address: enough to tell files apart, short enough to read."""


class PolicyAddresses(NamedTuple):
    """The addresses of one policy in one language.

    `base` is the policy's own; `changes`, `now`, `compare` and `sections` are the language's words for the changelog,
    for what is in force, for the choice of two versions, and for the sections.
    """

    base: str
    changes: str
    now: str
    compare: str
    sections: str

    @property
    def in_force(self) -> str:
        """What holds now."""
        return self.base

    def version(self, version: VersionId) -> str:
        """A version, for ever."""
        return f"{self.base}{version}/"

    def text(self, version: VersionId) -> str:
        """A version's canonical text."""
        return f"{self.base}{version}/text.md"

    def paper(self, version: VersionId) -> str:
        """A version as a PDF, where one was made."""
        return f"{self.base}{version}/policy.pdf"

    def beside(self, version: VersionId, language: str, other: str) -> str:
        """A version in two languages side by side, for ever; the first is the page's own."""
        return f"{self.version(version)}{language}-{other}/"

    def section(self, section_id: str) -> str:
        """All wordings of a section."""
        return f"{self.base}{self.sections}/{section_id}/"

    @property
    def changelog(self) -> str:
        """The changelog."""
        return f"{self.base}{self.changes}/"

    def comparison(self, old: VersionId, new: VersionId) -> str:
        """A comparison of two versions, for ever."""
        return f"{self.changelog}{old}--{new}/"

    def comparison_now(self, version: VersionId | str) -> str:
        """A comparison of a version with the one in force: moves with it. A text stands for a version that only the
        browser knows."""
        return f"{self.changelog}{version}--{self.now}/"

    @property
    def chooser(self) -> str:
        """The page on which any two versions are chosen to be compared."""
        return f"{self.changelog}{self.compare}/"

    @property
    def feed(self) -> str:
        """The Atom feed."""
        return f"{self.base}{FEED}"

    @property
    def versions(self) -> str:
        """The versions, for programs."""
        return f"{self.base}{VERSIONS}"

    @property
    def search(self) -> str:
        """What the texts in force are searched in."""
        return f"{self.base}search.json"

    @property
    def search_others(self) -> str:
        """What all other texts are searched in."""
        return f"{self.base}search-others.json"

    @property
    def register(self) -> str:
        """The register, as it stands in the content."""
        return f"{self.base}{REGISTER_FILE}"


def policies(language: str) -> str:
    """Give the address of the list of policies in a language."""
    return f"{language}/"


def policy(language: str, slug: str, words: Mapping[str, str]) -> PolicyAddresses:
    """Give the addresses of a policy; `words` are the language's words in addresses."""
    base = f"{language}/{slug}/"
    return PolicyAddresses(base, words["changes"], words["now"], words["compare"], words["section"])


def banner_page(language: str) -> str:
    """Give the address of the page that explains the consent banner in a language."""
    return f"{BANNER}{language}/"


def banner_demonstration(language: str) -> str:
    """Give the address of a page that shows the banner at work."""
    return f"{BANNER}{language}/demonstration/"


def banner_script(language: str | None) -> str:
    """Give the address of the banner's script in a language, or in all of them. Other sites load it, so it stays."""
    return f"{BANNER}banner.{language}.js" if language else f"{BANNER}banner.js"


def banner_snippet(language: str | None) -> str:
    """Give the address of the script as it is pasted into other sites, as plain text."""
    return f"{BANNER}snippet.{language}.txt" if language else f"{BANNER}snippet.txt"


def comparison_json(comparison: str) -> str:
    """Give the address of a comparison for programs, beside its page."""
    return f"{comparison}comparison.json"


def chooser_index(chooser: str) -> str:
    """Give the address of what a chooser puts comparisons together from."""
    return f"{chooser}index.json"


def comparison_fragments(chooser: str, digest: str) -> str:
    """Give the address of texts of sections compared, which changes with its bytes."""
    return f"{chooser}{digest[:_DIGEST_LENGTH]}.json"


def attachment(file: Attachment) -> str:
    """Give the address of a file that sections show or link to."""
    return f"{FILES}{file.digest[:_DIGEST_LENGTH]}/{file.name}"


def asset(name: str, digest: str) -> str:
    """Give the address of a stylesheet or script, which changes with its bytes."""
    stem, ending = posixpath.splitext(name)
    return f"{ASSETS}{stem}-{digest[:_DIGEST_LENGTH]}{ending}"


def file_of(address: str) -> str:
    """Give the path of the file that answers at an address."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def named(address: str, form: AddressForm) -> str:
    """Give an address as a site's links name it."""
    return file_of(address) if form is AddressForm.FILES else address


def relative(origin: str, target: str, anchor: str = "", form: AddressForm = AddressForm.FOLDERS) -> str:
    """Give the link from a page to an address of the same site, so that it works under any path.

    Args:
        origin: the address of the page that links.
        target: the address that it links to.
        anchor: an id on the page there; within one page the link is the fragment alone.
        form: how the site names its pages.
    """
    fragment = f"#{anchor}" if anchor else ""
    if origin == target and anchor:
        return fragment
    return _path(origin, named(target, form)) + fragment


def _path(origin: str, target: str) -> str:
    """Give the way from a page to an address: up to the folder that holds both, and down from there."""
    folder, up = origin[: origin.rfind("/") + 1], ""
    while not target.startswith(folder):
        folder, up = folder[: folder.rfind("/", 0, -1) + 1], f"../{up}"
    return f"{up}{target[len(folder) :]}" or "./"
