"""The JSON Schemas of the content's files (draft 2020-12), by which editors complete keys, explain and check them.

They are made of the forms that the readers know, so neither can know a key that the other doesn't. What a value has to
be among others (a section that there is, a day that comes before another) is for the build to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from lydelse.forms import AMENDMENT, DECLARATION, POLICY, REVISION, SITE
from lydelse.forms.key import Form, Schema
from lydelse.forms.values import object_of

_DRAFT = "https://json-schema.org/draft/2020-12/schema"

FILES: Mapping[str, tuple[str, Form]] = {
    "site": ("What concerns the whole site: content/site.yaml", SITE),
    "policy": ("What holds for a policy in all its versions: content/*/policy.yaml", POLICY),
    "version": ("What a version says of itself: content/*/*/version.yaml", AMENDMENT),
    "cookies": ("The declaration of cookies and other storage: content/*/*/cookies.yaml", DECLARATION),
    "section": ("The front matter of a section's text: content/*/*/*.md", REVISION),
}
"""Every kind of file by the name of its schema: what it is, and the form that it has."""


def schema_of(name: str) -> Schema:
    """Give the schema of a kind of file."""
    title, form = FILES[name]
    return {"$schema": _DRAFT, "title": title, **object_of(form)}


def schema_files() -> Iterator[tuple[str, bytes]]:
    """Give all schemas as files: their names and what stands in them."""
    for name in FILES:
        text = json.dumps(schema_of(name), ensure_ascii=False, indent=2)
        yield f"{name}.json", f"{text}\n".encode()
