"""The forms of the content's files: every key, what it can hold, and what it means.

One source for three. The readers take the keys that stand here and no others; editors complete and explain them by the
JSON Schemas that `schema.py` makes of them; and the tables of docs/content-model.md are written from them.
"""

from lydelse.forms.accepted import ACCEPTED
from lydelse.forms.declaration import CATEGORY, DECLARATION, STORED, Signal
from lydelse.forms.key import Form, Key, Value
from lydelse.forms.look import (
    FONT_ADJUSTMENTS,
    FONT_FILE,
    FONTS,
    LOGO,
    LOGO_HEIGHTS,
    LOOK,
    TYPEFACE,
    USUAL_LOGO_HEIGHT,
    Display,
    Style,
)
from lydelse.forms.policy import POLICY, RETIRED
from lydelse.forms.site import BANNER, MODEL, ORGANISATION, SITE
from lydelse.forms.version import AMENDMENT, INFORMATION_DUTIES, REVISION

__all__ = [
    "ACCEPTED",
    "AMENDMENT",
    "BANNER",
    "CATEGORY",
    "DECLARATION",
    "FONTS",
    "FONT_ADJUSTMENTS",
    "FONT_FILE",
    "INFORMATION_DUTIES",
    "LOGO",
    "LOGO_HEIGHTS",
    "LOOK",
    "MODEL",
    "ORGANISATION",
    "POLICY",
    "RETIRED",
    "REVISION",
    "SITE",
    "STORED",
    "TYPEFACE",
    "USUAL_LOGO_HEIGHT",
    "Display",
    "Form",
    "Key",
    "Signal",
    "Style",
    "Value",
]
