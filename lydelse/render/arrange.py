"""Arranging: headings below the section's own, footnotes and tables as the page has them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TypeGuard

from lydelse.model import DECLARATION_SPOT
from lydelse.render.faults import Fault
from lydelse.render.tokens import HEADINGS, VOID, End, Start, Text, Token, element_end, text_of
from lydelse.render.words import Words

_TOP = 3
"""The level of the first headings in a text: the section's own is the second."""

_SPOT = "_declaration"
"""Marks the spot of the declaration. A text can't have it: classes that begin with `_` are the page's."""

_NOTE_ID = re.compile(r"fn:(?P<label>.*)|fnref(?P<again>\d*):(?P<reference>.*)", re.DOTALL)


def close_up_headings(
    tokens: list[Token], above: tuple[int, ...], faults: list[Fault]
) -> tuple[list[Token], tuple[int, ...]]:
    """Set the headings on the levels below the section's, in their order and without a gap.

    Args:
        tokens: those of a text, or of a block of it.
        above: the levels of the headings above, of each under which the tokens stand, as the text has them.
        faults: where faults go.

    Returns:
        The tokens, and the levels of the headings under which stands what follows.
    """
    renamed: list[str] = []
    arranged: list[Token] = []
    for index, token in enumerate(tokens):
        match token:
            case Start(tag) if tag in HEADINGS:
                level = HEADINGS.index(tag)
                above = (*(other for other in above if other < level), level)
                renamed.append(HEADINGS[min(_TOP - 2 + len(above), len(HEADINGS) - 1)])
                _check_heading(tokens[index : element_end(tokens, index)], token, faults)
                arranged.append(Start(renamed[-1], token.attributes, token.offsets, token.places))
            case End(tag) if tag in HEADINGS:
                arranged.append(End(renamed.pop(), token.offsets))
            case _:
                arranged.append(token)
    return arranged, above


def _check_heading(content: list[Token], start: Start, faults: list[Fault]) -> None:
    has_image = any(isinstance(token, Start) and token.tag == "img" for token in content)
    if not has_image and not text_of(content).strip():
        hint = "Write the heading's words behind the #, or take the line out."
        offset = min(start.offsets, default=None)
        faults.append(Fault("heading-empty", "a heading has no words", hint, offset, "#"))


def arrange_footnotes(tokens: list[Token], words: Words) -> list[Token]:
    """Give the list of footnotes, which ends the tokens, its accessible names and plain ids."""
    start = _start_of_notes(tokens)
    if start is None:
        return tokens
    labels = [match["label"] for token in tokens[start:] if (match := _note_id(token)) and match["label"] is not None]
    numbers = {label: number for number, label in reversed([*enumerate(labels, start=1)])}
    referring = {token.attributes.get("id", "") for token in tokens if isinstance(token, Start)}
    arranged = [_renamed(token, numbers, referring, words) for token in tokens]
    arranged[start] = Start("div", {"class": "footnotes", "role": "group", "aria-label": words.footnotes})
    return arranged[: start + 1] + arranged[start + 3 :]


def _start_of_notes(tokens: list[Token]) -> int | None:
    """Where Python-Markdown's list of notes begins: with a box, a line break and a rule. There is none if HTML that
    isn't closed took it along."""
    for index in range(len(tokens) - 3, -1, -1):
        match tokens[index : index + 3]:
            case [Start("div", {"class": "footnote"}), Text(), Start("hr")]:
                return index
    return None


def _note_id(token: Token) -> re.Match[str] | None:
    return _NOTE_ID.fullmatch(token.attributes.get("id", "")) if isinstance(token, Start) else None


def _renamed(token: Token, numbers: dict[str, int], referring: set[str], words: Words) -> Token:
    """The token with the plain ids of footnotes, and the way back in the words of the text's language; there is
    none from a note that nothing refers to."""
    if not isinstance(token, Start):
        return token
    attributes = dict(token.attributes)
    if "id" in attributes:
        attributes["id"] = _plain_id(attributes["id"], numbers)
    if attributes.get("class") == "footnote-backref" and attributes.get("href", "")[1:] not in referring:
        attributes.pop("href", None)
    if attributes.get("href", "").startswith("#fn"):
        attributes["href"] = "#" + _plain_id(attributes["href"][1:], numbers)
    if attributes.get("class") == "footnote-backref" and "title" in attributes:
        number = re.search(r"\d+", attributes.pop("title"))
        attributes["aria-label"] = words.footnote_back.replace("{number}", number[0] if number else "")
    return Start(token.tag, attributes, token.offsets, token.places)


def _plain_id(note_id: str, numbers: dict[str, int]) -> str:
    """`fn-1` of `fn:label`, `fnref-1` of its first reference, `fnref-1-2` of its second."""
    match = _NOTE_ID.fullmatch(note_id)
    label = None if match is None else match["reference"] if match["label"] is None else match["label"]
    if match is None or label not in numbers:
        return note_id
    if match["label"] is not None:
        return f"fn-{numbers[label]}"
    again = f"-{match['again']}" if match["again"] else ""
    return f"fnref-{numbers[label]}{again}"


