"""The heaviest set of pairs that keeps the order of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

Pair: TypeAlias = tuple[int, int]


def heaviest_chain(pairs: Sequence[Pair], weights: Sequence[float]) -> list[int]:
    """Give the indexes of the pairs that rise on both sides and weigh most together, in order.

    A Fenwick tree of maxima keeps this at n log n.
    """
    if _rise(pairs) and all(weight > 0 for weight in weights):
        return list(range(len(pairs)))
    order = sorted(range(len(pairs)), key=lambda index: (pairs[index][0], -pairs[index][1]))
    ranks = {position: rank for rank, position in enumerate(sorted({new for _, new in pairs}), start=1)}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    before = [-1] * len(pairs)
    for index in order:
        rank = ranks[pairs[index][1]]
        weight, before[index] = _best_below(best, rank - 1)
        _raise(best, rank, (weight + weights[index], index))
    return _trace(before, _best_below(best, len(ranks))[1])


def _rise(pairs: Sequence[Pair]) -> bool:
    return all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


def _best_below(tree: list[tuple[float, int]], rank: int) -> tuple[float, int]:
    found = (0.0, -1)
    while rank > 0:
        if tree[rank][0] > found[0]:
            found = tree[rank]
        rank -= rank & -rank
    return found


def _raise(tree: list[tuple[float, int]], rank: int, value: tuple[float, int]) -> None:
    while rank < len(tree):
        if value[0] > tree[rank][0]:
            tree[rank] = value
        rank += rank & -rank


def _trace(before: list[int], last: int) -> list[int]:
    chain = []
    while last >= 0:
        chain.append(last)
        last = before[last]
    return chain[::-1]
