"""The recipe of a new site: what `starter/` holds, filled in for an organisation and put into a folder."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

import yaml
from babel import Locale
from babel.lists import format_list

from lydelse import __version__
from lydelse.asked import Unfit
from lydelse.engine import PACKAGE
from lydelse.forms import MODEL
from lydelse.forms.schema import schema_files
from lydelse.importing.markdown.escape import lightly, starts
from lydelse.importing.yaml_text import scalar
from lydelse.problems import Report
from lydelse.publish.errors import reported
from lydelse.read import read_settings
from lydelse.translating import check_language, engine_languages, words_to_translate

_STARTER = PACKAGE / "starter"
_SECTIONS = (
    "introduction",
    "controller",
    "purposes",
    "recipients",
    "retention",
    "rights",
    "cookies",
    "changes",
    "contact",
)
_SPOKEN = "en"
"""The language of the texts where there are none in a site's own."""
_ALLOWED = re.compile(r"\.git|(?:README|LICEN[CS]E)(?:\.\w+)?", re.IGNORECASE)
"""What may stand in a folder where a site begins, as in a repository that was just made."""
_STAGED = ".lydelse-init"
_ZONE = "Europe/Stockholm"
"""The time zone in the workflows, which every site replaces with its own."""
_BY_LANGUAGE = re.compile(r"^(?P<indent> *)@(?P<key>[a-z_]+)@$", re.MULTILINE)

_Words: TypeAlias = Mapping[str, Mapping[str, str]]
"""By language, what stands in the YAML files."""

