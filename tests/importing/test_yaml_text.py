"""YAML is written so that it reads as what was meant, and added to without a change of what is there."""

from __future__ import annotations

from unicodedata import normalize

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lydelse.importing.errors import Unreadable
from lydelse.importing.yaml_text import scalar, with_text, with_word
from lydelse.problems import Report
from lydelse.read.nodes import parse
from lydelse.read.tree import MapNode, TextNode

PRINTABLE = st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn")), max_size=30)


@given(PRINTABLE | st.sampled_from(["no", "a: b", "a #b", "- a", "1. A", '"a"', "'a'", "{a}", "[a]", "*a", "&a", "!a"]))
def test_a_text_is_read_as_it_was(text: str) -> None:
    text = f"x{text}" if not text.split() else text
    report = Report()
    node = parse(f"title: {scalar(text)}\n", "version.yaml", report)
    assert not report.problems
    assert isinstance(node, MapNode)
    value = node.get("title")
    assert isinstance(value, TextNode)
    assert value.text == normalize("NFC", " ".join(text.split()))


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("title:\n  sv: A # why\n# more\nx: y\n", "title:\n  sv: A # why\n  en: B\n# more\nx: y\n"),
        ("title:\n  sv: >-\n    A\n    b\n\nx: y\n", "title:\n  sv: >-\n    A\n    b\n\n  en: B\nx: y\n"),
        ("title: {sv: A}\n", "title: {sv: A, en: B}\n"),
        ("title:\n    sv: A", "title:\n    sv: A\n    en: B\n"),
        ("x: y", "x: y\ntitle:\n  en: B\n"),
    ],
    ids=["block", "folded", "flow", "no line end", "no key"],
)
def test_a_language_is_added(source: str, after: str) -> None:
    assert with_text(source, "title", "en", "B") == after


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("languages: [sv] # x\n", "languages: [sv, en] # x\n"),
        ("languages:\n  - sv\nx: y\n", "languages:\n  - sv\n  - en\nx: y\n"),
        ("languages:\n- sv\n", "languages:\n- sv\n- en\n"),
        ("x: y\n", "x: y\nlanguages: [sv, en]\n"),
    ],
    ids=["flow", "block", "not indented", "no key"],
)
def test_a_word_is_added(source: str, after: str) -> None:
    assert with_word(source, "languages", ["sv"], "en") == after
    assert yaml.safe_load(after)["languages"] == ["sv", "en"]


def test_what_cannot_be_added_to_is_left_to_a_person() -> None:
    with pytest.raises(Unreadable, match="can't be added"):
        with_text("title: A\n", "title", "en", "B")
