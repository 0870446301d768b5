"""What is wrong with what versions and policies say of each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.faulty import (
    ENGLISH,
    FIRST,
    POLICY,
    SECOND,
    SITE,
    SWEDISH,
    Fault,
    append,
    assert_reported,
    remove,
    rename,
    replace,
    write,
)

FAULTS = (
    Fault(
        "a translation is taken away",
        (remove(ENGLISH),),
        """\
content/terms/2026-06-01/rights.sv.md:1:1: translation-missing: the section “rights” changes in “sv”, but not \
in “en”
    Write content/terms/2026-06-01/rights.en.md, or say in version.yaml that it needs no change: “unchanged: \
{en: [rights]}”.
1 error.""",
    ),
    Fault(
        "a translation of a new section is taken away",
        (remove("terms/2026-01-01/introduction.en.md"),),
        """\
content/terms/2026-01-01/introduction.sv.md:1:1: translation-missing: the section “introduction” has no text in \
“en”
    Write content/terms/2026-01-01/introduction.en.md.
1 error.""",
    ),
    Fault(
        "a translation of a summary is taken away",
        (replace(SECOND, "  en: One word is new.\n", ""),),
        """\
content/terms/2026-06-01/version.yaml:3:1: translation-missing: the summary has no text in “en”
    Write it in version.yaml under “summary”, in a line per language.
1 error.""",
    ),
    Fault(
        "a translation of a title is taken away",
        (replace(FIRST, "  en: Terms\n", ""),),
        """\
content/terms/2026-01-01/version.yaml:6:1: translation-missing: the title has no text in “en”
    Write it in version.yaml under “title”, in a line per language.
1 error.""",
    ),
    Fault(
        "the date of publication is taken away",
        (replace(SECOND, "published: 2026-05-01\n", ""),),
        """\
content/terms/2026-06-01/version.yaml:1:1: draft-overdue: the version should hold since 2026-06-01, but has no \
published date
    Add “published:” with the day on which it was made public, or give the folder a later date.
1 error.""",
    ),
    Fault(
        "the date of publication of the first version is taken away",
        (replace(FIRST, "published: 2025-12-01\n", ""),),
        """\
content/terms/2026-01-01/version.yaml:1:1: draft-overdue: the version should hold since 2026-01-01, but has no \
published date
    Add “published:” with the day on which it was made public, or give the folder a later date.
1 error.""",
    ),
    Fault(
        "the key of the date of publication is misspelt",
        (replace(SECOND, "published", "publised"),),
        """\
content/terms/2026-06-01/version.yaml:1:1: key-unknown: there is no key “publised” here
    Did you mean “published”?
1 error.""",
    ),
    Fault(
        "the significance is taken away",
        (replace(SECOND, "significance: editorial\n", ""),),
        """\
content/terms/2026-06-01/version.yaml:1:1: key-missing: the key “significance” is missing
    Add it, for example “significance: material”.
1 error.""",
    ),
    Fault(
        "a slug is taken away",
        (replace(POLICY, "  en: terms\n", ""),),
        """\
content/terms/policy.yaml:1:1: slug-missing: the policy has no slug in “en”
    Add a line “en: …” under “slug”: the policy's name in addresses.
1 error.""",
    ),
    Fault(
        "all slugs are taken away",
        (write(POLICY, "notice_days: 30\n"),),
        """\
content/terms/policy.yaml:1:1: key-missing: the key “slug” is missing
    Add it, for example “slug: {sv: terms, en: terms}”.
1 error.""",
    ),
    Fault(
        "a text of a section that isn't listed",
        (write("terms/2026-06-01/contact.sv.md", "---\ntitle: Kontakt\n---\nRing.\n"),),
        """\
content/terms/2026-06-01/contact.sv.md:1:1: section-not-listed: the section “contact” isn't in the version's \
table of contents
    Add it to “sections” in version.yaml. Possible are: introduction, rights.
