"""What is wrong with YAML, whatever it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.faulty import FIRST, POLICY, SECOND, Fault, append, assert_reported, replace, write

FAULTS = (
    Fault(
        "a line loses its indentation",
        (replace(SECOND, "  en: One", "en: One"),),
        """\
content/terms/2026-06-01/version.yaml:5:1: key-unknown: there is no key “en” here, at the start of a line
    If the line belongs to “summary” above it, begin it with two spaces, as all that do.
1 error.""",
    ),
    Fault(
        "the first line of several loses its indentation",
        (replace(SECOND, "  sv: Ett", "sv: Ett"),),
        """\
content/terms/2026-06-01/version.yaml:5:5: yaml-syntax: the line is indented further than the one above it, \
which has a value of its own
    Let both begin in the same column. If the line goes on with that value, put all of it in quotation marks.
1 error.""",
    ),
    Fault(
        "all lines lose their indentation",
        (
            replace(SECOND, "  sv: Ett", "sv: Ett"),
            replace(SECOND, "  en: One", "en: One"),
        ),
        """\
content/terms/2026-06-01/version.yaml:4:1: key-unknown: there is no key “sv” here, at the start of a line
    If the line belongs to “summary” above it, begin it with two spaces, as all that do.
1 error.""",
    ),
    Fault(
        "a line is indented too little",
        (replace(SECOND, "  en: One", " en: One"),),
        """\
content/terms/2026-06-01/version.yaml:5:2: yaml-syntax: the line begins in another column than those that it \
belongs to
    Let keys of one level begin in the same column.
1 error.""",
    ),
    Fault(
        "a line is indented too far",
        (replace(SECOND, "  en: One", "   en: One"),),
        """\
content/terms/2026-06-01/version.yaml:5:6: yaml-syntax: the line is indented further than the one above it, \
which has a value of its own
    Let both begin in the same column. If the line goes on with that value, put all of it in quotation marks.
1 error.""",
    ),
    Fault(
        "a line is indented with a tab",
        (replace(SECOND, "  en: One", "\ten: One"),),
        """\
content/terms/2026-06-01/version.yaml:5:1: yaml-tab: the line is indented with a tab
    Indent it with spaces.
1 error.""",
    ),
    Fault(
        "a key is misspelt",
        (replace(SECOND, "significance", "significanse"),),
        """\
content/terms/2026-06-01/version.yaml:2:1: key-unknown: there is no key “significanse” here
    Did you mean “significance”?
1 error.""",
    ),
    Fault(
        "a required key with a language is misspelt",
        (replace(SECOND, "summary", "sumary"),),
        """\
content/terms/2026-06-01/version.yaml:3:1: key-unknown: there is no key “sumary” here
    Did you mean “summary”?
