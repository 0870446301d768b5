"""A site in one language alone, the engine's or its own, says nothing in any other: every word comes from one file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from lydelse.beginning import Plan, begin_site
from lydelse.cli import main
from lydelse.engine import LAYOUTS
from lydelse.problems import Report
from lydelse.translating import words_to_translate
from tests.judges.html_validate import validate
from tests.judges.vnu import check_html
from tests.once import made_once

DAY = date(2026, 11, 23)
LANGUAGES = ("de", "ar")
"""One that the engine brings, and one that the site brings itself."""
_ACCENTS = str.maketrans("aeiou", "àéìòù")


def strange_words(language: str) -> str:
    """Give a strings file of a language in which every text has accents that no other language has there."""
    words = yaml.safe_load(words_to_translate(language))
    for group in ("page", "sentences"):
        words[group] = {key: _strange(value) for key, value in words[group].items()}
    return yaml.safe_dump(words, allow_unicode=True, sort_keys=False, width=10_000)


def _strange(value: str | dict[str, str]) -> str | dict[str, str]:
    if isinstance(value, dict):
        return {form: str(_strange(text)) for form, text in value.items()}
    return re.sub(
        r"\{\w+\}|[aeiou]+", lambda found: found[0] if "{" in found[0] else found[0].translate(_ACCENTS), value
    )


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site for each language."""

    def build(folder: Path) -> None:
        for language in LANGUAGES:
            _build_alone(folder / language, language)

    return made_once(tmp_path_factory, "alone", build)


@pytest.fixture(params=LANGUAGES)
def alone(request: pytest.FixtureRequest, sites: Path) -> Path:
    """A site with a second version in force, a coming one, and a policy that ended and was renamed, in one language."""
    return sites / str(request.param)


def _build_alone(root: Path, language: str) -> None:
    plan = Plan(root, (language,), "Øst", "https://policy.example.com/", "Europe/Berlin", "rsync")
    assert begin_site(plan, lambda _: date(2025, 1, 1), Report()) is not None
    if language != "de":
        (root / f"layouts/strings/{language}.yaml").write_text(strange_words(language), encoding="utf-8")
        _take_out_english(root / "content", language)
    _add_versions(root, language)
    assert main(["--root", str(root), "--as-of", str(DAY)], default_root=root) == 0


def _take_out_english(content: Path, language: str) -> None:
    """Put figures in the place of the texts, which a new site has in English where it has no others."""
    for path in (content / "site.yaml", *content.glob("privacy/*/*.yaml")):
        told = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"^( +{language}:) .*", r"\1 '[ 567 ]'", told, flags=re.MULTILINE), encoding="utf-8")
    for path in content.glob("privacy/*/*.md"):
        body = "[[cookies]]" if path.name.startswith("cookies") else "{{567}}"
        path.write_text(f"---\ntitle: '567'\n---\n\n{body}\n", encoding="utf-8")


def _add_versions(root: Path, language: str) -> None:
    about = f"published: {{day}}\nsignificance: material\nsummary: {{{{{language}: '1'}}}}\n"
    for day in ("2026-01-01", "2027-01-01"):
        folder = root / "content" / "privacy" / day
        folder.mkdir()
        (folder / "version.yaml").write_text(about.format(day=min(day, "2026-11-01")), encoding="utf-8")
        (folder / f"contact.{language}.md").write_text(f"---\ntitle: '1'\n---\n\n{day}\n", encoding="utf-8")
    ended = root / "content" / "ended"
    (ended / "2025-01-01").mkdir(parents=True)
    (ended / "policy.yaml").write_text(
        f"slug: {{{language}: ended}}\nformerly: {{{language}: [first]}}\nretired: {{on: 2026-01-01}}\n",
        encoding="utf-8",
    )
    (ended / "2025-01-01" / "version.yaml").write_text(
        about.format(day="2025-01-01") + f"title: {{{language}: '2'}}\nsections: [one]\n", encoding="utf-8"
    )
    (ended / "2025-01-01" / f"one.{language}.md").write_text("---\ntitle: '3'\n---\n\n4\n", encoding="utf-8")


def literals(texts: object) -> Iterator[str]:
    """Give what stands in texts without placeholders, where it is several words."""
    if isinstance(texts, dict):
        for each in texts.values():
            yield from literals(each)
    else:
        for piece in re.split(r"\{\w*\}", str(texts)):
            if len(re.findall(r"[^\W\d_]{2,}", piece)) > 1:
                yield piece.strip(" .,:;–“”„\"'")


def _foreign(language: str) -> set[str]:
    """Give what the engine says in other languages, and not in this one."""
    said = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in LAYOUTS.glob("strings/*.yaml")}
    own = "\n".join(literals(said.get(language, {})))
    others = {text for name, texts in said.items() if name != language for text in literals(texts)}
    return {text for text in others if text not in own and text != "Content Security Policy"}


def _said(page: Path) -> str:
    """Give all that a page tells people, what only assistive technology tells, too, but for samples of code."""
    document: Any = html.document_fromstring(page.read_bytes())
    for code in document.xpath("//pre | //script | //style"):
        code.drop_tree()
    told = [
        *document.itertext(),
        *document.xpath("//@aria-label | //@title | //@alt | //@placeholder | //meta/@content"),
    ]
    return " ".join(" ".join(map(str, told)).split())


def test_no_page_says_anything_in_another_language(alone: Path) -> None:
    pages = sorted((alone / "site").rglob("*.html"))
    assert len(pages) > 20
    foreign = _foreign(alone.name)
    for page in pages:
        said = _said(page)
        assert [text for text in foreign if text in said] == [], page
        assert html.document_fromstring(page.read_bytes()).get("lang") == alone.name, page


def test_the_banner_speaks_the_language_alone(alone: Path) -> None:
    (script,) = (alone / "site" / "banner").glob(f"*{alone.name}*.js")
    said = script.read_text(encoding="utf-8")
    assert [text for text in _foreign(alone.name) if text in said] == []


def test_text_runs_as_the_language_is_written(alone: Path) -> None:
    page = html.document_fromstring((alone / "site" / "index.html").read_bytes())
    assert page.get("dir", "ltr") == ("rtl" if alone.name == "ar" else "ltr")


def test_checks_without_rules_for_the_language_find_what_is_to_be_filled_in(
    alone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(alone), "check", "--as-of", str(DAY)], default_root=alone) == 0
    assert "text-placeholder" in capsys.readouterr().err


def test_their_pages_pass_the_judges(sites: Path) -> None:
    built = [sites / language / "site" for language in LANGUAGES]
    said = check_html(*built)
    assert [line for line in said if "appears to be written in" not in line] == []  # of drawn words, that is a guess
    assert validate([page for site in built for page in sorted(site.rglob("*.html"))]) == []
