"""From the bytes of a file to normalised text: UTF-8, line ends as LF, Unicode in the form NFC."""

from __future__ import annotations

import codecs
import re
import unicodedata

from lydelse.problems import Place, Report

MAX_BYTES = 4_000_000
"""The size of a file of content above which it is refused: some ten times the longest policies there are."""

_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
"""What ends a line beside LF, in Unicode as in YAML."""
_ENDS_LINE = re.compile("[\r\x85\u2028\u2029]")
"""That there is one, which is found much sooner than all of them."""
_FORBIDDEN = re.compile(
    # C0 and C1 controls but for tab and line feed; embeddings and overrides of direction, which make a text read
    # otherwise than it is stored; surrogates and noncharacters.
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_IN_OTHER_ENCODINGS = frozenset(b"\0\xfe\xff")
"""Of these, no text in UTF-8 has any; in the other encodings one is among the first two bytes."""
_SAVE_AS_UTF8 = "Open the file in your editor and save it with the encoding UTF-8."


def decode(data: bytes, path: str, report: Report, at_most: int = MAX_BYTES) -> str | None:
    """Give the normalised text of a file, or `None` after having reported why it can't be read.

    A byte order mark is dropped. If there are control characters, the first is reported, and the text given all the
    same without them.
    """
    if len(data) > at_most:
        message = f"the file is too large to be the text of a policy: {len(data):,} bytes, at most {at_most:,} are read"
        report.error(Place(path), "file-too-large", message, "Divide the text into several sections.")
        return None
    encoding = _other_encoding(data)
    if encoding is not None:
        report.error(Place(path), "not-utf-8", f"the file is saved as {encoding}, not as UTF-8", _SAVE_AS_UTF8)
        return None
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as fault:
        _report_undecodable(data, fault, path, report)
        return None
    if _ENDS_LINE.search(text):
        text = _LINE_END.sub("\n", text)
    return normalise(text, Place(path), report)


def normalise(text: str, start: Place, report: Report) -> str:
    """Give a text in NFC and without characters that none should have; the first of those is reported.

    Args:
        text: the text.
        start: where it begins.
        report: where problems go.
    """
    text = unicodedata.normalize("NFC", text)
    first = _FORBIDDEN.search(text)
    if first is None:
        return text
    clean, count = _FORBIDDEN.subn("", text)
    found = place_at(text, first.start(), start.path)
    place = start.at(start.line + found.line - 1, found.column if found.line > 1 else start.column + found.column - 1)
    more = f", and {count - 1:,} more below" if count > 1 else ""
    message = f"the invisible character U+{ord(first[0]):04X} stands here{more}"
    hint = "Delete it: it shows nothing, and can make the text read otherwise than it is stored."
    report.error(place, "control-character", message, hint)
    return clean


def place_at(text: str, index: int, path: str) -> Place:
    """Give the place of the character at an index of a text."""
    line_start = text.rfind("\n", 0, index) + 1
    return Place(path, text.count("\n", 0, index) + 1, index - line_start + 1)


def _other_encoding(data: bytes) -> str | None:
    """Recognise an encoding by its mark, and UTF-16 without one by the NUL beside each of the first two letters."""
    if not {*data[:2]}.isdisjoint(_IN_OTHER_ENCODINGS):
        named = next((name for mark, name in _OTHER_ENCODINGS if data.startswith(mark)), None)
        return named or ("UTF-16" if re.match(rb"(?:\0[^\0]){2}|(?:[^\0]\0){2}", data) else None)
    return None


def _report_undecodable(data: bytes, fault: UnicodeDecodeError, path: str, report: Report) -> None:
    # The decoder counts from behind a byte order mark, the editor of the file from its start.
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    offset = fault.start + mark
    line_start = max(data.rfind(b"\n", 0, offset), data.rfind(b"\r", 0, offset)) + 1
    before = data[:line_start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    column = len(data[line_start:offset].decode("utf-8-sig", "replace")) + 1
    place = Place(path, before.count(b"\n") + 1, column)
    message = f"the file isn't saved as UTF-8: byte {offset} (0x{data[offset]:02X}) can't be read"
    hint = f"{_SAVE_AS_UTF8} The letter here may be “{bytes([data[offset]]).decode('cp1252', 'replace')}”."
    if fault.reason == "unexpected end of data":
        hint = "The file ends in the middle of a letter: it was cut off. Take it from where you have it whole."
    report.error(place, "not-utf-8", message, hint)
