"""Content, register and a built site are held against each other, in a folder and on a host."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from tests.judges.server import serving
from tests.register.desk import FOLDER, Desk

PAGE = "site/en/terms-en/2026-01-01/index.html"
TEXT = "site/en/terms-en/2026-01-01/text.md"
VERSIONS = "site/en/terms-en/versions.json"
REGISTER = "site/en/terms-en/register.jsonl"


def replace(path: str, old: str, new: str) -> Callable[[Desk], object]:
    def change(desk: Desk) -> None:
        text = desk.read(path)
        assert old in text
        desk.site.write(path, text.replace(old, new))

    return change


def remove(path: str) -> Callable[[Desk], object]:
    return lambda desk: (desk.site.root / path).unlink()


FAULTS: dict[str, tuple[Callable[[Desk], object], str]] = {
    "a word of a text": (replace(TEXT, "Ask us", "Tell us"), f"{TEXT}:1:1: published-altered"),
    "a word on a page": (replace(PAGE, "Ask us", "Tell us"), f"{PAGE}:1:1: published-altered"),
    "the digest on a page": (replace(PAGE, "</dl>", f"<dd>{'0' * 64}</dd></dl>"), f"{PAGE}:1:1: published-altered"),
    "the page in force": (
        replace("site/en/terms-en/index.html", "Write to us", "Speak to us"),
        "site/en/terms-en/index.html:1:1: published-altered",
    ),
    "a digest for programs": (replace(VERSIONS, '"sha256": "', '"sha256": "0'), f"{VERSIONS}:1:1: published-altered"),
    "the day in the first list of versions": (
        replace("site/sv/terms-sv/versions.json", '"as_of"', '"of"'),
        "site/sv/terms-sv/versions.json:1:1: published-altered",
    ),
    "the register": (replace(REGISTER, '"entry":1', '"entry":9'), f"{REGISTER}:1:1: published-altered"),
    "a text taken away": (remove(TEXT), f"{TEXT}:1:1: published-missing"),
    "a page taken away": (remove(PAGE), f"{PAGE}:1:1: published-missing"),
    "a comparison taken away": (
        remove("site/en/terms-en/changes/2026-01-01--2026-03-01/index.html"),
        "site/en/terms-en/changes/2026-01-01--2026-03-01/index.html:1:1: published-missing",
    ),
}


def test_what_agrees_is_told_text_by_text(desk: Desk) -> None:
    said = desk.run("verify")
    assert said.code == 0
    assert said.text.startswith("Verified on 2026-07-01 with Lydelse")
    for entry in desk.entries:
        line = f"  {entry['version']}    {entry['language']}    {entry['sha256']}  entry {entry['entry']} of 2026-07-01"
        assert line in said.text
    assert said.text.endswith("Everything agrees.\n")


@pytest.mark.parametrize("what", FAULTS)
def test_what_was_altered_on_the_site_is_found(desk: Desk, what: str) -> None:
    change, expected = FAULTS[what]
    change(desk)
    said = desk.run("verify")
    assert said.code == 1
    problems = [line for line in said.text.splitlines() if line.startswith("site/")]
    assert [problem.partition(": ")[0] + ": " + problem.split(": ")[1] for problem in problems] == [expected]


@pytest.mark.parametrize("what", ["a word of a text", "a word on a page", "a text taken away", "the register"])
def test_it_is_found_on_a_host_as_well(desk: Desk, what: str) -> None:
    FAULTS[what][0](desk)
    with serving(desk.site.root / "site", "/below/") as address:
        said = desk.run("verify", address)
    assert said.code == 1
    shown = FAULTS[what][1].replace("site/", address, 1).replace("index.html", "")
    assert shown in said.text


def test_a_host_that_agrees(desk: Desk) -> None:
    with serving(desk.site.root / "site") as address:
        said = desk.run("verify", address.rstrip("/"))
    assert said.code == 0, said.text
    assert f"{address}: files against what the content builds: " in said.text


def test_where_links_name_files_a_host_is_asked_for_files(desk: Desk) -> None:
    desk.site.write("content/site.yaml", desk.read("content/site.yaml") + "urls: files\n")
    assert desk.build().code == 0  # the register, which names folders, still agrees
    with serving(desk.site.root / "site") as address:
        assert desk.run("verify", address).code == 0
        remove(PAGE)(desk)
        said = desk.run("verify", address)
    assert f"{PAGE.replace('site/', address, 1)}:1:1: published-missing" in said.text


def test_a_page_with_another_look_says_the_same(desk: Desk) -> None:
    replace(PAGE, "<h1>", '<h1 class="new">')(desk)
    said = desk.run("verify")
    assert said.code == 0
    assert "1 differs elsewhere" in said.text


def test_a_foreign_file_is_a_warning(desk: Desk) -> None:
    desk.site.write("site/en/new.html", "<p>Agree!")
    said = desk.run("verify")
    assert "site/en/new.html:1:1: warning: published-foreign:" in said.text
    assert (said.code, desk.run("verify", "--strict").code) == (0, 1)


def test_a_site_of_another_day_is_held_against_that_day(desk: Desk) -> None:
    said = desk.run("verify", day="2026-09-01")
    assert said.code == 0, said.text
    assert said.text.startswith("Verified on 2026-09-01")
    assert "as of 2026-07-01" in said.text


def test_a_site_from_before_the_last_sealing_still_agrees(desk: Desk) -> None:
    shutil.copytree(desk.site.root / "site", desk.site.root / "old")
    desk.site.version("2026-08-01", {"rights": "Call us."})
    desk.seal(day="2026-08-01")
    said = desk.run("verify", str(desk.site.root / "old"), day="2026-08-01")
    assert said.code == 0, said.text


def test_a_register_that_was_cut_is_found_by_the_site(desk: Desk) -> None:
    """The chain can be made up anew, but not what has been published of it."""
    desk.site.version("2026-07-01", {"rights": "Call us."})
    desk.seal()
    desk.build()
    (desk.site.root / f"{FOLDER}/register.jsonl").unlink()
    shutil.rmtree(desk.site.root / f"{FOLDER}/2026-07-01")
    desk.seal()
    said = desk.run("verify")
    assert said.code == 1
    assert f"{REGISTER}:1:1: published-altered" in said.text


def test_content_that_was_altered_is_found_before_the_site_is_looked_at(desk: Desk) -> None:
    desk.change("2026-01-01/rights.en.md", "Ask", "Tell")
    said = desk.run("verify")
    assert said.code == 1
    assert said.codes() == ["2026-01-01/rights.en.md sealed-altered"]


def test_without_a_site_the_content_alone_is_verified(desk: Desk) -> None:
    shutil.rmtree(desk.site.root / "site")
    said = desk.run("verify")
    assert said.code == 0
    assert "files against" not in said.text
    assert "No built site was looked at" in said.text


def test_for_programs(desk: Desk) -> None:
    protocol = json.loads(desk.run("verify", "--json").text)
    assert protocol["day"] == "2026-07-01"
    assert protocol["files"]["different"] == 0
    assert protocol["policies"][0]["entries"] == 4
    assert protocol["policies"][0]["texts"][0]["sha256"] == desk.entries[0]["sha256"]


def test_what_cant_be_read_is_said(desk: Desk) -> None:
    said = desk.run("verify", str(desk.site.root / "nowhere"))
    assert said.code == 74
    assert "there is no such folder" in said.text
    with serving(desk.site.root / "site") as address:
        pass
    said = desk.run("verify", address)
    assert said.code == 74
    assert f"{address}sv/terms-sv/versions.json: " in said.text


def test_a_folder_that_is_no_site_is_said(desk: Desk) -> None:
    said = desk.run("verify", str(desk.site.root / "content"))
    assert said.code == 1
    assert "content/en/terms-en/versions.json:1:1: published-missing: this is no site of this content" in said.text


def test_a_link_a_heading_and_a_document_are_evidence(desk: Desk) -> None:
    desk.site.write(f"{FOLDER}/2026-04-01/files/form.pdf", "%PDF-1")
    desk.site.version(
        "2026-04-01", {"rights": "[Form](files/form.pdf), [us](mailto:a@example.com)"}, published="2026-07-01"
    )
    desk.seal()
    desk.build()
    page = "site/sv/terms-sv/2026-04-01/index.html"
    replace(page, "mailto:a@", "mailto:evil@")(desk)
    replace("site/sv/terms-sv/2026-03-01/index.html", "Terms of use</h1>", "Nothing</h1>")(desk)
    (form,) = (desk.site.root / "site/files").rglob("form.pdf")
    form.write_bytes(b"%PDF-2")
    problems = [line for line in desk.run("verify").text.splitlines() if ": published-altered:" in line]
    assert sorted(problem.partition(":")[0] for problem in problems) == sorted(
        [page, "site/sv/terms-sv/2026-03-01/index.html", form.relative_to(desk.site.root).as_posix()]
    )


def test_what_differs_elsewhere_is_named_and_counts_when_strict(desk: Desk) -> None:
    replace(PAGE, "<main", "<p>You also agree to pay.</p><main")(desk)
    assert f"{PAGE}:1:1: warning: published-elsewhere:" in desk.run("verify").text
    assert desk.run("verify", "--strict").code == 1


def test_a_stylesheet_that_did_not_arrive_is_named_in_a_folder_and_on_a_host(desk: Desk) -> None:
    stylesheet = next((desk.site.root / "site/assets").glob("lydelse-*.css")).relative_to(desk.site.root).as_posix()
    remove(stylesheet)(desk)
    said = desk.run("verify")
    assert f"{stylesheet}:1:1: warning: published-elsewhere: this file isn't there" in said.text
    assert "All texts agree, though not every file does.\n" in said.text
    assert (said.code, desk.run("verify", "--strict").code) == (0, 1)
    with serving(desk.site.root / "site") as address:
        said = desk.run("verify", "--strict", address)
    assert f"{stylesheet.replace('site/', address, 1)}:1:1: warning: published-elsewhere:" in said.text
    assert said.code == 1


def test_a_register_that_was_deleted_is_found_by_the_site(desk: Desk) -> None:
    (desk.site.root / f"{FOLDER}/register.jsonl").unlink()
    said = desk.run("verify")
    assert said.code == 1
    assert "the site has a register of this policy, and the content has none" in said.text


def test_programs_get_json_whatever_happens(desk: Desk, tmp_path: Path) -> None:
    assert json.loads(desk.run("verify", "--json").text)["agrees"] is True
    (tmp_path / "empty").mkdir()
    said = desk.run("verify", "--json", str(tmp_path / "empty"))
    assert '{\n "agrees": false\n}' in said.text


@pytest.mark.parametrize("answer", [b"hello world\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{}"])
def test_a_host_that_answers_as_none_should_is_said(desk: Desk, answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            connection.recv(10_000)
            connection.sendall(answer)
            connection.close()

        thread = Thread(target=serve)
        thread.start()
        said = desk.run("verify", f"http://127.0.0.1:{server.getsockname()[1]}/")
        thread.join()
    assert said.code == 74, said.text
    assert "Traceback" not in said.text


@pytest.mark.parametrize("address", ["http://localhost:abc/", "http://[::1/", "http://a b/"])
def test_an_address_that_is_none_is_said(desk: Desk, address: str) -> None:
    assert desk.run("verify", address).code == 74
