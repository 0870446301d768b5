"""Which files become which policies."""

from __future__ import annotations

import pytest

from lydelse.importing.errors import Unreadable
from lydelse.importing.mapping import Rule, policy_of


@pytest.mark.parametrize(
    ("rule", "path", "policy"),
    [
        ("Policies/*.md={name}", "Policies/Privacy Statement.md", "privacy-statement"),
        ("Policies/*.md={name}", "Policies/old/privacy.md", None),
        ("Policies/**/*.md={name}", "Policies/privacy.md", "privacy"),
        ("Policies/**/*.md={name}", "Policies/a/b/privacy.md", "privacy"),
        ("**={name}", "a/b/terms.v2.html", "terms-v2"),
        ("{area}/{name}.md={area}-{name}", "legal/terms.md", "legal-terms"),
        ("{area}/{area}.md={area}", "terms/terms.md", "terms"),
        ("{area}/{area}.md={area}", "terms/other.md", None),
        ("legal/*/index.md={folder}", "legal/cookies/index.md", "cookies"),
        ("v?.md=terms", "v1.md", "terms"),
        ("README.md=", "README.md", ""),
        ("a=b.md=x", "a=b.md", "x"),
    ],
)
def test_a_rule_names_a_policy(rule: str, path: str, policy: str | None) -> None:
    assert Rule.parse(rule).policy_of(path) == policy


def test_the_first_rule_that_is_about_a_file_counts() -> None:
    rules = [Rule.parse("docs/README.md="), Rule.parse("docs/*.md={name}"), Rule.parse("**/*.md=rest")]
    assert [policy_of(path, rules) for path in ("docs/README.md", "docs/a.md", "b.md", "c.txt")] == [
        "",
        "a",
        "rest",
        "",
    ]


def test_a_rule_that_says_nothing_is_refused_with_an_example() -> None:
    with pytest.raises(Unreadable, match="doesn't say") as raised:
        Rule.parse("Policies/*.md")
    assert "--map" in raised.value.hint


def test_a_part_that_the_path_does_not_name_is_refused() -> None:
    with pytest.raises(Unreadable, match="area"):
        Rule.parse("Policies/*.md={area}")
