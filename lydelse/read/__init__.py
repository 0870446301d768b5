"""Read: from the folder `content/` to values, every problem with its place.

A fault in one file doesn't hide those of others: what can be read is read, and stands in for what can't.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from lydelse.memory import FORGETFUL, Memory
from lydelse.model import (
    REGISTER_FILE,
    Amendment,
    Attachment,
    Content,
    Declaration,
    PolicySource,
    Register,
    Revision,
    Site,
    VersionId,
)
from lydelse.problems import Place, Problem, Report, suggest
from lydelse.read.declaration import read_declaration
from lydelse.read.fields import DEVICES, check_id
from lydelse.read.folders import Entry, digest_of, entries, read_text, read_yaml, report_unknown
from lydelse.read.policy import read_policy
from lydelse.read.register import REGISTER_BYTES, read_register
from lydelse.read.revision import read_revision
from lydelse.read.site import is_known_language, knows_model, read_site
from lydelse.read.tree import MapNode
from lydelse.read.version import read_version

__all__ = [
    "SITE_FILE",
    "Entry",
    "policy_folder",
    "policy_folders",
    "read_content",
    "read_policy_folder",
    "read_settings",
]

SITE_FILE = "content/site.yaml"
_HIDING = frozenset({"file-not-ordinary", "file-unknown", "id-invalid", "language-unknown"})
_REVISION_NAME = re.compile(r"(?P<section>.+)\.(?P<language>[^.]+)\.md")
_ATTACHMENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_ATTACHMENT_TYPES = frozenset(("avif", "csv", "docx", "gif", "jpeg", "jpg", "odt", "pdf", "png", "txt", "webp", "xlsx"))


def read_content(root: Path, report: Report, memory: Memory = FORGETFUL) -> Content | None:
    """Read a site's content.

    Args:
        root: the site's root, which holds `content/`.
        report: where problems go.
        memory: what was read before.

    Returns:
        The content, or `None` when there is no `site.yaml` that could be read, or none that tells the languages.
        Then, too, the policies have been read for the sake of their problems.

    Raises:
        OSError: a file can't be read from the disk.
    """
    site = read_settings(root, report)
    languages = site.languages if site else ()
    folders = policy_folders(root, site, report)
    policies = [read_policy_folder(folder, languages, report, memory) for folder in folders]
    return Content(site, tuple(policy for policy in policies if policy)) if site else None


def policy_folders(root: Path, site: Site | None, report: Report) -> tuple[Entry, ...]:
    """Give the folders of the policies, and report what has no place beside them. Of content that is written for a
    later model there are none: nobody knows what it means.

    Args:
        root: the site's root.
        site: what `site.yaml` says; without it, nobody knows which files it names.
        report: where problems go.

    Raises:
        OSError: the folder can't be read from the disk.
    """
    if any(problem.code == "model-later" for problem in report.found):
        return ()
    folder = root / "content"
    found = []
    for entry in entries(folder, "content", report) if folder.is_dir() else ():
        if entry.is_folder:
            found.append(entry)
        elif site is not None and entry.name not in ("site.yaml", *site.look.named):
            expected = "Beside “site.yaml” stand a folder per policy, and the files that “look” names in it."
            report_unknown(entry, expected, report)
    return tuple(found)


def policy_folder(root: Path, policy_id: str) -> Entry:
    """Give the folder of a policy that is known to be there."""
    return Entry(str(root / "content" / policy_id), policy_id, f"content/{policy_id}", is_folder=True)


def read_policy_folder(
    folder: Entry, languages: Collection[str], report: Report, memory: Memory = FORGETFUL
) -> PolicySource | None:
    """Read a policy with its versions; `None` when the folder's name can't be that of one.

    Args:
        folder: the policy's folder.
        languages: those of the site, if they're known.
        report: where problems go.
        memory: what was read before.

    Raises:
        OSError: a file can't be read from the disk.
    """
    read = partial(_read_policy_folder, folder, languages, memory=memory)
    return memory.of_folders([folder.path], languages, read, report)


def read_settings(root: Path, report: Report) -> Site | None:
    """Read `site.yaml`; `None` when it isn't there or can't be used.

    Raises:
        OSError: the file can't be read from the disk.
    """
    path = root / SITE_FILE
    if not path.is_file():
        message = "there is no such file, so this is no site"
        hint = "Name the folder of a site with --root, or begin one: lydelse init my-policies --languages sv,en."
        report.misconfigured(Place(SITE_FILE), "site-missing", message, hint)
        return None
    found = Report()
    node = read_yaml(Entry(str(path), path.name, SITE_FILE, is_folder=False), found)
    site = read_site(node, path.parent, found) if node and knows_model(node, found) else None
    report.extend_as_configuration(found.problems)
    return site if site and site.languages else None


def _read_policy_folder(
    folder: Entry, languages: Collection[str], report: Report, *, memory: Memory
) -> PolicySource | None:
    if not check_id(folder.name, folder.place, report):
        return None
    found = Report()
    settings: Entry | None = None
    register: Register | None = None
    amendments = []
    for entry in entries(folder.path, folder.shown, found):
        if entry.is_folder:
            read = partial(_read_version_folder, entry, languages, memory=memory)
            amendments.append(memory.of_folders([entry.path], languages, read, found))
        elif entry.name == "policy.yaml":
            settings = entry
        elif entry.name == REGISTER_FILE:
            register = _read_register_file(entry, found)
        else:
            report_unknown(entry, "In a policy's folder stand “policy.yaml” and folders, one per version.", found)
    readable = tuple(amendment for amendment in amendments if amendment)
    policy = _read_settings(folder, settings, languages, readable, found) or _stand_in(folder, readable)
    report.extend(found.problems)
    sound = None not in amendments and not any(_hides_something(problem) for problem in found.errors)
    return replace(policy, register=register, sound=sound)


def _read_register_file(entry: Entry, report: Report) -> Register | None:
    found = Report()
    text = read_text(entry, found, REGISTER_BYTES)
    register = read_register(text, entry.place, found) if text is not None else None
    report.extend(found.problems)
    return register


def _stand_in(folder: Entry, amendments: tuple[Amendment, ...]) -> PolicySource:
    """Give a policy without readable settings: it is there, so that links to it aren't reported as well."""
    return read_policy(folder.name, MapNode((), folder.place), (), amendments, Report())


