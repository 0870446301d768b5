"""The colours of the banner: the names of its custom properties, their defaults, and which have to stand out.

A name is both a key under `banner: colours:` in `site.yaml` and, after `--consent-`, a custom property that the page
with the snippet can set: `paper` is `--consent-paper`. Each has a counterpart for dark windows, `paper-dark`.
"""

from __future__ import annotations

from collections.abc import Mapping

from lydelse.colours import DARK, PART, TEXT, Contrast, Palette

DEFAULTS: Mapping[str, str] = {
    "paper": "#ffffff",
    "ink": "#000000",
    "button": "#000000",
    "button-ink": "#ffffff",
    "paper-dark": "#121212",
    "ink-dark": "#ffffff",
    "button-dark": "#ffffff",
    "button-ink-dark": "#121212",
}
"""Every name with the colour that it has where nobody sets another: that of the browser (`Canvas`, `CanvasText`), here
as Chromium has them."""

CONTRASTS = (
    Contrast("ink", "paper", TEXT),
    Contrast("button-ink", "button", TEXT),
    Contrast("button", "paper", PART),
)
"""What has to stand out from what, in light and in dark windows alike."""

PALETTE = Palette(DEFAULTS, CONTRASTS)


def stylesheet(colours: Mapping[str, str]) -> str:
    """Give the rules that set colours for what the snippet shows; empty when the site sets none.

    Args:
        colours: what the site sets, by name. A colour that is set for light windows alone has its default in dark ones.
    """
    light = {name: colours[name] for name in PALETTE.names if name in colours}
    dark = {
        name: colours.get(name + DARK, "initial") for name in PALETTE.names if name in light or name + DARK in colours
    }
    return _rule(light) + (f"@media(prefers-color-scheme:dark){{{_rule(dark)}}}" if dark else "")


def _rule(colours: Mapping[str, str]) -> str:
    lines = ";".join(f"--consent-{name}:{colour}" for name, colour in colours.items())
    return f":host{{{lines}}}" if lines else ""