WORKFLOWS = {
    "github-pages": ".github/workflows/publish.yml",
    "gitlab-pages": ".gitlab-ci.yml",
    "rsync": ".github/workflows/publish.yml",
}
"""How a site can be published, and the file that does it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A site that is wanted: its folder, its languages, the first of which is the default, whose it is, where it will
    be, whose calendar it follows, and how it is published."""

    folder: Path
    languages: tuple[str, ...]
    name: str
    base_url: str
    time_zone: str
    workflow: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A site that was begun: its files, the languages whose texts are in English, and those whose words are, too."""

    files: tuple[str, ...]
    day: date
    untranslated: tuple[str, ...]
    unworded: tuple[str, ...]


def begin_site(plan: Plan, today: Callable[[str], date], report: Report) -> Begun | None:
    """Write a new site.

    Args:
        plan: what is wanted.
        today: gives the day in a time zone, from which the policy of the new site holds.
        report: where it is told what is wrong with the plan.

    Returns:
        What was written; `None` when the plan can't be.

    Raises:
        Unfit: the folder holds something, or a language isn't known.
        OutputError: the system refuses. The folder is as it was.
    """
    for language in plan.languages:
        check_language(language)
    _refuse_full(plan.folder)
    words = {language: _words(language) for language in plan.languages}
    with _staged(plan.folder) as staged:
        _write(staged, {"content/site.yaml": _filled("site.yaml", plan, words)})
        site = read_settings(staged, report)
        if site is None or report.errors:
            return None
        day = today(site.time_zone)
        _write(staged, dict(_files(plan, words, day)))
        files = _put(staged, plan.folder)
    spoken = _languages_with_texts()
    return Begun(
        files,
        day,
        untranslated=tuple(each for each in plan.languages if each not in spoken),
        unworded=tuple(each for each in plan.languages if each not in engine_languages()),
    )


def _refuse_full(folder: Path) -> None:
    with reported(folder):
        found = sorted(each.name for each in folder.iterdir()) if folder.exists() else []
    others = [name for name in found if not _ALLOWED.fullmatch(name)]
    if others:
        raise Unfit(f"{folder} isn't empty: {others[0]} stands there", "Name a folder that is new, or an empty one.")


# The files -------------------------------------------------------------------------------------------------------


def _languages_with_texts() -> frozenset[str]:
    return frozenset(folder.name for folder in (_STARTER / "texts").iterdir())


def _texts(language: str) -> Path:
    """Give the folder of the texts in a language, or of those that stand in for them."""
    return _STARTER / "texts" / (language if language in _languages_with_texts() else _SPOKEN)


def _words(language: str) -> dict[str, str]:
    """Give what stands in the YAML files of a new site in a language."""
    found: dict[str, str] = yaml.safe_load((_texts(language) / "words.yaml").read_text(encoding="utf-8"))
    return found


def _files(plan: Plan, words: _Words, day: date) -> Iterator[tuple[str, str]]:
    """Give the files of a site but for `site.yaml`, by path."""
    for name, path in (("README.md", ""), ("Makefile", ""), ("requirements.txt", ""), ("gitignore", ".gitignore")):
        yield path or name, _filled(name, plan, words, day)
    yield ".vscode/settings.json", (_STARTER / "vscode.json").read_text(encoding="utf-8")
    yield from ((f"schema/{name}", content.decode()) for name, content in schema_files())
    yield "content/privacy/policy.yaml", _filled("policy.yaml", plan, words)
    version = f"content/privacy/{day}"
    for name in ("version.yaml", "cookies.yaml"):
        yield f"{version}/{name}", _filled(name, plan, words, day)
    for language in plan.languages:
        named = _in_prose(plan.name) or words[language]["name"]
        for section in _SECTIONS:
            text = (_texts(language) / f"{section}.md").read_text(encoding="utf-8")
            yield f"{version}/{section}.{language}.md", text.replace("@NAME@", named)
        if language not in engine_languages():
            yield f"layouts/strings/{language}.yaml", words_to_translate(language)
    workflow = (_STARTER / "workflows" / f"{plan.workflow}.yml").read_text(encoding="utf-8")
    yield WORKFLOWS[plan.workflow], workflow.replace(f"timezone: {_ZONE}", f"timezone: {plan.time_zone}")


def _filled(name: str, plan: Plan, words: _Words, day: date | None = None) -> str:
    """Give a file of the starter with what is known put in: a line `@key@` becomes one for each language."""
    first = words[plan.languages[0]]
    is_prose = name.endswith(".md")
    known = {
        "NAME": _in_prose(plan.name) or first["name"] if is_prose else scalar(plan.name or first["name"]),
        "PROVIDER": scalar(first["provider"]),
        "LANGUAGES": ", ".join(plan.languages),
        "LANGUAGE_NAMES": _enumerated(plan.languages),
        "BASE_URL": plan.base_url,
        "TIME_ZONE": plan.time_zone,
        "SECTIONS": "\n  ".join(f"- {section}" for section in _SECTIONS),
        "DAY": str(day),
        "VERSION": __version__,
        "MODEL": str(MODEL),
    }
    text = (_STARTER / name).read_text(encoding="utf-8")
    text = _BY_LANGUAGE.sub(lambda match: _by_language(match["indent"], match["key"], words), text)
    return re.sub(r"@([A-Z_]+)@", lambda match: known[match[1]], text)


def _in_prose(name: str) -> str:
    """Give a name so written that Markdown reads nothing into it, even where a line begins with it: “1. FC Ort”."""
    return starts(lightly(name))


def _by_language(indent: str, key: str, words: _Words) -> str:
    return "\n".join(f"{indent}{language}: {scalar(each[key])}" for language, each in words.items())


def _enumerated(languages: Sequence[str]) -> str:
    names = [Locale.parse(language, sep="-").get_display_name("en") or language for language in languages]
    return format_list(names, locale="en_GB")


# Writing ---------------------------------------------------------------------------------------------------------


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """Give a folder inside the one where a site begins; what is in it goes in the end, and so do the other one and
    those above it that were made for it, if nothing was put there."""
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    staged = folder / _STAGED
    with reported(folder):
        staged.mkdir(parents=True)
    try:
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)
        with suppress(OSError):  # it isn't empty: the site stands in it
            for each in new:
                each.rmdir()


def _write(staged: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        with reported(staged / name):
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).write_text(text, encoding="utf-8", newline="\n")


def _put(staged: Path, folder: Path) -> tuple[str, ...]:
    """Move what was written to where it belongs, but for a README that is there: all of it, or nothing.

    Returns:
        The files, by path.
    """
    files = sorted(path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file())
    kept = [name for name in files if (folder / name).exists()]
    moved: list[Path] = []
    try:
        for entry in sorted(staged.iterdir()):
            if entry.name not in kept:
                with reported(folder / entry.name):
                    entry.rename(folder / entry.name)
                moved.append(folder / entry.name)
    except BaseException:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
    return tuple(name for name in files if name not in kept)
