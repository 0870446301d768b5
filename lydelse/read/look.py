"""Reads `look` of `site.yaml`: the colours of the pages, the logo, the icon, and the typefaces."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from lydelse.forms import (
    FONT_ADJUSTMENTS,
    FONT_FILE,
    FONTS,
    LOGO,
    LOGO_HEIGHTS,
    LOOK,
    TYPEFACE,
    USUAL_LOGO_HEIGHT,
    Display,
    Style,
)
from lydelse.look import PALETTE, ROLES, STACKS
from lydelse.model import Attachment, FontFile, Logo, Look, Typeface
from lydelse.problems import Place, Report, suggest
from lydelse.read.fields import Fields
from lydelse.read.folders import digest_of
from lydelse.read.palette import read_colours
from lydelse.read.picture import Size, picture_size
from lydelse.read.tree import TextNode

_FOLDER = "content"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_PICTURES = (".svg", ".png")
_FONTS = (".woff2",)
_WOFF2 = b"wOF2"
_LARGEST = {".svg": 100_000, ".png": 200_000, ".woff2": 500_000}
"""Bytes that a file can have: it comes with every page."""
_WEIGHT = re.compile(r"[1-9][0-9]{0,2}|1000|[1-9][0-9]{0,2} ([1-9][0-9]{0,2}|1000)")


def read_look(fields: Fields, languages: Collection[str], folder: Path, report: Report) -> Look:
    """Read what a site says of its look; what is wrong is reported and is as the engine has it.

    Args:
        fields: `site.yaml`.
        languages: the site's languages.
        folder: the folder of `site.yaml`, beside which the files stand.
        report: where problems go.

    Raises:
        OSError: a file can't be read from the disk.
    """
    inner = fields.inner("look", LOOK)
    if inner is None:
        return Look()
    files = _Files(folder, report)
    return Look(
        colours=read_colours(inner, PALETTE, report),
        logo=_logo(inner, languages, files),
        icon=_icon(inner, files),
        typefaces=_typefaces(inner, files),
        named=frozenset(files.names),
    )


class _Files:
    """The files beside `site.yaml`, as keys name them."""

    def __init__(self, folder: Path, report: Report) -> None:
        self._folder = folder
        self.report = report
        self.names: set[str] = set()

    def named(self, fields: Fields, key: str, endings: Collection[str]) -> Attachment | None:
        """Give the file that a key names, if it names one that can be published."""
        name = fields.text(key)
        if name is None:
            return None
        self.names.add(name)
        path, place = self._folder / name, fields.place_of(key)
        if not _NAME.fullmatch(name) or path.suffix not in endings:
            message = f"“{name}” can't be the name of such a file"
            hint = f"Use the letters a–z, digits and hyphens, and the ending {' or '.join(endings)}."
            self.report.error(place, "file-name", message, hint)
        elif not path.is_file() or path.is_symlink():
            message = f"there is no file “{name}” beside site.yaml"
            self.report.error(place, "look-file-missing", message, f"Put it into {_FOLDER}/, or write its right name.")
        elif path.stat().st_size > _LARGEST[path.suffix]:
            message = f"“{name}” has more than {_LARGEST[path.suffix]:,} bytes, and comes with every page"
            self.report.error(place, "file-too-large", message, "Make it smaller.")
        else:
            return Attachment(name, digest_of(path), path, Place(f"{_FOLDER}/{name}"))
        return None

    def size_of(self, picture: Attachment) -> Size | None:
        """Give the size of a picture, if it can be a logo or an icon."""
        return picture_size(picture.source.read_bytes(), picture.place.path, self.report)


def _logo(fields: Fields, languages: Collection[str], files: _Files) -> Logo | None:
    inner = fields.inner("logo", LOGO)
    if inner is None:
        return None
    inner.require("file", "logo.svg")
    light, dark = (files.named(inner, key, _PICTURES) for key in ("file", "dark"))
    sizes = {file: files.size_of(file) for file in (light, dark) if file}
    height = _in_range(inner, "height", LOGO_HEIGHTS, files.report) or USUAL_LOGO_HEIGHT
    alt = inner.by_language("alt", languages)
    size = sizes.get(light) if light else None
    if light is None or size is None:
        return None
    width = max(1, round(size[0] * height / size[1]))
    return Logo(light, width, height, dark if dark and sizes[dark] else None, alt)


def _icon(fields: Fields, files: _Files) -> Attachment | None:
    icon = files.named(fields, "icon", _PICTURES)
    return icon if icon is not None and files.size_of(icon) is not None else None


def _typefaces(fields: Fields, files: _Files) -> dict[str, Typeface]:
    inner = fields.inner("fonts", FONTS)
    if inner is None:
        return {}
    found = {role: _typeface(inner, role, files) for role in ROLES if inner.node(role) is not None}
    return {role: typeface for role, typeface in found.items() if typeface is not None}


def _typeface(fields: Fields, role: str, files: _Files) -> Typeface | None:
    if isinstance(fields.node(role), TextNode):
        stack = _stack(fields, role, files.report)
        return Typeface(stack) if stack else None
    inner = fields.inner(role, TYPEFACE)
    if inner is None:
        return None
    return Typeface(
        stack=_stack(inner, "stack", files.report) or ROLES[role],
        files=tuple(font for form in inner.forms("files", FONT_FILE) if (font := _font_file(form, files))),
        display=inner.choice("display", Display) or Display.SWAP,
        size_adjust=_in_range(inner, "size_adjust", FONT_ADJUSTMENTS, files.report),
    )


def _stack(fields: Fields, key: str, report: Report) -> str:
    name = fields.text(key) or ""
    if not name or name in STACKS:
        return name
    report.error(fields.place_of(key), "font-unknown", f"there is no typeface “{name}”", suggest(name, STACKS))
    return ""


def _font_file(fields: Fields, files: _Files) -> FontFile | None:
    fields.require("file", "text.woff2")
    file = files.named(fields, "file", _FONTS)
    weight = fields.text("weight") or "400"
    style = fields.choice("style", Style)
    if not _WEIGHT.fullmatch(weight):
        message = f"“{weight}” is no weight of letters"
        hint = "Write it like 400, or like 200 900 for a variable font."
        files.report.error(fields.place_of("weight"), "font-invalid", message, hint)
    elif file is not None and not file.source.read_bytes().startswith(_WOFF2):
        message = f"“{file.name}” is no WOFF2 file, whatever its name says"
        files.report.error(fields.place_of("file"), "font-invalid", message, "Convert the font to WOFF2.")
    elif file is not None:
        return FontFile(file, weight, style is Style.ITALIC)
    return None


def _in_range(fields: Fields, key: str, values: range, report: Report) -> int | None:
    number = fields.number(key)
    if number is None or number in values:
        return number
    message = f"“{key}” can't be {number}"
    report.error(fields.place_of(key), "number-invalid", message, f"Write {values.start} to {values.stop - 1}.")
    return None
