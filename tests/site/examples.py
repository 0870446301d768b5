"""Sites that hold one of every thing a policy can have, made up for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from tests.sites import POLICY, Site, Text

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cf50cf000003860181a1f4a8c40000000049454e44ae426082"
)
"""A picture, as small as PNG can be."""

HOSTILE = '"><b>&amp;</script>{{7*7}}{%x%}<img src=x onerror=alert(1)>]]>'
"""Ends every context that a text can be put into, if it isn't escaped there."""

_LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h120v40z" fill="{colour}"/></svg>'
_TABLE = """
| {name} | {days} |
|:-------|-------:|
| session | 1[^1] |
| choice | 365 |

[^1]: {note}
"""
_RICH = """
{text} [{link}](#cookies) <https://www.example.org/a/rather/long/address/that/does/not/want/to/break/on/a/phone>

### {heading}

1. *{text}*
2. **{text}**

> {text}

{term}
:   {text}

![{picture}](files/picture.png)
"""


def three_languages(root: Path) -> Site:
    """A site in Swedish, English and German under a sub-path, with policies in every state."""
    site = Site(
        root,
        ("sv", "en", "de"),
        organisation={"name": "Exempel & Co", "url": "https://www.example.org/", "email": "info@example.org"},
        base_url="https://www.example.org/policies/",
        notice={"sv": "Påhittat.", "en": "Made up.", "de": "Erfunden."},
        look={"logo": {"file": "logo.svg", "dark": "logo-dark.svg", "alt": {"de": "Beispiel & Co"}}},
    )
    site.write("content/logo.svg", _LOGO.format(colour="#0a4c5c"))
    site.write("content/logo-dark.svg", _LOGO.format(colour="#93d1df"))
    _terms(site)
    _retired(site)
    _upcoming(site)
    _narrowed(site)
    _only_swedish(site)
    return site


def _terms(site: Site) -> None:
    slugs = {"sv": "villkor", "en": "terms", "de": "bedingungen"}
    formerly = {"sv": ["avtal", "regler"], "en": ["agreement"]}
    site.policy(slug=slugs, formerly=formerly, translations="notice")
    bilingual = ["sv", "en"]
    cookies = {
        "sv": ("Kakor", _TABLE.format(name="Namn", days="Dagar", note="Tills webbläsaren stängs.")),
        "en": ("Cookies", _TABLE.format(name="Name", days="Days", note="Until the browser is closed.")),
    }
    site.version(
        "2024-01-01",
        {
            "cookies": cookies,
            "rights": {"sv": ("Rättigheter", _rich("sv")), "en": ("Rights", _rich("en"))},
            "disputes": {"sv": ("Tvister", "Hör av dig."), "en": ("Disputes", "Get in touch.")},
            "links": {"sv": ("Länkar", "Se dem."), "en": ("Links", "See them.")},
        },
        languages=bilingual,
        sections=["introduction", "cookies", "rights", "disputes", "links"],
        title={"sv": "Villkor", "en": "Terms"},
        description={"sv": "Vad som gäller.", "en": "What holds."},
        summary=dict.fromkeys(bilingual, "Nummer 1."),
    )
    _introduce(site, "2024-01-01", {"sv": "Välkommen hit.", "en": "Welcome here."})
    site.write("content/terms/2024-01-01/files/picture.png", PIXEL)
    site.version(
        "2025-01-01",
        {
            "rights": {"de": ("Rechte", _rich("de"))},
            "cookies": {"sv": ("Kakor", "Vi har slutat med kakor.")},
            "complaints": {"sv": ("Klagomål", "Klaga här."), "en": ("Complaints", "Complain here.")},
        },
        languages=["sv", "en", "de"],
        title={"de": "Bedingungen"},
        description={"de": "Was gilt."},
        sections=["introduction", "complaints", "rights", "cookies"],
        from_={"complaints": ["disputes"]},
    )
    _introduce(site, "2025-01-01", {"de": "Willkommen."})
    site.version("2025-06-01", {"rights": "Same day, *first*."}, significance="editorial")
    site.version("2025-06-01-2", {"rights": "Same day, *second*."}, corrects="2025-06-01")
    site.version("2026-09-01", {"rights": "Never to be."}, published="2026-02-01")
    site.version("2026-10-01", {"rights": "Coming."}, published="2026-06-01", withdraws=["2026-09-01"])


