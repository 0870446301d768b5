"""Anchors and links: ids with the section's prefix, addresses that lead into the site left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile

from lydelse.model import ID
from lydelse.render.allowed import Target, leads_outside, target_of
from lydelse.render.faults import Fault, attribute_offset
from lydelse.render.tokens import End, Start, Text, Token

_LINK_HINT = (
    "A link can lead to #section, policy:terms#section or files/name, or to an address that begins with https://, "
    "http://, mailto: or tel:."
)
_IMAGE_HINT = "Put the image into the folder files/ beside the text and write files/ and its name."

TELLS_ADDRESS = "_address"
"""The class of a link whose words tell where it leads, so that paper needn't say it again."""


class Linker:
    """Resolves the anchors and links of one text. Afterwards `anchors` are those that the text sets, and `targets`
    what its open links lead to: their addresses are `?0`, `?1`, … in the order of the text."""

    def __init__(self, section: str, source: str, faults: list[Fault]) -> None:
        self.section = section
        self.source = source
        self.faults = faults
        self.anchors: set[str] = set()
        self.targets: list[Target] = []

    def resolve(self, tokens: list[Token]) -> list[Token]:
        """Give the tokens with their ids and addresses as they stand on a page."""
        named = [self._named(token) if isinstance(token, Start) else token for token in tokens]
        return [*self._linked(named)]

    def _prefixed(self, anchor: str) -> str:
        return f"{self.section}--{anchor}"

    def _named(self, token: Start) -> Start:
        if "id" not in token.attributes:
            return token
        attributes = dict(token.attributes)
        anchor = attributes.pop("id")
        if self._is_fine(anchor, token):
            self.anchors.add(self._prefixed(anchor))
            attributes = {"id": self._prefixed(anchor)} | attributes
        return replace(token, attributes=attributes)

    def _is_fine(self, anchor: str, token: Start) -> bool:
        if not ID.fullmatch(anchor):
            message = f"“{anchor}” can't be the name of a place in the text (id)"
            hint = "Use small letters a to z, digits and single hyphens, such as: right-to-access."
            self._fault("anchor-invalid", message, hint, at=(token, "id", anchor))
        elif self._prefixed(anchor) in self.anchors:
            message = f"the name “{anchor}” (id) is already that of another place in this text"
            self._fault("anchor-twice", message, "Give one of the two another name.", at=(token, "id", anchor))
        else:
            return True
        return False

    def _linked(self, tokens: list[Token]) -> Iterator[Token]:
        for index, token in enumerate(tokens):
            match token:
                case Start("a") if "href" in token.attributes:
                    yield self._link(token, _words(tokens, index))
                case Start("img"):
                    yield from self._image(token)
                case _:
                    yield token

    def _link(self, token: Start, words: str) -> Start:
        address = token.attributes["href"]
        attributes = dict(token.attributes)
        target = target_of(address)
        if target is not None:
            attributes["href"] = self._inside(target, token)
        elif leads_outside(address):
            if address[:4].lower() == "http":
                attributes["rel"] = "external noopener noreferrer"
            if _bare(words) == _bare(address):
                attributes["class"] = f"{attributes.get('class', '')} {TELLS_ADDRESS}".strip()
        else:
            del attributes["href"]
            message = f"a link can't lead to “{address}”" if address else "a link leads nowhere"
            self._fault("link-not-allowed", message, _LINK_HINT, at=(token, "href", address))
        return replace(token, attributes=attributes)

    def _inside(self, target: Target, token: Start) -> str:
        within = self._prefixed(target.anchor)
        if target.policy is None and target.file is None and within in self.anchors:
            return f"#{within}"
        return self._open(target, token, "href")

    def _open(self, target: Target, token: Start, name: str) -> str:
        self.targets.append(replace(target, offset=attribute_offset(self.source, token, name)))
        return f"?{len(self.targets) - 1}"

    def _image(self, token: Start) -> Iterator[Start]:
        address = token.attributes.get("src", "")
        target = target_of(address)
        if target is not None and target.file is not None:
            yield replace(token, attributes=dict(token.attributes) | {"src": self._open(target, token, "src")})
        else:
            message = f"an image can't come from “{address}”" if address else "an image has no address (src)"
            self._fault("image-elsewhere", message, _IMAGE_HINT, at=(token, "src", address))

    def _fault(self, code: str, message: str, hint: str, *, at: tuple[Start, str, str]) -> None:
        """Tell of a fault at a tag's attribute that has a value."""
        offset = attribute_offset(self.source, *at[:2])
        self.faults.append(Fault(code, message, hint, offset, at[2]))


def _words(tokens: list[Token], start: int) -> str:
    """Give the words of the link that starts at a place among the tokens."""
    inside = takewhile(lambda token: not (isinstance(token, End) and token.tag == "a"), islice(tokens, start, None))
    return "".join(token.data for token in inside if isinstance(token, Text))


def _bare(address: str) -> str:
    """Give an address as people write it: of `https://www.example.com/`, `mailto:a@example.com` and `tel:+46-21` what
    tells where they lead."""
    bare = re.sub(r"^(https?://(www\.)?|mailto:|www\.)", "", address.strip().casefold()).removesuffix("/")
    return re.sub(r"[^+0-9]", "", bare) if bare.startswith("tel:") else bare
