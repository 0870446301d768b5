"""Texts and addresses that try to be more than text, for whatever takes texts from people."""

from __future__ import annotations

STRINGS = (
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "</style><style>*{display:none}</style>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "<!-- --> <!--",
    "]]><x/>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e 'e'>]>&e;",
    "&lt;script&gt; &amp;lt; &#60;b&#62;",
    "{{7*7}}",
    "{{ self }} {% raw %} {% include 'x' %}",
    "{# not a comment",
    "${7*7} #{7*7} <%= 7*7 %>",
    "{title} {} {0.__class__} %s %(x)s",
    "javascript:alert(1)",
    "//evil.example/x",
    "../../../etc/passwd",
    "CON",
    "a\\b\\",
    "a\u00a0b\u00adc\u200bd\u200fe\u2066f\u2069",
    "e\u0301 \u212b \ufb01 İi ıI ß",
    "\U0001f512 \U0010fffd",
    "= + - @ SUM(1)",
    "---",
    "[[cookies]]",
)
"""Texts for titles, names, summaries and whatever else is one line."""

ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java&#10;script:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "%6aavascript:alert(1)",
    "\x01javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "//evil.example/",
    "\\\\evil.example\\",
    "/\\evil.example",
    "https:evil.example",
    "http://",
    'https://a.example/"onclick="alert(1)',
    "https://user:pass@a.example/",
    "file:///etc/passwd",
    "blob:https://a.example/1",
    "../../x",
    "files/../../x",
    "files/%2e%2e/x",
    "#",
    "?x",
)
"""Addresses to which nothing may lead."""

HANDLERS = ("onerror", "onclick", "ONLOAD", "onfocus", "ontoggle", "onanimationstart")
"""Attributes that would run a script."""
