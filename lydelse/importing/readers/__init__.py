"""The readers, one for each format: each gives a `Document`. Which one is chosen goes by what a file holds, then by its
name.

The packages that read foreign formats are an extra, `import`; each is loaded when its format is met.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from lydelse.importing.errors import Unreadable
from lydelse.importing.model import Document
from lydelse.importing.readers.decoding import decode

_PDF = re.compile(rb"%PDF-\d")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE
)
_ARCHIVED_PAGE = re.compile(rb"(?:^|\n)content-type:\s*multipart/related", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0"
_HEAD = 2048
_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".doc": "docx",
    ".pdf": "pdf",
    ".txt": "text",
    ".text": "text",
    "": "text",
}
_KNOWN = "What can be read is Markdown (.md), a web page (.html), Word (.docx), PDF and plain text (.txt)."


def read(name: str, data: bytes) -> Document:
    """Read a file of any format that is known. `name` is the file's, with its suffix.

    Raises:
        Unreadable: the format isn't known, or the file can't be read.
    """
    return _reader(_format(PurePath(name).suffix.lower(), data))(data)


def _format(suffix: str, data: bytes) -> str:
    """The format of a file, as its reader is called."""
    head = data[:_HEAD]
    if not data.strip():
        raise Unreadable("the file is empty")
    if _PDF.search(head):
        return "pdf"
    if head.startswith((b"PK\x03\x04", _OLE)):
        return "docx"
    _refuse(suffix, head)
    if suffix in (".pdf", ".docx", ".docm", ".dotx"):
        raise Unreadable(f"the file is called {suffix}, but isn't of this format, or is damaged", _KNOWN)
    named = _SUFFIXES.get(suffix, "")
    if named in ("", "text") and _HTML.match(decode(head)[0]):
        return "html"
    if not named:
        raise Unreadable(f"files that end with “{suffix}” can't be read", _KNOWN)
    return named


def _refuse(suffix: str, head: bytes) -> None:
    """Say of what is known and can't be read, what it is."""
    if head.startswith(b"{\\rtf") or suffix in (".rtf", ".doc"):
        hint = "Save it as .docx in Word or LibreOffice, and import that."
        raise Unreadable("this is a document of an old format, which can't be read", hint)
    if _ARCHIVED_PAGE.search(head):
        raise Unreadable("this is an archive of a web page (.mht)", "Save the page as HTML, and import that.")
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        raise Unreadable("the file holds no text", _KNOWN)


def _reader(format_: str) -> Callable[[bytes], Document]:
    try:
        module = import_module(f"lydelse.importing.readers.{format_}")
    except ModuleNotFoundError as error:
        if not error.name or error.name.startswith("lydelse"):
            raise
        message = f"to read this format, the package {error.name} is needed"
        raise Unreadable(message, "Install what is listed in requirements/import.txt.") from error
    read_format: Callable[[bytes], Document] = getattr(module, f"read_{format_}")
    if format_ == "markdown":
        return lambda data: _with_doubts(module.read_markdown, data)
    return read_format


def _with_doubts(read_text: Callable[[str], Document], data: bytes) -> Document:
    text, doubts = decode(data)
    document = read_text(text)
    return Document(document.html, document.words, document.title, document.asides, (*doubts, *document.doubts))
