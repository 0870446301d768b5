"""Pieces: HTML divided where an address or the declaration stands open, and what becomes of it on its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from lydelse.model import DeclarationSpot, Reference
from lydelse.render.allowed import Target
from lydelse.render.arrange import is_spot
from lydelse.render.examine import Examination
from lydelse.render.faults import Places
from lydelse.render.tokens import Start, serialise


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the declaration is shown, with its place in the source as far as known."""

    offset: int | None


Piece: TypeAlias = str | Target | Spot


def pieces_of(found: Examination, placed: Examination) -> Iterator[Piece]:
    """Give the HTML that was found in a text, with what `placed` knows of the places of what stands open in it."""
    spots = iter(placed.spots)
    tokens = iter(found.tokens)
    for token in tokens:
        html = serialise(token)
        name = "src" if isinstance(token, Start) and token.tag == "img" else "href"
        address = token.attributes.get(name, "") if isinstance(token, Start) else ""
        if address.startswith("?"):
            before, after = html.split(f'{name}="{address}"', 1)
            yield f'{before}{name}="'
            yield placed.targets[int(address[1:])]
            yield f'"{after}'
        elif is_spot(token):
            yield Spot(min(next(spots).offsets, default=None))
            next(tokens)  # the end of the empty paragraph
        else:
            yield html


def merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Give the same pieces, HTML in one as far as it goes."""
    for is_html, run in groupby(pieces, lambda piece: isinstance(piece, str)):
        if is_html:
            yield "".join(map(str, run))
        else:
            yield from run


def parts_of(pieces: Iterable[Piece], places: Places) -> tuple[str | Reference | DeclarationSpot, ...]:
    """Give the parts of a fragment. What has no known place is said to stand where the text begins."""
    parts: list[str | Reference | DeclarationSpot] = []
    pending: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            pending.append(piece)
        else:
            parts += ["".join(pending), _open_part(piece, places)]
            pending = []
    return (*parts, "".join(pending)) if pending else tuple(parts)


def _open_part(piece: Target | Spot, places: Places) -> Reference | DeclarationSpot:
    place = places.at(piece.offset or 0)
    return DeclarationSpot(place) if isinstance(piece, Spot) else Reference(place, *piece.leads_to)
