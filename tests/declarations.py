"""Declarations of cookies as plain values, so that a test shows only what matters to it.

declared(category("analytics", stored("visits", duration="30 days")))      # the values that are read
write(site, "2026-01-01", category("analytics", stored("visits")))         # the same as a version's cookies.yaml
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import yaml

from lydelse.model import Declaration
from lydelse.problems import Report
from lydelse.read.declaration import read_declaration
from lydelse.read.nodes import parse
from tests.sites import POLICY, Site

LANGUAGES = ("sv", "en")

Values: TypeAlias = dict[str, Any]


def stored(name: str, **keys: object) -> Values:
    """Give an entry; what isn't stated has a value that nothing is wrong with."""
    values: Values = {"name": name, "kind": "cookie", "provider": "Example Ltd", "purpose": "To count."}
    return values | {"duration": "30 days"} | keys


def category(category_id: str, *entries: Mapping[str, object], **keys: object) -> Values:
    """Give a category."""
    values: Values = {"id": category_id, "title": category_id.capitalize(), "purpose": "To know."}
    return values | {"stored": list(entries)} | keys


RECORD = stored("lydelse-consent", kind="local", duration="until-deleted")
NECESSARY = category("necessary", RECORD)
"""What every declaration needs for whose other categories people are asked."""


def written(*categories: Values, languages: tuple[str, ...] = LANGUAGES) -> str:
    """Give the text of a cookies.yaml; texts that aren't given by language stand in every one of them."""
    found = []
    for each in categories:
        entries = [_localised(entry, languages) for entry in each["stored"]]
        found.append(_localised(each, languages) | {"stored": entries})
    return yaml.dump({"categories": found}, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)


def _localised(values: Values, languages: tuple[str, ...]) -> Values:
    texts = {key: values[key] for key in ("title", "purpose") if isinstance(values.get(key), str)}
    return values | {key: dict.fromkeys(languages, text) for key, text in texts.items()}


class _Plain(yaml.SafeDumper):
    """Writes no aliases, which aren't read."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the base's
        return True


def declared(*categories: Values) -> Declaration:
    """Give the declaration that is read of these values."""
    report = Report()
    node = parse(written(*categories), "cookies.yaml", report)
    assert node is not None
    declaration = read_declaration(node, LANGUAGES, report)
    assert report.problems == ()
    return declaration


def write(site: Site, version: str, *categories: Values, policy: str = POLICY) -> None:
    """Write the cookies.yaml of a version."""
    site.write(f"content/{policy}/{version}/cookies.yaml", written(*categories, languages=site.languages))
