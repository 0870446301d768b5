"""Builds a drawn site through the front door, and judges what comes of it."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch
from urllib.parse import urlsplit

from lxml import etree

from lydelse.cli import main
from tests.fuzz.sites import Files
from tests.site.built import BuiltSite, parse_html, parse_xml

AS_OF = "2026-07-01"

_PROBLEM = re.compile(r"content/?[^\n]*:[1-9]\d*:[1-9]\d*: (?:warning: )?[a-z0-9]+(?:-[a-z0-9]+)+: \S[^\n]*")
_HINT = re.compile(r" {4}\S[^\n]*")
_SUMMARY = re.compile(r"\d+ (?:error|warning)s?(?: and \d+ warnings?)?\. The site is as it was before\.")
_NEVER = frozenset(("iframe", "object", "embed", "base", "svg", "math", "style", "applet", "frame", "textarea"))
_SCHEMES = frozenset(("", "http", "https", "mailto", "tel"))


def judge(files: Files) -> None:
    """Build a site twice, in two folders.

    Raises:
        AssertionError: something came of it that never should.
    """
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        first, second = _built(Path(one), files), _built(Path(other), files)
        assert first == second, "a second build differs"
        code, said, built = first
    if code == 0:
        _judge_site(built)
        _judge_words(files, built)
    else:
        _judge_report(code, said)


def _built(root: Path, files: Files) -> tuple[int, str, dict[str, bytes]]:
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    said = io.StringIO()
    # Nothing here has to last, and waiting for the disk would be most of the time.
    with redirect_stderr(said), redirect_stdout(io.StringIO()), patch("os.fsync"):
        code = main(["--root", str(root), "--as-of", AS_OF], default_root=root)
    return code, said.getvalue(), dict(BuiltSite(root / "site", "").files)


def _judge_report(code: int, said: str) -> None:
    assert code in {1, 2}, f"exit code {code}: {said}"
    *problems, summary = said.splitlines()
    assert _SUMMARY.fullmatch(summary), summary
    assert problems
    assert _PROBLEM.fullmatch(problems[0]), problems[0]
    for line in problems:
        assert _PROBLEM.fullmatch(line) or _HINT.fullmatch(line), f"no problem and no hint: {line!r}"


def _judge_site(built: dict[str, bytes]) -> None:
    for path, content in built.items():
        if path.endswith(".html"):
            for element in parse_html(content).iter(etree.Element):
                _judge_element(element, path)
        elif path.endswith(".xml"):
            parse_xml(content)
        elif path.startswith("banner/"):
            _judge_banner(path, content.decode())


def _judge_banner(path: str, text: str) -> None:
    """Whatever is declared, the script can be pasted into a page, and nothing ends it before its end."""
    body = text.removeprefix("<script>").removesuffix("</script>\n").removesuffix("</script>")
    assert not re.search(r"</?script|<!--|[\u2028\u2029]", body, re.IGNORECASE), path


def _judge_element(element: etree._Element, path: str) -> None:
    """What the templates make is known; whatever else runs or loads came from a text."""
    where = f"{path}: {etree.tostring(element)[:200]!r}"
    assert element.tag not in _NEVER or _is_time_line(element), where
    if element.tag == "script" and element.get("type") != "application/ld+json":
        assert re.search(r"assets/|banner\.[\w-]+\.js$", element.get("src") or ""), where
        assert not element.text, where
    for name, value in element.attrib.items():
        assert not str(name).startswith("on"), where
        assert name not in {"style", "srcdoc", "formaction"}, where
        if name in {"href", "src", "action"}:
            _judge_address(element, str(value), where)


def _is_time_line(element: etree._Element) -> bool:
    """Whether an element is the picture of the changelog, which stands in no text."""
    around = [each.get("class", "").split() for each in element.iterancestors()]
    return element.tag == "svg" and ["timeline"] in around and not any("section-body" in names for names in around)


def _judge_address(element: etree._Element, address: str, where: str) -> None:
    parts = urlsplit(re.sub(r"[\x00-\x20]", "", address))
    assert parts.scheme.lower() in _SCHEMES, where
    assert parts.scheme or not parts.netloc, where
    if element.tag in {"script", "img"}:
        assert not parts.scheme, where


def _judge_words(files: Files, built: dict[str, bytes]) -> None:
    """Every word of a text is on a page; editors' comments have no words."""
    pages = b"".join(content for path, content in sorted(built.items()) if path.endswith(".html"))
    shown = set(re.findall(rb"word\d+end", pages))
    for path, content in files.items():
        if path.endswith(".md") and b"<!--" not in content:
            lost = set(re.findall(rb"word\d+end", content)) - shown
            assert not lost, f"{path}: {lost} is on no page"