def _introduce(site: Site, version: str, texts: Mapping[str, str]) -> None:
    """Write an introduction without a title."""
    for language, text in texts.items():
        site.write(f"content/terms/{version}/introduction.{language}.md", f"---\n---\n{text}\n")


def _rich(language: str) -> str:
    words = {
        "sv": ("Du får fråga.", "kakorna", "Hur", "Rätt", "En punkt"),
        "en": ("You may ask.", "the cookies", "How", "Right", "A dot"),
        "de": ("Sie dürfen fragen.", "die Cookies", "Wie", "Recht", "Ein Punkt"),
    }
    text, link, heading, term, picture = words[language]
    return _RICH.format(text=text, link=link, heading=heading, term=term, picture=picture)


def _retired(site: Site) -> None:
    site.policy("old-terms", retired={"on": "2026-01-01", "replaced_by": "terms"})
    site.version("2020-01-01", {"all": "The whole of it."}, policy="old-terms")


def _upcoming(site: Site) -> None:
    site.policy("coming")
    site.version(
        "2026-12-01", {"all": "See [the terms](policy:terms#rights)."}, policy="coming", published="2026-06-01"
    )


def _narrowed(site: Site) -> None:
    site.policy("narrowed")
    site.version("2020-01-01", {"first": "Once in three languages.", "second": "Soon gone."}, policy="narrowed")
    site.version(
        "2021-01-01",
        {"first": {"sv": "Nu på svenska.", "de": "Jetzt auf Deutsch."}},
        policy="narrowed",
        languages=["sv", "de"],
        sections=["first"],
        summary={"sv": "Färre språk.", "de": "Weniger Sprachen."},
    )


def _only_swedish(site: Site) -> None:
    site.policy("lokal", slug={"sv": "lokal"})
    texts = {"all": {"sv": "Bara på svenska."}}
    stated = {"title": {"sv": "Lokalt"}, "summary": {"sv": "Först."}, "languages": ["sv"]}
    site.version("2022-01-01", texts, policy="lokal", **stated)


def hostile(root: Path) -> Site:
    """A site each of whose texts tries to break out of where it stands."""
    site = Site(root, organisation={"name": HOSTILE}, notice=_hostile())
    section = (HOSTILE, "`{{7*7}}` and {{7*7}} and &lt;script&gt;alert(1)&lt;/script&gt; are text.")
    site.version(
        "2025-01-01", {"rights": section, "gone": section}, title=_hostile(), description=_hostile(), summary=_hostile()
    )
    site.version("2026-01-01", {"rights": (f"{HOSTILE} 2", "Other text.")}, summary=_hostile(), sections=["rights"])
    return site


def _hostile() -> dict[str, str]:
    return dict.fromkeys(("sv", "en"), HOSTILE)


def tiny(root: Path) -> Site:
    """A policy of two versions, small enough to be read as a whole."""
    site = Site(root, notice={"sv": "Ett exempel.", "en": "An example."})
    site.policy(slug={"sv": "villkor", "en": "terms"})
    site.version(
        "2025-01-01",
        {
            "cookies": {"sv": ("Kakor", "Vi använder *två* kakor."), "en": ("Cookies", "We use *two* cookies.")},
            "links": {"sv": ("Länkar", "Andra svarar för sitt."), "en": ("Links", "Others answer for theirs.")},
        },
        title={"sv": "Villkor", "en": "Terms"},
        sections=["introduction", "cookies", "links"],
        description={"sv": "Villkoren i korthet.", "en": "The terms in brief."},
        summary={"sv": "De första villkoren.", "en": "The first terms."},
    )
    _introduce(site, "2025-01-01", {"sv": "Det här gäller.", "en": "This is what holds."})
    site.version(
        "2026-03-01",
        {
            "cookies": {"sv": ("Om kakor", "Vi använder *inga* kakor."), "en": ("Cookies", "We use *no* cookies.")},
            "contact": {
                "sv": ("Kontakt", "Skriv till [oss](#cookies)."),
                "en": ("Contact", "Write to [us](#cookies)."),
            },
        },
        published="2026-02-01",
        summary={"sv": "Kakorna är borta.", "en": "The cookies are gone."},
        sections=["introduction", "contact", "cookies"],
    )
    return site


