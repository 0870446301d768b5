"""Stencils: what templates make of views that differ in nothing but their texts, made once and then filled in.

Most pages of a site are like others but for some texts and addresses. A template is given a view of which every text
is a spot; what it makes of it serves for all views with as many items in the same places, whose texts are put where the
spots are. That takes a fraction of the time, and gives the same bytes, since the engine's templates do nothing with a
text but ask whether it's there and put it out. What a site's own templates do nobody knows, so these are given texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import chain, count
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, cast

from markupsafe import Markup, escape

T = TypeVar("T")

_MARK = re.compile("\0([0-9]+)\0")
_BETWEEN = "\0\x1f\0"
"""Stands between texts while they are escaped together: no text has a NUL, but around the names of what views leave
open."""
_MADE = 256
"""Stencils that are kept: some ten kilobytes each."""
_SEEN = 10_000
_SHAPING = frozenset({type(None), bool, int, type})
"""The types of what isn't a text, and of which a template makes something else when it is another."""


class Stencils:
    """The stencils of a site's templates in all its languages.

    Attributes:
        are_used: whether it's known what the templates do with texts.
    """

    def __init__(self, *, has_own_templates: bool = False) -> None:
        """Begin with none; where the site has templates of its own, none are ever made."""
        self.are_used = not has_own_templates
        self._seen: set[int] = set()
        self._made: dict[Hashable, _Stencil | None] = {}

    def fill(self, template: Hashable, view: T, write: Callable[[T], str]) -> str:
        """Give what a template makes of a view.

        Args:
            template: names the template, with all that it's given besides the view.
            view: a dataclass or a tuple; stencils are made of views that hold nothing but texts, numbers and views.
            write: gives what the template makes of such a view.
        """
        if not self.are_used:
            return write(view)
        shape: list[Hashable] = [template]
        texts: dict[type, list[str]] = {str: [], Markup: []}
        try:
            _read((view,), shape, texts)
        except _UnfitError:
            return write(view)
        stencil = self._stencil(tuple(shape), len(texts[str]), view, write)
        return write(view) if stencil is None else stencil.filled(texts[str], texts[Markup])

    def _stencil(self, shape: Hashable, plain: int, view: T, write: Callable[[T], str]) -> _Stencil | None:
        """Give the stencil of a shape, from the second view on that has it: many have one that no other has."""
        if shape in self._made:
            return self._made[shape]
        if hash(shape) not in self._seen:
            self._seen = self._seen if len(self._seen) < _SEEN else set()
            self._seen.add(hash(shape))
            return None
        if len(self._made) >= _MADE:
            self._made.clear()
        made = self._made[shape] = _made(plain, view, write)
        return made


class _UnfitError(Exception):
    """A view holds what no stencil can stand for, or a template does something with a text."""


class _Spot:
    """Stands for a text, which isn't empty. A template can put it out, and nothing else."""

    __slots__ = ("_mark",)

    def __init__(self, number: int) -> None:
        self._mark = f"\0{number}\0"

    def __html__(self) -> str:
        return self._mark

    def _refuse(self, *_: object) -> NoReturn:
        raise _UnfitError

    __eq__ = __hash__ = __str__ = __repr__ = __format__ = _refuse


@dataclass(frozen=True, slots=True)
class _Stencil:
    """What stands between the spots, and the number of the text for each spot: plain texts come first, then those
    that are HTML."""

    parts: tuple[str, ...]
    numbers: tuple[int, ...]

    def filled(self, texts: Sequence[str], safe: Sequence[str]) -> str:
        """Put the texts of a view in."""
        escaped = str.split(escape(_BETWEEN.join(texts)), _BETWEEN) if texts else []
        values = (*escaped, *safe)
        found = chain.from_iterable(zip(self.parts, (*(values[number] for number in self.numbers), ""), strict=True))
        return "".join(found)


def _made(plain: int, view: T, write: Callable[[T], str]) -> _Stencil | None:
    """Make the stencil of views like one that has so many plain texts, unless its template does more than put them
    out."""
    try:
        html = write(cast("T", _open(view, count(), count(plain))))
    except Exception:  # whatever it is, the view with its texts will tell
        return None
    texts = _MARK.split(html)  # of which every second one is a number
    return _Stencil(tuple(texts[::2]), tuple(map(int, texts[1::2])))


def _read(values: Sequence[Any], shape: list[Hashable], texts: Mapping[type, list[str]]) -> None:
    """Add the texts of a view to those of their type, and what it is like without them.

    Raises:
        _UnfitError: it holds something else.
    """
    for value in values:
        kind: type = type(value)
        if kind in texts:
            shape.append((kind, value != ""))
            if value:
                texts[kind].append(value)
        elif kind in _SHAPING:
            shape.append((kind, value))
        elif isinstance(value, tuple):
            shape.append((kind, len(value)))
            _read(value, shape, texts)
        else:
            _read(_values_of(kind)(value), shape, texts)


def _open(value: object, plain: Iterator[int], safe: Iterator[int]) -> object:
    """Give a view with a spot for every text, numbered in the order in which they are read."""
    kind: type = type(value)
    if kind in (str, Markup):
        return _Spot(next(plain if kind is str else safe)) if value else value
    if kind in _SHAPING:
        return value
    if kind is tuple:
        return tuple(_open(each, plain, safe) for each in cast("tuple[object, ...]", value))
    values = value if isinstance(value, tuple) else _values_of(kind)(value)[1:]
    return kind(*(_open(each, plain, safe) for each in values))


@cache
def _values_of(kind: type) -> Callable[[object], tuple[object, ...]]:
    """Give what reads the type of a view, and its values."""
    names = [each.name for each in fields(kind)] if is_dataclass(kind) else []
    if not names:
        raise _UnfitError
    return attrgetter("__class__", *names)
