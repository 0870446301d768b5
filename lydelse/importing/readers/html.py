"""A saved web page: its article as a document, and all else set aside."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin

from lxml import etree
from lxml import html as lxml_html

from lydelse.importing.errors import Unreadable
from lydelse.importing.model import Document
from lydelse.importing.plain import plain_html
from lydelse.importing.readers.article import UNREAD, Page, shows_value
from lydelse.importing.readers.decoding import decode
from lydelse.importing.readers.lenient import WordParser
from lydelse.importing.readers.mending import mend
from lydelse.importing.readers.pictures import left_out
from lydelse.importing.tree import HEADINGS, INLINE, Element, text_of, unwrap, write_fragment

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UNFINISHED = re.compile(r"</?[A-Za-z][^<>]*\Z")
"""The beginning of a tag where a page was cut off, which no browser shows."""
_FRAME = re.compile(r"<i?frame\b", re.IGNORECASE)
_FRAMED = "Its text is another page, shown in a frame: open that alone, and save it."
_MADE_BY_SCRIPTS = "If scripts make its text, save it from a browser once it is shown."
_HEAD = 4096
"""Bytes at the beginning in which a page has to say its encoding; the standard asks for the first 1024."""
_LEVEL = "2"
_ACTS = re.compile(r"(?:javascript|data|vbscript|about):", re.IGNORECASE)
_LINES = frozenset({"p", *HEADINGS})
_SITE_NAME = re.compile(r"\s+[|–—·»-]\s+")


def read_html(data: bytes) -> Document:
    """Read a web page.

    Raises:
        Unreadable: it holds no text, or is nested too deep.
    """
    charset = _CHARSET.search(data[:_HEAD])
    source, doubts = decode(data, charset[1].decode("ascii", "ignore") if charset else "")
    source = _UNFINISHED.sub("", source)
    body = _body(source)
    title, address = _title(body), _address(body, source)
    page = Page(body)
    article = page.article()
    _dissolve_unknown(article)
    _mark_headings(article)
    _open_details(article)
    _lead(article, address)
    doubts = (*doubts, *page.doubts, *left_out(article))
    mend(article)
    html, asides = plain_html(write_fragment(article))
    return Document(html, _words(source), _first_heading(article) or title, (*page.asides, *asides), doubts)


def _body(source: str) -> Element:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    text = _UNFIT.sub("", _DECLARATION.sub("", source)).encode("utf-8", "ignore")
    try:
        root = lxml_html.document_fromstring(text, parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    body = _found_body(root) if root is not None else None
    if body is None or not _words(source).strip():
        raise Unreadable("the page holds no text", _FRAMED if _FRAME.search(source) else _MADE_BY_SCRIPTS)
    return body


def _found_body(root: Element) -> Element | None:
    """The body; the parser takes what isn't said to be one for a part of the head."""
    body, head = root.find("body"), root.find("head")
    if body is None and head is not None:
        head.tag = "body"
        return head
    return body


class _Words(WordParser):
    """Collects the words of a page from all its text but programs and styles, whatever the elements are."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in UNREAD and not self.unread:
            self.unread = tag
        elif tag == "img":
            self.handle_data(values.get("alt") or "")
        elif tag == "input" and shows_value(values):
            self.handle_data(values.get("value") or "")
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.unread:
            self.unread = ""
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.words.append(data)

    def _part(self, tag: str) -> None:
        if tag not in INLINE:
            self.words.append("\n")


def _words(source: str) -> str:
    collector = _Words()
    collector.feed(source)
    collector.close()
    return "".join(collector.words)


def _title(body: Element) -> str:
    """The page's title: its one main heading, or what its head says, without the name of the site."""
    tops = [text_of(heading) for heading in body.iter("h1")]
    if len(tops) == 1:
        return tops[0]
    title = body.getroottree().find(".//title")
    return _SITE_NAME.split(text_of(title))[0].strip() if title is not None else ""


def _first_heading(article: Element) -> str:
    heading = article.find(".//h1")
    return text_of(heading) if heading is not None else ""


def _address(body: Element, source: str) -> str:
    """The address of the page, as far as it says so: that against which its links are read."""
    tree = body.getroottree()
    base, canonical = tree.find(".//base[@href]"), tree.find(".//link[@rel='canonical'][@href]")
    saved = _SAVED_FROM.search(source)
    own = saved[1] if saved else canonical.get("href", "") if canonical is not None else ""
    return urljoin(own, base.get("href", "")) if base is not None else own


def _dissolve_unknown(article: Element) -> None:
    """Dissolve elements that only programs know, such as Word's `o:p`, where they stand within a line."""
    for element in list(article.iter()):
        tag = element.tag if isinstance(element.tag, str) else ""
        within = ":" in tag or any(parent.tag in _LINES for parent in element.iterancestors())
        if element is not article and within and (":" in tag or "-" in tag):
            unwrap(element)


def _mark_headings(article: Element) -> None:
    """Make headings of what only says that it is one; a button that opens a part is the part's heading."""
    for element in list(article.iter()):
        if not isinstance(element.tag, str):
            continue
        within = any(parent.tag in HEADINGS for parent in element.iterancestors())
        if element.get("role") == "heading" and element.tag not in HEADINGS:
            level = element.get("aria-level", _LEVEL)
            element.tag = f"h{level}" if level in "123456" else f"h{_LEVEL}"
        elif within and (element.tag == "button" or element.get("role") == "button"):
            element.tag = "span"
        elif element.tag == "button" and element.get("aria-expanded") and element.get("aria-controls"):
            element.tag = f"h{_level_below(element)}"


def _open_details(article: Element) -> None:
    """Open what can be folded: what stands on it becomes a heading, unless it holds one."""
    for details in list(article.iter("details")):
        for summary in details.findall("summary"):
            has_heading = any(True for _ in summary.iter(*HEADINGS))
            summary.tag = "div" if has_heading else f"h{_level_below(summary)}"
        details.tag = "div"


def _level_below(element: Element) -> int:
    """The level of a heading below the one that stands before an element."""
    before = element.xpath("preceding::*[self::h1 or self::h2 or self::h3 or self::h4][not(@data-opened)][1]")
    element.set("data-opened", "")
    return int(before[0].tag[1]) + 1 if before else int(_LEVEL)


def _lead(article: Element, address: str) -> None:
    """Let links lead where they led on the page, as far as it says where it stood."""
    own = urldefrag(address)[0]
    for link in list(article.iter("a")):
        target = (link.get("href") or "").strip()
        if _ACTS.match(target):
            unwrap(link)
        elif target and not target.startswith("#"):
            target = urljoin(address, target) if address else target
            page, fragment = urldefrag(target)
            link.set("href", f"#{fragment}" if fragment and own and page == own else target)
