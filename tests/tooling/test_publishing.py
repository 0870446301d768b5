"""The steps of the workflows, run one by one as their hosts would, with stand-ins for what only these have."""

from __future__ import annotations

import os
import re
import shutil
import tarfile
from pathlib import Path

import pytest

from tests import clones
from tests.clones import IN_THE_EXAMPLES, copy_repository
from tests.docs.documents import blocks
from tests.docs.documents import read as read_document
from tests.judges import needs
from tests.once import made_once
from tests.tooling.workflows import GITHUB, GITLAB_PIPELINE, STARTER, Runner, executable, read, steps, with_commands

RSYNC = STARTER / "rsync.yml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in which the steps that build were run, as of the day of the examples."""
    for command in ("bash", "make", "sha256sum", "tar"):
        needs.command(command)
    return made_once(tmp_path_factory, "published", _build)


def _build(folder: Path) -> None:
    copy_repository(folder, "build", "check")
    summary = folder / ".venv" / "summary.md"
    settings = clones.environment(
        CI="true", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary), SOURCE_DATE_EPOCH=IN_THE_EXAMPLES
    )
    Runner(folder, settings).all(GITHUB, "build")
    assert re.fullmatch(r"```text\npolicy .*?\nprivacy .*```\n", summary.read_text(encoding="utf-8"), re.DOTALL)
    assert not (folder / ".cache" / "build").exists(), "in CI nothing is kept"


