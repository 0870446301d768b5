"""Builds minimal sites from plain values, so that a test shows only what matters to it.

site = Site(tmp_path)                                         # sv and en, one policy, no version yet
site.version("2026-01-01", {"rights": "You may ask us."})     # the same text in every language
site.version("2027-01-01", {"rights": {"sv": "Fråga.", "en": "Ask."}}, significance="editorial")
site.write("content/terms/2027-01-01/files/map.png", b"…")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

import yaml

from lydelse.model import Catalogue, Content, Policy, Version, VersionId
from lydelse.problems import Problem, Report
from lydelse.read import read_content
from lydelse.resolve import resolve

Text: TypeAlias = str | tuple[str, str]
"""The body of a section, or its title and its body."""

POLICY = "terms"
AS_OF = date(2026, 7, 1)
"""The day for which tests resolve a site, unless the day is what they are about."""


class Site:
    """A site on disk, with one policy from the start."""

    def __init__(self, root: Path, languages: Sequence[str] = ("sv", "en"), **settings: object) -> None:
        self.root = root
        self.languages = tuple(languages)
        self._begun: set[str] = set()
        stated = {
            "organisation": "Example Ltd",
            "languages": list(languages),
            "base_url": "https://policy.example.com/",
            "time_zone": "Europe/Stockholm",
        }
        self.write_yaml("content/site.yaml", stated | settings)
        self.policy(POLICY)

    def policy(self, policy: str = POLICY, **settings: object) -> None:
        """Write `policy.yaml`; the slugs are the policy's id with the language, `terms-sv`, unless stated."""
        slugs = {language: f"{policy}-{language}" for language in self.languages}
        self.write_yaml(f"content/{policy}/policy.yaml", {"slug": slugs} | settings)

    def version(
        self,
        version: str,
        texts: Mapping[str, Text | Mapping[str, Text]] | None = None,
        *,
        policy: str = POLICY,
        **keys: object,
    ) -> None:
        """Write a version's folder.

        `texts` is by section id; what isn't given by language stands in every language of the site. Keys of
        `version.yaml` have defaults: published on its day, material, a summary, and for a policy's first version the
        title and the sections of `texts`. A key that is `None` is left out.
        """
        folder = f"content/{policy}/{version}"
        stated: dict[str, object] = {
            "published": version[: len("2026-01-01")],
            "significance": "material",
            "summary": dict.fromkeys(self.languages, "What is new."),
        }
        if policy not in self._begun:
            stated |= {"title": dict.fromkeys(self.languages, "Terms of use"), "sections": list(texts or {})}
        self._begun.add(policy)
        stated |= {key.removesuffix("_"): value for key, value in keys.items()}
        self.write_yaml(f"{folder}/version.yaml", {key: value for key, value in stated.items() if value is not None})
        for section, by_language in (texts or {}).items():
            every = by_language if isinstance(by_language, Mapping) else dict.fromkeys(self.languages, by_language)
            for language, text in every.items():
                self.write(f"{folder}/{section}.{language}.md", revision(section, text))

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file; `path` is from the site's root."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def write_yaml(self, path: str, values: Mapping[str, object]) -> None:
        """Write a YAML file with the keys in the order given."""
        self.write(path, yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=10_000))

    def read(self, report: Report | None = None) -> Content:
        """Read the content."""
        content = read_content(self.root, report if report is not None else Report())
        assert content is not None
        return content

    def resolve(self, as_of: date = AS_OF, report: Report | None = None) -> Catalogue:
        """Read and resolve the content."""
        report = report if report is not None else Report()
        return resolve(self.read(report), as_of, report)

    def resolved(self, as_of: date = AS_OF, policy: str = POLICY) -> Policy:
        """Give a policy of a site that has nothing wrong with it; warnings are let pass."""
        report = Report()
        found = self.resolve(as_of, report).policy(policy)
        assert not report.errors, report.errors
        assert found is not None
        return found

    def problems(self, as_of: date = AS_OF) -> tuple[Problem, ...]:
        """Give the problems that reading and resolving find."""
        report = Report()
        self.resolve(as_of, report)
        return report.problems


def revision(section: str, text: Text) -> str:
    """Give the file of a section's text; the title is the id in words unless stated."""
    title, body = text if isinstance(text, tuple) else (section.replace("-", " ").capitalize(), text)
    front = yaml.safe_dump({"title": title}, allow_unicode=True, width=10_000)
    return f"---\n{front}---\n\n{body}\n"


def version_of(policy: Policy, version: str) -> Version:
    """Give a version of a policy, drafts among them, by its id."""
    wanted = VersionId.parse(version)
    return next(found for found in (*policy.versions, *policy.drafts) if found.id == wanted)
