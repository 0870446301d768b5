"""What is wrong with a file before anything in it is read: its encoding, its characters, its name, its kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.faulty import (
    ENGLISH,
    POLICY,
    SECOND,
    SWEDISH,
    Fault,
    append,
    assert_reported,
    link,
    remove,
    rename,
    replace,
    write,
)

FAULTS = (
    Fault(
        "a text is saved as Latin-1",
        (write(SWEDISH, "---\ntitle: Rättigheter\n---\n\nSkriv.\n".encode("latin-1")),),
        """\
content/terms/2026-06-01/rights.sv.md:2:9: not-utf-8: the file isn't saved as UTF-8: byte 12 (0xE4) can't be \
read
    Open the file in your editor and save it with the encoding UTF-8. The letter here may be “ä”.
1 error.""",
    ),
    Fault(
        "a YAML file is saved as Latin-1",
        (write(SECOND, "published: 2026-05-01\nsummary: {sv: Nytt år., en: New.}\n".encode("latin-1")),),
        """\
content/terms/2026-06-01/version.yaml:2:20: not-utf-8: the file isn't saved as UTF-8: byte 41 (0xE5) can't be \
read
    Open the file in your editor and save it with the encoding UTF-8. The letter here may be “å”.
1 error.""",
    ),
    Fault(
        "a text is saved as UTF-16",
        (write(SWEDISH, "---\ntitle: Kakor\n---\n\nInga.\n".encode("utf-16")),),
        """\
content/terms/2026-06-01/rights.sv.md:1:1: not-utf-8: the file is saved as UTF-16, not as UTF-8
    Open the file in your editor and save it with the encoding UTF-8.
1 error.""",
    ),
    Fault(
        "a text is saved as UTF-16 without a mark",
        (write(SWEDISH, "---\ntitle: Kakor\n---\n\nInga.\n".encode("utf-16-be")),),
        """\
content/terms/2026-06-01/rights.sv.md:1:1: not-utf-8: the file is saved as UTF-16, not as UTF-8
    Open the file in your editor and save it with the encoding UTF-8.
1 error.""",
    ),
    Fault(
        "a text is cut in the middle of a letter",
        (write(SWEDISH, "---\ntitle: Kakor\n---\n\nPå".encode()[:-1]),),
        """\
content/terms/2026-06-01/rights.sv.md:5:2: not-utf-8: the file isn't saved as UTF-8: byte 23 (0xC3) can't be \
read
    The file ends in the middle of a letter: it was cut off. Take it from where you have it whole.
1 error.""",
    ),
    Fault(
        "a NUL in a text",
        (replace(SWEDISH, "Skriv", "Sk\x00riv"),),
        """\
content/terms/2026-06-01/rights.sv.md:5:3: control-character: the invisible character U+0000 stands here
    Delete it: it shows nothing, and can make the text read otherwise than it is stored.
1 error.""",
    ),
    Fault(
        "a NUL in YAML",
        (replace(SECOND, "Ett ord", "Ett\x00 ord"),),
        """\
content/terms/2026-06-01/version.yaml:4:10: control-character: the invisible character U+0000 stands here
    Delete it: it shows nothing, and can make the text read otherwise than it is stored.
1 error.""",
    ),
    Fault(
        "several control characters",
        (replace(SWEDISH, "Skriv", "S\x0bk\x0cr\x1biv"),),
        """\
content/terms/2026-06-01/rights.sv.md:5:2: control-character: the invisible character U+000B stands here, and 2 \
more below
    Delete it: it shows nothing, and can make the text read otherwise than it is stored.
1 error.""",
    ),
    Fault(
        "a bidirectional override",
        (replace(SWEDISH, "Skriv", "Sk\u202eriv"),),
        """\
content/terms/2026-06-01/rights.sv.md:5:3: control-character: the invisible character U+202E stands here
    Delete it: it shows nothing, and can make the text read otherwise than it is stored.
