"""A glimpse of a site of which most is still to be read: what can be made of a few policies is made of those alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import thread_time

from lydelse.addresses import ASSETS, BANNER, FILES, LANGUAGES, file_of
from lydelse.addresses import policies as list_of_policies
from lydelse.compose import Composition, Plan
from lydelse.layouts import Layouts
from lydelse.look import dressed
from lydelse.memory import Memory
from lydelse.model import Catalogue, Fragment, Policy, PolicySource, RenderingKey, Revision, Site
from lydelse.preparing import AsOf
from lydelse.problems import Problem, Report
from lydelse.read import Entry, policy_folders, read_policy_folder, read_settings
from lydelse.read.layouts import read_layouts_unchecked
from lydelse.render import Blocks
from lydelse.rendering import render_text, revisions_of, words_of
from lydelse.resolve import resolve_policy

_PATIENCE = 0.2
"""Seconds of work for which policies are read for a page that needs them all; then it's to be asked for again."""
_OF_NO_POLICY = (ASSETS, BANNER, FILES)
"""Where there is, besides policies, what follows from a few of them: files are those of the pages that were made."""


class UnclearError(Exception):
    """A file can't be made yet: it follows from the whole site, or what it follows from is at fault. When all policies
    have to be read for it, some more have been each time."""


class Glimpse:
    """Makes files of a site, reading what each needs when it's needed.

    They are those that a build makes, if it makes any: that has to be found out by reading all.
    """

    def __init__(self, root: Path, as_of: AsOf, memory: Memory, blocks: Blocks | None = None) -> None:
        """Prepare; nothing is read before a file is asked for.

        Args:
            root: the folder that holds `content/`.
            as_of: gives the day.
            memory: what was made before, and is to be remembered.
            blocks: the blocks of texts that were rendered before; `None` renders every text as a whole.
        """
        self._root, self._as_of, self._memory, self._blocks = root, as_of, memory, blocks
        self._report = Report()
        self._policies: _Policies | None = None
        self._layouts: Layouts | None = None
        self._plan: tuple[tuple[Policy, ...], Plan] | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found to be wrong by now."""
        return self._report.problems

    def file(self, path: str) -> bytes | Path | None:
        """Give a file of the site, or where it is, by its path; `None` if the policy that would have it has no such.

        Raises:
            UnclearError: it can't be made yet.
            OSError: a source can't be read.
            TemplateFault: its template asks for what isn't there.
        """
        plan = self._plan_for(path)
        leaf = plan.leaf_at(path)
        made = {file.path: file.content for file in leaf.make()} if leaf else {}
        if self._report.errors or (path.startswith(_OF_NO_POLICY) and path not in made):
            raise UnclearError(path)
        return made.get(path)

    def _plan_for(self, path: str) -> Plan:
        if self._policies is None:
            self._begin()
        policies, layouts = self._policies, self._layouts
        if policies is None or layouts is None or self._report.errors:
            raise UnclearError(path)
        is_list = path in map(file_of, (LANGUAGES, *map(list_of_policies, policies.site.languages)))
        if not (policies.find_all() if is_list else policies.holds(path) or path.startswith(_OF_NO_POLICY)):
            raise UnclearError(path)
        if self._plan is None or self._plan[0] != policies.found:
            catalogue = _Unfinished(policies.site, policies.day, policies.found, policies.find)
            self._plan = policies.found, Plan(Composition.of(catalogue, policies.texts, layouts))
        return self._plan[1]

    def _begin(self) -> None:
        site = read_settings(self._root, self._report)
        if site is not None:
            layouts = read_layouts_unchecked(self._root, site.languages, self._report, self._memory)
            self._layouts = None if layouts is None else dressed(layouts, site.look)
            texts = _Texts(self._layouts, site.languages, self._report, self._memory, self._blocks)
            day = self._as_of(site)
            folders = {entry.name: entry for entry in policy_folders(self._root, site, Report())}
            self._policies = _Policies(site, day, folders, texts, report=self._report, memory=self._memory)


@dataclass(frozen=True, slots=True)
class _Unfinished(Catalogue):
    """A catalogue of the policies that were read by now, which reads another when it's asked for."""

    find: Callable[[str], Policy | None]

    def policy(self, policy_id: str) -> Policy | None:
        """The policy of that id."""
        return self.find(policy_id)


