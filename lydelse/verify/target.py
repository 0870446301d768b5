"""Where a built site is read from: a folder, or an address on the web."""

from __future__ import annotations

import gzip
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from lydelse import __version__
from lydelse.model import AddressForm

_TIMEOUT = 30.0
"""Seconds that a host may take to answer."""
_LARGEST = 100_000_000
"""Bytes of a file above which it isn't read on: no page is that long."""
_NOT_THERE = frozenset({404, 410})


class Unreachable(OSError):  # noqa: N818 - says what happened
    """A site can't be read: `where` is the path or address, `reason` what the system or the host says."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where, self.reason = where, reason


class Target(Protocol):
    """A built site that is read file by file."""

    @property
    def name(self) -> str:
        """How people name it."""

    @property
    def is_whole(self) -> bool:
        """Whether all of its files can be listed and read."""

    def in_form(self, form: AddressForm) -> Target:
        """Give the same site, whose links name its pages in a form."""

    def read(self, path: str) -> bytes | None:
        """Give the bytes of a file, by its path from the site's root; `None` when it isn't there.

        Raises:
            Unreachable: it can't be read.
        """

    def paths(self) -> Iterator[str]:
        """Give the paths of all files; none when they can't be listed."""

    def shown(self, path: str) -> str:
        """Give the path as problems show it."""


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A site in a folder."""

    folder: Path
    is_whole: bool = True

    @property
    def name(self) -> str:
        """The folder."""
        return str(self.folder)

    def in_form(self, _form: AddressForm) -> Target:
        """Give the same folder: in it only files count."""
        return self

    def read(self, path: str) -> bytes | None:
        """Give the bytes of a file."""
        file = self.folder / path
        try:
            return file.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise Unreachable(str(file), error.strerror or str(error)) from error

    def paths(self) -> Iterator[str]:
        """Give the paths of all files."""
        for folder, _, names in os.walk(self.folder):
            for name in names:
                yield Path(folder, name).relative_to(self.folder).as_posix()

    def shown(self, path: str) -> str:
        """Give the path with the folder."""
        return f"{self.folder.name}/{path}"


@dataclass(frozen=True, slots=True)
class WebTarget:
    """A site at an address, which ends in `/`."""

    address: str
    form: AddressForm = AddressForm.FOLDERS
    is_whole: bool = False

    @property
    def name(self) -> str:
        """The address."""
        return self.address

    def in_form(self, form: AddressForm) -> Target:
        """Give the same site, whose pages are asked for in a form."""
        return replace(self, form=form)

    def read(self, path: str) -> bytes | None:
        """Give what the host answers for a file; a page is asked for at the address by which links name it."""
        url = self.shown(path)
        try:
            request = urllib.request.Request(url, headers={"User-Agent": f"Lydelse/{__version__} verify"})  # noqa: S310 - `target_of` lets through http and https alone
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - as above
                return _body(answer, url)
        except urllib.error.HTTPError as error:
            if error.code in _NOT_THERE:
                return None
            raise Unreachable(url, f"the host answers {error.code} {error.reason}") from error
        except Unreachable:
            raise
        except OSError as error:
            reason = " ".join(str(getattr(error, "reason", None) or error).split())
            raise Unreachable(url, reason) from error
        except (ValueError, HTTPException) as error:  # an address or an answer that is none
            raise Unreachable(url, f"the host doesn't answer as hosts do ({type(error).__name__})") from error

    def paths(self) -> Iterator[str]:
        """Give nothing: a host doesn't tell what it has."""
        yield from ()

    def shown(self, path: str) -> str:
        """Give the address of the file."""
        is_named = self.form is AddressForm.FILES
        return self.address + quote(path if is_named else path.removesuffix("index.html"))


def _body(answer: HTTPResponse, url: str) -> bytes:
    body = bytes(answer.read(_LARGEST))
    stated = answer.headers.get("Content-Length", "")
    if stated.isdecimal() and len(body) != min(int(stated), _LARGEST):
        raise Unreachable(url, "the answer was cut off")
    if answer.headers.get("Content-Encoding", "").lower() == "gzip":
        return gzip.decompress(body)
    return body


def target_of(text: str) -> Target:
    """Give what a command line names: an address that begins with `http://` or `https://`, or else a folder.

    Raises:
        Unreachable: there is no such folder.
    """
    if text.lower().startswith(("http://", "https://")):
        return WebTarget(text.rstrip("/") + "/")
    folder = Path(text)
    if not folder.is_dir():
        raise Unreachable(text, "there is no such folder")
    return FolderTarget(folder)
