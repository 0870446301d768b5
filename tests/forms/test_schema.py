"""Readers and JSON Schemas know the same: what a reader takes is valid, and what a schema doesn't know is refused."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lydelse.cli import main
from lydelse.forms.schema import FILES, schema_files
from tests.forms.reading import SCHEMAS, as_an_editor_sees, example, forms_in, is_valid, problems_of, write_look

ROOT = Path(__file__).parents[2]
KINDS = sorted(FILES)
FORMS = [(kind, path) for kind in KINDS for path, _ in forms_in(FILES[kind][1])]
KEYS = [(kind, path, name) for kind in KINDS for path, form in forms_in(FILES[kind][1]) for name in form]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files stand that a look names."""
    return write_look(tmp_path_factory.mktemp("content"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])


def test_the_command_writes_them_into_a_site_or_a_folder(tmp_path: Path) -> None:
    assert main(["schema"], default_root=tmp_path) == 0
    assert main(["schema", str(tmp_path / "docs" / "schema")], default_root=tmp_path) == 0
    for folder in (tmp_path / "schema", tmp_path / "docs" / "schema"):
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == dict(schema_files())


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_all_keys_make_a_file_that_reader_and_schema_take(kind: str, folder: Path) -> None:
    text = example(kind)
    assert problems_of(kind, text, folder) == ()
    assert is_valid(kind, text)


@pytest.mark.parametrize(("kind", "path", "name"), KEYS)
def test_what_a_schema_needs_the_reader_needs_and_nothing_more(kind: str, path: str, name: str, folder: Path) -> None:
    form = dict(forms_in(FILES[kind][1]))[path]
    text = example(kind, without=path + name)
    found = {problem.code for problem in problems_of(kind, text, folder)}
    assert is_valid(kind, text) == (not form[name].required)
    is_needed = form[name].required or (kind, name) == ("section", "title")
    assert found == ({"key-missing" if text else "yaml-not-a-mapping"} if is_needed else set())


@pytest.mark.parametrize(("kind", "path"), FORMS)
def test_a_key_that_a_schema_does_not_know_is_refused(kind: str, path: str, folder: Path) -> None:
    text = example(kind, extra=f"{path}xyzzy")
    assert not is_valid(kind, text)
    assert [problem.code for problem in problems_of(kind, text, folder)] == ["key-unknown"]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("policy", "slug: {xyzzy: terms}"),
        ("version", "from: {Not an id: [rights]}"),
        ("version", "unchanged: {english: [rights]}"),
        ("site", 'banner: {colours: {ink-darker: "#ffffff"}}'),
        ("site", 'look: {colours: {ink-darker: "#ffffff"}}'),
        ("site", "look: {fonts: {title: slab}}"),
    ],
)
def test_a_name_that_a_schema_does_not_know_is_refused(kind: str, line: str, folder: Path) -> None:
    text = example(kind, without=line.partition(":")[0]) + f"{line}\n"
    assert not is_valid(kind, text)
    assert problems_of(kind, text, folder)


# What a reader takes is valid -----------------------------------------------------------------------------------


PLAIN = ("Ord å", "404", "1.10", "true", "No", "0x1f", "-1", "2026-03-01", "2026-03-01-2", "6 months", "slab", "sv")
QUOTED = ("'404'", "'12: 30'", '"#fff"', "'30'", "'true'")
WRONG = st.sampled_from(("''", "[]", "{}", "[a, b]", "{sv: x}", "2026-13-99", "https:/", "Not an id", "12 moons"))
SCALARS = (*PLAIN, *QUOTED, "https://policy.example.com/", "Europe/Stockholm")


@cache
def values_of(kind: str, name: str) -> st.SearchStrategy[str]:
    """Values of a key of a kind of file; made once, since each word is held against the schema."""
    return values(SCHEMAS[kind]["properties"][name])


def values(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    """Values that a schema takes, in YAML's flow style, and now and then another."""
    if "anyOf" in schema:
        return st.one_of(*map(values, schema["anyOf"]))
    if schema.get("type") == "array":
        return st.lists(values(schema["items"]), max_size=3).map(lambda items: f"[{', '.join(items)}]")
    if schema.get("type") == "object":
        return mappings(schema).map(lambda lines: f"{{{', '.join(f'{key}: {value}' for key, value in lines.items())}}}")
    validator = Draft202012Validator(schema)
    words = [*SCALARS, *(str(choice).lower() for choice in schema.get("enum", ()))]
    fitting = st.sampled_from([word for word in words if validator.is_valid(as_an_editor_sees(f"[{word}]")[0])])
    return st.one_of(*[fitting] * 10, st.sampled_from(words), WRONG)


def mappings(schema: dict[str, Any]) -> st.SearchStrategy[dict[str, str]]:
    """Mappings that a schema takes, and now and then others: each key with its value as written."""
    if "properties" not in schema:
        return st.dictionaries(st.sampled_from(("sv", "en")), values(schema["additionalProperties"]), max_size=2)
    drawn = {name: values(each) for name, each in schema["properties"].items()}
    needed = {name: drawn.pop(name) for name in schema.get("required", ())}
    return st.fixed_dictionaries(needed, optional=drawn)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_what_a_reader_takes_is_valid(kind: str, data: st.DataObject, folder: Path) -> None:
    """A file with examples, in which some keys have other values or are left out."""
    lines = dict(line.split(": ", 1) for line in example(kind).splitlines())
    for name in data.draw(st.lists(st.sampled_from(sorted(lines)), min_size=1, max_size=2, unique=True)):
        value = data.draw(st.one_of(values_of(kind, name), st.none()))
        lines |= {name: value} if value is not None else {}
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    is_taken = not problems_of(kind, text, folder)
    event(f"taken: {is_taken}")
    assert is_valid(kind, text) or not is_taken


@pytest.mark.parametrize("path", sorted(ROOT.glob("content/**/*.*")), ids=lambda path: path.name)
def test_the_content_of_the_repository_is_valid(path: Path) -> None:
    kind = {"site.yaml": "site", "policy.yaml": "policy", "version.yaml": "version", "cookies.yaml": "cookies"}
    if path.name in kind:
        assert is_valid(kind[path.name], path.read_text(encoding="utf-8"))
    elif path.suffix == ".md":
        assert is_valid("section", path.read_text(encoding="utf-8").split("---\n")[1])
