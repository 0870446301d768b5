"""The shape of a block: its Markdown without the words.

Most of a policy is plain words, of which Markdown sees only where they stand: two lists of three items differ for a
reader alone. So words are taken out of such a block and put into what its shape became, which is rendered once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lydelse.render.divide import STAND_IN

_MARK = re.compile(r"[\\`_<>&\[\]{}!\t]")
"""What can begin or end mark-up among words."""
_EMPHASIS = re.compile(r"(?<!^)\*|^\*(?! )", re.MULTILINE)
"""The same of what begins an item of a list at the start of a line."""
_WORDS = re.compile(r"([^\W\d_](?:[^\n|#=]*[^\s|#=])?)")
"""Words of one line: they begin with a letter, so that they are no number of a list, and end at what could be the
edge of a cell or heading."""
_STAND_IN = re.compile(rf"{STAND_IN}(\d+){STAND_IN}")


def words_of(block: str) -> tuple[tuple[str, ...], Sequence[str]] | None:
    """Give a block's shape, which is what stands between its words, and the words; `None` for a block in which more
    than where they stand may have a meaning."""
    is_set_in = "\n " in block or block.startswith(" ")
    if _MARK.search(block) or is_set_in or "  \n" in block or ("*" in block and _EMPHASIS.search(block)):
        return None
    parts = _WORDS.split(block)
    return tuple(parts[::2]), parts[1::2]


def block_of(shape: Sequence[str]) -> str:
    """Give a block of a shape, with a stand-in for the words of each place."""
    return shape[0] + "".join(f"{STAND_IN}{number}{STAND_IN}{rest}" for number, rest in enumerate(shape[1:]))


def places_of_words(html: str, count: int) -> tuple[str, ...] | None:
    """Give the HTML of a shape, divided where words go; `None` unless there are all of them, each once and in order."""
    parts = _STAND_IN.split(html)
    return tuple(parts[::2]) if parts[1::2] == [str(number) for number in range(count)] else None


def with_words(html: Sequence[str], words: Sequence[str]) -> str:
    """Give the HTML of a shape with words in their places."""
    parts = [""] * (2 * len(words) + 1)
    parts[::2] = html
    parts[1::2] = words
    # Of what HTML escapes in a text, words can have only the space that doesn't break; the rest of it is escaped.
    return "".join(parts).replace("\u00a0", "&nbsp;")
