"""The keys of `policy.yaml`: what holds for a policy in all its versions."""

from __future__ import annotations

from lydelse.forms.accepted import ACCEPTED
from lydelse.forms.key import Form, Key
from lydelse.forms.values import DAY, NAME, NAMED, by_language, list_of, mapping, number, one_of
from lydelse.model import Comparisons, InformationArticle, Translations

RETIRED: Form = {
    "on": Key(DAY, "The first day on which it no longer holds", required=True, example="2027-01-01"),
    "replaced_by": Key(NAMED, "The id of the policy that takes its place", example="terms"),
}

POLICY: Form = {
    "slug": Key(
        by_language(NAME, "slug per language"),
        "The policy's name in addresses, one for every language of its versions. Once published, change it only "
        "together with `formerly`",
        required=True,
        example="{sv: integritetspolicy, en: privacy-policy}",
    ),
    "formerly": Key(
        by_language(list_of(NAME, "slugs"), "list of slugs per language"),
        "Slugs that it once had. Pages at the old addresses lead on to the new ones",
        example="{en: [privacy]}",
    ),
    "notice_days": Key(
        number(0, 9999),
        "How many days before it takes effect a material change is to be published. A coming version that keeps to "
        "fewer is a warning",
        example="30",
    ),
    "translations": Key(
        one_of(Translations),
        "What happens when a section isn't translated, see [translations](#translations)",
        default=Translations.REQUIRED,
        example="notice",
    ),
    "comparisons": Key(
        one_of(Comparisons),
        "Which pairs of versions are compared on a page of their own: `first`, each with the one before and every pair "
        "among the first twenty; `neighbours`, each with the one before; `all`, every pair. Once published, don't "
        "choose fewer: see [comparisons](comparisons.md#addresses-that-last)",
        default=Comparisons.FIRST,
        example="all",
    ),
    "retired": Key(mapping(RETIRED), "The end of the policy, see [below](#the-end-of-a-policy)"),
    "duties": Key(
        list_of(one_of(InformationArticle), "list of articles: `gdpr-13`, `gdpr-14`"),
        "The articles of the GDPR whose information duties the policy answers; `[]` for none. Without it they follow "
        "from what its texts [cover](checks.md#information-duties)",
        example="[gdpr-13]",
    ),
    "accepted": Key(
        list_of(mapping(ACCEPTED), "list of mappings"),
        "What [checks](checks.md#accepting-a-finding) may find in this policy",
    ),
}
