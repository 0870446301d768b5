"""What a document has besides text: told as doubts, since it isn't imported."""

from __future__ import annotations

from lydelse.importing.model import Doubt
from lydelse.importing.tree import Element

_LONGEST = 80


def left_out(root: Element) -> tuple[Doubt, ...]:
    """Tell of pictures and other parts that aren't text."""
    pictures = [_name(image) for image in root.iter("img") if image.get("alt") != ""]
    other = sum(1 for _ in root.iter("video", "audio", "object", "embed", "canvas"))
    found = []
    if pictures:
        named = ", ".join(f"“{picture}”" for picture in dict.fromkeys(pictures))
        found.append(Doubt(f"These pictures weren't imported; add them, if they are needed: {named}."))
    if other:
        found.append(Doubt(f"Films, sounds or other parts that are no text weren't imported ({other})."))
    return tuple(found)


def _name(image: Element) -> str:
    """What a picture is called: its description, or else the name of its file."""
    return (image.get("alt") or (image.get("src") or "").rsplit("/", 1)[-1][:_LONGEST] or "?").strip()
