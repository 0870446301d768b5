"""Cases that read as documents: an old text, a new one, what the page shows, and what the terminal does.
`python -m tests.compare.cases` makes the shown parts anew, for review."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lydelse.compare import compare, to_html, to_terminal
from tests.compare.reading import WORDS

FOLDER = Path(__file__).with_name("cases")
_RULE = "\n=====\n"


@dataclass(frozen=True)
class Case:
    path: Path
    about: str
    old: str
    new: str
    shown: str
    on_terminal: str

    @property
    def actual(self) -> str:
        return to_html(compare(self.old, self.new), WORDS).strip()

    @property
    def actual_on_terminal(self) -> str:
        return to_terminal(compare(self.old, self.new), colour=False)

    @property
    def text(self) -> str:
        return _RULE.join([self.about, self.old, self.new, self.actual, self.actual_on_terminal]) + "\n"


def read_cases() -> list[Case]:
    """All cases.

    Raises:
        AssertionError: there are none, so that nothing would be tested.
    """
    found = [_read(path) for path in sorted(FOLDER.glob("*.txt"))]
    assert found, f"no cases in {FOLDER}"
    return found


def _read(path: Path) -> Case:
    about, old, new, *shown = path.read_text(encoding="utf-8").split(_RULE)
    html, terminal = (*shown, "", "")[:2]
    return Case(path, about.strip(), old.strip("\n"), new.strip("\n"), html.strip(), terminal.strip("\n"))


if __name__ == "__main__":
    for case in read_cases():
        case.path.write_text(case.text, encoding="utf-8")
