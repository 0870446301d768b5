"""Reads colours, and finds those that don't stand out: one way for the pages and for the consent banner."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lydelse.colours import DARK, Palette, contrast_ratio, nearest_that_stands_out
from lydelse.problems import Report
from lydelse.read.fields import Fields
from lydelse.read.tree import Node, TextNode

_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def read_colours(fields: Fields, palette: Palette, report: Report) -> dict[str, str]:
    """Read what stands under `colours`: by name, in hexadecimal. What is wrong is reported."""
    inner = fields.inner("colours", palette.defaults)
    if inner is None:
        return {}
    found = {name: _text(node) for name in palette.defaults if (node := inner.node(name)) is not None}
    colours = {name: text for name, text in found.items() if _COLOUR.fullmatch(text)}
    for name in found.keys() - colours.keys():
        message = f"“{found[name]}” is no colour that “{name}” can have" if found[name] else f"“{name}” has no colour"
        hint = 'Write it in hexadecimal and in quotation marks, like "#1f3a4d": without them, “#” begins a comment.'
        report.error(inner.place_of(name), "colour-invalid", message, hint)
    if len(colours) == len(found):
        _check_contrasts(colours, palette, inner, report)
    return colours


def _text(node: Node) -> str:
    return node.text.strip() if isinstance(node, TextNode) else ""


@dataclass(frozen=True, slots=True)
class _Fault:
    """A contrast that is too low: the one that lacks it, what is behind or before it, what it is and has to be."""

    colour: str
    other: str
    ratio: float
    needed: float


def _check_contrasts(colours: Mapping[str, str], palette: Palette, fields: Fields, report: Report) -> None:
    """Report colours that don't stand out, each once, with the contrast that lacks most.

    Two colours that the site has set neither of are the engine's own, and aren't looked at.
    """
    filled = palette.filled(colours)
    faults: dict[str, list[_Fault]] = defaultdict(list)
    for fault in _faults(colours, filled, palette):
        faults[fault.colour].append(fault)
    for name, found in faults.items():
        worst = min(found, key=lambda fault: fault.ratio / fault.needed)
        message = f"“{name}” ({filled[name]}) doesn't stand out from “{worst.other}” ({filled[worst.other]})"
        # Rounded down, so that nobody reads that 4.5 is less than 4.5.
        hint = f"Their contrast is {int(worst.ratio * 100) / 100:.2f}:1 and has to be {worst.needed:g}:1 or more. "
        hint += f"The nearest “{name}” of the same hue that does is {_proposal(worst, filled, palette)}."
        report.error(fields.place_of(palette.setters(name, colours)[0]), "contrast-low", message, hint)


def _faults(colours: Mapping[str, str], filled: Mapping[str, str], palette: Palette) -> Iterator[_Fault]:
    for contrast in palette.contrasts:
        for ending in ("", DARK):
            names = contrast.colour + ending, contrast.behind + ending
            ratio = contrast_ratio(filled[names[0]], filled[names[1]])
            if ratio < contrast.ratio and palette.setters(names[0], colours):
                yield _Fault(*names, ratio, contrast.ratio)
            elif ratio < contrast.ratio and palette.setters(names[1], colours):
                yield _Fault(names[1], names[0], ratio, contrast.ratio)


def _proposal(fault: _Fault, filled: Mapping[str, str], palette: Palette) -> str:
    """Give a colour that stands out: from all that it has to if there is one, or else from the one at fault. That one
    there always is: black or white has a contrast of at least 4.58:1 with any colour."""
    plain = fault.colour.removesuffix(DARK)
    ending = fault.colour[len(plain) :]
    demands = [(contrast.behind, contrast.ratio) for contrast in palette.contrasts if contrast.colour == plain]
    demands += [(contrast.colour, contrast.ratio) for contrast in palette.contrasts if contrast.behind == plain]
    asked = [(filled[name + ending], ratio) for name, ratio in demands]
    colour = filled[fault.colour]
    found = nearest_that_stands_out(colour, asked)
    return f'"{found or nearest_that_stands_out(colour, [(filled[fault.other], fault.needed)])}"'
