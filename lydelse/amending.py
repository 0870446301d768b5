"""The recipe that begins a new version: its folder, with the texts that it is to change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from lydelse.asked import Unfit, unknown_policy
from lydelse.model import Content, Policy, PolicySource, Revision, Section, Version, VersionId
from lydelse.preparing import AsOf
from lydelse.problems import Place, Report, suggest
from lydelse.publish.errors import reported
from lydelse.read import read_content
from lydelse.read.fields import check_id
from lydelse.read.revision import UNTITLED
from lydelse.resolve import resolve

_ABOUT = "version.yaml"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: a version of a policy for a day, with sections to change, add, take out or move.

    Those that are added or moved stand behind the section `after`, or else last.
    """

    policy: str
    effective: date
    change: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    move: tuple[str, ...] = ()
    after: str | None = None

    @property
    def is_about_contents(self) -> bool:
        """Whether the table of contents becomes another one."""
        return bool(self.add or self.remove or self.move)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A version before or after the one that was begun, and whether it has been published."""

    id: VersionId
    is_public: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """A version that was begun.

    `folder` is its path from the site's root. `written` and `kept` are the files in it that are new, and those that
    were there before; `untranslated` those for which a section has no text yet. `follows` is the version before it,
    `followed_by` the one that comes after it, and `clashes` are the sections that this one changes, too.
    """

    folder: str
    id: VersionId
    written: tuple[str, ...]
    kept: tuple[str, ...]
    untranslated: tuple[str, ...]
    follows: Neighbour | None
    followed_by: Neighbour | None
    clashes: tuple[str, ...]


def begin_version(root: Path, as_of: AsOf, wish: Wish, report: Report) -> Begun | None:
    """Write a version's folder with the texts in force on its day; what is there already isn't touched.

    Args:
        root: the folder that holds `content/`.
        as_of: today: a version that is public on it isn't added to.
        wish: what is asked for.
        report: where the problems go that keep it from being done.

    Returns:
        What was written, or `None` when a problem of the policy or the site has to be mended first.

    Raises:
        Unfit: what is asked for can't be.
        OSError: a source can't be read.
        OutputError: a file can't be written.
    """
    content = read_content(root, found := Report())
    if content is None:
        report.extend(found.errors)
        return None
    source = _source(content, wish.policy)
    today = as_of(content.site)
    resolve(content, today, found)
    report.extend(problem for problem in found.errors if problem.place.path.startswith(f"content/{source.id}/"))
    if report.errors:
        return None
    _check_day(wish, source, today)
    task = _task(content, source, wish, today)
    _check(task, (root / task.folder / _ABOUT).exists())
    written, kept = _write(root / task.folder, dict(_files(root, task)))
    return _begun(task, written, kept)


@dataclass(frozen=True, slots=True)
class _Task:
    """A wish, and what it meets. `policy` is as it will be on the version's day, when all that is to be published by
    then is; `base` is the version before, `standing` what stands in the version so far: the draft, or the base."""

    wish: Wish
    today: date
    policy: Policy
    id: VersionId
    base: Version | None
    standing: Version | None
    languages: tuple[str, ...]

    @property
    def folder(self) -> str:
        return f"content/{self.policy.id}/{self.id}"

    @property
    def sections(self) -> tuple[str, ...]:
        """The table of contents as it stands so far."""
        return tuple(section.id for section in self.standing.sections) if self.standing else ()

    @property
    def contents(self) -> tuple[str, ...]:
        """The table of contents as it is wished for."""
        wish = self.wish
        placed = (*wish.move, *wish.add)
        kept = [section for section in self.sections if section not in (*placed, *wish.remove)]
        at = kept.index(wish.after) + 1 if wish.after in kept else len(kept)
        return (*kept[:at], *placed, *kept[at:])


def _source(content: Content, policy: str) -> PolicySource:
    for source in content.policies:
        if source.id == policy:
            return source
    refused = unknown_policy(policy, [source.id for source in content.policies])
    raise Unfit(str(refused), f"{refused.hint} How a policy is begun: docs/start.md, “Another policy”.")


def _check_day(wish: Wish, source: PolicySource, today: date) -> None:
    if wish.effective <= today:
        message = f"a version begins as a draft, and today is {today}: a draft can't be in force from {wish.effective}"
        hint = (
            f"Take a later day, such as {today + timedelta(days=1)}. If it is to hold at once, rename its folder on the"
            " day on which you publish it."
        )
        raise Unfit(message, hint)
    if source.retired is not None and source.retired.on <= wish.effective:
        message = f"the policy ends on {source.retired.on}, so no version of it can hold from {wish.effective}"
        raise Unfit(message, "Take an earlier day, or change “retired” in policy.yaml.")


def _task(content: Content, source: PolicySource, wish: Wish, today: date) -> _Task:
    version_id = _free_id(source, wish.effective, today)
    catalogue = resolve(replace(content, policies=(source,)), wish.effective, Report())
    (policy,) = catalogue.policies
    known = {version.id: version for version in (*policy.versions, *policy.drafts)}
    earlier = [each for each in known.values() if each.id < version_id and each.withdrawn_by is None]
    base = max(earlier, key=lambda version: version.id, default=None)
    standing = known.get(version_id, base)
    return _Task(
        wish, today, policy, version_id, base, standing, standing.languages if standing else content.site.languages
    )


def _free_id(source: PolicySource, day: date, today: date) -> VersionId:
    """Give the id for a version of a day: that of a draft, or the first one that is free."""
    public = {a.id for a in source.amendments if a.published is not None and a.published <= today}
    found = VersionId(day)
    while found in public:
        found = VersionId(day, found.ordinal + 1)
    return found


def _check(task: _Task, is_begun: bool) -> None:
    """Refuse what can't be, before anything is written."""
    wish = task.wish
    if task.standing is None and not wish.add:
        raise Unfit(
            f"“{wish.policy}” has no version yet on {wish.effective}", "Name the sections of its first one with --add."
        )
    for section in (*wish.change, *wish.remove, *wish.move, *((wish.after,) if wish.after else ())):
        if section not in task.sections:
            raise Unfit(f"there is no section “{section}” on that day", suggest(section, task.sections))
    for section in wish.add:
        if section in task.sections:
            raise Unfit(f"there is a section “{section}” already", "To change it, name it without --add.")
        if not check_id(section, Place(task.folder), refused := Report()):
            (problem,) = refused.problems
            raise Unfit(problem.message, problem.hint)
    _check_contradictions(wish)
    if is_begun and wish.is_about_contents:
        hint = f"Write the table of contents into it: sections: [{', '.join(task.contents)}]"
        raise Unfit(f"{task.folder}/{_ABOUT} is there already, and isn't written over", hint)


