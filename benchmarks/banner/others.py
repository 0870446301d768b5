"""The same declaration in other banners, as their documentation tells to write it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from tests.banner.requests import EVERYTHING

MODULES = Path(__file__).with_name("node_modules")
_BUTTONS = {
    "acceptAllBtn": "Godkänn alla",
    "acceptNecessaryBtn": "Avvisa alla",
    "showPreferencesBtn": "Välj själv",
}
_PREFERENCES = {
    "acceptAllBtn": "Godkänn alla",
    "acceptNecessaryBtn": "Avvisa alla",
    "savePreferencesBtn": "Spara mina val",
    "closeIconLabel": "Stäng",
}
_ASKS = "Vi frågar innan något sparas eller läses i din webbläsare."


class NoModulesError(Exception):
    """The others aren't installed."""


def _read(path: str) -> str:
    file = MODULES / path
    if not file.is_file():
        raise NoModulesError(f"{path} isn't installed: npm ci --prefix benchmarks/banner")
    return file.read_text(encoding="utf-8")


def cookieconsent() -> str:
    """The head of a page with vanilla-cookieconsent: style, script and settings."""
    style = _read("vanilla-cookieconsent/dist/cookieconsent.css")
    script = _read("vanilla-cookieconsent/dist/cookieconsent.umd.js")
    categories: dict[str, Mapping[str, object]] = {}
    sections = []
    for category in EVERYTHING:
        names = [{"name": stored.name} for stored in category.stored]
        clear = {"readOnly": True} if category.is_necessary else {"autoClear": {"cookies": names}}
        categories[category.id] = clear
        texts = {"title": category.title["sv"], "description": category.purpose["sv"]}
        sections.append({**texts, "linkedCategory": category.id})
    words = {
        "consentModal": {"title": "Får vi använda kakor?", "description": _ASKS, **_BUTTONS},
        "preferencesModal": {"title": "Inställningar för kakor", **_PREFERENCES, "sections": sections},
    }
    language = {"default": "sv", "translations": {"sv": words}}
    settings = {"hideFromBots": False, "categories": categories, "language": language}  # the measuring one is a bot
    run = f"CookieConsent.run({json.dumps(settings, ensure_ascii=False)})"  # it needs the page's body
    return f"<style>{style}</style><script>{script};addEventListener('DOMContentLoaded',()=>{run})</script>"


def klaro() -> str:
    """The head of a page with klaro, which brings its style and texts."""
    services = [
        {
            "name": category.id,
            "title": category.title["sv"],
            "purposes": [category.id],
            "required": category.is_necessary,
            "cookies": [stored.name for stored in category.stored],
            "translations": {"sv": {"description": category.purpose["sv"]}},
        }
        for category in EVERYTHING
    ]
    settings = json.dumps({"version": 1, "lang": "sv", "acceptAll": True, "services": services}, ensure_ascii=False)
    return f"<script>var klaroConfig={settings}</script><script>{_read('klaro/dist/klaro.js')}</script>"
