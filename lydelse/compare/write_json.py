"""A comparison for programs: plain values, stable from version to version of the product."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lydelse.compare.comparison import Comparison
from lydelse.compare.model import Block, Edit, Kind, Op, Unit
from lydelse.compare.run import readable

_JSON = json.JSONEncoder(ensure_ascii=False)


def to_json(comparison: Comparison, *, equal: bool = False) -> dict[str, Any]:
    """Give a comparison as values that `json` writes.

    `blocks` has the changes in order, with the equal blocks between them when `equal` is asked for. Each has its
    `kind`, the number of its `change` (the two places of a move share one, the first place is a `departure`), the
    `old` and `new` text as lists of one string a paragraph, and, where words are known, `words`: pairs of `keep`,
    `remove` or `add` and the text. Rows have `cells` instead, each a list of blocks. `links` are the targets that
    changed over words that stayed, `null` where there was or is none.
    """
    blocks = comparison.blocks if equal else _changed(comparison)
    return _head(comparison) | {"blocks": [_block(block) for block in blocks]}


class JsonWriter:
    """Writes what `to_json` gives as JSON. A change that is the same in many comparisons is written once."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self._written: dict[tuple[object, ...], str] = {}
        """Blocks as if theirs were no change's number, which isn't the same in every comparison."""

    def write(self, comparison: Comparison) -> str:
        """Give the JSON of a comparison."""
        blocks = ", ".join(map(self._block, _changed(comparison)))
        return f'{_JSON.encode(_head(comparison))[:-1]}, "blocks": [{blocks}]}}'

    def _block(self, block: Block) -> str:
        kind, old, new, edit, cells, change, departure = block
        follows_from = (kind, departure, edit) if edit is not None else (kind, departure, old, new, cells)
        written = self._written.get(follows_from)
        if written is None:
            written = self._written[follows_from] = _JSON.encode(_block(block._replace(change=0)))
        return written.replace('"change": 0', f'"change": {change}', 1)


def _changed(comparison: Comparison) -> Iterator[Block]:
    return (block for block in comparison.middle if block.kind is not Kind.EQUAL)


def _head(comparison: Comparison) -> dict[str, Any]:
    """What a comparison tells besides its blocks."""
    return {
        "equal": comparison.equal,
        "changes": comparison.changes,
        "words_added": comparison.words_added,
        "words_removed": comparison.words_removed,
    }


def _block(block: Block) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": block.kind.value,
        "change": block.change,
        "old": _texts(block.old),
        "new": _texts(block.new),
    }
    if block.departure:
        return found | {"departure": True}
    if block.edit is not None:
        found["words"] = _words(block.edit)
        found["links"] = [
            {"old": link.old.target if link.old else None, "new": link.new.target if link.new else None}
            for link in block.edit.changed_links
        ]
    if block.cells:
        found["cells"] = [[_block(inner) for inner in cell.blocks] for cell in block.cells]
    return found


def _texts(units: tuple[Unit, ...]) -> list[str]:
    return [unit.run.readable for unit in units]


def _words(edit: Edit) -> list[list[str]]:
    """The words with what happened to them, neighbours of one sort joined."""
    found: list[tuple[Op, str]] = []
    last = None
    for segment in edit.segments:
        text = edit.old.text[slice(*segment.old)] if segment.op is Op.REMOVE else edit.new.text[slice(*segment.new)]
        if segment.op is last:
            found[-1] = last, found[-1][1] + text
        else:
            last = segment.op
            found.append((last, text))
    return [[op.value, words] for op, text in found if (words := readable(text))]
