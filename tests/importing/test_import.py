"""Documents become versions that the build takes, and nothing is written over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lydelse.cli import main
from lydelse.importing.errors import Unreadable
from lydelse.importing.plan import Plan
from lydelse.importing.put import put
from lydelse.model import VersionId
from lydelse.problems import ExitCode
from lydelse.publish import OutputError

SITE = """\
organisation: Example Ltd
languages: [sv, en]
base_url: https://policy.example.com/
time_zone: Europe/Stockholm
"""
FIRST = """\
# Integritetspolicy: "så gör vi"

Senast uppdaterad: 2018-05-15

Vi värnar om dig, se [cookies](#cookies). Läs [mer](/om).

## 1. Vad vi samlar in

| Vad | Varför |
| --- | --- |
| E-post | för svar |

## Cookies

Vi har inga.
"""
ENGLISH = """\
# Privacy policy

We care about you, see [cookies](#cookies). Read more.

## 1. What we collect

| What | Why |
| --- | --- |
| E-mail | for answers |

## Cookies

We have none.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(SITE, encoding="utf-8")
    return tmp_path


def bring(site: Path, text: str, *options: str, language: str = "sv") -> int:
    source = site / "source.md"
    source.write_text(text, encoding="utf-8")
    words = ["import", str(source), "--policy", "privacy", "--lang", language, "--as-of", "2026-11-01", *options]
    try:
        return main(["--root", str(site), *words], default_root=site)
    finally:
        source.unlink()


def build(site: Path) -> int:
    return main(["build", "--root", str(site), "--as-of", "2026-11-01", "--strict"], default_root=site)


def files(site: Path) -> dict[str, str]:
    folder = site / "content" / "privacy"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# The first version ---------------------------------------------------------------------------------------------


def test_a_document_becomes_a_first_version_that_builds(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(site, FIRST) == ExitCode.OK
    said = capsys.readouterr().out
    assert files(site) == {
        "policy.yaml": "slug:\n  sv: integritetspolicy-sa-gor-vi\n",
        "2018-05-15/version.yaml": (
            "published: 2018-05-15\nsignificance: material\n"
            "summary:\n  sv: Den första lydelsen som har förts in här.\n"
            'title:\n  sv: "Integritetspolicy: \\"så gör vi\\""\nlanguages: [sv]\n'
            "sections:\n  - introduction\n  - vad-vi-samlar-in\n  - cookies\n"
        ),
        "2018-05-15/introduction.sv.md": "---\n---\n\nVi värnar om dig, se [cookies](#cookies). Läs mer.\n",
        "2018-05-15/vad-vi-samlar-in.sv.md": (
            '---\ntitle: "1. Vad vi samlar in"\n---\n\n| Vad | Varför |\n| --- | --- |\n| E-post | för svar |\n'
        ),
        "2018-05-15/cookies.sv.md": "---\ntitle: Cookies\n---\n\nVi har inga.\n",
    }
    assert "content/privacy: 1 version (2018-05-15), 5 files added" in said
    assert "“Senast uppdaterad: 2018-05-15”" in said
    assert "“mer” leads to “/om”" in said
    assert [path.name for path in site.iterdir()] == ["content"], "something is left over"
    assert build(site) == ExitCode.OK


def test_a_dry_run_says_the_same_and_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(site, FIRST, "--dry-run") == ExitCode.OK
    assert "5 files would be added" in capsys.readouterr().out
    assert [path.name for path in (site / "content").iterdir()] == ["site.yaml"]


def test_the_day_can_be_given_and_has_to_be_known(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(site, ENGLISH, language="en") == ExitCode.CONTENT
    assert "states no day" in capsys.readouterr().err
    assert bring(site, FIRST, "--effective", "2019-01-02") == ExitCode.OK
    assert "The document states 2018-05-15" in capsys.readouterr().out
    assert "2019-01-02/version.yaml" in files(site)


def test_a_version_that_is_yet_to_come_is_a_draft(site: Path) -> None:
    assert bring(site, FIRST, "--effective", "2027-01-01") == ExitCode.OK
    assert "published" not in files(site)["2027-01-01/version.yaml"]


def test_addresses_of_policies_differ(site: Path) -> None:
    assert bring(site, FIRST) == ExitCode.OK
    (site / "content" / "privacy").rename(site / "content" / "other")
    assert bring(site, FIRST) == ExitCode.OK
    assert files(site)["policy.yaml"] == "slug:\n  sv: privacy\n"
    assert build(site) == ExitCode.OK


# What comes after ----------------------------------------------------------------------------------------------


def test_the_next_version_holds_only_what_differs(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(site, FIRST)
    before = files(site)
    later = FIRST.replace("2018-05-15", "2020-02-03").replace("inga", "två")
    later = later.replace("## Cookies", "## Kakor").replace("#cookies", "#kakor")
    assert bring(site, later) == ExitCode.OK
    after = files(site)
    assert {name: text for name, text in after.items() if name in before} == before
    assert set(after) - set(before) == {"2020-02-03/version.yaml", "2020-02-03/cookies.sv.md"}
    assert "follows: 2018-05-15" in after["2020-02-03/version.yaml"]
    assert 'sv: "Ändrat: Kakor."' in after["2020-02-03/version.yaml"]
    assert build(site) == ExitCode.OK
    capsys.readouterr()
    assert bring(site, later) == ExitCode.OK
    assert "reads like the last version" in capsys.readouterr().out
    assert files(site) == after


def test_no_version_goes_before_one_that_is_there(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(site, FIRST)
    before = files(site)
    assert bring(site, FIRST.replace("inga", "två"), "--effective", "2017-01-01") == ExitCode.CONTENT
    assert "there is a version of 2018-05-15 already" in capsys.readouterr().err
    assert files(site) == before


# Another language ----------------------------------------------------------------------------------------------


def test_another_language_adds_its_texts_and_a_line_where_it_has_to_be_named(site: Path) -> None:
    bring(site, FIRST)
    version = site / "content" / "privacy" / "2018-05-15" / "version.yaml"
    version.write_text(version.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    before = files(site)
    assert bring(site, ENGLISH, language="en") == ExitCode.OK
    after = files(site)
    assert set(after) - set(before) == {
        "2018-05-15/introduction.en.md",
        "2018-05-15/vad-vi-samlar-in.en.md",
        "2018-05-15/cookies.en.md",
    }
    assert after["2018-05-15/version.yaml"].startswith(
        "published: 2018-05-15\nsignificance: material\n"
        "summary:\n  sv: Den första lydelsen som har förts in här.\n  en: The first wording that was entered here.\n"
        'title:\n  sv: "Integritetspolicy: \\"så gör vi\\""\n  en: Privacy policy\nlanguages: [sv, en]\n'
    )
    assert after["2018-05-15/version.yaml"].endswith("# by hand\n")
    assert after["policy.yaml"].endswith("  en: privacy-policy\n")
    assert build(site) == ExitCode.OK


def test_a_policy_in_two_languages_gets_its_next_version_one_language_after_the_other(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(site, FIRST)
    bring(site, ENGLISH, language="en")
    both, late = ENGLISH.replace("none", "two"), "2020-02-03"
    assert bring(site, both, "--effective", late, language="en") == ExitCode.CONTENT
    assert "needs its texts in en and sv" in capsys.readouterr().err.replace("sv and en", "en and sv")
    coming = ("--effective", "2027-01-01")
    assert bring(site, both, *coming, language="en") == ExitCode.OK
    assert "published" not in files(site)["2027-01-01/version.yaml"]
    assert bring(site, FIRST.replace("inga", "två"), *coming) == ExitCode.OK
    assert {name for name in files(site) if name.startswith("2027")} == {
        "2027-01-01/version.yaml",
        "2027-01-01/cookies.en.md",
        "2027-01-01/cookies.sv.md",
    }
    version = site / "content" / "privacy" / "2027-01-01" / "version.yaml"
    version.write_text("published: 2026-10-01\n" + version.read_text(encoding="utf-8"), encoding="utf-8")
    assert build(site) == ExitCode.OK
    capsys.readouterr()
    assert bring(site, FIRST.replace("inga", "tre"), *coming) == ExitCode.CONTENT
    assert "there is a version of 2027-01-01 already, and it reads otherwise" in capsys.readouterr().err


def test_a_language_does_not_begin_where_later_versions_lack_it(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(site, FIRST)
    bring(site, FIRST.replace("inga", "två"), "--effective", "2020-02-03")
    assert bring(site, ENGLISH, "--effective", "2018-05-15", language="en") == ExitCode.CONTENT
    assert "would have no text in “en”: 2020-02-03" in capsys.readouterr().err
    assert bring(site, ENGLISH, language="en") == ExitCode.OK
    assert "2020-02-03/introduction.en.md" in files(site)


# What stands in the way ----------------------------------------------------------------------------------------


def test_without_a_site_nothing_is_invented(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(tmp_path, FIRST) == ExitCode.CONFIGURATION
    said = capsys.readouterr().err
    assert "content/site.yaml" in said
    assert "lydelse init" in said
    assert not (tmp_path / "content").exists()


def test_a_language_has_to_be_one_of_the_site(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(site, FIRST, language="de") == ExitCode.CONTENT
    assert "Its languages are sv, en" in capsys.readouterr().err


def test_a_source_that_is_not_there_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["import", str(site / "gone.md"), "--policy", "privacy", "--lang", "sv"]
    assert main(["--root", str(site), *words], default_root=site) == ExitCode.IO
    assert "gone.md" in capsys.readouterr().err


def test_what_the_build_would_not_take_is_not_written(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(site, FIRST)
    (site / "content" / "privacy" / "policy.yaml").write_text(
        "slug:\n  sv: integritetspolicy\nretired:\n  on: 2019-01-01\n", encoding="utf-8"
    )
    before = files(site)
    assert bring(site, FIRST.replace("inga", "två"), "--effective", "2020-02-03") == ExitCode.CONTENT
    said = capsys.readouterr().err
    assert "retired-followed" in said
    assert "Nothing was imported" in said
    assert files(site) == before


def test_without_the_readers_it_is_said_how_to_install_them(site: Path) -> None:
    code = (
        "import sys; sys.modules['markdown_it'] = None; sys.modules['anyascii'] = None\n"
        "from pathlib import Path; from lydelse.cli import main\n"
        f"sys.exit(main(['import', 'x.md', '--policy', 'p', '--lang', 'sv'], default_root=Path({str(site)!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.CONFIGURATION
    assert "make import" in done.stderr


# All or nothing ------------------------------------------------------------------------------------------------


def plan(policy: str, **added: str) -> Plan:
    return Plan(
        policy, (VersionId.parse("2020-01-01"),), {name.replace("_", "."): text for name, text in added.items()}
    )


def test_nothing_is_written_over(site: Path) -> None:
    bring(site, FIRST)
    before = files(site)
    with pytest.raises(Unreadable, match="there already"):
        put(site, [plan("privacy", policy_yaml="x")], lambda _: True)
    assert files(site) == before


def test_what_an_editor_did_meanwhile_stops_the_import(site: Path) -> None:
    bring(site, FIRST)

    def edits(_: Path) -> bool:
        (site / "content" / "privacy" / "new.txt").write_text("mine", encoding="utf-8")
        return True

    with pytest.raises(Unreadable, match="changed meanwhile"):
        put(site, [plan("privacy", a_md="x")], edits)
    assert files(site)["new.txt"] == "mine"
    assert "a.md" not in files(site)


def test_of_several_policies_all_are_put_in_place_or_none(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(site, FIRST)
    before = files(site)
    rename = Path.rename

    def refusing(path: Path, target: Path) -> Path:
        if target == site / "content" / "terms":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(OutputError, match="No space left"):
        put(site, [plan("privacy", a_md="x"), plan("other", b_md="y"), plan("terms", c_md="z")], lambda _: True)
    assert files(site) == before
    assert sorted(path.name for path in (site / "content").iterdir()) == ["privacy", "site.yaml"]
    assert sorted(path.name for path in site.iterdir()) == ["content"]
