"""What the page about the consent banner tells those who put it on a site, with samples that they can copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import escape

from lydelse import addresses
from lydelse.banner import Request, Snippet, features
from lydelse.compose.around_views import BannerSection, Sample
from lydelse.compose.composition import Composition
from lydelse.compose.views import Link
from lydelse.model import Waiting
from lydelse.strings import Strings

_EVENT = """document.addEventListener("lydelse-consent", () => {{
  if (lydelseConsent.get()?.choices["{category}"]?.granted) start();
}});"""
_CALLS = """lydelseConsent.get()                    // the receipt, or null before any choice
lydelseConsent.set({{"{category}": true}})  // chooses for the person, who has to have asked for it
lydelseConsent.open()                   // opens the settings"""
_EMBED = """<template data-consent="{category}">
  {embed}
</template>"""
_FRAME = '<iframe src="…" width="560" height="315" title="…"></iframe>'
_IMAGE = '<img src="…" width="560" height="315" alt="…">'
_RECEIPT = """document.addEventListener("lydelse-consent", ({ detail }) => {
  if (detail) navigator.sendBeacon("/receipts", JSON.stringify(detail));
});"""


def guide(
    composition: Composition, request: Request, snippets: Mapping[str | None, Snippet], language: str
) -> Iterator[BannerSection]:
    """Give the sections of the page in a language; what the declaration doesn't need isn't told of."""
    strings = composition.strings(language)
    yield _section(strings, "load", _tag(composition, language if language in snippets else None))
    yield _paste(composition, snippets, language)
    yield _section(strings, "policy", _policies(composition, snippets))
    settings = escape(strings.say("banner_settings"))
    yield _section(strings, "settings", f'<button type="button" data-consent-open hidden>{settings}</button>')
    yield from _waiting(strings, request)
    first = request.optional[0].id
    if "signals.js" in features(request):
        yield _section(strings, "signals", _EVENT.format(category=first))
    yield _section(strings, "events", _CALLS.format(category=first), _RECEIPT)


def _section(strings: Strings, key: str, *samples: str, **values: str) -> BannerSection:
    found = tuple(Sample(f"_{key}-{number}", text) for number, text in enumerate(samples, start=1))
    heading = strings.say(f"banner_page_{key}_heading")
    return BannerSection(heading, strings.say(f"banner_page_{key}", **values), found)


def _tag(composition: Composition, language: str | None) -> str:
    return f'<script src="{composition.absolute(addresses.banner_script(language))}"></script>'


def _paste(composition: Composition, snippets: Mapping[str | None, Snippet], language: str) -> BannerSection:
    strings, origin = composition.strings(language), addresses.banner_page(language)
    samples = []
    for of, made in snippets.items():
        file = addresses.banner_snippet(of)
        link = Link(composition.relative(origin, file), file.removeprefix(addresses.BANNER))
        samples.append(Sample(f"_paste-{of or 'all'}", made.html.strip(), link))
    return BannerSection(strings.say("banner_page_paste_heading"), strings.say("banner_page_paste"), tuple(samples))


def _policies(composition: Composition, snippets: Mapping[str | None, Snippet]) -> str:
    sources = [composition.absolute(addresses.BANNER), *(made.csp for made in snippets.values())]
    return "\n".join(f"script-src {source}" for source in sources)


def _waiting(strings: Strings, request: Request) -> Iterator[BannerSection]:
    scripts = _waits_for(request, Waiting.SCRIPTS)
    if scripts:
        attributes = f'type="text/plain" data-consent="{scripts[0]}"'
        sample = f'<script {attributes}>…</script>\n<script {attributes} src="…"></script>'
        yield _section(strings, "scripts", sample, categories=", ".join(scripts))
    frames, images = _waits_for(request, Waiting.FRAMES), _waits_for(request, Waiting.IMAGES)
    samples = [_EMBED.format(category=frames[0], embed=_FRAME)] if frames else []
    samples += [_EMBED.format(category=images[0], embed=_IMAGE)] if images else []
    if samples:
        yield _section(strings, "embeds", *samples)


def _waits_for(request: Request, waiting: Waiting) -> list[str]:
    return [category.id for category in request.optional if waiting in category.waits]