def dressed(root: Path) -> Site:
    """The policy of two versions, under a look of the site's own."""
    site = tiny(root)
    colours = {"paper": "#fbf3e4", "ink": "#33241a", "accent": "#8c2f14"}
    dark = {"paper-dark": "#211812", "ink-dark": "#f3e6d3", "accent-dark": "#f0a582"}
    look = {
        "colours": colours | dark,
        "logo": {"file": "logo.svg"},
        "icon": "icon.png",
        "fonts": {"text": "old-style", "heading": "slab"},
    }
    settings = yaml.safe_load((root / "content" / "site.yaml").read_text(encoding="utf-8"))
    site.write_yaml("content/site.yaml", settings | {"look": look})
    site.write("content/logo.svg", _LOGO.format(colour=colours["accent"]))
    site.write("content/icon.png", PIXEL)
    return site


def declaring(root: Path) -> Site:
    """A site that declares cookies for which people are asked, so that it has a banner."""
    site = Site(root, declaration=POLICY)
    site.version("2025-01-01", {"cookies": ("Cookies", "[[cookies]]")})
    choice = _entry("lydelse-consent", "local", "until-deleted")
    categories = [
        {"id": "necessary", **_named("Necessary"), "stored": [choice]},
        {"id": "films", **_named("Films"), "waits": ["frames"], "stored": [_entry("seen", "cookie", "1 year")]},
    ]
    site.write_yaml(f"content/{POLICY}/2025-01-01/cookies.yaml", {"categories": categories})
    return site


def _entry(name: str, kind: str, duration: str) -> dict[str, object]:
    purpose = dict.fromkeys(("sv", "en"), "Remembers something.")
    return {"name": name, "kind": kind, "provider": "Example", "purpose": purpose, "duration": duration}


def _named(title: str) -> dict[str, object]:
    return {key: dict.fromkeys(("sv", "en"), title) for key in ("title", "purpose")}


def many_versions(root: Path, count: int = 25, **settings: object) -> Site:
    """A policy of so many versions that not every pair has a page, and in which sections do all that they can do."""
    site = Site(root)
    site.policy(POLICY, **settings)
    for number in range(count):
        day = date(2020, 1, 1) + timedelta(days=30 * number)
        texts, stated = _STEPS.get(number, ({}, {}))
        rights = f"You may ask us {number} times a year, and then see [the cookies](#cookies)."
        site.version(str(day), {"rights": ("Your rights", rights), **texts}, **stated)
    return site


_STEPS: Mapping[int, tuple[dict[str, Text], dict[str, Any]]] = {
    0: (
        {
            "cookies": ("Cookies", "- One\n- Two\n\nSee [what you may do](#rights)."),
            "contact": "Write to us.",
            "links": "Others answer for theirs.",
        },
        {"sections": ["rights", "cookies", "contact", "links"]},
    ),
    3: ({"cookies": ("About cookies", "- One\n- Two\n\nSee [what you may do](#rights).")}, {}),
    5: ({}, {"sections": ["cookies", "links", "rights", "contact"]}),
    7: ({}, {"sections": ["cookies", "rights", "contact"]}),
    21: (
        {"complaints": "Complain *here*, or [there](https://www.example.org/)."},
        {"sections": ["cookies", "complaints", "rights", "contact"], "from_": {"complaints": ["rights", "contact"]}},
    ),
    23: ({"cookies": ("About cookies", "* One\n* Two\n\nSee [what you\nmay do](#rights).")}, {}),
}
"""What happens besides in the versions of `many_versions`: texts, and keys of `version.yaml`."""