1 error.""",
    ),
    Fault(
        "a control character written as an escape",
        (replace(SECOND, "Ett ord är nytt.", '"Ett\\u202e ord."'),),
        """\
content/terms/2026-06-01/version.yaml:4:10: control-character: the invisible character U+202E stands here
    Delete it: it shows nothing, and can make the text read otherwise than it is stored.
1 error.""",
    ),
    Fault(
        "a file that is far too large",
        (write(ENGLISH, b"x" * 4_000_001),),
        """\
content/terms/2026-06-01/rights.en.md:1:1: file-too-large: the file is too large to be the text of a policy: \
4,000,001 bytes, at most 4,000,000 are read
    Divide the text into several sections.
1 error.""",
    ),
    Fault(
        "a section's id with å, ä or ö",
        (rename(SWEDISH, "terms/2026-06-01/rättigheter.sv.md"),),
        """\
content/terms/2026-06-01/rättigheter.sv.md:1:1: id-invalid: “rättigheter” can't be an id
    Use small letters a–z, digits and single hyphens between them, for example “rattigheter”.
1 error.""",
    ),
    Fault(
        "a policy's id with å, ä or ö",
        (rename("terms", "användarvillkor"),),
        """\
content/användarvillkor:1:1: id-invalid: “användarvillkor” can't be an id
    Use small letters a–z, digits and single hyphens between them, for example “anvandarvillkor”.
1 error.""",
    ),
    Fault(
        "a policy that others link to lacks its settings",
        (
            replace("privacy/2026-03-01/cookies.en.md", "None", "[None](policy:terms#rights)"),
            append("privacy/policy.yaml", "retired: {on: 2027-01-01, replaced_by: terms}\n"),
            remove(POLICY),
        ),
        """\
content/terms/policy.yaml:1:1: policy-missing: the policy has no such file
    Write one with the key “slug”: the name in addresses, per language.
1 error.""",
    ),
    Fault(
        "an id that is too long",
        (rename("privacy", "p" * 81),),
        """\
content/ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp:1:1: id-invalid: the \
id is too long: 81 characters, at most 80 fit
    Shorten it.
1 error.""",
    ),
    Fault(
        "an unknown language in a file's name",
        (rename(ENGLISH, "terms/2026-06-01/rights.eng.md"),),
        """\
content/terms/2026-06-01/rights.eng.md:1:1: language-unknown: “eng” isn't one of the site's languages
    Did you mean “en”? The languages stand in content/site.yaml.
1 error.""",
    ),
    Fault(
        "a language that the site doesn't have",
        (write("terms/2026-06-01/rights.de.md", "---\ntitle: Rechte\n---\nText\n"),),
        """\
content/terms/2026-06-01/rights.de.md:1:1: language-unknown: “de” isn't one of the site's languages
    Possible are: en, sv. The languages stand in content/site.yaml.
1 error.""",
    ),
    Fault(
        "a text without a language in its name",
        (write("terms/2026-06-01/rights.md", "---\ntitle: Rights\n---\nText\n"),),
        """\
content/terms/2026-06-01/rights.md:1:1: file-unknown: a file of this name has no meaning here
    In a version's folder stand “version.yaml”, “cookies.yaml”, “files” and texts with names like \
“cookies.sv.md”. Rename it, or take it away.
1 error.""",
    ),
    Fault(
        "a stray file among the policies",
        (write("notes.txt", "Call Anna."),),
        """\
content/notes.txt:1:1: file-unknown: a file of this name has no meaning here
    Beside “site.yaml” stand a folder per policy, and the files that “look” names in it. Rename it, or take it away.
1 error.""",
    ),
    Fault(
        "a stray file among the versions",
        (write("terms/notes.txt", "Call Anna."),),
        """\
content/terms/notes.txt:1:1: file-unknown: a file of this name has no meaning here
    In a policy's folder stand “policy.yaml” and folders, one per version. Rename it, or take it away.