1 error.""",
    ),
    Fault(
        "a key that there isn't",
        (append(SECOND, "colour: blue\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:1: key-unknown: there is no key “colour” here
    Possible are: binding, corrects, description, follows, from, languages, published, reconsent, sections, \
significance, source, summary, title, unchanged, withdraws.
1 error.""",
    ),
    Fault(
        "a key stands twice",
        (append(SECOND, "significance: material\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:1: yaml-duplicate-key: “significance” stands twice: here and on line 2
    Keep one of the two.
1 error.""",
    ),
    Fault(
        "a language stands twice",
        (replace(SECOND, "  en:", "  sv:"),),
        """\
content/terms/2026-06-01/version.yaml:5:3: yaml-duplicate-key: “sv” stands twice: here and on line 4
    Keep one of the two.
1 error.""",
    ),
    Fault(
        "a language is misspelt",
        (replace(SECOND, "  en:", "  eng:"),),
        """\
content/terms/2026-06-01/version.yaml:5:3: language-unknown: “eng” isn't one of the site's languages
    Did you mean “en”?
1 error.""",
    ),
    Fault(
        "a colon in a text without quotation marks",
        (replace(SECOND, "One word is new.", "New: one word."),),
        """\
content/terms/2026-06-01/version.yaml:5:10: yaml-syntax: a colon stands where none can
    Put the text in quotation marks if the colon belongs to it.
1 error.""",
    ),
    Fault(
        "a quotation mark isn't closed",
        (replace(SECOND, "One word is new.", '"One word is new.'),),
        """\
content/terms/2026-06-01/version.yaml:5:7: yaml-syntax: a quotation mark isn't closed
    Put the same quotation mark at the end of the text.
1 error.""",
    ),
    Fault(
        "a quotation mark in the middle of a text",
        (replace(SECOND, "One word is new.", '"One" word is new.'),),
        """\
content/terms/2026-06-01/version.yaml:5:13: yaml-syntax: the text goes on after a closing quotation mark or \
bracket
    Put all of it in quotation marks; the other kind of them, “'” or “"”, can stand inside.
1 error.""",
    ),
    Fault(
        "a bracket isn't closed",
        (replace(FIRST, "rights]", "rights"),),
        """\
content/terms/2026-01-01/version.yaml:9:11: yaml-syntax: a “[” isn't closed, or a comma is missing after it
    Put a “]” at the end of the list.
1 error.""",
    ),
    Fault(
        "a bracket is opened at the end",
        (replace(FIRST, "rights]", ""),),
        """\
content/terms/2026-01-01/version.yaml:9:1: yaml-syntax: a “[” or “{” isn't closed
    Put a “]” at the end of the list, or a “}” at the end of the lines.
1 error.""",
    ),
    Fault(
        "a brace isn't closed",
        (write(POLICY, "slug: {sv: villkor, en: terms\n"),),
        """\
content/terms/policy.yaml:1:7: yaml-syntax: a “{” isn't closed, or a comma is missing after it
    Put a “}” at the end.
1 error.""",
    ),
    Fault(
        "a sign that can't begin a text",
        (replace(SECOND, "One word", "@all: one word"),),
        """\
content/terms/2026-06-01/version.yaml:5:7: yaml-syntax: a character stands here that can't begin a text
    Put the text in quotation marks.
1 error.""",
    ),
    Fault(
        "a line without a colon",
        (replace(SECOND, "follows: 2026", "follows 2026"),),
        """\
content/terms/2026-06-01/version.yaml:6:1: yaml-syntax: a line has no colon after its key
    Write “key: value”; indent a text that goes on over several lines.
1 error.""",
    ),
    Fault(
        "a list where a mapping is expected",
        (
            replace(SECOND, "  sv: Ett", "  - Ett"),
            replace(SECOND, "  en: One", "  - One"),
        ),
        """\
content/terms/2026-06-01/version.yaml:4:3: value-form: “summary” can't be a list
    Write lines of the form “key: value”, indented under it.
1 error.""",
    ),
    Fault(
        "a text where a mapping is expected",
        (write("privacy/policy.yaml", "slug: privacy\n"),),
        """\
content/privacy/policy.yaml:1:7: value-form: “slug” can't be a text
    Write lines of the form “key: value”, indented under it.
1 error.""",
    ),
    Fault(
        "a text where a list is expected",
        (replace(FIRST, "[introduction, rights]", "introduction, rights"),),
        """\
content/terms/2026-01-01/version.yaml:9:11: value-form: “sections” can't be a text
    Write a list in square brackets, like [one, another].
1 error.""",
    ),
    Fault(
        "a mapping where a text is expected",
        (replace(SECOND, "editorial", "{is: editorial}"),),
        """\
content/terms/2026-06-01/version.yaml:2:15: value-form: “significance” can't be lines of the form “key: value”
    Write a text.
1 error.""",
    ),
    Fault(
        "a list for a whole file",
        (write(POLICY, "- slug\n"),),
        """\
content/terms/policy.yaml:1:1: yaml-not-a-mapping: a list stands where lines of the form “key: value” are \
expected
    Write, for example, “title: Cookies”.
1 error.""",
    ),
    Fault(
        "a text for a whole file",
        (write(POLICY, "villkor\n"),),
        """\
content/terms/policy.yaml:1:1: yaml-not-a-mapping: a text stands where lines of the form “key: value” are \
expected
    Write, for example, “title: Cookies”.
1 error.""",
    ),
    Fault(
        "a file with nothing but a comment",
        (write(SECOND, "# to be written\n"),),
        """\
content/terms/2026-06-01/version.yaml:1:1: yaml-not-a-mapping: nothing stands where lines of the form “key: \
value” are expected
    Write, for example, “title: Cookies”.
1 error.""",
    ),
    Fault(
        "a second document",
        (append(SECOND, "---\nsignificance: material\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:1: yaml-documents: a second document begins here
    Take the line “---” out.
1 error.""",
    ),
    Fault(
        "an alias",
        (
            replace(SECOND, "sv: Ett ord är nytt.", "sv: &all Ett ord."),
            replace(SECOND, "en: One word is new.", "en: *all"),
        ),
        """\
content/terms/2026-06-01/version.yaml:4:7: yaml-alias: “*” or “&” stands for a reference in YAML, and those \
aren't read
    Write the value out in full. A text that starts with “*” or “&” goes in quotation marks.
1 error.""",
    ),
    Fault(
        "an alias bomb",
        (append(SECOND, "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:4: yaml-alias: “*” or “&” stands for a reference in YAML, and those \
aren't read
    Write the value out in full. A text that starts with “*” or “&” goes in quotation marks.
1 error.""",
    ),
    Fault(
        "a value that refers to itself",
        (append(SECOND, "sections: &all [*all]\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:11: yaml-alias: “*” or “&” stands for a reference in YAML, and those \
aren't read
    Write the value out in full. A text that starts with “*” or “&” goes in quotation marks.
1 error.""",
    ),
    Fault(
        "a Python tag",
        (append(SECOND, "title: !!python/object/apply:os.system [echo]\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:8: yaml-tag: “!!python/object/apply:os.system” stands for a type in \
YAML, and those aren't read
    Leave the “!…” out. A text that starts with “!” goes in quotation marks.
1 error.""",
    ),
    Fault(
        "3,000 levels",
        (append(SECOND, f"sections: {'[' * 3000}{']' * 3000}\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:22: yaml-too-deep: more than 12 lists or mappings stand in each other
    Check the indentation and the brackets.
1 error.""",
    ),
    Fault(
        "50,000 brackets that nothing closes",
        (append(SECOND, f"sections: {'[' * 50_000}\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:22: yaml-too-deep: more than 12 lists or mappings stand in each other
    Check the indentation and the brackets.
1 error.""",
    ),
    Fault(
        "a day that doesn't exist",
        (replace(SECOND, "2026-05-01", "2026-02-30"),),
        """\
content/terms/2026-06-01/version.yaml:1:12: date-invalid: “2026-02-30” is no day of the calendar
    Write it like 2026-03-01.
1 error.""",
    ),
    Fault(
        "a date with a time",
        (replace(SECOND, "2026-05-01", "2026-05-01 12:00:00"),),
        """\
content/terms/2026-06-01/version.yaml:1:12: date-invalid: “2026-05-01 12:00:00” isn't a date of the form \
year-month-day
    Write it like 2026-03-01.
1 error.""",
    ),
    Fault(
        "a date in another form",
        (replace(SECOND, "2026-05-01", "1/5 2026"),),
        """\
content/terms/2026-06-01/version.yaml:1:12: date-invalid: “1/5 2026” isn't a date of the form year-month-day
    Write it like 2026-03-01.
1 error.""",
    ),
    Fault(
        "a date is empty",
        (replace(SECOND, "published: 2026-05-01", "published:"),),
        """\
content/terms/2026-06-01/version.yaml:1:11: value-missing: “published” has no value
    Write it after the colon.
1 error.""",
    ),
    Fault(
        "a word is left to be chosen",
        (replace(SECOND, "significance: editorial", "significance:"),),
        """\
content/terms/2026-06-01/version.yaml:2:14: value-missing: “significance” has no value
    Write it after the colon. Possible are: editorial, material.
1 error.""",
    ),
    Fault(
        "a word that isn't one of those possible",
        (replace(SECOND, "editorial", "editorical"),),
        """\
content/terms/2026-06-01/version.yaml:2:15: value-unknown: “editorical” is no possible value of “significance”
    Did you mean “editorial”?
1 error.""",
    ),
    Fault(
        "a slug with å, ä or ö",
        (replace(POLICY, "villkor", "användarvillkor"),),
        """\
content/terms/policy.yaml:2:3: id-invalid: “användarvillkor” can't be a slug
    Use small letters a–z, digits and single hyphens between them, for example “anvandarvillkor”.
1 error.""",
    ),
    Fault(
        "an id with å, ä or ö",
        (replace(FIRST, "rights]", "rights, återkallelse]"),),
        """\
content/terms/2026-01-01/version.yaml:9:34: id-invalid: “återkallelse” can't be an id
    Use small letters a–z, digits and single hyphens between them, for example “aterkallelse”.
1 error.""",
    ),
    Fault(
        "an id stands twice in a list",
        (replace(FIRST, "rights]", "rights, rights]"),),
        """\
content/terms/2026-01-01/version.yaml:9:34: listed-twice: “rights” stands twice in the list, first on line 9
    Take one of the two out.
1 error.""",
    ),
    Fault(
        "a number that isn't one",
        (append(POLICY, "notice_days: thirty\n"),),
        """\
content/terms/policy.yaml:4:14: number-invalid: “thirty” isn't a whole number
    Write it like 30.
1 error.""",
    ),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_build_says_what_is_wrong_and_leaves_the_site(
    fault: Fault, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_reported(fault, built, capsys)
