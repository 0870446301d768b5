"""`hosts/nginx.conf`: an example for this very site, to be taken over into the settings of a host."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def configuration(rules: Rules) -> str:
    """Give the file."""
    comment = (
        "For nginx: put it where your server blocks are, /etc/nginx/sites-enabled/ or /etc/nginx/conf.d/, with the",
        f"folder of the files as root (the site itself in {rules.base} below it), and add your certificate.",
        *HSTS,
    )
    name = re.sub(r"[^a-z0-9]", "_", rules.host)
    lines = [*(f"# {line}" for line in comment), ""]
    for variable, choices in _choices(rules).items():
        lines += [f"map $uri ${variable}_{name} {{", *(f"    {choice};" for choice in choices), "}", ""]
    lines += ["server {", *(f"    {line}".rstrip() for line in _server(rules, name)), "}", ""]
    return "\n".join(lines)


def _choices(rules: Rules) -> dict[str, tuple[str, ...]]:
    """What is sent with some answers, by the path; an empty value isn't sent. A map takes the first pattern that
    fits."""
    folders = "|".join(folder.rstrip("/") for folder in LASTING_FOLDERS)
    banner = rf'"~^{rules.pattern}{addresses.BANNER}[^/]+\.(js|txt|json)$"'
    script = rf'"~^{rules.pattern}{addresses.BANNER}[^/]+\.js$"'
    return {
        "keeping": (
            f'default "{ASKED_AGAIN}"',
            f'"~^{rules.pattern}({folders})/" "{LASTING}"',
            f'{banner} "{FLEETING}"',
        ),
        "readers": ('default ""', rf'"~/versions\.json$" "{OPEN[1]}"', f'{banner} "{OPEN[1]}"'),
        "embedding": ('default ""', f'{script} "{EMBEDDED[1]}"'),
    }


def _server(rules: Rules, name: str) -> Iterator[str]:
    yield from ("listen 80;", "listen [::]:80;", f"server_name {rules.host};", f"root /var/www/{rules.host};")
    yield from ("index index.html;", "autoindex off;", f"error_page 404 {rules.base}{addresses.NOT_FOUND};")
    yield "absolute_redirect off;  # folders lead to their slash on whatever host was asked"
    yield ""
    yield from _types()
    yield ""
    yield from _compression(rules)
    yield ""
    yield from (f'add_header {header} "{value}" always;' for header, value in SECURITY)
    for header, variable in (("Cache-Control", "keeping"), (OPEN[0], "readers"), (EMBEDDED[0], "embedding")):
        yield f"add_header {header} ${variable}_{name};"
    yield from ("", rf"location ~ /{pattern_of(addresses.FEED)}$ {{")
    yield from ("    types {}", f"    default_type {_bare(media.FEED)};", "}")
    yield from (f"location ^~ {rules.base}{CHECKSUMS} {{", f"    default_type {_bare(media.PLAIN)};", "}")
    if rules.moved:
        yield from ("", "# Pages lead on from slugs of the past; what programs read answers there itself.")
    for each in rules.moved:
        yield rf'rewrite "^{pattern_of(each.former)}((?:.*/)?(?:index\.html)?)$" "{each.present}$1" permanent;'


def _types() -> Iterator[str]:
    yield "types {"
    for ending, kind in media.TYPES.items():
        yield f"    {_bare(kind)} {ending[1:]};"
    yield "}"
    yield "default_type application/octet-stream;"
    yield from ("charset utf-8;", f"charset_types {_textual()};")


def _compression(rules: Rules) -> Iterator[str]:
    yield from ("gzip on;", "gzip_vary on;", f"gzip_types {_textual()};")
    if Compression.GZIP in rules.compressed:
        yield "gzip_static on;  # the .gz beside the files"
    if Compression.BROTLI in rules.compressed:
        yield "# brotli_static on;  # the .br beside them: with the module ngx_brotli"


def _textual() -> str:
    """The types of texts but HTML, which nginx adds itself."""
    kinds = {_bare(media.TYPES[ending]) for ending in media.TEXTUAL} | {_bare(media.FEED)}
    return " ".join(sorted(kinds - {_bare(media.HTML)}))


def _bare(kind: str) -> str:
    return kind.partition(";")[0]
