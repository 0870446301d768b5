"""Bytes as text: byte order marks, UTF-8, UTF-16 and what Windows wrote before."""

from __future__ import annotations

import codecs

from lydelse.importing.model import Doubt

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[Doubt, ...]]:
    """Give bytes as text with line feeds at the end of lines; a doubt tells of an encoding that was guessed.

    A byte order mark goes before the encoding that is declared, as in the Encoding Standard; without either the text is
    UTF-8, or else Windows-1252.
    """
    text, doubts = _decoded(data, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n"), doubts


def _decoded(data: bytes, declared: str) -> tuple[str, tuple[Doubt, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ()
    for encoding in filter(None, (_known(declared), "utf-8")):
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    return _from_windows(data), (Doubt("The text isn't UTF-8; it was read as Windows-1252. Look at its letters."),)


def _from_windows(data: bytes) -> str:
    """As browsers do: the five bytes that stand for nothing in Windows-1252 are those of Latin 1."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_byte(byte) for byte in data)


def _byte(byte: int) -> str:
    single = bytes((byte,))
    try:
        return single.decode("cp1252")
    except UnicodeDecodeError:
        return single.decode("latin-1")


def _known(declared: str) -> str:
    """The name of an encoding as Python has it: Latin 1 and ASCII mean Windows-1252 on the web."""
    try:
        name = codecs.lookup(declared.strip()).name if declared.strip() else ""
    except (LookupError, ValueError):
        return ""
    return "cp1252" if name in ("iso8859-1", "ascii") else name
