"""What every host is to do with a site, before it is put into the words of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lydelse import addresses
from lydelse.compose.composition import Composition
from lydelse.compose.former import former_bases
from lydelse.compose.security import POLICY_SENT
from lydelse.model import AddressForm, Compression

SECURITY = (
    ("Content-Security-Policy", POLICY_SENT),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
"""The headers that every answer has."""
OPEN = ("Access-Control-Allow-Origin", "*")
"""Lets programs on other sites read an answer."""
EMBEDDED = ("Cross-Origin-Resource-Policy", "cross-origin")
"""Lets other sites load a script, also those that isolate themselves."""

LASTING = "public, max-age=31536000, immutable"
"""For what has its digest in its address: a year, without asking again."""
FLEETING = "public, max-age=3600"
"""For the banner's scripts, which other sites load with each of their pages: an hour."""
ASKED_AGAIN = "no-cache"
"""For all else: it is kept, and each time the host is asked whether it is still so."""

CHECKSUMS = "SHA256SUMS"
"""What the list of digests begins with, which has no ending; that of what stays from the site before, too."""
LASTING_FOLDERS = (addresses.ASSETS, addresses.FILES)
HSTS = (
    "Strict-Transport-Security is left to you: it binds the whole host for as long as it says, so send it once every",
    "site on the host is served by HTTPS alone.",
)
"""What a file tells its reader, in lines."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a policy's pages began with under a slug of the past, and what they begin with now: paths on the host."""

    former: str
    present: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host is to do.

    Attributes:
        host: the name of the host.
        base: the path below which the site stands, `/` or `/policies/`.
        moved: where addresses with slugs of the past lead.
        form: how links name the pages.
        compressed: how files are compressed ahead.
        section_words: the words in addresses below which the sections of a policy have their pages.
        embedded: where the banner's files are, which other sites load, if the site has one.
    """

    host: str
    base: str
    moved: tuple[Moved, ...]
    form: AddressForm
    compressed: tuple[Compression, ...]
    section_words: tuple[str, ...]
    embedded: tuple[str, ...]

    @classmethod
    def of(cls, composition: Composition) -> Rules:
        """Give the rules for a site. What they are made of is safe to write anywhere: hosts, paths, tags of languages
        and slugs have letters, digits, hyphens and the like alone, as reading them sees to."""
        site = composition.catalogue.site
        stated = urlsplit(site.base_url)
        moved = tuple(_moved(composition, stated.path))
        words = {composition.strings(language).addresses["section"] for language in composition.languages}
        embedded = tuple(_embedded(composition.languages))
        return cls(
            stated.hostname or "", stated.path, moved, site.urls, site.precompressed, tuple(sorted(words)), embedded
        )

    @property
    def pattern(self) -> str:
        """The base, for a regular expression."""
        return pattern_of(self.base)


def _embedded(languages: Iterable[str]) -> Iterator[str]:
    for language in (None, *languages):
        yield addresses.banner_script(language)
        yield addresses.banner_snippet(language)
    yield addresses.BANNER_LIST


def pattern_of(path: str) -> str:
    """Give what matches a path and nothing else, in a regular expression of Perl's, Go's or Apache's kind."""
    return re.sub(r"([^A-Za-z0-9/_-])", r"\\\1", path)


def _moved(composition: Composition, base: str) -> Iterator[Moved]:
    for policy in composition.catalogue.policies:
        for former, present in former_bases(composition, policy):
            yield Moved(base + former, base + present)
