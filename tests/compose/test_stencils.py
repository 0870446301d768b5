"""What is filled into a stencil is what the template would have made of the view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from lydelse.compose.pieces import left_open
from lydelse.problems import Report
from lydelse.read.layouts import read_layouts
from lydelse.stencils import Stencils

TEMPLATES = Environment(autoescape=True)
TEMPLATE = """
{% macro item(it) %}<a{% if it.note %} title="{{ it.note }}"{% endif %}>{{ it.text }}
{%- if it.note is none %}!{% endif %}
{%- endmacro %}
{{ page.text }}|{{ page.html }}|{% for it in page.items %}{{ item(it) }}{{ page.words[loop.index0] }}{% endfor %}|
{{- page.words | join(", ") }}|{{ page.count }}{% if page.text %}{{ page.text }}{% endif %}"""


class Item(NamedTuple):
    """A view in another."""

    text: str
    note: str | None


@dataclass(frozen=True, slots=True)
class View:
    """A view with everything that views have."""

    text: str
    html: Markup
    items: tuple[Item, ...]
    words: tuple[str, ...]
    count: int


class Counted:
    """A template, and how often it was filled in."""

    def __init__(self, template: str) -> None:
        self._template = TEMPLATES.from_string(template)
        self.count = 0

    def __call__(self, view: object) -> str:
        self.count += 1
        return self._template.render(page=view)


TEXTS = st.lists(st.sampled_from([*"ab<&'\"\nå", left_open("old")]), max_size=4).map("".join)
ITEMS = st.builds(Item, TEXTS, st.none() | TEXTS)
LENGTH = 2
VIEWS = st.builds(
    View,
    TEXTS,
    TEXTS.map(Markup),
    st.lists(ITEMS, max_size=LENGTH).map(tuple),
    st.lists(TEXTS, min_size=LENGTH, max_size=LENGTH).map(tuple),
    st.integers(0, 1),
)


@given(st.lists(VIEWS, min_size=2, max_size=5))
def test_stencils_give_what_templates_give(views: list[View]) -> None:
    write, stencils = Counted(TEMPLATE), Stencils()
    assert [stencils.fill("x", view, write) for view in views * 3] == [write(view) for view in views * 3]


def test_a_template_is_filled_in_with_texts_once_and_once_with_spots() -> None:
    write, stencils = Counted("{{ page.text }} {{ page.note }}"), Stencils()
    assert [stencils.fill("x", Item(f"{each}&", "n"), write) for each in range(5)] == [f"{n}&amp; n" for n in range(5)]
    assert write.count == 2


def test_templates_are_told_apart() -> None:
    stencils = Stencils()
    for _ in range(3):
        assert stencils.fill("x", Item("a", None), Counted("{{ page.text }}1")) == "a1"
        assert stencils.fill("y", Item("a", None), Counted("{{ page.text }}2")) == "a2"


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.text | upper }}",
        "{{ page.text.upper() }}",
        "{% if page.text == 'A' %}1{% endif %}",
        "{% if 'A' in page.text %}1{% endif %}",
        "{{ {'A': 1}.get(page.text) }}",
        "{{ page.text | length }}{{ page.text[0] }}",
        "{{ '%s' % page.text }}",
    ],
)
def test_a_template_that_does_more_with_a_text_is_given_it(template: str) -> None:
    stencils, write = Stencils(), Counted(template)
    views = [Item(text, None) for text in ("b", "A", "b", "A", "cc")]
    assert [stencils.fill("x", view, write) for view in views] == [write(view) for view in views]


@pytest.mark.parametrize("value", [{"a": "b"}, 1.5, object(), b"x"])
def test_a_view_of_something_else_is_left_to_its_template(value: object) -> None:
    stencils, write = Stencils(), Counted("{{ page[0] }}")
    assert [stencils.fill("x", (value,), write) for _ in range(3)] == [write((value,))] * 3
    assert write.count == 4


def test_no_stencils_are_made_of_templates_of_a_site() -> None:
    write: Callable[[object], str] = Counted("{{ page.text }}")
    stencils = Stencils(has_own_templates=True)
    for _ in range(4):
        stencils.fill("x", Item("a", None), write)
    assert isinstance(write, Counted)
    assert write.count == 4


@pytest.mark.parametrize(("name", "is_own"), [("compared-row.html", True), ("of-nobody.html", False)])
def test_a_site_has_templates_of_its_own_where_one_stands_for_the_engines(
    tmp_path: Path, name: str, *, is_own: bool
) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / name).write_text("{% macro compared_row(row) %}{% endmacro %}", encoding="utf-8")
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts/components").symlink_to(tmp_path / "shared")
    layouts = read_layouts(tmp_path, ("sv",), Report())
    assert layouts is not None
    assert layouts.stencils.are_used is not is_own


def test_few_are_kept() -> None:
    stencils, write = Stencils(), Counted("{{ page | join }}")
    lengths = range(600)
    for length in [*lengths, 3]:
        for _ in range(3):
            assert stencils.fill("x", ("<",) * length, write) == "&lt;" * length
    assert write.count == 2 * len(lengths) + 1, "the stencil of what was filled in long ago is made again"
