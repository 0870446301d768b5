"""What is wrong with an address outside the site, as far as its letters tell."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from lydelse.check.texts import Link
from lydelse.model import FindingCode, Site
from lydelse.problems import Severity

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s,;:<>()]+@([\w-]+(?:\.[\w-]+)+)")
_PHONE = re.compile(r"\+?[\d().-]*\d[\d().-]*(?:;.*)?")
_TELLS_ADDRESS = re.compile(
    r"(?:(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?P<top>[a-z]{2,})(?:/\S*)?)", re.IGNORECASE
)
_FILE_ENDINGS = (
    "css csv doc docx gif htm html ini jpeg jpg js json md odt pdf png py svg toml txt xls xlsx xml yaml yml zip"
)

_RESERVED_DOMAINS = frozenset({"example.com", "example.net", "example.org"})
_RESERVED_ENDS = frozenset({"example", "test", "invalid", "localhost", "local", "internal"})
"""Names that lead to nobody's site by RFC 2606, 6761 and 6762; ICANN keeps `internal` free since 2024."""
_MADE_UP = frozenset(
    {"yourdomain", "your-domain", "yourcompany", "your-company", "dindoman", "dittforetag", "mydomain"}
)

_TRACKING = (
    "dclid fbclid gbraid gclid igshid li_fat_id mc_cid mc_eid mkt_tok msclkid srsltid ttclid twclid wbraid yclid "
    "_hsenc _hsmi"
)
"""Parameters by which advertisers and senders of mail tell visitors apart; those of campaigns begin with `utm_`."""


class Flaw(NamedTuple):
    """Something that is wrong with a link, or worth knowing."""

    code: FindingCode
    message: str
    hint: str
    severity: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Addresses:
    """Judges addresses. `own` are domains that the site says are its own; `secure` the hosts that the texts link to by
    https."""

    own: frozenset[str]
    secure: frozenset[str]

    @classmethod
    def of(cls, site: Site, links: Iterator[Link]) -> Addresses:
        """Prepare for a site with the links of its texts."""
        own = {host_of(site.base_url), host_of(site.organisation.url), site.organisation.email.rpartition("@")[2]}
        secure = {host_of(link.target) for link in links if link.target.lower().startswith("https:")}
        return cls(frozenset(map(_domain, filter(None, own))), frozenset(secure))

    def flaws(self, link: Link) -> Iterator[Flaw]:
        """Tell what is wrong with a link that leads outside; nothing of one that leads into the site."""
        scheme, _, rest = link.target.partition(":")
        match scheme.lower():
            case "mailto":
                yield from self._mail(rest, link.words)
            case "tel":
                yield from _phone(rest)
            case "http" | "https":
                yield from self._page(link)

    def _mail(self, rest: str, words: str) -> Iterator[Flaw]:
        receivers = [receiver.strip() for receiver in unquote(rest.partition("?")[0]).split(",")]
        for receiver in receivers:
            match = _EMAIL.fullmatch(receiver)
            if match is None:
                message = f"“{receiver}” is no e-mail address"
                yield Flaw(FindingCode.LINK_MALFORMED, message, "Write it like mailto:name@organisation.se.")
            else:
                yield from self._placeholder(match[1])
        if _EMAIL.fullmatch(words.strip()) and words.strip().lower() not in map(str.lower, receivers):
            yield _other_words(words.strip(), ", ".join(receivers))

    def _page(self, link: Link) -> Iterator[Flaw]:
        parts = _split(link.target)
        if parts is None or (wrong := _malformed(parts)):
            reason = wrong if parts else "it can't be read"
            message = f"“{link.target}” is no address of a page: {reason}"
            yield Flaw(FindingCode.LINK_MALFORMED, message, "Copy the address from the page's address bar once more.")
            return
        host = parts.hostname or ""
        yield from self._placeholder(host)
        yield from _tracking(parts)
        if parts.scheme.lower() == "http":
            yield self._insecure(link.target, host)
        words = link.words.strip()
        if _looks_like_address(words) and not _leads_there(words, parts):
            yield _other_words(words, link.target)

    def _placeholder(self, host: str) -> Iterator[Flaw]:
        if _domain(host) not in self.own and _is_placeholder(host):
            message = f"“{host}” looks like an example, and leads to nobody's site"
            yield Flaw(FindingCode.LINK_PLACEHOLDER, message, "Put in the real address.")

    def _insecure(self, target: str, host: str) -> Flaw:
        message = f"“{target}” isn't encrypted"
        hint = f"Write https: instead of http: if {host} answers so."
        if host in self.secure:
            message = f"{message}, and other links lead to {host} by https"
            return Flaw(FindingCode.LINK_INSECURE, message, "Write https: here, too.")
        return Flaw(FindingCode.LINK_INSECURE, message, hint, Severity.NOTE)


