"""What the engine knows of HTML's elements: which are blocks, which stand alone, what may stand in what."""

from __future__ import annotations

from functools import cache

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
"""Elements without an end tag."""

LISTS = frozenset(("ul", "ol", "menu"))
DESCRIPTIONS = frozenset(("dl", "dt", "dd"))
TABLES = frozenset(("table", "thead", "tbody", "tfoot"))
GROUPS = frozenset(("thead", "tbody", "tfoot"))
CELLS = frozenset(("td", "th"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

PHRASING_ONLY = HEADINGS | {"p", "pre", "summary", "legend"}
"""Blocks that hold inline content and no other block."""

BLOCKS = (
    frozenset(
        [
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "dialog",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "header",
            "hgroup",
            "hr",
            "html",
            "li",
            "main",
            "nav",
            "section",
            "caption",
            "colgroup",
            "col",
            "tr",
        ]
    )
    | LISTS
    | TABLES
    | CELLS
    | PHRASING_ONLY
)

DEEPEST = 60
"""How deep blocks, and inline elements in them, are told apart; browsers stop somewhere too."""

INVISIBLE_ELEMENTS = frozenset(["head", "script", "style", "template", "title", "noscript"])
"""Elements whose text isn't on the page."""

_CHILDREN = {
    "dl": frozenset(("dt", "dd", "div")),
    "table": frozenset(("caption", "colgroup", "thead", "tbody", "tfoot", "tr")),
    "thead": frozenset(("tr",)),
    "tbody": frozenset(("tr",)),
    "tfoot": frozenset(("tr",)),
    "tr": CELLS,
    "colgroup": frozenset(("col",)),
} | dict.fromkeys(LISTS, frozenset(("li",)))

_PARENTS = {
    "li": LISTS,
    "dt": frozenset(("dl", "div")),
    "dd": frozenset(("dl", "div")),
    "caption": frozenset(("table",)),
    "colgroup": frozenset(("table",)),
    "thead": frozenset(("table",)),
    "tbody": frozenset(("table",)),
    "tfoot": frozenset(("table",)),
    "tr": TABLES,
    "td": frozenset(("tr",)),
    "th": frozenset(("tr",)),
}


@cache
def fits(parent: str, child: str) -> bool:
    """Whether a block element may stand directly in another; `parent` is empty at the top."""
    if parent in PHRASING_ONLY:
        return False
    return child in _CHILDREN.get(parent, (child,)) and parent in _PARENTS.get(child, (parent,))


def holds_text(tag: str) -> bool:
    """Whether text may stand directly in a block element; true at the top (an empty tag)."""
    return tag not in _CHILDREN


def item_of(parent: str) -> str:
    """The element that lets text stand in a list, a description list or a table's part."""
    if parent in LISTS:
        return "li"
    return "dd" if parent == "dl" else "tr"


def is_bound(child: str) -> bool:
    """Whether an element may stand in few others only."""
    return child in _PARENTS
