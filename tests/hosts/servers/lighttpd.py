"""lighttpd, for which a site gives out nothing: what its own manual has for a folder of files.

`server.error-handler-404` would send the page for what is missing as if it were there, with status 200.
"""

from __future__ import annotations

from pathlib import Path

from tests.hosts.places import Place
from tests.hosts.servers.process import HOST, Command

_CONFIGURATION = """\
server.bind = "{host}"
server.port = {port}
server.document-root = "{documents}"
server.errorfile-prefix = "{site}/"
index-file.names = ({index})
mimetype.assign = (
    ".css" => "text/css; charset=utf-8",
    ".html" => "text/html; charset=utf-8",
    ".js" => "text/javascript; charset=utf-8",
    ".json" => "application/json",
    ".jsonl" => "application/jsonl",
    ".md" => "text/markdown; charset=utf-8",
    ".pdf" => "application/pdf",
    ".png" => "image/png",
    ".svg" => "image/svg+xml",
    ".txt" => "text/plain; charset=utf-8",
    ".xml" => "application/xml",
    "" => "text/plain; charset=utf-8",
)
"""


def configure(program: str, port: int, place: Place, ground: Path) -> Command:
    """Write the configuration; give the command line."""
    file = ground / "lighttpd.conf"
    index = '"index.html"' if place.has_indexes else ""
    text = _CONFIGURATION.format(host=HOST, port=port, documents=place.documents, site=place.site.folder, index=index)
    file.write_text(text, encoding="utf-8")
    return [program, "-D", "-f", file]
