"""The parts of a Word document, made ready for the program that converts it.

That program knows headings by the names of their styles alone, and neither tables of contents nor references within the
text. So these are put in a form that it knows, and what is no part of the text is set aside. Names of elements and
attributes are those of ISO/IEC 29500 (Office Open XML).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from lydelse.importing.model import Aside, Doubt, Reason

Xml = etree._Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
HEADING_STYLE = "LydelseHeading"
"""What the ids of the styles begin with that headings are given; the level follows."""

_HEADING_NAME = re.compile(
    r"(?:heading|rubrik|überschrift|titre|overskrift|otsikko|kop|título|titolo) ?([1-9])", re.IGNORECASE
)
_TITLE_NAME = re.compile(r"title|titel|rubrik|titre", re.IGNORECASE)
_CONTENTS_NAME = re.compile(
    r"(?:toc|innehåll|verzeichnis|tm) ?\d|toc heading|innehållsförteckningsrubrik", re.IGNORECASE
)
_REFERENCE = re.compile(r"^\s*REF\s+(\S+)\s.*\\h.*$")
_LINK = re.compile(r'HYPERLINK\s+\\l\s+"?([^"\s]+)')
_LEVELS = 9
_LONGEST_HEADING = 100


@dataclass(frozen=True, slots=True)
class _Style:
    level: int
    """That of a heading, from 1; 0 for the title, -1 for text."""
    is_contents: bool
    is_bold: bool


@dataclass(slots=True)
class Preparation:
    """Prepares the body of a document; what it took out and what wasn't sure is collected."""

    styles: dict[str, _Style]
    asides: list[Aside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @classmethod
    def of(cls, styles: Xml | None) -> Preparation:
        """Begin with the document's styles, if it has some."""
        return cls({} if styles is None else _styles(styles))

    def prepare(self, body: Xml) -> None:
        """Change the body: headings by level, references as links, without contents and without what was deleted."""
        self._set_contents_aside(body)
        self._accept_changes(body)
        _show_text_boxes(body)
        _link_references(body)
        _drop_bookmarks(body)
        self._mark_headings(list(body.iter(f"{_W}p")))

    def _set_contents_aside(self, body: Xml) -> None:
        contents = [block for block in body.iter(f"{_W}sdt") if _is_contents_block(block)]
        contents += [
            paragraph
            for paragraph in body.iter(f"{_W}p")
            if self._style(paragraph).is_contents
            and not any(parent in contents for parent in paragraph.iterancestors())
        ]
        for block in contents:
            if words := words_of(block):
                self.asides.append(Aside(" ".join(words.split()), Reason.NAVIGATION))
            _take_out(block)

    def _accept_changes(self, body: Xml) -> None:
        """Leave tracked changes to be read as accepted, and tell of them."""
        deleted = [*body.iter(f"{_W}del", f"{_W}moveFrom")]
        changes = len(deleted) + sum(1 for _ in body.iter(f"{_W}ins", f"{_W}moveTo"))
        if not changes:
            return
        for deletion in deleted:
            texts = deletion.iter(f"{_W}delText", f"{_W}t")
            if words := "".join(text.text or "" for text in texts).strip():
                self.asides.append(Aside(words, Reason.HIDDEN))
        told = f"The document has {changes} tracked changes; they were read as accepted, without what they delete."
        self.doubts.append(Doubt(told))

    def _mark_headings(self, paragraphs: list[Xml]) -> None:
        levels = {paragraph: self._level(paragraph) for paragraph in paragraphs}
        found = {paragraph: level for paragraph, level in levels.items() if level >= 0 and words_of(paragraph).strip()}
        if not found:
            found = self._guessed(paragraphs)
        has_title = 0 in found.values()
        for paragraph, level in found.items():
            _set_style(paragraph, min(6, level + 1 if has_title else level))

    def _level(self, paragraph: Xml) -> int:
        own = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        level = _number(own)
        if level is not None:
            return level + 1 if level < _LEVELS else -1
        return self._style(paragraph).level

    def _guessed(self, paragraphs: list[Xml]) -> dict[Xml, int]:
        """Short paragraphs in bold type, in a document that has no headings by style."""
        found = {
            paragraph: 2
            for paragraph, following in pairwise(paragraphs)
            if self._is_bold(paragraph) and not self._is_bold(following) and _could_be_heading(paragraph)
        }
        if found:
            self.doubts.append(Doubt("The document marks no headings; short lines in bold type were taken for them."))
        return found

    def _is_bold(self, paragraph: Xml) -> bool:
        runs = [run for run in paragraph.iter(f"{_W}r") if words_of(run).strip()]
        return bool(runs) and all(self._style(paragraph).is_bold or _is_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)

    def _style(self, paragraph: Xml) -> _Style:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        return self.styles.get(name) or _named(name)


def _styles(root: Xml) -> dict[str, _Style]:
    """The styles of paragraphs by id, each with what it takes over from the one that it is based on."""
    sources = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}
    return {name: _style_of(name, sources, set()) for name in sources}


