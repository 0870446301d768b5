"""The recipe that takes words out of the old texts of a policy: in the files, and on the record."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

from lydelse.asked import find_policy
from lydelse.canonical import canonical_text
from lydelse.model import REGISTER_FILE, Entry, Policy, Register, Site, Status
from lydelse.preparing import AsOf, Edition, prepare
from lydelse.problems import Place, Report
from lydelse.publish.system import replace_file
from lydelse.register import altered, holding, pattern_of, redacted, taken_out, unsealed
from lydelse.sealing import check_days

_TEXTS = ("*.md", "*.yaml")
_TELLING = 3
"""Letters that a word has at least to be looked for alone."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What is to be taken out: words (between them any white space may stand) of a policy, and for the register why."""

    policy: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """The files out of which words were taken, from the site's root, and the entries that tell of it."""

    files: tuple[str, ...]
    register: Register
    added: tuple[Entry, ...]


def redact_site(root: Path, as_of: AsOf, on: AsOf, removal: Removal, report: Report) -> Redaction | None:
    """Take words out of all the texts of a policy that were published and hold no more.

    What the texts will be is tried on a copy first: either all is done, or nothing.

    Args:
        root: the folder that holds `content/`.
        as_of: the day.
        on: gives the day of the entries.
        removal: the words, such as a person's name.
        report: where problems go.

    Returns:
        What was done, or `None` when a problem keeps it from being done.

    Raises:
        Unfit: the policy isn't there.
        OSError: a source can't be read.
        Busy, OutputError: as `write_register` raises them.
    """
    edition = prepare(root, as_of, report)
    if edition is None:
        return None
    policy = find_policy(edition.catalogue, removal.policy)
    register = _sealed_register(policy, edition.catalogue.as_of, report)
    day = on(edition.catalogue.site)
    check_days([policy], day, report)
    if register is None or report.errors:
        return None
    texts = dict(_texts_without(root, edition, policy, removal.words))
    if not texts:
        message = f"“{removal.words}” stands in no text of the policy that was published"
        report.error(policy.place, "redact-not-found", message, "Write the words as they stand in the Markdown.")
        return None
    after = _tried(root, edition, policy, texts, report)
    if after is None or not _may_be_done(after, register, removal.words, report):
        return None
    redaction = _write(root, texts, register, redacted(after, register, day, removal.reason))
    _warn_of_leftovers(root, policy, removal.words, report)
    return redaction


def _sealed_register(policy: Policy, day: date, report: Report) -> Register | None:
    """Give the policy's register if everything published is in it: only then is it known what is taken out."""
    register = policy.register
    if register is not None and not any(unsealed(policy, register, day)):
        return register
    message = "words can be taken out of what is sealed alone, and not all that was published is"
    report.error(policy.place, "redact-unsealed", message, f"First run: lydelse seal {policy.id}")
    return None


def _texts_without(root: Path, edition: Edition, policy: Policy, words: str) -> Iterator[tuple[str, str]]:
    """Give the files of published versions that hold the words, and their texts without them."""
    pattern = pattern_of(words)
    for version in policy.versions:
        folder = root / "content" / policy.id / str(version.id)
        for path in sorted(found for form in _TEXTS for found in folder.glob(form)):
            language = path.suffixes[0].removeprefix(".") if len(path.suffixes) > 1 else version.binding
            text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
            marker = edition.layouts.strings[language].say("redacted")
            without = taken_out(text, pattern, marker)
            if without != text:
                yield path.relative_to(root).as_posix(), without


def _tried(root: Path, edition: Edition, policy: Policy, texts: Mapping[str, str], report: Report) -> Policy | None:
    """Give the policy as it would be with other texts, unless they make a problem."""

    def same_day(_: Site) -> date:
        return edition.catalogue.as_of

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for source in ("content", "layouts"):
            if (root / source).is_dir():
                shutil.copytree(root / source, copy / source, symlinks=True)
        for path, text in texts.items():
            (copy / path).write_text(text, encoding="utf-8", newline="\n")
        (copy / "content" / policy.id / REGISTER_FILE).unlink()
        found = Report()
        tried = prepare(copy, same_day, found)
    known = {(problem.place, problem.code) for problem in report.problems}
    report.extend(problem for problem in found.problems if (problem.place, problem.code) not in known)
    return tried.catalogue.policy(policy.id) if tried else None


def _may_be_done(after: Policy, register: Register, words: str, report: Report) -> bool:
    pattern = pattern_of(words)
    before = len(report.errors)
    if not any(altered(after, register)):
        message = f"“{words}” stands in no text of the policy that was published"
        report.error(after.place, "redact-not-found", message, "Write the words as they stand in the Markdown.")
    for version, language in altered(after, register):
        if version.status in (Status.CURRENT, Status.UPCOMING):
            message = f"“{words}” stands in the version {version.id}, which holds or is to hold"
            hint = "First publish a new version without the words, and seal it."
            report.error(version.place, "redact-in-force", message, hint)
        elif pattern.search(canonical_text(version, language).content.decode()):
            message = f"“{words}” can't be taken out of this version in all places"
            hint = "Name a longer or shorter piece of the text, as it stands in the Markdown."
            report.error(version.place, "redact-not-found", message, hint)
    return len(report.errors) == before


def _write(root: Path, texts: Mapping[str, str], before: Register, after: Register) -> Redaction:
    """Write the texts and the register; when one of them can't be, all are as they were."""
    register = root / after.place.path
    files = {root / path: text for path, text in texts.items()} | {register: after.text}
    with holding(register, before):
        were = {path: path.read_text(encoding="utf-8") for path in files}
        try:
            for path, text in files.items():
                replace_file(path, text.encode())
        except BaseException:
            for path, text in were.items():
                if path.read_text(encoding="utf-8") != text:
                    replace_file(path, text.encode())
            raise
    return Redaction(tuple(texts), after, after.entries[len(before.entries) :])


def _warn_of_leftovers(root: Path, policy: Policy, words: str, report: Report) -> None:
    """Tell where the words may still stand in another form: inflected, in capitals, marked up, in an address."""
    loose = re.compile("|".join(rf"\b{re.escape(word.casefold())}" for word in words.split() if len(word) >= _TELLING))
    for version in policy.versions if loose.pattern else ():
        folder = root / "content" / policy.id / str(version.id)
        for path in sorted(found for form in _TEXTS for found in folder.glob(form)):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if loose.search(re.sub(r"[*_`]", "", unescape(line)).casefold()):
                    place = Place(path.relative_to(root).as_posix(), number)
                    message = f"a part of “{words}”, or another form of it, may still stand here"
                    report.warning(place, "redact-left", message, "If so, take it out as it stands there.")
