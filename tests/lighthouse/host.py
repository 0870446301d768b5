"""A static host such as sites are put on: it compresses, and sends the headers that `_headers` asks for."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".md", ".txt")


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, headers: dict[str, list[tuple[str, str]]], **named: Any) -> None:
        self._headers = headers
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        found = file.is_file()
        self._send(
            file if found else Path(self.directory, "404.html"), HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        )

    def _send(self, file: Path, status: HTTPStatus) -> None:
        content = file.read_bytes()
        self.send_response(status)
        if file.suffix in _COMPRESSED:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        kind = self.guess_type(file)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        for pattern, headers in self._headers.items():
            for name, value in headers if fnmatchcase(self.path, pattern) else ():
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def hosting(folder: Path) -> Iterator[str]:
    """Serve a site while the block runs; yield its address, at `localhost`, which browsers trust without TLS."""
    handler = partial(_Handler, directory=str(folder), headers=_headers(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True  # browsers keep their connections
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def _headers(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Read the file in which Cloudflare's and Netlify's hosts are told what to send, by patterns of paths."""
    found: dict[str, list[tuple[str, str]]] = {}
    pattern = ""
    for line in (folder / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            found[pattern].append((name, value))
        elif line:
            pattern = line
            found[pattern] = []
    return found
