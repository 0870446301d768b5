"""The picture of the growth: a panel for each dimension, both axes logarithmic, the same figures always the same bytes.

Who reads it in the dark gets light lines on dark ground. The lines differ in their strokes and marks, too, and the
description says in words what they show.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from benchmarks.building.growing import Curve

_WIDTH, _HEIGHT = 360, 240
_LEFT, _TOP, _RIGHT, _BOTTOM = 52, 34, 16, 40
_LEGEND = 34
_COLUMNS = 2
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1d2733 }
.ground { fill: #ffffff } .grid { stroke: #d5dbe2 } .small { font-size: 12px; fill: #4a5765 }
.line { fill: none; stroke-width: 2 } .name { font-weight: 600 }
.s0 { stroke: #0b5cad } .s1 { stroke: #0f766e; stroke-dasharray: 7 4 } .s2 { stroke: #b03a12; stroke-dasharray: 2 4 }
.m0 { fill: #0b5cad } .m1 { fill: #0f766e } .m2 { fill: #b03a12 }
@media (prefers-color-scheme: dark) {
  text { fill: #e8edf2 } .ground { fill: #12181f } .grid { stroke: #36424f } .small { fill: #b4c0cc }
  .s0 { stroke: #7ab8f5 } .s1 { stroke: #5fd0c2 } .s2 { stroke: #f5a07c }
  .m0 { fill: #7ab8f5 } .m1 { fill: #5fd0c2 } .m2 { fill: #f5a07c }
}
"""
_STROKES = 3


@dataclass(frozen=True, slots=True)
class _Axes:
    """Where values lie in a panel whose corner is at `left`, `top`; the ends are logarithms."""

    left: float
    top: float
    values: tuple[float, float]
    costs: tuple[float, float]

    def x(self, value: float) -> float:
        low, high = self.values
        return self.left + _LEFT + (math.log10(value) - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, cost: float) -> float:
        low, high = self.costs
        return self.top + _HEIGHT - _BOTTOM - (math.log10(cost) - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)


def draw(curves: Sequence[Curve]) -> str:
    """Draw curves as SVG; there is at least one."""
    dimensions = list(dict.fromkeys(curve.dimension for curve in curves))
    makers = list(dict.fromkeys(curve.maker for curve in curves))
    rows = math.ceil(len(dimensions) / _COLUMNS)
    width, height = _WIDTH * min(_COLUMNS, len(dimensions)), _HEIGHT * rows + _LEGEND
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' role="img" aria-labelledby="title description">',
        '<title id="title">CPU seconds of cold builds as a site grows</title>',
        f'<desc id="description">{escape(" ".join(map(_told, curves)))}</desc>',
        f'<style>{_STYLE}</style><rect class="ground" width="{width}" height="{height}"/>',
        *_legend(makers),
    ]
    for number, dimension in enumerate(dimensions):
        corner = _WIDTH * (number % _COLUMNS), _LEGEND + _HEIGHT * (number // _COLUMNS)
        parts += _panel([curve for curve in curves if curve.dimension == dimension], makers, _span(curves), corner)
    return "\n".join([*parts, "</svg>", ""])


def _told(curve: Curve) -> str:
    first, last = curve.points[0], curve.points[-1]
    return (
        f"{curve.maker}: from {first.value} to {last.value} {curve.dimension},"
        f" from {first.cost.cpu:.2g} to {last.cost.cpu:.2g} seconds."
    )


def _span(curves: Sequence[Curve]) -> tuple[float, float]:
    """The powers of ten between which all costs lie: the same for all panels, so that these can be compared."""
    costs = [math.log10(point.cost.cpu) for curve in curves for point in curve.points]
    return math.floor(min(costs)), max(math.ceil(max(costs)), math.floor(min(costs)) + 1)


def _legend(makers: Sequence[str]) -> Iterator[str]:
    left = 16.0
    for number, maker in enumerate(makers):
        yield f'<path class="line s{number % _STROKES}" d="M{left:.0f} 20h34"/>{_mark(number, left + 17, 20)}'
        yield f'<text x="{left + 42:.0f}" y="24">{escape(maker)}</text>'
        left += 62 + 6.9 * len(maker)


def _panel(
    curves: Sequence[Curve], makers: Sequence[str], costs: tuple[float, float], corner: tuple[float, float]
) -> Iterator[str]:
    values = sorted({point.value for curve in curves for point in curve.points})
    axes = _Axes(*corner, (math.log10(values[0]), math.log10(values[-1])), costs)
    yield f'<text class="name" x="{axes.left + _LEFT}" y="{axes.top + 22}">{escape(curves[0].dimension)}</text>'
    yield from _grid(axes, values)
    for curve in curves:
        number = makers.index(curve.maker)
        places = [(axes.x(point.value), axes.y(point.cost.cpu)) for point in curve.points]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        yield f'<path class="line s{number % _STROKES}" d="M{path}"/>' + "".join(_mark(number, x, y) for x, y in places)


def _grid(axes: _Axes, values: Sequence[int]) -> Iterator[str]:
    left, right = axes.left + _LEFT, axes.left + _WIDTH - _RIGHT
    for power in range(int(axes.costs[0]), int(axes.costs[1]) + 1):
        y = axes.y(10.0**power)
        yield f'<path class="grid" d="M{left:.1f} {y:.1f}H{right:.1f}"/>'
        yield f'<text class="small" x="{left - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>'
    for value in values:
        x, y = axes.x(value), axes.top + _HEIGHT - _BOTTOM + 18
        yield f'<text class="small" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{value}</text>'


def _mark(number: int, x: float, y: float) -> str:
    """A circle, a square or a triangle."""
    kind = number % _STROKES
    shapes = (
        f'<circle class="m0" cx="{x:.1f}" cy="{y:.1f}" r="4"/>',
        f'<rect class="m1" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>',
        f'<path class="m2" d="M{x:.1f} {y - 5:.1f}l5 9h-10z"/>',
    )
    return shapes[kind]