1 error.""",
    ),
    Fault(
        "a section without a text",
        (append(SECOND, "sections: [introduction, rights, contact]\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:1: section-without-text: the section “contact” has no text
    Write content/terms/2026-06-01/contact.sv.md, or take “contact” out of “sections”. A section that comes \
back brings its text again.
1 error.""",
    ),
    Fault(
        "no sections at all",
        (
            replace("privacy/2026-03-01/version.yaml", "[cookies]", "[]"),
            remove("privacy/2026-03-01/cookies.sv.md"),
            remove("privacy/2026-03-01/cookies.en.md"),
        ),
        """\
content/privacy/2026-03-01/version.yaml:1:1: sections-missing: the policy has no sections
    List them in their order, for example “sections: [introduction, cookies, contact]”.
1 error.""",
    ),
    Fault(
        "an unknown section is said to be unchanged",
        (append(SECOND, "unchanged: {en: [right]}\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:13: section-unknown: there is no section “right” that carries over to \
this version
    Did you mean “rights”?
1 error.""",
    ),
    Fault(
        "a section is said to be unchanged, but has a text",
        (append(SECOND, "unchanged: {en: [rights]}\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:13: unchanged-but-there: “rights” is said to be unchanged in “en”, but \
the folder holds a new text for it
    Take one of the two away.
1 error.""",
    ),
    Fault(
        "an unknown predecessor",
        (append(SECOND, "from: {rights: [right]}\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:8: section-unknown: there is no section “right” in the version before
    Did you mean “rights”?
1 error.""",
    ),
    Fault(
        "an unknown section comes from another",
        (append(SECOND, "from: {contact: [rights]}\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:8: section-unknown: there is no section “contact” in this version
    Possible are: introduction, rights.
1 error.""",
    ),
    Fault(
        "a third version of a day without a second",
        (
            rename("terms/2026-06-01", "terms/2026-06-01-3"),
            write("terms/2026-06-01/version.yaml", SITE[SECOND]),
            write(SWEDISH, SITE[SWEDISH]),
            write(ENGLISH, SITE[ENGLISH]),
            replace("terms/2026-06-01-3/version.yaml", "2026-01-01", "2026-06-01"),
            replace("terms/2026-06-01-3/rights.sv.md", "Skriv", "Ring"),
            replace("terms/2026-06-01-3/rights.en.md", "Write", "Talk"),
        ),
        """\
content/terms/2026-06-01-3/version.yaml:1:1: version-number: there is a version “2026-06-01-3”, but no \
“2026-06-01-2” before it
    Rename the folder to “2026-06-01-2”.
1 error.""",
    ),
    Fault(
        "a second version of a day without a first",
        (rename("terms/2026-06-01", "terms/2026-06-01-2"),),
        """\
content/terms/2026-06-01-2/version.yaml:1:1: version-number: there is a version “2026-06-01-2”, but no \
“2026-06-01” before it
    Rename the folder to “2026-06-01”.
1 error.""",
    ),
    Fault(
        "another version in between",
        (
            rename("terms/2026-06-01", "terms/2026-06-02"),
            write("terms/2026-04-01/version.yaml", SITE[SECOND].replace("05-01", "03-01")),
            write("terms/2026-04-01/rights.sv.md", "---\ntitle: Rätt\n---\nRing.\n"),
            write("terms/2026-04-01/rights.en.md", "---\ntitle: Right\n---\nCall.\n"),
        ),
        """\
content/terms/2026-06-02/version.yaml:6:1: version-between: the version was written against “2026-01-01”, but \
it comes after “2026-04-01”, and would undo what that one says
    Read “2026-04-01”, take over what it changed, and write “follows: 2026-04-01”.
1 error.""",
    ),
    Fault(
        "an unknown version is followed",
        (replace(SECOND, "follows: 2026-01-01", "follows: 2025-01-01"),),
        """\
content/terms/2026-06-01/version.yaml:6:1: version-unknown: “2025-01-01” is no earlier version of this policy
    The versions are 2026-01-01.
1 error.""",
    ),
    Fault(
        "an unknown version is corrected",
        (append(SECOND, "corrects: 2025-01-01\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:1: version-unknown: “2025-01-01” is no earlier version of this policy
    The versions are 2026-01-01.
1 error.""",
    ),
    Fault(
        "what isn't a version is corrected",
        (append(SECOND, "corrects: the first\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:11: version-invalid: “the first” can't be the name of a version
    Name the version's folder, like 2026-03-01.
1 error.""",
    ),
    Fault(
        "a version is withdrawn too late",
        (append(SECOND, "withdraws: [2026-01-01]\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:1: withdrawn-too-late: the version “2026-01-01” took effect on \
2026-01-01 and can't be taken back after that
    Write a new version that says what holds instead.
1 error.""",
    ),
    Fault(
        "an unknown version is withdrawn",
        (append(SECOND, "withdraws: [2027-01-01]\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:1: version-unknown: “2027-01-01” is no other version of this policy
    The versions are 2026-01-01, 2026-06-01.
1 error.""",
    ),
    Fault(
        "an unknown language is binding",
        (append(SECOND, "binding: de\n"),),
        """\
content/terms/2026-06-01/version.yaml:7:1: language-unknown: “de” isn't one of the site's languages
    Possible are: en, sv.
1 error.""",
    ),
    Fault(
        "a language is binding that the version doesn't have",
        (
            append("privacy/2026-03-01/version.yaml", "languages: [sv]\nbinding: en\n"),
            remove("privacy/2026-03-01/cookies.en.md"),
        ),
        """\
content/privacy/2026-03-01/version.yaml:7:1: language-not-listed: the binding language “en” isn't one of the \
version's languages
    Possible are: sv.
1 error.""",
    ),
    Fault(
        "a text in a language that the version doesn't have",
        (append(SECOND, "languages: [sv]\n"),),
        """\
content/terms/2026-06-01/rights.en.md:1:1: language-not-listed: the version isn't published in “en”
    Add the language to “languages” in version.yaml, or take the file away.
1 error.""",
    ),
    Fault(
        "an unknown policy replaces a policy",
        (append(POLICY, "retired: {on: 2026-06-30, replaced_by: privasy}\n"),),
        """\
content/terms/policy.yaml:4:27: policy-unknown: there is no other policy “privasy”
    Did you mean “privacy”?
1 error.""",
    ),
    Fault(
        "a policy's end without a day",
        (append(POLICY, "retired: {replaced_by: privacy}\n"),),
        """\
content/terms/policy.yaml:4:10: key-missing: the key “on” is missing
    Add it, for example “on: 2027-01-01”.
1 error.""",
    ),
    Fault(
        "a version after the end of its policy",
        (append(POLICY, "retired: {on: 2026-05-31}\n"),),
        """\
content/terms/2026-06-01/version.yaml:1:1: retired-followed: the version takes effect after the policy has \
ended, on 2026-05-31
    Withdraw the version, or move the day in policy.yaml.
1 error.""",
    ),
    Fault(
        "two policies with one slug",
        (replace("privacy/policy.yaml", "integritet", "villkor"),),
        """\
content/terms/policy.yaml:2:3: address-taken: the address “sv/villkor” is taken already, by \
content/privacy/policy.yaml on line 1
    Choose another slug for one of the two.
1 error.""",
    ),
    Fault(
        "a slug that was another policy's",
        (append("privacy/policy.yaml", "formerly: {en: [terms]}\n"),),
        """\
content/terms/policy.yaml:3:3: address-taken: the address “en/terms” is taken already, by \
content/privacy/policy.yaml on line 2
    Choose another slug for one of the two.
1 error.""",
    ),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_build_says_what_is_wrong_and_leaves_the_site(
    fault: Fault, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_reported(fault, built, capsys)
