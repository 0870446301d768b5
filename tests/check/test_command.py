"""The command `check`: what it looks at, how it tells it, what is accepted, and its exit code."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from lydelse.cli import main
from lydelse.problems import ExitCode
from tests.check.looked_at import text
from tests.register.desk import REGISTER, Desk, Said
from tests.sites import Site

ACCEPTED = {"code": "law-repealed", "reason": "We quote it."}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A policy with a superseded version, one in force and one to come; the one in force names a repealed act."""
    site = Site(tmp_path)
    site.version("2026-01-01", {"rights": "Check this page regularly.", "contact": "Write to us."})
    site.version("2026-03-01", {"rights": {"sv": "PuL gäller.", "en": "Under the Personal Data Act."}})
    site.version("2026-09-01", {"contact": {"sv": "Ring oss.", "en": "Call us."}}, published="2026-03-02")
    return site


@pytest.fixture
def desk(site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The site's editor, who has sealed what is published."""
    monkeypatch.setenv("COLUMNS", "100")
    desk = Desk(site, capsys)
    desk.seal()
    return desk


def seal_anew(desk: Desk) -> None:
    """Seal what a test has changed after it was sealed."""
    desk.site.root.joinpath(REGISTER).unlink()
    desk.seal()


def check(desk: Desk, *options: str) -> Said:
    return desk.run("check", *options)


def told(desk: Desk, *options: str) -> dict[str, Any]:
    """Give what the command tells programs."""
    said = check(desk, *options, "--json")
    document: dict[str, Any] = json.loads(said.text[said.text.index("{\n") : said.text.rindex("}\n") + 2])
    return document


def codes(document: dict[str, Any]) -> list[str]:
    return sorted(problem["code"] for problem in document["problems"])


# What it looks at -----------------------------------------------------------------------------------------------


def test_it_tells_like_a_build_and_sums_up(desk: Desk) -> None:
    said = check(desk)
    assert said.code == ExitCode.OK
    assert (
        "content/terms/2026-03-01/rights.en.md:5:11: warning: law-repealed: “Personal Data Act” was repealed"
        in said.text
    )
    assert "2 warnings found.\nLooked at 2 versions of terms as of 2026-07-01 (--as-of)." in said.text
    assert "\x1b" not in said.text


def test_superseded_versions_are_looked_at_on_demand(desk: Desk) -> None:
    assert codes(told(desk)) == ["law-repealed"] * 2
    assert "check-back" in codes(told(desk, "--all"))


def test_drafts_are_looked_at(desk: Desk, site: Site) -> None:
    site.version("2027-01-01", {"contact": {"sv": "Klaga hos Datainspektionen.", "en": "Ask."}}, published=None)
    assert "name-former" in codes(told(desk))


def test_policies_can_be_named_and_a_misspelt_one_has_a_suggestion(desk: Desk, site: Site) -> None:
    site.policy("other")
    site.version("2026-01-01", {"rights": "Text."}, policy="other")
    assert codes(told(desk, "other")) == ["register-absent"]
    said = check(desk, "othr")
    assert said.code == ExitCode.CONFIGURATION
    assert "there is no policy “othr”\n    Did you mean “other”?" in said.text


def test_what_a_build_reports_is_told_too(desk: Desk, site: Site) -> None:
    site.version("2026-09-02", {}, published="2026-03-02")
    assert "version-changes-nothing" in codes(told(desk))


def test_content_that_cant_be_built_is_told_first_and_nothing_else(desk: Desk, site: Site) -> None:
    site.write("content/terms/2026-03-01/rights.sv.md", "no front matter")
    said = check(desk)
    assert said.code == ExitCode.CONTENT
    assert said.text.startswith("The content can't be built as it stands")
    assert "front-matter-missing" in said.text
    assert "law-repealed" not in said.text
    document = told(desk)
    assert (document["checked"], codes(document)) == (False, ["front-matter-missing", "sealed-altered"])


def test_with_strict_a_warning_counts(desk: Desk) -> None:
    assert check(desk, "--strict").code == ExitCode.CONTENT


def test_with_strict_a_note_counts(desk: Desk, site: Site) -> None:
    site.policy(accepted=[ACCEPTED, {"code": "duty-missing", "reason": "It is written."}])
    text(site, "2026-09-01", "contact", "Call.", ["gdpr-13-1-a"])
    seal_anew(desk)
    assert {problem["severity"] for problem in told(desk)["problems"]} == {"note"}
    assert check(desk).code == ExitCode.OK
    assert check(desk, "--strict").code == ExitCode.CONTENT


# How it is told -------------------------------------------------------------------------------------------------


def test_programs_are_told_where_in_the_policy_it_is(desk: Desk) -> None:
    document = told(desk)
    problem = next(problem for problem in document["problems"] if problem["language"] == "en")
    assert (problem["path"], problem["line"], problem["severity"]) == (
        "content/terms/2026-03-01/rights.en.md",
        5,
        "warning",
    )
    assert (problem["policy"], problem["section"], problem["about"]) == ("terms", "rights", "personuppgiftslagen")
    assert problem["versions"] == ["2026-03-01", "2026-09-01"]
    assert document["as_of"] == "2026-07-01"


def test_tables_are_told(desk: Desk, site: Site) -> None:
    text(site, "2026-09-01", "contact", "Call.", ["gdpr-13-1-a"])
    seal_anew(desk)
    said = check(desk, "terms")
    assert "Information duties of terms, version 2026-09-01 (coming)\nGDPR" in said.text
    assert max(len(line) for line in said.text.splitlines() if line.startswith("Art. ")) <= 100
    names = [table["name"] for table in told(desk)["information"]]
    assert "duties-terms-2026-09-01" in names


def test_tables_are_told_by_their_totals_unless_asked_for(desk: Desk, site: Site) -> None:
    text(site, "2026-09-01", "contact", "Call us whenever you like. " * 20, ["gdpr-13-1-a"])
    seal_anew(desk)
    said = check(desk)
    assert "Information duties of terms, version 2026-09-01 (coming): 1 of 12 points answered\n" in said.text
    assert "How hard the texts are to read: 2 texts measured, 0 harder than in the version before\n" in said.text
    assert "The tables: name a policy" in said.text
    assert "What people are told" not in said.text
    for option in ("terms", "--all"):
        assert "points answered" not in check(desk, option).text
        assert "How hard the texts are to read\nPolicy" in check(desk, option).text


class Terminal(io.StringIO):
    """A stream that people look at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("no_color", "is_plain"), [("", False), ("1", True)])
def test_on_a_terminal_headings_stand_out_unless_that_is_unwanted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, no_color: str, is_plain: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    monkeypatch.setenv("NO_COLOR", no_color)
    assert main(["check", "--as-of", "2026-07-01"], default_root=desk.site.root) == ExitCode.OK
    assert "2 warnings found." in terminal.getvalue()
    assert ("\x1b" not in terminal.getvalue()) is is_plain


# What is accepted -----------------------------------------------------------------------------------------------


def test_what_is_accepted_is_counted_and_listed_with_its_reason(desk: Desk, site: Site) -> None:
    site.policy(accepted=[ACCEPTED])
    said = check(desk, "--strict")
    assert said.code == ExitCode.OK
    assert "Nothing found, 2 more accepted with a reason." in said.text
    assert "We quote it." not in said.text
    assert "We quote it. (content/terms/policy.yaml:" in check(desk, "--all").text
    assert {accepted["reason"] for accepted in told(desk)["accepted"]} == {"We quote it."}


@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ({"language": "sv"}, 1),
        ({"section": "rights"}, 0),
        ({"section": "contact"}, 2),
        ({"about": "personuppgiftslagen"}, 0),
        ({"about": "lek-2003"}, 2),
        ({"version": "2026-03-01"}, 2),
    ],
)
def test_an_acceptance_can_be_narrowed_down(desk: Desk, site: Site, narrowed: dict[str, str], left: int) -> None:
    site.policy(accepted=[ACCEPTED | narrowed])
    assert codes(told(desk)).count("law-repealed") == left


def test_the_site_can_accept_for_all_policies(desk: Desk, site: Site) -> None:
    settings = (site.root / "content/site.yaml").read_text(encoding="utf-8")
    site.write("content/site.yaml", f"{settings}accepted:\n  - {{code: law-repealed, reason: We quote it.}}\n")
    assert codes(told(desk)) == []


def test_what_lets_nothing_pass_any_more_is_a_warning(desk: Desk, site: Site) -> None:
    site.policy(accepted=[ACCEPTED, {"code": "check-back", "reason": "Old."}])
    assert codes(told(desk)) == ["acceptance-unused"]
    assert codes(told(desk, "--all")) == []


@pytest.mark.parametrize(
    "passed_over",
    [{"code": "check-back", "version": "2026-01-01"}, {"code": "link-broken"}],
    ids=["a version that isn't looked at", "what only other hosts can tell"],
)
def test_what_wasnt_looked_for_isnt_called_unused(desk: Desk, site: Site, passed_over: dict[str, str]) -> None:
    site.policy(accepted=[ACCEPTED, passed_over | {"reason": "Old."}])
    assert codes(told(desk)) == []


@pytest.mark.parametrize(
    ("entry", "code", "hint"),
    [
        ({"code": "law-repeeled", "reason": "We quote it."}, "value-unknown", "Did you mean “law-repealed”?"),
        ({"code": "link-nowhere", "reason": "It comes."}, "value-unknown", "Did you mean"),
        ({"code": "law-repealed"}, "key-missing", "Add it, for example “reason:"),
        ({"code": "law-repealed", "reason": ""}, "value-missing", "Write it after the colon."),
        ({"code": "law-repealed", "reason": "Why.", "sektion": "rights"}, "key-unknown", "Did you mean “section”?"),
        ({"code": "law-repealed", "reason": "Why.", "language": "se"}, "language-unknown", "Possible are: en, sv."),
        ({"code": "law-repealed", "reason": "Why.", "version": "2026"}, "version-invalid", "Name the version's folder"),
    ],
)
def test_acceptances_are_read_strictly(desk: Desk, site: Site, entry: dict[str, str], code: str, hint: str) -> None:
    site.policy(accepted=[entry])
    said = check(desk)
    assert said.code == ExitCode.CONTENT
    assert code in said.text
    assert hint in said.text


# The page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["site", "content", "layouts"])
def test_the_page_cant_come_into_the_site(desk: Desk, folder: str) -> None:
    file = desk.site.root / folder / "page.html"
    said = check(desk, "--html", str(file))
    assert said.code == ExitCode.CONFIGURATION
    assert "would be published with the site" in said.text
    assert not file.exists()


def test_the_page_is_written(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    assert check(desk, "--html", str(file)).code == ExitCode.OK
    assert "law-repealed" in file.read_text(encoding="utf-8")
    assert check(desk, "--html", str(tmp_path / "nowhere" / "page.html")).code == ExitCode.IO
