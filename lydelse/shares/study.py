"""What can be worked out of one policy by itself, and what others need to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from lydelse.compose import shown_files
from lydelse.declared import check_declared
from lydelse.layouts import Layouts
from lydelse.links import Links, check_references_of, named_policies
from lydelse.memory import Memory
from lydelse.model import (
    Attachment,
    Catalogue,
    Content,
    Fragment,
    Fragments,
    Papers,
    Policy,
    PolicySource,
    Revision,
    Section,
    Site,
    Wording,
)
from lydelse.paper import Library, take_papers
from lydelse.problems import Problem, Report
from lydelse.read import Entry, read_policy_folder
from lydelse.register import check_registers
from lydelse.render import Blocks
from lydelse.rendering import render_all
from lydelse.resolve import resolve, resolve_each


@dataclass(frozen=True, slots=True)
class Study:
    """A policy as its folder has it, and what it means as of a day; `policy` is `None` when a fault keeps it from
    meaning anything."""

    source: PolicySource
    policy: Policy | None
    fragments: Fragments
    papers: Papers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gist:
    """What is to be known of a policy where its texts aren't needed.

    Attributes:
        source: what was read, without texts; `None` when the folder's name can't be that of a policy.
        policy: its versions, without their sections; `None` when a fault keeps it from meaning anything.
        named: the other policies to which its texts link, by id, whether there are such or not.
        files: what its published versions show besides texts.
        problems: what is wrong with it, apart from its links to other policies.
        texts: how many files of text it has.
    """

    source: PolicySource | None
    policy: Policy | None = None
    named: frozenset[str] = frozenset()
    files: tuple[Attachment, ...] = ()
    problems: tuple[Problem, ...] = ()
    texts: int = 0

    @property
    def related(self) -> frozenset[str]:
        """The other policies on which its pages depend."""
        retired = self.policy.retired if self.policy else None
        successor = {retired.replaced_by} if retired is not None and retired.replaced_by is not None else set()
        return self.named | successor


@dataclass(frozen=True, slots=True)
class Outline:
    """A policy with its sections and their anchors, but without their texts: all that a link to it needs."""

    policy: Policy
    fragments: Fragments


@dataclass(frozen=True, slots=True)
class Setting:
    """What every policy of a site is studied with. `began` is the time at which the sources began to be read, in
    nanoseconds since 1970; `whole` says that every text is rendered as a whole."""

    site: Site
    as_of: date
    layouts: Layouts | None
    library: Library
    began: int
    whole: bool = False


def study(
    folder: Entry, setting: Setting, report: Report, memory: Memory, blocks: Blocks | None = None
) -> Study | None:
    """Read, resolve and render a policy, and hold it against its register.

    Args:
        folder: the policy's folder.
        setting: what it is studied with.
        report: where problems go; links to other policies aren't judged yet.
        memory: what was made before.
        blocks: the blocks of texts that were rendered before; `None` renders every text as a whole.

    Returns:
        The policy, or `None` when the folder's name can't be that of one.

    Raises:
        OSError: a source can't be read.
    """
    source = read_policy_folder(folder, setting.site.languages, report, memory)
    if source is None:
        return None
    content = Content(setting.site, (source,))
    catalogue = resolve_each(content, setting.as_of, report, memory)
    fragments = render_all(content, setting.layouts, report, memory, blocks)
    strings = setting.layouts.strings if setting.layouts else {}
    purposes = {language: words.say("consent_record") for language, words in strings.items()}
    check_declared(catalogue, fragments, purposes, report, memory)
    check_registers(content, catalogue, _resolve_unreported, report, memory)
    policy = catalogue.policies[0] if catalogue.policies else None
    if policy is not None and not named_policies(policy, fragments):
        check_references_of(policy, Links(catalogue, fragments), fragments, frozenset(), report)
    papers = take_papers(setting.library, policy, setting.layouts, report) if policy and setting.layouts else {}
    return Study(source, policy, fragments, papers)


def _resolve_unreported(content: Content, day: date) -> Catalogue:
    """Resolve a content on another day than the build's, whose problems have been told."""
    return resolve(content, day, Report())


def gist_of(studied: Study | None, problems: tuple[Problem, ...]) -> Gist:
    """Give what is to be known of a policy that was studied."""
    if studied is None:
        return Gist(None, problems=problems)
    amendments = tuple(replace(amendment, revisions=()) for amendment in studied.source.amendments)
    policy = studied.policy
    return Gist(
        source=replace(studied.source, amendments=amendments),
        policy=_brief(policy) if policy else None,
        named=named_policies(policy, studied.fragments) if policy else frozenset(),
        files=tuple(sorted(set(shown_files(policy)), key=lambda file: (file.digest, file.name))) if policy else (),
        problems=problems,
        texts=sum(len(amendment.revisions) for amendment in studied.source.amendments),
    )


def _brief(policy: Policy) -> Policy:
    versions = tuple(replace(version, sections=(), changes=()) for version in policy.versions)
    return replace(policy, versions=versions, drafts=())


def outline_of(policy: Policy, fragments: Fragments) -> Outline:
    """Give what links to a policy need."""
    found = _Outlining(fragments)
    versions = tuple(
        replace(version, sections=tuple(map(found.section, version.sections)), changes=())
        for version in policy.versions
    )
    return Outline(replace(policy, versions=versions, drafts=(), register=None), found.fragments)


class _Outlining:
    """Takes the texts out of sections, of each once."""

    def __init__(self, fragments: Fragments) -> None:
        self._whole = fragments
        self._sections: dict[int, Section] = {}
        self.fragments: dict[tuple[str, str, str], Fragment] = {}

    def section(self, section: Section) -> Section:
        """Give a section without its texts."""
        if id(section) not in self._sections:
            wordings = {language: self._wording(wording) for language, wording in section.wordings.items()}
            self._sections[id(section)] = replace(section, wordings=wordings)
        return self._sections[id(section)]

    def _wording(self, wording: Wording) -> Wording:
        revision = wording.revision
        hollow = Revision(revision.section, revision.language, "", _name_of(revision.body), revision.place)
        anchors = self._whole[revision.rendered_as].anchors
        self.fragments[hollow.rendered_as] = Fragment((), anchors)
        return Wording(hollow, wording.since)


def _name_of(body: str) -> str:
    """Give what stands for a text: equal texts have equal names."""
    return sha256(body.encode()).hexdigest()
