"""Footnotes: a reference and a note that link to each other, as most programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

MARKER = "lydelse-note"
"""The element that a reference is replaced with; its `ref` is the number of the note."""

_SIGN = re.compile(r"[\[(]?\s*(?:\d{1,3}(?::\d{1,2})?|[a-z]|[*†‡§¶#]{1,3})?\s*[\])]?", re.IGNORECASE)
_RETURN = re.compile(
    r"[\s\d\[\]()^*†‡§¶↑↩⏎←⇑⤴\ufe0e\ufe0f]*(?:\b(?:back|return|tillbaka|zurück)\b)?[\s.↑↩\ufe0e\ufe0f]*", re.IGNORECASE
)
_SPACES = " \t\n\u00a0\u202f"
_NOTE_ELEMENTS = ("li", "p", "div", "dd", "aside", "td")


def take_notes(root: HtmlElement) -> list[HtmlElement]:
    """Replace the references to footnotes with markers, and give the notes without their ways back, in the order of
    the first references to them."""
    targets = {name: element for element in root.iter() for name in _names(element)}
    notes: list[HtmlElement] = []
    for link in [*root.iter("a")]:
        note = _note_of(link, targets)
        if note is not None and _is_linked(link, note):
            if note not in notes:
                notes.append(note)
            _replace(link, notes.index(note) + 1)
    for note in notes:
        _take_out(note)
    return notes


def _names(element: HtmlElement) -> Iterator[str]:
    if isinstance(element.tag, str):
        yield from filter(None, (element.get("id"), element.get("name") if element.tag == "a" else None))


def _note_of(link: HtmlElement, targets: dict[str, HtmlElement]) -> HtmlElement | None:
    """The note that a link leads to, if it looks like a reference to one."""
    address = link.get("href") or ""
    target = targets.get(address[1:]) if address.startswith("#") else None
    if target is None or not _SIGN.fullmatch(str(link.text_content()).strip()):
        return None
    while target is not None and target.tag not in _NOTE_ELEMENTS:
        target = target.getparent()
    return target


def _is_linked(link: HtmlElement, note: HtmlElement) -> bool:
    """Whether a note that stands elsewhere leads back, or stands among notes."""
    if any(element is note for element in link.iterancestors()):
        return False
    if any("footnotes" in (element.get("class") or "").split() for element in note.iterancestors("section", "div")):
        return True
    here = {name for element in (link, link.getparent(), *link.iter()) for name in _names(element)}
    return any(back.get("href", "")[1:] in here for back in _ways_back(note))


def _ways_back(note: HtmlElement) -> list[HtmlElement]:
    return [
        link
        for link in note.iter("a")
        if link.get("href", "").startswith("#") and _RETURN.fullmatch(str(link.text_content()))
    ]


def _replace(link: HtmlElement, number: int) -> None:
    """Put a marker in place of a reference, and of the raised element that holds nothing else."""
    parent = link.getparent()
    if parent.tag == "sup" and parent.text_content() == link.text_content():
        link = parent
    marker = link.makeelement(MARKER, {"ref": str(number)})
    marker.tail, link.tail = link.tail, None
    link.getparent().replace(link, marker)


def _take_out(note: HtmlElement) -> None:
    """Take a note out of the text, its ways back out of it, and what is left empty around it."""
    for link in _ways_back(note):
        _trim_before(link)
        link.drop_tree()
    parent = note.getparent()
    _drop_rule(note.getprevious())
    if (note.tail or "").strip():
        rest = note.makeelement("span")
        rest.text = note.tail
        note.addnext(rest)
    note.tail = None
    parent.remove(note)
    while _is_empty(parent) and parent.tag != "body":
        parent, empty = parent.getparent(), parent
        _drop_rule(empty.getprevious())
        empty.drop_tree()


def _trim_before(link: HtmlElement) -> None:
    """Take the spaces away that part a way back from the note's words."""
    previous, parent = link.getprevious(), link.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "").rstrip(_SPACES)
    else:
        parent.text = (parent.text or "").rstrip(_SPACES)


def _is_empty(element: HtmlElement) -> bool:
    return not len(element) and not str(element.text_content()).strip()


def _drop_rule(element: HtmlElement | None) -> None:
    """Take the rule away that parted the notes from the text."""
    if element is not None and element.tag == "hr" and not (element.tail or "").strip():
        element.drop_tree()
