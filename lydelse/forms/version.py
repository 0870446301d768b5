"""The keys of `version.yaml`, and those of the front matter of its texts."""

from __future__ import annotations

from lydelse.forms.key import Form, Key
from lydelse.forms.values import DAY, LANGUAGE, NAME, TEXT, VERSION, by_id, by_language, list_of, one_of
from lydelse.model import Significance

_SECTIONS = list_of(NAME, "list of section ids")

AMENDMENT: Form = {
    "published": Key(
        DAY,
        "The day on which the version is made public. Without it, the version is a [draft](#drafts)",
        example="2026-11-02",
    ),
    "significance": Key(
        one_of(Significance),
        "`material` for a change of what holds, `editorial` for one of how it is put",
        required=True,
        example="material",
    ),
    "summary": Key(
        by_language(TEXT),
        "What changes, in a few sentences for its readers, in every language of the version. It stands in the "
        "changelog",
        required=True,
        example="{sv: Vi använder färre cookies., en: We use fewer cookies.}",
    ),
    "follows": Key(
        VERSION,
        "The version that this one was written against. If another one stands between them, that is a problem, since "
        "this one might undo it",
        example="2025-05-12",
    ),
    "corrects": Key(
        VERSION,
        "An earlier version in which this one mends a mistake, see [corrections](#corrections)",
        example="2018-05-15",
    ),
    "withdraws": Key(
        list_of(VERSION, "list of versions"),
        "Versions that this one takes back before their day, see [withdrawals](#withdrawals)",
        example="[2027-01-01]",
    ),
    "from": Key(
        by_id(_SECTIONS, "list of section ids per section"),
        "For sections that were split off or merged: the sections of the version before from which each comes",
        example="{complaints: [rights]}",
    ),
    "unchanged": Key(
        by_language(_SECTIONS, "list of section ids per language"),
        "Sections that change in another language but need no change in this one",
        example="{en: [rights]}",
    ),
    "reconsent": Key(
        list_of(NAME, "list of categories"),
        "Categories of cookies for which people are to be asked again, whatever "
        "[follows by itself](#who-is-asked-again)",
        example="[analytics]",
    ),
    "source": Key(
        TEXT,
        "The commit in git or the file from which an [import](histories.md) made the version; no page shows it",
        example="4b94cfd1",
    ),
    "title": Key(by_language(TEXT), "The policy's title", when="in the first version", example="{en: Privacy policy}"),
    "description": Key(
        by_language(TEXT),
        "A few sentences on what the policy says, shown under the title, in all languages or none",
        example="{en: Why we process data.}",
    ),
    "languages": Key(
        list_of(LANGUAGE, "list of languages"),
        "The languages in which the version is published; at first those of the site",
        example="[sv, en]",
    ),
    "binding": Key(LANGUAGE, "The language that counts should two texts differ; at first the first one", example="sv"),
    "sections": Key(
        _SECTIONS,
        "The table of contents: the sections in their order",
        when="in the first version",
        example="[introduction, cookies, contact]",
    ),
}

INFORMATION_DUTIES = frozenset(
    f"gdpr-{article}-{paragraph}-{point}"
    for article, paragraph, points in (
        ("13", "1", "abcdef"),
        ("13", "2", "abcdef"),
        ("14", "1", "abcdef"),
        ("14", "2", "abcdefg"),
    )
    for point in points
) | {"gdpr-13-3", "gdpr-14-4"}
"""The points of Art. 13(1)–(3) and 14(1), (2), (4) of Regulation (EU) 2016/679."""

REVISION: Form = {
    "title": Key(
        TEXT,
        "The section's title; plain text",
        when="in every section but `introduction`",
        example="Cookies",
    ),
    "covers": Key(
        list_of(one_of(sorted(INFORMATION_DUTIES), "duty"), "list of duties"),
        "The information duties of GDPR Art. 13 and 14 that the section answers. Kept with the text; the pages don't "
        "show it, [checks](checks.md#information-duties) do",
        example="[gdpr-13-1-a, gdpr-13-2-b]",
    ),
    "published": Key(
        DAY,
        "The day on which a translation is made public that comes later than its version, see "
        "[translations](#translations)",
        example="2026-04-10",
    ),
}
