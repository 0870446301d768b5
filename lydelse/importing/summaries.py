"""Summaries: what an import says of a version in its changelog until a person says it better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lydelse.importing.model import Part

_LONGEST = 300
_MOST = 5
"""Sections that are named of each kind."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    "sv": {
        "first": "Den första lydelsen som har förts in här.",
        "changed": "Ändrat",
        "added": "Nytt",
        "removed": "Borttaget",
        "order": "Avsnitten står i en annan ordning.",
        "title": "Policyn heter nu",
        "introduction": "inledningen",
        "more": "med mera",
    },
    "en": {
        "first": "The first wording that was entered here.",
        "changed": "Changed",
        "added": "New",
        "removed": "Removed",
        "order": "The sections stand in another order.",
        "title": "The policy is now called",
        "introduction": "the introduction",
        "more": "and more",
    },
    "de": {
        "first": "Die erste Fassung, die hier aufgenommen wurde.",
        "changed": "Geändert",
        "added": "Neu",
        "removed": "Entfallen",
        "order": "Die Abschnitte stehen in anderer Reihenfolge.",
        "title": "Die Richtlinie heißt jetzt",
        "introduction": "die Einleitung",
        "more": "und weitere",
    },
}


def words_for(language: str) -> Mapping[str, str]:
    """Give the words of a language, those of English for one that isn't known."""
    return _WORDS.get(language.partition("-")[0], _WORDS["en"])


def is_known(language: str) -> bool:
    """Whether summaries can be written in a language."""
    return language.partition("-")[0] in _WORDS


def first_summary(language: str) -> str:
    """Give the summary of a first version."""
    return words_for(language)["first"]


def summary_of(before: Sequence[Part], after: Sequence[Part], title: str, language: str) -> str:
    """Give a summary of what changed from one text to the next; `title` is the policy's, if that's new."""
    words = words_for(language)
    old, new = ({part.id: part for part in parts} for parts in (before, after))
    kinds = {
        "changed": [part for part in after if part.id in old and part != old[part.id]],
        "added": [part for part in after if part.id not in old],
        "removed": [part for part in before if part.id not in new],
    }
    sentences = [f"{words[kind]}: {_named(parts, words)}." for kind, parts in kinds.items() if parts]
    if title:
        sentences.append(f"{words['title']} “{title}”.")
    return " ".join(sentences) or words["order"]


def shortened(text: str) -> str:
    """Give a text on one line, cut at a word if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rpartition(" ")[0] + " …"


def _named(parts: Iterable[Part], words: Mapping[str, str]) -> str:
    titles = [part.title or words["introduction"] for part in parts]
    return ", ".join(titles[:_MOST]) + (f" {words['more']}" if len(titles) > _MOST else "")
