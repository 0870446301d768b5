"""Reads `site.yaml`. Its faults are the site's owner's: configuration, not content."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError

from lydelse import __version__
from lydelse.forms import MODEL, ORGANISATION, SITE
from lydelse.model import AddressForm, Compression, Organisation, Site
from lydelse.problems import Place, Report
from lydelse.read.accepted import read_accepted
from lydelse.read.banner import read_banner
from lydelse.read.fields import Fields
from lydelse.read.look import read_look
from lydelse.read.tree import ListNode, MapNode, TextNode

_WEB_ADDRESS = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::(?P<port>[0-9]{1,5}))?((?:/[A-Za-z0-9._~-]+)*/?)"
)
_LAST_PORT = 65_535
_WHOLE_NUMBER = re.compile(r"[0-9]{1,4}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


def read_site(node: MapNode, folder: Path, report: Report) -> Site:
    """Read the site's own settings; what is missing or wrong is reported and stands in for itself.

    Args:
        node: `site.yaml`.
        folder: the folder in which it stands, with the files that it names.
        report: where problems go.

    Raises:
        OSError: a file that it names can't be read from the disk.
    """
    fields = Fields(node, SITE, report)
    fields.require("organisation", "Example Ltd")
    fields.require("languages", "[sv, en]")
    fields.require("base_url", "https://policy.example.com/")
    fields.require("time_zone", "Europe/Stockholm")
    _check_model(fields, report)
    languages = _languages(fields, report)
    return Site(
        organisation=_organisation(fields, report),
        languages=languages,
        base_url=_base_url(fields, report),
        time_zone=_time_zone(fields, report),
        notice=_notice(fields, languages, report),
        place=node.place,
        declaration=fields.text("declaration"),
        banner=read_banner(fields, report),
        look=read_look(fields, languages, folder, report),
        accepted=read_accepted(fields, languages, report),
        urls=fields.choice("urls", AddressForm) or AddressForm.FOLDERS,
        precompressed=fields.choices("precompressed", Compression) or (),
        places=fields.places(),
    )


def knows_model(node: MapNode, report: Report) -> bool:
    """Tell whether the content is written for a model that this engine reads, and report it when not: what else there
    is in it could mean anything.

    Args:
        node: `site.yaml`.
        report: where problems go.
    """
    stated = node.get("model")
    if not isinstance(stated, TextNode) or not _WHOLE_NUMBER.fullmatch(stated.text) or int(stated.text) <= MODEL:
        return True
    message = f"the content is written for model {stated.text}, and Lydelse {__version__} reads models up to {MODEL}"
    hint = "Install a newer Lydelse; docs/upgrading.md tells how."
    report.error(stated.place, "model-later", message, hint)
    return False


@cache
def is_known_language(tag: str) -> bool:
    """Tell whether a language tag (BCP 47: `sv`, `pt-BR`, `zh-Hant`) has a name, dates and plurals in CLDR."""
    if not _LANGUAGE.fullmatch(tag):
        return False
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _check_model(fields: Fields, report: Report) -> None:
    """Models are counted from 1; later ones than the engine's have been seen to before."""
    if fields.number("model") == 0:
        message = "there is no model 0 of the content"
        report.error(fields.place_of("model"), "number-invalid", message, f"Write {MODEL}, or take the line out.")


def _organisation(fields: Fields, report: Report) -> Organisation:
    if isinstance(fields.node("organisation"), TextNode):
        return Organisation(fields.text("organisation") or "")
    inner = fields.inner("organisation", ORGANISATION)
    if inner is None:
        return Organisation("")
    inner.require("name", "Example Ltd")
    url = inner.text("url") or ""
    if url and not _is_web_address(url):
        _report_address(url, inner.places()["url"], report)
    return Organisation(inner.text("name") or "", url, inner.text("email") or "")


def _languages(fields: Fields, report: Report) -> tuple[str, ...]:
    """Read the site's languages; none when one isn't known, as all that is written in it would seem wrong then."""
    found: dict[str, Place] = {}
    nodes = fields.words("languages")
    stated = fields.node("languages")
    if isinstance(stated, ListNode) and not stated.items:
        report.error(
            fields.places()["languages"], "languages-missing", "no language is listed", "Write, say, [sv, en]."
        )
    for node in nodes:
        if not is_known_language(node.text):
            message = f"“{node.text}” is no language tag that is known"
            report.error(node.place, "language-unknown", message, "Write it like sv, en, de, pt-BR or zh-Hant.")
        elif node.text in found:
            report.error(
                node.place, "listed-twice", f"“{node.text}” stands twice in the list", "Take one of the two out."
            )
        found.setdefault(node.text, node.place)
    return tuple(found) if all(map(is_known_language, found)) else ()


def _base_url(fields: Fields, report: Report) -> str:
    url = fields.text("base_url")
    if url is None:
        return ""
    if not _is_web_address(url):
        _report_address(url, fields.places()["base_url"], report)
    return url.rstrip("/") + "/"


def _is_web_address(url: str) -> bool:
    match = _WEB_ADDRESS.fullmatch(url)
    return match is not None and {".", ".."}.isdisjoint(match[2].split("/")) and int(match["port"] or 0) <= _LAST_PORT


def _report_address(url: str, place: Place, report: Report) -> None:
    message = f"“{url}” isn't the address of a website"
    report.error(place, "address-invalid", message, "Write it like https://policy.example.com/, without “?” or “#”.")


def _time_zone(fields: Fields, report: Report) -> str:
    name = fields.text("time_zone")
    if name is None:
        return "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"“{name}” is no time zone that is known"
        report.error(fields.places()["time_zone"], "time-zone-unknown", message, "Write it like Europe/Stockholm.")
        return "UTC"
    return name


def _notice(fields: Fields, languages: tuple[str, ...], report: Report) -> dict[str, str]:
    notice = fields.by_language("notice", languages)
    for language in languages:
        if notice and language not in notice:
            message = f"the notice has no text in “{language}”"
            hint = f"Add a line “{language}: …” under it."
            report.error(fields.places()["notice"], "translation-missing", message, hint)
    return notice
