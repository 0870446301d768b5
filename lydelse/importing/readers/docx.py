"""A Word document (.docx)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import mammoth
from lxml import etree

from lydelse.importing.errors import Unreadable
from lydelse.importing.model import Aside, Document, Doubt, Reason
from lydelse.importing.plain import plain_html
from lydelse.importing.readers.pictures import left_out
from lydelse.importing.readers.wordprocessing import HEADING_STYLE, Preparation, Xml, words_of
from lydelse.importing.tree import parse_fragment, text_of

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST = 200_000_000
"""Bytes that the parts of a document may have when they are unpacked."""
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = "\n".join(
    [
        *(f"p.{HEADING_STYLE}{level} => h{level}:fresh" for level in range(1, 7)),
        *(
            f"p[style-name='List {kind} {depth}'] => {'ul|ol > li > ' * (depth - 1)}{tag} > li:fresh"
            for kind, tag in (("Bullet", "ul"), ("Number", "ol"))
            for depth in range(2, 6)
        ),
    ]
)
"""Headings, and the deeper lists for which Word has styles of their own."""
_DAMAGED = "Open it in Word or LibreOffice, save it anew, and import that."


def read_docx(data: bytes) -> Document:
    """Read a Word document: tracked changes as accepted, headers, footers and comments set aside.

    Raises:
        Unreadable: it's encrypted, damaged, of another format, or holds no text.
    """
    _refuse_ole(data)
    try:
        return _read(_Package.of(data))
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, NotImplementedError, KeyError, EOFError) as error:
        raise Unreadable("the Word document is damaged", _DAMAGED) from error


def _refuse_ole(data: bytes) -> None:
    if not data.startswith(_OLE):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("the Word document is encrypted", "Take its password away in Word, save it, and import that.")
    hint = "Save it as .docx in Word or LibreOffice, and import that."
    raise Unreadable("this is a document of an old format (.doc), which can't be read", hint)


@dataclass(slots=True)
class _Package:
    """The parts of a document by their names."""

    archive: zipfile.ZipFile
    main: str

    @classmethod
    def of(cls, data: bytes) -> _Package:
        archive = zipfile.ZipFile(io.BytesIO(data))
        if sum(entry.file_size for entry in archive.infolist()) > _MOST:
            raise Unreadable("the Word document is too large", "Take out its pictures, save it, and import that.")
        if any(entry.flag_bits & 1 for entry in archive.infolist()):
            raise Unreadable("the Word document is encrypted", "Take its password away, save it, and import that.")
        package = cls(archive, "")
        package.main = package._main()
        return package

    def _main(self) -> str:
        if "_rels/.rels" not in self.archive.namelist():
            raise Unreadable("this is an archive, but no Word document", "Unpack it, and import what is in it.")
        relations = self.tree("_rels/.rels")
        targets = [
            relation.get("Target", "") for relation in relations if relation.get("Type") == f"{_RELATION}officeDocument"
        ]
        main = targets[0].lstrip("/") if targets else ""
        if not main.startswith("word/"):
            raise Unreadable("this is no Word document", "Save it as .docx, .html or .txt, and import that.")
        return main

    def tree(self, name: str) -> Xml:
        """A part as XML. It can't name other files."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(self.archive.read(name), parser)

    def part(self, name: str) -> Xml | None:
        """The part of that name beside the main one, if there is one."""
        path = f"word/{name}.xml"
        return self.tree(path) if path in self.archive.namelist() else None

    def parts(self, kind: str) -> Iterator[Xml]:
        """The parts of which the name begins so, such as all headers."""
        for name in sorted(self.archive.namelist()):
            if name.startswith(f"word/{kind}") and name.endswith(".xml"):
                yield self.tree(name)

    def with_main(self, root: Xml) -> io.BytesIO:
        """The document anew with another main part."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            for entry in self.archive.infolist():
                same = entry.filename != self.main
                archive.writestr(entry.filename, self.archive.read(entry) if same else etree.tostring(root))
        return io.BytesIO(written.getvalue())


def _read(package: _Package) -> Document:
    main = package.tree(package.main)
    notes = [*package.parts("footnotes"), *package.parts("endnotes")]
    words = "\n".join(words_of(part) for part in (main, *notes))
    preparation = Preparation.of(package.part("styles"))
    preparation.prepare(main)
    converted = _converted(package.with_main(main))
    html, asides = plain_html(converted.value)
    if not html:
        raise Unreadable("the Word document holds no text", "If its pages are pictures, let a program read their text.")
    beside = (*preparation.asides, *_beside(package))
    unseen = (aside.words for aside in (*beside, *asides) if aside.reason is not Reason.NAVIGATION)
    doubts = (*preparation.doubts, *_losses(converted.messages), *left_out(parse_fragment(converted.value)))
    return Document(html, "\n".join((words, *unseen)), _title(html), (*beside, *asides), doubts)


def _converted(source: io.BytesIO) -> mammoth.results.Result:
    """The document as HTML. Of a damaged one mammoth says whatever it happens to stumble upon."""
    try:
        return mammoth.convert_to_html(source, style_map=_STYLES, convert_image=_picture)
    except Exception as error:
        raise Unreadable("the Word document is damaged", _DAMAGED) from error


@mammoth.images.img_element  # type: ignore[untyped-decorator]  # it has no types
def _picture(image: object) -> dict[str, str]:  # noqa: ARG001 - its description is added by itself
    """Stand in for a picture, which isn't imported."""
    return {"src": ""}


def _losses(messages: list[object]) -> Iterator[Doubt]:
    """What the conversion couldn't read; that a style has no name is none of it."""
    told = dict.fromkeys(str(getattr(message, "message", "")) for message in messages)
    for message in told:
        if "ignored" in message and "style" not in message.casefold():
            yield Doubt(f"Something in the document couldn't be read: {message}.")


def _beside(package: _Package) -> Iterator[Aside]:
    """The words of headers and footers, and of comments, each once."""
    for kind, reason in (("header", Reason.PAGE), ("footer", Reason.PAGE), ("comments.", Reason.HIDDEN)):
        texts = (" ".join(words_of(part).split()) for part in package.parts(kind))
        yield from (Aside(text, reason) for text in dict.fromkeys(filter(None, texts)))


def _title(html: str) -> str:
    headings = parse_fragment(html).findall("h1")
    return text_of(headings[0]) if len(headings) == 1 else ""
