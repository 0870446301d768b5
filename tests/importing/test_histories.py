"""Histories from the command line: what is written, and that importing again adds what is new and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from benchmarks.compare.corpus import NoCorpusError, find_corpus
from lydelse.cli import main
from tests.importing.repositories import Made, add_commits, git, ids, make_repository

SITE = """\
organisation: Example Ltd
languages: [en]
base_url: https://policy.example.com/
time_zone: Europe/Stockholm
"""
RIGHTS = "You may ask which personal data we keep about you, and have them corrected within one month."
COOKIES = "Our pages set a cookie that counts how often a page was opened, and one for your language."


def policy(*, rights: str = "Your rights", extra: str = "", updated: str = "2019-01-01", bullet: str = "-") -> str:
    return (
        f"---\ntitle: Privacy policy\n---\n\nLast updated: {updated}\n\nThis is our policy.\n\n"
        f"## {rights}\n\n{RIGHTS}{extra}\n\n## Cookies\n\n{COOKIES}\n\n{bullet} One\n{bullet} Two\n"
    )


HISTORY = (
    Made({"privacy.md": policy()}, "2019-01-03", "Add the policy"),
    Made({"privacy.md": policy(bullet="*")}, "2019-02-01", "Other bullets"),
    Made({"privacy.md": policy(rights="What you may ask")}, "2019-03-01", "Rename a heading"),
    Made(
        {"privacy.md": None, "legal/privacy.md": policy(extra=" Write to us.", updated="2019-05-01")},
        "2019-04-20",
        "Move it",
    ),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site/content").mkdir(parents=True)
    (tmp_path / "site/content/site.yaml").write_text(SITE)
    return tmp_path / "site"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "repository", HISTORY)


def imported(site: Path, *arguments: object, expect: int = 0, lang: str = "en") -> None:
    command = ["import", *map(str, arguments), "--lang", lang, "--as-of", "2026-01-01"]
    assert main(command, default_root=site) == expect


def version(site: Path, name: str, policy: str = "privacy") -> dict[str, object]:
    stated = yaml.load((site / "content" / policy / name / "version.yaml").read_text(), yaml.BaseLoader)  # noqa: S506  # it makes texts alone
    assert isinstance(stated, dict)
    return stated


def folders(site: Path, policy: str = "privacy") -> list[str]:
    return sorted(path.name for path in (site / "content" / policy).iterdir() if path.is_dir())


def files(site: Path) -> dict[str, str]:
    content = site / "content"
    return {str(path.relative_to(content)): path.read_text() for path in content.rglob("*") if path.is_file()}


def test_a_file_is_imported_with_its_history(site: Path, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(site, repository, "--path", "legal/privacy.md", "--policy", "privacy")
    assert folders(site) == ["2019-01-01", "2019-03-01", "2019-05-01"]
    commits = ids(repository)
    assert [version(site, name)["source"] for name in folders(site)] == [commits[0], commits[2], commits[3]]
    assert version(site, "2019-05-01")["published"] == "2019-04-20"
    assert version(site, "2019-03-01")["summary"] == {"en": "Rename a heading"}
    told = capsys.readouterr().out
    assert "4 texts, 3 become versions, 1 read like the one before" in told
    assert "it once was privacy.md" in told
    assert "front matter" in told


def test_sections_keep_their_ids_and_only_what_changed_is_written(site: Path, repository: Path) -> None:
    imported(site, repository, "--path", "legal/privacy.md", "--policy", "privacy")
    content = site / "content/privacy"
    assert sorted(path.name for path in (content / "2019-03-01").iterdir()) == ["version.yaml", "your-rights.en.md"]
    assert "title: What you may ask" in (content / "2019-03-01/your-rights.en.md").read_text()


def test_the_imported_site_builds_without_a_problem(site: Path, repository: Path) -> None:
    imported(site, repository, "--path", "legal/privacy.md", "--policy", "privacy")
    assert main(["build", "--strict", "--as-of", "2026-01-01"], default_root=site) == 0
    assert (site / "site/en/privacy-policy/2019-03-01/index.html").is_file()


def test_importing_again_changes_nothing(site: Path, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = (repository, "--path", "legal/privacy.md", "--policy", "privacy")
    imported(site, *order)
    before = files(site)
    imported(site, *order)
    assert files(site) == before
    told = capsys.readouterr().out
    assert "1 text, 0 become versions" in told
    assert "nothing to add" in told


def test_importing_again_adds_what_is_new_and_leaves_what_editors_wrote(site: Path, repository: Path) -> None:
    order = (repository, "--path", "legal/privacy.md", "--policy", "privacy")
    imported(site, *order)
    about = site / "content/privacy/2019-05-01/version.yaml"
    about.write_text(about.read_text().replace("Move it", "You can now write to us."))
    before = files(site)
    add_commits(
        repository, [Made({"legal/privacy.md": policy(extra=" Call us.", updated="2019-05-01")}, "2019-06-01", "Call")]
    )
    add_commits(
        repository, [Made({"legal/privacy.md": policy(extra=" Call.", updated="2019-05-01")}, "2019-06-01", "Shorter")]
    )
    imported(site, *order)
    after = files(site)
    assert {name: after[name] for name in before} == before
    assert sorted(after.keys() - before.keys()) == [
        "privacy/2019-06-01/version.yaml",
        "privacy/2019-06-01/your-rights.en.md",
    ]
    assert version(site, "2019-06-01")["summary"] == {"en": "Call; Shorter"}
    assert version(site, "2019-06-01")["follows"] == "2019-05-01"


def test_a_later_text_of_the_last_day_becomes_a_second_version_of_it(site: Path, repository: Path) -> None:
    order = (repository, "--path", "legal/privacy.md", "--policy", "privacy")
    imported(site, *order)
    add_commits(repository, [Made({"legal/privacy.md": policy(extra=" Call us.", updated="2019-05-01")}, "2019-05-01")])
    imported(site, *order)
    assert folders(site)[-1] == "2019-05-01-2"


def test_a_rewritten_history_is_refused_with_a_way_out(
    site: Path, repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(site, repository, "--path", "legal/privacy.md", "--policy", "privacy")
    before = files(site)
    other = make_repository(tmp_path / "other", [Made({"legal/privacy.md": policy()}, "2019-01-04", "All anew")])
    imported(site, other, "--path", "legal/privacy.md", "--policy", "privacy", expect=1)
    assert files(site) == before
    said = capsys.readouterr().err
    assert "which the history doesn't have" in said
    assert "2019-05-01/version.yaml" in said


def test_a_policy_that_was_written_by_hand_is_left_alone(
    site: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(site, repository, "--path", "legal/privacy.md", "--policy", "privacy")
    for about in (site / "content/privacy").glob("*/version.yaml"):
        about.write_text(re.sub(r"^source: .*\n", "", about.read_text(), flags=re.MULTILINE))
    imported(site, repository, "--path", "legal/privacy.md", "--policy", "privacy", expect=1)
    assert "is there already" in capsys.readouterr().err


def test_a_file_in_its_work_tree_and_a_bundle_are_sources(site: Path, repository: Path, tmp_path: Path) -> None:
    git(repository, "checkout", "--quiet", "main")
    imported(site, repository / "legal/privacy.md", "--history", "--policy", "one")
    git(repository, "bundle", "create", "--quiet", str(tmp_path / "all.bundle"), "main", "HEAD")
    imported(site, tmp_path / "all.bundle", "--path", "legal/privacy.md", "--policy", "two")
    assert folders(site, "one") == folders(site, "two") == ["2019-01-01", "2019-03-01", "2019-05-01"]


def test_every_text_of_a_day_can_be_asked_for(site: Path, tmp_path: Path) -> None:
    commits = [Made({"a.md": f"# Terms\n\nText number {number}.\n"}, "2019-01-01") for number in range(3)]
    folder = make_repository(tmp_path / "made", commits)
    imported(site, folder, "--path", "a.md", "--policy", "one")
    imported(site, folder, "--path", "a.md", "--policy", "all", "--every")
    assert folders(site, "one") == ["2019-01-01"]
    assert folders(site, "all") == ["2019-01-01", "2019-01-01-2", "2019-01-01-3"]


def test_the_day_of_the_first_text_can_be_given(site: Path, tmp_path: Path) -> None:
    commits = [Made({"a.md": "# Terms\n\nOne.\n"}, "2019-01-01"), Made({"a.md": "# Terms\n\nTwo.\n"}, "2019-02-01")]
    folder = make_repository(tmp_path / "made", commits)
    imported(site, folder, "--path", "a.md", "--policy", "terms", "--effective", "2017-05-05")
    assert folders(site, "terms") == ["2017-05-05", "2019-02-01"]


# Many documents ------------------------------------------------------------------------------------------------


def many(tmp_path: Path) -> Path:
    terms = "# Terms\n\nThe terms of use.\n\n## Scope\n\nThey hold for everybody who visits these pages.\n"
    old = "# Export\n\nRules for export, which were few.\n"
    commits = [
        Made({"Policies/terms.md": terms, "Policies/README.md": "About.", "Policies/export.md": old}, "2018-01-01"),
        Made({"Policies/privacy.md": policy(updated="2018-02-01")}, "2018-02-01"),
        Made({"Policies/terms.md": None, "Policies/use/terms.md": terms + "\nAnd always.\n"}, "2018-03-01"),
        Made(
            {"Policies/export.md": None, "Policies/trade.md": "# Trade\n\nQuite another text on trade.\n"}, "2018-04-01"
        ),
    ]
    return make_repository(tmp_path / "many", commits)


def test_many_documents_become_policies_by_patterns(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = ("--map", "Policies/README.md=", "--map", "Policies/**/*.md={name}")
    imported(site, many(tmp_path), *rules, "--dry-run")
    table = capsys.readouterr().out
    assert re.search(r"^terms +2 +2 +Policies/use/terms\.md$", table, re.MULTILINE)
    assert re.search(r"^export +1 +1 +Policies/export\.md \(gone\)$", table, re.MULTILINE)
    assert "README" not in table
    assert sorted(path.name for path in (site / "content").iterdir()) == ["site.yaml"]
    imported(site, tmp_path / "many", *rules)
    assert sorted(path.name for path in (site / "content").iterdir() if path.is_dir()) == [
        "export",
        "privacy",
        "terms",
        "trade",
    ]
    assert "on: 2018-04-01" in (site / "content/export/policy.yaml").read_text()
    assert main(["build", "--strict", "--as-of", "2026-01-01"], default_root=site) == 0


def test_documents_that_followed_one_another_can_be_one_policy(site: Path, tmp_path: Path) -> None:
    imported(site, many(tmp_path), "--map", "Policies/export.md=trade", "--map", "Policies/trade.md={name}")
    assert folders(site, "trade") == ["2018-01-01", "2018-04-01"]
    assert "retired" not in (site / "content/trade/policy.yaml").read_text()


def test_documents_of_the_same_time_can_not(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(site, many(tmp_path), "--map", "Policies/**/*.md=all", expect=1)
    assert "at the same time" in capsys.readouterr().err


def test_one_document_at_fault_keeps_all_from_being_written(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_repository(
        tmp_path / "made", [Made({"a.md": "# A\n\nText.\n", "b.bin": b"\x00\x01\x02"}, "2019-01-01")]
    )
    imported(site, folder, "--map", "*={name}", expect=1)
    said = capsys.readouterr().err
    assert "leave a document out" in said
    assert sorted(path.name for path in (site / "content").iterdir()) == ["site.yaml"]


def test_nothing_that_matches_is_told_with_what_is_there(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(site, many(tmp_path), "--map", "docs/*.md={name}", expect=1)
    assert "Policies/export.md" in capsys.readouterr().err


def test_either_a_policy_or_patterns(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(site, tmp_path, expect=2)
    assert "--policy" in capsys.readouterr().err


# Dated files ---------------------------------------------------------------------------------------------------


def dated(folder: Path, **texts: str) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem.replace('_', '-')}.{suffix}").write_text(text)
    return folder


def test_a_folder_of_dated_files_is_a_history(site: Path, tmp_path: Path) -> None:
    folder = dated(
        tmp_path / "files",
        **{
            "2018_05_15_md": "# Terms\n\nThe first text.\n",
            "terms_2019_01_02_html": "<html><body><h1>Terms</h1><p>The second text.</p></body></html>",
            "terms_20200303_txt": "Terms\n\nThe third text.\n",
            "notes_md": "No date.",
        },
    )
    imported(site, folder, "--policy", "terms")
    assert folders(site, "terms") == ["2018-05-15", "2019-01-02", "2020-03-03"]
    assert version(site, "2019-01-02", "terms")["source"] == "terms-2019-01-02.html"
    (folder / "terms-2021-04-04.md").write_text("# Terms\n\nThe fourth text.\n")
    before = files(site)
    imported(site, folder, "--policy", "terms")
    assert folders(site, "terms")[-1] == "2021-04-04"
    assert before.items() <= files(site).items()


def test_files_of_another_language_are_left_alone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "content/site.yaml").write_text(SITE.replace("[en]", "[sv, en]"))
    texts = {"2018_05_15.sv_md": "# Villkor\n\nTexten.\n", "2018_05_15.en_md": "# Terms\n\nThe text.\n"}
    imported(site, dated(tmp_path / "files", **texts), "--policy", "terms", lang="sv")
    assert "Texten." in "".join(files(site).values())
    assert "The text." not in "".join(files(site).values())


def test_files_of_several_documents_are_refused(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = dated(tmp_path / "files", terms_2018_05_15_md="Text", privacy_2018_05_15_md="Text")
    imported(site, folder, "--policy", "terms", expect=1)
    assert "privacy, terms" in capsys.readouterr().err


def test_a_folder_without_dates_says_how_files_are_named(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(site, dated(tmp_path / "files", a_md="Text"), "--policy", "terms", expect=1)
    assert "2018-05-15.md" in capsys.readouterr().err


# The corpus ----------------------------------------------------------------------------------------------------


def test_real_policies_import_build_and_import_again(site: Path) -> None:
    try:
        corpus = find_corpus()
    except NoCorpusError as missing:
        pytest.skip(str(missing))
    rules = ("--map", "Policies/other-site-policies/*.md={name}")
    imported(site, corpus, *rules)
    assert main(["build", "--as-of", "2026-01-01"], default_root=site) == 0
    before = files(site)
    imported(site, corpus, *rules)
    assert files(site) == before
