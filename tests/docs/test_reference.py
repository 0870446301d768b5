"""The reference names what the code knows: every key, word, problem and module, and none that isn't there."""

from __future__ import annotations

import ast
import pkgutil
import re
from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator

import lydelse
from lydelse.banner.colours import DEFAULTS
from lydelse.colours import DARK
from lydelse.forms import INFORMATION_DUTIES, Display, Signal, Style
from lydelse.forms.schema import FILES, schema_files
from lydelse.look import PALETTE, ROLES, STACKS
from lydelse.model import (
    ChangeKind,
    Comparisons,
    FindingCode,
    InformationArticle,
    Significance,
    Status,
    StorageKind,
    Translations,
    Waiting,
)
from lydelse.read import _ATTACHMENT_TYPES
from lydelse.render.allowed import ELEMENTS, EVERYWHERE
from lydelse.render.examine import _LOSSES
from tests.docs.documents import ROOT, Block, blocks, code_words, first_column, part, read
from tests.forms.reading import SCHEMAS as FORMS
from tests.forms.reading import as_an_editor_sees, forms_in
from tools.reference import SCHEMAS, with_tables

MODEL = read("docs/content-model.md")


def test_the_tables_and_schemas_are_those_of_the_forms() -> None:
    """`make reference` writes them anew."""
    assert with_tables(MODEL) == MODEL
    assert {path.name: path.read_bytes() for path in SCHEMAS.iterdir()} == dict(schema_files())


def test_every_kind_of_value_is_explained() -> None:
    told = set(re.findall("`([a-z ]+)`", part(MODEL, "Values")))
    forms = [form for _, whole in FILES.values() for _, form in forms_in(whole)]
    for words in {key.value.words for form in forms for key in form.values()}:
        noun = re.sub("^list of | (per|by|from|or) .*|:.*", "", words)
        assert noun.startswith("`") or {noun, noun.removesuffix("s"), noun.replace("ies", "y")} & told, words


@pytest.mark.parametrize("block", [block for block in blocks(MODEL) if block.kind == "yaml"])
def test_an_example_is_a_part_of_a_file(block: Block) -> None:
    found = as_an_editor_sees(block.text)
    known = [schema | {"required": []} for schema in FORMS.values() if found.keys() <= schema["properties"].keys()]
    assert any(Draft202012Validator(schema).is_valid(found) for schema in known)


def test_the_colours_and_typefaces_of_a_look_are_named() -> None:
    theming = read("docs/theming.md")
    listed = re.findall(r"^\| `([a-z-]+)` \| [^|]+ \| `(#\w+)` \| `(#\w+)` \| ([^|]*)\|$", theming, re.MULTILINE)
    assert [name for name, *_ in listed] == list(PALETTE.names)
    for name, light, dark, sources in listed:
        assert (light, dark) == (PALETTE.defaults[name], PALETTE.defaults[name + DARK])
        mixture = PALETTE.mixtures.get(name)
        assert re.findall(r"`([a-z-]+)`", sources) == ([mixture.colour, mixture.behind] if mixture else [])
    assert code_words(first_column(part(theming, "Typefaces"))) == list(STACKS)
    for value in (*Display, *Style, *(f"look.fonts.{role}" for role in ROLES)):
        assert f"`{value}`" in MODEL


def test_every_status_has_its_line() -> None:
    assert code_words(first_column(part(MODEL, "Statuses"))) == [status.value for status in Status]


def test_the_possible_values_are_named() -> None:
    for value in (
        *Significance,
        *Translations,
        *Comparisons,
        *InformationArticle,
        *StorageKind,
        *Waiting,
        *Signal,
        *DEFAULTS,
    ):
        assert f"`{value}`" in MODEL


def test_the_elements_and_attributes_of_html_are_named() -> None:
    text = part(MODEL, "HTML")
    listed, _, attributes = text.partition("\n\nEvery element")
    assert set(re.findall(r"`([a-z0-9]+)`", listed)) == ELEMENTS.keys()
    assert set(re.findall(r"`([a-z]+)`", attributes)) == EVERYWHERE.union(*ELEMENTS.values()) | {
        element for element, own in ELEMENTS.items() if own
    }


def test_the_types_of_files_are_named() -> None:
    listed = part(MODEL, "Images and other files").partition("Published are")[2].partition("as far as")[0]
    assert set(re.findall(r"`([a-z]+)`", listed)) == _ATTACHMENT_TYPES


def test_the_information_duties_are_named() -> None:
    listed = part(MODEL, "Front matter").partition("The names of the duties")[2]
    duties = set(re.findall(r"`(gdpr-[0-9a-z-]+)`", listed))
    for first, last in re.findall(r"`gdpr-([0-9-]+-[a-z])` to `gdpr-([0-9-]+-[a-z])`", listed):
        duties |= {f"gdpr-{first[:-1]}{chr(letter)}" for letter in range(ord(first[-1]), ord(last[-1]) + 1)}
    assert duties == INFORMATION_DUTIES


def test_the_glossary_has_the_words_of_the_model() -> None:
    words = {word for cell in first_column(read("docs/glossary.md")) for word in cell.split(", ")}
    assert {value.value for kind in (Status, Significance, ChangeKind) for value in kind} <= words


CALLS = {
    # Where the code stands among the arguments of what makes a problem, and how many of these there are at least.
    **dict.fromkeys(("error", "warning", "note", "misconfigured", "add", "Problem", "_UnreadableError"), (1, 3)),
    **dict.fromkeys(("Fault", "Loss", "_loss", "_fault"), (0, 3)),
}


def reported_codes() -> Iterator[str]:
    """Every code that the engine can report. One that is handed on is found where it comes from; those of what
    Markdown loses are the keys of the table with their messages; what checks find has codes of its own."""
    yield from _LOSSES
    yield from FindingCode
    for path in sorted((ROOT / "lydelse").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from codes_of_call(node)


def codes_of_call(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    position, least = CALLS.get(name, (0, 0))
    if not least or len(call.args) < least:
        return
    argument = call.args[position]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.JoinedStr):
        assert ast.unparse(argument).endswith(("-twice'", "-unused'")), f"line {call.lineno}: a code made of parts"
    else:
        handed_on = ast.unparse(argument).removesuffix(".value").rpartition(".")[2]
        assert handed_on == "code", f"line {call.lineno}: which code?"


def test_every_problem_is_explained_and_every_one_explained_exists() -> None:
    problems = read("docs/problems.md").partition("## Messages without a code")[0]
    told = code_words(first_column(problems))
    assert len(told) == len(set(told)), "a code stands twice"
    assert sorted(told) == sorted(set(reported_codes()))


def test_a_code_is_in_kebab_case() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", code) for code in reported_codes())


def test_the_architecture_names_every_part_of_the_engine() -> None:
    text = read("docs/architecture.md")
    parts = [module.name + ("/" if module.ispkg else ".py") for module in pkgutil.iter_modules(lydelse.__path__)]
    assert [part for part in parts if f"lydelse/{part}" not in text] == []
    for path in re.findall(r"`((?:lydelse|layouts|tests|docs)/[^`]*)`", text):
        assert (ROOT / path).exists(), path


def test_the_architecture_names_only_modules_that_exist() -> None:
    modules = {path.name for path in (ROOT / "lydelse").rglob("*.py")} | {"build.py"}
    assert set(re.findall(r"`([a-z_]+\.py)`", read("docs/architecture.md"))) <= modules
