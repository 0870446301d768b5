"""The keys of `look` in `site.yaml`: colours, logo, icon and typefaces."""

from __future__ import annotations

from enum import StrEnum

from lydelse.colours import Palette
from lydelse.forms.key import Form, Key, Value
from lydelse.forms.values import COLOUR, TEXT, by_language, either, list_of, mapping, number, one_of
from lydelse.look import PALETTE, ROLES, STACKS


class Display(StrEnum):
    """What stands in for a typeface while it is loaded, and for how long (CSS, `font-display`)."""

    SWAP = "swap"
    FALLBACK = "fallback"
    OPTIONAL = "optional"
    BLOCK = "block"


class Style(StrEnum):
    """Whether a font file's letters stand upright."""

    NORMAL = "normal"
    ITALIC = "italic"


def palette(colours: Palette) -> Value:
    """The colours of a palette, by name."""
    form = {name: Key(COLOUR, f"By default {default}") for name, default in colours.defaults.items()}
    return Value("colours by name", mapping(form).schema)


LOGO_HEIGHTS = range(16, 161)
"""CSS pixels."""
USUAL_LOGO_HEIGHT = 40
FONT_ADJUSTMENTS = range(50, 201)
"""Percent (CSS, `size-adjust`)."""

LOGO: Form = {
    "file": Key(TEXT, "An SVG or PNG beside `site.yaml`", required=True, example="logo.svg"),
    "dark": Key(TEXT, "Another one, for dark windows", example="logo-dark.svg"),
    "alt": Key(by_language(TEXT), "What it says. By default the organisation's name", example="{en: The Garden}"),
    "height": Key(
        number(LOGO_HEIGHTS.start, LOGO_HEIGHTS.stop - 1),
        "Its height in CSS pixels",
        default=f"{USUAL_LOGO_HEIGHT}",
        example="44",
    ),
}

FONT_FILE: Form = {
    "file": Key(TEXT, "A WOFF2 file beside `site.yaml`", required=True, example="garden.woff2"),
    "weight": Key(TEXT, "Its weight, or the range of a variable font", default="400", example="200 900"),
    "style": Key(one_of(Style), "Whether its letters stand upright", default=Style.NORMAL, example="italic"),
}

TYPEFACE: Form = {
    "stack": Key(one_of(STACKS, "stack"), "The stack that comes behind the site's own files", example="humanist"),
    "files": Key(list_of(mapping(FONT_FILE), "list of mappings"), "The site's own font files"),
    "display": Key(one_of(Display), "What is seen until the files are there", default=Display.SWAP, example="optional"),
    "size_adjust": Key(
        number(FONT_ADJUSTMENTS.start, FONT_ADJUSTMENTS.stop - 1),
        "At how many percent of their size they are drawn",
        example="105",
    ),
}

_TYPEFACE = either(one_of(STACKS, "stack"), mapping(TYPEFACE))

_ROLES = {
    "text": "of the texts",
    "heading": "of headings, if they aren't to have that of the texts",
    "interface": "of what is around the texts",
    "code": "of code",
}

FONTS: Form = {
    role: Key(
        _TYPEFACE,
        f"The typeface {_ROLES[role]}: the [name of a stack](theming.md#typefaces), or a mapping as below",
        default=stack,
        example="old-style",
    )
    for role, stack in ROLES.items()
}

LOOK: Form = {
    "colours": Key(
        palette(PALETTE),
        "Colours of the pages in hexadecimal and quotation marks, by [name](theming.md#colours); text has to stand out "
        "by 4.5:1 (WCAG 2.2)",
        example='{accent: "#5b00c8"}',
    ),
    "logo": Key(mapping(LOGO), "The organisation's logo, instead of its name at the top of every page"),
    "icon": Key(TEXT, "An SVG or PNG beside `site.yaml`, by which browsers mark the pages", example="icon.svg"),
    "fonts": Key(
        mapping(FONTS),
        "The typefaces of the pages, by what they are for",
        example="{text: old-style}",
    ),
}
