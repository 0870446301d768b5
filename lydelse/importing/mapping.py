"""Which files become which policies: `--map 'Policies/*.md={name}'`.

On the left stands where the files lie: `*` is anything inside a folder's name or a file's, `**` any folders, `{area}`
a part of the path that is used again on the right. On the right stands the policy's id: `{name}` is the file's name
without its ending, `{folder}` the name of the folder that it lies in. Nothing on the right leaves the files out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from lydelse.importing.errors import Unreadable

_PIECE = re.compile(r"(?P<folders>\*\*/)|(?P<deep>\*\*)|(?P<any>\*)|(?P<one>\?)|\{(?P<named>\w+)\}")
_USED = re.compile(r"\{(\w+)\}")
_GIVEN = frozenset({"name", "folder"})
_EXAMPLE = "For example --map 'Policies/*.md={name}'."


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of paths and what the policy is called; empty for none."""

    pattern: re.Pattern[str]
    policy: str

    @classmethod
    def parse(cls, text: str) -> Rule:
        """Read a rule as it is written on the command line.

        Raises:
            Unreadable: it has no `=`, or uses a part of the path that its left side doesn't name.
        """
        left, equals, right = text.rpartition("=")
        if not equals or not left:
            raise Unreadable(f"“{text}” doesn't say which policy the files become", _EXAMPLE)
        named = {match["named"] for match in _PIECE.finditer(left) if match["named"]}
        unknown = set(_USED.findall(right)) - named - _GIVEN
        if unknown:
            word = min(unknown)
            hint = f"Write {{{word}}} on the left as well, where the path has it; {{name}} and {{folder}} need none."
            raise Unreadable(f"“{text}” uses {{{word}}}, which its left side doesn't name", hint)
        return cls(re.compile(_expression(left)), right)

    def policy_of(self, path: str) -> str | None:
        """Give the id of the policy that a file becomes, `None` if the rule isn't about it."""
        match = self.pattern.fullmatch(path)
        if match is None:
            return None
        pure = PurePosixPath(path)
        parts = {"name": pure.name.removesuffix(pure.suffix), "folder": pure.parent.name} | match.groupdict()
        return _as_id(_USED.sub(lambda used: parts[used[1]], self.policy))


def policy_of(path: str, rules: Sequence[Rule]) -> str:
    """Give the id of the policy that a file becomes by the first rule that is about it, empty for none."""
    return next((found for rule in rules if (found := rule.policy_of(path)) is not None), "")


def _expression(pattern: str) -> str:
    found, at, seen = "", 0, set[str]()
    for piece in _PIECE.finditer(pattern):
        found += re.escape(pattern[at : piece.start()]) + _piece(piece, seen)
        at = piece.end()
    return found + re.escape(pattern[at:])


def _piece(piece: re.Match[str], seen: set[str]) -> str:
    if name := piece["named"]:
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>[^/]+)"
    simple = {"folders": r"(?:.*/)?", "deep": ".*", "any": "[^/]*", "one": "[^/]"}
    return simple[piece.lastgroup or "any"]


def _as_id(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