def _check_contradictions(wish: Wish) -> None:
    for section in wish.remove:
        if section in (*wish.change, *wish.move, wish.after):
            raise Unfit(f"the section “{section}” can't be both taken out and kept", "Decide for one of the two.")
    if wish.after is not None and wish.after in wish.move:
        raise Unfit(f"the section “{wish.after}” can't stand behind itself", "Name another one with --after.")
    if wish.after is not None and not (wish.add or wish.move):
        raise Unfit(
            "--after says where a section goes, and none goes anywhere", "Add --add or --move, or leave it out."
        )


def _files(root: Path, task: _Task) -> Iterator[tuple[str, str]]:
    """Give the files of the version by name, with their texts."""
    yield _ABOUT, _about(task)
    for section_id in task.wish.change:
        yield from _texts(root, task.standing.section(section_id) if task.standing else None)
    for section_id in task.wish.add:
        former = dict(_texts(root, _former(task, section_id)))
        title = "" if section_id == UNTITLED else "title:\n"
        empty = {f"{section_id}.{language}.md": f"---\n{title}---\n" for language in task.languages}
        yield from (empty | former).items()


def _about(task: _Task) -> str:
    per_language = "".join(f"  {language}:\n" for language in task.languages)
    lines = [
        "# What this version says of itself. docs/content-model.md explains every key.",
        "# It is a draft until the next line states the day of publication: then take away the “#” before it.",
        f"# published: {_day_to_publish(task)}",
        "significance:  # material if it changes what holds for people, editorial if only how it is put",
        *([f"follows: {task.base.id}"] if task.base else []),
        "summary:  # tells readers what changes, in a sentence or two",
    ]
    text = "\n".join(lines) + f"\n{per_language}"
    text += "" if task.base else f"title:\n{per_language}"
    return text + (f"sections: [{', '.join(task.contents)}]\n" if task.contents != task.sections else "")


