"""The plain pages that all are given to make: one for each version in each language, with the version's sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lydelse.model import Section
from lydelse.problems import Report
from lydelse.read import read_content
from lydelse.resolve import resolve

HTML = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<main>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
"""
"""The template of every program, with its own words for what stands in braces."""


@dataclass(frozen=True, slots=True)
class PlainPage:
    """A page: `path` is where it stands, `markdown` its text; `language` is a code, `title` plain text."""

    path: str
    language: str
    title: str
    markdown: str


def plain_pages(root: Path, as_of: date) -> Iterator[PlainPage]:
    """Give the pages of a site, the same that Lydelse makes of its versions.

    Raises:
        ValueError: the content can't be read.
    """
    report = Report()
    content = read_content(root, report)
    if content is None or report.errors:
        raise ValueError(f"{root} has problems")
    for policy in resolve(content, as_of, report).policies:
        for version in policy.versions:
            for language in version.languages:
                path = f"{language}/{policy.slugs[language]}/{version.id}"
                text = "\n".join(_section(section, language) for section in version.sections)
                yield PlainPage(path, language, f"{version.title[language]} {version.id}", text)


def _section(section: Section, language: str) -> str:
    revision = section.wordings[language].revision
    return f"## {revision.title}\n\n{revision.body}"


def write_if_other(file: Path, text: str) -> bool:
    """Write a text to a file, unless that has it already; tell whether it was written. Programs that look at the time
    of a file are to see that one alone which changed."""
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return True
