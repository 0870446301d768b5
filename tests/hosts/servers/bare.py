"""A server that knows files and nothing else, as S3's REST endpoint does: a folder has no answer.

Run as a script, with the folder and the port.
"""

from __future__ import annotations

import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        if Path(self.translate_path(self.path)).is_dir():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def log_message(self, *arguments: Any) -> None:
        """Say nothing: the tests look at the answers."""


if __name__ == "__main__":
    folder, port = sys.argv[1:]
    ThreadingHTTPServer(("127.0.0.1", int(port)), partial(_Handler, directory=folder)).serve_forever()
