"""Examining a text: rendering it, and finding all that is wrong with it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from os.path import commonprefix

from lydelse.render.allowed import CLEANER, Target
from lydelse.render.arrange import (
    arrange_footnotes,
    close_up_headings,
    find_leftovers,
    is_spot,
    open_declaration,
    wrap_tables,
)
from lydelse.render.convert import convert
from lydelse.render.effort import Cost, TooTangledError
from lydelse.render.faults import Fault
from lydelse.render.links import Linker
from lydelse.render.losses import Loss, places
from lydelse.render.marks import mark
from lydelse.render.sieve import sieve
from lydelse.render.tokens import End, Start, Token, serialise, tokenise
from lydelse.render.words import Words

_LOSSES = {
    "definition-twice": (
        "the link [{label}] is defined twice; only the last definition counts",
        "Take one of the two out.",
    ),
    "definition-unused": (
        "no link uses the definition [{label}], so its text isn't shown",
        "Use it in the text as [words][{label}], or take the line out.",
    ),
    "abbreviation-twice": (
        "the abbreviation {label} is explained twice; only the last explanation counts",
        "Take one of the two out.",
    ),
    "abbreviation-unused": (
        "the abbreviation {label} isn't used in this text, so its explanation isn't shown",
        "Take the line out, or use the abbreviation as it is spelt there.",
    ),
    "footnote-twice": (
        "the footnote [^{label}] is defined twice; only the last definition is shown",
        "Give one of the two another name.",
    ),
    "footnote-empty": (
        "the footnote [^{label}] has no words",
        "Write them behind the colon, or take the footnote out.",
    ),
    "footnote-unused": (
        "nothing in this text refers to the footnote [^{label}]",
        "Write [^{label}] where it belongs, or take the footnote out.",
    ),
    "table-cell-lost": (
        "this row has more cells than the table has columns; the last ones would not be shown",
        "Give the table another column, or write \\| for a line that is part of the text.",
    ),
}


_ROUNDS = 10
"""How often badly nested HTML is cleaned before it is given up."""


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before a block in its text and shows in it: the `levels` of the headings under which it stands,
    and how many `tables` were counted."""

    levels: tuple[int, ...] = ()
    tables: int = 0


TOP = Context()
"""What stands before a whole text: nothing."""


@dataclass(frozen=True, slots=True)
class Examination:
    """What a text gives: the tokens of its page, its anchors, its open links and its faults; what follows it stands
    `after` it, and it had a `cost`."""

    tokens: tuple[Token, ...]
    anchors: frozenset[str]
    targets: tuple[Target, ...]
    faults: tuple[Fault, ...]
    after: Context
    cost: Cost

    @property
    def outline(self) -> tuple[object, ...]:
        """What two examinations of the same text have in common, whether it was marked or not."""
        links = tuple(target.leads_to for target in self.targets)
        return links, len(self.spots), tuple(fault.code for fault in self.faults)

    @property
    def spots(self) -> tuple[Start, ...]:
        """Where the declaration is to be shown."""
        return tuple(token for token in self.tokens if is_spot(token))


def examine(text: str, source: str, section: str, words: Words, before: Context = TOP) -> Examination:
    """Render a text, which is the source or the source with marks.

    Args:
        text: what is rendered.
        source: what the places of its faults are sought in.
        section: the id that its anchors are prefixed with.
        words: those that rendering adds.
        before: what stands before it, if it is a block of a text.

    Raises:
        TooDeepError: it is nested too deep.
        TooTangledError: it would take too long.
    """
    converted = convert(text)
    faults = _faults(converted.losses, source)
    tokens = open_declaration(sieve(tokenise(converted.html), source, faults))
    find_leftovers(tokens, source, faults)
    if converted.has_notes:
        tokens = arrange_footnotes(tokens, words)
    tokens, levels = close_up_headings(tokens, before.levels, faults)
    after = Context(levels, before.tables + sum(isinstance(token, Start) and token.tag == "table" for token in tokens))
    linker = Linker(section, source, faults)
    tokens = _guard(linker.resolve(wrap_tables(tokens, before.tables, words)), faults)
    anchors, targets = frozenset(linker.anchors), tuple(linker.targets)
    return Examination(tuple(tokens), anchors, targets, tuple(faults), after, converted.cost)


def placed(found: Examination, source: str, section: str, words: Words, before: Context = TOP) -> Examination:
    """Give the same examination with the places of what it found, as far as the marks tell them."""
    if not found.faults and not found.targets and not found.spots:
        return found
    try:
        marked = examine(mark(source), source, section, words, before)
    except TooTangledError:  # the marks make a text longer, and theirs may be too much
        return found
    return marked if marked.outline == found.outline else found


def _faults(losses: tuple[Loss, ...], source: str) -> list[Fault]:
    where = places(source) if losses else {}
    faults = []
    for loss in losses:
        message, hint = (text.replace("{label}", loss.label) for text in _LOSSES[loss.code])
        faults.append(Fault(loss.code, message, hint, where.get(loss.key, 0)))
    return faults


def _guard(tokens: list[Token], faults: list[Fault]) -> list[Token]:
    """See that the sanitiser has nothing to do; if it has, tell of it and go on with what it made."""
    pieces = [serialise(token) for token in tokens]
    html = "".join(pieces)
    cleaned = CLEANER.clean(html)
    if cleaned == html:
        return tokens
    if not any(fault.code == "html-malformed" for fault in faults):
        offset = _last_offset(tokens[: _first_difference(pieces, html, cleaned) + 1])
        message = "the HTML around here isn't well formed: something stands where HTML doesn't let it stand"
        hint = "Keep blocks (lists, tables, paragraphs) out of inline text and links out of links, or use Markdown."
        faults.append(Fault("html-malformed", message, hint, offset, "<"))
    return tokenise(_settled(cleaned))


def _settled(html: str) -> str:
    """HTML that the sanitiser no longer changes: what it makes of badly nested HTML may itself be badly nested.
    If that never ends nothing of it goes to a page."""
    for _ in range(_ROUNDS):
        cleaned = CLEANER.clean(html)
        if cleaned == html:
            return html
        html = cleaned
    return ""


def _first_difference(pieces: list[str], html: str, cleaned: str) -> int:
    """The index of the piece in which two texts begin to differ."""
    common = len(commonprefix([html, cleaned]))  # noqa: RUF071  # these aren't paths, and characters are meant
    return bisect_right([*accumulate(map(len, pieces))], common)


def _last_offset(tokens: list[Token]) -> int | None:
    """The place of the last tag that is known to stand in the source."""
    for token in reversed(tokens):
        if isinstance(token, Start | End) and token.offsets:
            return max(token.offsets)
    return None
