"""Text that was left in another language of the site, or in English.

py3langid tells languages apart. It is small, works without a network and always gives the same answer; but it brings
NumPy along, so it is an extra, `check`, without which nothing is found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from lydelse.check.model import Finding, Subject, finding
from lydelse.check.texts import Kind, Part, Texts
from lydelse.check.words import excerpt, language_name
from lydelse.model import FindingCode, Revision

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

IS_AVAILABLE = find_spec("py3langid") is not None
"""Whether the detector is installed."""

_FEWEST_WORDS = 5
"""Words in small letters that a text needs to be judged: names and titles are written alike everywhere."""
_SURE = 0.8
"""The probability from which on a text counts as being in another language."""

_NAMES = re.compile(
    r"""https?://\S+ | \S+@\S+ | \bwww\.\S+           # addresses
      | [“”"„«»][^“”"„«»\n]{1,120}[“”"„«»]            # quoted titles
      | \S*\d\S*                                      # numbers and identifiers
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+")


def check_language(subject: Subject) -> Iterator[Finding]:
    """Tell of paragraphs, list items and cells that seem to be in another language than their file."""
    if not IS_AVAILABLE:
        return
    texts = Texts(subject.fragments)
    possible = frozenset({*subject.catalogue.site.languages, "en"})
    for policy, version in subject.versions:
        for section in version.sections:
            for revision in dict.fromkeys(wording.revision for wording in section.wordings.values()):
                text = texts.of(revision)
                for part, words, language in _foreign(revision, text.parts, possible):
                    own, found = language_name(revision.language), language_name(language)
                    message = f"this {part.kind} seems to be in {found}, not in {own}: “{excerpt(words)}”"
                    hint = f'Put it into {own}. If it is meant so, mark it, as in <span lang="{language}">…</span>.'
                    yield finding(
                        FindingCode.LANGUAGE_WRONG,
                        text.place(part, excerpt(words).removesuffix(" …")),
                        message,
                        hint,
                        policy=policy.id,
                        version=version.id,
                        section=section.id,
                        language=revision.language,
                    )


def _foreign(revision: Revision, parts: tuple[Part, ...], possible: frozenset[str]) -> Iterator[tuple[Part, str, str]]:
    """Give the parts in another language, the words by which they are known, and that language."""
    for part in parts:
        for words in part.own if part.kind not in (Kind.CODE, Kind.DECLARATION) else ():
            language = language_of(words, possible)
            if language is not None and language != _base(revision.language):
                yield part, words, language


@cache
def language_of(text: str, possible: frozenset[str]) -> str | None:
    """Give which of the possible languages a text is in, without its country; `None` when that isn't sure."""
    prose = _NAMES.sub(" ", text)
    small = [word for word in _WORD.findall(prose) if word.islower()]
    if len(small) < _FEWEST_WORDS:
        return None
    language, probability = _identifier(possible).classify(prose)
    return str(language) if probability >= _SURE else None


@cache
def _identifier(possible: frozenset[str]) -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # an extra that takes time to load

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages({_base(language) for language in possible} & set(identifier.labels))
    return identifier


def _base(language: str) -> str:
    return language.partition("-")[0]
