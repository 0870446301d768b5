"""Text that stands in a table or a list of definitions, but in none of its parts: it is given one, so that it stays."""

from __future__ import annotations

from lydelse.importing.tree import Element

_ROWS = frozenset({"tr"})
_FITTING: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {
    "table": (frozenset({"caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr"}), ("tr", "td")),
    "thead": (_ROWS, ("tr", "td")),
    "tbody": (_ROWS, ("tr", "td")),
    "tfoot": (_ROWS, ("tr", "td")),
    "tr": (frozenset({"td", "th"}), ("td",)),
    "dl": (frozenset({"dt", "dd", "div"}), ("dd",)),
}
"""What may stand in an element, and what is put around anything else."""


def mend(root: Element) -> None:
    """Put what stands loose in tables and lists of definitions into cells and definitions of its own."""
    for element in list(root.iter(*_FITTING)):
        fitting, around = _FITTING[element.tag]
        if (element.text or "").strip():
            _wrap(element, 0, element.text or "", around)
            element.text = None
        for child in list(element):
            tail, child.tail = child.tail, None
            if isinstance(child.tag, str) and child.tag not in fitting:
                inner = _wrap(element, element.index(child), "", around)
                inner.append(child)
            if (tail or "").strip():
                place = next(
                    at for at, other in enumerate(element) if other is child or child in other.iterdescendants()
                )
                _wrap(element, place + 1, tail or "", around)


def _wrap(element: Element, index: int, text: str, around: tuple[str, ...]) -> Element:
    """Put the elements into one another and into an element at an index; give the innermost, which has the text."""
    outer = inner = element.makeelement(around[0])
    for tag in around[1:]:
        inner.append(inner.makeelement(tag))
        inner = inner[0]
    inner.text = text
    element.insert(index, outer)
    return inner
