"""Planning: the files that versions become, before any of them is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lydelse.importing.errors import Unreadable
from lydelse.importing.existing import Existing, parts_of
from lydelse.importing.model import Doubt, Manuscript, Part, Snapshot
from lydelse.importing.names import slug, unnumbered, unused
from lydelse.importing.summaries import first_summary, is_known, shortened, summary_of
from lydelse.importing.yaml_text import by_language, long_list, scalar, short_list, with_text, with_word
from lydelse.model import Site, Version, VersionId


@dataclass(frozen=True, slots=True)
class Goal:
    """Where an import goes: a policy of a site, which `existing` is if it's there. `slugs` are those of other policies
    in the language, `today` the day of the import."""

    site: Site
    policy: str
    language: str
    today: date
    existing: Existing | None = None
    slugs: Collection[str] = ()

    @property
    def other_languages(self) -> tuple[str, ...]:
        """The other languages of the policy's last version."""
        languages = self.existing.languages if self.existing else ()
        return tuple(language for language in languages if language != self.language)


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of a policy that are to be added, and those to be changed, with their new text; by their paths in the
    policy's folder."""

    policy: str
    versions: tuple[VersionId, ...]
    added: Mapping[str, str]
    changed: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()


# Versions ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _State:
    """A policy as one version leaves it to the next."""

    version: VersionId | None
    title: str
    parts: tuple[Part, ...]


def plan_versions(goal: Goal, snapshots: Sequence[Snapshot], ended: date | None = None) -> Plan:
    """Plan versions that come after those that a policy has.

    Args:
        goal: where they go.
        snapshots: the versions, the oldest first. Their sections have the ids of those that are there.
        ended: the day on which the policy ends, if it's new and has ended.

    Raises:
        Unreadable: one of them isn't after the last version that is there.
    """
    added: dict[str, str] = {}
    doubts: list[Doubt] = []
    existing = goal.existing
    if existing is None:
        title = snapshots[0].manuscript.title or goal.policy
        added["policy.yaml"] = _policy_yaml(goal, title, ended)
    elif ended is not None:
        doubts.append(
            Doubt(f"The document was taken away on {ended}: write “retired” into policy.yaml if the policy ended.")
        )
    state = _state_of(existing, goal.language)
    versions: list[VersionId] = []
    for snapshot in snapshots:
        name = _next_id(snapshot.effective, state.version)
        files = _version_files(goal, name, snapshot, state)
        if files:
            added |= files
            versions.append(name)
            state = _State(name, snapshot.manuscript.title or state.title, snapshot.manuscript.parts)
    doubts += _doubts(goal, snapshots, versions)
    return Plan(goal.policy, tuple(versions), added, doubts=tuple(doubts))


def _state_of(existing: Existing | None, language: str) -> _State:
    if existing is None:
        return _State(None, "", ())
    return _State(existing.last.id, existing.last.title.get(language, ""), existing.parts(language))


def _next_id(day: date, last: VersionId | None) -> VersionId:
    if last is None or day > last.effective:
        return VersionId(day)
    if day == last.effective:
        return VersionId(day, last.ordinal + 1)
    hint = "Versions can only be added after the last one; say another day with --effective."
    raise Unreadable(f"the text holds from {day}, but there is a version of {last.effective} already", hint)


def _version_files(goal: Goal, name: VersionId, snapshot: Snapshot, before: _State) -> dict[str, str]:
    """The files of a version: its own, and those of the sections that differ from the version before. None, if it
    reads the same."""
    manuscript = snapshot.manuscript
    old = {part.id: part for part in before.parts}
    changed = [part for part in manuscript.parts if old.get(part.id) != part]
    title = manuscript.title if manuscript.title != before.title else ""
    ids = [part.id for part in manuscript.parts]
    if before.version and not changed and not title and ids == [part.id for part in before.parts]:
        return {}
    lines = [*_head(goal, snapshot, before, title)]
    if ids != [part.id for part in before.parts]:
        lines += long_list("sections", ids)
    files = {f"{name}/version.yaml": "\n".join(lines) + "\n"}
    return files | {f"{name}/{part.id}.{goal.language}.md": revision_text(part) for part in changed}


def _head(goal: Goal, snapshot: Snapshot, before: _State, title: str) -> Iterable[str]:
    published = _published(goal, snapshot)
    if published is not None:
        yield f"published: {published}"
    yield "significance: material"
    if before.version is not None:
        yield f"follows: {before.version}"
    languages = goal.existing.languages if goal.existing else (goal.language,)
    yield from by_language("summary", {language: _summary(snapshot, before, title, language) for language in languages})
    predecessors = {section: came for section, came in snapshot.predecessors.items() if before.version and came}
    if predecessors:
        yield "from:"
        yield from (f"  {short_list(section, came)}" for section, came in predecessors.items())
    if title or before.version is None:
        yield from by_language("title", {goal.language: title or goal.policy})
    if before.version is None and tuple(goal.site.languages) != (goal.language,):
        yield short_list("languages", [goal.language])
    if snapshot.source:
        yield f"source: {scalar(snapshot.source)}"


