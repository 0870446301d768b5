"""nginx, with the `hosts/nginx.conf` that the site gives out."""

from __future__ import annotations

from pathlib import Path

from tests.hosts.places import Place
from tests.hosts.servers.given import given
from tests.hosts.servers.process import HOST, Command

_CONFIGURATION = """\
daemon off;
worker_processes 1;
pid {ground}/pid;
error_log stderr;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {ground}/body;
    proxy_temp_path {ground}/proxy;
    fastcgi_temp_path {ground}/fastcgi;
    uwsgi_temp_path {ground}/uwsgi;
    scgi_temp_path {ground}/scgi;
    include {ground}/site.conf;
}}
"""


def configure(program: str, port: int, place: Place, ground: Path) -> Command:
    """Write the configuration; give the command line."""
    exchanged = {
        "listen 80;": f"listen {HOST}:{port};",
        "listen [::]:80;": "",
        f"root /var/www/{place.host};": f"root {place.documents};",
    }
    if not place.has_indexes:
        exchanged["index index.html;"] = "index there-is-none;"
    (ground / "site.conf").write_text(given(place, "hosts/nginx.conf", exchanged), encoding="utf-8")
    file = ground / "nginx.conf"
    file.write_text(_CONFIGURATION.format(ground=ground), encoding="utf-8")
    return [program, "-c", file, "-e", "stderr"]
