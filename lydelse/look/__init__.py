"""The look of one site: which colours it can set, which typefaces there are, and the rules that follow from both."""

from lydelse.look.roles import PALETTE
from lydelse.look.rules import dressed
from lydelse.look.stacks import ROLES, STACKS

__all__ = ["PALETTE", "ROLES", "STACKS", "dressed"]
