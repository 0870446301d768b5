"""The rules that a site's look adds to the engine's stylesheet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lydelse import addresses
from lydelse.colours import DARK
from lydelse.layouts import Asset, Layouts
from lydelse.look.roles import PALETTE
from lydelse.look.stacks import ROLES, STACKS
from lydelse.model import Look, Typeface

_STYLESHEET = "lydelse.css"
_LOGO = "@layer components{.organisation img{display:block;max-inline-size:100%;object-fit:contain}}"


def dressed(layouts: Layouts, look: Look) -> Layouts:
    """Give the layouts with a site's look; without one they are as they were.

    The rules stand in the layers of the engine's own, behind them: what is printed is still black on white, and the
    site's own stylesheet still has the last word.
    """
    rules = "".join(_rules(look))
    if not rules:
        return layouts
    content = layouts.stylesheet.content + rules.encode()
    address = addresses.asset(_STYLESHEET, hashlib.sha256(content).hexdigest())
    return replace(layouts, stylesheet=Asset(address, content))


def _rules(look: Look) -> Iterator[str]:
    for role, typeface in look.typefaces.items():
        yield from _faces(role, typeface)
    fonts = {f"font-{role}": _families(role, typeface) for role, typeface in look.typefaces.items()}
    light, dark = _colours(look.colours)
    if fonts or light:
        night = f"@media(prefers-color-scheme:dark){{{_root(dark)}}}" if dark else ""
        yield f"@layer tokens{{{_root(fonts | light)}{night}}}"
    if look.logo is not None:
        yield _LOGO


def _colours(colours: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Give the colours that differ from the engine's, for light and for dark windows: whatever is set for the one is
    said again for the other, since it would hold there, too."""
    filled = PALETTE.filled(colours)
    names = [name for name in PALETTE.names if any(PALETTE.setters(name + ending, colours) for ending in ("", DARK))]
    return {name: filled[name] for name in names}, {name: filled[name + DARK] for name in names}


def _root(values: Mapping[str, str]) -> str:
    return ":root{" + ";".join(f"--{name}:{value}" for name, value in values.items()) + "}"


def _families(role: str, typeface: Typeface) -> str:
    own = f"{_own_name(role)}," if typeface.files else ""
    stack = STACKS.get(typeface.stack or ROLES[role])
    return own + (stack or f"var(--font-{next(iter(ROLES))})")


def _faces(role: str, typeface: Typeface) -> Iterator[str]:
    sheet = addresses.asset(_STYLESHEET, "")
    adjusted = "" if typeface.size_adjust is None else f"size-adjust:{typeface.size_adjust}%;"
    for font in typeface.files:
        source = addresses.relative(sheet, addresses.attachment(font.file))
        style = "italic" if font.is_italic else "normal"
        yield (
            f'@font-face{{font-family:{_own_name(role)};src:url("{source}")format("woff2");font-weight:{font.weight};'
            f"font-style:{style};{adjusted}font-display:{typeface.display}}}"
        )


def _own_name(role: str) -> str:
    return f'"Own {role}"'
