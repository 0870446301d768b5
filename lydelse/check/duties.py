"""The information duties of GDPR Art. 13 and 14, point by point, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from lydelse.model import InformationArticle


@dataclass(frozen=True, slots=True)
class Duty:
    """A point of what people have to be told. `condition` says when it has to be; empty where it always has."""

    id: str
    told: str
    condition: str = ""

    @property
    def point(self) -> str:
        """How lawyers cite it: `Art. 13(1)(a)`."""
        _, article, paragraph, letter = self.id.split("-")
        return f"Art. {article}({paragraph})({letter})"

    @property
    def asked(self) -> str:
        """What has to be told, and when."""
        return f"{self.told} ({self.condition})" if self.condition else self.told

    @property
    def article(self) -> InformationArticle:
        """The article that it belongs to."""
        return InformationArticle("-".join(self.id.split("-")[:2]))


_CONTROLLER = "who the controller is and how to reach it, and its representative if it has one"
_OFFICER = "how to reach the data protection officer"
_PURPOSES = "what the data is used for, and on what legal basis"
_INTERESTS = "which legitimate interests are pursued"
_RECIPIENTS = "who receives the data, or what kinds of recipients"
_ABROAD = "that data goes to a country outside the EEA or to an international organisation, and what protects it there"
_RETENTION = "how long the data is kept, or what decides that"
_CONSENT = "that consent can be withdrawn at any time"
_COMPLAINT = "that one can complain to a supervisory authority"
_AUTOMATED = "that decisions are made automatically, by what logic and with what consequences"

_HAS_OFFICER = "if there is a data protection officer"
_ON_INTERESTS = "if legitimate interests are a legal basis (Art. 6(1)(f))"
_HAS_RECIPIENTS = "if anybody else receives the data"
_GOES_ABROAD = "if data goes to such a country or organisation"
_ON_CONSENT = "if consent is a legal basis (Art. 6(1)(a) or 9(2)(a))"
_IS_AUTOMATED = "if there are such decisions, profiling among them (Art. 22)"

DUTIES = (
    Duty("gdpr-13-1-a", _CONTROLLER),
    Duty("gdpr-13-1-b", _OFFICER, _HAS_OFFICER),
    Duty("gdpr-13-1-c", _PURPOSES),
    Duty("gdpr-13-1-d", _INTERESTS, _ON_INTERESTS),
    Duty("gdpr-13-1-e", _RECIPIENTS, _HAS_RECIPIENTS),
    Duty("gdpr-13-1-f", _ABROAD, _GOES_ABROAD),
    Duty("gdpr-13-2-a", _RETENTION),
    Duty("gdpr-13-2-b", "the rights of access, rectification, erasure, restriction, objection and data portability"),
    Duty("gdpr-13-2-c", _CONSENT, _ON_CONSENT),
    Duty("gdpr-13-2-d", _COMPLAINT),
    Duty("gdpr-13-2-e", "whether one has to give the data, and what follows if one doesn't"),
    Duty("gdpr-13-2-f", _AUTOMATED, _IS_AUTOMATED),
    Duty("gdpr-14-1-a", _CONTROLLER),
    Duty("gdpr-14-1-b", _OFFICER, _HAS_OFFICER),
    Duty("gdpr-14-1-c", _PURPOSES),
    Duty("gdpr-14-1-d", "what categories of personal data there are"),
    Duty("gdpr-14-1-e", _RECIPIENTS, _HAS_RECIPIENTS),
    Duty("gdpr-14-1-f", _ABROAD, _GOES_ABROAD),
    Duty("gdpr-14-2-a", _RETENTION),
    Duty("gdpr-14-2-b", _INTERESTS, _ON_INTERESTS),
    Duty("gdpr-14-2-c", "the rights of access, rectification, erasure, restriction, objection and data portability"),
    Duty("gdpr-14-2-d", _CONSENT, _ON_CONSENT),
    Duty("gdpr-14-2-e", _COMPLAINT),
    Duty("gdpr-14-2-f", "where the data comes from, and whether that is open to the public"),
    Duty("gdpr-14-2-g", _AUTOMATED, _IS_AUTOMATED),
)
"""Art. 13(1) and (2) and Art. 14(1) and (2) of Regulation (EU) 2016/679, in their order. That a new purpose is told
beforehand, Art. 13(3) and 14(4), concerns a change and not what a policy always says."""


def duties_of(article: InformationArticle) -> tuple[Duty, ...]:
    """Give the duties of an article."""
    return tuple(duty for duty in DUTIES if duty.article is article)
