"""Every word of the sources is on the page, in their order, and nothing on the page came from a guess."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lydelse.model import DECLARATION_SPOT, Section
from lydelse.preparing import prepare
from lydelse.problems import Report
from tests.site.built import AS_OF, REPOSITORY, BuiltSite, Page, composed, parse_html
from tests.sites import AS_OF as DAY
from tests.sites import POLICY, Site

_MARKUP = [
    (r"^\*?\[[^\]]+\]:.*$", ""),  # where footnotes, links and abbreviations are explained
    (r"\{[:#][^}]*\}", ""),  # attributes
    (r"!?\[([^\]]*)\]\([^)]*\)", r"\1"),  # links
    (r"\[\^[^\]]+\]", ""),  # footnotes' marks
    (r"^\s*(?:[-*+]|\d+[.)]|#+|>|:) +", ""),
    (r"^[|: -]+$", ""),
]
"""Markdown's marks that hold letters or digits themselves, line by line."""


_DECLARED = "ancestor::*[@class='declared']"


def test_every_word_of_the_repository_is_on_the_page(it_smart: BuiltSite) -> None:
    edition = prepare(REPOSITORY, lambda _: date.fromisoformat(AS_OF), Report())
    assert edition is not None
    compared = 0
    for policy in edition.catalogue.policies:
        for version in policy.versions:
            for language in version.languages:
                page = it_smart.pages[f"{language}/{policy.slugs[language]}/{version.id}/"]
                assert _sections_on(page) == [_read(section, language) for section in version.sections]
                shown = " ".join(page.words())
                assert version.title[language] in shown
                assert version.summary[language] in shown
                assert version.description[language] in shown
                compared += 1
    assert compared > 15


def _read(section: Section, language: str) -> tuple[str, str, list[str]]:
    revision = section.wordings[language].revision
    return section.id, revision.title, _words(_without_markup(revision.body).replace(DECLARATION_SPOT, ""))


def _sections_on(page: Page) -> list[tuple[str, str, list[str]]]:
    """The texts of a page's sections; what they show of the declaration isn't theirs."""
    return [
        (
            section.get("id"),
            section.xpath("string(./h2)"),
            _words(" ".join(section.xpath(f"./*[@class='section-body']//text()[not({_DECLARED})]"))),
        )
        for section in page.document.xpath("//div[@class='section']")
    ]


def _without_markup(body: str) -> str:
    for pattern, plain in _MARKUP:
        body = re.sub(pattern, plain, body, flags=re.MULTILINE)
    return body


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


# Generated sites -----------------------------------------------------------------------------------------------

_word = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)
_sentence = st.lists(_word, min_size=1, max_size=8).map(lambda words: [f"x{words[0]}", *words[1:]])
"""A sentence begins with a letter that can't start a list."""

_BLOCKS = {
    "paragraph": "{}",
    "emphasis": "**{}**",
    "list": "- {}",
    "quotation": "> {}",
    "heading": "## {}",
    "table": "| {} |\n|---|\n| y |",
    "link": "[{}](#first)",
    "code": "`{}`",
}
_block = st.tuples(st.sampled_from(sorted(_BLOCKS)), _sentence)
_sections = st.lists(st.tuples(_sentence, st.lists(_block, min_size=1, max_size=4)), min_size=1, max_size=3)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(versions=st.lists(_sections, min_size=1, max_size=3), summary=_sentence)
def test_every_word_of_any_site_is_on_the_page(
    versions: list[list[tuple[list[str], list[tuple[str, list[str]]]]]], summary: list[str]
) -> None:
    names = ["first", "second", "third"]
    with TemporaryDirectory() as folder:
        site = Site(Path(folder), ("en",))
        for year, sections in enumerate(versions, start=2020):
            texts = {
                name: (" ".join(title), _markdown(blocks))
                for name, (title, blocks) in zip(names, sections, strict=False)
            }
            site.version(f"{year}-01-01", texts, sections=list(texts), summary={"en": " ".join(summary)})
        pages = dict(composed(site.root, DAY))
    for year, sections in enumerate(versions, start=2020):
        page = parse_html(pages[f"en/{POLICY}-en/{year}-01-01/index.html"])
        shown = [
            (
                " ".join(section.xpath("string(./h2)").split()),
                section.xpath("string(./*[@class='section-body'])").split(),
            )
            for section in page.xpath("//div[@class='section']")
        ]
        assert shown == [(" ".join(title), _expected(blocks)) for title, blocks in sections]
        assert " ".join(page.xpath("string(//*[@class='summary']/p[2])").split()) == " ".join(summary)


def _markdown(blocks: list[tuple[str, list[str]]]) -> str:
    # A comment of Markdown's own would join two lists; a paragraph between blocks keeps each of them apart.
    return "\n\nz\n\n".join(_BLOCKS[kind].format(" ".join(words)) for kind, words in blocks)


def _expected(blocks: list[tuple[str, list[str]]]) -> list[str]:
    found: list[str] = []
    for number, (kind, words) in enumerate(blocks):
        found += [*(["z"] if number else []), *words, *(["y"] if kind == "table" else [])]
    return found
