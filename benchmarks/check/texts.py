"""Run the checks of texts over what real policies say, and over what a slip of a translator makes of IT-Smart's.

python -m benchmarks.check.texts corpus    language and addresses in every text of a repository of policies, in English
python -m benchmarks.check.texts slips     translations with one part left out, or one number changed
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from babel import Locale

from benchmarks.check.__main__ import cloned, read_texts
from benchmarks.compare.corpus import find_corpus
from lydelse.check.addresses import Addresses
from lydelse.check.facts import Facts
from lydelse.check.language import language_of
from lydelse.check.targets import Targets
from lydelse.check.texts import Kind, Text
from lydelse.check.translation import Sides
from lydelse.model import Revision
from lydelse.preparing import prepare
from lydelse.problems import Place, Report
from lydelse.render import Words, render

_LANGUAGES = ("sv", "en")
_WORDS = Words(footnotes="Footnotes", footnote_back="Back", table="Table")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_NUMBER = re.compile(r"(?<![\w/.-])\d+(?![\w/.-])")
_BETWEEN_PARTS = re.compile(r"\n(?=\n|- |\| )")


def text_of(language: str, body: str, path: str = "text.md") -> Text:
    """Render a body, whatever is wrong with it."""
    revision = Revision("text", language, "", _FRONT_MATTER.sub("", body), Place(path))
    return Text(revision, render(revision, _WORDS, Report()))


# The corpus ------------------------------------------------------------------------------------------------------


def corpus() -> None:
    """Print what is found in the texts of the corpus, each distinct stretch and address once."""
    with cloned(find_corpus()) as repository:
        texts = [text_of("en", dated.revision.body) for dated in read_texts(repository)]
    stretches = {own for text in texts for part in text.parts if part.kind is not Kind.CODE for own in part.own}
    judged = {own: language_of(own, frozenset(_LANGUAGES)) for own in stretches}
    print(f"{len(texts)} texts; stretches by language: {Counter(judged.values())}")
    for own, language in judged.items():
        if language == "sv":
            print(f"  {own[:150]!r}")
    addresses = Addresses(frozenset(), frozenset())
    flaws = {flaw for text in texts for part in text.parts for link in part.links for flaw in addresses.flaws(link)}
    print(f"links: {Counter(flaw.code.value for flaw in flaws)}")
    for flaw in sorted(flaws, key=lambda flaw: (flaw.code, flaw.message)):
        print(f"  {flaw.code}: {flaw.message}")


# Slips -----------------------------------------------------------------------------------------------------------


def slips() -> None:
    """Print how many slips in IT-Smart's translations are found, and by how many findings."""
    pairs = list(dict.fromkeys(translations()))
    print(f"{len(pairs)} translated sections")
    print(f"as they are: {sum(found_between(*pair) for pair in pairs)} findings")
    print(f"with a part left out, by findings: {Counter(found for pair in pairs for found in left_out(*pair))}")
    print(f"with a number changed, by findings: {Counter(found for pair in pairs for found in changed(*pair))}")


def translations() -> Iterator[tuple[str, str]]:
    """Give the bodies of each section in both languages, in every version."""
    edition = prepare(Path(), lambda _: date.max, Report(), late=True)
    for policy in edition.catalogue.policies if edition else ():
        for version in policy.versions:
            for section in version.sections:
                swedish, english = (section.wordings[language].revision.body for language in _LANGUAGES)
                yield swedish, english


def found_between(swedish: str, english: str) -> int:
    """Count what is found between two bodies."""
    readers = {"sv": Facts(Locale("sv", "SE")), "en": Facts(Locale("en", "GB"))}
    sides = Sides(text_of("sv", swedish), text_of("en", english), readers, Targets("text", _LANGUAGES))
    return len(list(sides.differences(())))


def left_out(swedish: str, english: str) -> Iterator[int]:
    """Leave out each part of the English body in turn, and count what is found."""
    parts = _BETWEEN_PARTS.split(english)
    whole = len(text_of("en", english).parts)
    for index in range(len(parts)):
        rest = "\n".join(parts[:index] + parts[index + 1 :])
        if len(text_of("en", rest).parts) == whole - 1:
            yield found_between(swedish, rest)


def changed(swedish: str, english: str) -> Iterator[int]:
    """Change each number of the English body in turn, and count what is found."""
    for match in _NUMBER.finditer(english):
        other = f"{english[: match.start()]}{int(match[0]) + 13}{english[match.end() :]}"
        yield found_between(swedish, other)


if __name__ == "__main__":
    {"corpus": corpus, "slips": slips}[sys.argv[1]]()
