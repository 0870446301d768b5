"""The problems of a run: all of them, sorted, once; and what they make of the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.cli import main
from tests.cli.faulty import AS_OF, ENGLISH, FIRST, SECOND, SWEDISH, Edit, append, remove, replace, snapshot, write

ONE_AT_EACH_STAGE: tuple[Edit, ...] = (
    write("privacy/2026-03-01/cookies.sv.md", "---\ntitle: Kakor\n---\n\nPå.\n".encode("latin-1")),
    replace("privacy/policy.yaml", "integritet", "Integritet"),
    append(SECOND, "unchanged: {en: [introduction, intro]}\n"),
    replace(SWEDISH, "Skriv", "<script>alert(1)</script> [Skriv](#right)"),
    replace(ENGLISH, "title: Rights\n", ""),
)
REPORT = """\
content/privacy/2026-03-01/cookies.sv.md:5:2: not-utf-8: the file isn't saved as UTF-8: byte 23 (0xE5) can't be read
    Open the file in your editor and save it with the encoding UTF-8. The letter here may be “å”.
content/privacy/policy.yaml:1:8: id-invalid: “Integritet” can't be a slug
    Use small letters a–z, digits and single hyphens between them, for example “integritet”.
content/terms/2026-06-01/rights.en.md:1:1: key-missing: the key “title” is missing
    Add it, for example “title: Cookies”.
"""


def _edit(root: Path, *edits: Edit) -> None:
    for edit in edits:
        edit(root / "content")


def test_the_faults_of_all_files_and_stages_are_listed_in_one_run(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(built, *ONE_AT_EACH_STAGE)
    before = snapshot(built / "site")
    assert main(["--as-of", AS_OF], default_root=built) == 1
    said = capsys.readouterr().err
    assert said.startswith(REPORT)
    codes = [line.split(": ")[1] for line in said.splitlines() if line.startswith("content/")]
    assert codes == [
        "not-utf-8",
        "id-invalid",
        "key-missing",
        "html-not-allowed",
        "link-nowhere",
        "section-unknown",
    ]
    assert said.endswith("\n6 errors. The site is as it was before.\n")
    assert snapshot(built / "site") == before


def test_a_fault_that_every_later_version_inherits_is_listed_once(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(built, replace("terms/2026-01-01/introduction.en.md", "Welcome", "[Welcome](#contact)"))
    assert main(["--as-of", AS_OF], default_root=built) == 1
    assert capsys.readouterr().err.count("link-nowhere") == 1


@pytest.mark.parametrize(
    "edit",
    [
        replace("site.yaml", "Europe/Stockholm", "Stockholm"),
        remove("site.yaml"),
        replace("site.yaml", "languages", "l"),
    ],
)
def test_a_fault_of_the_owner_wins_over_those_of_the_editors_which_are_listed_too(
    edit: Edit, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(built, edit, append(SECOND, "colour: blue\n"))
    assert main(["--as-of", AS_OF], default_root=built) == 2
    said = capsys.readouterr().err
    assert "content/site.yaml:" in said
    assert "content/terms/2026-06-01/version.yaml:7:1: key-unknown: " in said


def test_a_fault_in_the_layouts_is_the_owners(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = snapshot(built / "site")
    broken = built / "layouts" / "policy.html"
    broken.parent.mkdir()
    broken.write_text("{% if %}", encoding="utf-8")
    assert main(["--as-of", AS_OF], default_root=built) == 2
    assert "layouts/policy.html:1:1: template-syntax: " in capsys.readouterr().err
    assert snapshot(built / "site") == before


WARNED = replace(SECOND, "2026-05-01", "2026-06-10")
WARNING = """\
content/terms/2026-06-01/version.yaml:1:1: warning: published-late: published on 2026-06-10, after the day from \
which it holds, 2026-06-01
    The page tells readers both days.
"""


def test_warnings_are_told_and_the_site_is_built(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _edit(built, WARNED)
    assert main(["--as-of", AS_OF], default_root=built) == 0
    said = capsys.readouterr()
    assert said.err == WARNING
    assert said.out.startswith(f"Built {built / 'site'} as of {AS_OF} (--as-of): ")


def test_with_strict_a_warning_stops_the_build(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _edit(built, WARNED)
    before = snapshot(built / "site")
    assert main(["--strict", "--as-of", AS_OF], default_root=built) == 1
    assert capsys.readouterr().err == f"{WARNING}1 warning. The site is as it was before.\n"
    assert snapshot(built / "site") == before


def test_errors_and_warnings_are_counted_apart(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _edit(built, WARNED, append("privacy/2026-03-01/version.yaml", "unchanged: {sv: [rights]}\nfollows: 2020-01-01\n"))
    assert main(["--as-of", AS_OF], default_root=built) == 1
    assert capsys.readouterr().err.endswith("\n2 errors and 1 warning. The site is as it was before.\n")


def test_a_version_that_changes_nothing_is_built_with_a_warning(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(built, remove(SWEDISH), remove(ENGLISH))
    assert main(["--as-of", AS_OF], default_root=built) == 0
    assert capsys.readouterr().err == (
        "content/terms/2026-06-01/version.yaml:1:1: warning: version-changes-nothing: "
        "the version changes nothing: all of it reads as before\n"
        "    If that is meant, leave it; otherwise check that the changed texts stand in this folder.\n"
    )


def test_the_faults_of_a_draft_are_warnings_and_its_texts_are_on_no_page(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(
        built,
        write("terms/2027-01-01/version.yaml", "significance: material\nsummary: {sv: Snart.}\ncolour: blue\n"),
        write("terms/2027-01-01/rights.sv.md", "---\ntitle: Rätt\n---\n\n<script>Hemligt</script> [ut](#nowhere)\n"),
        write("terms/2027-01-01/rights.en.md", "title: Rights\n"),
    )
    assert main(["--as-of", AS_OF], default_root=built) == 0
    said = capsys.readouterr().err
    problems = [line for line in said.splitlines() if line.startswith("content/")]
    assert problems
    assert all(": warning: " in line for line in problems)
    assert {line.split(": ")[2] for line in problems} >= {"key-unknown", "front-matter-missing", "html-not-allowed"}
    assert not [name for name, (content, _) in snapshot(built / "site").items() if b"Hemligt" in content]


def test_the_first_version_is_named_where_a_text_lacks_a_language(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(built, remove("terms/2026-01-01/rights.en.md"), remove(ENGLISH), append(FIRST, "binding: sv\n"))
    assert main(["--as-of", AS_OF], default_root=built) == 1
    said = capsys.readouterr().err
    assert said.count("translation-missing") == 1
    assert "Write content/terms/2026-01-01/rights.en.md." in said
