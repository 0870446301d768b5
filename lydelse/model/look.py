"""How a site looks: what it sets itself of the engine's look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lydelse.model.words import Localised
from lydelse.problems import Place


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that pages show or link to; published under its digest (SHA-256, in hexadecimal)."""

    name: str
    digest: str
    source: Path
    place: Place


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that stands for the organisation, `width` and `height` in CSS pixels; `dark` is for dark windows.

    `alt` is what it says, in the languages for which that is stated; in others it says the organisation's name.
    """

    file: Attachment
    width: int
    height: int
    dark: Attachment | None = None
    alt: Localised = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file of the site's own: `weight` is one (`400`) or, in a variable font, a range (`200 900`)."""

    file: Attachment
    weight: str
    is_italic: bool


@dataclass(frozen=True, slots=True)
class Typeface:
    """What letters look like: a stack of the system's typefaces by its name, before it the site's own if it has one.

    `display` is CSS's `font-display`, `size_adjust` the percentage by which the site's own is drawn larger or smaller,
    so that nothing moves when it takes the place of the system's.
    """

    stack: str
    files: tuple[FontFile, ...] = ()
    display: str = "swap"
    size_adjust: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What `look` of `site.yaml` says: `colours` and `typefaces` by what they are for, `icon` the picture by which
    browsers mark the pages. `named` are the files beside it that it names, whether or not they can be used."""

    colours: Mapping[str, str] = field(default_factory=dict)
    logo: Logo | None = None
    icon: Attachment | None = None
    typefaces: Mapping[str, Typeface] = field(default_factory=dict)
    named: frozenset[str] = frozenset()

    @property
    def files(self) -> Iterator[Attachment]:
        """Every file that it needs."""
        if self.logo is not None:
            yield self.logo.file
            if self.logo.dark is not None:
                yield self.logo.dark
        if self.icon is not None:
            yield self.icon
        for typeface in self.typefaces.values():
            yield from (font.file for font in typeface.files)
