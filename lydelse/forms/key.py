"""What a key of the content's files is: what it can hold, whether it's needed, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Schema: TypeAlias = Mapping[str, object]
"""A JSON Schema, or a part of one (draft 2020-12)."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a key can hold.

    Attributes:
        words: the same in a few words, for people.
        schema: a JSON Schema that takes whatever the reader takes; the reader may be stricter.
        form: the keys of the mappings that stand in it, if any do.
    """

    words: str
    schema: Schema
    form: Mapping[str, Key] | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a form.

    Attributes:
        value: what it can hold.
        meaning: what it means, in Markdown; links in it lead on from docs/content-model.md.
        required: it has to stand in every such form.
        when: where it has to stand in some forms alone, in which.
        default: what holds where it isn't there, as it would be written.
        example: a value as it would be written on the key's line.
    """

    value: Value
    meaning: str
    required: bool = False
    when: str = ""
    default: str = ""
    example: str = ""


Form: TypeAlias = Mapping[str, Key]
"""The keys of a file, or of a mapping in one, in the order in which they are told."""
