"""The recipe of imports: from sources to versions in the content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lydelse.importing.align import Aligner
from lydelse.importing.anchors import Resolve, from_base, outside
from lydelse.importing.divide import divide
from lydelse.importing.errors import Unreadable
from lydelse.importing.existing import Existing, brings, find_existing, parts_of
from lydelse.importing.law import check
from lydelse.importing.match import match_sections
from lydelse.importing.model import Doubt, Manuscript, Snapshot
from lydelse.importing.plan import Goal, Plan, plan_translation, plan_versions
from lydelse.importing.put import put
from lydelse.importing.readers import read
from lydelse.model import Catalogue, Content, Translations, Version
from lydelse.preparing import AsOf, prepare
from lydelse.problems import Problem, Report
from lydelse.read import read_content
from lydelse.resolve import resolve


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported: a file, into which policy, in which language. `effective` is the day from which it holds,
    where the text's own is not meant; `base` the address at which it was published, from which its links lead."""

    source: Path
    policy: str
    language: str
    effective: date | None = None
    base: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a source: what is written, and what a person has to look at."""

    plan: Plan
    manuscripts: tuple[Manuscript, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """The site into which something is imported, as it stands on the day of the import."""

    root: Path
    content: Content
    catalogue: Catalogue
    problems: frozenset[Problem]

    @property
    def today(self) -> date:
        """The day of the import."""
        return self.catalogue.as_of

    def goal(self, policy: str, language: str) -> Goal:
        """Give where a policy's texts in a language go.

        Raises:
            Unreadable: the site doesn't have the language, or the policy can't be added to.
        """
        languages = self.content.site.languages
        if language not in languages:
            hint = f"Its languages are {', '.join(languages)}; add it to “languages” in content/site.yaml."
            raise Unreadable(f"the site has no texts in “{language}”", hint)
        existing = find_existing(self.content, self.catalogue, policy)
        others = [other.slugs.get(language, "") for other in self.content.policies if other.id != policy]
        former = [slug for other in self.content.policies for slug in other.formerly.get(language, ())]
        return Goal(self.content.site, policy, language, self.today, existing, (*others, *former))


def survey(root: Path, as_of: AsOf, report: Report) -> Ground | None:
    """Look at a site before something is imported; `None` if it has no `site.yaml` to go by, which is reported."""
    found = Report()
    content = read_content(root, found)
    if content is None:
        report.extend(problem for problem in found.problems if problem.place.path == "content/site.yaml")
        return None
    catalogue = resolve(content, as_of(content.site), found)
    known = Report()
    prepare(root, as_of, known)
    return Ground(root, content, catalogue, frozenset(known.problems))


def read_source(name: str, data: bytes, language: str, resolve_link: Resolve = outside) -> Manuscript:
    """Read a source into sections, and hold it against the law of imports.

    Raises:
        Unreadable: it can't be read.
        Unfaithful: it would lose or gain words.
    """
    manuscript = divide(read(name, data), language, resolve_link)
    check(manuscript)
    return manuscript


def import_document(ground: Ground, order: Order) -> Imported:
    """Plan what becomes of one document: a first version, the next one, or another language of one that is there.

    Raises:
        Unreadable, Unfaithful: as `read_source` and the plans raise them.
        OSError: the source can't be read.
    """
    goal = ground.goal(order.policy, order.language)
    links = from_base(order.base) if order.base else outside
    manuscript = read_source(order.source.name, order.source.read_bytes(), order.language, links)
    if not manuscript.parts:
        raise Unreadable("no text was found in the document")
    existing = goal.existing
    if existing is not None and order.language not in existing.languages:
        return _translated(ground, goal, _version(existing, order, manuscript), manuscript)
    day, doubts = _day(order, manuscript)
    if existing is not None and day == existing.last.effective and not brings(existing.last, order.language):
        return _translated(ground, goal, existing.last, manuscript)
    _check_languages(goal, day)
    aligned = _aligner(goal).align(manuscript.parts)
    snapshot = Snapshot(day, replace(manuscript, parts=aligned.parts), predecessors=aligned.predecessors)
    plan = plan_versions(goal, [snapshot])
    if any(version.ordinal > 1 for version in plan.versions):
        hint = "Nothing is written over: say another day with --effective, or change its texts by hand."
        raise Unreadable(f"there is a version of {day} already, and it reads otherwise", hint)
    return Imported(plan, (manuscript,), (*manuscript.doubts, *doubts, *aligned.doubts, *plan.doubts))


def _aligner(goal: Goal) -> Aligner:
    """Gives sections the ids that they have in the policy already."""
    if goal.existing is None:
        return Aligner()
    return Aligner(goal.existing.parts(goal.language), goal.existing.gone(goal.language))


def _day(order: Order, manuscript: Manuscript) -> tuple[date, tuple[Doubt, ...]]:
    """The day from which a document holds: the one that is given, or else the one that it states."""
    stated = {stated.day: stated.text for stated in reversed(manuscript.stated) if stated.day}
    doubts = [
        Doubt(f"The document states “{stated.text}”, a day that doesn't exist.")
        for stated in manuscript.stated
        if not stated.day
    ]
    told = ", ".join(f"{day} (“{text}”)" for day, text in reversed(stated.items()))
    if order.effective is not None:
        if stated and order.effective not in stated:
            doubts.append(Doubt(f"The document states {told}; {order.effective} was given."))
        return order.effective, tuple(doubts)
    day = next(reversed(stated), None)
    if day is None:
        raise Unreadable("the document states no day from which it holds", "Say it, like --effective 2018-05-15.")
    doubts.append(Doubt(f"The version holds from {day}; the document states {told}. Is that the day?"))
    return day, tuple(doubts)


def _check_languages(goal: Goal, day: date) -> None:
    """See that a version that holds already can have texts in one language alone."""
    required = goal.existing is not None and goal.existing.source.translations is Translations.REQUIRED
    if required and goal.other_languages and day <= goal.today:
        languages = " and ".join((*goal.other_languages, goal.language))
        hint = (
            "Import it as a draft, for a day to come (--effective), then the others for the same day; or write "
            "“translations: notice” into policy.yaml, if they may lag."
        )
        raise Unreadable(f"a version of “{goal.policy}” needs its texts in {languages}", hint)


def _translated(ground: Ground, goal: Goal, version: Version, manuscript: Manuscript) -> Imported:
    assert goal.existing is not None  # noqa: S101  # else there would be no version
    there = Manuscript(version.binding, version.title.get(version.binding, ""), parts_of(version, version.binding), "")
    matched = match_sections(there, manuscript)
    folder = ground.root / "content" / goal.policy
    texts = {
        "policy.yaml": (folder / "policy.yaml").read_text(encoding="utf-8-sig"),
        "version.yaml": (folder / str(version.id) / "version.yaml").read_text(encoding="utf-8-sig"),
    }
    plan = plan_translation(goal, goal.existing, version, matched, texts)
    return Imported(plan, (matched,), (*matched.doubts, *plan.doubts))


def _version(existing: Existing, order: Order, manuscript: Manuscript) -> Version:
    """The version whose translation a document is: that of the day that is given or stated, or else the last one."""
    days = [order.effective] if order.effective else [stated.day for stated in manuscript.stated]
    found = next((version for day in days for version in reversed(existing.versions) if version.effective == day), None)
    if found is None and order.effective:
        known = ", ".join(str(version.id) for version in existing.versions)
        raise Unreadable(f"there is no version of {order.effective}", f"There are: {known}.")
    if found is not None and found is not existing.last:
        later = ", ".join(str(version.id) for version in existing.versions if version.id > found.id)
        hint = (
            f"Say --effective {existing.last.effective} to enter it there, or import translations as the versions come."
        )
        raise Unreadable(f"the versions after {found.id} would have no text in “{order.language}”: {later}", hint)
    return existing.last


def put_in(ground: Ground, imported: Sequence[Imported], as_of: AsOf, report: Report) -> bool:
    """Put what was imported into the content, unless the build would find a fault in it; problems that were there
    before don't count.

    Returns:
        Whether it was done.

    Raises:
        Unreadable, OutputError: as `put` raises them.
    """

    def is_fine(site: Path) -> bool:
        found = Report()
        prepare(site, as_of, found)
        report.extend(problem for problem in found.problems if problem not in ground.problems)
        return not report.errors

    plans = [each.plan for each in imported if each.plan.versions]
    return put(ground.root, plans, is_fine) if plans else False
