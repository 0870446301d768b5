"""The files by which hosts are told what to do with a site, and examples for those that have none of their own."""

from __future__ import annotations

from collections.abc import Iterator

from lydelse.compose.composition import Composition
from lydelse.compose.hosts import apache, azure, caddy, nginx, pages
from lydelse.compose.hosts.rules import Rules
from lydelse.model import SiteFile

_WRITERS = {
    "_headers": pages.headers,
    "_redirects": pages.redirects,
    ".htaccess": apache.htaccess,
    "staticwebapp.config.json": azure.configuration,
    "hosts/nginx.conf": nginx.configuration,
    "hosts/Caddyfile": caddy.configuration,
}
_NO_JEKYLL = ".nojekyll"
"""Keeps GitHub Pages from leaving out what begins with an underscore."""
HOST_FILES = (*_WRITERS, _NO_JEKYLL)
"""The paths of these files."""


def host_files(composition: Composition) -> Iterator[SiteFile]:
    """Compose these files."""
    rules = Rules.of(composition)
    for path, write in _WRITERS.items():
        yield SiteFile(path, write(rules).encode())
    yield SiteFile(_NO_JEKYLL, b"")
