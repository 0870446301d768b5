"""`.htaccess`, as Apache reads it where it is allowed to: every directive in it needs `AllowOverride FileInfo`, and
each module's stand in an `IfModule`, so that the file does no harm where one isn't there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lydelse import addresses, media
from lydelse.compose.hosts.rules import (
    ASKED_AGAIN,
    CHECKSUMS,
    EMBEDDED,
    FLEETING,
    HSTS,
    LASTING,
    LASTING_FOLDERS,
    OPEN,
    SECURITY,
    Rules,
    pattern_of,
)
from lydelse.model import Compression

_ENCODINGS = {Compression.BROTLI: ("br", ".br"), Compression.GZIP: ("gzip", ".gz")}
"""The names of the encodings, the one to be preferred first, and the endings of files in them."""

_FOLDERS = (*(folder.rstrip("/") for folder in LASTING_FOLDERS), "hosts")
"""Folders without a page, besides those that hold the pages of sections."""


def htaccess(rules: Rules) -> str:
    """Give the file."""
    comment = (
        "For Apache 2.4, where the host has AllowOverride FileInfo or All. Options such as -Indexes belong into the",
        "settings of the host: where they aren't allowed here, one of them would close the whole site.",
        *HSTS,
    )
    parts = [*(f"# {line}" for line in comment), "", f"ErrorDocument 404 {rules.base}{addresses.NOT_FOUND}"]
    parts += _module("mime", _types(rules))
    parts += _module("headers", _headers(rules))
    parts += _module("alias", _led(rules))
    parts += _module("rewrite", _compressed(rules)) if rules.compressed else ()
    return "\n".join((*parts, ""))


def _module(name: str, lines: Iterator[str]) -> Sequence[str]:
    return ("", f"<IfModule mod_{name}.c>", *(f"  {line}" for line in lines), "</IfModule>")


def _types(rules: Rules) -> Iterator[str]:
    for ending, kind in media.TYPES.items():
        yield f'AddType "{kind}" {ending}'
    endings = "".join(rf"|\{ending}" for _, ending in _chosen(rules)).removeprefix("|")
    compressed = f"({endings})?" if endings else ""
    yield rf'<FilesMatch "^{pattern_of(addresses.FEED)}{compressed}$">'
    yield f'  ForceType "{media.FEED}"'
    yield "</FilesMatch>"
    yield f'<FilesMatch "^{CHECKSUMS}">'
    yield f'  ForceType "{media.PLAIN}"'
    yield "</FilesMatch>"
    for encoding, ending in _chosen(rules):
        yield f"RemoveType {ending}"
        yield f"AddEncoding {encoding} {ending}"


def _headers(rules: Rules) -> Iterator[str]:
    for name, value in SECURITY:
        yield f'Header always set {name} "{value}"'
    folders = "|".join(folder.rstrip("/") for folder in LASTING_FOLDERS)
    banner = pattern_of(addresses.BANNER)
    yield f'Header set Cache-Control "{ASKED_AGAIN}"'
    yield _where("Cache-Control", LASTING, f"^{rules.pattern}({folders})/")
    yield _where("Cache-Control", FLEETING, rf"^{rules.pattern}{banner}[^/]+\.(js|txt|json)")
    yield _where(*OPEN, rf"(^{rules.pattern}{banner}[^/]+\.(js|txt|json)|/versions\.json)")
    yield _where(*EMBEDDED, rf"^{rules.pattern}{banner}[^/]+\.js")
    if rules.compressed:
        yield "Header append Vary Accept-Encoding"


def _where(name: str, value: str, pattern: str) -> str:
    return f'Header set {name} "{value}" "expr=%{{REQUEST_URI}} =~ m#{pattern}#"'


def _led(rules: Rules) -> Iterator[str]:
    folders, sections = "|".join(_FOLDERS), "|".join(map(pattern_of, rules.section_words))
    yield "# A folder without a page is no list of what is in it."
    yield rf'RedirectMatch 404 "^{rules.pattern}(?:(?:{folders})/(?:[^/]+/)?|[^/]+/[^/]+/(?:{sections})/)$"'
    if rules.moved:
        yield "# Pages lead on from slugs of the past; what programs read answers there itself."
    for each in rules.moved:
        yield rf'RedirectMatch 301 "^{pattern_of(each.former)}((?:[^?]*/)?(?:index\.html)?)$" "{each.present}$1"'


def _compressed(rules: Rules) -> Iterator[str]:
    yield "RewriteEngine On"
    for encoding, ending in _chosen(rules):
        yield rf"RewriteCond %{{HTTP:Accept-Encoding}} \b{encoding}\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))"
        yield f"RewriteCond %{{REQUEST_FILENAME}}{ending} -f"
        yield f"RewriteRule ^(.+)$ $1{ending} [L]"


def _chosen(rules: Rules) -> Iterator[tuple[str, str]]:
    return (names for compression, names in _ENCODINGS.items() if compression in rules.compressed)
