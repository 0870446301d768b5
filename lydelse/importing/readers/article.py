"""Where the article of a page is, and what stands on the page besides it.

What is around the article is set aside, and within it what only serves the page: menus, forms, banners, buttons to
share. No part that holds most of the page's words is ever taken for one of these, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lydelse.importing.model import Aside, Doubt, Reason
from lydelse.importing.tree import HEADINGS, Element, take_out, text_of, unwrap

_MOST = 0.5
"""The part of the page's words beyond which something is no furniture."""
_WHOLE = 0.7
"""The part of its words that a block has to have for the article to be looked for inside of it."""
_SHOWN_WORDS = 25
"""Words of a hidden part of the article, from which on it is one that readers can open."""

_FEW = 6
"""Words below which a link in a heading that is called so leads to the heading itself."""
_FURNITURE_TAGS = frozenset({"nav", "header", "footer", "aside"})
_FURNITURE_ROLES = {
    "navigation": Reason.NAVIGATION,
    "banner": Reason.NAVIGATION,
    "contentinfo": Reason.NAVIGATION,
    "complementary": Reason.NAVIGATION,
    "menu": Reason.NAVIGATION,
    "menubar": Reason.NAVIGATION,
    "doc-toc": Reason.NAVIGATION,
    "search": Reason.FORM,
    "dialog": Reason.FORM,
    "alertdialog": Reason.FORM,
    "toolbar": Reason.FORM,
}
_FURNITURE_NAMES = re.compile(
    r"""(?:^|[\s_-])(?:
        (?:cookie|consent|gdpr|privacy)s?[-_]?(?:banner|bar|consent|notice[-_]?bar|popup|modal|dialog|overlay
          |manager|layer)
      | cookieconsent | onetrust(?:-\w+)* | cybotcookiebotdialog | cookiebot | cc-window | didomi(?:-\w+)*
      | usercentrics
      | (?:social|share|sharing)(?:[-_]?(?:bar|buttons?|links?|icons?|media|tools))? | addthis\w* | sharethis | addtoany
      | bread-?crumbs? | skip-?(?:link|nav|to-content)\w* | (?:main|site|top|side|sub)?-?(?:menu|nav|navbar|navigation)
      | side-?bar | toc | table-of-contents | on-this-page | pagination | pager | related(?:[-_]\w+)?
      | newsletter(?:[-_]\w+)?
      | subscribe | comments | site-?(?:header|footer) | back-?to-?top | scroll-?top | language-?(?:switch\w*|selector)
    )(?=$|[\s_])""",
    re.VERBOSE | re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_NAMES = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|u-hidden|is-hidden)(?=$|\s)", re.IGNORECASE
)
_HEADING_LINK = re.compile(
    r"(?:^|[\s_-])(?:anchor|headerlink|header-anchor|heading-link|permalink|hash-link)(?=$|[\s_-])"
)
_BUTTONS = ("submit", "button", "reset")
"""The kinds of `input` that show their value as a text."""
UNREAD = frozenset({"script", "style", "template", "svg", "math", "title", "iframe", "noembed", "noframes"})
"""Elements of which the content is no text of the page."""


