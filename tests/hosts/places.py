"""Built sites in the folders that a host would have them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from lydelse.compose.hosts import HOST_FILES
from lydelse.compressing import ENDINGS
from lydelse.model import AddressForm
from tests.site.built import BuiltSite


def is_for_hosts(file: str) -> bool:
    """Whether a file is for hosts alone: to read, or to send in the place of another that it is, compressed."""
    return file in HOST_FILES or file.endswith(tuple(ENDINGS.values()))


@dataclass(frozen=True, slots=True)
class Place:
    """A site on a host. `documents` is the host's folder, in which the site is at the path of its `base_url`; `former`
    are the addresses of policies at former slugs, with their present ones."""

    site: BuiltSite
    documents: Path
    form: AddressForm
    former: Mapping[str, str] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """The path below which the site is: `/`, or `/policies/`."""
        return urlsplit(self.site.base_url).path

    @property
    def listed(self) -> Mapping[str, str]:
        """The digest of each file that `SHA256SUMS` lists, by its path, but for those that are for the host itself."""
        lines = (line.split("  ", 1) for line in self.site.text("SHA256SUMS").splitlines())
        return {file: digest for digest, file in lines if not is_for_hosts(file)}

    @property
    def host(self) -> str:
        """The name of the host on which the site will be."""
        return urlsplit(self.site.base_url).netloc

    @property
    def front(self) -> str:
        """The path of the front page."""
        return self.address_of("index.html")

    @property
    def has_indexes(self) -> bool:
        """Whether the host has to answer for a folder."""
        return self.form is AddressForm.FOLDERS

    def address_of(self, file: str) -> str:
        """Give the path at which a host answers with a file of the site: a page's is its folder's, if hosts have
        indexes."""
        if self.form is AddressForm.FOLDERS and (file == "index.html" or file.endswith("/index.html")):
            file = file.removesuffix("index.html")
        return self.prefix + file
