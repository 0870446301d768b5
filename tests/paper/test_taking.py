"""A build takes those PDFs along that are of the texts that it publishes, and says which it leaves out."""

from __future__ import annotations

import pytest

from lydelse.strings import Strings
from tests.cli.said import Commands
from tests.paper.conftest import FIRST, put_paper

LINK = 'policy.pdf">This version as a PDF (1\u00a0kB)</a>'


def test_a_pdf_stands_beside_its_version_and_is_linked_to(commands: Commands) -> None:
    pdf = put_paper(commands.site)
    assert commands.run("build").code == 0
    site = commands.site.root / "site"
    assert (site / FIRST).read_bytes() == pdf
    assert f'<a href="{LINK}' in (site / "en/terms-en/2026-01-01/index.html").read_text(encoding="utf-8")
    assert f'<a href="2026-01-01/{LINK}' in (site / "en/terms-en/index.html").read_text(encoding="utf-8")
    for other in ("en/terms-en/2026-09-01/index.html", "sv/terms-sv/2026-01-01/index.html"):
        assert "policy.pdf" not in (site / other).read_text(encoding="utf-8")


def test_a_site_that_is_built_again_has_what_was_made_meanwhile(commands: Commands) -> None:
    assert commands.run("build").code == 0
    assert not (commands.site.root / "site" / FIRST).exists()
    put_paper(commands.site)
    assert commands.run("build").code == 0
    assert (commands.site.root / "site" / FIRST).exists()


def test_a_pdf_answers_at_the_former_address_of_its_policy_too(commands: Commands) -> None:
    commands.site.policy(formerly={"en": ["conditions"]})
    pdf = put_paper(commands.site)
    assert commands.run("build").code == 0
    assert (commands.site.root / "site/en/conditions/2026-01-01/policy.pdf").read_bytes() == pdf


def test_a_pdf_of_another_text_is_left_out(commands: Commands) -> None:
    put_paper(commands.site)
    file = commands.file("terms/2026-01-01/introduction.en.md")
    file.write_text(file.read_text(encoding="utf-8").replace("hold", "held"), encoding="utf-8")
    said = commands.run("build")
    assert said.code == 0
    assert f"pdf/{FIRST}:1:1: warning: pdf-outdated: " in said.err
    assert "Run: lydelse pdf --policy terms 2026-01-01\n" in said.err
    site = commands.site.root / "site"
    assert not (site / FIRST).exists()
    assert "policy.pdf" not in (site / "en/terms-en/2026-01-01/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"%PDF-1.7 another", None])
def test_a_pdf_that_was_altered_or_is_gone_is_left_out(commands: Commands, content: bytes | None) -> None:
    put_paper(commands.site)
    file = commands.site.root / "pdf" / FIRST
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    said = commands.run("build")
    assert said.code == 0
    assert f"pdf/{FIRST}:1:1: warning: pdf-altered: " in said.err
    assert not (commands.site.root / "site" / FIRST).exists()
    assert commands.run("build", "--strict").code == 1


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< HEAD\n",
        "[]",
        '{"en/terms/2026-01-01/policy.pdf": 1}',
        '{"en/terms/2026-01-01/policy.pdf": {"text": "a"}}',
        '{"../../../policy.pdf": {"text": "%s", "page": "%s", "pdf": "%s"}}' % (("a" * 64,) * 3),
        '{"en/terms/2026-01-01/policy.pdf": {"text": 1, "page": "", "pdf": ""}}',
        "[" * 100_000,
    ],
)
def test_an_index_that_isnt_one_is_told_and_nothing_is_taken(commands: Commands, text: str) -> None:
    put_paper(commands.site)
    (commands.site.root / "pdf/index.json").write_text(text, encoding="utf-8")
    said = commands.run("build")
    assert said.code == 0
    assert "pdf/index.json:1:1: warning: pdf-index-unreadable: " in said.err
    assert not (commands.site.root / "site" / FIRST).exists()


def test_a_site_with_pdfs_is_what_its_content_builds(commands: Commands) -> None:
    put_paper(commands.site)
    commands.run("seal")
    assert "policy.pdf" not in commands.file("terms/register.jsonl").read_text(encoding="utf-8")
    assert commands.run("build").code == 0
    assert commands.run("verify", str(commands.site.root / "site")).code == 0
    (commands.site.root / "site" / FIRST).write_bytes(b"another")
    said = commands.run("verify", str(commands.site.root / "site"))
    assert said.code == 1
    assert f"{FIRST}:1:1: published-altered: " in said.err


@pytest.mark.parametrize(
    ("language", "count", "size"),
    [("en", 1, "1 kB"), ("en", 76_001, "77 kB"), ("sv", 1_250_000, "1,2 MB"), ("de", 999_999, "1 MB")],
)
def test_a_size_is_told_as_people_read_it(language: str, count: int, size: str) -> None:
    assert Strings.of(language, {"language.locale": language}).size(count).replace("\u00a0", " ") == size
