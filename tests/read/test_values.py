"""What is read as what: values stay as they were written, and white space at the edges means nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lydelse.model import Organisation, Retirement, Revision, Significance, Translations, VersionId
from lydelse.problems import Place, Report
from lydelse.read.nodes import parse
from lydelse.read.revision import read_revision
from lydelse.read.tree import ListNode, MapNode, Node, TextNode
from tests.sites import POLICY, Site


def _revision(text: str) -> Revision:
    report = Report()
    revision = read_revision("rights", "en", text, "rights.en.md", report)
    assert report.problems == ()
    return revision


@pytest.mark.parametrize(
    "title",
    ["no", "yes", "on", "null", "~", "1.10", "0x1F", "1e3", "012", "2026-03-01", "12:30:00", "true", "1_000", ".inf"],
)
def test_a_text_stays_what_it_is(title: str) -> None:
    assert _revision(f"---\ntitle: {title}\n---\nText\n").title == title


def test_white_space_in_a_title_counts_as_one_space() -> None:
    assert _revision("---\ntitle: >-\n  Your\n  rights \n---\nText\n").title == "Your rights"


def test_blank_lines_around_a_text_are_no_part_of_it_and_its_lines_are_those_of_the_file() -> None:
    revision = _revision("---\ntitle: Rights\n---\n\n\n    indented\n\nend  \n\n\n")
    assert revision.body == "    indented\n\nend"
    assert revision.body_line == 6


def test_a_rule_in_a_text_is_no_fence() -> None:
    assert _revision("---\ntitle: Rights\n---\nOne\n\n---\n\nTwo\n").body == "One\n\n---\n\nTwo"


def test_front_matter_can_say_what_a_text_answers_and_when_it_came() -> None:
    revision = _revision("---\ntitle: R\ncovers: [gdpr-13-1-a, gdpr-14-2-g]\npublished: 2026-03-01\n---\nText\n")
    assert revision.covers == ("gdpr-13-1-a", "gdpr-14-2-g")
    assert revision.published == date(2026, 3, 1)


def test_an_introduction_needs_no_title() -> None:
    report = Report()
    assert read_revision("introduction", "en", "---\n---\nHi\n", "introduction.en.md", report).title == ""
    assert report.problems == ()


TREES = st.recursive(
    st.text(alphabet="ab1 åé:#-'\"[]{}&*!|>%@`,?", max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=8,
)


def _plain(node: Node) -> object:
    match node:
        case TextNode():
            return node.text
        case ListNode():
            return [_plain(item) for item in node.items]
        case MapNode():
            return {key.text: _plain(value) for key, value in node.entries}


@given(st.dictionaries(st.sampled_from("abcd"), TREES, max_size=4), st.booleans())
def test_whatever_a_yaml_writer_writes_is_read_back(values: dict[str, object], flow: bool) -> None:
    import yaml  # noqa: PLC0415  # what is tested is our reader

    report = Report()
    text = yaml.safe_dump(values, default_flow_style=flow, allow_unicode=True)
    node = parse(text, "x.yaml", report)
    assert report.problems == ()
    assert node is not None
    assert _plain(node) == values


def test_every_value_knows_its_line() -> None:
    node = parse("a: 1\nb:\n  - x\n  - [y]\n", "x.yaml", Report(), first_line=5)
    assert node is not None
    b = node.get("b")
    assert isinstance(b, ListNode)
    assert [item.place for item in b.items] == [Place("x.yaml", 7, 5), Place("x.yaml", 8, 5)]


def test_a_site_says_who_and_where(tmp_path: Path) -> None:
    organisation = {"name": "Ltd", "url": "https://x.example", "email": "law@x.example"}
    site = Site(tmp_path, ["sv", "en", "de"], organisation=organisation, base_url="https://x.example/legal")
    found = site.read().site
    assert found.organisation == Organisation("Ltd", "https://x.example", "law@x.example")
    assert (found.languages, found.base_url) == (("sv", "en", "de"), "https://x.example/legal/")
    assert Site(tmp_path).read().site.organisation == Organisation("Example Ltd")


def test_a_policy_says_what_holds_in_all_its_versions(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.policy(
        notice_days=30,
        translations="notice",
        formerly={"sv": ["gamla-villkor", "regler"]},
        retired={"on": "2027-01-01", "replaced_by": "privacy"},
    )
    (policy,) = site.read().policies
    assert (policy.id, policy.notice_days, policy.translations) == (POLICY, 30, Translations.NOTICE)
    assert policy.formerly == {"sv": ("gamla-villkor", "regler")}
    assert policy.retired == Retirement(date(2027, 1, 1), "privacy")


def test_a_version_says_what_it_changes(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version(
        "2026-03-01-2",
        {"rights": "x"},
        published="2026-02-01",
        significance="editorial",
        follows="2026-03-01",
        corrects="2026-03-01",
        withdraws=["2027-01-01", "2027-01-01-2"],
        from_={"rights": ["duties"]},
        unchanged={"en": ["intro"]},
        languages=["sv"],
        binding="sv",
    )
    (amendment,) = site.read().policies[0].amendments
    first = VersionId(date(2026, 3, 1))
    assert amendment.id == VersionId(date(2026, 3, 1), 2)
    assert (amendment.published, amendment.significance) == (date(2026, 2, 1), Significance.EDITORIAL)
    assert (amendment.follows, amendment.corrects) == (first, first)
    assert amendment.withdraws == (VersionId(date(2027, 1, 1)), VersionId(date(2027, 1, 1), 2))
    assert (amendment.predecessors, amendment.unchanged) == ({"rights": ("duties",)}, {"en": ("intro",)})
    assert (amendment.languages, amendment.binding, amendment.sections) == (("sv",), "sv", ("rights",))
    assert amendment.place_of("summary", "en").line > amendment.place_of("summary").line


def test_what_isnt_stated_carries_over(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-03-01", title=None, sections=None)
    (amendment,) = site.read().policies[0].amendments
    assert (amendment.title, amendment.sections, amendment.languages, amendment.binding) == ({}, None, None, None)


def test_attachments_are_read_by_their_digest(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-03-01", {"rights": "x"})
    site.write("content/terms/2026-03-01/files/form.PDF", b"abc")
    (file,) = site.read().policies[0].amendments[0].attachments
    assert file.name == "form.PDF"
    assert file.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    "name", [".DS_Store", ".git/config", "notes.md~", "#notes.md#", "Thumbs.db", "desktop.ini", "README.md"]
)
@pytest.mark.parametrize("folder", ["", "terms/", "terms/2026-03-01/"])
def test_what_editors_and_systems_leave_is_passed_over(name: str, folder: str, tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.version("2026-03-01", {"rights": "x"})
    site.write(f"content/{folder}{name}", b"\xff")
    assert site.problems() == ()