def _style_of(name: str, sources: dict[str, Xml], seen: set[str]) -> _Style:
    style = sources[name]
    shown = style.find(f"{_W}name")
    own = _named(shown.get(f"{_W}val", "") if shown is not None else name)
    base = style.find(f"{_W}basedOn")
    parent = base.get(f"{_W}val", "") if base is not None else ""
    inherited = (
        _style_of(parent, sources, seen | {name}) if parent in sources and parent not in seen | {name} else _TEXT
    )
    outline = _number(style.find(f"{_W}pPr/{_W}outlineLvl"))
    stated = -1 if outline is None else outline + 1 if outline < _LEVELS else -1
    level = own.level if own.level >= 0 else stated if outline is not None else inherited.level
    bold = style.find(f"{_W}rPr/{_W}b")
    return _Style(
        level if not own.is_contents else -1,
        own.is_contents or inherited.is_contents,
        inherited.is_bold if bold is None else _is_on(bold),
    )


_TEXT = _Style(-1, is_contents=False, is_bold=False)


def _named(name: str) -> _Style:
    """What the name of a style says: Word gives those that it comes with in English, other programs in any language."""
    if match := _HEADING_NAME.fullmatch(name.strip()):
        return _Style(int(match[1]), is_contents=False, is_bold=False)
    if _TITLE_NAME.fullmatch(name.strip()):
        return _Style(0, is_contents=False, is_bold=False)
    return _Style(-1, is_contents=_CONTENTS_NAME.fullmatch(name.strip()) is not None, is_bold=False)


def _number(element: Xml | None) -> int | None:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return int(value) if value.isdigit() else None


def _is_on(element: Xml | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off")


def _set_style(paragraph: Xml, level: int) -> None:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{_W}pPr")
        paragraph.insert(0, properties)
    style = properties.find(f"{_W}pStyle")
    if style is None:
        style = properties.makeelement(f"{_W}pStyle")
        properties.insert(0, style)
    style.set(f"{_W}val", f"{HEADING_STYLE}{max(1, level)}")


def _could_be_heading(paragraph: Xml) -> bool:
    words = words_of(paragraph).strip()
    within = any(parent.tag == f"{_W}tbl" for parent in paragraph.iterancestors())
    return not within and len(words) <= _LONGEST_HEADING and not words.endswith((".", ",", ";", ":"))


def _is_contents_block(block: Xml) -> bool:
    gallery = block.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and gallery.get(f"{_W}val") == "Table of Contents"


def _take_out(element: Xml) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _show_text_boxes(body: Xml) -> None:
    """Leave one form of each text box; Word writes an old one besides the new, but other programs don't."""
    for choice in list(body.iter(f"{_MC}AlternateContent")):
        content = choice.find(f"{_MC}Choice//{_W}txbxContent")
        if content is None or choice.find(f"{_MC}Fallback//{_W}txbxContent") is not None:
            continue
        picture = etree.SubElement(etree.Element(f"{_W}run"), f"{_W}pict")
        etree.SubElement(etree.SubElement(picture, f"{_V}shape"), f"{_V}textbox").append(content)
        parent = choice.getparent()
        if parent is not None:
            parent.replace(choice, picture)


def _link_references(body: Xml) -> None:
    """Write references to other places of the text as links."""
    for instruction in body.iter(f"{_W}instrText"):
        if match := _REFERENCE.match(instruction.text or ""):
            instruction.text = f' HYPERLINK \\l "{match[1]}" '


def _drop_bookmarks(body: Xml) -> None:
    """Leave only the bookmarks that something refers to; Word sets many for itself."""
    wanted = {link.get(f"{_W}anchor") for link in body.iter(f"{_W}hyperlink")}
    wanted |= {match[1] for text in body.iter(f"{_W}instrText") if (match := _LINK.search(text.text or ""))}
    for mark in list(body.iter(f"{_W}bookmarkStart")):
        if mark.get(f"{_W}name") not in wanted:
            _take_out(mark)


def words_of(element: Xml) -> str:
    """The words of a part of a document as it is shown: without instructions, without what was deleted."""
    return "".join(_pieces(element))


def _pieces(element: Xml) -> Iterator[str]:
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "end":
            yield "\n" if node.tag in (f"{_W}p", f"{_W}tc") else ""
        elif node.tag == f"{_W}t" and not _is_unshown(node.iterancestors()):
            yield node.text or ""
        else:
            yield _SIGNS.get(node.tag, "") if isinstance(node.tag, str) else ""


_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_UNSHOWN = frozenset({f"{_W}del", f"{_W}moveFrom"})


def _is_unshown(parents: Iterable[Xml]) -> bool:
    return any(parent.tag in _UNSHOWN or _is_told_again(parent) for parent in parents)


def _is_told_again(element: Xml) -> bool:
    """Whether this is a text box that stands in another form besides."""
    choice = element.getparent() if element.tag == f"{_MC}Choice" else None
    return choice is not None and choice.find(f"{_MC}Fallback//{_W}txbxContent") is not None
