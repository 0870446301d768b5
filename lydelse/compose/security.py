"""What pages may load and do: a Content Security Policy (level 3) that allows what they need, and nothing else.

Nothing on a page is inline but data: scripts, styles and typefaces are files of the site. Each page states the policy
itself, for hosts that send no headers, and the files for hosts let them send it, too, which holds from the first byte.
"""

from __future__ import annotations

_DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),  # a site's own stylesheet may draw small pictures
    ("font-src", "'self' data:"),
    ("connect-src", "'self'"),  # search, and comparisons that are put together in the browser
    ("frame-src", "'self'"),  # the page that shows the banner shows how frames wait
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
)

POLICY = "; ".join(f"{name} {sources}" for name, sources in _DIRECTIVES)
"""As a page states it."""
POLICY_SENT = f"{POLICY}; frame-ancestors 'self'"
"""As hosts send it; who may frame a page can be said in a header alone."""
