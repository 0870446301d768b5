"""What an address of the site is answered with, as a static host does it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Protocol

from lydelse.addresses import NOT_FOUND
from lydelse.media import HTML, PLAIN, type_of

_DIGEST_LENGTH = 16


class Files(Protocol):
    """What gives the files of a site."""

    def file(self, path: str) -> bytes | Path | None:
        """Give a file, or where it is, by its path below the site's root."""


@dataclass(frozen=True)
class Answer:
    """A status, a type, a body; for a redirection the path to which it leads."""

    status: HTTPStatus
    type: str
    body: bytes
    leads_to: str = ""
    is_kept: bool = True
    """Whether it stays the same until the site is another one."""
    is_own: bool = False
    """Whether it's a page of the preview itself, which shows the problems already."""

    @property
    def is_page(self) -> bool:
        """Whether a browser shows it as a page."""
        return self.type == HTML

    @cached_property
    def digest(self) -> str:
        """What tells it from others."""
        return hashlib.sha256(b"%d %s" % (self.status, self.body)).hexdigest()[:_DIGEST_LENGTH]


def answer(files: Files, path: str) -> Answer:
    """Answer for a path below the site's root, without its first slash: a folder stands for its `index.html`.

    Raises:
        OSError: a file can't be read.
        TemplateFault: as `files` raises it.
    """
    if _is_plain(path):
        file = f"{path}index.html" if path.endswith("/") or not path else path
        content = files.file(file)
        if content is not None:
            return _found(file, content)
        if file == path and files.file(f"{path}/index.html") is not None:
            return Answer(HTTPStatus.MOVED_PERMANENTLY, HTML, b"", f"{path}/")
    return _not_found(files)


def _is_plain(path: str) -> bool:
    """Whether a path names a file in one way only, and nothing outside the site."""
    return not path or all(part not in ("", ".", "..") for part in path.removesuffix("/").split("/"))


def _found(path: str, content: bytes | Path) -> Answer:
    if isinstance(content, bytes):
        return Answer(HTTPStatus.OK, type_of(path), content)
    return Answer(HTTPStatus.OK, type_of(path), content.read_bytes(), is_kept=False)


def _not_found(files: Files) -> Answer:
    page = files.file(NOT_FOUND)
    if isinstance(page, bytes):
        return Answer(HTTPStatus.NOT_FOUND, HTML, page)
    return Answer(HTTPStatus.NOT_FOUND, PLAIN, b"There is nothing at this address.\n")
