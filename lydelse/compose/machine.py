"""What programs read: feeds, the versions as JSON, the sitemap, and what crawlers are told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from xml.etree import ElementTree as ET

from lydelse import addresses
from lydelse.compose.composition import Composition
from lydelse.compose.wording import name_of, title_of
from lydelse.model import Policy, SiteFile, Status, Version

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_PREFIXES = {"": _ATOM, "xhtml": _XHTML}


def feed(composition: Composition, policy: Policy, language: str) -> SiteFile:
    """Compose the Atom feed (RFC 4287) of a policy in a language: an entry per version, the latest first.

    What entries are known by never changes (section 4.2.6), not even when the site names its pages otherwise.
    """
    strings, there = composition.strings(language), composition.addresses(policy, language)
    versions = [version for version in reversed(policy.versions) if language in version.languages]
    root = ET.Element(_atom("feed"), {_XML_LANG: language})
    _text(root, "title", strings.say("feed_title", title=title_of(policy, language)))
    _text(root, "id", composition.lasting(there.feed))
    ET.SubElement(root, _atom("link"), {"rel": "self", "href": composition.absolute(there.feed)})
    ET.SubElement(root, _atom("link"), {"rel": "alternate", "href": composition.absolute(there.changelog)})
    _text(root, "updated", composition.instant(max(_updated(policy, version) for version in versions)))
    author = ET.SubElement(root, _atom("author"))
    _text(author, "name", composition.catalogue.site.organisation.name)
    for version in versions:
        _entry(root, composition, policy, version, language)
    return SiteFile(there.feed, _xml(root))


def _entry(root: ET.Element, composition: Composition, policy: Policy, version: Version, language: str) -> None:
    strings, there = composition.strings(language), composition.addresses(policy, language)
    entry = ET.SubElement(root, _atom("entry"))
    title = strings.say("feed_entry_title", title=version.title[language], date=name_of(version.id, strings))
    _text(entry, "title", title)
    _text(entry, "id", composition.lasting(there.version(version.id)))
    ET.SubElement(entry, _atom("link"), {"rel": "alternate", "href": composition.absolute(there.version(version.id))})
    _text(entry, "published", composition.instant(version.published or version.effective))
    _text(entry, "updated", composition.instant(_updated(policy, version)))
    category = strings.say(f"significance_{version.significance}")
    ET.SubElement(entry, _atom("category"), {"term": version.significance.value, "label": category})
    summary = [version.summary.get(language, "")]
    if version.withdrawn_by is not None:
        summary.append(strings.say("withdrawn_by", date=name_of(version.withdrawn_by, strings)))
    _text(entry, "summary", " ".join(filter(None, summary)))


def _updated(policy: Policy, version: Version) -> date:
    """The day on which what the feed says of a version last changed."""
    withdrawer = policy.version(version.withdrawn_by) if version.withdrawn_by else None
    shown = withdrawer or version
    return shown.published or shown.effective


def _atom(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, _atom(name)).text = text


def _xml(root: ET.Element) -> bytes:
    # The whole process has one list of prefixes, and libraries that draw pictures enter theirs.
    for prefix, namespace in _PREFIXES.items():
        ET.register_namespace(prefix, namespace)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def versions_json(
    composition: Composition, policy: Policy, language: str, digest_of: Callable[[Version, str], str]
) -> SiteFile:
    """Compose the list of a policy's versions in a language, the first one first.

    `digest_of` gives the digest of a version's canonical text in a language.
    """
    there = composition.addresses(policy, language)
    document = {
        "policy": policy.id,
        "language": language,
        "title": title_of(policy, language),
        "organisation": composition.catalogue.site.organisation.name,
        "as_of": str(composition.catalogue.as_of),
        "url": composition.absolute(there.in_force),
        "current": str(policy.current.id) if policy.current else None,
        "register": _register(composition, policy, language),
        "versions": [
            _version_entry(composition, policy, version, language, digest_of(version, language))
            for version in policy.versions
            if language in version.languages
        ],
    }
    return SiteFile(there.versions, json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n")


def _version_entry(
    composition: Composition, policy: Policy, version: Version, language: str, digest: str
) -> dict[str, object]:
    there = composition.addresses(policy, language)
    last = policy.last_day(version)
    has_held = version.status is not Status.WITHDRAWN and last is not None and last >= version.effective
    others = {other: composition.addresses(policy, other).version(version.id) for other in version.languages}
    return {
        "id": str(version.id),
        "status": version.status.value,
        "effective": str(version.effective),
        "until": str(last) if has_held else None,
        "published": str(version.published or version.effective),
        "significance": version.significance.value,
        "summary": version.summary.get(language, ""),
        "binding": version.binding,
        "url": composition.absolute(there.version(version.id)),
        "text": composition.absolute(there.text(version.id)),
        "sha256": digest,
        "sealed": _sealed(policy, version, language),
        "corrects": str(version.corrects) if version.corrects else None,
        "withdrawn_by": str(version.withdrawn_by) if version.withdrawn_by else None,
        "languages": {other: composition.absolute(address) for other, address in others.items()},
    }


def _register(composition: Composition, policy: Policy, language: str) -> dict[str, object] | None:
    register = policy.register
    if register is None:
        return None
    url = composition.absolute(composition.addresses(policy, language).register)
    return {"url": url, "entries": len(register.entries), "head": register.head}


def _sealed(policy: Policy, version: Version, language: str) -> dict[str, object] | None:
    """The entry that tells of a version, with its place in the chain."""
    entry = policy.register.latest().get((version.id, language)) if policy.register else None
    if entry is None:
        return None
    return {
        "entry": entry.number,
        "kind": entry.kind.value,
        "on": str(entry.sealed),
        "digest": entry.digest,
        "previous": entry.previous,
    }


def sitemap(composition: Composition) -> SiteFile:
    """Compose the sitemap: every page that is meant to be found, with its counterparts in other languages."""
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    for counterparts in _indexed_pages(composition):
        for address in counterparts.values():
            url = ET.SubElement(root, f"{{{_SITEMAP}}}url")
            ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = composition.absolute(address)
            for language, other in counterparts.items() if len(counterparts) > 1 else ():
                link = {"rel": "alternate", "hreflang": language, "href": composition.absolute(other)}
                ET.SubElement(url, f"{{{_XHTML}}}link", link)
    # ElementTree knows no default namespace per document; sitemaps are read by programs that expect one.
    text = _xml(root).replace(b"ns0:", b"").replace(b"xmlns:ns0=", b"xmlns=")
    return SiteFile(addresses.SITEMAP, text)


def _indexed_pages(composition: Composition) -> Iterator[dict[str, str]]:
    yield {"x-default": addresses.LANGUAGES, **composition.lists}
    for policy in composition.catalogue.policies:
        there = {language: composition.addresses(policy, language) for language in policy.languages}
        now = policy.current.languages if policy.current else ()
        yield {language: found.in_force for language, found in there.items() if language in now}
        yield {language: found.changelog for language, found in there.items()}
        for version in policy.upcoming:
            yield {language: there[language].version(version.id) for language in version.languages}


def robots(composition: Composition) -> SiteFile:
    """Compose what crawlers are told: everything may be read; the pages say themselves what is to be indexed."""
    lines = ("User-agent: *", "Allow: /", "", f"Sitemap: {composition.absolute(addresses.SITEMAP)}", "")
    return SiteFile(addresses.ROBOTS, "\n".join(lines).encode())
