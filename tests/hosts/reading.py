"""What a crawler reads in a file: the addresses that it names, and the ids that a fragment can lead to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree, html

_LINKS = ("href", "action")
_LOADS = ("src", "poster", "data")
_LOADED_BY_LINK = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


@dataclass(frozen=True, slots=True)
class Named:
    """An address as a file names it; `is_loaded` if a browser fetches it with the file, without being asked to."""

    target: str
    is_loaded: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file names, and the ids that it has."""

    named: tuple[Named, ...] = ()
    ids: frozenset[str] = frozenset()


@lru_cache(maxsize=2000)
def reading(content_type: str, name: str, body: bytes) -> Reading:
    """Read a file by its media type and name. The same bytes are read once, on however many hosts they are found."""
    if content_type == "text/html":
        return _page(html.document_fromstring(body.decode()))
    if name.endswith(".css"):
        found = _CSS_ADDRESS.findall(body.decode())
        return Reading(tuple(Named(one or other, is_loaded=True) for one, other in found))
    if name.endswith(".xml"):
        return Reading(tuple(map(Named, _addresses_of_xml(etree.fromstring(body)))))
    if name.endswith(".json"):
        return Reading(tuple(map(Named, _addresses_of_json(json.loads(body)))))
    return Reading()


def _page(document: Any) -> Reading:
    named: list[Named] = []
    for element in document.iter(etree.Element):
        loads = element.tag == "link" and bool(_LOADED_BY_LINK & set(element.get("rel", "").split()))
        named += [Named(element.get(name), loads) for name in _LINKS if element.get(name) is not None]
        named += [Named(element.get(name), is_loaded=True) for name in _LOADS if element.get(name) is not None]
        for candidate in element.get("srcset", "").split(","):
            named += [Named(candidate.split()[0], is_loaded=True)] if candidate.strip() else []
        if element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            named.append(Named(element.get("content").partition("url=")[2]))
    return Reading(tuple(dict.fromkeys(named)), frozenset(document.xpath("//@id")))


def _addresses_of_xml(root: Any) -> Iterator[str]:
    """Give the addresses that a sitemap or a feed names."""
    for element in root.iter(etree.Element):
        if element.get("href"):
            yield element.get("href")
        if etree.QName(element).localname == "loc":
            yield element.text


def _addresses_of_json(value: Any) -> Iterator[str]:
    """Give every absolute address in a document."""
    if isinstance(value, str):
        if re.match(r"https?://\S+$", value):
            yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _addresses_of_json(part)