@dataclass(slots=True)
class Page:
    """A page, from which parts are set aside until its article is left."""

    body: Element
    asides: list[Aside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def article(self) -> Element:
        """Give the article alone."""
        for element in list(self.body.iter(*UNREAD)):
            take_out(element)
        _show_buttons(self.body)
        self._dissolve_large_forms()
        hidden = list(self._hidden())
        self._set_aside_furniture()
        article = self._chosen(set(hidden))
        self._set_aside_around(article)
        self._judge_hidden(article, hidden)
        self._set_aside_heading_links(article)
        return article

    def _set_aside(self, element: Element, reason: Reason) -> None:
        if words := text_of(element):
            self.asides.append(Aside(words, reason, element.sourceline or 0))
        take_out(element)

    def _dissolve_large_forms(self) -> None:
        """Some programs put the whole page into a form."""
        limit = _count(self.body) * _MOST
        for form in list(self.body.iter("form")):
            if _count(form) > limit:
                unwrap(form)

    def _set_aside_furniture(self) -> None:
        limit = _count(self.body) * _MOST
        for element in list(self.body.iter()):
            if not isinstance(element.tag, str) or element is self.body or not _is_inside(element, self.body):
                continue
            reason = _reason(element)
            if reason and not _holds_article(element, limit):
                self._set_aside(element, reason)

    def _hidden(self) -> Iterator[Element]:
        """The parts that a browser doesn't show, the outer ones alone."""
        found: set[Element] = set()
        for element in self.body.iter():
            if isinstance(element.tag, str) and _is_hidden(element) and not found & set(element.iterancestors()):
                found.add(element)
                yield element

    def _chosen(self, hidden: set[Element]) -> Element:
        """The article: what says that it is it, or else the innermost block that holds nearly all words."""
        counts = _counts(self.body, hidden)
        said = [element for element in self.body.iter() if element.tag == "main" or element.get("role") == "main"]
        start = max(said, key=counts.__getitem__, default=self.body)
        if counts[start] < counts[self.body] * (1 - _WHOLE):
            start = self.body
        articles = [element for element in start.iter("article") if counts[element] >= counts[start] * _WHOLE]
        start = max(articles, key=counts.__getitem__, default=start)
        return start if said or articles else _innermost(start, counts)

    def _set_aside_around(self, article: Element) -> None:
        inner = article
        while inner is not self.body and (parent := inner.getparent()) is not None:
            for child in list(parent):
                if child is not inner and isinstance(child.tag, str):
                    self._set_aside(child, Reason.NAVIGATION)
            self._set_aside_text(parent, inner)
            inner = parent

    def _set_aside_text(self, parent: Element, inner: Element) -> None:
        """Set aside the words that stand beside an element without one of their own."""
        words = " ".join(f"{parent.text or ''} {inner.tail or ''}".split())
        if words:
            self.asides.append(Aside(words, Reason.NAVIGATION, parent.sourceline or 0))
        parent.text = inner.tail = None

    def _judge_hidden(self, article: Element, hidden: Iterable[Element]) -> None:
        """Take out what isn't shown; but a longer text within the article is one that readers open themselves."""
        opened = 0
        for element in hidden:
            if not _is_inside(element, article):
                continue
            if element is not article and _count(element) < _SHOWN_WORDS:
                self._set_aside(element, Reason.HIDDEN)
            else:
                opened += 1
        if opened:
            self.doubts.append(
                Doubt(f"Parts of the page that are closed at first ({opened}) were taken for text that readers open.")
            )

    def _set_aside_heading_links(self, article: Element) -> None:
        """Links of a heading to itself, which show a sign."""
        for link in list(article.iter("a")):
            words = text_of(link)
            is_sign = words in ("#", "¶", "§", "🔗", "") and (link.get("href") or "").startswith("#")
            within = any(parent.tag in HEADINGS for parent in link.iterancestors())
            if within and (is_sign or (_HEADING_LINK.search(link.get("class") or "") and _count(link) < _FEW)):
                self._set_aside(link, Reason.NAVIGATION)


def _show_buttons(body: Element) -> None:
    """Make buttons of the inputs that are some, and take out those that hold no text."""
    for field_ in list(body.iter("input")):
        if shows_value(dict(field_.attrib)):
            field_.tag, field_.text = "button", field_.attrib.pop("value", "")
        else:
            take_out(field_)


def shows_value(attributes: Mapping[str, str | None]) -> bool:
    """Whether an `input` with these attributes shows its value as a text."""
    return attributes.get("type") in _BUTTONS


def _reason(element: Element) -> Reason | None:
    """Why a part is no text, going by what it is or is called."""
    tag = element.tag
    if tag in ("form", "dialog", "noscript"):
        return Reason.HIDDEN if tag == "noscript" else Reason.FORM
    if role := _FURNITURE_ROLES.get(element.get("role") or ""):
        return role
    if tag in _FURNITURE_TAGS:
        return None if tag == "header" and _is_articles(element) else Reason.NAVIGATION
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if tag not in ("html", "body", *HEADINGS) and _FURNITURE_NAMES.search(names):
        return Reason.NAVIGATION
    return None


def _is_articles(header: Element) -> bool:
    """Whether a header is that of an article, and not the page's."""
    return any(parent.tag in ("article", "main") for parent in header.iterancestors())


def _holds_article(element: Element, limit: float) -> bool:
    return _count(element) > limit or any(True for _ in element.iter("main", "article"))


def _is_inside(element: Element, root: Element) -> bool:
    return element is root or any(parent is root for parent in element.iterancestors())


def _is_hidden(element: Element) -> bool:
    if "hidden" in element.attrib or _HIDDEN_STYLE.search(element.get("style") or ""):
        return True
    return element.get("aria-hidden") == "true" or bool(_HIDDEN_NAMES.search(element.get("class") or ""))


def _count(element: Element) -> int:
    return len(text_of(element).split())


def _counts(root: Element, hidden: set[Element]) -> dict[Element, int]:
    """How many words each element holds; links count for a fifth, since menus are made of them."""
    counts: dict[Element, int] = {}
    for element in reversed(list(root.iter())):
        own = len((element.text or "").split()) if isinstance(element.tag, str) else 0
        inner = sum(counts[child] + len((child.tail or "").split()) for child in element)
        whole = own + inner
        counts[element] = 0 if element in hidden else whole // 5 if element.tag == "a" else whole
    return counts


def _innermost(start: Element, counts: dict[Element, int]) -> Element:
    """The innermost block that holds nearly all words of a page that says nothing of its article."""
    while True:
        blocks = [child for child in start if child.tag in ("div", "section", "td", "tr", "tbody", "table", "center")]
        best = max(blocks, key=counts.__getitem__, default=None)
        if best is None or counts[best] < counts[start] * _WHOLE:
            return start
        start = best
