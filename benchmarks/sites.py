"""Sites to measure with: text as policies have it, in up to three languages, the same on every run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

LANGUAGES = ("sv", "en", "de")
_FIRST_DAY = date(2015, 1, 1)
_DAYS_BETWEEN = 60
_SENTENCES = (
    # The same sentence in each language, so that the languages have the same structure.
    (
        "Vi behandlar {0} för att kunna {1}.",
        "We process {0} in order to {1}.",
        "Wir verarbeiten {0}, um {1}.",
    ),
    (
        "Den rättsliga grunden är {2}.",
        "The legal basis is {2}.",
        "Die Rechtsgrundlage ist {2}.",
    ),
    (
        "Dina uppgifter sparas i {3}, om inte lagen kräver annat.",
        "Your data are kept for {3}, unless the law differs.",
        "Ihre Daten bleiben {3} gespeichert, sofern das Gesetz nichts anderes verlangt.",
    ),
    (
        "Om du inte vill att vi använder {0} kan du säga nej.",
        "If you don't want us to use {0}, you can object.",
        "Wenn Sie nicht wollen, dass wir {0} verwenden, können Sie widersprechen.",
    ),
    (
        "Du har rätt att få veta hur vi använder {0}.",
        "You have the right to be told how we use {0}.",
        "Sie haben das Recht zu erfahren, wie wir {0} verwenden.",
    ),
    (
        "Vi lämnar bara ut {0} till dem som hjälper oss att {1}.",
        "We disclose {0} only to those who help us to {1}.",
        "Wir geben {0} nur an die weiter, die uns helfen, {1}.",
    ),
)
_WORDS = (
    (
        ("namn och e-postadress", "your name and e-mail address", "Name und E-Mail-Adresse"),
        ("uppgifter om betalningar", "details of payments", "Angaben zu Zahlungen"),
        ("loggar från våra servrar", "the logs of our servers", "Protokolle unserer Server"),
        ("svar på våra enkäter", "answers to our surveys", "Antworten auf unsere Umfragen"),
    ),
    (
        ("fullgöra avtalet med dig", "perform our contract with you", "den Vertrag mit Ihnen zu erfüllen"),
        ("svara på dina frågor", "answer your questions", "Ihre Fragen zu beantworten"),
        ("upptäcka och hindra missbruk", "detect and prevent misuse", "Missbrauch zu erkennen und zu verhindern"),
        ("förbättra tjänsten", "improve the service", "den Dienst zu verbessern"),
    ),
    (
        ("ett avtal", "a contract", "ein Vertrag"),
        ("ditt samtycke", "your consent", "Ihre Einwilligung"),
        ("en rättslig förpliktelse", "a legal obligation", "eine rechtliche Verpflichtung"),
        ("vårt berättigade intresse", "our legitimate interest", "unser berechtigtes Interesse"),
    ),
    (
        ("sex månader", "six months", "sechs Monate"),
        ("tolv månader", "twelve months", "zwölf Monate"),
        ("sju år", "seven years", "sieben Jahre"),
        ("trettio dagar", "thirty days", "dreißig Tage"),
    ),
)
_SUMMARIES = ("Vi säger tydligare vad vi gör.", "We say more clearly what we do.", "Wir sagen deutlicher, was wir tun.")
_HEADING = ("## Så gör vi", "## What we do", "## Was wir tun")
_HEADS = ("| Vad | Hur länge |", "| What | How long |", "| Was | Wie lange |")
_LIST, _TABLE = 3, 6
_REWRITTEN = 0.1
"""How often a revision of a long section writes all of it anew."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of a site: policies, sections and versions of each, and sections that a version changes.

    `languages` is how many of `LANGUAGES` there are. With `blocks`, a section has so many paragraphs, lists and tables,
    of which a revision changes one or two, seldom all, as it is with real policies; without, a section is short, and a
    revision writes it anew.
    """

    policies: int
    sections: int
    versions: int
    changed: int = 3
    languages: int = 2
    blocks: int = 0

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the languages."""
        return LANGUAGES[: self.languages]

    @property
    def pages(self) -> int:
        """How many pages of versions there are."""
        return self.policies * self.versions * self.languages

    @property
    def last_day(self) -> date:
        """The effective date of each policy's last version."""
        return _FIRST_DAY + timedelta(days=_DAYS_BETWEEN * (self.versions - 1))


def write_site(root: Path, size: Size, comparisons: str = "") -> None:
    """Write the content of a site into a folder that is there; `comparisons` is what each `policy.yaml` says of them,
    if anything."""
    site = f"organisation: Example Ltd\nlanguages: [{', '.join(size.codes)}]\nbase_url: https://policy.example.com/\n"
    _write(root / "content/site.yaml", f"{site}time_zone: Europe/Stockholm\n")
    for number in range(size.policies):
        _write_policy(root / f"content/policy-{number}", size, Random(number), comparisons)


