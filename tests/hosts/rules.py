"""Reads the files by which hosts are told what to do that can't be started here, as their documentation has it.

`_headers` and `_redirects` are those of Netlify and Cloudflare Pages, `staticwebapp.config.json` that of Azure Static
Web Apps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum
from typing import Any

from tests.hosts.expected import ending

_CACHED = "public, max-age=0, must-revalidate"
"""What all three send of caching where they aren't told."""


class Pages(StrEnum):
    """The hosts that read `_headers` and `_redirects`."""

    NETLIFY = "Netlify"
    CLOUDFLARE = "Cloudflare Pages"


# _headers ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """A path, perhaps with a pattern, and the headers of what it fits."""

    path: str
    sent: tuple[tuple[str, str], ...]


def header_rules(text: str) -> tuple[HeaderRule, ...]:
    """Read `_headers`: a path on a line, and below it, indented, its headers."""
    rules: list[HeaderRule] = []
    for line in text.splitlines():
        if line.startswith((" ", "\t")):
            name, colon, value = line.strip().partition(":")
            assert colon, line
            rules[-1] = HeaderRule(rules[-1].path, (*rules[-1].sent, (name, value.strip())))
        elif line and not line.startswith("#"):
            assert line.startswith("/"), line
            rules.append(HeaderRule(line, ()))
    return tuple(rules)


def headers_of(rules: Collection[HeaderRule], path: str) -> Message:
    """Give the headers at a path: those of every rule that fits. Of the same name all values are sent, as one."""
    sent: dict[str, list[str]] = {}
    for rule in rules:
        if _fits(rule.path, path):
            for name, value in rule.sent:
                sent.setdefault(name, []).append(value)
    return _message({name: ", ".join(values) for name, values in sent.items()})


# _redirects ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RedirectRule:
    """A path, perhaps with a pattern, where it leads, and how; `is_forced` if even a file that is there gives way."""

    path: str
    target: str
    status: int
    is_forced: bool


def redirect_rules(text: str, host: Pages) -> tuple[RedirectRule, ...]:
    """Read `_redirects`, a rule on a line. Cloudflare leaves out what is forced, which it doesn't know."""
    lines = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    rules = [RedirectRule(path, target, int(code.rstrip("!")), code.endswith("!")) for path, target, code in lines]
    return tuple(rule for rule in rules if host is Pages.NETLIFY or not rule.is_forced)


def answered_by(rules: Collection[RedirectRule], host: Pages, path: str, is_there: bool) -> tuple[int, str] | None:
    """Give the status and the path by which the first rule that fits answers, or `None` if none does.

    On Netlify a file that is there answers before rules that aren't forced, on Cloudflare no file does; there, paths
    without a pattern come first.
    """
    considered = list(rules)
    if host is Pages.CLOUDFLARE:
        considered.sort(key=lambda rule: is_pattern(rule.path))
    for rule in considered:
        found = re.fullmatch(_expression(rule.path), path)
        if found and (host is Pages.CLOUDFLARE or rule.is_forced or not is_there):
            names = found.groupdict()
            return rule.status, re.sub(r":(\w+)", lambda name, names=names: names[name[1]], rule.target)  # type: ignore[misc]
    return None


def is_pattern(path: str) -> bool:
    """Whether a path of a rule stands for several."""
    return "*" in path or "/:" in path


def _fits(pattern: str, path: str) -> bool:
    return re.fullmatch(_expression(pattern), path) is not None


def _expression(pattern: str) -> str:
    """Give a pattern as a regular expression: `*` is anything, `:name` a part between two slashes."""
    found = re.sub(r":(\w+)", r"(?P<\1>[^/]+)", re.escape(pattern))
    return found.replace(r"\*", "(?P<splat>.*)")


# staticwebapp.config.json --------------------------------------------------------------------------------------


def azure_headers(document: Mapping[str, Any], path: str) -> Message:
    """Give the headers at a path: those of all, and over them those of the first route that fits."""
    sent = dict(document["globalHeaders"])
    for route in document["routes"]:
        if _is_on(route["route"], path):
            sent |= route["headers"]
            break
    sent["Content-Type"] = document["mimeTypes"].get(f".{ending(path)}", "application/octet-stream")
    return _message(sent)


def _is_on(route: str, path: str) -> bool:
    """Whether a path is on a route: `/a/*` is all below it, `/a/*.{js,css}` what has one of these endings there."""
    start, _, endings = route.partition("*")
    if start == route:
        return path == route
    wanted = endings.removeprefix(".{").removesuffix("}").split(",") if endings else []
    return path.startswith(start) and (not wanted or path.rpartition(".")[2] in wanted)


def read_azure(text: str) -> Mapping[str, Any]:
    """Read the file, which may have at most 20 KB and such routes alone as Azure knows.

    Raises:
        AssertionError: it doesn't keep to that.
    """
    assert len(text.encode()) <= 20 * 1024
    document: Mapping[str, Any] = json.loads(text)
    for route in document["routes"]:
        assert re.fullmatch(r"/[^*{}]*(\*(\.\{\w+(,\w+)*\})?)?", route["route"]), route
    return document


def _message(sent: Mapping[str, str]) -> Message:
    message = Message()
    for name, value in ({"Cache-Control": _CACHED} | dict(sent)).items():
        message[name] = value
    return message
