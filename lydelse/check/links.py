"""Links: what the build can't know or lets pass.

That a link inside the site leads somewhere is seen to by every build. Here are those to sections that go while the
text that links still holds, those that name this site by its full address, and the spelling of addresses outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from urllib.parse import urlsplit

from lydelse.check.addresses import Addresses, Flaw, host_of
from lydelse.check.model import Finding, Subject, finding
from lydelse.check.texts import Link, Part, Text, Texts
from lydelse.model import Catalogue, FindingCode, Policy, Reference, Revision, Section, Status, Version, VersionId


def check_links(subject: Subject) -> Iterator[Finding]:
    """Tell of links that are wrong as they are written."""
    texts = Texts(subject.fragments)
    found = [(policy, version, section, texts.of(revision)) for policy, version, section, revision in shown(subject)]
    links = chain.from_iterable(links_of(text) for *_, text in found)
    addresses = Addresses.of(subject.catalogue.site, (link for _, link in links))
    for policy, version, section, text in found:
        for part, link in links_of(text):
            for flaw in chain(addresses.flaws(link), _inside_by_address(link, subject.catalogue)):
                yield finding(
                    flaw.code,
                    text.place(part, link.target),
                    flaw.message,
                    flaw.hint,
                    policy=policy.id,
                    version=version.id,
                    section=section.id,
                    language=text.revision.language,
                    about=link.target,
                    severity=flaw.severity,
                )


def check_lasting(subject: Subject) -> Iterator[Finding]:
    """Tell of links to another policy's sections, or to another policy, that end while the text that links holds."""
    for policy, version, section, revision in shown(subject):
        if version.status in (Status.SUPERSEDED, Status.WITHDRAWN):
            continue
        for reference in subject.fragments[revision.rendered_as].references:
            other = subject.catalogue.policy(reference.policy) if reference.policy not in (None, policy.id) else None
            end = _end(reference, other, policy, version) if other else None
            if end is not None:
                yield finding(
                    FindingCode.LINK_SECTION_GONE,
                    reference.place,
                    end.message,
                    end.hint,
                    policy=policy.id,
                    version=version.id,
                    section=section.id,
                    language=revision.language,
                )


def shown(subject: Subject) -> Iterator[tuple[Policy, Version, Section, Revision]]:
    """Give the texts that the versions show, each once in a version, with what they stand in."""
    for policy, version in subject.versions:
        for section in version.sections:
            for revision in dict.fromkeys(wording.revision for wording in section.wordings.values()):
                yield policy, version, section, revision


def links_of(text: Text) -> Iterator[tuple[Part, Link]]:
    """Give the links of a text, each with the part that it stands in."""
    return ((part, link) for part in text.parts for link in part.links)


# Links that end --------------------------------------------------------------------------------------------------


def _end(reference: Reference, other: Policy, policy: Policy, version: Version) -> Flaw | None:
    """What becomes of a reference to another policy before the version that makes it is replaced."""
    last = policy.last_day(version)
    if other.retired and version.effective < other.retired.on and (last is None or other.retired.on <= last):
        message = f"the policy “{other.id}” ends on {other.retired.on}, while this text still holds"
        replacement = other.retired.replaced_by
        hint = f"Let a new version link to “{replacement}”." if replacement else "Let a new version link elsewhere."
        return Flaw(FindingCode.LINK_SECTION_GONE, message, hint)
    section = reference.anchor.partition("--")[0]
    for later in other.versions if section else ():
        is_within = version.effective < later.effective and (last is None or later.effective <= last)
        if is_within and later.status is not Status.WITHDRAWN and later.section(section) is None:
            message = (
                f"the section “{section}” of “{other.id}” is gone from {later.effective} on, while this text still "
                "holds"
            )
            return Flaw(FindingCode.LINK_SECTION_GONE, message, "Let a new version link to what took its place.")
    return None


# This site by its full address -----------------------------------------------------------------------------------


def _inside_by_address(link: Link, catalogue: Catalogue) -> Iterator[Flaw]:
    """Tell of a link that leads into this site in a way that no build follows, and whether it leads anywhere."""
    base, target = urlsplit(catalogue.site.base_url), link.target
    if host_of(target) != base.hostname or not urlsplit(target).path.startswith(base.path):
        return
    segments = [segment for segment in urlsplit(target).path.removeprefix(base.path).split("/") if segment]
    policy = _policy_at(segments, catalogue)
    message = "the link names this site by its full address, so that nobody is told when it leads nowhere any more"
    if policy is None:
        yield Flaw(FindingCode.LINK_UNFOLLOWED, message, "Link to a section as #section or policy:terms#section.")
        return
    version = _version_named(segments, policy)
    if version is not None and version.status is Status.WITHDRAWN:
        message = f"the link leads to the version {version.id} of “{policy.id}”, which is withdrawn"
    anchor = urlsplit(target).fragment
    written = f"policy:{policy.id}#{anchor}" if anchor else f"policy:{policy.id}"
    hint = f"Write {written}: that is followed to what holds on the day of the version."
    yield Flaw(FindingCode.LINK_UNFOLLOWED, message, hint)


def _policy_at(segments: list[str], catalogue: Catalogue) -> Policy | None:
    """The policy whose language and slug, in force or former, a path begins with."""
    language, slug = [*segments, "", ""][:2]
    for policy in catalogue.policies:
        if slug and slug in (policy.slugs.get(language), *policy.formerly.get(language, ())):
            return policy
    return None


def _version_named(segments: list[str], policy: Policy) -> Version | None:
    try:
        return policy.version(VersionId.parse(segments[2]))
    except (IndexError, ValueError):
        return None
