"""The register of published texts: checked by every build, added to when an editor seals."""

from lydelse.register.answers import Unanswered, answering
from lydelse.register.check import check_registers
from lydelse.register.redact import altered, pattern_of, redacted, taken_out
from lydelse.register.seal import seal, unsealed
from lydelse.register.states import without_later
from lydelse.register.write import holding, write_register

__all__ = [
    "Unanswered",
    "altered",
    "answering",
    "check_registers",
    "holding",
    "pattern_of",
    "redacted",
    "seal",
    "taken_out",
    "unsealed",
    "without_later",
    "write_register",
]
