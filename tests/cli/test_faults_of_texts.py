"""What is wrong with a text: its front matter, its links."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.faulty import ENGLISH, Fault, assert_reported, replace, write

FAULTS = (
    Fault(
        "a title is taken away",
        (replace(ENGLISH, "title: Rights\n", ""),),
        """\
content/terms/2026-06-01/rights.en.md:1:1: key-missing: the key “title” is missing
    Add it, for example “title: Cookies”.
1 error.""",
    ),
    Fault(
        "a title is empty",
        (replace(ENGLISH, "title: Rights", "title:"),),
        """\
content/terms/2026-06-01/rights.en.md:2:7: value-missing: “title” has no value
    Write it after the colon.
1 error.""",
    ),
    Fault(
        "a title's key is misspelt",
        (replace(ENGLISH, "title", "titel"),),
        """\
content/terms/2026-06-01/rights.en.md:2:1: key-unknown: there is no key “titel” here
    Did you mean “title”?
1 error.""",
    ),
    Fault(
        "a title is far too long",
        (replace(ENGLISH, "Rights", "word " * 13_000),),
        """\
content/terms/2026-06-01/rights.en.md:2:8: text-too-long: “title” is too long: 64,999 characters, at most 2,000 \
fit
    Shorten it; what is longer belongs in a section.
1 error.""",
    ),
    Fault(
        "two titles",
        (replace(ENGLISH, "title: Rights\n", "title: Rights\ntitle: Duties\n"),),
        """\
content/terms/2026-06-01/rights.en.md:3:1: yaml-duplicate-key: “title” stands twice: here and on line 2
    Keep one of the two.
1 error.""",
    ),
    Fault(
        "a colon in a title without quotation marks",
        (replace(ENGLISH, "Rights", "Rights: yours"),),
        """\
content/terms/2026-06-01/rights.en.md:2:14: yaml-syntax: a colon stands where none can
    Put the text in quotation marks if the colon belongs to it.
1 error.""",
    ),
    Fault(
        "a title's quotation mark isn't closed",
        (replace(ENGLISH, "Rights", '"Rights'),),
        """\
content/terms/2026-06-01/rights.en.md:2:8: yaml-syntax: a quotation mark isn't closed
    Put the same quotation mark at the end of the text.
1 error.""",
    ),
    Fault(
        "the opening fence is taken away",
        (replace(ENGLISH, "---\ntitle", "title"),),
        """\
content/terms/2026-06-01/rights.en.md:1:1: front-matter-missing: the file doesn't begin with front matter
    Begin the file with three lines: “---”, “title: Cookies”, “---”.
1 error.""",
    ),
    Fault(
        "the closing fence is taken away",
        (replace(ENGLISH, "Rights\n---\n", "Rights\n"),),
        """\
content/terms/2026-06-01/rights.en.md:4:1: front-matter-open: the front matter isn't closed
    Put a line “---” between the title and the text, above this line.
1 error.""",
    ),
    Fault(
        "the closing fence is taken away from a text with a rule",
        (write(ENGLISH, "---\ntitle: Rights\n\nWrite to us.\n\n---\n\nOr call.\n"),),
        """\
content/terms/2026-06-01/rights.en.md:4:1: front-matter-open: the front matter isn't closed
    Put a line “---” between the title and the text, above this line.
1 error.""",
    ),
    Fault(
        "the file is empty",
        (write(ENGLISH, ""),),
        """\
content/terms/2026-06-01/rights.en.md:1:1: front-matter-missing: the file doesn't begin with front matter
    Begin the file with three lines: “---”, “title: Cookies”, “---”.
1 error.""",
    ),
    Fault(
        "the text is taken away",
        (replace(ENGLISH, "Write to us.\n", ""),),
        """\
content/terms/2026-06-01/rights.en.md:1:1: body-missing: the section has no text
    Write it below the second line “---”.
1 error.""",
    ),
    Fault(
        "an information duty that isn't one",
        (replace(ENGLISH, "title", "covers: [gdpr-13-2-g]\ntitle"),),
        """\
content/terms/2026-06-01/rights.en.md:2:10: duty-unknown: “gdpr-13-2-g” names no information duty
    Did you mean “gdpr-14-2-g”? The names follow GDPR Art. 13 and 14: gdpr-13-1-a is 13(1)(a).
1 error.""",
    ),
    Fault(
        "front matter that is far too large",
        (replace(ENGLISH, "title", f"covers: [{'a, ' * 400_000}]\ntitle"),),
        """\
content/terms/2026-06-01/rights.en.md:2:1: file-too-large: too long to be read: 1,200,025 characters, at most \
1,000,000 are
    Move the text into a section.
1 error.""",
    ),
    Fault(
        "a link to an unknown section",
        (replace(ENGLISH, "Write", "[Write](#right)"),),
        """\
content/terms/2026-06-01/rights.en.md:5:9: link-nowhere: there is no section “right” in the version 2026-06-01 \
of “terms”
    Did you mean “rights”?
1 error.""",
    ),
    Fault(
        "a link to an unknown place in a section",
        (replace(ENGLISH, "Write", "[Write](#rights--post)"),),
        """\
content/terms/2026-06-01/rights.en.md:5:9: link-nowhere: there is no section “rights--post” in the version \
2026-06-01 of “terms”
    Did you mean “rights”?
1 error.""",
    ),
    Fault(
        "a link to an unknown policy",
        (replace(ENGLISH, "Write", "[Write](policy:cookies)"),),
        """\
content/terms/2026-06-01/rights.en.md:5:9: link-nowhere: there is no policy “cookies”
    Possible are: privacy, terms.
1 error.""",
    ),
    Fault(
        "a link to an unknown section of a policy",
        (replace(ENGLISH, "Write", "[Write](policy:privacy#cookie)"),),
        """\
content/terms/2026-06-01/rights.en.md:5:9: link-nowhere: there is no section “cookie” in the version 2026-03-01 \
of “privacy”
    Did you mean “cookies”?
1 error.""",
    ),
    Fault(
        "a link to a policy before there is one",
        (replace("terms/2026-01-01/rights.en.md", "Ask", "[Ask](policy:privacy)"),),
        """\
content/terms/2026-01-01/rights.en.md:5:7: link-nowhere: no version of “privacy” holds on 2026-01-01, the \
effective date of the version that links
    Its first version holds from 2026-03-01. Take the link out, or let it come with a later version.
1 error.""",
    ),
    Fault(
        "a link to an unknown file",
        (replace(ENGLISH, "Write", "[Write](files/form.pdf)"),),
        """\
content/terms/2026-06-01/rights.en.md:5:9: link-nowhere: there is no file “form.pdf”
    Put it in the folder “files” beside the text.
1 error.""",
    ),
    Fault(
        "an unknown image",
        (replace(ENGLISH, "Write", "![A map](files/map.png) Write"),),
        """\
content/terms/2026-06-01/rights.en.md:5:10: link-nowhere: there is no file “map.png”
    Put it in the folder “files” beside the text.
1 error.""",
    ),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_build_says_what_is_wrong_and_leaves_the_site(
    fault: Fault, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_reported(fault, built, capsys)
