"""Reads the file of the logo or of the icon: how large it is drawn, and whether it keeps to itself.

An SVG is a document that can hold scripts and ask other hosts for something. Neither has any business in a logo, and
both would come with every page, so that what isn't drawing is refused with its line.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from lydelse.problems import Place, Report

Size = tuple[float, float]
"""Width and height, in a unit that is the same for both."""

_SVG = "http://www.w3.org/2000/svg"
_HTML = "http://www.w3.org/1999/xhtml"
_DRAWING = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image"),
        *("linearGradient", "radialGradient", "stop", "pattern", "marker", "clipPath", "mask", "filter"),
    }
)
_FILTER = re.compile("fe[A-Z][A-Za-z]*")
_OWN_ADDRESS = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp)[;,])", re.IGNORECASE)
_URL = re.compile(r"""url\(\s*["']?""", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px)?\s*")
_PNG = b"\x89PNG\r\n\x1a\n"
_HINT = "Save it as a drawing alone (“plain” or “optimised SVG”), with its texts as paths, or as a PNG."


def picture_size(content: bytes, path: str, report: Report) -> Size | None:
    """Give the size of an SVG or PNG, by the ending of its path; what can't be a logo or an icon is reported."""
    return _size_of_png(content, path, report) if path.endswith(".png") else _size_of_svg(content, path, report)


def _size_of_png(content: bytes, path: str, report: Report) -> Size | None:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR":
        report.error(Place(path), "logo-invalid", "this is no PNG, whatever its name says", "Save the picture anew.")
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


class _Refused(Exception):  # noqa: N818 - what is refused, not an error of the program
    """What keeps a drawing from being a logo or an icon."""


def _size_of_svg(content: bytes, path: str, report: Report) -> Size | None:
    parser = expat.ParserCreate(namespace_separator=" ")
    drawing = _Drawing()
    parser.StartDoctypeDeclHandler = drawing.doctype
    parser.ProcessingInstructionHandler = drawing.instruction
    parser.StartElementHandler = drawing.element
    parser.CharacterDataHandler = drawing.text
    parser.buffer_text, parser.buffer_size = True, len(content) + 1  # so that no text comes in pieces
    try:
        parser.Parse(content, True)
        return drawing.size
    except expat.ExpatError as error:
        message, line, column = (
            f"the drawing can't be read: {expat.ErrorString(error.code)}",
            error.lineno,
            error.offset,
        )
    except _Refused as refused:
        message, line, column = str(refused), parser.CurrentLineNumber, parser.CurrentColumnNumber
    report.error(Place(path, line, column + 1), "logo-invalid", message, _HINT)
    return None


class _Drawing:
    """Goes through an SVG and refuses what isn't drawing."""

    def __init__(self) -> None:
        self._root: Mapping[str, str] | None = None

    @property
    def size(self) -> Size:
        """The size that the root states, in its attributes or by its view box."""
        root = self._root or {}
        lengths = [_LENGTH.fullmatch(root.get(key, "")) for key in ("width", "height")]
        stated = [length[1] for length in lengths if length]
        try:
            width, height = map(float, stated if all(lengths) else re.split(r"[\s,]+", root.get("viewBox", ""))[2:])
        except ValueError:
            width = height = 0
        if width <= 0 or height <= 0:
            raise _Refused("the drawing doesn't say how large it is, by “viewBox” or by “width” and “height”")
        return width, height

    def doctype(self, *_: object) -> None:
        """Refuse a document type: what it declares can be anything, and a drawing needs none."""
        raise _Refused("a document type stands in the drawing")

    def instruction(self, target: str, _data: str) -> None:
        """Refuse an instruction to programs, such as to load a stylesheet."""
        raise _Refused(f"an instruction “{target}” stands in the drawing")

    def element(self, tag: str, attributes: dict[str, str]) -> None:
        """Look at an element with its attributes."""
        namespace, _, name = tag.rpartition(" ")
        if self._root is None and (namespace, name) != (_SVG, "svg"):
            raise _Refused("this is no SVG, whatever its name says")
        self._root = attributes if self._root is None else self._root
        is_drawing = name in _DRAWING or _FILTER.fullmatch(name)
        if namespace == _HTML or (namespace in ("", _SVG) and not is_drawing):
            raise _Refused(f"an element “{name}” stands in the drawing")
        for fault in _faults(attributes):
            raise _Refused(fault)

    def text(self, text: str) -> None:
        """Look at a text, which may be a stylesheet."""
        _refuse_addresses(text)


def _faults(attributes: Mapping[str, str]) -> Iterator[str]:
    for key, value in attributes.items():
        name = key.rpartition(" ")[2]
        if name.lower().startswith("on"):
            yield f"a script stands in “{name}”"
        elif name in ("href", "src") and not _OWN_ADDRESS.match(value):
            yield f"“{name}” leads out of the drawing"
        _refuse_addresses(value)


def _refuse_addresses(text: str) -> None:
    """Refuse a style that asks for something outside of the drawing. A backslash could hide that it does."""
    is_foreign = any(not _OWN_ADDRESS.match(text, found.end()) for found in _URL.finditer(text))
    if is_foreign or "@import" in text.lower() or ("\\" in text and "{" in text):
        raise _Refused("a style asks for something outside of the drawing")
