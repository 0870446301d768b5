"""What the snippet clears of a category, as `layouts/banner/source/clearing.js` takes it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lydelse.model import Category, StorageKind, Stored

KINDS = (StorageKind.COOKIE, StorageKind.LOCAL, StorageKind.SESSION, StorageKind.INDEXED_DB)
"""The kinds of storage in the order of their functions in the script."""

RECORD = "lydelse-consent"
"""The name under which the choice is remembered, which no pattern clears."""
_SITE_WIDE = "/"


def clearing(category: Category) -> list[object]:
    """Give, for each kind of storage, what is to be cleared: groups of cookies, and regular expressions."""
    clearable = [stored for stored in category.stored if stored.is_clearable]
    by_kind = [[stored for stored in clearable if stored.kind is kind] for kind in KINDS]
    found: list[object] = [_cookies(by_kind[0]), *(_pattern(stored) for stored in by_kind[1:])]
    while found and not found[-1]:
        found.pop()
    return [each or 0 for each in found]


def _cookies(cookies: Iterable[Stored]) -> list[list[str]]:
    """Group cookies by path: their pattern, and for paths below the root the path and the names without `*`, which
    are cleared without being seen."""
    by_path: dict[str, list[Stored]] = {}
    for cookie in cookies:
        by_path.setdefault(cookie.path, []).append(cookie)
    return [
        [_pattern(group)] if path == _SITE_WIDE else [_pattern(group), path, *_plain_names(group)]
        for path, group in by_path.items()
    ]


def _plain_names(group: Iterable[Stored]) -> list[str]:
    return [stored.name for stored in group if "*" not in stored.name]


def _pattern(group: Iterable[Stored]) -> str:
    """Give a regular expression of ECMAScript that all the names match; `*` is any run of characters."""
    pattern = "|".join(".*".join(re.sub(r"[^\w-]", r"\\\g<0>", part) for part in s.name.split("*")) for s in group)
    return f"(?!{RECORD}$)(?:{pattern})" if re.fullmatch(pattern, RECORD) else pattern