def _hides_something(problem: Problem) -> bool:
    """Tell whether a problem makes the versions look otherwise than they were meant.

    Where it does, resolving them would find faults that aren't there. A text that can't be read has a stand-in.
    """
    return problem.place.path.endswith(".yaml") or problem.code in _HIDING


def _read_settings(
    folder: Entry, settings: Entry | None, languages: Collection[str], amendments: tuple[Amendment, ...], report: Report
) -> PolicySource | None:
    place = Place(f"{folder.shown}/policy.yaml")
    if settings is None:
        message = "the policy has no such file"
        report.error(
            place, "policy-missing", message, "Write one with the key “slug”: the name in addresses, per language."
        )
        return None
    node = read_yaml(settings, report)
    return read_policy(folder.name, node, languages, amendments, report) if node else None


def _read_version_folder(
    folder: Entry, languages: Collection[str], report: Report, *, memory: Memory
) -> Amendment | None:
    version_id = _version_id(folder, report)
    if version_id is None:
        return None
    about: Entry | None = None
    declaration: Declaration | None = None
    revisions: list[Revision] = []
    attachments: list[Attachment] = []
    found = Report()
    for entry in entries(folder.path, folder.shown, found):
        if entry.name == "version.yaml" and not entry.is_folder:
            about = entry
        elif entry.name == "cookies.yaml" and not entry.is_folder:
            node = read_yaml(entry, found)
            declaration = read_declaration(node, languages, found) if node else None
        elif entry.name == "files" and entry.is_folder:
            attachments += _read_attachments(entry, found)
        else:
            read = partial(_read_revision_file, entry, languages)
            revision = memory.of_file(entry.path, languages, read, found)
            revisions += [revision] if revision else []
    stated = _read_about(folder, about, version_id, languages, found)
    is_draft = stated is not None and stated.is_draft
    (report.extend_as_drafts if is_draft else report.extend)(found.problems)
    if stated is None:
        return None
    return replace(stated, declaration=declaration, revisions=tuple(revisions), attachments=tuple(attachments))


def _version_id(folder: Entry, report: Report) -> VersionId | None:
    try:
        return VersionId.parse(folder.name)
    except ValueError:
        message = f"“{folder.name}” can't be the name of a version's folder"
        hint = "Name it after the day from which it holds, like 2026-03-01; a second one of that day 2026-03-01-2."
        report.error(folder.place, "version-invalid", message, hint)
        return None


def _read_about(
    folder: Entry, about: Entry | None, version_id: VersionId, languages: Collection[str], report: Report
) -> Amendment | None:
    if about is None:
        message = "the version has no such file"
        hint = "Write one with the keys published, significance and summary."
        report.error(Place(f"{folder.shown}/version.yaml"), "version-missing", message, hint)
        return None
    node = read_yaml(about, report)
    return read_version(version_id, node, languages, report) if node else None


def _read_revision_file(entry: Entry, languages: Collection[str], report: Report) -> Revision | None:
    match = None if entry.is_folder else _REVISION_NAME.fullmatch(entry.name)
    if match is None:
        expected = (
            "In a version's folder stand “version.yaml”, “cookies.yaml”, “files” and texts with names like "
            "“cookies.sv.md”."
        )
        report_unknown(entry, expected, report)
        return None
    section, language = match["section"], match["language"]
    known = language in languages if languages else is_known_language(language)
    if not known:
        message = f"“{language}” isn't one of the site's languages"
        hint = f"{suggest(language, languages)} The languages stand in {SITE_FILE}."
        report.error(entry.place, "language-unknown", message, hint)
    if not check_id(section, entry.place, report) or not known:
        return None
    text = read_text(entry, report)
    if text is None:
        return Revision(section, language, "", "", entry.place)
    return read_revision(section, language, text, entry.shown, report)


def _read_attachments(folder: Entry, report: Report) -> list[Attachment]:
    found: dict[str, Attachment] = {}
    for entry in entries(folder.path, folder.shown, report):
        ending = PurePosixPath(entry.name).suffix.removeprefix(".").lower()
        is_device = entry.name.partition(".")[0].lower() in DEVICES
        if entry.is_folder or is_device or not _ATTACHMENT_NAME.fullmatch(entry.name):
            message = f"“{entry.name}” can't be the name of a file that is published"
            report.error(
                entry.place, "file-name", message, "Use the letters a–z, digits, hyphens and a type like .pdf."
            )
        elif ending not in _ATTACHMENT_TYPES:
            message = f"files of the type “{ending}” aren't published" if ending else "the file's name has no type"
            hint = f"The types are {', '.join(sorted(_ATTACHMENT_TYPES))}; others can hold scripts."
            report.error(entry.place, "file-type", message, hint)
        elif entry.name.lower() in found:
            message = f"“{entry.name}” and “{found[entry.name.lower()].name}” differ by capital letters alone"
            report.error(entry.place, "file-name", message, "Rename one: on many computers they are the same file.")
        else:
            found[entry.name.lower()] = Attachment(entry.name, digest_of(entry.path), entry.path, entry.place)
    return list(found.values())
