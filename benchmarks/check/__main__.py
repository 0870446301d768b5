"""Run the checks of wording over every text in the published history of a repository of policies, in English.

python -m benchmarks.check             how much each check finds
python -m benchmarks.check --show      every sentence that is found, with how many texts have it
"""

from __future__ import annotations

import argparse
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.compare.corpus import find_corpus
from lydelse.check.gdpr import slips
from lydelse.check.law import mentions
from lydelse.check.look_again import asks_to_look_again
from lydelse.check.prose import Passages, sentences
from lydelse.model import FindingCode, Revision
from lydelse.problems import Place

_AROUND = 300
"""Letters that are shown on either side of a name."""
_SHORTEST = 60
"""Letters of a text; what is shorter says only where it has moved to."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A text, and the day of the commit that brought it first."""

    day: date
    revision: Revision


@contextmanager
def cloned(corpus: Path) -> Iterator[Path]:
    """Give a repository; a bundle is cloned into a folder that is removed again."""
    if corpus.is_dir():
        yield corpus
        return
    with TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "--quiet", "--bare", str(corpus), folder], check=True)
        yield Path(folder)


def read_texts(repository: Path) -> Iterator[Dated]:
    """Give every distinct Markdown text below `Policies/`, the oldest first."""
    days = first_days(repository)
    for blob, (day, path) in days.items():
        body = git(repository, "cat-file", "blob", blob)
        if len(body) > _SHORTEST:
            yield Dated(day, Revision(path, "en", "", body, Place(path)))


def first_days(repository: Path) -> dict[str, tuple[date, str]]:
    """Give for each blob the day of the commit that brought it first, and its path there."""
    log = git(repository, "log", "--all", "--reverse", "--raw", "--no-abbrev", "--no-renames", "-m", "--format=@%cs")
    found: dict[str, tuple[date, str]] = {}
    day = date.min
    for line in log.splitlines():
        if line.startswith("@"):
            day = date.fromisoformat(line[1:])
        elif line.startswith(":"):
            modes, path = line.split("\t", 1)
            blob = modes.split()[3]
            if path.startswith("Policies/") and path.endswith(".md") and blob.strip("0"):
                found.setdefault(blob, (day, path))
    return found


def git(repository: Path, *arguments: str) -> str:
    """Give what git says."""
    done = subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def found_in(text: Dated) -> Iterator[tuple[str, str]]:
    """Give the code of each finding in a text, and the sentence."""
    passages = Passages.of_body(text.revision)
    for sentence in sentences(text.revision.body):
        if asks_to_look_again(sentence.text, "en"):
            yield FindingCode.CHECK_BACK.value, in_a_line(sentence.text)
    for mention in mentions(text.revision):
        if mention.law.ended <= text.day:
            line = text.revision.body.split("\n")[mention.place.line - 1]
            column = mention.place.column - 1
            yield mention.law.code.value, in_a_line(line[max(0, column - _AROUND) : column + _AROUND])
    for slip in slips(passages.prose):
        yield slip.code.value, in_a_line(passages.around(slip.start, _AROUND))


def in_a_line(text: str) -> str:
    """Give a text with single spaces."""
    return " ".join(text.split())


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check", description=__doc__)
    parser.add_argument("--show", action="store_true", help="show every sentence that is found")
    options = parser.parse_args()
    with cloned(find_corpus()) as repository:
        texts = tuple(read_texts(repository))
    found = Counter(finding for text in texts for finding in found_in(text))
    print(f"{len(texts)} texts, {texts[0].day} to {max(text.day for text in texts)}")
    for code in sorted({code for code, _ in found}):
        those = {sentence: count for (each, sentence), count in found.items() if each == code}
        print(f"{code}: {sum(those.values())} findings, {len(those)} distinct")
        for sentence, count in sorted(those.items(), key=lambda pair: -pair[1]) if options.show else ():
            print(f"  {count:4} {sentence}")


if __name__ == "__main__":
    main()
