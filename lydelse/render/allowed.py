"""What a text may have: one allow-list, by which the text is judged and by which the sanitiser works."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

import nh3

from lydelse.model import ID

_CELL = {"colspan", "rowspan", "align"}
_PLAIN = (
    "p div section h1 h2 h3 h4 h5 h6 ul dl dt dd blockquote pre code figure figcaption summary hr br table caption "
    "thead tbody tfoot tr span sup sub del ins mark q cite kbd small b i u s em strong abbr dfn samp var bdi bdo wbr"
)
ELEMENTS: dict[str, set[str]] = {tag: set() for tag in _PLAIN.split()} | {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": _CELL,
    "th": _CELL | {"scope"},
    "time": {"datetime"},
    "details": {"open"},
}
"""The elements that a text may have, each with the attributes of its own."""

EVERYWHERE = {"id", "class", "lang", "dir", "title"}
"""The attributes that every element may have."""

EMPTIED = frozenset(
    {"script", "style", "template", "svg", "math", "iframe", "object", "noscript", "noframes", "noembed", "textarea"}
    | {"title", "select", "video", "audio", "canvas", "head", "xmp"}
)
"""Elements of which, when they are taken out, the content goes too: it is no text."""

_NUMBER = re.compile(r"\d{1,4}")
_EMPTY = re.compile(r"(?i)|open|reversed|true")
VALUES: dict[str, re.Pattern[str]] = {
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "dir": re.compile("ltr|rtl|auto"),
    "align": re.compile("left|center|right"),
    "scope": re.compile("col|row|colgroup|rowgroup"),
    "type": re.compile("[1aAiI]"),
    "start": re.compile(r"-?\d{1,6}"),
    "value": re.compile(r"-?\d{1,6}"),
    "colspan": _NUMBER,
    "rowspan": _NUMBER,
    "width": _NUMBER,
    "height": _NUMBER,
    "open": _EMPTY,
    "reversed": _EMPTY,
    "class": re.compile(r"\s*([^\s_]\S*(\s+[^\s_]\S*)*)?\s*"),
}
"""The values that attributes may have, where not every one is fine. Classes with `_` are the page's."""

_ADDRESS = r"""[^\s\x00-\x20"<>\\^`{|}\x7f]"""
_OUTSIDE = re.compile(rf"(?i:https?)://{_ADDRESS}+|(?i:mailto|tel):{_ADDRESS}+")
_POLICY = re.compile(rf"policy:({ID.pattern})(?:#({ID.pattern}(?:--{ID.pattern})?))?")
_FILE = re.compile(r"files/([^/\\\s][^\\\x00-\x1f]*)")


@dataclass(frozen=True, slots=True)
class Target:
    """What a link inside the site leads to, as `Reference` has it, and where in the source it stands."""

    policy: str | None = None
    anchor: str = ""
    file: str | None = None
    offset: int | None = None

    @property
    def leads_to(self) -> tuple[str | None, str, str | None]:
        """The policy, anchor and file."""
        return self.policy, self.anchor, self.file


def target_of(address: str) -> Target | None:
    """What an address that leads into the site leads to; `None` for any other."""
    if match := _POLICY.fullmatch(address):
        return Target(policy=match[1], anchor=match[2] or "")
    if (match := _FILE.fullmatch(unquote(address))) and ".." not in match[1].split("/"):
        return Target(file=match[1])
    if re.fullmatch(rf"#{_ADDRESS}+", address):
        return Target(anchor=unquote(address[1:]))
    return None


def leads_outside(address: str) -> bool:
    """Whether an address is a web page, an e-mail address or a telephone number."""
    return _OUTSIDE.fullmatch(address) is not None


_ADDED = {"a": {"rel", "aria-label"}, "div": {"role", "tabindex", "aria-label"}}
CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    clean_content_tags={"script", "style"},
    attributes={tag: own - {"align"} | _ADDED.get(tag, set()) for tag, own in ELEMENTS.items()} | {"*": EVERYWHERE},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
"""The sanitiser that stands behind. It lets through what rendering itself adds, which no text may have."""
