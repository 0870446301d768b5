"""The others: how each is told to make the plain pages, with settings that make nothing besides."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.building.makers import Maker
from benchmarks.building.plain import HTML, PlainPage, write_if_other
from benchmarks.building.tools import Tools

_CONTENT, _OUTPUT = "content", "public"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another program.

    Attributes:
        name: what it's called, with the version that is locked.
        command: how it's started in the folder of its sources.
        settings: the texts of its settings and its template, by path.
        heads: writes what stands above the Markdown of a page.
    """

    name: str
    command: Callable[[Tools], tuple[str | Path, ...]]
    settings: Mapping[str, str]
    heads: Callable[[PlainPage], str]

    def settle(self, folder: Path, tools: Tools) -> Maker:
        """Write its settings into a folder; give it ready to be fed and run."""
        for path, text in self.settings.items():
            write_if_other(folder / path, text)
        command = self.command(tools)
        return Maker(self.name, command, folder, folder / _OUTPUT, feed=partial(self._feed, folder), exact=True)

    def _feed(self, folder: Path, pages: Iterable[PlainPage]) -> None:
        for page in pages:
            write_if_other(folder / _CONTENT / f"{page.path}.md", f"{self.heads(page)}\n{page.markdown}")


def _fenced(page: PlainPage, **further: str) -> str:
    """Front matter between lines of dashes, whose values are written as in JSON, which YAML reads, too."""
    values = {"title": page.title, "language": page.language, **further}
    return "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items()) + "---\n"


def _listed(page: PlainPage) -> str:
    """Pelican's metadata; a page whose slug another one has would be its translation."""
    slug = page.path.replace("/", "-")
    return f"Title: {page.title}\nLanguage: {page.language}\nSlug: {slug}\nSave_as: {page.path}/index.html\n"


_HUGO = """\
baseURL = "https://policy.example.com/"
disableKinds = ["404", "home", "robotstxt", "rss", "section", "sitemap", "taxonomy", "term"]
"""
_ELEVENTY = """\
export const config = {
  dir: { input: "content", output: "public", includes: "../layouts" },
  markdownTemplateEngine: false,
};
export default function () {}
"""
_MKDOCS = """\
site_name: Policies
docs_dir: content
site_dir: public
theme: {name: null, custom_dir: theme}
plugins: []
"""
_PELICAN = """\
SITENAME, SITEURL, TIMEZONE, THEME = "Policies", "", "Europe/Stockholm", "theme"
PATH, OUTPUT_PATH = "content", "public"
PAGE_PATHS, ARTICLE_PATHS, STATIC_PATHS = [""], [], []
DIRECT_TEMPLATES = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {"extension_configs": {"markdown.extensions.meta": {}, "markdown.extensions.tables": {}}}
"""

PEERS = (
    Peer(
        "Hugo 0.168.0",
        lambda tools: (tools.hugo(), "--quiet", "--noBuildLock"),
        {
            "hugo.toml": _HUGO,
            "layouts/page.html": HTML.format(
                language="{{ .Params.language }}", title="{{ .Title }}", content="{{ .Content }}"
            ),
        },
        _fenced,
    ),
    Peer(
        "Eleventy 3.1.8",
        lambda tools: (*tools.eleventy(), "--quiet", "--config=eleventy.config.mjs"),
        {
            "eleventy.config.mjs": _ELEVENTY,
            "layouts/plain.liquid": HTML.format(
                language="{{ language }}", title="{{ title }}", content="{{ content }}"
            ),
        },
        partial(_fenced, layout="plain.liquid"),
    ),
    Peer(
        "MkDocs 1.6.1",
        lambda tools: (*tools.python("mkdocs"), "build", "--quiet"),
        {
            "mkdocs.yml": _MKDOCS,
            "theme/main.html": HTML.format(
                language="{{ page.meta.language }}", title="{{ page.title }}", content="{{ page.content }}"
            ),
        },
        _fenced,
    ),
    Peer(
        "Pelican 4.12.0",
        lambda tools: (*tools.python("pelican"), "--quiet", "--settings", "settings.py"),
        {
            "settings.py": _PELICAN,
            "theme/templates/page.html": HTML.format(
                language="{{ page.language }}", title="{{ page.title }}", content="{{ page.content }}"
            ),
            "theme/static/.keep": "",
        },
        _listed,
    ),
)
