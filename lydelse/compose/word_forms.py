"""How words are inflected, for the script that searches: a word finds its other forms by what is left of them.

A rule is what ends a word, as a regular expression of JavaScript, and what stands in its place; rules are applied one
after the other. What is left needn't be a word, only the same for the forms of one. A language without rules is
searched by the words as they stand.
"""

from __future__ import annotations

from collections.abc import Mapping

_VOWELS = "aeiouyåäö"
_SWEDISH = rf"(?<=[{_VOWELS}][^{_VOWELS}].*)(?<=...)"
"""Behind the first syllable and at least three letters, so that short words keep what looks like an ending."""

_RULES: Mapping[str, tuple[tuple[str, str], ...]] = {
    # Uppgift, uppgiften, uppgifter, uppgifternas; samtycke, samtycket; lagra, lagrar, lagrade, lagrat.
    "sv": (
        (rf"{_SWEDISH}(?:(?:het(?:en|er|erna)?|[aeo]rna|ande|aren|[aeo]r|[ae]n|et)s?|ade?|at|as|es|[aet])$", ""),
        (r"(?<=..[iy])n$", ""),
        (r"(?<=...)s$", ""),
    ),
    # Company's; policy, policies; store, stores, stored, storing; use, using; control, controlled; process, processes.
    "en": (
        (r"'s?$", ""),
        (r"^(..)ing$", "$1e"),
        (r"(?<=...)(?:ing|ed|es)$|(?<=..e)d$|(?<=..[^s])s$", ""),
        (r"(?<=...)e$", ""),
        (r"(?<=..)y$", "i"),
        (r"(.)\1$", "$1"),
    ),
    # Einwilligung, Einwilligungen; Nutzer, Nutzers, Nutzern; Vertrag, Verträge.
    "de": (
        (r"(?<=...)(?:e[rmns]?|ern|s|n)$", ""),
        ("ä(?!.*ä)", "a"),
        ("ö(?!.*ö)", "o"),
        ("ü(?!.*ü)", "u"),
    ),
}

_WITHOUT_COMPOUNDS = frozenset({"en"})


def word_forms(language: str) -> dict[str, object]:
    """Give what the script has to know of a language.

    Args:
        language: its tag.

    Returns:
        `endings`, the rules, and `compounds`, whether a word is looked for inside others.
    """
    primary = language.partition("-")[0]
    return {"endings": _RULES.get(primary, ()), "compounds": primary not in _WITHOUT_COMPOUNDS}
