"""How a cost grows with what is built."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence


def exponent(sizes: Sequence[float], costs: Sequence[float], fixed: float = 0.0) -> float | None:
    """Fit costs ∝ sizes^exponent by least squares of their logarithms.

    Args:
        sizes: how large each is; at least two distinct ones.
        costs: what each cost.
        fixed: what the smallest that there is costs, such as starting the program; taken off each cost.

    Returns:
        The exponent; `None` if a cost isn't higher than the fixed one, so that there is nothing to fit.
    """
    grown = [cost - fixed for cost in costs]
    if min(grown) <= 0:
        return None
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(cost) for cost in grown]).slope


def middle_ratio(costs: Sequence[float], others: Sequence[float]) -> float:
    """Give the median of the ratios of costs that were measured in the same rounds."""
    return statistics.median(cost / other for cost, other in zip(costs, others, strict=True))
