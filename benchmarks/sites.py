"""Sites to measure with: text as policies have it, in two languages, the same on every run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

LANGUAGES = ("sv", "en")
_FIRST_DAY = date(2015, 1, 1)
_DAYS_BETWEEN = 60
_SENTENCES = (
    # The same sentence in each language, so that the languages have the same structure.
    ("Vi behandlar {0} för att kunna {1}.", "We process {0} in order to {1}."),
    ("Den rättsliga grunden är {2}.", "The legal basis is {2}."),
    ("Dina uppgifter sparas i {3}, om inte lagen kräver annat.", "Your data are kept for {3}, unless the law differs."),
    ("Om du inte vill att vi använder {0} kan du säga nej.", "If you don't want us to use {0}, you can object."),
    ("Du har rätt att få veta hur vi använder {0}.", "You have the right to be told how we use {0}."),
    ("Vi lämnar bara ut {0} till dem som hjälper oss att {1}.", "We disclose {0} only to those who help us to {1}."),
)
_WORDS = (
    (
        ("namn och e-postadress", "your name and e-mail address"),
        ("uppgifter om betalningar", "details of payments"),
        ("loggar från våra servrar", "the logs of our servers"),
        ("svar på våra enkäter", "answers to our surveys"),
    ),
    (
        ("fullgöra avtalet med dig", "perform our contract with you"),
        ("svara på dina frågor", "answer your questions"),
        ("upptäcka och hindra missbruk", "detect and prevent misuse"),
        ("förbättra tjänsten", "improve the service"),
    ),
    (
        ("ett avtal", "a contract"),
        ("ditt samtycke", "your consent"),
        ("en rättslig förpliktelse", "a legal obligation"),
        ("vårt berättigade intresse", "our legitimate interest"),
    ),
    (
        ("sex månader", "six months"),
        ("tolv månader", "twelve months"),
        ("sju år", "seven years"),
        ("trettio dagar", "thirty days"),
    ),
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of a site: policies, sections and versions of each, and sections that a version changes."""

    policies: int
    sections: int
    versions: int
    changed: int = 3


def write_site(root: Path, size: Size) -> None:
    """Write the content of a site into a folder that is there."""
    site = "organisation: Example Ltd\nlanguages: [sv, en]\nbase_url: https://policy.example.com/\n"
    _write(root / "content/site.yaml", f"{site}time_zone: Europe/Stockholm\n")
    for number in range(size.policies):
        _write_policy(root / f"content/policy-{number}", size, Random(number))


def _write_policy(folder: Path, size: Size, random: Random) -> None:
    _write(folder / "policy.yaml", f"slug: {{sv: {folder.name}, en: {folder.name}}}\n")
    for number in range(size.versions):
        day = _FIRST_DAY + timedelta(days=_DAYS_BETWEEN * number)
        is_first = number == 0
        _write(folder / str(day) / "version.yaml", _version(day, size, is_first=is_first))
        every = range(size.sections)
        for section in every if is_first else sorted(random.sample(every, min(size.changed, size.sections))):
            for language, text in zip(LANGUAGES, _texts(random), strict=True):
                _write(folder / str(day) / f"section-{section}.{language}.md", _revision(section, text))


def _version(day: date, size: Size, *, is_first: bool) -> str:
    stated = f"published: {day - timedelta(days=30)}\nsignificance: material\n"
    stated += "summary:\n  sv: Vi säger tydligare vad vi gör.\n  en: We say more clearly what we do.\n"
    if is_first:
        sections = ", ".join(f"section-{number}" for number in range(size.sections))
        stated += f"title: {{sv: Policy, en: Policy}}\nsections: [{sections}]\n"
    return stated


def _revision(section: int, text: str) -> str:
    return f"---\ntitle: {section + 1}\n---\n\n{text}"


def _texts(random: Random) -> tuple[str, ...]:
    """Write a section in every language: paragraphs, a heading, a list and a table."""
    blocks = list(_blocks(random))
    return tuple("\n\n".join(block[language] for block in blocks) + "\n" for language in range(len(LANGUAGES)))


def _blocks(random: Random) -> Iterator[tuple[str, ...]]:
    yield _paragraph(random)
    yield _paragraph(random)
    yield ("## Så gör vi", "## What we do")
    items = [_sentence(random) for _ in range(4)]
    yield tuple("\n".join(f"- {item[language]}" for item in items) for language in range(len(LANGUAGES)))
    rows = [(random.choice(_WORDS[0]), random.choice(_WORDS[3])) for _ in range(3)]
    heads = ("| Vad | Hur länge |", "| What | How long |")
    yield tuple(
        "\n".join((heads[language], "|---|---|", *(f"| {what[language]} | {time[language]} |" for what, time in rows)))
        for language in range(len(LANGUAGES))
    )
    yield _paragraph(random)


def _paragraph(random: Random) -> tuple[str, ...]:
    sentences = [_sentence(random) for _ in range(random.randint(3, 6))]
    return tuple(" ".join(sentence[language] for sentence in sentences) for language in range(len(LANGUAGES)))


def _sentence(random: Random) -> tuple[str, ...]:
    forms, words = random.choice(_SENTENCES), [random.choice(group) for group in _WORDS]
    return tuple(form.format(*(word[number] for word in words)) for number, form in enumerate(forms))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
