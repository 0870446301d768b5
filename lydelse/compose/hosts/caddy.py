"""`hosts/Caddyfile`: an example for this very site, to be taken over into the settings of a host."""

from __future__ import annotations

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
from lydelse.model import REGISTER_FILE, Compression

_NAMES = {Compression.BROTLI: "br", Compression.GZIP: "gzip"}
"""What the ways of compressing are called there, the one to be preferred first."""


def configuration(rules: Rules) -> str:
    """Give the file."""
    comment = (
        "For Caddy 2: put it into /etc/caddy/Caddyfile, with the folder of the files as root (the site itself in",
        f"{rules.base} below it). Caddy gets the certificate by itself.",
        *HSTS,
    )
    body = (f"\t{line}".rstrip() for line in _site(rules))
    return "\n".join((*(f"# {line}" for line in comment), "", f"{rules.host} {{", *body, "}", ""))


def _site(rules: Rules) -> Iterator[str]:
    yield f"root * /var/www/{rules.host}"
    yield from ("", "header {")
    yield from (f'\t{name} "{value}"' for name, value in SECURITY)
    yield f'\t?Cache-Control "{ASKED_AGAIN}"'
    yield "}"
    yield from _sent(rules)
    yield from ("", "encode gzip")
    chosen = [name for compression, name in _NAMES.items() if compression in rules.compressed]
    yield from ("file_server {", f"\tprecompressed {' '.join(chosen)}", "}") if chosen else ("file_server",)
    yield from _missing(rules)
    if rules.moved:
        yield from ("", "# Pages lead on from slugs of the past; what programs read answers there itself.")
    for number, each in enumerate(rules.moved, start=1):
        name = f"former{number}"
        yield rf"@{name} path_regexp {name} ^{pattern_of(each.former)}((?:.*/)?(?:index\.html)?)$"
        yield f"redir @{name} {each.present}{{re.{name}.1}} permanent"


def _missing(rules: Rules) -> Iterator[str]:
    yield from ("", "handle_errors {", "\t@missing expression {http.error.status_code} == 404", "\thandle @missing {")
    yield from (f"\t\trewrite * {rules.base}{addresses.NOT_FOUND}", "\t\tfile_server", "\t}", "}")


def _sent(rules: Rules) -> Iterator[str]:
    """Give what is sent with some files. It is said of files that are there: an answer that there is none is kept by
    nobody."""
    lasting = " ".join(f"{rules.base}{folder}*" for folder in LASTING_FOLDERS)
    scripts = (f"{addresses.BANNER}*.js", f"{addresses.BANNER}*.txt", addresses.BANNER_LIST)
    banner = " ".join(f"{rules.base}{path}" for path in scripts)
    yield from _where("lasting", lasting, f'Cache-Control "{LASTING}"')
    yield from _where("banner", banner, f'Cache-Control "{FLEETING}"', " ".join(OPEN), " ".join(EMBEDDED))
    yield from _where("versions", f"*/{addresses.VERSIONS}", " ".join(OPEN))
    yield from _where("feeds", f"*/{addresses.FEED}", f'Content-Type "{media.FEED}"')
    yield from _where("checksums", f"{rules.base}{CHECKSUMS}*", f'Content-Type "{media.PLAIN}"')
    for name, path in (("markdown", "*.md"), ("registers", f"*/{REGISTER_FILE}"), ("fonts", "*.woff2")):
        yield from _where(name, path, f'Content-Type "{media.type_of(path)}"')


def _where(name: str, paths: str, *sent: str) -> Iterator[str]:
    yield from ("", f"@{name} {{", f"\tpath {paths}", "\tfile", "}")
    yield from (f"header @{name} {each}" for each in sent)