class _Policies:
    """The policies of a site, each read when it's asked for."""

    def __init__(
        self, site: Site, day: date, folders: Mapping[str, Entry], texts: _Texts, *, report: Report, memory: Memory
    ) -> None:
        self.site, self.day, self.texts = site, day, texts
        self._folders, self._report, self._memory = folders, report, memory
        self._found: dict[str, Policy | None] = {}

    @property
    def found(self) -> tuple[Policy, ...]:
        """Those that were read by now, in the site's order."""
        return tuple(policy for policy in map(self._found.get, self._folders) if policy)

    def find(self, policy_id: str) -> Policy | None:
        """Give the policy of an id, with its drafts; `None` if there is none, or it's at fault."""
        if policy_id not in self._found and policy_id in self._folders:
            self._found[policy_id] = self._read(self._folders[policy_id])
        return self._found.get(policy_id)

    def find_all(self) -> bool:
        """Read those that weren't yet, as long as patience lasts; tell whether all were read."""
        end = thread_time() + _PATIENCE
        for policy_id in self._folders:
            if policy_id not in self._found and thread_time() > end:
                return False
            self.find(policy_id)
        return True

    def holds(self, path: str) -> bool:
        """Tell whether a policy has addresses like a path; it has been read then."""
        language, _, rest = path.partition("/")
        slug = rest.partition("/")[0]
        candidates = (name for name, folder in self._folders.items() if slug and _names(folder, slug))
        found = filter(None, map(self.find, candidates))
        return any(slug in (policy.slugs.get(language), *policy.formerly.get(language, ())) for policy in found)

    def _read(self, folder: Entry) -> Policy | None:
        source = read_policy_folder(folder, self.site.languages, self._report, self._memory)
        if source is None or not source.sound:
            return None
        self.texts.add(source)
        policy = resolve_policy(source, self.site.languages, self.day, self._report, self._memory)
        return policy.with_drafts()


def _names(folder: Entry, slug: str) -> bool:
    """Whether a policy's settings have a slug somewhere: that is quick to see."""
    try:
        return slug.encode() in (folder.path / "policy.yaml").read_bytes()
    except OSError:
        return False


class _Texts(Mapping[RenderingKey, Fragment]):
    """The rendered texts of policies, each rendered when it's asked for."""

    def __init__(
        self,
        layouts: Layouts | None,
        languages: tuple[str, ...],
        report: Report,
        memory: Memory,
        blocks: Blocks | None,
    ) -> None:
        self._words = {language: words_of(layouts, language) for language in languages}
        self._report, self._memory, self._blocks = report, memory, blocks
        self._revisions: dict[RenderingKey, tuple[Revision, bool]] = {}
        self._rendered: dict[RenderingKey, Fragment] = {}

    def add(self, source: PolicySource) -> None:
        """Add the texts of a policy."""
        for revision, is_draft in revisions_of(source):
            self._revisions.setdefault(revision.rendered_as, (revision, is_draft))

    def __getitem__(self, key: RenderingKey) -> Fragment:
        if key not in self._rendered:
            revision, is_draft = self._revisions[key]
            found = Report()
            self._rendered[key] = render_text(revision, self._words, found, self._memory, self._blocks)
            (self._report.extend_as_drafts if is_draft else self._report.extend)(found.problems)
        return self._rendered[key]

    def __iter__(self) -> Iterator[RenderingKey]:
        return iter(self._revisions)

    def __len__(self) -> int:
        return len(self._revisions)