def host_of(address: str) -> str:
    """The host of an address in small letters; empty if it has none."""
    parts = _split(address)
    return parts.hostname or "" if parts else ""


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port, parts.hostname
    except ValueError:
        return None
    return parts


def _domain(host: str) -> str:
    return ".".join(host.lower().split(".")[-2:])


def _malformed(parts: SplitResult) -> str:
    """Why an address can't be right; empty if it can."""
    if "@" in parts.netloc:
        return "it holds the name of a user"
    if re.search(r"[.,;:!”’]$", parts.path + parts.query + parts.fragment):
        return "it ends with a punctuation mark"
    return _malformed_host(parts.hostname or "")


def _malformed_host(host: str) -> str:
    try:
        labels = host.encode("idna").decode().split(".")
    except UnicodeError:
        labels = [""]
    if not _is_number(host) and not all(map(_LABEL.fullmatch, labels)):
        return f"“{host}” can't be the name of a host"
    if len(labels) == 1 and not _is_number(host) and host not in _RESERVED_ENDS:
        return f"“{host}” lacks an end such as .se"
    return ""


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_placeholder(host: str) -> bool:
    if _is_number(host):
        return not ipaddress.ip_address(host).is_global
    labels = host.lower().split(".")
    return _domain(host) in _RESERVED_DOMAINS or labels[-1] in _RESERVED_ENDS or not _MADE_UP.isdisjoint(labels)


def _tracking(parts: SplitResult) -> Iterator[Flaw]:
    keys = [key for key, _ in parse_qsl(parts.query, keep_blank_values=True)]
    tracking = [key for key in keys if key.lower().startswith("utm_") or key.lower() in _TRACKING.split()]
    if tracking:
        message = f"the address tells the other site where visitors come from: {', '.join(dict.fromkeys(tracking))}"
        yield Flaw(FindingCode.LINK_TRACKS, message, "Take that out of the address, from its name up to the next “&”.")


def _phone(rest: str) -> Iterator[Flaw]:
    if not _PHONE.fullmatch(unquote(rest)):
        message = f"“{rest}” is no telephone number"
        yield Flaw(FindingCode.LINK_MALFORMED, message, "Write it like tel:+46-8-123456: digits and hyphens.")


def _looks_like_address(words: str) -> bool:
    match = _TELLS_ADDRESS.fullmatch(words)
    return match is not None and (match["top"] or "").lower() not in _FILE_ENDINGS.split()


def _leads_there(words: str, target: SplitResult) -> bool:
    """Whether words that are an address name the page that the link leads to, or where that is."""
    told = _split(words if "://" in words else f"https://{words}")
    if told is None:
        return False
    path = unquote(told.path).rstrip("/…").removesuffix("...")
    same_host = (told.hostname or "").removeprefix("www.") == (target.hostname or "").removeprefix("www.")
    return same_host and unquote(target.path).lower().startswith(path.lower())


def _other_words(words: str, target: str) -> Flaw:
    message = f"the words of the link are the address “{words}”, but it leads to “{target}”"
    return Flaw(FindingCode.LINK_TEXT, message, "Let both be the same, or let the words say what is there.")
