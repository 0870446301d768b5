"""The documentation as a text: its links lead somewhere, its pictures are small, and it promises nothing wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lydelse import __version__
from tests.docs.documents import DOCUMENTS, ROOT, anchors, links, read

IMAGE_BYTES = 200_000
README_WORDS = 1_300


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.name)
def document(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def test_its_links_lead_somewhere(document: Path) -> None:
    for address in links(document.read_text(encoding="utf-8")):
        name, _, anchor = address.partition("#")
        target = document.parent / name if name else document
        assert target.is_file(), address
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), address


def test_the_readme_leads_to_the_index_and_that_to_every_document() -> None:
    assert "docs/README.md" in links(read("README.md"))
    led_to = {(ROOT / "docs" / address).resolve() for address in links(read("docs/README.md"))}
    assert set(DOCUMENTS) - led_to == {ROOT / "README.md", ROOT / "docs" / "README.md"}


def test_the_readme_is_short() -> None:
    """An editor, a lawyer and a developer each see in a minute what this is, and where to go on."""
    assert len(read("README.md").split()) < README_WORDS


def test_pictures_are_shown_and_small() -> None:
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture.stat().st_size < IMAGE_BYTES
        assert picture.relative_to(ROOT).as_posix() in links(read("README.md"))


def test_nothing_calls_anything_lawful(document: Path) -> None:
    """Whether a policy keeps the law is for a lawyer to say, not for software."""
    assert re.search(r"\bcomplian(t|ce)\b", document.read_text(encoding="utf-8"), re.IGNORECASE) is None


def test_no_path_of_a_machine(document: Path) -> None:
    assert re.search(r"(?<![\w.])/(root|home|tmp|work|Users)/", document.read_text(encoding="utf-8")) is None


def test_lines_are_as_long_as_in_the_code(document: Path) -> None:
    """Tables and messages have lines that can't be divided."""
    text = re.sub(r"^\|.*\n|^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert [line for line in text.splitlines() if len(line) > 120] == []


def test_the_readme_says_what_the_content_is() -> None:
    text = " ".join(read("README.md").split())
    assert "rests on the policy that Västmanlands IT AB" in text
    assert "invented examples" in text
    assert "legal advice" in text


def test_every_release_says_what_it_means_for_content() -> None:
    for release in re.split(r"^## ", read("CHANGELOG.md"), flags=re.MULTILINE)[1:]:
        assert re.search(r"^### Content model\n\n- Model \d", release, re.MULTILINE)


def test_the_changelog_tells_the_version_that_is_coming() -> None:
    assert f"to be released as {__version__}" in read("CHANGELOG.md") or f"## [{__version__}]" in read("CHANGELOG.md")