def _write_policy(folder: Path, size: Size, random: Random, comparisons: str) -> None:
    stated = f"comparisons: {comparisons}\n" if comparisons else ""
    _write(folder / "policy.yaml", f"slug: {_localised(size, [folder.name] * len(LANGUAGES))}\n{stated}")
    pen = _Pen(random, size.blocks)
    for number in range(size.versions):
        day = _FIRST_DAY + timedelta(days=_DAYS_BETWEEN * number)
        is_first = number == 0
        _write(folder / str(day) / "version.yaml", _version(day, size, is_first=is_first))
        every = range(size.sections)
        for section in every if is_first else sorted(random.sample(every, min(size.changed, size.sections))):
            texts = pen.write(section)
            for language, text in zip(size.codes, texts[: size.languages], strict=True):
                _write(folder / str(day) / f"section-{section}.{language}.md", _revision(section, text))


def _localised(size: Size, texts: Sequence[str]) -> str:
    stated = (f"{code}: {text}" for code, text in zip(size.codes, texts[: size.languages], strict=True))
    return f"{{{', '.join(stated)}}}"


def _version(day: date, size: Size, *, is_first: bool) -> str:
    stated = f"published: {day - timedelta(days=30)}\nsignificance: material\nsummary:\n"
    stated += "".join(f"  {code}: {text}\n" for code, text in zip(size.codes, _SUMMARIES, strict=False))
    if is_first:
        sections = ", ".join(f"section-{number}" for number in range(size.sections))
        stated += f"title: {_localised(size, ['Policy'] * len(LANGUAGES))}\nsections: [{sections}]\n"
    return stated


def _revision(section: int, text: str) -> str:
    return f"---\ntitle: {section + 1}\n---\n\n{text}"


class _Pen:
    """Writes the sections of a policy in every language, one revision after the other."""

    def __init__(self, random: Random, blocks: int) -> None:
        self._random = random
        self._blocks = blocks
        self._written: dict[int, list[tuple[str, ...]]] = {}

    def write(self, section: int) -> tuple[str, ...]:
        """Give the next text of a section in every language."""
        if not self._blocks:
            return _joined(list(_blocks(self._random)))
        before = self._written.get(section)
        everything = range(self._blocks)
        if before is None or self._random.random() < _REWRITTEN:
            self._written[section] = [_block(self._random, number) for number in everything]
        else:
            for number in self._random.sample(everything, min(self._random.choice((1, 1, 2)), self._blocks)):
                before[number] = _block(self._random, number)
        return _joined(self._written[section])


def _joined(blocks: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple("\n\n".join(block[language] for block in blocks) + "\n" for language in range(len(LANGUAGES)))


def _blocks(random: Random) -> Iterator[tuple[str, ...]]:
    """Write a short section: paragraphs, a heading, a list and a table."""
    yield _paragraph(random)
    yield _paragraph(random)
    yield _HEADING
    yield _list(random)
    yield _table(random)
    yield _paragraph(random)


def _block(random: Random, number: int) -> tuple[str, ...]:
    """Write one block of a long section; of ten, one is a list and one a table below a heading."""
    kind = number % 10
    if kind == _LIST:
        return tuple("\n\n".join(parts) for parts in zip(_HEADING, _list(random), strict=True))
    return _table(random) if kind == _TABLE else _paragraph(random)


def _list(random: Random) -> tuple[str, ...]:
    items = [_sentence(random) for _ in range(4)]
    return tuple("\n".join(f"- {item[language]}" for item in items) for language in range(len(LANGUAGES)))


def _table(random: Random) -> tuple[str, ...]:
    rows = [(random.choice(_WORDS[0]), random.choice(_WORDS[3])) for _ in range(3)]
    return tuple(
        "\n".join((_HEADS[language], "|---|---|", *(f"| {what[language]} | {time[language]} |" for what, time in rows)))
        for language in range(len(LANGUAGES))
    )


def _paragraph(random: Random) -> tuple[str, ...]:
    sentences = [_sentence(random) for _ in range(random.randint(3, 6))]
    return tuple(" ".join(sentence[language] for sentence in sentences) for language in range(len(LANGUAGES)))


def _sentence(random: Random) -> tuple[str, ...]:
    forms, words = random.choice(_SENTENCES), [random.choice(group) for group in _WORDS]
    return tuple(form.format(*(word[number] for word in words)) for number, form in enumerate(forms))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
