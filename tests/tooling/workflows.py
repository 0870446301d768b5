"""The workflows that publish a site, as the tests read them: their jobs and steps, and what runs these."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.clones import ROOT

GITHUB = ROOT / ".github" / "workflows" / "publish.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
STARTER = ROOT / "lydelse" / "starter" / "workflows"
GITHUB_WORKFLOWS = (STARTER / "github-pages.yml", STARTER / "rsync.yml")
GITLAB_PIPELINE = STARTER / "gitlab-pages.yml"


def read(path: Path) -> dict[str, Any]:
    """Read a workflow. `on` stays a text, as GitHub reads it, rather than a truth value."""
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts alone
    assert isinstance(document, dict)
    return document


def steps(path: Path, job: str) -> list[dict[str, Any]]:
    """Give the steps of a job on GitHub."""
    found = read(path)["jobs"][job]["steps"]
    assert isinstance(found, list)
    return found


def commands(path: Path, job: str) -> list[str]:
    """Give what a job on GitHub runs, step by step."""
    return [step["run"] for step in steps(path, job) if "run" in step]


def actions(path: Path) -> Iterator[str]:
    """Give the actions that a workflow uses, each with the comment behind it."""
    for line in path.read_text(encoding="utf-8").splitlines():
        _, is_use, action = line.partition("uses: ")
        if is_use:
            yield action


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs steps as GitHub's runner and GitLab's do, one by one, each in a shell of its own, in a folder."""

    folder: Path
    environment: Mapping[str, str]

    def __call__(self, lines: str, **own: str) -> subprocess.CompletedProcess[str]:
        """Run a step.

        Args:
            lines: what it runs.
            own: the environment that the workflow gives it.
        """
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", lines]
        settings = {**self.environment, **own}
        return subprocess.run(command, cwd=self.folder, env=settings, capture_output=True, text=True, check=False)

    def all(self, path: Path, job: str, **own: str) -> None:
        """Run all that a job on GitHub runs; none may fail."""
        for lines in commands(path, job):
            done = self(lines, **own)
            assert done.returncode == 0, f"{lines}{done.stdout}{done.stderr}"


def executable(path: Path, script: str) -> None:
    """Write a command that stands in for another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def with_commands(folder: Path) -> str:
    """Give a `PATH` in which the commands of a folder come first."""
    return f"{folder}{os.pathsep}{os.environ['PATH']}"
