"""What sealing enters into the register, and when."""

from __future__ import annotations

import hashlib
import json

from tests.register.desk import FOLDER, REGISTER, Desk


def test_each_published_version_is_entered_in_each_language(desk: Desk) -> None:
    entries = desk.seal()
    expected = [
        (version, language) for version in ("2026-01-01", "2026-03-01", "2026-05-01") for language in ("sv", "en")
    ]
    assert [(entry["version"], entry["language"]) for entry in entries] == expected
    assert {entry["kind"] for entry in entries} == {"published"}
    assert {entry["sealed"] for entry in entries} == {"2026-07-01"}


def test_the_digest_is_that_of_the_published_text(desk: Desk) -> None:
    entry = desk.seal()[3]
    desk.build()
    text = (desk.site.root / "site/en/terms-en/2026-03-01/text.md").read_bytes()
    assert entry["sha256"] == hashlib.sha256(text).hexdigest()


def test_each_entry_has_the_digest_of_the_line_before(desk: Desk) -> None:
    entries = desk.seal()
    *lines, closing = desk.lines
    digests = [hashlib.sha256(line.encode()).hexdigest() for line in lines]
    assert [entry["previous"] for entry in entries] == ["", *digests[:-1]]
    assert json.loads(closing) == {"entries": 6, "head": digests[-1]}


def test_lasting_addresses_are_entered_each_once(desk: Desk) -> None:
    entries = desk.seal()
    addresses = [address for entry in entries for address in entry["addresses"]]
    assert len(addresses) == len(set(addresses))
    assert entries[5]["addresses"] == [
        "en/terms-en/2026-05-01/",
        "en/terms-en/2026-05-01/text.md",
        "en/terms-en/2026-05-01/en-sv/",
        "en/terms-en/changes/2026-01-01--2026-05-01/",
        "en/terms-en/changes/2026-03-01--2026-05-01/",
    ]


def test_sealing_again_adds_what_is_new_alone(desk: Desk) -> None:
    desk.seal()
    before = desk.lines[:-1]
    assert "everything published is there already (6 entries)" in desk.run("seal").text
    assert desk.lines[:-1] == before
    desk.site.version("2026-08-01", {"rights": "Ask."}, published="2026-07-02")
    entries = desk.seal(day="2026-07-02")
    assert desk.lines[:6] == before
    assert [(entry["version"], entry["sealed"]) for entry in entries[6:]] == [("2026-08-01", "2026-07-02")] * 2


def test_what_isnt_published_yet_is_not_entered(desk: Desk) -> None:
    desk.site.version("2026-12-01", {"rights": "Ask."}, published="2026-11-01")
    waits = "2026-12-01 is published on 2026-11-01: seal it then, or today with --as-of 2026-11-01."
    assert waits in desk.run("seal").text
    assert len(desk.seal()) == 6
    assert len(desk.seal(day="2026-11-01")) == 8
    assert waits not in desk.run("seal").text, "it was sealed ahead"
    assert desk.build().code == 0, "what was sealed ahead isn't published today"


def test_only_named_policies_are_sealed(desk: Desk) -> None:
    desk.site.policy("privacy")
    desk.site.version("2026-01-01", {"rights": "Ask."}, policy="privacy")
    assert desk.run("seal", "privacy").code == 0
    assert not (desk.site.root / REGISTER).exists()
    assert (desk.site.root / "content/privacy/register.jsonl").exists()


def test_an_unknown_policy_is_named_with_the_nearest(desk: Desk) -> None:
    said = desk.run("seal", "trems")
    assert (said.code, said.text) == (2, "there is no policy “trems”\n    Did you mean “terms”?\n")


def test_nothing_is_sealed_while_there_is_a_fault(desk: Desk) -> None:
    desk.change("2026-03-01/version.yaml", "material", "meterial")
    said = desk.run("seal")
    assert said.code == 1
    assert "value-unknown" in said.text
    assert said.text.endswith("Nothing was sealed.\n")
    assert not (desk.site.root / REGISTER).exists()


def test_nothing_is_entered_for_a_day_gone_by(desk: Desk) -> None:
    desk.seal()
    desk.site.version("2026-06-15", {"rights": "Ask."}, published="2026-06-10")
    said = desk.run("seal", "--late", day="2026-06-20")
    assert said.code == 1
    assert f"{REGISTER}:1:1: sealed-later:" in said.text


def test_two_commands_dont_undo_each_other(desk: Desk) -> None:
    """A register that has changed since it was read isn't written over."""
    desk.seal()
    desk.site.write(f"{FOLDER}/.register.jsonl.lock", "")
    desk.site.version("2026-07-01", {"rights": "Ask."})
    assert len(desk.seal()) == 8
    assert not (desk.site.root / FOLDER / ".register.jsonl.lock").exists()


def test_a_published_version_that_isnt_sealed_is_a_warning(desk: Desk) -> None:
    assert desk.build().codes() == [], "a policy without a register isn't asked for one"
    desk.seal()
    desk.site.version("2026-07-01", {"rights": "Ask."})
    said = desk.build()
    assert said.code == 0
    assert said.codes() == ["2026-07-01/version.yaml version-unsealed"]
    assert "not sealed in “sv” and “en”" in said.text
    assert desk.build("--strict").code == 1


def test_when_strict_a_warning_keeps_anything_from_being_sealed(desk: Desk) -> None:
    desk.site.policy(notice_days=90)
    desk.site.version("2026-07-20", {"rights": "Ask."}, published="2026-07-01")
    said = desk.run("seal", "--strict")
    assert said.code == 1
    assert "notice-too-short" in said.text
    assert not (desk.site.root / REGISTER).exists()


def test_what_was_sealed_ahead_is_no_obstacle_to_what_comes_before(desk: Desk) -> None:
    ahead = "2999-01-01"
    desk.site.version("2999-02-01", {"rights": "Ask."}, published=ahead)
    entries = desk.seal(day=ahead)
    assert entries[-1]["sealed"] < ahead, "the day of the entry is today's"
    today = entries[-1]["sealed"]
    desk.site.version(today, {"rights": "Urgent."})
    assert desk.build(day=today).codes() == [f"{today}/version.yaml version-unsealed"]
    assert "late" not in desk.seal(day=today)[-1]
    assert desk.build(day=today).codes() == []
