"""The keys of `site.yaml`: what concerns the whole site."""

from __future__ import annotations

from lydelse.banner.colours import PALETTE
from lydelse.forms.accepted import ACCEPTED
from lydelse.forms.key import Form, Key
from lydelse.forms.look import LOOK, palette
from lydelse.forms.values import (
    ADDRESS,
    DURATION,
    LANGUAGE,
    NAMED,
    TEXT,
    by_language,
    either,
    list_of,
    mapping,
    number,
    one_of,
)
from lydelse.model import AddressForm, Compression

MODEL = 1
"""The version of the content model that this engine reads. It becomes another one when a site has to be changed to be
read by a newer engine; docs/upgrading.md then tells what to change, and docs/content-model.md what is new."""

ORGANISATION: Form = {
    "name": Key(TEXT, "The name, shown at the top of every page", required=True, example="Example Ltd"),
    "url": Key(ADDRESS, "The address of its website, for search engines", example="https://www.example.com/"),
    "email": Key(TEXT, "Its e-mail address, for search engines", example="info@example.com"),
}

BANNER: Form = {
    "keeps": Key(
        DURATION,
        "How long a choice is kept before a person is asked again, from 1 day to 24 months",
        default="6 months",
        example="12 months",
    ),
    "colours": Key(
        palette(PALETTE),
        "Colours in hexadecimal and quotation marks, by name: `paper`, `ink`, `button` and `button-ink`, and for dark "
        "windows `paper-dark`, `ink-dark`, `button-dark` and `button-ink-dark`. Text has to stand out from what is "
        "behind it by 4.5:1, the button from the paper by 3:1 (WCAG 2.2)",
        example='{paper: "#ffffff"}',
    ),
}

SITE: Form = {
    "model": Key(
        number(1, 9999),
        "The version of the content model for which the site is written, see [upgrading](upgrading.md)",
        default="1",
        example="1",
    ),
    "organisation": Key(
        either(TEXT, mapping(ORGANISATION)),
        "Who stands behind the policies: a name alone, or a name with more",
        required=True,
        example="Example Ltd",
    ),
    "languages": Key(
        list_of(LANGUAGE, "list of languages", at_least=1),
        "The languages of the pages; the first is the default. Each needs a file in `layouts/strings/`: `sv`, `en` and "
        "`de` are there",
        required=True,
        example="[sv, en]",
    ),
    "base_url": Key(
        ADDRESS,
        "The address at which the site will be, with its folder if it has one",
        required=True,
        example="https://policy.example.com/",
    ),
    "time_zone": Key(
        TEXT,
        "The time zone whose calendar decides when a version takes effect",
        required=True,
        example="Europe/Stockholm",
    ),
    "notice": Key(
        by_language(TEXT),
        "A sentence for every page, in all languages of the site",
        example="{sv: Texterna är exempel., en: These texts are examples.}",
    ),
    "declaration": Key(
        NAMED, "The id of the one policy that holds the [declaration of cookies](#cookiesyaml)", example="privacy"
    ),
    "banner": Key(mapping(BANNER), "How the consent banner looks and how long it keeps a choice"),
    "look": Key(mapping(LOOK), "The site's own look, see [theming](theming.md)"),
    "urls": Key(
        one_of(AddressForm),
        "[How links name pages](hosting.md#which-form-of-address): `folders` by their folder, where the host answers "
        "with the `index.html` in it; `files` by their file, for hosts that look into no folders and for reading from "
        "the disk",
        default=AddressForm.FOLDERS,
        example="files",
    ),
    "precompressed": Key(
        list_of(one_of(Compression), f"list of {', '.join(f'`{each}`' for each in Compression)}"),
        "How files are [compressed ahead](hosting.md#compressed-ahead), for hosts that send what they find",
        default="[]",
        example="[gzip]",
    ),
    "accepted": Key(
        list_of(mapping(ACCEPTED), "list of mappings"),
        "What [checks](checks.md#accepting-a-finding) may find in any policy",
    ),
}
