"""Texts that are hard to compare, of any size, and documents with known moves."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

_SYLLABLES = ["vi", "del", "ge", "rätt", "upp", "lag", "sam", "tyck", "e", "en", "person", "kaka", "dat", "a", "for"]


def cases(size: int) -> Iterator[tuple[str, str, str]]:
    """Give name, old and new text of every case, of about so many characters each."""
    random = Random(size)
    old = _paragraphs(random, size)
    yield "rewritten", _html(old), _html(_paragraphs(random, size))
    yield "every tenth word", _html(old), _html([_every_tenth(text) for text in old])
    rows = [[f"kaka {number % 7}", "ett år", "nödvändig", str(number)] for number in range(size // 70)]
    yield "repetitive table", _table(rows), _table([[*row[:3], "x", row[3]] for row in rows if row[3] != "9"])
    rows = [[f"kaka {random.randrange(1000)}" for _ in range(500)] for _ in range(size // 9_000)]
    yield "wide table", _table(rows), _table([[*row[:250], "x", *row[250:]] for row in rows])
    giant = " ".join(old)
    yield "one giant paragraph", _html([giant]), _html([_every_tenth(giant)])
    items = "".join("<li>Ja.</li>" for _ in range(2000))
    yield "2,000 equal items", f"<ul>{items}</ul>", f"<ul>{items}<li>Nej.</li>{items[12:]}</ul>"


def moved(random: Random) -> tuple[str, str, set[str]]:
    """Give a document, the same with a few neighbouring paragraphs elsewhere, and the texts of those."""
    texts = _paragraphs(random, 6000)
    length = random.randint(1, 3)
    start = random.randrange(len(texts) - length)
    block, rest = texts[start : start + length], texts[:start] + texts[start + length :]
    places = [at for at in range(len(rest) + 1) if abs(at - start) > length]
    place = random.choice(places)
    return _html(texts), _html(rest[:place] + block + rest[place:]), set(block)


def _word(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.randint(1, 3)))


def _paragraphs(random: Random, size: int) -> list[str]:
    found: list[str] = []
    length = 0
    while length < size:
        text = " ".join(_word(random) for _ in range(random.randint(30, 90))).capitalize() + "."
        found.append(text)
        length += len(text)
    return found


def _every_tenth(text: str) -> str:
    return " ".join("ändrat" if at % 10 == 0 else word for at, word in enumerate(text.split(" "), start=1))


def _html(texts: list[str]) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts)


def _table(rows: list[list[str]]) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tbody>{body}</tbody></table>"
