"""Names and addresses that mean something else to a system, a browser or a host are refused, at their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from lydelse.cli import main
from tests.cli.faulty import AS_OF, ENGLISH, POLICY, SWEDISH, Edit, rename, replace, write, write_site
from tests.hostile import ADDRESSES, STRINGS

FILES = "terms/2026-06-01/files"

NAMES: dict[str, tuple[Edit, str, str]] = {
    "a section named like a device": (rename(SWEDISH, "terms/2026-06-01/con.sv.md"), "con.sv.md", "id-invalid"),
    "an attachment named like a device": (write(f"{FILES}/Aux.pdf", "x"), f"{FILES}/Aux.pdf", "file-name"),
    "an attachment with a dot at its end": (write(f"{FILES}/a.pdf.", "x"), f"{FILES}/a.pdf.", "file-type"),
    "an attachment with encoded dots": (write(f"{FILES}/%2e%2e.pdf", "x"), f"{FILES}/%2e%2e.pdf", "file-name"),
    "an attachment of 255 bytes": (write(f"{FILES}/{'a' * 251}.pdf", "x"), f"{FILES}/aaa", "file-name"),
    "a section of 255 bytes": (rename(SWEDISH, f"terms/2026-06-01/{'a' * 249}.sv.md"), "aaa", "id-invalid"),
    "a section with a capital letter": (rename(ENGLISH, "terms/2026-06-01/Rights.en.md"), "Rights.en.md", "id-invalid"),
    "a policy with a capital letter": (rename("terms", "Terms"), "Terms", "id-invalid"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site without a fault that was never built: its root."""
    write_site(tmp_path)
    return tmp_path


def _said(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = main(["--as-of", AS_OF], default_root=root)
    return code, [line for line in capsys.readouterr().err.splitlines() if not line.startswith(" ")][:-1]


@pytest.mark.parametrize(("edit", "shown", "code"), NAMES.values(), ids=NAMES.keys())
def test_a_name_that_means_something_else_is_refused(
    edit: Edit, shown: str, code: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(site / "content")
    found, problems = _said(site, capsys)
    assert found == 1
    assert any(shown in line and f": {code}: " in line for line in problems), problems


def test_two_names_that_differ_by_normalisation_alone_are_both_refused(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("åtkomst", "a\u030atkomst"):
        write(f"terms/2026-06-01/{name}.en.md", "---\ntitle: x\n---\nText.\n")(site / "content")
    code, problems = _said(site, capsys)
    assert code == 1
    assert [": id-invalid: " in line for line in problems] == [True, True]


@pytest.mark.parametrize("slug", ["../terms", "/terms", "%2e%2e", "terms/", "a\\b", "terms.", "Terms", *STRINGS])
def test_a_slug_is_a_plain_word(slug: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quoted = slug.replace("'", "''")
    replace(POLICY, "en: terms", f"en: '{quoted}'")(site / "content")
    code, problems = _said(site, capsys)
    assert code == 1
    assert all(line.startswith("content/terms/policy.yaml:") for line in problems)


@pytest.mark.parametrize("device", ["con", "nul", "com1", "lpt9"])
def test_no_slug_is_a_device(device: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(POLICY, "en: terms", f"en: {device}")(site / "content")
    code, (problem,) = _said(site, capsys)
    assert code == 1
    assert problem == (
        f"content/terms/policy.yaml:3:3: id-invalid: “{device}” can't be the name of a file or folder on Windows"
    )


@pytest.mark.parametrize(
    "address", [*ADDRESSES, 'https://a.example/"><script>', "https://a.example/../b", "https://a.example/./b"]
)
def test_an_address_of_a_site_is_one(address: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quoted = address.replace("'", "''")
    replace("site.yaml", "https://policy.example.com/", f"'{quoted}'")(site / "content")
    code, problems = _said(site, capsys)
    assert code in {1, 2}
    assert any(": address-invalid: " in line or ": control-character: " in line for line in problems), problems
