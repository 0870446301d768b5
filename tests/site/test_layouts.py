"""A site's own layouts: files that replace the engine's one by one, and what is said when one of them is at fault."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from lydelse.cli import main
from tests.site import examples
from tests.site.built import REPOSITORY, build, composed
from tests.sites import AS_OF, Site

LAYOUTS = REPOSITORY / "layouts"
OF_PDFS = {"paper.html", "css/paper.css"}
TEMPLATES = sorted({path.relative_to(LAYOUTS).as_posix() for path in LAYOUTS.rglob("*.html")} - OF_PDFS)
STYLESHEETS = sorted({path.relative_to(LAYOUTS).as_posix() for path in (LAYOUTS / "css").glob("*.css")} - OF_PDFS)
_OF_DECLARATIONS = ("banner.html", "demonstration.html", "components/declaration.html")
ENGLISH = (LAYOUTS / "strings" / "en.yaml").read_text(encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site of its own that has been built once."""
    site = examples.tiny(tmp_path)
    build(tmp_path, str(AS_OF))
    return site


def told(site: Site, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Build again; give the exit code and what is said of problems. The site before has to be whole."""
    capsys.readouterr()
    before = {path: path.stat().st_mtime_ns for path in (site.root / "site").rglob("*")}
    code = main(["--root", str(site.root), "--as-of", str(AS_OF)], default_root=site.root)
    assert {path: path.stat().st_mtime_ns for path in (site.root / "site").rglob("*")} == before
    return code, capsys.readouterr().err


# Replacing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TEMPLATES)
def test_each_template_can_be_replaced_alone(tmp_path: Path, name: str) -> None:
    site = examples.declaring(tmp_path) if name in _OF_DECLARATIONS else examples.three_languages(tmp_path)
    text = (LAYOUTS / name).read_text(encoding="utf-8")
    marked = re.sub(r"<(?=[a-z])", "<!-- ours --><", text, count=1)
    site.write(
        f"layouts/{name}", marked if not name.endswith("base.html") else text.replace("<body>", "<body><!-- ours -->")
    )
    assert any(b"<!-- ours -->" in content for _, content in composed(tmp_path, AS_OF))


def test_a_template_is_given_the_texts_of_two_languages_themselves(tmp_path: Path) -> None:
    site = examples.three_languages(tmp_path)
    name = "components/beside-section.html"
    text = (LAYOUTS / name).read_text(encoding="utf-8")
    site.write(
        f"layouts/{name}", text.replace("{{ row.one }}", '<b data-size="{{ row.one|length }}">{{ row.one }}</b>')
    )
    content = b"".join(content for path, content in composed(tmp_path, AS_OF) if path.endswith("en-sv/index.html"))
    sizes = re.findall(r'<b data-size="([0-9]+)">(.*?)</b></div>\n<div', content.decode(), re.DOTALL)
    assert sizes
    assert all(int(size) == len(row) for size, row in sizes)


@pytest.mark.parametrize("name", STYLESHEETS)
def test_each_stylesheet_can_be_replaced_alone(tmp_path: Path, name: str) -> None:
    site = examples.declaring(tmp_path)
    site.write(f"layouts/{name}", ".ours{color:red}")
    built = build(site.root, str(AS_OF))
    stylesheets = b"".join(content for path, content in built.files.items() if path.endswith(".css"))
    assert b".ours{color:red}" in stylesheets
    assert len(stylesheets) > 1_000


def test_stylesheets_keep_their_texts_and_lose_their_comments(site: Site) -> None:
    kept = (""".a :is(b, i)::before { content: "/* kept, */  \\""}""", ".b::after { content: '/*'}")
    site.write("layouts/css/print.css", f"{kept[0]} /* it's gone */\n\n    {kept[1]}")
    built = build(site.root, str(AS_OF))
    path = re.search(r'href="\.\./(assets/lydelse-[^"]+\.css)"', built.text("sv/index.html"))
    assert path is not None
    assert built.text(path[1]).endswith("".join(kept).replace("b, i", "b,i"))


def test_the_script_and_the_words_can_be_replaced(site: Site) -> None:
    site.write("layouts/js/page.js", "// What it says is ours.\nalert( `// kept\n  too` );")
    site.write("layouts/strings/en.yaml", ENGLISH.replace("Skip to content", "Straight to the text"))
    built = build(site.root, str(AS_OF))
    assert b"alert(`// kept\n  too`);" in {content for path, content in built.files.items() if path.endswith(".js")}
    assert "Straight to the text" in built.text("en/index.html")
    assert "Hoppa till innehållet" in built.text("sv/index.html")


OWN_COMPARISON = """{% macro compared_section(it) %}
<div id="{{ it.id }}">
{% for row in it.beside %}
<div class="own-{{ row.kind }}{% if row.is_near %} near{% endif %}">
<div>{{ row.old }}</div><div>{{ row.new }}</div>
</div>
{% endfor %}
</div>
{% endmacro %}"""


def test_a_template_can_write_the_rows_of_a_comparison_for_itself(tmp_path: Path) -> None:
    site = examples.three_languages(tmp_path)
    engines = _rows(tmp_path, "//table[@class='beside']/tbody/tr[not(@class='left-out')]")
    site.write("layouts/components/compared-section.html", OWN_COMPARISON)
    own = _rows(tmp_path, "//div[starts-with(@class, 'own-')]")
    assert {kind for rows in own.values() for kind, *_ in rows} >= {"equal", "changed", "added", "removed"}
    assert own == engines


def _rows(root: Path, xpath: str) -> dict[str, list[tuple[str, ...]]]:
    """The rows of each page of a comparison: their kinds, the old and the new text."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for path, content in composed(root, AS_OF):
        if "--" in path and path.endswith(".html"):
            document: Any = html.document_fromstring(content)
            rows = document.xpath(xpath)
            kinds = (re.split("[- ]", row.get("class"))[1] for row in rows)
            found[path] = [(kind, *map(_inside, row)) for kind, row in zip(kinds, rows, strict=True)]
    return found


def _inside(element: html.HtmlElement) -> str:
    return "".join(html.tostring(child, encoding="unicode") for child in element)


# Faults --------------------------------------------------------------------------------------------------------


def test_a_template_with_a_syntax_error(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write(
        "layouts/moved.html", '{% extends "base.html" %}\n{% block main %}\n{% if page.heading %}\n{% endblock %}\n'
    )
    assert told(site, capsys) == (
        2,
        "layouts/moved.html:4:1: template-syntax: the template can't be read: Encountered unknown tag 'endblock'. "
        "You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for 'elif' or 'else' "
        "or 'endif'. The innermost block that needs to be closed is 'if'.\n    Mend the line.\n"
        "1 error. The site is as it was before.\n",
    )


def test_a_template_with_an_undefined_name(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write(
        "layouts/components/status.html", "{% macro status_line(status, text) %}\n<p>{{ txet }}</p>\n{% endmacro %}\n"
    )
    assert told(site, capsys) == (
        2,
        "layouts/components/status.html:2:1: template-fault: the template can't be filled in: 'txet' is undefined\n"
        "    Compare the line with that of the engine's template.\n1 error. The site is as it was before.\n",
    )


def test_a_template_that_asks_for_what_a_view_lacks(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write(
        "layouts/policy.html",
        '{% extends "base.html" %}\n{% block main %}\n<h1>{{ page.titel }}</h1>\n{% endblock %}\n',
    )
    assert told(site, capsys) == (
        2,
        "layouts/policy.html:3:1: template-fault: the template can't be filled in: "
        "'lydelse.compose.views.PolicyView object' has no attribute 'titel'\n"
        "    Compare the line with that of the engine's template.\n1 error. The site is as it was before.\n",
    )


def test_a_template_that_includes_what_is_not_there(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write(
        "layouts/policies.html",
        '{% extends "base.html" %}\n{% block main %}\n{% include "nothing.html" %}\n{% endblock %}\n',
    )
    assert told(site, capsys) == (
        2,
        "layouts/policies.html:3:1: template-fault: there is no template “nothing.html”\n"
        "    Compare the line with that of the engine's template.\n1 error. The site is as it was before.\n",
    )


def test_a_template_in_latin_1(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("layouts/moved.html", "<p>å</p>".encode("latin-1"))
    assert told(site, capsys) == (
        2,
        "layouts/moved.html:1:1: not-utf-8: the template isn't saved as UTF-8\n"
        "    Save it as UTF-8.\n1 error. The site is as it was before.\n",
    )


def test_a_language_without_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Site(tmp_path, ("sv", "fi"))
    site.version("2026-01-01", {"all": "Text."})
    assert main(["--root", str(tmp_path), "--as-of", str(AS_OF)], default_root=tmp_path) == 2
    assert capsys.readouterr().err == (
        "layouts/strings/fi.yaml:1:1: strings-missing: the words of the pages in “fi” are missing\n"
        "    Begin a file that is to be translated: lydelse strings --new fi.\n"
        "1 error. The site is as it was before.\n"
    )


def test_a_missing_text(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("layouts/strings/en.yaml", ENGLISH.replace("  skip_to_content: Skip to content\n", ""))
    assert told(site, capsys) == (
        2,
        "layouts/strings/en.yaml:1:1: string-missing: the text “page.skip_to_content” is missing\n"
        "    In English it is: Skip to content\n1 error. The site is as it was before.\n",
    )


def test_a_text_of_which_nothing_is_written(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write(
        "layouts/strings/en.yaml", ENGLISH.replace("  skip_to_content: Skip to content\n", "  skip_to_content:\n")
    )
    line = ENGLISH[: ENGLISH.index("  skip_to_content:")].count("\n") + 1
    code, problems = told(site, capsys)
    assert code == 2
    assert problems.startswith(f"layouts/strings/en.yaml:{line}:")
    assert "string-missing: the text “page.skip_to_content” is empty\n    In English it is: Skip to content" in problems


def test_a_text_that_no_page_uses(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("layouts/strings/en.yaml", ENGLISH.replace("page:\n", "page:\n  skip_to_contnet: Skip\n"))
    line = ENGLISH[: ENGLISH.index("page:\n")].count("\n") + 2
    assert told(site, capsys) == (
        2,
        f"layouts/strings/en.yaml:{line}:20: string-unknown: no page uses “page.skip_to_contnet”\n"
        "    Did you mean “page.skip_to_content”?\n1 error. The site is as it was before.\n",
    )


def test_a_wrong_placeholder(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    text = ENGLISH.replace("version_of: Version of {date}", "version_of: Version of {day}")
    site.write("layouts/strings/en.yaml", text)
    line = text[: text.index("version_of: ")].count("\n") + 1
    assert told(site, capsys) == (
        2,
        f"layouts/strings/en.yaml:{line}:15: string-placeholders: the placeholders of “sentences.version_of” aren't "
        "those of the English text: {date}\n    Use the same ones, in any order.\n"
        "1 error. The site is as it was before.\n",
    )


# The engine's own words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "de"])
def test_every_language_has_the_same_texts(language: str) -> None:
    assert dict(_placeholders(language)) == dict(_placeholders("en"))


def test_every_text_is_used() -> None:
    templates = "\n".join((LAYOUTS / name).read_text(encoding="utf-8") for name in TEMPLATES)
    folders = ("lydelse", "lydelse/banner", "lydelse/compose")
    sources = [path for folder in folders for path in (REPOSITORY / folder).glob("*.py")]
    engine = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    assert [key for key, _ in _placeholders("en") if not _is_used(key, templates, engine)] == []


def _is_used(key: str, templates: str, engine: str) -> bool:
    group, _, name = key.partition(".")
    if group == "addresses":  # frozen before the pages come that will use them
        return True
    if group == "page":
        return re.search(rf"\bt\.{name}\b", templates) is not None
    families = [f'"{name[:end]}_{{' for end in range(len(name)) if name[end] == "_"]  # f"status_{version.status}"
    return any(word in engine for word in (f'"{name}"', f'"{key}"', *families))


def _placeholders(language: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Every text of a language without its plural form, and what is put into it."""
    groups = yaml.safe_load((LAYOUTS / "strings" / f"{language}.yaml").read_text(encoding="utf-8"))
    for group, texts in groups.items():
        for name, text in texts.items():
            yield f"{group}.{name}", _names(text)


def _names(text: Any) -> frozenset[str]:
    text = text["other"] if isinstance(text, dict) else text
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)