def _day_to_publish(task: _Task) -> date:
    """Give the last day that leaves people the notice that the policy promises, or today when that has gone by."""
    return max(task.today, task.id.effective - timedelta(days=task.policy.notice_days or 0))


def _texts(root: Path, section: Section | None) -> Iterator[tuple[str, str]]:
    """Give the texts of a section in their languages, and the declaration that they show, if they do."""
    if section is None:
        return
    for language, wording in section.wordings.items():
        if wording.revision.language == language:
            yield f"{section.id}.{language}.md", _without_date(root, wording.revision)
    for declaration in (wording.declaration for wording in section.wordings.values()):
        if declaration is not None:
            yield "cookies.yaml", (root / declaration.place.path).read_text(encoding="utf-8-sig")
            return


def _without_date(root: Path, revision: Revision) -> str:
    """Give a file's text without the line on when the translation came: the new one comes with its version."""
    lines = (root / revision.place.path).read_text(encoding="utf-8-sig").split("\n")
    front = [line for line in lines[: revision.body_line - 1] if not line.startswith("published:")]
    return "\n".join((*front, *lines[revision.body_line - 1 :]))


def _former(task: _Task, section_id: str) -> Section | None:
    """Give a section that comes back as it was when it was there last."""
    earlier = sorted((v for v in task.policy.versions if v.id < task.id), key=lambda v: v.id, reverse=True)
    return next((section for version in earlier if (section := version.section(section_id))), None)


def _write(folder: Path, files: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the files that aren't there; give their names, and those of the others."""
    written, kept = [], []
    with reported(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        with reported(folder / name):
            try:
                _write_new(folder / name, text)
            except FileExistsError:
                kept.append(name)
            else:
                written.append(name)
    return tuple(written), tuple(kept)


def _write_new(path: Path, text: str) -> None:
    """Write a file that isn't there yet, whole or not at all: one that is there is never written again."""
    file = path.open("x", encoding="utf-8", newline="\n")
    try:
        with file:
            file.write(text)
    except OSError:
        path.unlink()
        raise


def _begun(task: _Task, written: tuple[str, ...], kept: tuple[str, ...]) -> Begun:
    later = [v for v in (*task.policy.versions, *task.policy.drafts) if v.id > task.id and v.withdrawn_by is None]
    following = min(later, key=lambda version: version.id, default=None)
    changed = {change.section for change in following.changes} if following else set()
    return Begun(
        folder=task.folder,
        id=task.id,
        written=written,
        kept=kept,
        untranslated=tuple(_untranslated(task)),
        follows=_neighbour(task.base, task.today),
        followed_by=_neighbour(following, task.today),
        clashes=tuple(section for section in (*task.wish.change, *task.wish.remove) if section in changed),
    )


def _neighbour(version: Version | None, today: date) -> Neighbour | None:
    if version is None:
        return None
    return Neighbour(version.id, version.published is not None and version.published <= today)


def _untranslated(task: _Task) -> Iterator[str]:
    """Give the files that a changed section would have in languages into which it isn't translated."""
    for section_id in task.wish.change:
        section = task.standing.section(section_id) if task.standing else None
        wordings = section.wordings if section else {}
        for language in task.languages:
            if language not in wordings or wordings[language].revision.language != language:
                yield f"{section_id}.{language}.md"
