"""Caddy, with the `hosts/Caddyfile` that the site gives out."""

from __future__ import annotations

from pathlib import Path

from tests.hosts.places import Place
from tests.hosts.servers.given import given
from tests.hosts.servers.process import HOST, Command

_OPTIONS = """\
{{
    admin off
    auto_https off
    storage file_system {ground}
    log {{
        level ERROR
    }}
}}
"""


def configure(program: str, port: int, place: Place, ground: Path) -> Command:
    """Write the configuration; give the command line."""
    exchanged = {
        f"\n{place.host} {{": f"\nhttp://{HOST}:{port} {{",
        f"root * /var/www/{place.host}": f"root * {place.documents}",
    }
    file = ground / "Caddyfile"
    text = _OPTIONS.format(ground=ground) + given(place, "hosts/Caddyfile", exchanged)
    file.write_text(text, encoding="utf-8")
    return ["env", f"HOME={ground}", program, "run", "--config", file, "--adapter", "caddyfile"]
