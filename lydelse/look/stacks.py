"""Typefaces that come with people's systems, in stacks by name: nothing has to be loaded for them."""

from __future__ import annotations

from collections.abc import Mapping

STACKS: Mapping[str, str] = {
    "transitional": 'Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", Georgia, serif',
    "old-style": '"Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", "Book Antiqua", Georgia, serif',
    "modern-serif": 'Constantia, "Hoefler Text", "Libertinus Serif", "Liberation Serif", Georgia, serif',
    "slab": 'Rockwell, "Rockwell Nova", "Roboto Slab", "DejaVu Serif", "Sitka Small", serif',
    "interface": 'ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
    "neo-grotesque": 'Inter, "Helvetica Neue", Helvetica, "Nimbus Sans", Arial, sans-serif',
    "geometric": 'Avenir, "Avenir Next", Montserrat, Corbel, "URW Gothic", Futura, sans-serif',
    "humanist": 'Seravek, "Gill Sans Nova", Optima, Candara, Ubuntu, Calibri, "DejaVu Sans", sans-serif',
    "typewriter": '"Courier New", Courier, "Nimbus Mono PS", "Liberation Mono", monospace',
    "code": 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
}
"""Every name with a list of families, the most wanted first and a generic one last."""

ROLES: Mapping[str, str] = {"text": "transitional", "heading": "", "interface": "interface", "code": "code"}
"""What a typeface is for, which is the name of a custom property after `--font-`, with the stack that it has where
nobody sets another; headings have that of the text."""