1 error.""",
    ),
    Fault(
        "a stray folder in a version",
        (write("terms/2026-06-01/images/map.png", "PNG"),),
        """\
content/terms/2026-06-01/images:1:1: file-unknown: a folder of this name has no meaning here
    In a version's folder stand “version.yaml”, “cookies.yaml”, “files” and texts with names like \
“cookies.sv.md”. Rename it, or take it away.
1 error.""",
    ),
    Fault(
        "a folder that isn't a version's",
        (write("terms/old/map.png", "PNG"),),
        """\
content/terms/old:1:1: version-invalid: “old” can't be the name of a version's folder
    Name it after the day from which it holds, like 2026-03-01; a second one of that day 2026-03-01-2.
1 error.""",
    ),
    Fault(
        "a version of a day that doesn't exist",
        (rename("terms/2026-06-01", "terms/2026-02-30"),),
        """\
content/terms/2026-02-30:1:1: version-invalid: “2026-02-30” can't be the name of a version's folder
    Name it after the day from which it holds, like 2026-03-01; a second one of that day 2026-03-01-2.
1 error.""",
    ),
    Fault(
        "a link in the place of a text",
        (link(ENGLISH, "../2026-01-01/rights.en.md"),),
        """\
content/terms/2026-06-01/rights.en.md:1:1: file-not-ordinary: this is a link or no ordinary file, and neither \
is read
    Put the file itself here.
1 error.""",
    ),
    Fault(
        "a link that leads out of the content",
        (link("terms/elsewhere", "../../.."),),
        """\
content/terms/elsewhere:1:1: file-not-ordinary: this is a link or no ordinary file, and neither is read
    Put the file itself here.
1 error.""",
    ),
    Fault(
        "an attachment that can hold scripts",
        (write("terms/2026-06-01/files/page.html", "<p>"),),
        """\
content/terms/2026-06-01/files/page.html:1:1: file-type: files of the type “html” aren't published
    The types are avif, csv, docx, gif, jpeg, jpg, odt, pdf, png, txt, webp, xlsx; others can hold scripts.
1 error.""",
    ),
    Fault(
        "an attachment without a type",
        (write("terms/2026-06-01/files/form", "PDF"),),
        """\
content/terms/2026-06-01/files/form:1:1: file-type: the file's name has no type
    The types are avif, csv, docx, gif, jpeg, jpg, odt, pdf, png, txt, webp, xlsx; others can hold scripts.
1 error.""",
    ),
    Fault(
        "an attachment with a space in its name",
        (write("terms/2026-06-01/files/our form.pdf", "PDF"),),
        """\
content/terms/2026-06-01/files/our form.pdf:1:1: file-name: “our form.pdf” can't be the name of a file that is \
published
    Use the letters a–z, digits, hyphens and a type like .pdf.
1 error.""",
    ),
    Fault(
        "attachments that differ by capital letters",
        (
            write("terms/2026-06-01/files/Map.png", "PNG"),
            write("terms/2026-06-01/files/map.png", "PNG"),
        ),
        """\
content/terms/2026-06-01/files/map.png:1:1: file-name: “map.png” and “Map.png” differ by capital letters alone
    Rename one: on many computers they are the same file.
1 error.""",
    ),
    Fault(
        "version.yaml is taken away",
        (remove(SECOND),),
        """\
content/terms/2026-06-01/version.yaml:1:1: version-missing: the version has no such file
    Write one with the keys published, significance and summary.
1 error.""",
    ),
    Fault(
        "policy.yaml is taken away",
        (remove(POLICY),),
        """\
content/terms/policy.yaml:1:1: policy-missing: the policy has no such file
    Write one with the key “slug”: the name in addresses, per language.
1 error.""",
    ),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_build_says_what_is_wrong_and_leaves_the_site(
    fault: Fault, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_reported(fault, built, capsys)
