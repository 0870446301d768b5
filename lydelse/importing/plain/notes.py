"""Footnotes: a reference and a note that link to each other, as most programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

MARKER = "lydelse-note"
"""The element that a reference is replaced with; its `ref` is the number of the note."""

_SIGN = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z]|[*†‡§¶#]{1,3})?\s*[\])]?", re.IGNORECASE)
_RETURN = re.compile(
    r"[\s\d\[\]()^*†‡§¶↑↩⏎←⇑⤴\ufe0e\ufe0f]*(?:\b(?:back|return|tillbaka|zurück)\b)?[\s.↑↩\ufe0e\ufe0f]*", re.IGNORECASE
)
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
    return None if target is None or target is target.getroottree().getroot() else target


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
    if parent is not None and parent.tag == "sup" and parent.text_content() == link.text_content():
        link = parent
    marker = link.makeelement(MARKER, {"ref": str(number)})
    marker.tail = link.tail
    link.tail = None
    container = link.getparent()
    assert container is not None
    container.replace(link, marker)


def _take_out(note: HtmlElement) -> None:
    """Take a note out of the text, its ways back out of it, and what is left empty around it."""
    for link in _ways_back(note):
        previous, parent = link.getprevious(), link.getparent()
        before = previous.tail if previous is not None else parent.text if parent is not None else None
        if before:
            trimmed = before.rstrip(" \t\n\u00a0\u202f")
            if previous is not None:
                previous.tail = trimmed
            elif parent is not None:
                parent.text = trimmed
        link.drop_tree()
    parent = note.getparent()
    tail, note.tail = note.tail, None
    if parent is None:
        return
    parent.remove(note)
    if tail and tail.strip():
        parent.append(parent.makeelement("span"))
        parent[-1].text = tail
    while parent is not None and not len(parent) and not str(parent.text_content()).strip():
        above = parent.getparent()
        if above is None:
            return
        rule = parent.getprevious()
        parent.drop_tree()
        if rule is not None and rule.tag == "hr" and not (rule.tail or "").strip():
            rule.drop_tree()
        parent = above