def _summary(snapshot: Snapshot, before: _State, title: str, language: str) -> str:
    """What a version says of itself, in the words of its source, or else in those of the importer."""
    manuscript = snapshot.manuscript
    if snapshot.summary and language == manuscript.language:
        return shortened(snapshot.summary)
    if before.version is None:
        return first_summary(language)
    return summary_of(before.parts, manuscript.parts, title if before.title else "", language)


def _published(goal: Goal, snapshot: Snapshot) -> date | None:
    """The day on which a version was made public; none for one that is yet to come, which is a draft."""
    if snapshot.published is not None:
        return snapshot.published
    return snapshot.effective if snapshot.effective <= goal.today else None


def revision_text(part: Part) -> str:
    """Give the text of a section's file."""
    front = f"title: {scalar(part.title)}\n" if part.title else ""
    return f"---\n{front}---\n\n{part.body}\n"


def _policy_yaml(goal: Goal, title: str, ended: date | None) -> str:
    name = slug(unnumbered(title), goal.language)[:60].strip("-") or goal.policy
    name = unused(goal.policy if name in goal.slugs else name, goal.slugs)
    lines = ["slug:", f"  {goal.language}: {name}"]
    if ended is not None:
        lines += ["retired:", f"  on: {ended}"]
    return "\n".join(lines) + "\n"


def _doubts(goal: Goal, snapshots: Sequence[Snapshot], versions: Sequence[VersionId]) -> Iterable[Doubt]:
    if not versions:
        yield Doubt("The text reads like the last version that is there: nothing was added.")
        return
    if not any(snapshot.manuscript.title for snapshot in snapshots) and not goal.existing:
        yield Doubt(f"No title was found: “{goal.policy}” stands in its place in version.yaml.")
    whole = "the version is" if len(versions) == 1 else f"all {len(versions)} versions are"
    yield Doubt(
        f"Only a person knows what mattered: {whole} entered as “material”. If nothing but the wording changed, write"
        " “editorial” in version.yaml."
    )
    if any(not snapshot.summary for snapshot in snapshots) or not is_known(goal.language):
        yield Doubt("The summary in version.yaml tells only what differs: write what it means for readers.")
    else:
        yield Doubt("The summaries come from the history as it tells itself: read them, as visitors will.")
    if any(snapshot.published is None and snapshot.effective <= goal.today for snapshot in snapshots):
        yield Doubt("It isn't known when the text was made public: “published” is the day from which it holds.")
    if others := goal.other_languages:
        yield Doubt(f"Its texts in {', '.join(others)} are missing: import them for the same day.")
    if any(_published(goal, snapshot) is None for snapshot in snapshots):
        yield Doubt(
            "A version that is yet to come is a draft: write “published” into version.yaml when it's made public."
        )
    if goal.existing is None:
        yield Doubt("The address follows from the title: change “slug” in policy.yaml now, as it can't change later.")


# Another language ----------------------------------------------------------------------------------------------


def plan_translation(
    goal: Goal, existing: Existing, version: Version, manuscript: Manuscript, texts: Mapping[str, str]
) -> Plan:
    """Plan the texts of another language for a version that is there: all of them, or those that differ from what the
    versions before have.

    Args:
        goal: where they go.
        existing: the policy.
        version: the version.
        manuscript: the texts, with the ids of the version's sections.
        texts: the texts of `policy.yaml` and of the version's `version.yaml`.

    Raises:
        Unreadable: the version has the language already, or a file can't be added to.
    """
    language = goal.language
    before = {part.id: part for part in parts_of(version, language)}
    title = manuscript.title or version.title.get(version.binding, goal.policy)
    source = texts["version.yaml"]
    if language not in version.languages:
        source = with_word(source, "languages", version.languages, language)
    if language not in version.title:
        source = with_text(source, "title", language, title)
    if language not in version.summary:
        source = with_text(source, "summary", language, first_summary(language))
    changed = {f"{version.id}/version.yaml": source} if source != texts["version.yaml"] else {}
    if language not in existing.source.slugs:
        name = unused(slug(unnumbered(title), language)[:60].strip("-") or goal.policy, goal.slugs)
        changed["policy.yaml"] = with_text(texts["policy.yaml"], "slug", language, name)
    new = [part for part in manuscript.parts if before.get(part.id) != part]
    added = {f"{version.id}/{part.id}.{language}.md": revision_text(part) for part in new}
    return Plan(goal.policy, (version.id,), added, changed, tuple(_translation_doubts(goal, version, manuscript)))


def _translation_doubts(goal: Goal, version: Version, manuscript: Manuscript) -> Iterable[Doubt]:
    there = [section.id for section in version.sections]
    given = [part.id for part in manuscript.parts]
    if missing := [name for name in there if name not in given]:
        yield Doubt(f"These sections have no text in “{goal.language}” yet: {', '.join(missing)}.")
    if unknown := [name for name in given if name not in there]:
        yield Doubt(
            f"These sections stand in “{goal.language}” alone, and in no list of sections: {', '.join(unknown)}."
        )
    yield Doubt("The summary in version.yaml says only that the text was entered: write it as in the other language.")
    if version.published is not None:
        yield Doubt("If the translation was made public later than the version, say so: “published” in its files.")
