"""`_headers` and `_redirects`, as Netlify and Cloudflare Pages read them.

Both files are valid for both. Cloudflare takes 100 rules for headers, 2,000 redirects of single paths and after them
100 of patterns, in lines of at most 1,000 and 2,000 characters. A header that two rules set is sent with both values,
so no two rules that meet set the same one; what none says of caching both hosts let be asked for again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lydelse import addresses, media
from lydelse.compose.hosts.rules import (
    CHECKSUMS,
    EMBEDDED,
    FLEETING,
    HSTS,
    LASTING,
    LASTING_FOLDERS,
    OPEN,
    SECURITY,
    Moved,
    Rules,
)
from lydelse.model import REGISTER_FILE

_MOST_MOVED = 50
"""Former slugs of which is told: each has two lines with a pattern, and Cloudflare counts both, even the one that it
passes over. Beyond that the pages at the former addresses lead on by themselves."""
_POLICY = ":language/:policy/"
_VERSION = f"{_POLICY}:version/"


def headers(rules: Rules) -> str:
    """Give `_headers`: security, types, how long things are kept, and what other sites may read."""
    blocks = [_comment("For Netlify and Cloudflare Pages, which both read this file at the top of what is published.")]
    blocks += [_comment(*HSTS)]
    blocks += [_rule(rules, path, *sent) for path, sent in _sent(rules)]
    return "\n".join(blocks)


def _sent(rules: Rules) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
    """Give the headers for each kind of address below the site's root."""
    yield "*", SECURITY
    for folder in LASTING_FOLDERS:
        yield f"{folder}*", (("Cache-Control", LASTING),)
    for script in rules.embedded:
        yield script, (("Cache-Control", FLEETING), OPEN, EMBEDDED)
    yield f"{_POLICY}{addresses.VERSIONS}", (OPEN,)
    yield f"{_POLICY}{addresses.FEED}", (("Content-Type", media.FEED),)
    yield f"{_POLICY}{REGISTER_FILE}", (("Content-Type", media.type_of(REGISTER_FILE)),)
    yield CHECKSUMS, (("Content-Type", media.PLAIN),)
    yield f"{_VERSION}text.md", (("Content-Type", media.type_of("text.md")),)


def _rule(rules: Rules, path: str, *sent: tuple[str, str]) -> str:
    lines = (f"  {name}: {value}\n" for name, value in sent)
    return f"{rules.base}{path}\n{''.join(lines)}"


def redirects(rules: Rules) -> str:
    """Give `_redirects`: from slugs of the past. The lists of versions answer there themselves, since a redirection
    would close them to programs on other sites."""
    told = _comment(
        "For Netlify and Cloudflare Pages: addresses with slugs of the past lead to those of today. The pages at the",
        "former addresses do so too, where nobody reads this file. Netlify needs the ! to prefer a line to such a",
        "page; Cloudflare passes over lines with a !, and takes the same without it.",
    )
    moved = tuple(islice(rules.moved, _MOST_MOVED))
    lines = [line for each in moved for line in _answered_there(each)]
    lines += [line for each in moved for line in _both(f"{each.former}*", f"{each.present}:splat", 301)]
    return told + "".join(f"{line}\n" for line in lines)


def _answered_there(moved: Moved) -> Iterator[str]:
    name = addresses.VERSIONS
    yield from _both(moved.former + name, moved.present + name, 200)


def _both(origin: str, target: str, status: int) -> Iterator[str]:
    yield f"{origin} {target} {status}!"
    yield f"{origin} {target} {status}"


def _comment(*lines: str) -> str:
    return "".join(f"# {line}\n" for line in lines)
