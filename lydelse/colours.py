"""Colours as a site sets them: their contrasts, what is mixed of them, and the nearest one that stands out.

The pages and the consent banner each have a palette; `lydelse.read.palette` reads and checks both in one way.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

DARK = "-dark"
"""What ends the name of a colour for dark windows."""

TEXT = 4.5
"""The least contrast of text with what is behind it (WCAG 2.2, 1.4.3)."""
PART = 3.0
"""The least contrast of what tells a control, a focus or a sign from its surroundings (WCAG 2.2, 1.4.11)."""

_LIGHTNESSES = 1_000
"""Steps from black to white in which a colour that stands out is looked for."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two colours, by their names without `-dark`, and the least contrast that they need."""

    colour: str
    behind: str
    ratio: float


@dataclass(frozen=True, slots=True)
class Mixture:
    """What a colour is made of where nobody sets it: so much of one colour, and the rest of another."""

    colour: str
    behind: str
    share: float


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that can be set.

    Attributes:
        defaults: every name, those for dark windows among them, with the colour that it has where nobody sets another.
        contrasts: what has to stand out from what, in light and in dark windows alike.
        mixtures: by name, what follows from others once one of these is set.
    """

    defaults: Mapping[str, str]
    contrasts: tuple[Contrast, ...]
    mixtures: Mapping[str, Mixture] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the colours for light windows."""
        return tuple(name for name in self.defaults if not name.endswith(DARK))

    def setters(self, name: str, colours: Mapping[str, str]) -> tuple[str, ...]:
        """Give the names of what a site has set that a colour follows from: its own, or those that it is mixed of."""
        if name in colours:
            return (name,)
        plain = name.removesuffix(DARK)
        ending = name[len(plain) :]
        mixture = self.mixtures.get(plain)
        sources = (mixture.colour, mixture.behind) if mixture else ()
        return tuple(source + ending for source in sources if source + ending in colours)

    def filled(self, colours: Mapping[str, str]) -> dict[str, str]:
        """Give every colour as it is with those that a site sets."""
        found = {**self.defaults, **colours}
        for name in self.defaults:
            plain = name.removesuffix(DARK)
            if name not in colours and self.setters(name, colours):
                mixture, ending = self.mixtures[plain], name[len(plain) :]
                found[name] = mixed(found[mixture.colour + ending], found[mixture.behind + ending], mixture.share)
        return found


def contrast_ratio(first: str, second: str) -> float:
    """Give the contrast of two colours in hexadecimal, from 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, behind: str, share: float) -> str:
    """Give a colour of which a share is the one, and the rest the other."""
    pairs = zip(_channels(colour), _channels(behind), strict=True)
    return _hexadecimal(one * share + other * (1 - share) for one, other in pairs)


def nearest_that_stands_out(colour: str, demands: Iterable[tuple[str, float]]) -> str | None:
    """Give the colour of the same hue and saturation, and of the nearest lightness, that has the asked contrasts.

    Args:
        colour: the colour that lacks them.
        demands: other colours, each with the least contrast that it needs.

    Returns:
        The colour in hexadecimal; `None` when no lightness meets all demands at once.
    """
    asked = tuple(demands)
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    steps = sorted((abs(step / _LIGHTNESSES - lightness), step) for step in range(_LIGHTNESSES + 1))
    for _, step in steps:
        found = _hexadecimal(colorsys.hls_to_rgb(hue, step / _LIGHTNESSES, saturation))
        if all(contrast_ratio(found, other) >= ratio for other, ratio in asked):
            return found
    return None


def _channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of a colour in hexadecimal, each from 0 to 1."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004 - one digit a channel
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _hexadecimal(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 to 1 (WCAG 2.2, “relative luminance”)."""
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))  # noqa: PLR2004 - sRGB
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
