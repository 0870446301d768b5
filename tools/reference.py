"""Writes what follows from the forms of the content's files: `make reference`.

These are the tables of docs/content-model.md, each under the heading of its file, and the JSON Schemas in docs/schema/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lydelse.forms.key import Form, Key
from lydelse.forms.schema import FILES, schema_files

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "docs" / "content-model.md"
SCHEMAS = ROOT / "docs" / "schema"

HEADINGS: Mapping[str, str] = {
    "site": "`site.yaml`",
    "policy": "`policy.yaml`",
    "version": "`version.yaml`",
    "cookies": "`cookies.yaml`",
    "section": "Front matter",
}
"""The heading under which the keys of each kind of file stand."""

_HEAD = "| Key | Required | Value | By default | What it is | Example |\n|---|---|---|---|---|---|\n"


def table(form: Form) -> str:
    """Give the table of a form, with the keys of the mappings in it behind those that hold them."""
    return _HEAD + "".join(f"| {' | '.join(cells)} |\n" for cells in _rows(form))


def with_tables(text: str) -> str:
    """Put the tables into the reference in place of those that stand there."""
    for name, heading in HEADINGS.items():
        start = text.index("| Key |", text.index(f"\n## {heading}\n"))
        end = text.index("\n\n", start) + 1
        text = f"{text[:start]}{table(FILES[name][1])}{text[end:]}"
    return text


def _rows(form: Form, prefix: str = "", required: str = "yes") -> Iterator[tuple[str, ...]]:
    alike = len(form) > 1 and len({id(key.value) for key in form.values()}) == 1
    for name, key in form.items():
        yield _cells(name, key, prefix, required)
        if key.value.form and not alike:
            yield from _rows(key.value.form, f"{prefix}{name}.", f"yes, in `{name}`")
    inner = next(iter(form.values())).value.form
    if inner and alike:
        yield from _rows(inner, f"{prefix}*.")


def _cells(name: str, key: Key, prefix: str, required: str) -> tuple[str, ...]:
    needed = required if key.required else key.when or "no"
    default = f"`{key.default}`" if key.default else ""
    example = f"`{name}: {key.example}`" if key.example else ""
    return f"`{prefix}{name}`", needed, key.value.words, default, key.meaning, example


def main() -> None:
    """Write the tables and the schemas."""
    MODEL.write_text(with_tables(MODEL.read_text(encoding="utf-8")), encoding="utf-8")
    SCHEMAS.mkdir(exist_ok=True)
    for name, content in schema_files():
        (SCHEMAS / name).write_bytes(content)


if __name__ == "__main__":
    main()
