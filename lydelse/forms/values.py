"""What keys can hold: in words for people, and as JSON Schemas for editors.

A schema has to take whatever the reader takes. The reader takes every value as the text that stands there, where an
editor sees a number or a truth value in `1.10` and `true`; so wherever a text can stand, those can stand, too. Only
what nobody writes on purpose is left out: white space around a value within quotation marks, and the words that YAML
takes for nothing (`~`, `null`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lydelse.forms.key import Form, Key, Schema, Value
from lydelse.model import ID, MAX_ID

_SCALAR = ("string", "number", "boolean")
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LANGUAGE = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
_DURATION = "^(session|until-deleted|[0-9]{1,4} (minute|hour|day|week|month|year)s?)$"
_COLOUR = "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"
_ID: Schema = {"type": _SCALAR, "pattern": f"^{ID.pattern}$", "maxLength": MAX_ID}

TEXT = Value("text", {"type": _SCALAR, "minLength": 1})
NAME = Value("id", _ID)
NAMED = Value("id", TEXT.schema)
"""An id of something that stands elsewhere: whether it's there is found when all has been read."""
DAY = Value("date", {"type": "string", "pattern": f"^{_DAY}$"})
VERSION = Value("version", {"type": "string", "pattern": f"^{_DAY}(-[0-9]+)?$"})
LANGUAGE = Value("language", {"type": "string", "pattern": _LANGUAGE})
ADDRESS = Value("address", {"type": "string", "pattern": "^https?://"})
DURATION = Value("duration", {"type": "string", "pattern": _DURATION})
COLOUR = Value("colour", {"type": "string", "pattern": _COLOUR})
FLAG = Value("`true` or `false`", {"enum": (True, False, "true", "false")})


def number(first: int, last: int) -> Value:
    """A whole number; in quotation marks, too."""
    schema = {"type": ("integer", "string"), "minimum": first, "maximum": last, "pattern": "^[0-9]{1,4}$"}
    return Value(f"number from {first} to {last}", schema)


def one_of(choices: Iterable[str], words: str = "") -> Value:
    """One of some words, which are named unless there are too many; no editor takes them for anything else."""
    choices = tuple(map(str, choices))
    return Value(words or ", ".join(f"`{choice}`" for choice in choices), {"enum": choices})


def list_of(entry: Value, words: str, at_least: int = 0) -> Value:
    """A list."""
    schema: dict[str, object] = {"type": "array", "items": entry.schema}
    return Value(words, schema | ({"minItems": at_least} if at_least else {}), entry.form)


def by_language(entry: Value, words: str = "text per language") -> Value:
    """A line per language."""
    names: Schema = {"pattern": _LANGUAGE}
    return Value(words, {"type": "object", "propertyNames": names, "additionalProperties": entry.schema})


def by_id(entry: Value, words: str) -> Value:
    """A line per id."""
    return Value(words, {"type": "object", "propertyNames": _ID, "additionalProperties": entry.schema})


def mapping(form: Form, words: str = "mapping") -> Value:
    """A mapping with keys of its own."""
    return Value(words, object_of(form), form)


def either(first: Value, second: Value) -> Value:
    """One thing or another."""
    words = f"{first.words} or {second.words}"
    return Value(words, {"anyOf": (first.schema, second.schema)}, first.form or second.form)


def object_of(form: Form) -> Schema:
    """Give the schema of a form: it knows these keys and no others."""
    schema: dict[str, object] = {
        "type": "object",
        "properties": {name: {**key.value.schema, "description": _told(name, key)} for name, key in form.items()},
        "additionalProperties": False,
    }
    required = tuple(name for name, key in form.items() if key.required)
    return schema | ({"required": required} if required else {})


def _told(name: str, key: Key) -> str:
    """Give what an editor shows of a key: its meaning without links, its default and an example."""
    meaning = re.sub(r"[,:]? see \[[^\]]+\]\([^)]+\)", "", key.meaning)
    told = [re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", meaning) + "."]
    told += [f"Needed {key.when}."] if key.when else []
    told += [f"By default: `{key.default}`."] if key.default else []
    told += [f"Example: `{name}: {key.example}`"] if key.example else []
    return " ".join(told)