def files(folder: Path) -> dict[str, bytes]:
    """Give the files below a folder by their paths."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_what_is_handed_to_pages_is_the_whole_site_as_plain_files_that_can_be_read(built: Path, tmp_path: Path) -> None:
    """The action makes an archive without names that begin with `.git`, and Pages takes neither links nor files that it
    may not read."""
    (upload,) = (step for step in steps(GITHUB, "build") if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["with"] == {"path": "site", "include-hidden-files": "true"}
    archive = tmp_path / "artifact.tar"
    packed = "tar --dereference --hard-dereference --directory site -cf {} --exclude=.git --exclude=.github ."
    done = Runner(built, clones.environment())(packed.format(archive))
    assert done.returncode == 0, done.stderr
    with tarfile.open(archive) as members:
        found = members.getmembers()
    kinds = {(member.isfile(), member.isdir(), oct(member.mode)) for member in found if member.name != "./.gitkeep"}
    assert kinds == {(True, False, "0o644"), (False, True, "0o755")}
    assert {member.name.removeprefix("./") for member in found if member.isfile()} == files(built / "site").keys()
    assert {".nojekyll", "404.html", "SHA256SUMS"} <= files(built / "site").keys()


def test_gitlab_is_given_the_site_under_the_name_that_it_asks_for(built: Path, tmp_path: Path) -> None:
    pipeline = read(GITLAB_PIPELINE)
    assert pipeline["build"]["artifacts"]["paths"] == ["site"]
    shutil.copytree(built / "site", tmp_path / "site")
    for lines in pipeline["pages"]["script"]:
        done = Runner(tmp_path, clones.environment())(lines)
        assert done.returncode == 0, done.stderr
    (published,) = pipeline["pages"]["artifacts"]["paths"]
    assert files(tmp_path / published) == files(built / "site")


class Server:
    """A folder that stands for a server, which is asked by an `ssh` that runs what it is told right here."""

    def __init__(self, folder: Path, site: Path) -> None:
        needs.command("rsync")
        self.home, self.folder, self.site = folder / "home", folder / "srv" / "policies", folder / "runner" / "site"
        self.home.mkdir()
        shutil.copytree(site, self.site)
        executable(folder / "bin" / "ssh", 'if [ "$1" = -l ]; then shift 2; fi\nshift\nexec sh -c "$*"')
        self._runner = Runner(
            self.site.parent,
            clones.environment(
                HOME=str(self.home),
                PATH=with_commands(folder / "bin"),
                SERVER="publisher@example.com",
                FOLDER=str(self.folder),
            ),
        )

    def publish(self) -> None:
        self._runner.all(RSYNC, "publish", KNOWN_HOSTS="example.com ssh-ed25519 AAAA", SSH_KEY="the key", PORT="")

    def seen(self) -> dict[str, bytes]:
        """Give what visitors see."""
        return files(self.folder / "site")

    def write(self, path: str, text: str, *, listed: bool = True) -> None:
        """Change a file of the site that is to be published, and its entry in the list."""
        (self.site / path).write_text(text, encoding="utf-8")
        if listed:
            done = self._runner("cd site && sha256sum $(cut -c67- SHA256SUMS) >sums && mv sums SHA256SUMS")
            assert done.returncode == 0, done.stderr


@pytest.fixture
def server(built: Path, tmp_path: Path) -> Server:
    return Server(tmp_path, built / "site")


def test_a_server_is_given_the_site_beside_the_one_before_and_then_shows_it(server: Server) -> None:
    server.publish()
    first = server.seen()
    assert first == files(server.site)
    server.write("robots.txt", "changed")
    server.publish()
    assert server.seen() == files(server.site) != first
    before = server.folder / "a"
    assert files(before) == first
    live = (server.folder / "site").resolve()
    assert (live / "404.html").samefile(before / "404.html"), "what is the same keeps its time"
    assert not (live / "robots.txt").samefile(before / "robots.txt")
    assert {path.name for path in server.folder.iterdir()} == {"a", "b", "site"}


def test_a_site_that_did_not_arrive_whole_is_not_shown(server: Server) -> None:
    server.publish()
    before = server.seen()
    server.write("robots.txt", "damaged on the way", listed=False)
    with pytest.raises(AssertionError, match=r"robots\.txt: FAILED"):
        server.publish()
    assert server.seen() == before


def test_the_third_site_takes_the_place_of_the_first(server: Server) -> None:
    for text in ("first", "second", "third"):
        server.write("robots.txt", text)
        server.publish()
    assert {(server.folder / place / "robots.txt").read_text() for place in "ab"} == {"second", "third"}
    assert server.seen()["robots.txt"] == b"third"


def test_the_server_is_known_by_its_key_alone_and_the_own_key_is_kept_from_others(server: Server) -> None:
    server.publish()
    folder = server.home / ".ssh"
    assert (folder / "known_hosts").read_text() == "example.com ssh-ed25519 AAAA\n"
    settings = (folder / "config").read_text()
    assert "StrictHostKeyChecking yes\n" in settings
    assert settings.endswith("\nPort 22\n")
    assert (folder / "publisher").read_text() == "the key\n"
    assert {oct(path.stat().st_mode & 0o077) for path in (folder, *folder.iterdir())} == {oct(0)}


def test_a_server_may_have_any_folder(built: Path, tmp_path: Path) -> None:
    own = tmp_path / "with a space"
    own.mkdir()
    server = Server(own, built / "site")
    server.publish()
    assert server.seen() == files(server.site)


@pytest.fixture
def nightly(tmp_path: Path) -> Runner:
    """A clone on a server, whose origin has got a text since, and the script of the documentation that runs there. Its
    `make` takes down what it is asked for, and fails at what a file names."""
    needs.command("git")
    (script,) = (block.text for block in blocks(read_document("docs/publishing.md")) if block.kind == "sh")
    executable(tmp_path / "bin" / "make", 'echo "$@" >>../asked\ntest "$1" != "$(cat ../fails)"')
    (tmp_path / "publish").write_text(script, encoding="utf-8")
    (tmp_path / "fails").touch()
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": with_commands(tmp_path / "bin")}
    for role in ("AUTHOR", "COMMITTER"):
        own |= {f"GIT_{role}_NAME": "Editor", f"GIT_{role}_EMAIL": "editor@example.com"}
    runner = Runner(tmp_path, clones.environment(**own))
    done = runner(
        "git init -q origin && git -C origin commit -q --allow-empty -m Begin && git clone -q origin clone"
        " && touch origin/text.md && git -C origin add . && git -C origin commit -q -m Text"
    )
    assert done.returncode == 0, done.stderr
    return runner


def test_the_script_for_a_server_fetches_the_texts_and_says_nothing_when_all_is_well(nightly: Runner) -> None:
    done = nightly("sh publish clone")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (nightly.folder / "clone" / "text.md").is_file()
    asked = (nightly.folder / "asked").read_text().splitlines()
    assert asked == [f"{target} ARGS=--quiet" for target in ("check", "build", "verify")]


def test_it_builds_nothing_that_was_not_checked(nightly: Runner) -> None:
    (nightly.folder / "fails").write_text("check")
    assert nightly("sh publish clone").returncode != 0
    assert (nightly.folder / "asked").read_text() == "check ARGS=--quiet\n"
