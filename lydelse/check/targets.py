"""When links in two languages lead to the same: to pages that are each other's translation, too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urlsplit

from lydelse.check.texts import Link

_LANGUAGE_KEYS = frozenset({"lang", "language", "locale", "hl", "l", "lc", "setlang"})
_REGION = re.compile(r"[-_][a-z]{2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Targets:
    """Compares where links lead. `policy` is that of the texts, `languages` are those of the site."""

    policy: str
    languages: Collection[str]

    def only_in_first(self, links: Iterable[Link], others: Iterable[Link]) -> tuple[Link, ...]:
        """Give the links that none of the others corresponds to."""
        others = tuple(others)
        return tuple(link for link in links if not any(self.are_same(link.target, o.target) for o in others))

    def are_same(self, one: str, other: str) -> bool:
        """Whether two links lead to the same, or to the same in another language."""
        if self._inside(one) is not None or self._inside(other) is not None:
            return self._inside(one) == self._inside(other)
        if one.startswith("files/") and other.startswith("files/"):
            return PurePosixPath(one).suffix.lower() == PurePosixPath(other).suffix.lower()
        schemes = {one.partition(":")[0].lower(), other.partition(":")[0].lower()}
        if schemes == {"mailto"}:
            return _plain(one) == _plain(other)
        if schemes == {"tel"}:
            short, long = sorted((_number(one), _number(other)), key=len)
            return long.endswith(short)
        return schemes <= {"http", "https"} and self._are_same_pages(one, other)

    def _inside(self, target: str) -> str | None:
        """The policy and section that a link into the site leads to; anchors inside a section can be named in words of
        the language. `None` for other links."""
        policy, mark, anchor = target.partition("#")
        if not (policy == "" and mark) and not policy.startswith("policy:"):
            return None
        return f"{policy.removeprefix('policy:') or self.policy}#{anchor.partition('--')[0]}"

    def _are_same_pages(self, one: str, other: str) -> bool:
        """Pages of the same address but for its language; where one names its language its path may be translated."""
        first, second = self._page(one), self._page(other)
        if first.host != second.host:
            return False
        return first.rest == second.rest or first.is_in_language or second.is_in_language

    def _page(self, address: str) -> _Page:
        try:
            parts = urlsplit(address.lower())
            host = parts.hostname or ""
        except ValueError:
            return _Page(address, (), is_in_language=False)
        labels = [label for label in host.split(".") if label != "www"]
        segments = [segment for segment in unquote(parts.path).split("/") if segment]
        query = parse_qsl(parts.query, keep_blank_values=True)
        kept = tuple(segment for segment in segments if not self._is_language(segment))
        asked = tuple((key, value) for key, value in query if not self._asks_for_language(key, value))
        is_subdomain = len(labels) > 2 and self._is_language(labels[0])  # noqa: PLR2004  # sv.example.org
        return _Page(
            ".".join(labels[1:] if is_subdomain else labels),
            (kept, asked, parts.fragment),
            is_in_language=is_subdomain or len(kept) < len(segments) or len(asked) < len(query),
        )

    def _asks_for_language(self, key: str, value: str) -> bool:
        return key in _LANGUAGE_KEYS and self._is_language(value)

    def _is_language(self, text: str) -> bool:
        known = {language.lower() for language in self.languages} | {
            language.lower().partition("-")[0] for language in self.languages
        }
        return text in known or (text[:2] in known and _REGION.fullmatch(text[2:]) is not None)


@dataclass(frozen=True, slots=True)
class _Page:
    """An address without its language."""

    host: str
    rest: object
    is_in_language: bool


def _plain(address: str) -> str:
    return unquote(address.partition(":")[2].partition("?")[0]).lower()


def _number(address: str) -> str:
    return re.sub(r"\D", "", address.replace("(0)", "")).lstrip("0")
