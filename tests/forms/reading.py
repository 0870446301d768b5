"""A file of each kind as the readers and as an editor see it, and examples of what stands in one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from lydelse.forms import Form
from lydelse.forms.schema import FILES, schema_files
from lydelse.model import VersionId
from lydelse.problems import Problem, Report
from lydelse.read.declaration import read_declaration
from lydelse.read.nodes import parse
from lydelse.read.policy import read_policy
from lydelse.read.revision import read_revision
from lydelse.read.site import read_site
from lydelse.read.version import read_version

LANGUAGES = ("sv", "en")
SCHEMAS: dict[str, dict[str, Any]] = {Path(name).stem: json.loads(content) for name, content in schema_files()}
VALIDATORS = {name: Draft202012Validator(schema) for name, schema in SCHEMAS.items()}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"></svg>'


def problems_of(kind: str, text: str, folder: Path) -> tuple[Problem, ...]:
    """What the reader of a kind of file finds wrong with one; `folder` has the files that a look can name."""
    report = Report()
    if kind == "section":
        read_revision("cookies", "en", f"---\n{text}---\n\nWords.\n", "cookies.en.md", report)
        return report.errors
    node = parse(text, f"{kind}.yaml", report)
    if node is None:
        return report.errors
    if kind == "site":
        read_site(node, folder, report)
    elif kind == "policy":
        read_policy("terms", node, LANGUAGES, (), report)
    elif kind == "version":
        read_version(VersionId.parse("2026-03-01"), node, LANGUAGES, report)
    else:
        read_declaration(node, LANGUAGES, report)
    return report.errors


def is_valid(kind: str, text: str) -> bool:
    """Whether the schema of a kind of file takes a text, which may also be an empty one."""
    return bool(VALIDATORS[kind].is_valid({} if not text.strip() else as_an_editor_sees(text)))


def as_an_editor_sees(text: str) -> Any:
    """Read YAML with the core schema of YAML 1.2 (chapter 10.3), as editors do: `404` is a number, `no` a text."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    assert node is not None
    return _value(node)


_CORE = (
    (re.compile(r"~|null|Null|NULL|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if isinstance(node, yaml.ScalarNode) and node.style is not None:
        return node.value
    return next((make(node.value) for pattern, make in _CORE if pattern.fullmatch(node.value)), node.value)


def write_look(folder: Path) -> Path:
    """Write the files that the examples of a look name."""
    for name in ("logo.svg", "logo-dark.svg", "icon.svg"):
        (folder / name).write_text(LOGO, encoding="utf-8")
    (folder / "garden.woff2").write_bytes(b"wOF2")
    return folder


def example(kind: str, *, without: str = "", extra: str = "") -> str:
    """Give a file with the example of every key, those of inner forms among them.

    Args:
        kind: the kind of file.
        without: a key that is left out, with the names of those in which it stands: `look.logo.file`.
        extra: a key that is added, named alike.
    """
    entries = _entries(FILES[kind][1], SCHEMAS[kind], without, extra)
    return "".join(f"{name}: {value}\n" for name, value in entries)


def _entries(form: Form, schema: dict[str, Any], without: str, extra: str) -> Iterator[tuple[str, str]]:
    for name, key in form.items():
        if name == without:
            continue
        inner = key.value.form
        if inner:
            yield name, _mapping(inner, schema["properties"][name], _below(name, without), _below(name, extra))
        else:
            yield name, key.example
    if extra and "." not in extra:
        yield extra, "words"


def _mapping(form: Form, schema: dict[str, Any], without: str, extra: str) -> str:
    """Give the example of a form in YAML's flow style; in a list where one has to stand."""
    schema = next((each for each in schema.get("anyOf", ()) if each.get("type") == "object"), schema)
    is_list = schema["type"] == "array"
    entries = _entries(form, schema["items"] if is_list else schema, without, extra)
    written = f"{{{', '.join(f'{name}: {value}' for name, value in entries)}}}"
    return f"[{written}]" if is_list else written


def _below(name: str, path: str) -> str:
    """Give what is left of a path below a key."""
    return path.removeprefix(f"{name}.") if path.startswith(f"{name}.") else ""


def forms_in(form: Form, path: str = "") -> Iterator[tuple[str, Form]]:
    """Give a form and all that stand in it, each behind the names of the keys that lead to it."""
    yield path, form
    for name, key in form.items():
        if key.value.form:
            yield from forms_in(key.value.form, f"{path}{name}.")
