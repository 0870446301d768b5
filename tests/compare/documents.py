"""Generated documents, and edits of them, for the laws.

They are drawn from a seed with `random`: a pair costs a tenth of what hypothesis takes to draw as many values, so that
thousands are tried. Few different words make for many ways to match them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from random import Random

from hypothesis import strategies as st

VOCABULARY = [
    "vi",
    "inte",
    "data",
    "30",
    "10\xa0000",
    "12,5\xa0%",
    "lag.",
    "och,",
    "(a)",
    "6.1",
    "x&y",
    "rätt",
    "så",
    "a-b",
    "é",
    "\ufeffom",
    "hej@a.se",
    "www.a.se/b",
]
TARGETS = ["a.html", "b.html", "#c", "https://x.se/?a=1&b=2"]
FORMATS = ["strong", "em", "code"]


@dataclass(frozen=True)
class Node:
    """An element with what it holds; without a tag, text or a whole document."""

    tag: str
    children: tuple[Node, ...] = ()
    text: str = ""
    target: str = ""

    def html(self) -> str:
        inner = "".join(child.html() for child in self.children)
        if not self.tag:
            return inner or escape(self.text, quote=False)
        if self.tag in {"br", "hr"}:
            return f"<{self.tag}>"
        if self.tag == "img":
            return f'<img src="{escape(self.target)}" alt="{escape(self.text)}">'
        if self.tag == "a":
            return f'<a href="{escape(self.target)}">{inner}</a>'
        return f"<{self.tag}>{inner}</{self.tag}>"


class Author:
    """Writes and edits documents."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  nothing here is a secret
        self.vocabulary = VOCABULARY[: self.random.choice([3, 8, len(VOCABULARY)])]

    def pair(self, size: int) -> tuple[str, str]:
        old = self.document(size)
        new = self.edited(old) if self.random.random() < 0.8 else self.document(size)
        return old.html(), new.html()

    def document(self, size: int) -> Node:
        return Node("", self.several(lambda: self.block(2), 0, size))

    def several(self, make: Callable[[], Node], least: int, most: int) -> tuple[Node, ...]:
        return tuple(make() for _ in range(self.random.randint(least, most)))

    def words(self) -> str:
        chosen = self.random.choices(self.vocabulary, k=self.random.randint(1, 6))
        return self.random.choice(["", " "]) + " ".join(chosen) + self.random.choice(["", " ", "\n"])

    def inline(self, depth: int = 2, *, linked: bool = False) -> tuple[Node, ...]:
        return self.several(lambda: self.phrase(depth, linked), depth // 2, 4)

    def phrase(self, depth: int, linked: bool) -> Node:
        sort = self.random.choice(["text", "text", "text", "format", "link", "object"])
        if sort == "format" and depth:
            return Node(self.random.choice(FORMATS), self.inline(depth - 1, linked=linked))
        if sort == "link" and depth and not linked:
            return Node("a", self.inline(depth - 1, linked=True), target=self.random.choice(TARGETS))
        if sort == "object":
            return self.random.choice([Node("br"), Node("img", text="bild", target="x.png"), Node("span")])
        return Node("", text=self.words())

    def block(self, depth: int) -> Node:
        sorts = [self.paragraph] * 3 + ([self.items, self.table, self.quote, self.terms] if depth else [])
        return self.random.choice(sorts)(depth - 1)

    def paragraph(self, _depth: int) -> Node:
        tag = self.random.choice(["p", "p", "p", "h3", "h4", "pre", "hr"])
        return Node(tag, () if tag == "hr" else self.inline())

    def quote(self, depth: int) -> Node:
        return Node("blockquote", self.several(lambda: self.block(depth), 1, 2))

    def terms(self, _depth: int) -> Node:
        return Node("dl", tuple(Node(tag, self.inline()) for tag in ["dt", "dd"] * self.random.randint(1, 2)))

    def items(self, depth: int) -> Node:
        return Node(self.random.choice(["ul", "ol"]), self.several(lambda: Node("li", self.flow(depth)), 1, 4))

    def flow(self, depth: int) -> tuple[Node, ...]:
        return (*self.inline(), *(self.several(lambda: self.block(depth), 0, 2) if depth > 0 else ()))

    def table(self, depth: int) -> Node:
        width = self.random.randint(1, 3)
        rows = self.several(lambda: Node("tr", tuple(Node("td", self.flow(depth)) for _ in range(width))), 1, 4)
        return Node("table", (Node("tbody", rows),))

    # Edits -----------------------------------------------------------------------------------------------------

    def edited(self, document: Node) -> Node:
        for _ in range(self.random.randint(1, 4)):
            document = self.edit(document)
        return document

    def edit(self, node: Node) -> Node:
        """Go down to something and take it out, move it, divide it, reword it, or change its tag or target."""
        if not node.children:
            return self.reworded(node)
        at = self.random.randrange(len(node.children))
        before, child, after = node.children[:at], node.children[at], node.children[at + 1 :]
        action = self.random.choice(["down", "down", "down", "out", "move", "unwrap", "change", "divide"])
        if action == "out" and (before or after):
            return replace(node, children=before + after)
        if action == "move":
            others = before + after
            place = self.random.randint(0, len(others))
            return replace(node, children=(*others[:place], child, *others[place:]))
        if action == "unwrap" and child.tag in {*FORMATS, "a"}:
            return replace(node, children=before + child.children + after)
        if action == "divide" and child.tag in {"p", "li", "td", "ul"} and len(child.children) > 1:
            cut = self.random.randrange(1, len(child.children))
            halves = replace(child, children=child.children[:cut]), replace(child, children=child.children[cut:])
            return replace(node, children=before + halves + after)
        child = self.changed(child) if action == "change" else self.edit(child)
        return replace(node, children=(*before, child, *after))

    def changed(self, node: Node) -> Node:
        if node.tag == "a":
            return replace(node, target=self.random.choice(TARGETS))
        if node.tag in FORMATS:
            return replace(node, tag=self.random.choice(FORMATS))
        return replace(node, tag={"p": "h3", "h3": "p", "ul": "ol", "ol": "ul"}.get(node.tag, node.tag))

    def reworded(self, node: Node) -> Node:
        if node.tag or not node.text:
            return node
        words = node.text.split(" ")
        at = self.random.randint(0, len(words))
        came = self.random.choices(self.vocabulary, k=self.random.randint(0, 2))
        return replace(node, text=" ".join([*words[:at], *came, *words[at + self.random.randint(0, 2) :]]))


pairs = st.builds(lambda size, seed: Author(seed).pair(size), st.integers(1, 7), st.integers(0, 2**32))
