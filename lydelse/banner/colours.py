"""The colours of the banner: the names of its custom properties, their defaults, and which have to stand out.

A name is both a key under `banner: colours:` in `site.yaml` and, after `--consent-`, a custom property that the page
with the snippet can set: `paper` is `--consent-paper`. Each has a counterpart for dark windows, `paper-dark`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DARK = "-dark"
"""What ends the name of a colour for dark windows."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two colours, by their names without `-dark`, and the least contrast that they need.

    The ratios are those of WCAG 2.2: 4.5 for text (1.4.3), 3 for what tells a control from its surroundings (1.4.11).
    """

    colour: str
    behind: str
    ratio: float


DEFAULTS: Mapping[str, str] = {
    "paper": "#ffffff",
    "ink": "#1b1f22",
    "button": "#1f3a4d",
    "button-ink": "#ffffff",
    "paper-dark": "#1d2327",
    "ink-dark": "#e7e5df",
    "button-dark": "#c9dbe6",
    "button-ink-dark": "#14181b",
}
"""Every name with the colour that it has where nobody sets another."""

NAMES = tuple(name for name in DEFAULTS if not name.endswith(DARK))
"""The names of the colours for light windows."""

CONTRASTS = (
    Contrast("ink", "paper", 4.5),
    Contrast("button-ink", "button", 4.5),
    Contrast("button", "paper", 3.0),
)
"""What has to stand out from what, in light and in dark windows alike."""


def stylesheet(colours: Mapping[str, str]) -> str:
    """Give the rules that define the colours for what the snippet shows.

    Args:
        colours: what the site sets, by name; what it doesn't set has its default.
    """
    light = _rule(colours, "")
    return f"{light}@media(prefers-color-scheme:dark){{{_rule(colours, DARK)}}}"


def _rule(colours: Mapping[str, str], ending: str) -> str:
    chosen = {**DEFAULTS, **colours}
    lines = (f"--{name}:var(--consent-{name}{ending},{_short(chosen[name + ending])})" for name in NAMES)
    return f":host{{{';'.join(lines)}}}"


def _short(colour: str) -> str:
    """Write `#ffffff` as `#fff`: every byte is sent to every visitor."""
    digits = colour.removeprefix("#")
    is_double = len(digits) == 6 and digits[::2] == digits[1::2]  # noqa: PLR2004 - RRGGBB
    return f"#{digits[::2]}" if colour.startswith("#") and is_double else colour