def wrap_tables(tokens: list[Token], before: int, words: Words) -> list[Token]:
    """Put every table into a box that scrolls, by keyboard too, and say of what its header cells are headers.

    The boxes are numbered; so many tables stand `before`.

    The box is a named group and not a region: regions are landmarks, and a policy with twenty tables would drown
    the few that help a reader about.
    """
    return [*_wrapped(tokens, before, words)]


def _wrapped(tokens: list[Token], number: int, words: Words) -> Iterator[Token]:
    in_head = False
    as_cells: set[int] = set()
    for index, token in enumerate(tokens):
        match token:
            case Start("table"):
                number += 1
                name = words.table.replace("{number}", str(number))
                yield Start("div", {"class": "table", "role": "group", "tabindex": "0", "aria-label": name})
                yield token
            case End("table"):
                yield token
                yield End("div")
            case Start("th") if in_head:
                end = element_end(tokens, index)
                if _is_empty(tokens[index : end + 1]):
                    as_cells.add(end)
                yield _head_cell(token, empty=end in as_cells)
            case End("th") if index in as_cells:
                yield End("td")
            case Start("thead") | End("thead"):
                in_head = isinstance(token, Start)
                yield token
            case _:
                yield token


def _is_empty(cell: list[Token]) -> bool:
    inner = cell[1:-1]
    return not text_of(inner).strip() and not any(isinstance(token, Start) and token.tag in VOID for token in inner)


def _head_cell(token: Start, *, empty: bool) -> Start:
    """A header cell that says what it heads; one without words heads nothing and becomes a plain cell."""
    attributes = dict(token.attributes)
    if empty:
        attributes.pop("scope", None)
        return Start("td", attributes, token.offsets, token.places)
    return Start("th", {"scope": "col"} | attributes, token.offsets, token.places)


def open_declaration(tokens: list[Token]) -> list[Token]:
    """Leave every paragraph that asks for the declaration empty, and mark it as its spot."""
    spots = {index: token for index, token in enumerate(tokens) if _asks_for_declaration(tokens, index, token)}
    return [_marked(token, spots.get(index + 1)) for index, token in enumerate(tokens) if index not in spots]


def _asks_for_declaration(tokens: list[Token], index: int, token: Token) -> TypeGuard[Text]:
    if not isinstance(token, Text) or token.data.strip() != DECLARATION_SPOT:
        return False
    match tokens[index - 1 : index + 2]:
        case [Start("p") as start, _, End("p")]:
            return not start.attributes
    return False


def _marked(token: Token, asking: Token | None) -> Token:
    if not isinstance(asking, Text):
        return token
    return Start("p", {"class": _SPOT}, tuple(mark.offset for mark in asking.marks))


def is_spot(token: Token) -> TypeGuard[Start]:
    """Whether a token begins the empty paragraph in whose place the declaration is shown."""
    return isinstance(token, Start) and token.attributes.get("class") == _SPOT


def find_leftovers(tokens: list[Token], source: str, faults: list[Fault]) -> None:
    """Tell of what was meant to become something and was left as text: notes without a definition, attributes
    of nothing, and the spot of the declaration where it can't be shown."""
    in_code = 0
    for token in tokens:
        match token:
            case Start("code" | "pre"):
                in_code += 1
            case End("code" | "pre"):
                in_code -= 1
            case Text() if not in_code:
                _find_unknown_notes(token, source, faults)
                _find_unread_attributes(token, faults)
                _find_misplaced_spot(token, faults)


def _find_misplaced_spot(token: Text, faults: list[Fault]) -> None:
    if DECLARATION_SPOT in token.data:
        offset = token.marks[0].offset if token.marks else None
        message = f"{DECLARATION_SPOT} stands among other words, where the table of cookies can't be shown"
        hint = "Write it on a line of its own, with an empty line before and after, or between `backticks`."
        faults.append(Fault("declaration-misplaced", message, hint, offset, DECLARATION_SPOT))


def _find_unknown_notes(token: Text, source: str, faults: list[Fault]) -> None:
    offsets = {mark.position: mark.offset for mark in token.marks}
    for match in re.finditer(r"\[\^([^\[\]\s]+)\]", token.data):
        if re.search(rf"(?<!\\){re.escape(match[0])}", source):
            message = f"the footnote {match[0]} is not defined in this text"
            hint = f"Add a line “{match[0]}: …” with its words to this file, or take the reference out."
            faults.append(Fault("footnote-unknown", message, hint, offsets.get(match.end()), match[0]))


def _find_unread_attributes(token: Text, faults: list[Fault]) -> None:
    positions = [mark.position for mark in token.marks]
    for match in re.finditer(r"\{:[^{}\n]*\}", token.data):
        first, beyond = bisect_left(positions, match.start()), bisect_left(positions, match.end())
        offset = token.marks[first].offset if first < beyond else None
        message = f"the attributes {match[0]} belong to nothing here and would be shown as text"
        hint = "Put them at the end of a heading's line, right behind a word's mark-up, or on a paragraph's last line."
        faults.append(Fault("attributes-unread", message, hint, offset, match[0]))
