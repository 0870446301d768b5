"""The check for what was to be filled in, and still stands in a text as the template had it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lydelse.check.model import Finding, Subject, finding, wordings
from lydelse.check.texts import Kind, Part, Text, Texts
from lydelse.check.words import excerpt
from lydelse.model import FindingCode, Policy, Revision, Version
from lydelse.problems import Place

_PLACEHOLDER = re.compile(
    r"""\[(?=[^\[\]]*(?:[^\W\d_]{3}|…|\.\.\.))(?!(?:sic|…|\.\.\.)[!?]?\])[^\[\]]{1,300}\]  # words in square brackets
      | \{\{[^{}]{1,100}\}\}                # as templates of programs have them
      | (?i:\blorem\s+ipsum\b)
      | \bTODO: | \bTBD\b
      | _{4,}                               # a line to write on
    """,
    re.VERBOSE,
)
_HINTS = ("[", "{{", "orem", "TODO", "TBD", "____", "OREM")
"""One of these is in every text in which something is found."""


def check_placeholders(subject: Subject) -> Iterator[Finding]:
    """Find what was to be filled in: words in square brackets that are no link, `{{name}}`, “lorem ipsum”, a line to
    write on. They are looked for in texts and their titles, in what a version says of itself, in the declaration, and
    in the organisation's name."""
    texts = Texts(subject.fragments)
    for policy, version in subject.versions:
        yield from _of_site(subject, policy)
        for language in version.languages:
            yield from _found(_said(version, language), version.place, policy, version, language=language)
            if version.declaration is not None:
                declared = _strings(version.declaration.told(language))
                yield from _found(declared, version.declaration.place, policy, version, language=language)
        for section, language, revision in wordings(version):
            if _may_hold(revision):
                text = texts.of(revision)
                yield from _found(_written(text), _place(text), policy, version, section=section, language=language)


def placeholders(text: str) -> Iterator[str]:
    """Give what is to be filled in in a text, in its order. An omission, “[…]”, and “[sic]” are none, nor is “[1]”."""
    return (match[0] for match in _PLACEHOLDER.finditer(text))


def _may_hold(revision: Revision) -> bool:
    return any(hint in revision.title or hint in revision.body for hint in _HINTS)


def _of_site(subject: Subject, policy: Policy) -> Iterator[Finding]:
    site = subject.catalogue.site
    yield from _found((site.organisation.name,), site.place_of("organisation"), policy)


def _said(version: Version, language: str) -> Iterator[str]:
    for text in (version.title, version.description, version.summary):
        yield text.get(language, "")


def _strings(told: Iterable[object]) -> Iterator[str]:
    """Give the texts in what readers are told of a declaration."""
    for each in told:
        if isinstance(each, str):
            yield each
        elif isinstance(each, tuple):
            yield from _strings(each)


def _written(text: Text) -> Iterator[str]:
    yield text.revision.title
    for part in _prose(text):
        yield from part.own


def _prose(text: Text) -> Iterator[Part]:
    return (part for part in text.parts if part.kind is not Kind.DECLARATION)


def _place(text: Text) -> Place:
    """Give where the first one stands: in the text, or else in the title."""
    for part in _prose(text):
        for words in placeholders("\n".join(part.own)):
            return text.place(part, words)
    return text.revision.place


def _found(
    texts: Iterable[str],
    place: Place,
    policy: Policy,
    version: Version | None = None,
    *,
    section: str | None = None,
    language: str | None = None,
) -> Iterator[Finding]:
    """Tell of what is left in texts that stand together: of the first, and how many there are besides."""
    left = [words for text in texts for words in placeholders(text)]
    if left:
        others = f", as {'is' if len(left) == 2 else 'are'} {len(left) - 1} more" if len(left) > 1 else ""  # noqa: PLR2004 - one more
        yield finding(
            FindingCode.TEXT_PLACEHOLDER,
            place,
            f"“{excerpt(left[0])}” is still to be filled in{others}",
            "Write there what holds for you, or take the sentence out. If it is meant to read so, accept this.",
            policy=policy.id,
            version=version.id if version else None,
            section=section,
            language=language,
        )
