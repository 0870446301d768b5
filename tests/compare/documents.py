"""Generated documents, and edits of them, for the laws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

from hypothesis import strategies as st

WORDS = ["vi", "inte", "data", "30", "10\u00a0000", "12,5 %", "lag.", "och,", "(a)", "6.1", "x&y", "rätt", "så", "a-b", "é", "\ufeffom"]
TARGETS = ["a.html", "b.html", "#c", "https://x.se/?a=1&b=2"]


@dataclass(frozen=True)
class Node:
    """An element (or, without a tag, text) with what it holds."""

    tag: str
    children: tuple[Node, ...] = ()
    text: str = ""
    target: str = ""

    def html(self) -> str:
        if not self.tag:
            return escape(self.text, quote=False)
        if self.tag == "br":
            return "<br>"
        if self.tag == "hr":
            return "<hr>"
        if self.tag == "img":
            return f'<img src="{escape(self.target)}" alt="{escape(self.text)}">'
        start = f'<a href="{escape(self.target)}">' if self.tag == "a" else f"<{self.tag}>"
        return f"{start}{''.join(child.html() for child in self.children)}</{self.tag}>"


words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(lambda found: Node("", text=" ".join(found)))
spaced = st.tuples(st.sampled_from(["", " "]), words, st.sampled_from(["", " "])).map(
    lambda parts: Node("", text=parts[0] + parts[1].text + parts[2])
)
objects = st.sampled_from(
    [Node("br"), Node("img", text="bild", target="x.png"), Node("img", text="", target="y.png"), Node("span")]
)


def _inline(depth: int, linked: bool) -> st.SearchStrategy[tuple[Node, ...]]:
    choices = [spaced, spaced, objects]
    if depth:
        inner = _inline(depth - 1, linked)
        choices.append(st.builds(Node, st.sampled_from(["strong", "em", "code"]), inner))
        if not linked:
            choices.append(
                st.builds(Node, st.just("a"), _inline(depth - 1, True), st.just(""), st.sampled_from(TARGETS))
            )
    return st.lists(st.one_of(choices), min_size=0 if depth < 2 else 1, max_size=4).map(tuple)


inline = _inline(2, False)
paragraphs = st.builds(Node, st.sampled_from(["p", "p", "p", "h3", "h4", "pre"]), inline)


def _items(depth: int) -> st.SearchStrategy[Node]:
    body = inline if not depth else st.one_of(inline, st.tuples(inline, blocks(depth - 1)).map(lambda pair: (*pair[0], pair[1])))
    item = st.builds(Node, st.just("li"), body)
    return st.builds(Node, st.sampled_from(["ul", "ol"]), st.lists(item, min_size=1, max_size=4).map(tuple))


def _tables(depth: int) -> st.SearchStrategy[Node]:
    cell = st.builds(Node, st.just("td"), inline if not depth else st.one_of(inline, blocks(0).map(lambda block: (block,))))
    row = st.builds(Node, st.just("tr"), st.lists(cell, min_size=1, max_size=3).map(tuple))
    body = st.builds(Node, st.just("tbody"), st.lists(row, min_size=1, max_size=4).map(tuple))
    return body.map(lambda found: Node("table", (found,)))


def blocks(depth: int) -> st.SearchStrategy[Node]:
    """Blocks, nested so deep."""
    choices: list[st.SearchStrategy[Node]] = [paragraphs, paragraphs, st.just(Node("hr"))]
    if depth:
        quote = st.lists(blocks(depth - 1), min_size=1, max_size=2).map(tuple)
        pairs = st.lists(st.tuples(inline, inline), min_size=1, max_size=2)
        choices += [
            _items(depth - 1),
            _tables(depth - 1),
            st.builds(Node, st.just("blockquote"), quote),
            pairs.map(lambda found: Node("dl", tuple(n for dt, dd in found for n in (Node("dt", dt), Node("dd", dd))))),
        ]
    return st.one_of(choices)


documents = st.lists(blocks(2), max_size=6).map(lambda found: Node("", tuple(found)))


def html(document: Node) -> str:
    return "".join(child.html() for child in document.children)


@st.composite
def edits(draw: st.DrawFn, document: Node) -> Node:
    """A document after a few edits anywhere in it."""
    for _ in range(draw(st.integers(1, 4))):
        document = _edit(draw, document)
    return document


def _edit(draw: st.DrawFn, node: Node) -> Node:
    """Change something in a node: go down, or take out, repeat, move, reword or reformat a child."""
    if not node.children:
        return _reworded(draw, node)
    at = draw(st.integers(0, len(node.children) - 1))
    child = node.children[at]
    others = node.children[:at] + node.children[at + 1 :]
    action = draw(st.sampled_from(["down", "down", "down", "out", "move", "unwrap", "retarget", "split"]))
    if action == "out" and others:
        return replace(node, children=others)
    if action == "move":
        place = draw(st.integers(0, len(others)))
        return replace(node, children=(*others[:place], child, *others[place:]))
    if action == "unwrap" and child.tag in {"strong", "em", "a", "code"}:
        return replace(node, children=(*node.children[:at], *child.children, *node.children[at + 1 :]))
    if action == "retarget" and child.tag == "a":
        child = replace(child, target=draw(st.sampled_from(TARGETS)))
    elif action == "split" and child.tag in {"p", "li"} and len(child.children) > 1:
        cut = draw(st.integers(1, len(child.children) - 1))
        halves = replace(child, children=child.children[:cut]), replace(child, children=child.children[cut:])
        return replace(node, children=(*node.children[:at], *halves, *node.children[at + 1 :]))
    else:
        child = _edit(draw, child)
    return replace(node, children=(*node.children[:at], child, *node.children[at + 1 :]))


def _reworded(draw: st.DrawFn, node: Node) -> Node:
    if node.tag or not node.text:
        return node
    words_now = node.text.split(" ")
    at = draw(st.integers(0, len(words_now)))
    gone = draw(st.integers(0, 2))
    came = draw(st.lists(st.sampled_from(WORDS), max_size=2))
    return replace(node, text=" ".join([*words_now[:at], *came, *words_now[at + gone :]]))


pairs = st.one_of(
    documents.flatmap(lambda document: st.tuples(st.just(document), edits(document))),
    st.tuples(documents, documents),
).map(lambda pair: (html(pair[0]), html(pair[1])))
