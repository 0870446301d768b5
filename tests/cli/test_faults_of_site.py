"""What is wrong with `site.yaml`: the owner's business, not the editors'."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.faulty import FIRST, Fault, append, assert_reported, remove, replace, write

FAULTS = (
    Fault(
        "there is no site.yaml",
        (remove("site.yaml"),),
        """\
content/site.yaml:1:1: site-missing: there is no such file, so this is no site
    Name the folder of a site with --root, or begin one: lydelse init my-policies --languages sv,en.
1 error.""",
        code=2,
    ),
    Fault(
        "a key is missing",
        (replace("site.yaml", "base_url: https://policy.example.com/\n", ""),),
        """\
content/site.yaml:1:1: key-missing: the key “base_url” is missing
    Add it, for example “base_url: https://policy.example.com/”.
1 error.""",
        code=2,
    ),
    Fault(
        "a key is misspelt",
        (replace("site.yaml", "languages", "langauges"),),
        """\
content/site.yaml:2:1: key-unknown: there is no key “langauges” here
    Did you mean “languages”?
1 error.""",
        code=2,
    ),
    Fault(
        "the languages are taken away",
        (replace("site.yaml", "languages: [sv, en]\n", ""),),
        """\
content/site.yaml:1:1: key-missing: the key “languages” is missing
    Add it, for example “languages: [sv, en]”.
1 error.""",
        code=2,
    ),
    Fault(
        "there are no languages",
        (replace("site.yaml", "[sv, en]", "[]"),),
        """\
content/site.yaml:2:1: languages-missing: no language is listed
    Write, say, [sv, en].
1 error.""",
        code=2,
    ),
    Fault(
        "the languages aren't a list",
        (replace("site.yaml", "[sv, en]", "sv, en"),),
        """\
content/site.yaml:2:12: value-form: “languages” can't be a text
    Write a list in square brackets, like [one, another].
1 error.""",
        code=2,
    ),
    Fault(
        "a language that nobody speaks",
        (replace("site.yaml", "[sv, en]", "[sv, english]"),),
        """\
content/site.yaml:2:17: language-unknown: “english” is no language tag that is known
    Write it like sv, en, de, pt-BR or zh-Hant.
1 error.""",
        code=2,
    ),
    Fault(
        "a language stands twice",
        (replace("site.yaml", "[sv, en]", "[sv, en, sv]"),),
        """\
content/site.yaml:2:21: listed-twice: “sv” stands twice in the list
    Take one of the two out.
1 error.""",
        code=2,
    ),
    Fault(
        "a language for which the pages have no words",
        (
            replace("site.yaml", "[sv, en]", "[sv, en, nb]"),
            append(FIRST, "languages: [sv, en]\n"),
            append("privacy/2026-03-01/version.yaml", "languages: [sv, en]\n"),
        ),
        """\
layouts/strings/nb.yaml:1:1: strings-missing: the words of the pages in “nb” are missing
    Begin a file that is to be translated: lydelse strings --new nb.
1 error.""",
        code=2,
    ),
    Fault(
        "a bracket isn't closed",
        (replace("site.yaml", "[sv, en]", "[sv, en"),),
        """\
content/site.yaml:2:12: yaml-syntax: a “[” isn't closed, or a comma is missing after it
    Put a “]” at the end of the list.
1 error.""",
        code=2,
    ),
    Fault(
        "an unknown time zone",
        (replace("site.yaml", "Europe/Stockholm", "Stockholm"),),
        """\
content/site.yaml:4:1: time-zone-unknown: “Stockholm” is no time zone that is known
    Write it like Europe/Stockholm.
1 error.""",
        code=2,
    ),
    Fault(
        "an address without https",
        (replace("site.yaml", "https://", ""),),
        """\
content/site.yaml:3:1: address-invalid: “policy.example.com/” isn't the address of a website
    Write it like https://policy.example.com/, without “?” or “#”.
1 error.""",
        code=2,
    ),
    Fault(
        "an organisation without a name",
        (replace("site.yaml", "Example Ltd", "{email: law@example.com}"),),
        """\
content/site.yaml:1:15: key-missing: the key “name” is missing
    Add it, for example “name: Example Ltd”.
1 error.""",
        code=2,
    ),
    Fault(
        "a notice in one language",
        (append("site.yaml", "notice: {sv: Exempel.}\n"),),
        """\
content/site.yaml:5:1: translation-missing: the notice has no text in “en”
    Add a line “en: …” under it.
1 error.""",
        code=2,
    ),
    Fault(
        "saved as Latin-1",
        (write("site.yaml", "organisation: Västmanlands IT\n".encode("latin-1")),),
        """\
content/site.yaml:1:16: not-utf-8: the file isn't saved as UTF-8: byte 15 (0xE4) can't be read
    Open the file in your editor and save it with the encoding UTF-8. The letter here may be “ä”.
1 error.""",
        code=2,
    ),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_build_says_what_is_wrong_and_leaves_the_site(
    fault: Fault, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_reported(fault, built, capsys)
