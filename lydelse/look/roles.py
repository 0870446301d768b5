"""The colours of the pages: each by the part that it plays, which is the name of a custom property of the stylesheets.

`paper` is `--paper` in `layouts/css/tokens.css`. Each has a counterpart for dark windows, `paper-dark`.
"""

from __future__ import annotations

from collections.abc import Mapping

from lydelse.colours import PART, TEXT, Contrast, Mixture, Palette

DEFAULTS: Mapping[str, str] = {
    "paper": "#fdfcf9",
    "surface": "#f4f2ec",
    "ink": "#1b1f22",
    "ink-quiet": "#4b5156",
    "rule": "#dcd8ce",
    "rule-strong": "#85888a",
    "accent": "#0a4c5c",
    "accent-surface": "#e8f0f1",
    "attention": "#6a4300",
    "attention-surface": "#f9f1df",
    "warning": "#861b17",
    "warning-surface": "#faece9",
    "added": "#1d5a33",
    "added-surface": "#e3f1e5",
    "paper-dark": "#14181b",
    "surface-dark": "#1d2327",
    "ink-dark": "#e7e5df",
    "ink-quiet-dark": "#b4b8b9",
    "rule-dark": "#363d42",
    "rule-strong-dark": "#838b90",
    "accent-dark": "#93d1df",
    "accent-surface-dark": "#16303a",
    "attention-dark": "#f0c878",
    "attention-surface-dark": "#2d2716",
    "warning-dark": "#ffb8ad",
    "warning-surface-dark": "#371d1b",
    "added-dark": "#93d6a5",
    "added-surface-dark": "#17301f",
}
"""Every name with the colour that `tokens.css` gives it."""

SURFACES = ("paper", "surface", "accent-surface", "attention-surface", "warning-surface", "added-surface")
"""What stands behind text."""

CONTRASTS = (
    *(Contrast(colour, behind, TEXT) for colour in ("ink", "ink-quiet", "accent") for behind in SURFACES),
    Contrast("attention", "paper", TEXT),
    Contrast("warning", "paper", TEXT),
    Contrast("warning", "warning-surface", TEXT),
    Contrast("added", "paper", TEXT),
    Contrast("added", "added-surface", PART),
    Contrast("rule-strong", "paper", PART),
)
"""What the styles lay on what, in light and in dark windows alike: text, links and states on all that can be behind
them; the lines under what was added; the borders of buttons and fields. The focus has the accent's colour. What is
laid on the accent, such as the words of the skip link, has the paper's. `rule` is a line that only adorns."""

MIXTURES: Mapping[str, Mixture] = {
    "surface": Mixture("ink", "paper", 0.05),
    "ink-quiet": Mixture("ink", "paper", 0.8),
    "rule": Mixture("ink", "paper", 0.16),
    "rule-strong": Mixture("ink", "paper", 0.55),
    "accent-surface": Mixture("accent", "paper", 0.1),
    "attention-surface": Mixture("attention", "paper", 0.1),
    "warning-surface": Mixture("warning", "paper", 0.1),
    "added-surface": Mixture("added", "paper", 0.1),
}
"""What follows from others, so that a look can be made of a paper, an ink and an accent."""

PALETTE = Palette(DEFAULTS, CONTRASTS, MIXTURES)
