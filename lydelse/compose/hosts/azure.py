"""`staticwebapp.config.json`, as Azure Static Web Apps reads it: at most 20,000 bytes, of which it takes few, however
large the site is."""

from __future__ import annotations

import json

from lydelse import addresses, media
from lydelse.compose.hosts.rules import (
    ASKED_AGAIN,
    EMBEDDED,
    FLEETING,
    LASTING,
    LASTING_FOLDERS,
    OPEN,
    SECURITY,
    Rules,
)
from lydelse.model import AddressForm


def configuration(rules: Rules) -> str:
    """Give the file. A redirection can't carry the rest of an address along there, so that pages at former addresses
    lead on by themselves; and patterns can't name one file in many folders, so that all of the site's JSON is open."""
    banner = {"Cache-Control": FLEETING, **dict((OPEN, EMBEDDED))}
    lasting = [_route(rules, f"{folder}*", {"Cache-Control": LASTING}) for folder in LASTING_FOLDERS]
    document: dict[str, object] = {
        "globalHeaders": {**dict(SECURITY), "Cache-Control": ASKED_AGAIN},
        "routes": [
            *lasting,
            _route(rules, f"{addresses.BANNER}*.{{js,txt,json}}", banner),
            _route(rules, "*.{json}", dict((OPEN,))),
        ],
        "mimeTypes": dict(media.TYPES),
        "responseOverrides": {"404": {"rewrite": f"{rules.base}{addresses.NOT_FOUND}", "statusCode": 404}},
    }
    if rules.form is AddressForm.FOLDERS:
        document["trailingSlash"] = "always"  # links from a page are relative to its folder
    return json.dumps(document, indent=2) + "\n"


def _route(rules: Rules, path: str, sent: dict[str, str]) -> dict[str, object]:
    return {"route": rules.base + path, "headers": sent}
