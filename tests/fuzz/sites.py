"""Whole small sites, drawn: sound ones with hostile texts in every place, and then what accidents make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import yaml
from hypothesis import strategies as st

from tests.hostile import ADDRESSES, HANDLERS, STRINGS

Files: TypeAlias = dict[str, bytes]
"""The files of a site by their paths below its root."""

WORD = "\N{BULLET}"
"""Stands in a drawn text where a word of its own is put, so that each can be looked for."""

_LETTERS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_LINES = st.sampled_from(STRINGS) | _LETTERS | st.sampled_from(["Terms", "Rättigheter", "1.10", "no", "2026-02-30"])

_CLEAN = st.sampled_from([text for text in STRINGS if text.isprintable() and text.strip()]) | st.sampled_from(["Terms"])
"""Texts that can stand anywhere, however hostile."""

_INLINE = st.one_of(
    st.just(WORD),
    st.sampled_from(STRINGS),
    st.sampled_from(["*", "**", "_", "`", "``", "\\", "[", "]", "(", ")", "<", ">", "&", "!", "|", "{:", "}", "[^1]"]),
    st.sampled_from(
        ["<b>", "</b>", "<div>", "</div>", "<br>", "<table>", "<td>", "<svg>", "<!--", "-->", "<a ", "<p>"]
    ),
    st.sampled_from(ADDRESSES).map(lambda address: f"[{WORD}]({address})"),
    st.sampled_from(ADDRESSES).map(lambda address: f'<a href="{address}">{WORD}</a>'),
    st.sampled_from(ADDRESSES).map(lambda address: f"![{WORD}](<{address}>)"),
    st.sampled_from(HANDLERS).map(lambda name: f'<b {name}="alert(1)">{WORD}</b>'),
    st.sampled_from(HANDLERS).map(lambda name: f'*{WORD}*{{: {name}="alert(1)"}}'),
    st.sampled_from(["https://a.example/", "mailto:a@b.se", "#rights", "#x", "policy:terms", "files/a.pdf"]).map(
        lambda address: f"[{WORD}]({address})"
    ),
    _LETTERS,
)
_LINE = st.lists(_INLINE, min_size=1, max_size=5).map(" ".join)
_BLOCK = st.one_of(
    _LINE,
    _LINE.map(lambda line: f"## {line}"),
    _LINE.map(lambda line: f"> {line}"),
    _LINE.map(lambda line: f"- {line}\n    - {line}"),
    _LINE.map(lambda line: f"3. {line}"),
    _LINE.map(lambda line: f"    {line}"),
    _LINE.map(lambda line: f"```\n{line}\n```"),
    _LINE.map(lambda line: f"| a | b |\n|---|--:|\n| {line} | {WORD} |"),
    _LINE.map(lambda line: f"{WORD}\n:   {line}"),
    _LINE.map(lambda line: f"{WORD}[^1]\n\n[^1]: {line}"),
    _LINE.map(lambda line: f"[{WORD}][a]\n\n[a]: {line}"),
    _LINE.map(lambda line: f"*[ABC]: {line}\n\nABC"),
    _LINE.map(lambda line: f"<div>\n{line}\n</div>"),
    _LINE.map(lambda line: f"{line}\n{{: #anchor .note }}"),
    st.sampled_from(["[[cookies]]", "***", "{: .a}", "\x0c", "\u202e", "a\rb", "a\u2028b", "a\x00b"]),
)
_MARKDOWN = st.lists(_BLOCK, min_size=1, max_size=4).map("\n\n".join)
_SOUND = st.lists(st.sampled_from([WORD, f"*{WORD}*", f"`{WORD}`", f"{WORD} <b>{WORD}</b>"]), min_size=1).map(" ".join)


def _yaml(values: Mapping[str, object]) -> bytes:
    return yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=10_000).encode()


def _text(title: str, body: str) -> bytes:
    return b"---\n" + _yaml({"title": title}) + f"---\n\n{body}\n".encode()


@st.composite
def _sound_sites(draw: Any) -> Files:
    """A site whose form is right, with any text in the places for texts."""
    languages = draw(st.sampled_from([["en"], ["sv", "en"]]))
    by_language = st.fixed_dictionaries(dict.fromkeys(languages, _LINES))
    clean = st.fixed_dictionaries(dict.fromkeys(languages, _CLEAN))
    site = {
        "organisation": draw(_LINES | st.fixed_dictionaries({"name": _LINES, "email": _LINES})),
        "languages": languages,
        "base_url": draw(st.sampled_from(["https://policy.example.com/", "http://a.example:8000/sub/path"])),
        "time_zone": "Europe/Stockholm",
    }
    if draw(st.booleans()):
        site["notice"] = draw(by_language)
    declares = draw(st.booleans())
    if declares:
        site |= {"declaration": "terms", "banner": draw(_BANNERS)}
    files = {"content/site.yaml": _yaml(site), "content/terms/policy.yaml": _yaml({"slug": _slugs(languages)})}
    first = {"title": draw(by_language), "sections": ["introduction", "rights"]}
    if draw(st.booleans()):
        first["description"] = draw(by_language)
    for day, stated, sections in (
        ("2026-01-01", first, ("introduction", "rights")),
        ("2026-06-01", draw(st.sampled_from([{}, {"corrects": "2026-01-01"}])), ("rights",)),
    ):
        head = {"published": day, "significance": "editorial", "summary": draw(by_language)}
        files[f"content/terms/{day}/version.yaml"] = _yaml(head | stated)
        for section in sections:
            for language in languages:
                body = draw(_SOUND | _MARKDOWN)
                files[f"content/terms/{day}/{section}.{language}.md"] = _text(draw(_LINES), body)
        if declares and draw(st.booleans() | st.just(day < "2026-02")):
            files[f"content/terms/{day}/cookies.yaml"] = _yaml({"categories": draw(_categories(clean))})
    return files


_BANNERS = st.fixed_dictionaries(
    {},
    optional={
        "keeps": st.sampled_from(["6 months", "1 year", "30 days"]),
        "colours": st.dictionaries(
            st.sampled_from(["text", "button", "x"]), st.sampled_from(["#000", "red"]), max_size=1
        ),
    },
)
_RECORD = {"name": "lydelse-consent", "kind": "local", "duration": "until-deleted"}
_STORED = st.one_of(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["sid", "_ga_*", "a.b-c"]),
            "kind": st.just("cookie"),
            "duration": st.sampled_from(["session", "30 minutes", "13 months"]),
        },
        optional={
            "recipients": st.lists(_CLEAN, min_size=1, max_size=2, unique=True),
            "host": st.sampled_from(["a.example", "b.example"]),
            "path": st.sampled_from(["/", "/shop"]),
            "http_only": st.sampled_from(["true", "false"]),
        },
    ),
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["key", "list:*", "<b>", "a'b", "räksmörgås"]),
            "kind": st.sampled_from(["local", "indexeddb"]),
            "duration": st.just("until-deleted"),
        }
    ),
)


@st.composite
def _categories(draw: Any, by_language: st.SearchStrategy[dict[str, str]]) -> list[dict[str, object]]:
    """A declaration in the right form, with the record of the banner among what is necessary."""
    categories = []
    for category in ("necessary", *draw(st.sets(st.sampled_from(["statistics", "marketing"])))):
        stored = [
            {**entry, "name": f"{category}-{entry['name']}", "provider": draw(_CLEAN), "purpose": draw(by_language)}
            for entry in draw(st.lists(_STORED, min_size=1, max_size=3, unique_by=lambda entry: entry["name"]))
        ]
        if category == "necessary":
            stored.append({**_RECORD, "provider": "Example", "purpose": draw(by_language)})
        about = {"id": category, "title": draw(by_language), "purpose": draw(by_language)}
        if category != "necessary":
            about |= draw(
                st.sampled_from([{}, {"waits": ["scripts", "frames", "images"]}, {"signals": ["ad_storage"]}])
            )
        categories.append({**about, "stored": stored})
    return categories


def _slugs(languages: list[str]) -> dict[str, str]:
    return {language: f"terms-{language}" for language in languages}


_SCRAPS = st.one_of(
    st.sampled_from(STRINGS),
    st.sampled_from(
        ["---\n", ": ", "- ", "\t", "\n", "&a ", "*a", "!!python/name:os.system ", "[", "{", "'", '"', "#"]
    ),
    st.sampled_from(["\ufeff", "\r", "\x00", "\u202e", "\x85", "? ", "|\n", ">\n", "<<: ", "%YAML 1.2\n", "...\n"]),
).map(str.encode) | st.binary(max_size=4)

_Accident: TypeAlias = Callable[[Files, str, int, bytes], None]


def _insert(files: Files, path: str, at: int, scrap: bytes) -> None:
    files[path] = files[path][:at] + scrap + files[path][at:]


def _cut(files: Files, path: str, at: int, scrap: bytes) -> None:
    files[path] = files[path][:at] + files[path][at + len(scrap) + 1 :]


def _lose_line(files: Files, path: str, at: int, scrap: bytes) -> None:  # noqa: ARG001  # accidents are alike
    before, _, rest = files[path].partition(b"\n") if at % 2 else (b"", b"", files[path])
    files[path] = before + b"\n" + rest.partition(b"\n")[2]


def _twice(files: Files, path: str, at: int, scrap: bytes) -> None:  # noqa: ARG001  # accidents are alike
    lines = files[path].splitlines(keepends=True)
    files[path] = b"".join([*lines, lines[at % len(lines)]]) if lines else b""


def _lose(files: Files, path: str, at: int, scrap: bytes) -> None:  # noqa: ARG001  # accidents are alike
    del files[path]


def _rename(files: Files, path: str, at: int, scrap: bytes) -> None:
    """Give the file a name with a scrap in it that a file system takes."""
    name = scrap.decode("utf-8", "replace").replace("/", "-").replace("\0", "-")[:40]
    folder, _, old = path.rpartition("/")
    files[f"{folder}/{old[: at % (len(old) + 1)]}{name}{old[at % (len(old) + 1) :]}"] = files.pop(path)


_ACCIDENTS: tuple[_Accident, ...] = (_insert, _insert, _insert, _cut, _lose_line, _twice, _lose, _rename)


@st.composite
def sites(draw: Any) -> Files:
    """A site as above, of which every second has had accidents, with a word of its own in every place for one."""
    files: Files = draw(_sound_sites())
    for accident in draw(st.just([]) | st.lists(st.sampled_from(_ACCIDENTS), max_size=3)):
        path = draw(st.sampled_from(sorted(files)))
        accident(files, path, draw(st.integers(0, len(files[path]))), draw(_SCRAPS))
    return _with_words(files)


def _with_words(files: Files) -> Files:
    number = 0
    mark = WORD.encode()
    for path in sorted(files):
        pieces = files[path].split(mark)
        words = [f"word{number + index}end".encode() for index in range(len(pieces) - 1)]
        number += len(words)
        files[path] = b"".join(piece + word for piece, word in zip(pieces, [*words, b""], strict=True))
    return files
